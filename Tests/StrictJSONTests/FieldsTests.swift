/// Reading values out of documents: every fault found, each with its place and its sentence.
import StrictJSON
import Testing

private struct Requirement: Equatable {
  var title: String
  var note: String?
  var price: Int64
  var kind: Kind
  var urgent: Bool
  var lots: [Lot]

  enum Kind: String, CaseIterable { case goods, services, works }

  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let title = fields.string("title", length: 3...20)
    let note = fields.optionalString("note", length: 0...10)
    let price = fields.value("price", expected: "an amount such as 12.50", amount)
    let kind = fields.enumeration("kind", Kind.self)
    let urgent = fields.optionalBool("urgent")
    let lots = fields.array("lots", count: 1...3) { $0.object(Lot.init(fields:)) }
    try fields.end()
    self.title = try title.get()
    self.note = try note.get()
    self.price = try price.get()
    self.kind = try kind.get()
    self.urgent = try urgent.get() ?? false
    self.lots = try lots.get()
  }
}

private struct Lot: Equatable {
  var quantity: Int
  var tags: [String]

  init(quantity: Int, tags: [String]) {
    self.quantity = quantity
    self.tags = tags
  }

  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let quantity = fields.int("quantity", in: 1...10)
    let tags = fields.optionalArray("tags") { $0.string(length: 1...3) }
    try fields.end()
    self.init(quantity: try quantity.get(), tags: try tags.get() ?? [])
  }
}

@Sendable private func amount(_ text: String) -> Int64? {
  Int64(text.filter { $0 != "." })
}

@Suite struct FieldsTests {
  @Test func aSoundDocument() throws {
    let requirement = try decode(
      """
      {"title": "Chairs", "note": null, "price": "12.50", "kind": "goods",
       "lots": [{"quantity": 1}, {"quantity": 10, "tags": ["a", "b"]}]}
      """)
    #expect(requirement.title == "Chairs")
    #expect(requirement.note == nil)
    #expect(requirement.price == 1250)
    #expect(requirement.lots == [Lot(quantity: 1, tags: []), Lot(quantity: 10, tags: ["a", "b"])])
  }

