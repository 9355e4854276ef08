// What the sentences of all seams are made of: amounts, percentages, lengths of time, lists.

import Auctions

/// Says rules in one language. The texts of the area `rules` are whole sentences wherever grammar allows it; those that
/// differ by the ranking's direction come in two forms, `_lower` and `_higher`.
struct RuleWords: Sendable {
  let rules: Rules
  let texts: Texts
  /// ISO 4217; `nil`: amounts are bare numbers.
  let currency: String?
  let lotCount: Int?
  var isPractice = false
  var rates: [ExchangeRate] = []

  var chapters: [RuleChapter] {
    let chapters = [
      ("clock", clock), ("admissibility", admissibility), ("ranking", ranking), ("visibility", visibility),
      ("closing", closing),
    ]
    return chapters.filter { !$0.1.isEmpty }.map { RuleChapter(heading: say("heading_\($0.0)"), sentences: $0.1) }
  }

  private var format: Format { Format(texts.language) }

  func say(_ name: String, _ values: KeyValuePairs<String, String> = [:]) -> String { texts("rules.\(name)", values) }

  /// A sentence that says the opposite where the higher value wins.
  func directed(_ name: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
    say("\(name)_\(rules.ranking.direction.rawValue)", values)
  }

  /// A sentence whose grammar depends on a number.
  func count(_ name: String, _ number: Int, _ values: KeyValuePairs<String, String> = [:]) -> String {
    values.reduce(texts.count("rules.\(name)", number)) { $0.replacing("{\($1.key)}", with: $1.value) }
  }

  func decimal(_ text: String) -> String { format.decimal(text) }

  func number(_ number: Int64) -> String { format.number(Int(number)) }

  func money(_ amount: Money) -> String {
    currency.map { format.money(amount, $0) } ?? format.decimal("\(amount)")
  }

  func percent(_ hundredths: Int64) -> String { format.percent(hundredths: hundredths) }

  func length(_ milliseconds: Int64) -> String { texts.length(milliseconds) }

  /// An amount, or so many percent.
  func portion(_ portion: Portion) -> String {
    switch portion {
    case .amount(let amount): money(amount)
    case .percent(let hundredths): percent(hundredths)
    }
  }

  /// An amount, or so many percent of where the lot starts.
  func portionOfStart(_ portion: Portion) -> String {
    switch portion {
    case .amount(let amount): money(amount)
    case .percent(let hundredths): directed("percentOf_start", ["percent": percent(hundredths)])
    }
  }

  /// "a, b and c"; after a "not", "a, b or c".
  func list(_ parts: [String], isDenied: Bool = false) -> String {
    guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
    return parts.dropLast().joined(separator: ", ") + say(isDenied ? "or" : "and") + last
  }

  var hasSeveralLots: Bool { lotCount != 1 }

  /// Whether the order follows from the price alone, as everybody writes it.
  var comparesPrices: Bool {
    switch rules.ranking.model {
    case .price, .index: true
    case .features, .lifeCycleCost, .mixed, .totalCost: false
    }
  }
}
