// Reads rules out of a document. The limits are those of `Rules.check()`, so what is read here can be announced.

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
    self.init(name: try name.get(), rules: rules)
  }
}

extension Clock {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let kind = fields.enumeration("kind", RulesDocument.ClockKind.self)
    let duration = fields.int("durationMilliseconds", in: Clock.lengths)
    try fields.end()
    switch try kind.get() {
    case .english: self = .english(durationMilliseconds: try duration.get())
    }
  }
}

extension Admissibility {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let decrement = fields.object("decrement", Decrement.init(fields:))
    let base = fields.enumeration("base", Base.self)
    let leaderMayImprove = fields.bool("leaderMayImprove")
    let tiesAllowed = fields.bool("tiesAllowed")
    let decimals = fields.int("decimals", in: Self.decimalPlaces)
    try fields.end()
    self.init(
      decrement: try decrement.get(), base: try base.get(), leaderMayImprove: try leaderMayImprove.get(),
      tiesAllowed: try tiesAllowed.get(), decimals: try decimals.get())
  }
}

extension Admissibility.Decrement {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    switch try fields.enumeration("kind", RulesDocument.DecrementKind.self).get() {
    case .none:
      try fields.end()
      self = .none
    case .absolute:
      let amount = fields.value("amount", expected: "a decimal amount above zero such as 500.00") { text in
        Money(text).flatMap { $0 > .zero ? $0 : nil }
      }
      try fields.end()
      self = .absolute(try amount.get())
    case .percent:
      let percent = fields.value("percent", expected: "a percentage from 0.01 to 99.99 such as 0.5") { text in
        Self.hundredths(text).flatMap { Self.percentages.contains($0) ? $0 : nil }
      }
      try fields.end()
      self = .percent(hundredths: try percent.get())
    }
  }

  /// Reads a decimal with at most two places: 50 for "0.5".
  private static func hundredths(_ text: String) -> Int64? {
    guard let percent = Quantity(text), percent.decimals <= 2 else { return nil }
    return percent.tenThousandths / 100
  }
}

extension Ranking {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let ties = fields.enumeration("ties", Ties.self)
    try fields.end()
    self.init(ties: try ties.get())
  }
}

extension Visibility {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let ownRank = fields.enumeration("ownRank", Exposure.self)
    let bestPrice = fields.enumeration("bestPrice", Exposure.self)
    let allPrices = fields.enumeration("allPrices", Exposure.self)
    let bidderCount = fields.enumeration("bidderCount", Exposure.self)
    let names = fields.enumeration("names", Exposure.self)
    let namesToBuyer = fields.enumeration("namesToBuyer", Exposure.self)
    let observers = fields.enumeration("observers", Exposure.self)
    try fields.end()
    self.init(
      ownRank: try ownRank.get(), bestPrice: try bestPrice.get(), allPrices: try allPrices.get(),
      bidderCount: try bidderCount.get(), names: try names.get(), namesToBuyer: try namesToBuyer.get(),
      observers: try observers.get())
  }
}

extension Closing {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let softClose = fields.optionalObject("softClose", SoftClose.init(fields:))
    try fields.end()
    self.init(softClose: try softClose.get())
  }
}

extension Closing.SoftClose {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let trigger = fields.enumeration("trigger", Trigger.self)
    let window = fields.int("windowMilliseconds", in: Clock.lengths)
    let addition = fields.int("extensionMilliseconds", in: Clock.lengths)
    let base = fields.enumeration("base", Base.self)
    let limit = fields.optionalInt("limit", in: 1...Int.max)
    try fields.end()
    self.init(
      trigger: try trigger.get(), windowMilliseconds: try window.get(), extensionMilliseconds: try addition.get(),
      base: try base.get(), limit: try limit.get())
  }
}
