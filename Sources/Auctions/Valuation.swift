// What an offer comes to: every value model is one straight line per bidder and lot, kept as exact fractions.

/// How one bidder's prices become values: `value = price · slope + addition`, in the auction's currency.
///
/// Prices that are compared as they are need no line, and most auctions know no other: hence two cases.
package enum Terms: Hashable, Sendable {
  case plain
  indirect case line(Line)

  package struct Line: Hashable, Sendable {
    /// The auction's currency for one unit of the bidder's.
    package let rate: Fraction
    package let slope: Fraction
    package let addition: Fraction
    fileprivate let inverseSlope: Fraction
    fileprivate let inverseRate: Fraction
  }

  /// `nil` where some price that can be written would not fit into 128 bits, there or back.
  package init?(rate: Fraction, slope: Fraction, addition: Fraction) {
    guard rate != .one || slope != .one || addition != .zero else {
      self = .plain
      return
    }
    guard let inverseSlope = slope.inverse, let inverseRate = rate.inverse else { return nil }
    let line = Line(
      rate: rate, slope: slope, addition: addition, inverseSlope: inverseSlope, inverseRate: inverseRate)
    self = .line(line)
    for extreme in [Money.largest.tenThousandths, -Money.largest.tenThousandths] {
      guard let value = Fraction(extreme).times(slope)?.plus(addition), price(of: value) != nil else { return nil }
    }
  }

  package var rate: Fraction { if case .line(let line) = self { line.rate } else { .one } }
  package var addition: Fraction { if case .line(let line) = self { line.addition } else { .zero } }

  /// Fits, because the largest price does.
  package func value(of price: Money) -> Fraction {
    guard case .line(let line) = self else { return Fraction(price.tenThousandths) }
    return Fraction(price.tenThousandths).times(line.slope)?.plus(line.addition) ?? Fraction(price.tenThousandths)
  }

  /// The price, exactly, that comes to `value`; `nil` where it does not fit, which for values of other bidders may be.
  package func price(of value: Fraction) -> Fraction? {
    guard case .line(let line) = self else { return value }
    return value.plus(line.addition.negated)?.times(line.inverseSlope)
  }

  /// An amount of the auction's currency in the bidder's, cut at the tick.
  @inline(__always) func own(_ amount: Money, tick: Int64) -> Money {
    guard case .line(let terms) = self, terms.rate != .one else { return amount }
    return terms.own(amount, tick: tick)
  }
}

extension Terms {
  /// A bound of the auction's currency as a cost in the bidder's, cut so that nothing beyond it comes within.
  func cost(of bound: Money, sign: Int64, tick: Int64) -> Int64 {
    guard case .line(let line) = self, line.rate != .one else { return sign * bound.tenThousandths }
    return line.own(Money(tenThousandths: sign * bound.tenThousandths), tick: tick).tenThousandths
  }
}

extension Terms.Line {
  fileprivate func own(_ amount: Money, tick: Int64) -> Money {
    let exact = Fraction(amount.tenThousandths).times(inverseRate)
    // What is too large to be written binds nothing that can be.
    let beyond = amount < .zero ? -Money.largest.tenThousandths : Money.largest.tenThousandths
    return Money(tenThousandths: exact?.rounded(downTo: tick) ?? beyond)
  }
}

extension Money {
  /// The largest amount that can be written.
  package static let largest = Money(tenThousandths: .max)
}

/// A declared value: an amount, a percentage, a number of days. Ten-thousandths.
package struct Measure: FixedPoint {
  package var tenThousandths: Int64
  package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }
  package static let zero = Measure(tenThousandths: 0)
}

/// What a bidder declares about its offers, or the buyer about the bidder: one value of the model.
package struct Declaration: Hashable, Sendable {
  /// The code of a feature or criterion.
  package var code: String
  /// `nil`: for every lot.
  package var lot: LotNumber?
  package var value: Measure
  package init(code: String, lot: LotNumber? = nil, value: Measure) {
    self.code = code
    self.lot = lot
    self.value = value
  }
}

extension Ranking {
  package enum DeclarationFault: Error, Hashable, Sendable, CaseIterable {
    case unknownCode
    case outOfRange
    case overflow
  }

