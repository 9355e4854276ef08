// An auction of two lots, run through the real rules: the supplier and its rival bid for lot 1, nobody else for lot 2.

import Auctions
import Testing

extension Auction {
  static func scheduled() throws -> Auction { try Run().auction }

  static func open() throws -> Auction {
    var run = try Run()
    try run.run(.tick(seed: nil))
    return run.auction
  }

  static func cancelled() throws -> Auction {
    var run = try Run()
    try run.run(.cancel(reason: "budget cut"))
    return run.auction
  }

  /// Lot 1: the rival at 940.00 before the supplier at 950.00. Lot 2: the supplier at 1000.00.
  static func closed() throws -> Auction {
    var run = try Run()
    try run.run(.admit(Admission(House.supplier)), .admit(Admission(House.rival)), .tick(seed: nil))
    try run.bid(House.rival, lot: 1, .of("960.00"))
    try run.bid(House.supplier, lot: 1, .of("950.00"))
    try run.bid(House.rival, lot: 1, .of("940.00"))
    try run.bid(House.supplier, lot: 2, .of("1000.00"))
    run.now = run.now.adding(milliseconds: 3_600_000)
    try run.run(.tick(seed: nil))
    try #require(run.auction.phase == .closed)
    return run.auction
  }
}

extension Auction {
  /// Closed with one offer for lot 1, of the rival, in hundredths.
  static func closed(at price: Int64, isPractice: Bool = false) throws -> Auction {
    var run = try Run(isPractice: isPractice)
    try run.run(.admit(Admission(House.rival)), .tick(seed: nil))
    try run.bid(House.rival, lot: 1, Money(tenThousandths: price * 100))
    run.now = run.now.adding(milliseconds: 3_600_000)
    try run.run(.tick(seed: nil))
    return run.auction
  }
}

private struct Run {
  var now = noon
  private(set) var auction: Auction

  init(isPractice: Bool = false) throws {
    let lots = [Int32(1), 2].map { Announcement.Lot(number: LotNumber($0), ceiling: .of("1000.00")) }
    let announcement = Announcement(
      buyer: House.buyer, rules: .sample, currency: "EUR", opensAt: noon, lots: lots, isPractice: isPractice)
    let first = Entry(position: 0, at: noon, event: try Auction.schedule(announcement, at: noon))
    auction = try #require(Auction(replaying: [first]))
  }

  mutating func run(_ commands: Auction.Command...) throws {
    for command in commands {
      for event in try auction.decide(command, at: now) {
        auction.fold(Entry(position: auction.position, at: now, event: event))
      }
    }
  }

  mutating func bid(_ company: CompanyID, lot: Int32, _ price: Money) throws {
    now = now.adding(milliseconds: 1_000)
    let bid = Bid(
      lot: LotNumber(lot), bidder: company, price: price, key: "\(auction.position)", placedBy: ActorID(bits: 1))
    try run(.placeBid(bid))
  }
}

extension Rules {
  fileprivate static let sample = Rules(
    clock: Clock(.english(.init(durationMilliseconds: 600_000))),
    admissibility: Admissibility(
      decrement: .init(.portion(.amount(.of("5.00"))), base: .best), tiesAllowed: false, belowZero: true),
    ranking: Ranking(),
    visibility: Visibility(
      ownRank: .always, bestPrice: .always, allPrices: .never, bidderCount: .never, names: .never,
      namesToBuyer: .always),
    closing: Closing(softClose: nil))
}