  @Test func everyFaultIsReported() throws {
    let faults = self.faults(
      """
      {"title": " ", "note": "far too long", "price": "cheap", "kind": "GOODS", "urgent": "yes",
       "lots": [{"quantity": 0}, {"quantity": 2, "tags": ["abc", "abcd", 5], "a/b~c": 1}, 7], "x": 1}
      """)
    #expect(
      faults == [
        "/title: must not be empty",
        "/note: must have at most 10 characters",
        "/price: must be an amount such as 12.50",
        "/kind: must be one of: goods, services, works",
        "/urgent: must be a boolean, not a string",
        "/lots/0/quantity: must be between 1 and 10",
        "/lots/1/tags/1: must have at most 3 characters",
        "/lots/1/tags/2: must be a string, not a number",
        "/lots/1/a~1b~0c: is not a known member of this object",
        "/lots/2: must be an object, not a number",
        "/x: is not a known member of this object",
      ])
  }

  /// One member at a time is replaced in a sound document.
  @Test(arguments: [
    (#""title""#, "{}", "/title: must be a string, not an object"),
    (#""title""#, "null", "/title: must not be null"),
    (#""title""#, #""""#, "/title: must not be empty"),
    (#""title""#, "\"\u{a0}\u{3000}\\n\"", "/title: must not be empty"),
    (#""title""#, #""ab""#, "/title: must have at least 3 characters"),
    (#""title""#, #""123456789012345678901""#, "/title: must have at most 20 characters"),
    (#""title""#, "\"e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}\"", nil),
    (#""title""#, #""nul \u0000 is out""#, "/title: must not contain the character U+0000"),
    (#""price""#, "12.50", "/price: must be a string, not a number"),
    (#""price""#, #""""#, "/price: must not be empty"),
    (#""kind""#, "\"wor\u{212A}s\"", "/kind: must be one of: goods, services, works"),
    (#""urgent""#, "1", "/urgent: must be a boolean, not a number"),
    (#""urgent""#, "null", nil),
    (#""lots""#, "[]", "/lots: must have at least 1 element"),
    (#""lots""#, "[1,2,3,4]", "/lots: must have at most 3 elements"),
    (#""lots""#, #""a""#, "/lots: must be an array, not a string"),
    (#""lots""#, #"[{"quantity":1.0}]"#, "/lots/0/quantity: must be a whole number without fraction or exponent"),
    (#""lots""#, #"[{"quantity":"1"}]"#, "/lots/0/quantity: must be an integer, not a string"),
    (#""lots""#, #"[{"quantity":1e999}]"#, "/lots/0/quantity: must be a whole number without fraction or exponent"),
    (#""lots""#, #"[{"quantity":99999999999999999999}]"#, "/lots/0/quantity: must be between 1 and 10"),
    (#""lots""#, #"[{"quantity":null}]"#, "/lots/0/quantity: must not be null"),
    (#""lots""#, #"[{}]"#, "/lots/0/quantity: is required"),
  ])
  func sentences(name: String, value: String, sentence: String?) {
    let sound = [
      (#""title""#, #""Chairs""#), (#""price""#, #""1""#), (#""kind""#, #""works""#), (#""urgent""#, "true"),
      (#""lots""#, #"[{"quantity":1}]"#),
    ]
    let members = sound.map { "\($0.0):\($0.0 == name ? value : $0.1)" }
    #expect(faults("{\(members.joined(separator: ","))}") == (sentence.map { [$0] } ?? []))
  }

  @Test(arguments: [("{}", 4), ("[]", 1), ("null", 1), (#""a""#, 1)])
  func nothingThere(document: String, count: Int) { #expect(faults(document).count == count) }

  @Test func theCallersOwnRules() throws {
    let json = try JSON(parsing: #"{"opens": 5, "closes": 3}"#.utf8)
    let error = #expect(throws: JSON.Faults.self) {
      try json.decode { fields in
        let opens = fields.int("opens", in: 0...Int64.max)
        let closes = fields.int("closes", in: 0...Int64.max)
        if let opens = opens.value, let closes = closes.value, closes <= opens {
          fields.refuse("closes", "must lie after opens")
        }
        try fields.end()
      }
    }
    #expect(error?.description == "/closes: must lie after opens")
  }

  @Test func anErrorOfTheValueIsAFaultOfTheObject() throws {
    struct StepTooSmall: Error, CustomStringConvertible { var description: String { "has too small a step" } }
    let json = try JSON(parsing: #"{"terms": {}}"#.utf8)
    let error = #expect(throws: JSON.Faults.self) {
      try json.decode { fields in
        let terms = fields.object("terms") { _ in throw StepTooSmall() }
        try fields.end()
        try terms.get()
      }
    }
    #expect(error?.description == "/terms: has too small a step")
  }

  @Test func whoDoesNotAskForTheEndIgnoresTheRest() throws {
    let json = try JSON(parsing: #"{"id": "7", "more": {"of": "it"}, "raw": [1.50]}"#.utf8)
    let (id, raw) = try json.decode { fields in
      let id = fields.string("id")
      let raw = fields.json("raw")
      return (try id.get(), try raw.get())
    }
    #expect(id == "7")
    #expect(raw.encoded() == Array("[1.50]".utf8))
  }

  @Test func faultsAreCountedButNotEndless() throws {
    let members = (0..<1000).map { #""\#($0)":1"# }.joined(separator: ",")
    let error = #expect(throws: JSON.Faults.self) {
      try JSON(parsing: "{\(members)}".utf8).decode { try $0.end() }
    }
    #expect(error?.list.count == 100)
    #expect(error?.omitted == 900)
  }

  @Test func pointersFollowTheStandard() {
    let pointer = JSON.Pointer.root.appending("a/b").appending("m~n").appending("").appending(7).appending("~1")
    #expect(pointer.description == "/a~1b/m~0n//7/~01")
    #expect(JSON.Pointer.root.description == "")
  }
}

extension FieldsTests {
  private func decode(_ document: String) throws -> Requirement {
    try JSON(parsing: document.utf8).decode(Requirement.init(fields:))
  }

  private func faults(_ document: String) -> [String] {
    do {
      _ = try decode(document)
      return []
    } catch let faults as JSON.Faults {
      return faults.list.map(\.description)
    } catch { return ["\(error)"] }
  }
}
