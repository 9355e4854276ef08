// Seam 4 in words: who sees what, and from when.

import Auctions

extension RuleWords {
  private var rule: Visibility { rules.visibility }

  var visibility: [String] {
    let exposures: [Visibility.Exposure] = [.always, .afterOwnOffer, .afterClose, .never]
    let data = exposures.compactMap { exposure in
      let seen = self.data(exposure)
      return seen.isEmpty ? nil : say("sees_\(moment(exposure))", ["list": list(seen, isDenied: exposure == .never)])
    }
    return data + minimum + names + [toTheBuyer] + observers
  }

  /// Before the opening there is nothing to see of sealed offers.
  private func moment(_ exposure: Visibility.Exposure) -> String {
    exposure == .always && rules.clock.isSealed ? "opening" : exposure.rawValue
  }

  /// What is shown from then on. What follows from another line goes without saying.
  private func data(_ exposure: Visibility.Exposure) -> [String] {
    // Who sees all prices sees the best one.
    let (best, graph) = (rule.allPrices.wider(rule.bestPrice), rule.allPrices.wider(rule.priceGraph))
    let hasOneLine = rule.history == rule.allPrices
    let data: [(name: String, exposure: Visibility.Exposure?)] = [
      ("ownRank", rule.ownRank), ("bestPrice", best),
      (exposure == .never ? "offersOfOthers" : "allPricesWithHistory", hasOneLine ? rule.allPrices : nil),
      ("allPrices", hasOneLine ? nil : rule.allPrices), ("history", hasOneLine ? nil : rule.history),
      ("priceGraph", graph == best ? nil : graph), ("bidderCount", rule.bidderCount),
    ]
    return data.filter { $0.exposure == exposure }.map { say("data_\($0.name)") }
  }

  private var minimum: [String] {
    let prices = [rule.bestPrice, rule.allPrices, rule.history, rule.priceGraph]
    let isShown = prices.contains { $0 == .always || $0 == .afterOwnOffer }
    guard isShown, rule.bestPriceMinimumBidders > 1 else { return [] }
    return [count("pricesMinimum", rule.bestPriceMinimumBidders)]
  }

  private var names: [String] {
    let sentence = say("names_\(rule.names.rawValue)")
    // Where no line of another is shown, nobody is called anything.
    let showsOthers = rule.allPrices != .never || rule.history != .never || rules.clock.hasTurns
    guard showsOthers, rule.names != .always else { return [sentence] }
    // A number would tell how many others there are, unless their offers are shown anyway.
    let isNumbered = rule.aliases == .stable && rule.allPrices != .never
    return [sentence, say(isNumbered ? "aliases_stable" : "aliases_common")]
  }

  private var toTheBuyer: String {
    switch rule.namesToBuyer {
    case .always: say("buyer_always")
    // The buyer makes no offers.
    case .afterClose, .afterOwnOffer: say("buyer_afterClose")
    case .never: say("buyer_never")
    }
  }

  private var observers: [String] {
    guard rule.observers != .nobody else { return [] }
    return [say("observers_\(rule.observers.rawValue)\(rule.observersFrom == .always ? "Always" : "AfterClose")")]
  }
}

extension Visibility.Exposure {
  /// The one that shows more.
  fileprivate func wider(_ other: Self) -> Self {
    let widest: [Self] = [.always, .afterOwnOffer, .afterClose]
    return widest.first { self == $0 || other == $0 } ?? .never
  }
}
