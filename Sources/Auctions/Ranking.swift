// Seam 3, ranking: the one order of offers, for the live board, the award and the verifier alike.

package struct Ranking: Hashable, Sendable {
  /// Which value wins: the lower, or (energy services, discounts) the higher.
  package enum Direction: String, Hashable, Sendable, CaseIterable { case lower, higher }

  /// What becomes of equal offers: the earlier ranks better; both take the better rank; both take the worse; a lot is
  /// drawn with a seed whose hash was published at the start. Where one has to win, the earlier or the drawn one does.
  package enum Ties: String, Hashable, Sendable, CaseIterable { case earlierFirst, equalBest, equalWorst, drawn }

  /// When a low offer needs a justification (Prozorro; Directive 2014/24/EU, Article 69). Hundredths of a percent.
  package struct AbnormallyLow: Hashable, Sendable {
    /// Below the mean of the others' first offers.
    package var belowMeanHundredths: Int64
    /// Below the next ranked offer.
    package var belowNextHundredths: Int64
    package init(belowMeanHundredths: Int64, belowNextHundredths: Int64) {
      self.belowMeanHundredths = belowMeanHundredths
      self.belowNextHundredths = belowNextHundredths
    }
  }

  package var model: ValueModel
  package var direction: Direction
  package var ties: Ties
  package var abnormallyLow: AbnormallyLow?

  package init(
    model: ValueModel = .price, direction: Direction = .lower, ties: Ties = .earlierFirst,
    abnormallyLow: AbnormallyLow? = nil
  ) {
    self.model = model
    self.direction = direction
    self.ties = ties
    self.abnormallyLow = abnormallyLow
  }

  func check() throws(Rules.Fault) {
    try model.check()
    guard let low = abnormallyLow else { return }
    let pointer = "/ranking/abnormallyLow"
    try ruling(Portion.percentages.contains(low.belowMeanHundredths), "\(pointer)/belowMeanPercent", .outOfRange)
    try ruling(Portion.percentages.contains(low.belowNextHundredths), "\(pointer)/belowNextPercent", .outOfRange)
  }

  /// 1 where lower wins, -1 where higher wins. Prices times the sign are *costs*: the lower cost is the better one.
  package var sign: Int64 { direction == .lower ? 1 : -1 }
}

/// What is compared: a price, or what an offer comes to when its price is weighed.
package enum ValueModel: Hashable, Sendable {
  case price
  /// Non-price features (MEAT, Prozorro): `coefficient = 1 + Σ declared / (1 − Σ maxima)`; the price is divided by it,
  /// or multiplied where higher wins. A bidder declares from zero to the maximum of each feature.
  case features([Feature])
  /// The price plus `nonPriceCost`, which the bidder declares.
  case lifeCycleCost
  /// `price / denominator + addition`, both declared.
  case mixed
  /// The price plus what every criterion comes to: landed cost, bonus and malus, terms weighed in money.
  case totalCost([Criterion])
  /// Offers are a premium or discount on an index.
  case index(Index)

  package struct Feature: Hashable, Sendable {
    package var code: String
    /// Ten-thousandths; the maxima of all features together are below one.
    package var maximum: Measure
    package init(code: String, maximum: Measure) {
      self.code = code
      self.maximum = maximum
    }
  }

  package struct Criterion: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// The declared value is an amount that is added: freight, a malus; a bonus is below zero.
      case amount
      /// The declared value is a percentage of the price that is added: duty, insurance.
      case percent
      /// The declared value is a number (of days, of years) and each one costs this much.
      case each(cost: Measure)
    }

    package var code: String
    package var kind: Kind
    package init(code: String, kind: Kind) {
      self.code = code
      self.kind = kind
    }
  }

  package struct Index: Hashable, Sendable {
    /// `percent`: the offer is a premium in percent of the index; `amount`: one in money, added to it.
    package enum Unit: String, Hashable, Sendable, CaseIterable { case percent, amount }
    package var name: String
    package var reference: Money
    package var unit: Unit
    package init(name: String, reference: Money, unit: Unit) {
      self.name = name
      self.reference = reference
      self.unit = unit
    }
  }

  /// What bidders declare under each model, by code.
  package var codes: [String] {
    switch self {
    case .price, .index: []
    case .features(let features): features.map(\.code)
    case .lifeCycleCost: ["nonPriceCost"]
    case .mixed: ["denominator", "addition"]
    case .totalCost(let criteria): criteria.map(\.code)
    }
  }

  package static let codeCounts = 1...50

  fileprivate func check() throws(Rules.Fault) {
    let pointer = "/ranking/model"
    switch self {
    case .price, .lifeCycleCost, .mixed: break
    case .index(let index): try ruling(index.reference > .zero, "\(pointer)/reference", .outOfRange)
    case .totalCost: try checkCodes("\(pointer)/criteria")
    case .features(let features):
      try checkCodes("\(pointer)/features")
      for (index, feature) in features.enumerated() {
        let isFraction = feature.maximum > .zero && feature.maximum.tenThousandths < 10_000
        try ruling(isFraction, "\(pointer)/features/\(index)/maximum", .outOfRange)
      }
      let sum = features.reduce(0) { $0 + $1.maximum.tenThousandths }
      try ruling(sum < 10_000, "\(pointer)/features", .outOfRange)
    }
  }

  private func checkCodes(_ pointer: String) throws(Rules.Fault) {
    try ruling(Self.codeCounts.contains(codes.count), pointer, .outOfRange)
    for (index, code) in codes.enumerated() {
      try ruling(!code.isEmpty && code.utf8.count <= 64, "\(pointer)/\(index)/code", .outOfRange)
      try ruling(!codes[..<index].contains(code), "\(pointer)/\(index)/code", .notInOrder)
    }
  }
}