  /// The terms of a bidder on a lot. What is not declared counts as nothing (a denominator as one).
  package func terms(
    _ declarations: [Declaration], lot: LotNumber, rate: Fraction
  ) throws(DeclarationFault) -> Terms {
    guard declarations.allSatisfy({ model.codes.contains($0.code) }) else { throw .unknownCode }
    let here = declarations.filter { $0.lot == nil || $0.lot == lot }
    let (slope, addition) = try line(here)
    // A percentage is the same in every currency.
    let rate = model.isInPercent ? .one : rate
    guard let priced = slope.times(rate), let terms = Terms(rate: rate, slope: priced, addition: addition) else {
      throw .overflow
    }
    return terms
  }

  /// Slope and addition for a price that is already in the auction's currency.
  private func line(_ declared: [Declaration]) throws(DeclarationFault) -> (Fraction, Fraction) {
    switch model {
    case .price: return (.one, .zero)
    case .index(let index): return index.line
    case .features(let features):
      let coefficient = try Self.coefficient(features, declared)
      guard let slope = direction == .lower ? coefficient.inverse : coefficient else { throw .overflow }
      return (slope, .zero)
    case .lifeCycleCost: return (.one, Fraction(declared.value("nonPriceCost").tenThousandths))
    case .mixed:
      let denominator = declared.last { $0.code == "denominator" }?.value.tenThousandths ?? 10_000
      guard let slope = Fraction(10_000, over: Int128(denominator)) else { throw .outOfRange }
      return (slope, Fraction(declared.value("addition").tenThousandths))
    case .totalCost(let criteria): return try Self.totalCost(criteria, declared)
    }
  }

  /// `1 + Σ v / (1 − Vmax)`.
  package static func coefficient(
    _ features: [ValueModel.Feature], _ declared: [Declaration]
  ) throws(DeclarationFault) -> Fraction {
    for feature in features {
      let value = declared.value(feature.code)
      guard value >= .zero, value <= feature.maximum else { throw .outOfRange }
    }
    let rest = 10_000 - features.reduce(0) { $0 + $1.maximum.tenThousandths }
    let sum = features.reduce(0) { $0 + declared.value($1.code).tenThousandths }
    guard let coefficient = Fraction(Int128(rest + sum), over: Int128(rest)) else { throw .overflow }
    return coefficient
  }

  private static func totalCost(
    _ criteria: [ValueModel.Criterion], _ declared: [Declaration]
  ) throws(DeclarationFault) -> (Fraction, Fraction) {
    var percent: Int128 = 0
    var amount: Int128 = 0
    for criterion in criteria {
      let value = Int128(declared.value(criterion.code).tenThousandths)
      let term: Int128
      switch criterion.kind {
      case .percent:
        percent += value
        continue
      case .amount: term = value * 10_000
      case .each(let cost): term = value * Int128(cost.tenThousandths)
      }
      let (sum, overflow) = amount.addingReportingOverflow(term)
      guard !overflow else { throw .overflow }
      amount = sum
    }
    // Percentages have four decimals: 100 % is a million ten-thousandths.
    guard 1_000_000 + percent > 0 else { throw .outOfRange }
    guard let slope = Fraction(1_000_000 + percent, over: 1_000_000), let addition = Fraction(amount, over: 10_000)
    else {
      throw .overflow
    }
    return (slope, addition)
  }
}

extension ValueModel {
  /// Whether offers are percentages and no amounts.
  fileprivate var isInPercent: Bool { if case .index(let index) = self { index.unit == .percent } else { false } }
}

extension ValueModel.Index {
  /// Of a premium in percent, `reference · (100 + p) / 100`; of one in money, `reference + p`.
  fileprivate var line: (Fraction, Fraction) {
    let base = Fraction(reference.tenThousandths)
    switch unit {
    case .amount: return (.one, base)
    case .percent: return (Fraction(Int128(reference.tenThousandths), over: 1_000_000) ?? .one, base)
    }
  }
}

extension [Declaration] {
  /// The last word on a code counts; nothing said is zero.
  fileprivate func value(_ code: String) -> Measure { last { $0.code == code }?.value ?? .zero }
}
