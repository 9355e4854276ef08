/// Forms: the tree that input names make, and the leniency that text needs.
import StrictJSON
import Testing

@Suite struct FormTests {
  /// Inputs as "name=value", then the tree.
  @Test(arguments: [
    ([], "{}"),
    (["title=Chairs", "note="], #"{"title":"Chairs","note":""}"#),
    (["lots/0/title=a", "lots/0/n=1", "lots/1/title=b"], #"{"lots":[{"title":"a","n":"1"},{"title":"b"}]}"#),
    (["lots/7/title=b", "lots/2/title=a"], #"{"lots":[{"title":"a"},{"title":"b"}]}"#),
    (["invited=a", "invited=b"], #"{"invited":["a","b"]}"#),
    (["tags/0=a", "tags/1=b"], #"{"tags":["a","b"]}"#),
    (["a~1b=1", "m~0n=2", "x~01=3", "y~=4"], #"{"a/b":"1","m~n":"2","x~1":"3","y~":"4"}"#),
    (["a=1", "a/b=2"], #"{"a":{"":"1","b":"2"}}"#),
    (["a=1", "a/0=2"], #"{"a":{"":"1","0":"2"}}"#),
    (["a/0=1", "a/b=2"], #"{"a":{"0":"1","b":"2"}}"#),
    (["=1"], #"{"":"1"}"#),
    (["é=1", "e\u{301}=2"], "{\"é\":\"1\",\"e\u{301}\":\"2\"}"),
  ])
  func trees(inputs: [String], tree: String) throws {
    #expect(String(decoding: form(inputs).encoded(), as: UTF8.self) == tree)
  }

  @Test func deepNamesAreOneName() {
    let name = Array(repeating: "0", count: 100_000).joined(separator: "/")
    #expect(form([name + "=1"])[name]?.text == "1")
  }

  @Test(arguments: [
    (["n=5", "b=on", "list=a"], "5 true nil [a]"),
    (["n=-5", "b=false", "note=", "list=a", "list=b"], "-5 false nil [a, b]"),
    (["n=0", "note=x"], "0 false x []"),
    (["n=", "b=maybe"], "/n: must not be empty\n/b: must be one of: true, false"),
    (["n=1.5"], "/n: must be a whole number"),
    (["n=1e5"], "/n: must be a whole number"),
    (["n= 1"], "/n: must be a whole number"),
    (["n=11"], "/n: must be between -10 and 10"),
    (["b=on"], "/n: is required"),
  ])
  func texts(inputs: [String], outcome: String) {
    do throws(JSON.Faults) {
      let read = try form(inputs).decode(as: .form) { fields in
        let number = fields.int("n", in: -10...10)
        let bool = fields.bool("b")
        let note = fields.optionalString("note")
        let list = fields.array("list") { $0.string() }
        try fields.end()
        return "\(try number.get()) \(try bool.get()) \(try note.get() ?? "nil") "
          + "[\(try list.get().joined(separator: ", "))]"
      }
      #expect(read == outcome)
    } catch {
      #expect(error.description == outcome)
    }
  }

  private func form(_ inputs: [String]) -> JSON {
    JSON(
      form: inputs.map { input in
        let parts = input.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (name: parts[0], value: parts[1])
      })
  }
}
