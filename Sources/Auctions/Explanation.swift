// How an offer's value came about, in a line that can be worked out by hand.

extension Auction {
  /// "2614800.00 / (10/7)": the price and what the rules do to it.
  package func explanation(of offer: Offer, on lot: LotNumber) -> String {
    guard let place = participant(offer.bidder) else { return offer.price.description }
    let admission = participants[place].admission
    let here = admission.declarations.filter { $0.lot == nil || $0.lot == lot }
    let price = convertedText(offer.price, admission.currency)
    let sum = [rules.ranking.weighed(price, here)] + rules.ranking.added(here)
    return sum.joined(separator: " + ").replacing(" + -", with: " - ")
  }

  private func convertedText(_ price: Money, _ currency: String?) -> String {
    guard let rate = announcement.rates.first(where: { $0.currency == currency }) else { return price.description }
    let equal = rate.equal.description
    return "\(price) \(rate.currency)" + (equal == "1" ? "" : " × \(equal)") + " / \(rate.units)"
  }
}

extension Ranking {
  fileprivate func weighed(_ price: String, _ declared: [Declaration]) -> String {
    switch model {
    case .price, .lifeCycleCost: return price
    case .features(let features):
      let coefficient = (try? Self.coefficient(features, declared)) ?? .one
      return price + (direction == .lower ? " / " : " × ") + coefficient.text
    case .mixed:
      let denominator = declared.last { $0.code == "denominator" }?.value
      return denominator.map { "\(price) / \($0)" } ?? price
    case .index(let index): return index.unit == .percent ? "\(index.reference) × (100 + \(price)) / 100" : price
    case .totalCost(let criteria):
      let percents = criteria.filter { $0.kind == .percent }.compactMap { declared.value(of: $0.code)?.description }
      let rate = (["100"] + percents).joined(separator: " + ").replacing(" + -", with: " - ")
      return percents.isEmpty ? price : "\(price) × (\(rate)) / 100"
    }
  }

  fileprivate func added(_ declared: [Declaration]) -> [String] {
    switch model {
    case .price, .features: []
    case .lifeCycleCost: ["nonPriceCost"].compactMap { declared.value(of: $0)?.description }
    case .mixed: ["addition"].compactMap { declared.value(of: $0)?.description }
    case .index(let index): index.unit == .amount ? [index.reference.description] : []
    case .totalCost(let criteria):
      criteria.compactMap { criterion in
        guard let value = declared.value(of: criterion.code) else { return nil }
        switch criterion.kind {
        case .amount: return value.description
        case .percent: return nil
        case .each(let cost): return "\(value) × \(cost)"
        }
      }
    }
  }
}

extension [Declaration] {
  fileprivate func value(of code: String) -> Measure? { last { $0.code == code }?.value }
}

extension Fraction {
  /// "1" or "(10/7)".
  fileprivate var text: String { isWhole ? numerator.description : "(\(numerator)/\(denominator))" }
}

extension String {
  fileprivate func replacing(_ old: String, with new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
