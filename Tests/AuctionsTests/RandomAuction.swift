// A seeded auction that plays itself: few prices, short times, so that every edge is met often.

import Auctions

/// Draws rules once and then one command after another. The caller decides and records.
struct RandomAuction {
  private(set) var auction: Auction
  private(set) var journal: [Entry]
  private(set) var now = Instant(milliseconds: 0)
  private var random: SplitMix64

  init?(seed: UInt64) {
    random = SplitMix64(seed: seed)
    let announcement = Self.announcement(&random)
    guard let scheduled = try? Auction.schedule(announcement, at: now) else { return nil }
    journal = [Entry(position: 0, at: now, event: scheduled)]
    guard let auction = Auction(replaying: journal) else { return nil }
    self.auction = auction
  }

  /// Five suppliers; the last is never admitted.
  static let companies = (1...5).map { CompanyID(bits: UInt128($0)) }

  /// Draws what time it is when the next command comes, and the command.
  mutating func next() -> Auction.Command {
    if journal.count < 4 { return .admit(Self.companies[journal.count - 1]) }
    if random.once(in: 2) { now = now.adding(milliseconds: Int64.random(in: 0...12, using: &random)) }
    // Now and then one millisecond before what is due, or exactly then.
    if random.once(in: 12), let due = auction.nextDue, due > now {
      now = due.adding(milliseconds: random.once(in: 4) ? 0 : -1)
    }
    switch Int.random(in: 0..<400, using: &random) {
    case 0..<60: return .tick
    case 60..<75: return .admit(Self.companies.dropLast().randomElement(using: &random) ?? .none)
    case 75..<80: return .moveOpening(to: now.adding(milliseconds: .random(in: -5...40, using: &random)))
    case 80..<82: return .cancel(reason: random.once(in: 3) ? "enough" : "")
    default: return .placeBid(bid())
    }
  }

  mutating func record(_ events: [Auction.Event]) -> [Entry] {
    let entries = events.enumerated().map { offset, event in
      Entry(position: auction.position + Int64(offset), at: now, event: event)
    }
    for entry in entries { auction.fold(entry) }
    journal += entries
    return entries
  }
}

extension RandomAuction {
  private mutating func bid() -> Bid {
    let bidder = Self.companies.randomElement(using: &random) ?? .none
    // Rarely a lot that does not exist, or a key used before.
    let number = random.once(in: 30) ? LotNumber(9) : auction.lots.randomElement(using: &random)?.number
    let key = random.once(in: 10) ? "repeated" : "key \(journal.count)"
    return Bid(
      lot: number ?? LotNumber(1), bidder: bidder, price: price(for: bidder, in: number), key: key,
      placedBy: ActorID(bits: 1))
  }

  /// Mostly close to the line between admissible and not.
  private mutating func price(for bidder: CompanyID, in number: LotNumber?) -> Money {
    guard let number, let lot = auction.lot(number) else { return Money(tenThousandths: 10_000) }
    let tick = Self.tick(auction.announcement.rules.admissibility.decimals)
    let anywhere = Int64.random(in: -1...(lot.ceiling.tenThousandths / tick + 1), using: &random) * tick
    let line = auction.highestAdmissible(for: bidder, in: lot)?.tenThousandths
    let rival = lot.offers.randomElement(using: &random)?.price.tenThousandths
    let little = Int64.random(in: 0...5, using: &random) * tick
    let drawn = [line, line, line.map { $0 - little }, line.map { $0 + tick }, rival, anywhere]
      .randomElement(using: &random)
    let price = (drawn ?? nil) ?? anywhere
    return Money(tenThousandths: random.once(in: 30) ? price + max(1, tick / 10) : price)
  }

  private static func tick(_ decimals: Int) -> Int64 { [10_000, 1_000, 100, 10, 1][decimals] }

  private static func announcement(_ random: inout SplitMix64) -> Announcement {
    let decimals = Int.random(in: 0...4, using: &random)
    let lots = (1...Int.random(in: 1...3, using: &random)).map { number in
      let ceiling = Int64.random(in: 5...90, using: &random) * tick(decimals)
      return Announcement.Lot(number: LotNumber(Int32(number)), ceiling: Money(tenThousandths: ceiling))
    }
    let rules = Rules(
      clock: .english(durationMilliseconds: .random(in: 1...300, using: &random)),
      admissibility: admissibility(decimals, &random), ranking: Ranking(ties: .earlierFirst),
      visibility: .everything, closing: Closing(softClose: random.once(in: 5) ? nil : softClose(&random)))
    return Announcement(
      buyer: Names.buyer, rules: rules, currency: "EUR",
      opensAt: Instant(milliseconds: .random(in: 0...30, using: &random)), lots: lots)
  }

  private static func admissibility(_ decimals: Int, _ random: inout SplitMix64) -> Admissibility {
    let amount = Money(tenThousandths: .random(in: 1...4, using: &random) * tick(decimals))
    let decrements: [Admissibility.Decrement] = [
      .none, .absolute(amount), .percent(hundredths: .random(in: 1...3_000, using: &random)),
    ]
    return Admissibility(
      decrement: decrements.randomElement(using: &random) ?? .none, base: random.once(in: 2) ? .own : .best,
      leaderMayImprove: !random.once(in: 3), tiesAllowed: random.once(in: 2), decimals: decimals)
  }

  private static func softClose(_ random: inout SplitMix64) -> Closing.SoftClose {
    Closing.SoftClose(
      trigger: random.once(in: 2) ? .anyBid : .leadChanges,
      windowMilliseconds: .random(in: 1...100, using: &random),
      extensionMilliseconds: .random(in: 1...60, using: &random), base: random.once(in: 2) ? .end : .receipt,
      limit: random.once(in: 2) ? nil : Int.random(in: 1...3, using: &random))
  }
}
