// The published schema and the reader agree on every document, sound or damaged.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct RulesSchemaTests {
  @Test func agreesWithTheReader() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    var random = SplitMix64(seed: 3)
    var sound = 0
    var damaged = 0
    for _ in 0..<6 {
      let document = try JSON(parsing: RulesDocument(name: "x", rules: random.rules()).encoded())
      for variant in [document] + document.damaged {
        let read = (try? RulesDocument(variant)) != nil
        guard try schema.accepts(variant) == read else {
          Issue.record("the \(read ? "schema refuses" : "reader refuses") \(variant.encoded().text)")
          return
        }
        if read { sound += 1 } else { damaged += 1 }
      }
    }
    #expect(sound > 100)
    #expect(damaged > 1_000)
  }

  @Test func presetsFollowTheSchema() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    for name in ["english-open", "english-ranked"] {
      #expect(try schema.accepts(Contract.json("rules/\(name).json")))
    }
  }

  @Test func limitsAreThoseOfTheCode() throws {
    let definitions = try #require(try Contract.json("rules/rules.schema.json")["$defs"])
    #expect(definitions["length"]?["minimum"]?.int64 == Clock.lengths.lowerBound)
    #expect(definitions["length"]?["maximum"]?.int64 == Clock.lengths.upperBound)
    let decimals = definitions["admissibility"]?["properties"]?["decimals"]
    #expect(decimals?["minimum"]?.int64 == Int64(Admissibility.decimalPlaces.lowerBound))
    #expect(decimals?["maximum"]?.int64 == Int64(Admissibility.decimalPlaces.upperBound))
  }
}

extension JSON {
  /// Every document that differs in one place: a member gone, one too many, or a value of another kind or size.
  fileprivate var damaged: [JSON] {
    guard case .object(let members) = self else { return Self.strange }
    var all = Self.strange
    var larger = members
    _ = larger.append("unknown", .null)
    all.append(.object(larger))
    for member in members.entries {
      all.append(.object(members.replacing(member.name, with: nil)))
      all += member.value.damaged.map { .object(members.replacing(member.name, with: $0)) }
    }
    return all
  }

  private static var strange: [JSON] {
    let numbers = ["0", "1", "4", "5", "-1", "1.0", "1e2", "7776000000", "7776000001"]
    let texts = [
      "", " ", "x", "none", "own", "0", "0.00", "0.001", "0.01", "0.0100", "0.5", "00.5", "1", "99.99", "99.990",
      "99.999", "100", "100.00", "1.", ".5", "1,5", "1e1", "-1", "+1", "0000000000000.5", "00000000000000.50",
      "000000000000000.5", "0000000000000000.5", "922337203685477", "0.0001", "0.00001",
    ]
    return [.null, .bool(true), .array([]), .object(Members())] + texts.map(JSON.string)
      + numbers.compactMap { Number(text: $0).map(JSON.number) }
  }
}

extension JSON.Members {
  fileprivate func replacing(_ name: String, with value: JSON?) -> JSON.Members {
    var members = JSON.Members()
    for member in entries {
      if member.name != name { _ = members.append(member.name, member.value) }
      if member.name == name, let value { _ = members.append(name, value) }
    }
    return members
  }
}
