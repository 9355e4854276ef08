// The published schema and the reader agree on every document, sound or damaged.

import Auditing
import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct RulesSchemaTests {
  /// What is sound, the schema accepts. What is faulty in itself, it refuses. Whether parts make sense together it need
  /// not see.
  @Test func agreesWithTheReader() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    var random = SplitMix64(seed: 3)
    var (sound, damaged, senseless) = (0, 0, 0)
    for _ in 0..<24 {
      let document = try JSON(parsing: RulesDocument(name: "x", rules: random.rules()).encoded())
      for variant in [document] + document.damaged where random.once(in: 20) {
        let reading = Reading(variant)
        let isAccepted = try schema.accepts(variant)
        switch reading {
        case .sound: sound += 1
        case .faulty: damaged += 1
        case .senseless: senseless += 1
        }
        guard reading == .senseless || isAccepted == (reading == .sound) else {
          Issue.record("\(reading), but the schema says \(isAccepted): \(variant.encoded().text)")
          return
        }
      }
    }
    #expect(sound > 100)
    #expect(damaged > 2_000)
    #expect(senseless > 20)
  }

  @Test func randomRulesFollowTheSchema() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    var random = SplitMix64(seed: 4)
    for _ in 0..<500 {
      let bytes = RulesDocument(rules: random.rules()).encoded()
      guard try schema.accepts(JSON(parsing: bytes)) else {
        Issue.record("\(bytes.text)")
        return
      }
    }
  }

  @Test func presetsFollowTheSchema() throws {
    let schema = SchemaChecker(try Contract.json("rules/rules.schema.json"))
    for name in try Contract.presets() { #expect(try schema.accepts(Contract.json("rules/\(name).json")), "\(name)") }
  }

  @Test func limitsAreThoseOfTheCode() throws {
    let definitions = try #require(try Contract.json("rules/rules.schema.json")["$defs"])
    for (name, range) in [("length", Clock.lengths), ("optionalLength", Clock.lengths), ("pause", Clock.pauses)] {
      #expect(definitions[name]?["minimum"]?.int64 == range.lowerBound)
      #expect(definitions[name]?["maximum"]?.int64 == range.upperBound)
    }
    let counts: [(definition: String, property: String, range: ClosedRange<Int>)] = [
      ("admissibility", "decimals", Admissibility.decimalPlaces), ("english", "phases", Clock.roundCounts),
      ("sealed", "rounds", Clock.roundCounts), ("turns", "rounds", Clock.roundCounts),
    ]
    for count in counts {
      let property = definitions[count.definition]?["properties"]?[count.property]
      #expect(property?["minimum"]?.int64 == Int64(count.range.lowerBound))
      #expect(property?["maximum"]?.int64 == Int64(count.range.upperBound))
    }
    let bands = definitions["decrementByBand"]?["properties"]?["bands"]
    #expect(bands?["minItems"]?.int64 == Int64(Admissibility.bandCounts.lowerBound))
    #expect(bands?["maxItems"]?.int64 == Int64(Admissibility.bandCounts.upperBound))
  }

  /// The schema is the documentation of the fields: nothing is open, and every member is explained.
  @Test func everyMemberIsExplained() throws {
    let schema = try Contract.json("rules/rules.schema.json")
    var unexplained: [String] = []
    func walk(_ json: JSON, _ path: String) {
      for (index, element) in (json.elements ?? []).enumerated() { walk(element, "\(path)/\(index)") }
      for member in json.members?.entries ?? [] { walk(member.value, "\(path)/\(member.name)") }
      guard let properties = json["properties"]?.members else { return }
      if json["additionalProperties"] != .bool(false) { unexplained.append("\(path) is open") }
      for property in properties.entries where !isExplained(property.value) {
        unexplained.append("\(path)/\(property.name)")
      }
    }
    func isExplained(_ json: JSON) -> Bool {
      if json["description"]?.text?.isEmpty == false { return true }
      let name = json["$ref"]?.text?.split(separator: "/").last
      return name.flatMap { schema["$defs"]?[String($0)] }.map(isExplained) ?? false
    }
    walk(schema, "")
    #expect(unexplained.isEmpty)
  }
}

/// What the reader makes of a document.
enum Reading {
  case sound, faulty
  /// Every part is sound, but they make no sense together.
  case senseless

  init(_ json: JSON) {
    do throws(JSON.Faults) {
      _ = try RulesDocument(json)
      self = .sound
    } catch {
      let isOfTheWhole = error.list.allSatisfy { if case .refused = $0.reason { true } else { false } }
      self = isOfTheWhole ? .senseless : .faulty
    }
  }
}

extension JSON {
  /// Every document that differs in one place: a member gone, one too many, or a value of another kind or size.
  fileprivate var damaged: [JSON] {
    switch self {
    case .object(let members): Self.strange + [.object(members.larger)] + members.damaged
    case .array(let elements): Self.strange + elements.damaged
    default: Self.strange
    }
  }

  private static let strange: [JSON] = {
    let numbers = [
      "0", "1", "4", "5", "21", "-1", "1.0", "1e2", "7776000000", "7776000001", "1000000000000000000000000000000",
      "-1000000000000000000000000000000",
    ]
    let texts = [
      "", " ", "x", "none", "own", "always", "0", "0.00", "0.001", "0.01", "0.0100", "0.5", "00.5", "05", "1", "99.99",
      "99.990", "99.999", "100", "100.00", "100.01", "1.", ".5", "1,5", "1e1", "-1", "-0.50", "+1",
      "0000000000000.5", "0000000000000000.5", "922337203685477", "0.0001", "0.00001", "a b", "é", "\u{0}", "x\u{0}",
      "1000000000000000000000000000000",
    ]
    return [.null, .bool(true), .array([]), .object(Members())] + texts.map(JSON.string)
      + numbers.compactMap { Number(text: $0).map(JSON.number) }
  }()
}

extension [JSON] {
  fileprivate var damaged: [JSON] {
    var all: [JSON] = [.array(Array(repeating: first ?? .null, count: 51))]
    for index in indices {
      for value in self[index].damaged {
        var copy = self
        copy[index] = value
        all.append(.array(copy))
      }
    }
    return all
  }
}

extension JSON.Members {
  fileprivate var larger: JSON.Members {
    var larger = self
    _ = larger.append("unknown", .null)
    return larger
  }

  fileprivate var damaged: [JSON] {
    entries.flatMap { member in
      [.object(replacing(member.name, with: nil))]
        + member.value.damaged.map { .object(replacing(member.name, with: $0)) }
    }
  }

  private func replacing(_ name: String, with value: JSON?) -> JSON.Members {
    var members = JSON.Members()
    for member in entries {
      if member.name != name { _ = members.append(member.name, member.value) }
      if member.name == name, let value { _ = members.append(name, value) }
    }
    return members
  }
}
