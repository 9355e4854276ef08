// Rules as a document: what is read back, what is refused and how it is said, the presets.

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
      guard try RulesDocument(JSON(parsing: bytes)) == document else {
        Issue.record("\(bytes.text)")
        return
      }
    }
  }

  @Test func presets() throws {
    let names = try Contract.names("rules").filter { $0 != "rules.schema.json" }
    #expect(names == ["english-open.json", "english-ranked.json"])
    for name in names {
      let document = try RulesDocument(Contract.json("rules/\(name)"))
      #expect(document.name.map { $0 + ".json" } == name)
      try document.rules.check()
      // A preset must not tell by what it admits what it hides.
      let (visibility, admissibility) = (document.rules.visibility, document.rules.admissibility)
      #expect(visibility.bestPrice == .always || admissibility.base == .own)
      #expect(visibility.allPrices == .always || admissibility.tiesAllowed)
      #expect(visibility.names == .never)
    }
  }

  @Test func written() throws {
    let document = try RulesDocument(Contract.json("rules/english-ranked.json"))
    #expect(
      document.encoded().text
        == #"{"format":"kontor-rules/1","name":"english-ranked","#
        + #""clock":{"kind":"english","durationMilliseconds":1800000},"#
        + #""admissibility":{"decrement":{"kind":"percent","percent":"0.5"},"base":"own","leaderMayImprove":true,"#
        + #""tiesAllowed":true,"decimals":2},"ranking":{"ties":"earlierFirst"},"#
        + #""visibility":{"ownRank":"always","bestPrice":"never","allPrices":"never","bidderCount":"never","#
        + #""names":"never","namesToBuyer":"afterClose","observers":"never"},"#
        + #""closing":{"softClose":{"trigger":"leadChanges","windowMilliseconds":180000,"#
        + #""extensionMilliseconds":180000,"base":"receipt","limit":40}}}"#)
  }

  @Test(
    arguments: [
      (1, "0.01"), (10, "0.1"), (50, "0.5"), (55, "0.55"), (100, "1"), (200, "2"), (1_000, "10"), (1_050, "10.5"),
      (9_999, "99.99"),
    ] as [(Int64, String)])
  func percentIsShort(hundredths: Int64, text: String) throws {
    var rules = Rules.sound
    rules.admissibility.decrement = .percent(hundredths: hundredths)
    let bytes = RulesDocument(rules: rules).encoded()
    #expect(bytes.text.contains("\"percent\":\"\(text)\""))
    #expect(try RulesDocument(JSON(parsing: bytes)).rules == rules)
  }

  /// Every fault that the rules find in themselves is found in a document too, at its place.
  @Test func faultsOfRulesHaveTheirPlace() throws {
    let faulty: [(Rules.Fault, String, (inout Rules) -> Void)] = [
      (.durationOutOfRange, "/clock/durationMilliseconds", { $0.clock = .english(durationMilliseconds: 0) }),
      (.decrementNotPositive, "/admissibility/decrement/amount", { $0.admissibility.decrement = .absolute(.zero) }),
      (
        .decrementNotPositive, "/admissibility/decrement/percent",
        { $0.admissibility.decrement = .percent(hundredths: 0) }
      ),
      (
        .percentAboveHundred, "/admissibility/decrement/percent",
        { $0.admissibility.decrement = .percent(hundredths: 10_000) }
      ),
      (.decimalsOutOfRange, "/admissibility/decimals", { $0.admissibility.decimals = 5 }),
      (
        .windowOutOfRange, "/closing/softClose/windowMilliseconds",
        { $0.closing.softClose?.windowMilliseconds = Clock.lengths.upperBound + 1 }
      ),
      (
        .extensionOutOfRange, "/closing/softClose/extensionMilliseconds",
        { $0.closing.softClose?.extensionMilliseconds = -1 }
      ),
      (.limitNotPositive, "/closing/softClose/limit", { $0.closing.softClose?.limit = 0 }),
    ]
    for (fault, pointer, change) in faulty {
      var rules = Rules.sound
      change(&rules)
      #expect(throws: fault) { try rules.check() }
      #expect(faults(in: RulesDocument(rules: rules).encoded().text).map(\.pointer.description) == [pointer])
    }
    #expect(Set(faulty.map(\.0)) == Set(Rules.Fault.allCases))
  }

  @Test func allFaultsAtOnce() {
    let said = faults(
      in: #"""
        {"format":"kontor-rules/2","name":"My Rules","clock":{"kind":"dutch","durationMilliseconds":"1800"},
        "admissibility":{"decrement":{"kind":"percent","percent":"1e1","amount":"5"},"base":"market",
        "leaderMayImprove":"yes","tiesAllowed":null,"decimals":2.0},"ranking":{},"visibility":{"ownRank":"sometimes",
        "bestPrice":"never","allPrices":"never","bidderCount":"never","names":"never","namesToBuyer":"never",
        "observers":"never","prices":"never"},"closing":{"softClose":{"trigger":"anyBid","windowMilliseconds":0,
        "extensionMilliseconds":1,"base":"end","limit":0}},"comment":""}
        """#
    ).map(\.description)
    #expect(
      said == [
        "/format: must be one of: kontor-rules/1",
        "/name: must be lower-case words with hyphens between them",
        "/clock/kind: must be one of: english",
        "/clock/durationMilliseconds: must be an integer, not a string",
        "/admissibility/decrement/percent: must be a percentage from 0.01 to 99.99 such as 0.5",
        "/admissibility/decrement/amount: is not a known member of this object",
        "/admissibility/base: must be one of: own, best",
        "/admissibility/leaderMayImprove: must be a boolean, not a string",
        "/admissibility/tiesAllowed: must not be null",
        "/admissibility/decimals: must be a whole number without fraction or exponent",
        "/ranking/ties: is required",
        "/visibility/ownRank: must be one of: never, always, afterClose",
        "/visibility/prices: is not a known member of this object",
        "/closing/softClose/windowMilliseconds: must be between 1 and 7776000000",
        "/closing/softClose/limit: must be between 1 and 9223372036854775807",
        "/comment: is not a known member of this object",
      ])
  }

  @Test func withoutSoftClose() throws {
    var rules = Rules.sound
    rules.closing.softClose = nil
    let text = RulesDocument(rules: rules).encoded().text
    #expect(text.hasSuffix(#""closing":{"softClose":null}}"#))
    let leftOut = text.replacing(#"{"softClose":null}"#, with: "{}")
    #expect(try RulesDocument(JSON(parsing: leftOut.utf8)).rules == rules)
  }

  @Test(arguments: [
    ("english-open", true), ("a", true), ("2", true), ("three-rounds-2", true), ("", false), ("-a", false),
    ("a-", false), ("a--b", false), ("A", false), ("a b", false), ("é", false), ("a_b", false),
    (String(repeating: "a", count: 64), true), (String(repeating: "a", count: 65), false),
  ])
  func names(_ text: String, isName: Bool) { #expect(RulesDocument.isName(text) == isName) }

  private func faults(in text: String) -> [JSON.Fault] {
    do throws(JSON.Faults) {
      guard let json = try? JSON(parsing: text.utf8) else { return [] }
      _ = try RulesDocument(json)
      return []
    } catch {
      return error.list
    }
  }
}

extension Rules {
  /// Nothing is wrong with these.
  static let sound = Rules(
    clock: .english(durationMilliseconds: 1_800_000),
    admissibility: Admissibility(
      decrement: .none, base: .own, leaderMayImprove: true, tiesAllowed: true, decimals: 2),
    ranking: Ranking(ties: .earlierFirst),
    visibility: Visibility(
      ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .always,
      namesToBuyer: .always, observers: .always),
    closing: Closing(
      softClose: .init(
        trigger: .anyBid, windowMilliseconds: 60_000, extensionMilliseconds: 60_000, base: .end, limit: 3)))
}
