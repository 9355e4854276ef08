// Rules that are refused: hostile documents, each with the places where it is wrong, by the reader and by the schema.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct RulesFaultTests {
  @Test func hostileDocuments() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    for row in HostileRules.all {
      let json = try Contract.json("rules/\(row.preset).json").merged(with: JSON(parsing: row.patch.utf8))
      #expect(faults(in: json).map(\.pointer.description) == row.pointers, "\(row.preset) \(row.patch)")
      #expect(try schema.accepts(json) != row.schemaSees, "the schema, of \(row.preset) \(row.patch)")
    }
  }

  /// Whatever the rules find wrong with themselves, a document is told at the same place, however it is embedded.
  @Test func faultsOfRulesHaveTheirPlace() throws {
    let faulty: [(Rules.Fault.Reason, String, (inout Rules) -> Void)] = [
      (.outOfRange, "/clock/durationMilliseconds", { $0.clock.format = .english(.init(durationMilliseconds: 0)) }),
      (
        .outOfRange, "/clock/phases",
        { $0.clock.format = .english(.init(durationMilliseconds: 1, phases: 21)) }
      ),
      (.outOfRange, "/clock/lots/pauseMilliseconds", { $0.clock.lots = .serial(pauseMilliseconds: -1) }),
      (.outOfRange, "/clock/lots/intervalMilliseconds", { $0.clock.lots = .staggered(intervalMilliseconds: 0) }),
      (.outOfRange, "/admissibility/decimals", { $0.admissibility.decimals = 5 }),
      (
        .outOfRange, "/admissibility/decrement/amount",
        { $0.admissibility.decrement = .init(.portion(.amount(.zero)), base: .own) }
      ),
      (
        .outOfRange, "/admissibility/decrement/percent",
        { $0.admissibility.decrement = .init(.portion(.percent(hundredths: 0)), base: .own) }
      ),
      (
        .outOfRange, "/admissibility/decrement/percent",
        { $0.admissibility.decrement = .init(.portion(.percent(hundredths: 10_000)), base: .own) }
      ),
      (
        .tooManyDecimals, "/admissibility/decrement/amount",
        {
          let step = Money(tenThousandths: 1)
          $0.admissibility.decrement = .init(.either(amount: step, percentHundredths: 1, .larger), base: .own)
        }
      ),
      (.outOfRange, "/admissibility/decrement/bands", { $0.admissibility.decrement = .init(.banded([]), base: .own) }),
      (.outOfRange, "/ranking/model/features", { $0.ranking.model = .features([]) }),
      (.doesNotApply, "/ranking/ties", { $0.ranking.ties = .drawn }),
      (.doesNotApply, "/visibility/namesToBuyer", { $0.visibility.namesToBuyer = .afterOwnOffer }),
      (
        .outOfRange, "/closing/softClose/windowMilliseconds",
        { $0.closing.softClose?.windowMilliseconds = Clock.lengths.upperBound + 1 }
      ),
      (
        .outOfRange, "/closing/softClose/extensionMilliseconds",
        { $0.closing.softClose?.extensionMilliseconds = -1 }
      ),
      (
        .notInOrder, "/closing/softClose/extensionMilliseconds",
        {
          $0.closing.softClose?.base = .remaining
          $0.closing.softClose?.extensionMilliseconds = 59_999
        }
      ),
      (.outOfRange, "/closing/softClose/limit", { $0.closing.softClose?.limit = 100_001 }),
      (.outOfRange, "/closing/softClose/rank", { $0.closing.softClose?.trigger = .rank(1_001) }),
      (
        .missing, "/admissibility/preBids",
        {
          $0.closing.softClose = nil
          $0.clock.format = .turns(
            .init(
              rounds: 3, firstPauseMilliseconds: 0, pauseMilliseconds: 0, turnMilliseconds: 1,
              finalPauseMilliseconds: 0))
        }
      ),
    ]
    for (reason, pointer, change) in faulty {
      var rules = Rules.sound
      change(&rules)
      #expect(throws: Rules.Fault(pointer, reason)) { try rules.check() }
      let json = try JSON(parsing: RulesDocument(rules: rules).encoded())
      #expect(faults(in: json).map(\.pointer.description) == [pointer])
      #expect(faultsInside(json).map(\.pointer.description) == ["/lines/0/rules\(pointer)"])
    }
    #expect(Set(faulty.map(\.0)) == Set(Rules.Fault.Reason.allCases))
  }

  @Test func allFaultsAtOnce() throws {
    let said = faults(
      in: try JSON(
        parsing: #"""
          {"format":"kontor-rules/2","name":"My Rules","clock":{"kind":"dutch","start":{"percent":"1e1"},
          "step":{"amount":"0"},"intervalMilliseconds":"1800","phases":1,"lots":{"order":"heap"}},
          "admissibility":{"decrement":{"kind":"percent","percent":"1e1","amount":"5","base":"market"},
          "leaderMayImprove":"yes","tiesAllowed":null,"decimals":2.0},"ranking":{"ties":"coin"},
          "visibility":{"ownRank":"sometimes","bestPrice":"never","allPrices":"never","bidderCount":"never",
          "names":"never","observers":"never","prices":"never"},"closing":{"softClose":{"trigger":"anyBid",
          "windowMilliseconds":0,"extensionMilliseconds":1,"base":"end","limit":0}},"comment":""}
          """#.utf8)
    ).map(\.description)
    #expect(
      said == [
        "/format: must be one of: kontor-rules/1",
        "/name: must be lower-case words with hyphens between them",
        "/clock/lots/order: must be one of: independent, parallel, serial, staggered",
        "/clock/start/percent: must be a percentage from 0.01 to 99.99 such as 0.5",
        "/clock/step/amount: must be a decimal amount above zero such as 500.00",
        "/clock/intervalMilliseconds: must be an integer, not a string",
        "/clock/phases: is not a known member of this object",
        "/admissibility/decrement/base: must be one of: own, best, nextAbove",
        "/admissibility/decrement/percent: must be a percentage from 0.01 to 99.99 such as 0.5",
        "/admissibility/decrement/amount: is not a known member of this object",
        "/admissibility/leaderMayImprove: must be a boolean, not a string",
        "/admissibility/tiesAllowed: must not be null",
        "/admissibility/decimals: must be a whole number without fraction or exponent",
        "/ranking/ties: must be one of: earlierFirst, equalBest, equalWorst, drawn",
        "/visibility/ownRank: must be one of: never, always, afterOwnOffer, afterClose",
        "/visibility/namesToBuyer: is required",
        "/visibility/observers: must be one of: nobody, invited, everyone",
        "/visibility/prices: is not a known member of this object",
        "/closing/softClose/windowMilliseconds: must be between 1 and 7776000000",
        "/closing/softClose/limit: must be between 1 and 100000",
        "/comment: is not a known member of this object",
      ])
  }

  /// What is wrong with rules as a whole is said in words too.
  @Test(arguments: [
    ("dutch", #"{"admissibility":{"proxyBids":true}}"#, "has no meaning beside the other rules"),
    (
      "three-rounds", #"{"admissibility":{"preBids":null}}"#,
      "must be set, since the other rules cannot do without it"
    ),
    (
      "georgia", #"{"closing":{"softClose":{"extensionMilliseconds":1}}}"#, "repeats or contradicts what goes before it"
    ),
    ("japanese", #"{"clock":{"step":{"amount":"1.00"}}}"#, "must be either an amount or a percent"),
  ])
  func sentences(preset: String, patch: String, sentence: String) throws {
    let json = try Contract.json("rules/\(preset).json").merged(with: JSON(parsing: patch.utf8))
    #expect(faults(in: json).map(\.detail) == [sentence])
  }

  private func faults(in json: JSON) -> [JSON.Fault] {
    do throws(JSON.Faults) {
      _ = try RulesDocument(json)
      return []
    } catch {
      return error.list
    }
  }

  /// The same document as part of another one.
  private func faultsInside(_ json: JSON) -> [JSON.Fault] {
    let line = JSON.object(JSON.Members()).replacing("rules", with: json)
    let whole = JSON.object(JSON.Members()).replacing("lines", with: .array([line]))
    do throws(JSON.Faults) {
      try whole.decode { (fields) throws(JSON.Faulty) in
        let lines = fields.array("lines") { line in
          line.object { (fields) throws(JSON.Faulty) in
            try fields.object("rules", RulesDocument.init(fields:)).get()
          }
        }
        _ = try lines.get()
      }
      return []
    } catch {
      return error.list
    }
  }
}
