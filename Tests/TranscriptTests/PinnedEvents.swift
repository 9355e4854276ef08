// The entries whose bytes contracts/events pins: a journal written today is read in ten years.

import Auctions

struct Pinned: Sendable {
  let file: String
  let entry: Entry

  private init(_ file: String, _ position: Int64, _ event: Auction.Event) {
    self.file = file + ".json"
    // 2026-11-21T22:30:00.000Z and a second for every position.
    entry = Entry(position: position, at: Instant(milliseconds: 1_795_300_200_000 + 1_000 * position), event: event)
  }

  static let all = [
    Pinned("scheduled", 0, .scheduled(announcement(.percent(hundredths: 50), softClose))),
    Pinned("scheduled-plain", 0, .scheduled(announcement(.none, nil))),
    Pinned("scheduled-absolute", 0, .scheduled(announcement(.absolute(Money(tenThousandths: 500_0000)), unlimited))),
    Pinned("participantAdmitted", 1, .participantAdmitted(supplier)),
    Pinned("openingMoved", 2, .openingMoved(to: Instant(milliseconds: 1_795_300_260_000))),
    Pinned("opened", 3, .opened),
    Pinned("bidPlaced", 4, .bidPlaced(bid(1, 177_499_0000))),
    Pinned(
      "bidRefused", 5,
      .bidRefused(
        bid(1, 177_499_0000),
        Refusal(
          .stepTooSmall, offered: Money(tenThousandths: 177_499_0000), threshold: Money(tenThousandths: 176_611_5100),
          nextAdmissible: Money(tenThousandths: 176_611_5100)))),
    Pinned(
      "bidRefused-unknownLot", 6,
      .bidRefused(bid(9, 1), Refusal(.unknownLot, offered: Money(tenThousandths: 1)))),
    Pinned("lotExtended", 7, .lotExtended(LotNumber(1), until: Instant(milliseconds: 1_795_302_180_001))),
    Pinned("lotClosed", 8, .lotClosed(LotNumber(1), winner: supplier)),
    Pinned("lotClosed-withoutOffers", 9, .lotClosed(LotNumber(2), winner: nil)),
    Pinned("closed", 10, .closed),
    Pinned("cancelled", 11, .cancelled(reason: "Чертёж \"B\" is wrong;\nnew tender next week")),
  ]

  private static let buyer = CompanyID(bits: 0x01932f7c_6a3e_7c1b_9a55_0242ac120002)
  private static let supplier = CompanyID(bits: 0x01932f7c_6a3e_7d44_8f00_0242ac120003)
  private static let softClose = Closing.SoftClose(
    trigger: .leadChanges, windowMilliseconds: 180_000, extensionMilliseconds: 120_000, base: .receipt, limit: 40)
  private static let unlimited = Closing.SoftClose(
    trigger: .anyBid, windowMilliseconds: 60_000, extensionMilliseconds: 60_000, base: .end, limit: nil)

  private static func bid(_ lot: Int32, _ price: Int64) -> Bid {
    Bid(
      lot: LotNumber(lot), bidder: supplier, price: Money(tenThousandths: price), key: "7c1b-retry \"1\"",
      placedBy: ActorID(bits: 0x01932f7c_6a3e_7e00_8a00_0242ac120004))
  }

  private static func announcement(
    _ decrement: Admissibility.Decrement, _ softClose: Closing.SoftClose?
  ) -> Announcement {
    let rules = Rules(
      clock: .english(durationMilliseconds: 1_800_000),
      admissibility: Admissibility(
        decrement: decrement, base: .own, leaderMayImprove: true, tiesAllowed: false, decimals: 2),
      ranking: Ranking(ties: .earlierFirst),
      visibility: Visibility(
        ownRank: .always, bestPrice: .never, allPrices: .never, bidderCount: .never, names: .never,
        namesToBuyer: .afterClose, observers: .never),
      closing: Closing(softClose: softClose))
    return Announcement(
      buyer: buyer, rules: rules, currency: "MDL", opensAt: Instant(milliseconds: 1_795_300_500_000),
      lots: [
        .init(number: LotNumber(1), ceiling: Money(tenThousandths: 200_000_0000)),
        .init(number: LotNumber(2), ceiling: Money(tenThousandths: 12_5000)),
      ])
  }
}
