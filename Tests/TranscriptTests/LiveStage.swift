// An auction whose secrets can be searched for in bytes: every price and name occurs once.

import Auctions
import Testing
import Transcript

/// A (own, 901.23), B (812.34) and C (845.67) offer for the first of two lots; D is admitted and silent.
struct LiveStage {
  static let buyer = company(0xB)
  static let (a, b, c, d) = (company(0xA1), company(0xA2), company(0xA3), company(0xA4))
  static let names = [a: "Alfa SRL", b: "Беларус \"Трактор\"", c: "Côte d'Or SA", d: "Delta GmbH"]

  let auction: Auction
  let journal: [Entry]

  init(_ visibility: Visibility, phase: Auction.Phase = .open) throws {
    var rules = Rules.sound
    rules.visibility = visibility
    let announcement = Announcement(
      buyer: Self.buyer, rules: rules, currency: "MDL", opensAt: Instant(milliseconds: 1_795_300_200_000),
      lots: [
        .init(number: LotNumber(1), ceiling: Money(tenThousandths: 1_000_0000)),
        .init(number: LotNumber(2), ceiling: Money(tenThousandths: 50_0000)),
      ])
    var events: [Auction.Event] = [.scheduled(announcement)]
    events += [Self.a, Self.b, Self.c, Self.d].map { .participantAdmitted($0) }
    events += [.opened, Self.bid(Self.a, 901_2300), Self.bid(Self.b, 812_3400), Self.bid(Self.c, 845_6700)]
    if phase == .closed {
      events += [.lotClosed(LotNumber(1), winner: Self.b), .lotClosed(LotNumber(2), winner: nil), .closed]
    }
    journal = events.enumerated().map { position, event in
      Entry(
        position: Int64(position), at: Instant(milliseconds: 1_795_300_200_000 + Int64(position) * 1_000), event: event)
    }
    auction = try #require(Auction(replaying: journal))
  }

  func message(for viewer: Viewer) -> [UInt8] {
    let context = LiveContext(
      auction: AuctionID(bits: 0xE1), requirement: "r-7", title: "Tractor parts", currency: "MDL",
      position: auction.position - 1, serverTime: Instant(milliseconds: 1_795_300_300_000),
      lotTitle: { "Lot <\($0.value)>" }, companyName: { Self.names[$0] }, isPresent: { $0 == 2 })
    return LiveMessage(auction.view(for: viewer, entries: journal), in: context).encoded()
  }

  private static func company(_ number: UInt128) -> CompanyID { CompanyID(bits: 0xC0FFEE << 96 | number) }

  private static func bid(_ company: CompanyID, _ price: Int64) -> Auction.Event {
    .bidPlaced(
      Bid(
        lot: LotNumber(1), bidder: company, price: Money(tenThousandths: price), key: "secret key",
        placedBy: ActorID(bits: 0xACE << 96 | company.bits)))
  }
}
