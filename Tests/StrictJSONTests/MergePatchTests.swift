/// JSON Merge Patch against the examples of RFC 7396.
import StrictJSON
import Testing

@Suite struct MergePatchTests {
  /// Original, patch, result: appendix A of the RFC.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, #"null"#, #"null"#),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func examples(original: String, patch: String, result: String) throws { try expect(original, patch, result) }

  /// The example of section 3.
  @Test func theExampleOfTheText() throws {
    try expect(
      #"""
      {"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},"tags":["example","sample"],
      "content":"This will be unchanged"}
      """#,
      #"{"title":"Hello!","phoneNumber":"+01-123-456-7890","author":{"familyName":null},"tags":["example"]}"#,
      #"{"title":"Hello!","author":{"givenName":"John"},"tags":["example"],"content":"This will be unchanged","#
        + #""phoneNumber":"+01-123-456-7890"}"#)
  }

  /// Names that look alike are different names, and what replaces a text is merged with nothing.
  @Test(arguments: [
    ("{\"é\":1,\"e\u{301}\":2}", "{\"e\u{301}\":null}", "{\"é\":1}"),
    (#"{"a":"b"}"#, #"{"a":{"b":null,"c":[null]}}"#, #"{"a":{"c":[null]}}"#),
    (#"{"a":{"b":1}}"#, #"{"a":{}}"#, #"{"a":{"b":1}}"#),
    (#"{"a":1,"b":2,"c":3}"#, #"{"d":4,"b":5}"#, #"{"a":1,"b":5,"c":3,"d":4}"#),
    (#"7"#, #"{"a":{"b":1}}"#, #"{"a":{"b":1}}"#),
  ])
  func edges(original: String, patch: String, result: String) throws { try expect(original, patch, result) }

  private func expect(_ original: String, _ patch: String, _ result: String) throws {
    let merged = try JSON(parsing: original.utf8).merged(with: JSON(parsing: patch.utf8))
    #expect(String(decoding: merged.encoded(), as: UTF8.self) == result)
  }
}
