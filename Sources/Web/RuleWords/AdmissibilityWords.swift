// Seam 2 in words: which offers count.

import Auctions

extension RuleWords {
  private var rule: Admissibility { rules.admissibility }

  var admissibility: [String] {
    // On a clock the price is given; nobody can write a wrong one.
    guard !rules.clock.hasLevels else { return [say("acceptance")] + before + after }
    let void = rules.clock.isSealed ? [say("sealedVoid")] : []
    return [directed("ceiling")] + steps + bounds + form + void + before + after
  }

  private var steps: [String] {
    // In the first round of sealed offers there is nothing to measure from.
    guard !rules.clock.isSealed || rules.clock.isRepeated else { return [] }
    if let decrement = rule.decrement { return decrementSentences(decrement) }
    if rules.clock.isSealed { return rule.ownMustImprove ? [directed("sealedImprove")] : [] }
    return [rule.ownMustImprove ? directed("improve") : say("mayWorsen")]
  }

  private var bounds: [String] {
    var sentences: [String] = []
    if let buffers = rule.buffers, !rules.clock.isSealed || rules.clock.isRepeated {
      sentences.append(directed("front", ["front": portion(buffers.front)]))
      if let back = buffers.back { sentences.append(directed("back", ["back": portion(back)])) }
    }
    // Who seals an offer cannot be asked whether it is meant.
    if let largest = rule.largestDecrement, !rules.clock.isSealed { sentences.append(self.largest(largest)) }
    if !rule.leaderMayImprove, !rules.clock.isSealed { sentences.append(say("leaderMayNotImprove")) }
    if !rule.tiesAllowed, !rules.clock.isSealed { sentences.append(say("noTies")) }
    return sentences
  }

  private func largest(_ largest: Admissibility.LargestDecrement) -> String {
    let step =
      switch largest.percentOf {
      case .base: portion(largest.step)
      case .start: portionOfStart(largest.step)
      }
    let sentence = directed("largest_\(largest.base.rawValue)", ["step": step])
    return largest.passesWhenRepeated ? sentence + " " + say("largestRepeated") : sentence
  }

  /// How a price is written.
  private var form: [String] {
    var sentences = [rule.decimals == 0 ? say("wholePrices") : count("decimals", rule.decimals)]
    // Of an index the ranking says what an offer below zero means.
    if rule.belowZero, rules.ranking.index == nil { sentences.append(say("belowZero")) }
    return sentences
  }

  private var before: [String] { rule.preBids == .none ? [] : [say("preBids_\(rule.preBids.rawValue)")] }

  private var after: [String] {
    var sentences: [String] = []
    if rule.activity == .everyRound {
      sentences.append(say(rules.clock.isEnglish ? "activity_phases" : "activity_rounds"))
    }
    if rule.proxyBids { sentences.append(directed("proxy")) }
    if rule.surrogateBids { sentences.append(say("surrogate")) }
    return sentences + [say("withdrawal_\(rule.withdrawal.rawValue)")]
  }
}

// MARK: - The decrement

extension RuleWords {
  private func decrementSentences(_ decrement: Admissibility.Decrement) -> [String] {
    var sentences = [owed(decrement)]
    if case .banded(let bands) = decrement.step, bands.count > 1 {
      sentences.append(say("bands", ["bands": self.bands(bands)]))
    }
    if decrement.exactMultiples { sentences.append(say("exactMultiples")) }
    if decrement.step.hasPercent { sentences.append(say("cut")) }
    if decrement.base == .own, !rules.clock.isSealed { sentences.append(say("firstFree")) }
    if decrement.base != .own || rule.buffers != nil, !comparesPrices { sentences.append(say("translated")) }
    if !rule.ownMustImprove, !rules.clock.isSealed, !improvesOwn(decrement) { sentences.append(say("mayWorsen")) }
    return sentences
  }

  private func owed(_ decrement: Admissibility.Decrement) -> String {
    let values: KeyValuePairs = ["step": step(decrement)]
    guard decrement.appliesTo == .lead else { return directed("step_\(decrement.base.rawValue)", values) }
    let lead = directed("lead_\(decrement.base.rawValue)", values)
    return rule.ownMustImprove ? lead + " " + directed("leadOthers") : lead
  }

  /// A step from one's own last offer, or from a better one, leaves nothing worse.
  private func improvesOwn(_ decrement: Admissibility.Decrement) -> Bool { decrement.appliesTo == .every }

  private func step(_ decrement: Admissibility.Decrement) -> String {
    switch decrement.step {
    case .portion(.amount(let amount)): return money(amount)
    case .portion(.percent(let hundredths)): return percent(hundredths, of: decrement)
    case .either(let amount, let hundredths, let choice):
      let values: KeyValuePairs = ["amount": money(amount), "percent": percent(hundredths, of: decrement)]
      return say("either_\(choice.rawValue)", values)
    case .banded(let bands): return bands.count == 1 ? money(bands[0].step) : say("oneStep")
    }
  }

  /// What it is a percentage of goes without saying where that is what the sentence measures from.
  private func percent(_ hundredths: Int64, of decrement: Admissibility.Decrement) -> String {
    let percent = percent(hundredths)
    switch (decrement.percentOf, decrement.base) {
    case (.base, _), (.own, .own), (.best, .best): return percent
    case (.own, _), (.best, _): return say("percentOf_\(decrement.percentOf.rawValue)", ["percent": percent])
    case (.start, _): return directed("percentOf_start", ["percent": percent])
    }
  }

  /// Below the last band its step goes on, so that it is the one for all that is left.
  private func bands(_ bands: [Admissibility.Decrement.Band]) -> String {
    let steps = bands.dropLast().map { say("bandAbove", ["step": money($0.step), "price": money($0.above)]) }
    let rest = bands.last.map { [say("bandRest", ["step": money($0.step)])] } ?? []
    return (steps + rest).joined(separator: ", ")
  }
}

extension Admissibility.Decrement.Step {
  fileprivate var hasPercent: Bool {
    switch self {
    case .portion(.percent), .either: true
    case .portion(.amount), .banded: false
    }
  }
}

extension Clock {
  /// Sealed offers that can be answered in a further round.
  fileprivate var isRepeated: Bool {
    if case .sealed(let sealed) = format { sealed.rounds > 1 } else { false }
  }
}
