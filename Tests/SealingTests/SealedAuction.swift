// A sealed auction on a table: announced, ticked and opened by hand.

import Auctions

@testable import Sealing

struct SealedAuction {
  static let buyer = CompanyID(bits: 1)
  private(set) var auction: Auction
  private(set) var entries: [Entry]
  let keys: [SealingKey]

  /// Opens at 0 and takes offers for ten minutes a round. Two openers of three are needed.
  init(lots: Int32 = 2, rounds: Int = 1, _ order: Clock.LotOrder = .independent) throws {
    let keys = try (1...rounds).map {
      try Sample.key(SealedRound(auction: Sample.round.auction, number: UInt32($0)), seed: UInt64($0))
    }
    let announcement = Announcement(
      buyer: Self.buyer, rules: .sealed(rounds: rounds, order), currency: "EUR", opensAt: Instant(milliseconds: 0),
      lots: (1...lots).map { .init(number: LotNumber($0), ceiling: Money(tenThousandths: 10_000_000)) },
      sealing: .init(
        openers: [Self.buyer, CompanyID(bits: 2), CompanyID(bits: 3)], rounds: keys.compactMap(\.lock.announced)))
    let event = try Auction.schedule(announcement, at: Instant(milliseconds: 0))
    let entry = Entry(position: 0, at: Instant(milliseconds: 0), event: event)
    guard let auction = Auction(replaying: [entry]) else { throw NoAuction() }
    (self.auction, entries, self.keys) = (auction, [entry], keys)
    for bidder in [Sample.alder, Sample.birch] { try act(.admit(Admission(bidder)), minute: 0) }
  }

  struct NoAuction: Error {}

  mutating func act(_ command: Auction.Command, minute: Int64) throws {
    let now = Instant(milliseconds: minute * 60_000)
    while let due = auction.nextDue(), due <= now { fold(try auction.decide(.tick(seed: nil), at: now), at: now) }
    fold(try auction.decide(command, at: now), at: now)
  }

  mutating func tick(minute: Int64) throws { try act(.tick(seed: nil), minute: minute) }

  @discardableResult mutating func seal(
    _ price: Int64, lot: Int32 = 1, by bidder: CompanyID, round: Int = 1, minute: Int64
  ) throws -> SealedOffer {
    let content = OfferContent(price: Money(tenThousandths: price))
    let sealed = try keys[round - 1].lock.seal(content, lot: LotNumber(lot), bidder: bidder)
    let offer = try SealedOffer(
      lot: LotNumber(lot), bidder: bidder, commitment: Bytes32(sealed.commitment) ?? { throw NoAuction() }(),
      envelope: sealed.envelope, key: "\(entries.count)", placedBy: .none)
    try act(.seal(offer), minute: minute)
    return offer
  }

  func opening(_ round: Int = 1) throws -> Opening {
    let key = keys[round - 1]
    let deadline = try PastDeadline(of: round, in: auction, Sample.round.auction)
    return try Opening.combine(
      serverPart: key.serverPart, shares: Array(key.shares.prefix(2)), lock: key.lock, after: deadline)
  }

  /// All lots, one after another.
  mutating func open(_ round: Int = 1, minute: Int64) throws {
    let opening = try opening(round)
    for lot in auction.lots.map(\.number) {
      let standing = RoundOffers(entries, of: Sample.round.auction).standing(in: opening.lock.round)
      try act(.open(lot, opening.open(standing, on: lot), seed: nil), minute: minute)
    }
  }

  private mutating func fold(_ events: [Auction.Event], at now: Instant) {
    for event in events {
      let entry = Entry(position: auction.position, at: now, event: event)
      entries.append(entry)
      auction.fold(entry)
    }
  }
}

extension Rules {
  static func sealed(rounds: Int, _ order: Clock.LotOrder) -> Rules {
    let sealed = Clock.Sealed(
      durationMilliseconds: 600_000, pricing: .first, rounds: rounds, pauseMilliseconds: 60_000, openersNeeded: 2)
    return Rules(
      clock: Clock(.sealed(sealed), lots: order), admissibility: Admissibility(ownMustImprove: false),
      ranking: Ranking(),
      visibility: Visibility(
        ownRank: .afterClose, bestPrice: .afterClose, allPrices: .afterClose, bidderCount: .afterClose, names: .never,
        namesToBuyer: .afterClose),
      closing: Closing(softClose: nil))
  }
}
