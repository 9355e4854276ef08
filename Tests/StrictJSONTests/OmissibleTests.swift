/// Members that may be left out but are never null, and faults that are found by who knows the whole.
import StrictJSON
import Testing

@Suite struct OmissibleTests {
  private enum Colour: String, CaseIterable { case red, blue }

  /// A member, what is read (nothing where it is faulty), what is wrong.
  @Test(arguments: [
    (#"{}"#, "nothing", nil),
    (#"{"count":3}"#, "3", nil),
    (#"{"count":null}"#, "-", "/count: must not be null"),
    (#"{"count":9}"#, "-", "/count: must be between 1 and 5"),
    (#"{"colour":"red"}"#, "red", nil),
    (#"{"colour":null}"#, "-", "/colour: must not be null"),
    (#"{"colour":""}"#, "-", "/colour: must not be empty"),
    (#"{"ticked":false}"#, "false", nil),
    (#"{"ticked":null}"#, "-", "/ticked: must not be null"),
    (#"{"inner":{"deep":1}}"#, "1", nil),
    (#"{"inner":null}"#, "-", "/inner: must not be null"),
    (#"{"inner":{}}"#, "-", "/inner/deep: is required"),
  ])
  func members(document: String, value: String, fault: String?) throws {
    let (read, said) = try reading(JSON(parsing: document.utf8))
    #expect(read == value)
    #expect(said == fault)
  }

  /// In a form what is left empty is left out, and a box that is not there is not ticked.
  @Test(arguments: [
    (["count=", "colour="], "false"), (["count=4"], "4 false"), (["ticked=on"], "true"),
    (["colour=blue"], "blue false"),
  ])
  func forms(inputs: [String], value: String) {
    let form = JSON(
      form: inputs.map { input in
        let parts = input.split(separator: "=", omittingEmptySubsequences: false)
        return (String(parts[0]), String(parts[1]))
      })
    let (read, said) = reading(form, as: .form)
    #expect(read == value)
    #expect(said == nil)
  }

  @Test func faultsOfTheWhole() throws {
    let json = try JSON(parsing: #"{"a/b":{"inner":{"list":[1]}}}"#.utf8)
    let error = #expect(throws: JSON.Faults.self) {
      try json.decode { fields in
        fields.object("a/b") { inside in
          inside.refuse(at: "/inner/list/0", .outOfRange(minimum: 2, maximum: 3))
          inside.refuse(at: "", .refused("says too little"))
        }
      }
    }
    #expect(error?.list.map(\.pointer.description) == ["/a~1b/inner/list/0", "/a~1b"])
  }

  private func reading(_ json: JSON, as origin: JSON.Origin = .json) -> (String, String?) {
    do throws(JSON.Faults) {
      return (
        try json.decode(as: origin) { (fields) throws(JSON.Faulty) -> String in
          let count = fields.omissibleInt("count", in: 1...5)
          let colour = fields.omissibleEnumeration("colour", Colour.self)
          let ticked = fields.omissibleBool("ticked")
          let inner = fields.omissibleObject("inner") { (fields) throws(JSON.Faulty) in
            try fields.int("deep", in: 0...1).get()
          }
          try fields.end()
          let values: [String?] = [
            try count.get().map(String.init), try colour.get()?.rawValue, try ticked.get().map(String.init),
            try inner.get().map(String.init),
          ]
          let given = values.compactMap(\.self)
          return given.isEmpty ? "nothing" : given.joined(separator: " ")
        }, nil
      )
    } catch {
      return ("-", error.description)
    }
  }
}
