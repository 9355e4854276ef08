// Random entries and rules: any that could stand in a journal, with awkward texts and extreme numbers.

import Auctions

extension SplitMix64 {
  mutating func entry() -> Entry {
    Entry(position: .random(in: 0...Int64.max, using: &self), at: instant(), event: event())
  }

  mutating func event() -> Auction.Event {
    switch Int.random(in: 0..<10, using: &self) {
    case 0: .scheduled(announcement())
    case 1: .participantAdmitted(id())
    case 2: .openingMoved(to: instant())
    case 3: .opened
    case 4: .bidPlaced(bid())
    case 5: refused()
    case 6: .lotExtended(number(), until: instant())
    case 7: .lotClosed(number(), winner: once(in: 3) ? nil : id())
    case 8: .closed
    default: .cancelled(reason: text())
    }
  }

  mutating func rules() -> Rules {
    Rules(
      clock: .english(durationMilliseconds: .random(in: Clock.lengths, using: &self)),
      admissibility: Admissibility(
        decrement: decrement(), base: one(), leaderMayImprove: once(in: 2), tiesAllowed: once(in: 2),
        decimals: .random(in: Admissibility.decimalPlaces, using: &self)),
      ranking: Ranking(ties: one()),
      visibility: Visibility(
        ownRank: one(), bestPrice: one(), allPrices: one(), bidderCount: one(), names: one(), namesToBuyer: one(),
        observers: one()),
      closing: Closing(softClose: once(in: 3) ? nil : softClose()))
  }

  private mutating func refused() -> Auction.Event {
    let bid = bid()
    return .bidRefused(
      bid,
      Refusal(
        one(), offered: bid.price, threshold: once(in: 2) ? money() : nil, nextAdmissible: once(in: 2) ? money() : nil))
  }

  private mutating func announcement() -> Announcement {
    var lots: [Announcement.Lot] = []
    for _ in 0..<Int.random(in: 0...5, using: &self) { lots.append(.init(number: number(), ceiling: money())) }
    return Announcement(buyer: id(), rules: rules(), currency: text(), opensAt: instant(), lots: lots)
  }

  private mutating func decrement() -> Admissibility.Decrement {
    switch Int.random(in: 0..<3, using: &self) {
    case 0: .none
    case 1: .absolute(Money(tenThousandths: 1 + size() / 2))
    default: .percent(hundredths: .random(in: Admissibility.Decrement.percentages, using: &self))
    }
  }

  private mutating func softClose() -> Closing.SoftClose {
    Closing.SoftClose(
      trigger: one(), windowMilliseconds: .random(in: Clock.lengths, using: &self),
      extensionMilliseconds: .random(in: Clock.lengths, using: &self), base: one(),
      limit: once(in: 2) ? nil : .random(in: 1...Int.max, using: &self))
  }
}

extension SplitMix64 {
  mutating func one<Value: CaseIterable>() -> Value where Value.AllCases == [Value] {
    Value.allCases[Int.random(in: Value.allCases.indices, using: &self)]
  }

  private mutating func bid() -> Bid {
    Bid(lot: number(), bidder: id(), price: money(), key: text(), placedBy: id())
  }

  private mutating func id<Noun>() -> ID<Noun> { ID(bits: UInt128(next()) << 64 | UInt128(next())) }

  private mutating func number() -> LotNumber { LotNumber(.random(in: .min ... .max, using: &self)) }

  /// From year 1 to 9999, which is all that RFC 3339 can write.
  private mutating func instant() -> Instant {
    Instant(milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &self))
  }

  /// Thresholds and refused offers may lie below zero.
  private mutating func money() -> Money {
    let size = size()
    return Money(tenThousandths: once(in: 5) ? -size : size)
  }

  /// Of any number of digits.
  private mutating func size() -> Int64 {
    .random(in: 0...(.max >> Int64.random(in: 0...62, using: &self)), using: &self)
  }

  private mutating func text() -> String {
    let awkward = [
      "", " ", "key-1", "\"", "\\", "\n\t\r", "\u{1}\u{1F}\u{7F}", "é", "e\u{301}", "Ж", "\u{2028}", "\u{FEFF}", "🛒",
      "</script>", "null", "a/b~c", String(repeating: "x", count: 3_000),
    ]
    return (0..<Int.random(in: 0...3, using: &self)).map { _ in awkward.randomElement(using: &self) ?? "" }.joined()
  }
}
