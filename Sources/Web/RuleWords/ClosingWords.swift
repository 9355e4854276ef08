// Seam 5 in words: when a lot ends, and what puts the end off.

import Auctions

extension RuleWords {
  private var rule: Closing { rules.closing }

  var closing: [String] { ending + [say("pause_\(rule.pause.rawValue)"), say("outage_\(rule.outage.rawValue)")] }

  private var ending: [String] {
    switch rules.clock.format {
    case .english(let english): softClose(phases: english.phases) + hiddenEnd + improvement
    case .japanese(let clock): [japaneseEnd(clock.floor)]
    case .dutch(let clock):
      [say((clock.smallestShare ?? Clock.wholeLot) < Clock.wholeLot ? "dutchEndShare" : "dutchEnd")]
    case .sealed: [say("sealedEnd")]
    case .turns(let turns): [turnsEnd(turns.finalPauseMilliseconds)]
    }
  }

  private func japaneseEnd(_ floor: Portion?) -> String {
    guard let floor else { return say("japaneseEnd") }
    return say("japaneseEndFloor", ["floor": portionOfStart(floor)])
  }

  private func turnsEnd(_ pause: Int64) -> String {
    pause > 0 ? say("turnsEnd", ["length": length(pause)]) : say("turnsEndAtOnce")
  }

  private func softClose(phases: Int) -> [String] {
    guard let soft = rule.softClose else { return rule.hiddenEnd == nil ? [say("hardClose")] : [] }
    var sentences = [
      say(
        "softClose_\(soft.base.rawValue)",
        [
          "event": event(soft.trigger), "window": length(soft.windowMilliseconds),
          "extension": length(soft.extensionMilliseconds),
        ])
    ]
    if phases > 1 { sentences.append(say("lastPhase")) }
    if soft.scope == .allLots, rules.clock.lots != .parallel, hasSeveralLots { sentences.append(say("allLots")) }
    if let limit = soft.limit { sentences.append(count("limit", limit)) }
    if let total = soft.totalMilliseconds { sentences.append(say("total", ["total": length(total)])) }
    if soft.limit == nil, soft.totalMilliseconds == nil { sentences.append(say("noLimit")) }
    return sentences
  }

  private func event(_ trigger: Closing.SoftClose.Trigger) -> String {
    switch trigger {
    case .anyBid: say("event_anyBid")
    case .bestPrice: say("event_bestPrice")
    case .leadChanges: say("event_leadChanges")
    case .someoneBeaten: say("event_someoneBeaten")
    case .rank(1): say("event_first")
    case .rank(let rank): say("event_rank", ["n": number(Int64(rank))])
    }
  }

  private var hiddenEnd: [String] {
    guard let hidden = rule.hiddenEnd else { return [] }
    let latest = length(hidden.latestMilliseconds)
    let earliest = hidden.earliestMilliseconds
    let span =
      earliest > 0
      ? say("hiddenSpan", ["earliest": length(earliest), "latest": latest]) : say("hiddenWithin", ["latest": latest])
    let sentence =
      hidden.afterExtensions > 0
      ? count("hiddenAfter", hidden.afterExtensions, ["span": span]) : say("hidden", ["span": span])
    return [sentence, say("hiddenFair")]
  }

  private var improvement: [String] {
    guard let milliseconds = rule.improvementMilliseconds else { return [] }
    let sentence = say("improvement", ["length": length(milliseconds)])
    return [rules.admissibility.decrement == nil ? sentence : sentence + " " + say("improvementNoStep")]
  }
}
