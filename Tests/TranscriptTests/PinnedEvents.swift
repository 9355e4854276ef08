// The entries whose bytes contracts/events pins: a journal written today is read in ten years.

import Auctions

struct Pinned: Sendable {
  let file: String
  let entry: Entry

  init(_ file: String, _ position: Int64, _ event: Auction.Event) {
    self.file = file + ".json"
    // 2026-11-21T22:30:00.000Z and a second for every position.
    entry = Entry(position: position, at: Instant(milliseconds: 1_795_300_200_000 + 1_000 * position), event: event)
  }

  static let all = announcements + participants + course + bids + sealedOffers + withdrawals + ends

  static let buyer = CompanyID(bits: 0x01932f7c_6a3e_7c1b_9a55_0242ac120002)
  static let alfa = CompanyID(bits: 0x01932f7c_6a3e_7d44_8f00_0242ac120003)
  static let beta = CompanyID(bits: 0x01932f7c_6a3e_7d45_8f00_0242ac120005)
  static let gamma = CompanyID(bits: 0x01932f7c_6a3e_7d46_8f00_0242ac120006)
  static let watcher = CompanyID(bits: 0x01932f7c_6a3e_7d47_8f00_0242ac120007)
  static let person = ActorID(bits: 0x01932f7c_6a3e_7e00_8a00_0242ac120004)
  static let buyersPerson = ActorID(bits: 0x01932f7c_6a3e_7e01_8a00_0242ac120008)
  /// 2026-11-21T23:00:00.001Z.
  static let end = Instant(milliseconds: 1_795_302_000_001)

  private static let participants = [
    Pinned("participantAdmitted", 1, .participantAdmitted(Admission(alfa))),
    Pinned(
      "participantAdmitted-terms", 2,
      .participantAdmitted(
        Admission(
          beta, currency: "EUR",
          ceilings: [.init(price: money(9_500_0000)), .init(lot: LotNumber(2), price: money(6000))],
          declarations: [
            .init(code: "freight", value: Measure(tenThousandths: 125_0000)),
            .init(code: "duty", lot: LotNumber(2), value: Measure(tenThousandths: -2_5000)),
          ]))),
    Pinned("observerAdmitted", 3, .observerAdmitted(watcher)),
    Pinned("participantDisqualified", 4, .participantDisqualified(beta, reason: "licence expired on 20 November")),
    Pinned("participantReinstated", 5, .participantReinstated(beta, reason: "licence was prolonged")),
  ]

  private static let course = [
    Pinned("openingMoved", 6, .openingMoved(to: Instant(milliseconds: 1_795_300_260_000))),
    Pinned("opened", 7, .opened),
    Pinned("stageBegan-waiting", 8, .stageBegan(LotNumber(1), .waiting, endsAt: end)),
    Pinned("stageBegan-bidding", 9, .stageBegan(LotNumber(1), .bidding(phase: 1), endsAt: end)),
    Pinned("stageBegan-improvement", 10, .stageBegan(LotNumber(1), .improvement, endsAt: end)),
    Pinned("stageBegan-hidden", 11, .stageBegan(LotNumber(1), .hidden, endsAt: end)),
    Pinned(
      "stageBegan-level", 12,
      .stageBegan(LotNumber(1), .level(number: 0, price: money(200_000_0000)), endsAt: end)),
    Pinned("stageBegan-pause", 13, .stageBegan(LotNumber(1), .pause(round: 1), endsAt: end)),
    Pinned("stageBegan-turn", 14, .stageBegan(LotNumber(1), .turn(round: 3, bidder: alfa), endsAt: end)),
    Pinned("stageBegan-announcement", 15, .stageBegan(LotNumber(1), .announcement, endsAt: end)),
    Pinned("stageBegan-sealed", 16, .stageBegan(LotNumber(1), .sealed(round: 2), endsAt: end)),
    Pinned("stageBegan-opening", 17, .stageBegan(LotNumber(1), .opening(round: 2), endsAt: nil)),
    Pinned("stageBegan-over", 18, .stageBegan(LotNumber(1), .over, endsAt: nil)),
    Pinned("turnsOrdered", 19, .turnsOrdered(LotNumber(1), round: 1, [gamma, alfa, beta])),
  ]

  private static let extended = Instant(milliseconds: 1_795_302_180_001)

  private static let ends = [
    Pinned("lotExtended-softClose", 45, .lotExtended(LotNumber(1), until: extended, .softClose)),
    Pinned("lotExtended-otherLot", 46, .lotExtended(LotNumber(1), until: extended, .otherLot)),
    Pinned(
      "lotExtended-buyer", 47,
      .lotExtended(LotNumber(1), until: extended, .buyer(reason: "power cut at two suppliers"))),
    Pinned("paused", 48, .paused(reason: "question about lot 2")),
    Pinned("resumed", 49, .resumed),
    Pinned("interrupted", 50, .interrupted(milliseconds: 600_000)),
    Pinned("rulesChanged", 51, .rulesChanged(changedRules, reason: "steps were too large")),
    Pinned("closedEarly", 52, .closedEarly(LotNumber(1), reason: "demand ceased")),
    Pinned("lotClosed", 53, .lotClosed(LotNumber(1), [Win(bidder: alfa, price: money(177_499_0000))])),
    Pinned(
      "lotClosed-shares", 54,
      .lotClosed(
        LotNumber(1),
        [
          Win(bidder: alfa, price: money(101_000_0000), share: 2_500),
          Win(bidder: beta, price: money(101_500_2500), share: 7_500),
        ])),
    Pinned("lotClosed-nobody", 55, .lotClosed(LotNumber(2), [])),
    Pinned("seedRevealed", 56, .seedRevealed(seed)),
    Pinned("closed", 57, .closed),
    Pinned("cancelled", 58, .cancelled(reason: "Чертёж \"B\" is wrong;\nnew tender next week")),
  ]

  static let seed = Bytes32("9744e4c812b9106931926e8a937c5ba33e8f6d2c928c724759b9a2e778e77450")!

  static func money(_ tenThousandths: Int64) -> Money { Money(tenThousandths: tenThousandths) }
}
