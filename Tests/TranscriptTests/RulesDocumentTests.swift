// Rules as a document: what is written, what is read back, what is refused and how it is said, the presets.

import Auditing
import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct RulesDocumentTests {
  @Test func roundTrip() throws {
    var random = SplitMix64(seed: 2)
    for _ in 0..<3_000 {
      let document = RulesDocument(name: random.once(in: 2) ? nil : "my-rules-2", rules: random.rules())
      try document.rules.check()
      let bytes = document.encoded()
      let read = try RulesDocument(JSON(parsing: bytes))
      guard read == document, read.encoded() == bytes else {
        Issue.record("\(bytes.text)")
        return
      }
    }
  }

  /// A preset says everything that its rules are: it is the written form, spread over lines.
  @Test func presets() throws {
    for name in try Contract.presets() {
      let json = try Contract.json("rules/\(name).json")
      let document = try RulesDocument(json)
      #expect(document.name == name)
      #expect(json.encoded().text == document.encoded().text)
      #expect(try RulesDocument(JSON(parsing: document.encoded())) == document)
    }
  }

  @Test func allPresetsAreThere() throws {
    #expect(
      try Contract.presets() == [
        "dutch", "dutch-partial", "dynamic-close", "english-buffered", "english-gated", "english-open",
        "english-ranked", "eu-article-35", "georgia", "japanese", "ru-44fz", "sealed-first-price", "sealed-rounds",
        "sealed-second-price", "staggered-lots", "three-rounds", "three-rounds-features", "total-cost",
      ])
    let table = try Contract.bytes("rules/README.md").text
    for name in try Contract.presets() { #expect(table.contains("| `\(name)` |"), "\(name) is not explained") }
  }

  /// A preset must not tell by what it admits what it hides.
  @Test func presetsKeepTheirSecrets() throws {
    for name in try Contract.presets() {
      let rules = try RulesDocument(Contract.json("rules/\(name).json")).rules
      let (visibility, admissibility) = (rules.visibility, rules.admissibility)
      let bestIsOpen = visibility.bestPrice == .always && visibility.bestPriceMinimumBidders == 0
      #expect(bestIsOpen || admissibility.decrement.map { $0.base == .own && $0.percentOf != .best } ?? true, "\(name)")
      #expect(bestIsOpen || admissibility.buffers == nil, "\(name)")
      #expect(bestIsOpen || admissibility.largestDecrement.map { $0.base == .own } ?? true, "\(name)")
      #expect(visibility.allPrices == .always || admissibility.tiesAllowed, "\(name)")
      #expect(visibility.names == .never || visibility.names == .afterClose, "\(name)")
      #expect(visibility.history == visibility.allPrices && visibility.priceGraph == visibility.bestPrice, "\(name)")
    }
  }

  /// Parts that no preset has.
  @Test func written() throws {
    var rules = Rules.sound
    rules.clock.lots = .serial(pauseMilliseconds: 0)
    rules.admissibility.decrement = .init(
      .banded([
        .init(above: Money("1000")!, step: Money("200")!), .init(above: .zero, step: Money("30.5")!),
      ]), base: .nextAbove, percentOf: .own, exactMultiples: true)
    rules.admissibility.buffers = .init(front: .amount(Money("0.25")!), back: nil)
    rules.ranking.model = .index(.init(name: "LME \"copper\"", reference: Money("9000")!, unit: .percent))
    rules.closing = Closing(
      softClose: .init(
        trigger: .rank(3), windowMilliseconds: 1, extensionMilliseconds: 2, base: .end, scope: .allLots,
        totalMilliseconds: 3),
      hiddenEnd: .init(afterExtensions: 4, earliestMilliseconds: 5, latestMilliseconds: 6), pause: .addedAtEnd,
      outage: .ignored)
    let bytes = RulesDocument(rules: rules).encoded()
    #expect(
      bytes.text
        == #"{"format":"kontor-rules/1","clock":{"kind":"english","durationMilliseconds":1800000,"phases":1,"#
        + #""lots":{"order":"serial","pauseMilliseconds":0}},"admissibility":{"decrement":{"kind":"banded","#
        + #""bands":[{"above":"1000.00","step":"200.00"},{"above":"0.00","step":"30.50"}],"base":"nextAbove","#
        + #""percentOf":"own","appliesTo":"every","exactMultiples":true},"buffers":{"front":{"amount":"0.25"}},"#
        + #""ownMustImprove":true,"leaderMayImprove":true,"tiesAllowed":true,"decimals":2,"belowZero":false,"#
        + #""preBids":"none","withdrawal":"byBuyer","activity":"none","proxyBids":false,"surrogateBids":false},"#
        + #""ranking":{"model":{"kind":"index","name":"LME \"copper\"","reference":"9000.00","unit":"percent"},"#
        + #""direction":"lower","ties":"earlierFirst"},"visibility":{"ownRank":"always","bestPrice":"always","#
        + #""bestPriceMinimumBidders":0,"allPrices":"always","history":"always","priceGraph":"always","#
        + #""bidderCount":"always","names":"always","namesToBuyer":"always","aliases":"stable","#
        + #""observers":"nobody","observersFrom":"always"},"closing":{"softClose":{"trigger":"rank","rank":3,"#
        + #""windowMilliseconds":1,"extensionMilliseconds":2,"base":"end","scope":"allLots","totalMilliseconds":3},"#
        + #""hiddenEnd":{"afterExtensions":4,"earliestMilliseconds":5,"latestMilliseconds":6},"#
        + #""pause":"addedAtEnd","outage":"ignored"}}"#)
    #expect(try RulesDocument(JSON(parsing: bytes)).rules == rules)
  }

  /// What is left out is what the rules' own defaults say.
  @Test func leftOut() throws {
    let shortest = #"""
      {"format":"kontor-rules/1","clock":{"kind":"english","durationMilliseconds":1800000},"admissibility":{},
      "ranking":{},"visibility":{"ownRank":"always","bestPrice":"never","allPrices":"afterClose",
      "bidderCount":"always","names":"always","namesToBuyer":"always"},"closing":{}}
      """#
    let rules = try RulesDocument(JSON(parsing: shortest.utf8)).rules
    #expect(
      rules
        == Rules(
          clock: Clock(.english(.init(durationMilliseconds: 1_800_000))), admissibility: Admissibility(),
          ranking: Ranking(),
          visibility: Visibility(
            ownRank: .always, bestPrice: .never, allPrices: .afterClose, bidderCount: .always, names: .always,
            namesToBuyer: .always),
          closing: Closing(softClose: nil)))
    #expect(rules.visibility.history == .afterClose)
    #expect(rules.visibility.priceGraph == .never)
  }

  /// Where there may be nothing, null is the same as absent. Elsewhere it is refused.
  @Test(arguments: [
    ("english-open", [], "name", true), ("english-buffered", ["admissibility"], "decrement", true),
    ("english-buffered", ["admissibility"], "buffers", true),
    ("english-buffered", ["admissibility", "buffers"], "back", true),
    ("english-buffered", ["admissibility", "buffers"], "front", false),
    ("ru-44fz", ["admissibility"], "largestDecrement", true), ("japanese", ["clock"], "floor", true),
    ("dutch-partial", ["clock"], "smallestShare", true), ("sealed-rounds", ["clock"], "advancing", true),
    ("three-rounds", ["ranking"], "abnormallyLow", true), ("english-ranked", ["closing"], "softClose", true),
    ("english-ranked", ["closing", "softClose"], "limit", true),
    ("dynamic-close", ["closing", "softClose"], "totalMilliseconds", true),
    ("english-open", ["closing"], "hiddenEnd", true), ("ru-44fz", ["closing"], "improvementMilliseconds", true),
    ("english-open", ["clock"], "phases", false), ("english-open", ["clock"], "lots", false),
    ("english-open", ["admissibility"], "decimals", false), ("english-open", ["ranking"], "model", false),
    ("english-open", ["visibility"], "history", false), ("english-open", ["closing"], "pause", false),
  ])
  func null(preset: String, path: [String], name: String, isNothing: Bool) throws {
    let whole = try Contract.json("rules/\(preset).json")
    let json = whole.replacing(name, at: path[...], with: .null)
    // A patch of nothing but this null removes the member.
    let patch = path.reversed().reduce(JSON.object(JSON.Members()).replacing(name, with: .null)) {
      JSON.object(JSON.Members()).replacing($1, with: $0)
    }
    let absent = isNothing ? try RulesDocument(whole.merged(with: patch)) : nil
    #expect((try? RulesDocument(json)) == absent)
    #expect(try SchemaChecker(Contract.json("rules/rules.schema.json")).accepts(json) == isNothing)
  }

  /// The outermost numbers that rules may hold can be written and read.
  @Test func limits() throws {
    for isUpper in [false, true] {
      var sealed = Rules.sound
      sealed.closing = Closing(softClose: nil)
      sealed.clock.format = .sealed(
        .init(
          durationMilliseconds: isUpper ? Clock.lengths.upperBound : 1, rounds: isUpper ? 20 : 1,
          pauseMilliseconds: isUpper ? Clock.pauses.upperBound : 0, advancing: isUpper ? 1_000 : 1,
          openersNeeded: isUpper ? 16 : 1))
      sealed.visibility.bestPriceMinimumBidders = isUpper ? 1_000 : 0
      var dutch = Rules.sound
      dutch.closing = Closing(softClose: nil)
      let portion = Portion.percent(hundredths: isUpper ? 9_999 : 1)
      dutch.clock.format = .dutch(
        .init(
          start: portion, step: .amount(isUpper ? .largest : Money(tenThousandths: 1)), intervalMilliseconds: 1,
          smallestShare: isUpper ? 10_000 : 1))
      var english = Rules.sound
      english.closing.softClose?.trigger = .rank(isUpper ? 1_000 : 1)
      english.closing.softClose?.limit = isUpper ? 100_000 : 1
      english.closing.hiddenEnd = .init(
        afterExtensions: isUpper ? 1_000 : 0, earliestMilliseconds: 0,
        latestMilliseconds: isUpper ? Clock.lengths.upperBound : 1)
      english.ranking.model = .features([.init(code: "a", maximum: Measure(tenThousandths: isUpper ? 9_999 : 1))])
      for rules in [sealed, dutch, english] {
        #expect(try RulesDocument(JSON(parsing: RulesDocument(rules: rules).encoded())).rules == rules)
      }
    }
  }

  @Test(
    arguments: [
      (1, "0.01"), (10, "0.1"), (50, "0.5"), (55, "0.55"), (100, "1"), (200, "2"), (1_000, "10"), (1_050, "10.5"),
      (9_999, "99.99"),
    ] as [(Int64, String)])
  func percentIsShort(hundredths: Int64, text: String) throws {
    var rules = Rules.sound
    rules.admissibility.decrement = .init(.portion(.percent(hundredths: hundredths)), base: .own)
    let bytes = RulesDocument(rules: rules).encoded()
    #expect(bytes.text.contains("\"percent\":\"\(text)\""))
    #expect(try RulesDocument(JSON(parsing: bytes)).rules == rules)
  }

  @Test(arguments: [
    ("english-open", true), ("a", true), ("2", true), ("three-rounds-2", true), ("", false), ("-a", false),
    ("a-", false), ("a--b", false), ("A", false), ("a b", false), ("é", false), ("a_b", false),
    (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
  ])
  func names(_ text: String, isName: Bool) { #expect(RulesDocument.isName(text) == isName) }
}

extension Contract {
  /// The names of all presets, sorted.
  static func presets() throws -> [String] {
    try names("rules").filter { $0.hasSuffix(".json") && $0 != "rules.schema.json" }.map { String($0.dropLast(5)) }
      .sorted()
  }
}

extension JSON {
  /// The object with one member replaced or added, null included.
  func replacing(_ name: String, with value: JSON) -> JSON {
    var changed = Members()
    for member in members?.entries ?? [] { _ = changed.append(member.name, member.name == name ? value : member.value) }
    _ = changed.append(name, value)
    return .object(changed)
  }

  /// The same in an object further down, which must be there.
  fileprivate func replacing(_ name: String, at path: ArraySlice<String>, with value: JSON) -> JSON {
    guard let next = path.first else { return replacing(name, with: value) }
    return replacing(next, with: (self[next] ?? .null).replacing(name, at: path.dropFirst(), with: value))
  }
}

extension Rules {
  /// Nothing is wrong with these.
  static let sound = Rules(
    clock: Clock(.english(.init(durationMilliseconds: 1_800_000))), admissibility: Admissibility(), ranking: Ranking(),
    visibility: Visibility(
      ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .always,
      namesToBuyer: .always),
    closing: Closing(
      softClose: .init(
        trigger: .anyBid, windowMilliseconds: 60_000, extensionMilliseconds: 60_000, base: .end, limit: 3)))
}
