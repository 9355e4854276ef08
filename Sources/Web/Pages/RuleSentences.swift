// The rules of an auction in sentences, the most important first.

import Auctions

extension RuleText {
  static func sentences(for announcement: Announcement, _ texts: Texts) -> [RuleText] {
    let rules = announcement.rules
    let words = RuleWords(texts: texts, currency: announcement.currency)
    let sentences =
      words.admissibility(rules.admissibility) + [words.closing(rules.closing)]
      + words.visibility(rules.visibility) + [texts["rule.tie"], texts["rule.binding"]]
    return sentences.map(RuleText.init)
  }
}

private struct RuleWords {
  let texts: Texts
  let currency: String

  func admissibility(_ rule: Admissibility) -> [String] {
    var sentences = [decrement(rule), texts["rule.ceiling"]]
    if !rule.leaderMayImprove { sentences.append(texts["rule.leaderMayNotImprove"]) }
    if !rule.tiesAllowed { sentences.append(texts["rule.noTies"]) }
    return sentences
  }

  private func decrement(_ rule: Admissibility) -> String {
    let format = Format(texts.language)
    switch rule.decrement {
    case .none: return texts["rule.decrementNone_\(rule.base.rawValue)"]
    case .absolute(let step):
      return texts("rule.decrement_\(rule.base.rawValue)", ["step": format.money(step, currency)])
    case .percent(let hundredths):
      return texts("rule.decrement_\(rule.base.rawValue)", ["step": format.percent(hundredths: hundredths)])
    }
  }

  func closing(_ rule: Closing) -> String {
    guard let soft = rule.softClose else { return texts["rule.hardClose"] }
    let (window, addition) = (
      texts.duration(soft.windowMilliseconds), texts.duration(soft.extensionMilliseconds)
    )
    let key =
      switch (soft.trigger, soft.base) {
      case (.anyBid, .end): "rule.softClose"
      case (.anyBid, .receipt): "rule.softCloseFromBid"
      case (.leadChanges, .end): "rule.softCloseLead"
      case (.leadChanges, .receipt): "rule.softCloseLeadFromBid"
      }
    let sentence = texts(key, ["window": window, "extension": addition])
    guard let limit = soft.limit else { return sentence }
    return sentence + " " + texts.count("rule.extensionLimit", limit)
  }

  func visibility(_ rule: Visibility) -> [String] {
    var sentences = [prices(rule)]
    switch rule.names {
    case .never: sentences.append(texts["rule.anonymous"])
    case .always: sentences.append(texts["rule.named"])
    case .afterClose: sentences.append(texts["rule.namedAfterClose"])
    }
    if rule.namesToBuyer != .always { sentences.append(texts["rule.anonymousToBuyer_\(rule.namesToBuyer.rawValue)"]) }
    return sentences
  }

  private func prices(_ rule: Visibility) -> String {
    if rule.allPrices == .always { return texts["rule.open"] }
    if rule.bestPrice == .always { return texts["rule.ranked"] }
    return texts[rule.ownRank == .always ? "rule.rankOnly" : "rule.sealed"]
  }
}
