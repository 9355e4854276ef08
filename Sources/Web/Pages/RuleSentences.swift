// The rules of an auction in sentences: all that a supplier must know before the start, and nothing else.

import Auctions

/// What is said about one seam of the rules.
struct RuleChapter: Equatable, Sendable {
  let heading: String
  /// Never empty; each is one whole statement.
  let sentences: [String]
}

extension RuleText {
  /// Every sentence, in the order of the seams.
  static func sentences(for announcement: Announcement, _ texts: Texts) -> [RuleText] {
    chapters(for: announcement, texts).flatMap(\.sentences).map(RuleText.init)
  }

  static func chapters(for announcement: Announcement, _ texts: Texts) -> [RuleChapter] {
    var words = RuleWords(
      rules: announcement.rules, texts: texts, currency: announcement.currency, lotCount: announcement.lots.count)
    words.isPractice = announcement.isPractice
    words.rates = announcement.rates
    return words.chapters
  }

  /// How it runs, what counts as an offer, how offers are ranked, who sees what, when it ends.
  /// - Parameters:
  ///   - currency: ISO 4217; `nil` for rules that belong to no auction yet, whose amounts are then bare numbers.
  ///   - lotCount: `nil` where it is not known. What is said of several lots is left out for one.
  static func chapters(
    for rules: Rules, currency: String? = nil, lotCount: Int? = nil, _ texts: Texts
  ) -> [RuleChapter] {
    RuleWords(rules: rules, texts: texts, currency: currency, lotCount: lotCount).chapters
  }
}
