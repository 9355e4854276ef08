// Reads rules out of a document: its parts, then whether they make sense together. What is read here can be announced.

import Auctions
package import StrictJSON

extension RulesDocument {
  /// Reads the members of the document, alone or inside another one.
  package init(fields: JSON.Fields) throws(JSON.Faulty) {
    let format = fields.enumeration("format", Format.self)
    let name = fields.optionalValue("name", expected: "lower-case words with hyphens between them", length: 1...64) {
      Self.isName($0) ? $0 : nil
    }
    let clock = fields.object("clock", Clock.init(fields:))
    let admissibility = fields.object("admissibility", Admissibility.init(fields:))
    let ranking = fields.object("ranking", Ranking.init(fields:))
    let visibility = fields.object("visibility", Visibility.init(fields:))
    let closing = fields.object("closing", Closing.init(fields:))
    try fields.end()
    _ = try format.get()
    let rules = Rules(
      clock: try clock.get(), admissibility: try admissibility.get(), ranking: try ranking.get(),
      visibility: try visibility.get(), closing: try closing.get())
    do throws(Rules.Fault) {
      try rules.check()
    } catch {
      throw fields.refuse(at: error.pointer, .refused(error.reason.sentence))
    }
    self.init(name: try name.get(), rules: rules)
  }
}

extension Rules.Fault.Reason {
  /// Without its subject, as faults of documents are said.
  fileprivate var sentence: String {
    switch self {
    case .outOfRange: "lies outside of what is allowed here"
    case .tooManyDecimals: "has more decimals than prices may have"
    case .notInOrder: "repeats or contradicts what goes before it"
    case .doesNotApply: "has no meaning beside the other rules"
    case .missing: "must be set, since the other rules cannot do without it"
    }
  }
}

extension JSON.Field {
  /// Puts what was read into its place; what was left out leaves the default there.
  func replace<Wrapped>(_ place: inout Wrapped) throws(JSON.Faulty) where Value == Wrapped? {
    if let value = try get() { place = value }
  }
}

// MARK: Amounts, percentages, codes

extension JSON.Fields {
  /// An amount above zero.
  func amount(_ name: String) -> JSON.Field<Money> { required(name) { $0.amount() } }

  /// An amount of zero or more.
  func amountOrZero(_ name: String) -> JSON.Field<Money> {
    value(name, expected: "a decimal amount such as 500.00") { Money($0) }
  }

  /// Hundredths of a percent.
  func percent(_ name: String) -> JSON.Field<Int64> { required(name) { $0.percent() } }

  /// What a bidder declares a value by: short, and plain enough for programs, forms and scripts.
  func code(_ name: String) -> JSON.Field<String> {
    value(name, expected: "letters, digits, points, hyphens and underscores, 64 at most") {
      RulesDocument.isCode($0) ? $0 : nil
    }
  }
}

extension JSON.Element {
  fileprivate func amount() -> JSON.Field<Money> {
    value(expected: "a decimal amount above zero such as 500.00") { text in
      Money(text).flatMap { $0 > .zero ? $0 : nil }
    }
  }

  fileprivate func percent() -> JSON.Field<Int64> {
    value(expected: "a percentage from 0.01 to 99.99 such as 0.5") { text in
      RulesDocument.hundredths(text).flatMap { Portion.percentages.contains($0) ? $0 : nil }
    }
  }
}

extension Portion {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let amount = fields.omissible("amount") { $0.amount() }
    let percent = fields.omissible("percent") { $0.percent() }
    try fields.end()
    switch (try amount.get(), try percent.get()) {
    case (let amount?, nil): self = .amount(amount)
    case (nil, let hundredths?): self = .percent(hundredths: hundredths)
    case (nil, nil), (_?, _?):
      throw fields.refuse(at: "", .malformed(expected: "either an amount or a percent"))
    }
  }
}

extension RulesDocument {
  static func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy(isCodeCharacter)
  }

  private static func isCodeCharacter(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Reads a percentage with at most two decimals and no superfluous zero in front: 50 for "0.5".
  static func hundredths(_ text: String) -> Int64? {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let percent = Quantity(text), parts.count == 1 || parts[1].count <= 2 else { return nil }
    guard parts[0].count == 1 || parts[0].first != UInt8(ascii: "0") else { return nil }
    return percent.tenThousandths / 100
  }
}
