// Rules in words for who has no page: the command line.

package import Auctions

package struct RulesInWords: Sendable {
  /// One seam of the rules.
  package struct Chapter: Sendable {
    package let heading: String
    package let sentences: [String]
  }

  private let texts: Texts
  private let currency: String?

  /// The codes of the languages there are, as `en`.
  package static let languages = Language.allCases.map(\.rawValue)

  /// - Parameters:
  ///   - texts: the directory with the catalogues.
  ///   - currency: ISO 4217, for amounts.
  /// - Throws: errors of reading. `nil` for a language there is no catalogue of.
  package init?(language: String, currency: String? = nil, texts directory: String) throws {
    guard let language = Language(rawValue: language) else { return nil }
    texts = Texts(language: language, flat: try Texts.flat(language, directory: directory))
    self.currency = currency
  }

  package func chapters(for rules: Rules) -> [Chapter] {
    RuleText.chapters(for: rules, currency: currency, texts).map {
      Chapter(heading: $0.heading, sentences: $0.sentences)
    }
  }

  package func sentence(for warning: Rules.Warning, of rules: Rules) -> String {
    RuleWords(rules: rules, texts: texts, currency: currency, lotCount: nil).sentence(for: warning)
  }

  package func word(for severity: Rules.Severity) -> String { texts["warning.\(severity.rawValue)"] }
}
