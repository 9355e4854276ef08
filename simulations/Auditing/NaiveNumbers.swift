// Exact numbers and weighed prices of the auditor: as one would do it on paper, for small numbers.

import Auctions

/// A fraction that is reduced after every step. Random auctions keep it far from 128 bits.
struct Ratio: Comparable {
  var top: Int128
  var bottom: Int128

  init(_ top: Int128, _ bottom: Int128 = 1) {
    var (a, b) = (top < 0 ? -top : top, bottom)
    while b != 0 { (a, b) = (b, a % b) }
    self.top = top / max(a, 1)
    self.bottom = bottom / max(a, 1)
  }

  static func + (a: Ratio, b: Ratio) -> Ratio { Ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom) }
  static func - (a: Ratio, b: Ratio) -> Ratio { Ratio(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom) }
  static func * (a: Ratio, b: Ratio) -> Ratio { Ratio(a.top * b.top, a.bottom * b.bottom) }
  static func / (a: Ratio, b: Ratio) -> Ratio {
    b.top < 0 ? Ratio(-a.top * b.bottom, -a.bottom * b.top) : Ratio(a.top * b.bottom, a.bottom * b.top)
  }
  static func < (a: Ratio, b: Ratio) -> Bool { a.top * b.bottom < b.top * a.bottom }

  /// The next multiple of `unit` at or below.
  func down(to unit: Int64) -> Int64 {
    let step = bottom * Int128(unit)
    var count = top / step
    while count * step > top { count -= 1 }
    return Int64(count) * unit
  }

  /// The next multiple of `unit` at or above.
  func up(to unit: Int64) -> Int64 { -Ratio(-top, bottom).down(to: unit) }
}

/// One bidder's way from a price to a value and back: first the rate, then the model.
struct NaiveTerms {
  let rate: Ratio
  private var factor = Ratio(1)
  private var extra = Ratio(0)

  init(_ admission: Admission?, lot: LotNumber, announced: Announcement) {
    let foreign = announced.rates.first { $0.currency == admission?.currency }
    // A premium in percent is the same in every currency.
    var isPercent = false
    if case .index(let index) = announced.rules.ranking.model { isPercent = index.unit == .percent }
    let equal = foreign.map { Ratio(Int128($0.equal.hundredMillionths), Int128($0.units.hundredMillionths)) }
    rate = isPercent ? Ratio(1) : equal ?? Ratio(1)
    let declared: (String) -> Ratio? = { code in
      let said = (admission?.declarations ?? []).filter { $0.code == code && ($0.lot == nil || $0.lot == lot) }
      return said.last.map { Ratio(Int128($0.value.tenThousandths)) }
    }
    weigh(announced.rules.ranking, declared)
  }

  private mutating func weigh(_ ranking: Ranking, _ declared: (String) -> Ratio?) {
    let (zero, unit) = (Ratio(0), Ratio(10_000))
    switch ranking.model {
    case .price: break
    case .features(let features):
      var (sum, largest) = (zero, zero)
      for feature in features {
        sum = sum + (declared(feature.code) ?? zero) / unit
        largest = largest + Ratio(Int128(feature.maximum.tenThousandths)) / unit
      }
      let coefficient = Ratio(1) + sum / (Ratio(1) - largest)
      factor = ranking.direction == .lower ? Ratio(1) / coefficient : coefficient
    case .lifeCycleCost: extra = declared("nonPriceCost") ?? zero
    case .mixed:
      factor = unit / (declared("denominator") ?? unit)
      extra = declared("addition") ?? zero
    case .totalCost(let criteria):
      for criterion in criteria {
        let value = declared(criterion.code) ?? zero
        switch criterion.kind {
        case .amount: extra = extra + value
        case .percent: factor = factor + value / unit / Ratio(100)
        case .each(let cost): extra = extra + value / unit * Ratio(Int128(cost.tenThousandths))
        }
      }
    case .index(let index):
      let reference = Ratio(Int128(index.reference.tenThousandths))
      extra = reference
      if index.unit == .percent { factor = reference / unit / Ratio(100) }
    }
  }

  func value(_ price: Int64) -> Ratio { Ratio(Int128(price)) * rate * factor + extra }
  func price(_ value: Ratio) -> Ratio { (value - extra) / factor / rate }
  /// An amount of the auction's currency in the bidder's.
  func own(_ amount: Money) -> Ratio { Ratio(Int128(amount.tenThousandths)) / rate }
}
