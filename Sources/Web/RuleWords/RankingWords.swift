// Seam 3 in words: the order of offers, and what the winner is paid.

import Auctions

extension RuleWords {
  var ranking: [String] {
    // The clock has said who wins; what is left is who of two that answer alike.
    if rules.clock.hasLevels { return (rules.clock.isJapanese ? [ties] : []) + exchange }
    return comparison + exchange + [ties] + low + payment
  }

  private var exchange: [String] {
    rates.map { rate in
      say(
        "rate",
        [
          "currency": rate.currency, "units": decimal("\(rate.units)"), "equal": decimal("\(rate.equal)"),
          "own": currency ?? "",
        ])
    }
  }

  private var ties: String { say("ties_\(rules.ranking.ties.rawValue)") }

  private var comparison: [String] {
    switch rules.ranking.model {
    case .price: [directed("price")]
    case .index(let index): [say(indexName(index), indexValues(index)), directed("price")]
    case .features(let features): self.features(features) + [directed("result")] + weighed
    case .lifeCycleCost: [say("lifeCycleCost"), directed("result")] + weighed
    case .mixed: [say("mixed"), directed("result")] + weighed
    case .totalCost(let criteria): [say("totalCost")] + criteria.map(criterion) + [directed("result")] + weighed
    }
  }

  private func features(_ features: [ValueModel.Feature]) -> [String] {
    let rest = 10_000 - features.reduce(0) { $0 + $1.maximum.tenThousandths }
    // Ten-thousandths of one are hundredths of a percent.
    let maxima = features.map { say("feature", ["code": $0.code, "maximum": percent($0.maximum.tenThousandths)]) }
    return [directed("features", ["rest": percent(rest)]), say("featuresMaxima", ["list": list(maxima)])]
  }

  private func criterion(_ criterion: ValueModel.Criterion) -> String {
    switch criterion.kind {
    case .amount: return say("criterion_amount", ["code": criterion.code])
    case .percent: return say("criterion_percent", ["code": criterion.code])
    case .each(let cost):
      let amount = Money(tenThousandths: Int64(clamping: cost.tenThousandths.magnitude))
      let name = cost < .zero ? "criterion_eachLess" : "criterion_each"
      return say(name, ["code": criterion.code, "cost": money(amount)])
    }
  }

  private func indexName(_ index: ValueModel.Index) -> String {
    "index_\(index.unit.rawValue)" + (rules.admissibility.belowZero ? "BelowZero" : "")
  }

  private func indexValues(_ index: ValueModel.Index) -> KeyValuePairs<String, String> {
    ["name": index.name, "reference": money(index.reference)]
  }

  private var pricing: Clock.Sealed.Pricing? {
    if case .sealed(let sealed) = rules.clock.format { sealed.pricing } else { nil }
  }

  /// Sealed formats say what is paid in any case.
  private var weighed: [String] { pricing == nil ? [say("weighed")] : [] }

  private var payment: [String] {
    switch pricing {
    case .first: [say("pricing_first")]
    case .second: [directed("pricing_second")]
    case nil: []
    }
  }

  private var low: [String] {
    guard let low = rules.ranking.abnormallyLow, rules.ranking.direction == .lower else { return [] }
    return [
      say("abnormallyLow", ["mean": percent(low.belowMeanHundredths), "next": percent(low.belowNextHundredths)])
    ]
  }
}

extension Ranking {
  var index: ValueModel.Index? { if case .index(let index) = model { index } else { nil } }
}
