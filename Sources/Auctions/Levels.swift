// The prices that a Japanese or a Dutch clock shows, one after another.

struct Levels: Equatable {
  let first: Money
  /// Added from level to level: below zero on a clock that falls.
  let step: Int64
  let count: Int64

  /// From 0.
  func price(_ number: Int) -> Money { Money(tenThousandths: first.tenThousandths + Int64(number) * step) }

  /// The level that showed this price, if one did.
  func number(of price: Money) -> Int? {
    let (distance, overflow) = price.tenThousandths.subtractingReportingOverflow(first.tenThousandths)
    guard !overflow, distance % step == 0, (0..<count).contains(distance / step) else { return nil }
    return Int(distance / step)
  }
}

extension Clock {
  /// `nil` where the clock has no levels, or its step comes to nothing.
  func levels(of lot: Announcement.Lot, tick: Int64) -> Levels? {
    switch format {
    case .english, .sealed, .turns: return nil
    case .japanese(let japanese):
      let floor = max(japanese.floor?.amount(of: lot.ceiling, tick: tick) ?? .zero, lot.floor ?? .zero)
      let last = max(floor, Money(tenThousandths: tick))
      let step = japanese.step.amount(of: lot.ceiling, tick: tick).tenThousandths
      return Levels(from: lot.ceiling, down: true, to: last, step: step)
    case .dutch(let dutch):
      let start = max(dutch.start.amount(of: lot.ceiling, tick: tick), lot.floor ?? .zero, Money(tenThousandths: tick))
      let step = dutch.step.amount(of: lot.ceiling, tick: tick).tenThousandths
      return Levels(from: start, down: false, to: lot.ceiling, step: step)
    }
  }
}

extension Levels {
  fileprivate init?(from first: Money, down isFalling: Bool, to last: Money, step: Int64) {
    let distance = isFalling ? (first - last).tenThousandths : (last - first).tenThousandths
    guard step > 0, distance >= 0 else { return nil }
    self.init(first: first, step: isFalling ? -step : step, count: distance / step + 1)
  }
}

extension Auction {
  func levels(on index: Int) -> Levels? {
    rules.clock.levels(of: announcement.lots[index], tick: rules.admissibility.tick)
  }
}
