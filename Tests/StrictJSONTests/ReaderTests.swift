/// What the reader accepts and what it refuses, as tables: the document, then the outcome.
import Testing

@testable import StrictJSON

@Suite struct ReaderTests {
  /// Accepted documents and what they encode to again.
  @Test(arguments: [
    ("null", "null"),
    (" \t\r\n true \t\r\n ", "true"),
    ("false", "false"),
    ("0", "0"),
    ("-0", "-0"),
    ("-12.50e+3", "-12.50e+3"),
    ("1E400", "1E400"),
    (#""""#, #""""#),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#),
    (#""\u0000\u001f\u0041\u00e9\u20ac""#, #""\u0000\u001fAé€""#),
    (#""\ud83d\uDE00""#, #""😀""#),
    (#""\u2028\uffff""#, "\"\u{2028}\u{ffff}\""),
    ("\"\u{feff}\u{7f}\"", "\"\u{feff}\u{7f}\""),
    ("[]", "[]"),
    ("[ ]", "[]"),
    ("[ 1 , [ 2 ] , { } ]", "[1,[2],{}]"),
    (#"{ "b" : 1 , "a" : { "" : null } }"#, #"{"b":1,"a":{"":null}}"#),
    ("{\"é\":1,\"e\u{301}\":2}", "{\"é\":1,\"e\u{301}\":2}"),
    ("{\"K\":1,\"\u{212A}\":2}", "{\"K\":1,\"\u{212A}\":2}"),
    ("{\"a\\u0000\":1,\"a\":2}", "{\"a\\u0000\":1,\"a\":2}"),
  ])
  func accepts(document: String, encoded: String) throws {
    let json = try JSON(parsing: document.utf8)
    #expect(Array(encoded.utf8) == json.encoded())
    #expect(try JSON(parsing: json.encoded()) == json)
  }

  /// Refused documents: the reason and how many bytes before the place.
  @Test(
    arguments: [
      ("", .empty, 0),
      (" \n ", .empty, 3),
      ("\u{feff}1", .byteOrderMark, 0),
      ("tru", .unknownLiteral, 0),
      ("True", .unknownLiteral, 0),
      ("[nil]", .unknownLiteral, 1),
      ("NaN", .unknownLiteral, 0),
      ("Infinity", .unknownLiteral, 0),
      ("-Infinity", .malformedNumber, 0),
      ("-", .unexpectedEnd, 1),
      ("+1", .expectedValue, 0),
      (".5", .expectedValue, 0),
      ("1.", .unexpectedEnd, 2),
      ("[1.]", .malformedNumber, 1),
      ("[1.e5]", .malformedNumber, 1),
      ("[1e]", .malformedNumber, 1),
      ("[1e+-2]", .malformedNumber, 1),
      ("01", .leadingZero, 0),
      ("[-00]", .leadingZero, 1),
      ("0x10", .trailingContent, 1),
      ("1_000", .trailingContent, 1),
      ("1,5", .trailingContent, 1),
      ("１", .expectedValue, 0),
      ("'a'", .expectedValue, 0),
      (#""a"#, .unexpectedEnd, 2),
      (#""a\"#, .unexpectedEnd, 3),
      (#""\u12"#, .unexpectedEnd, 5),
      (#""\u12g4""#, .unknownEscape, 1),
      (#""\u+123""#, .unknownEscape, 1),
      (#""\x41""#, .unknownEscape, 1),
      (#""ab\'""#, .unknownEscape, 3),
      ("\"a\tb\"", .controlCharacter, 2),
      ("\"a\\n\n\"", .controlCharacter, 4),
      ("\"\u{0}\"", .controlCharacter, 1),
      (#""\ud800""#, .loneSurrogate, 1),
      (#""\udc00""#, .loneSurrogate, 1),
      (#""\ud800\ud800""#, .loneSurrogate, 1),
      (#""\ud800\n""#, .loneSurrogate, 1),
      (#""\ud800\u0041""#, .loneSurrogate, 1),
      ("[", .unexpectedEnd, 1),
      ("[1", .unexpectedEnd, 2),
      ("[1,", .unexpectedEnd, 3),
      ("[1, ]", .trailingComma, 2),
      ("[,1]", .expectedValue, 1),
      ("[1,,2]", .expectedValue, 3),
      ("[1 2]", .expectedComma, 3),
      ("[1}", .expectedComma, 2),
      ("]", .expectedValue, 0),
      ("{", .unexpectedEnd, 1),
      ("{1:2}", .expectedName, 1),
      ("{a:2}", .expectedName, 1),
      (#"{"a"}"#, .expectedColon, 4),
      (#"{"a" 1}"#, .expectedColon, 5),
      (#"{"a":}"#, .expectedValue, 5),
      (#"{"a":1,}"#, .trailingComma, 6),
      (#"{"a":1;"b":2}"#, .expectedComma, 6),
      (#"{"a":1,"a":1}"#, .duplicateName, 7),
      (#"{"a":1,"\u0061":2}"#, .duplicateName, 7),
      (#"[{"é":1,"\u00e9":2}]"#, .duplicateName, 9),
      ("{} {}", .trailingContent, 3),
      ("1 2", .trailingContent, 2),
      ("[] // end", .comment, 3),
      ("[/* one */ 1]", .comment, 1),
      ("# one\n1", .comment, 0),
      ("\u{a0}1", .expectedValue, 0),
      ("1\u{c}", .trailingContent, 1),
      ("1\0", .trailingContent, 1),
    ] as [(String, JSON.SyntaxError.Reason, Int)])
  func refuses(document: String, reason: JSON.SyntaxError.Reason, offset: Int) {
    let error = syntaxError(document.utf8)
    #expect(error?.reason == reason)
    #expect(error?.offset == offset)
  }

  @Test(
    arguments: [
      ([0x22, 0xFF, 0x22], 1),
      ([0x22, 0xC3, 0x22], 1),
      ([0x22, 0xC0, 0x80, 0x22], 1),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1),
      ([0x22, 0x61, 0xE2, 0x82], 2),
      ([0xFF, 0xFE, 0x31, 0x00], 0),
    ] as [([UInt8], Int)])
  func refusesWhatIsNotUTF8(bytes: [UInt8], offset: Int) {
    #expect(syntaxError(bytes)?.reason == .invalidUTF8)
    #expect(syntaxError(bytes)?.offset == offset)
  }

  @Test func errorsNameThePlace() {
    let error = syntaxError("{\n  \"naïve 😀\": 1,\r\n  \"é\": [1, 2,]\n}".utf8)
    #expect(error?.line == 3)
    #expect(error?.column == 13)
    #expect(error?.description == "line 3, column 13: a comma must be followed by another element")
  }

  @Test func everyPrefixOfADocumentIsRefused() throws {
    let document = Array(#"{"a":[1,-2.5e3,"\u00e9\ud83d\ude00",{"b":true}],"é":null}"#.utf8)
    _ = try JSON(parsing: document)
    for length in 0..<document.count { #expect(syntaxError(document.prefix(length)) != nil, "\(length) bytes") }
  }
}

@Suite struct LimitTests {
  @Test(arguments: [(32, true), (33, false), (10_000, false), (1_000_000, false)])
  func depth(levels: Int, accepted: Bool) throws {
    let limits = JSON.Limits(bytes: 10_000_000)
    for (opening, closing) in [("[", "]"), (#"{"a":"#, "}")] {
      let inside = opening == "[" ? "" : "1"
      let document = String(repeating: opening, count: levels) + inside + String(repeating: closing, count: levels)
      let error = syntaxError(document.utf8, limits: limits)
      #expect((error == nil) == accepted)
      #expect(accepted || error?.reason == .tooDeep(limit: 32))
      #expect(accepted || error?.offset == 32 * opening.utf8.count)
    }
  }

  @Test func siblingsAreNotDepth() throws {
    let document = "[" + Array(repeating: "[[]]", count: 100).joined(separator: ",") + "]"
    #expect(syntaxError(document.utf8, limits: JSON.Limits(depth: 3)) == nil)
    #expect(syntaxError(document.utf8, limits: JSON.Limits(depth: 2))?.reason == .tooDeep(limit: 2))
  }

  @Test func theDeepestDocumentCanBeWritten() throws {
    let document = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    let json = try JSON(parsing: document.utf8, limits: JSON.Limits(depth: 64))
    #expect(json.encoded() == Array(document.utf8))
  }

  @Test func size() throws {
    let limits = JSON.Limits(bytes: 4)
    #expect(syntaxError("null".utf8, limits: limits) == nil)
    #expect(syntaxError("null ".utf8, limits: limits)?.reason == .tooLarge(limitBytes: 4))
    #expect(syntaxError(repeatElement(UInt8(ascii: "["), count: 10 << 20))?.reason == .tooLarge(limitBytes: 1 << 20))
  }

  /// Took minutes if any of it were quadratic.
  @Test(.timeLimit(.minutes(1))) func manyMembers() throws {
    let names = (0..<200_000).map { #""\#($0)":\#($0)"# }
    let limits = JSON.Limits(bytes: 16 << 20)
    let json = try JSON(parsing: "{\(names.joined(separator: ","))}".utf8, limits: limits)
    for number in 0..<200_000 { #expect(json["\(number)"]?.int64 == Int64(number)) }
    let repeated = "{\(names.joined(separator: ",")),\"7\":0}"
    #expect(syntaxError(repeated.utf8, limits: limits)?.reason == .duplicateName)
    #expect(throws: JSON.Faults.self) { try json.decode { fields in try fields.end() } }
  }
}

@Suite struct NumberTests {
  @Test(
    arguments: [
      ("0", 0),
      ("-0", 0),
      ("9223372036854775807", .max),
      ("-9223372036854775808", .min),
      ("9223372036854775808", nil),
      ("-9223372036854775809", nil),
      ("100000000000000000000000000000000000000001", nil),
      ("1.0", nil),
      ("1e2", nil),
      ("1E-2", nil),
    ] as [(String, Int64?)])
  func int64IsExactOrNothing(text: String, value: Int64?) throws {
    #expect(try JSON(parsing: text.utf8).int64 == value)
  }

  @Test func textIsKept() throws {
    let text = "3.141592653589793238462643383279502884197169399375105820974944"
    #expect(try JSON(parsing: text.utf8).encoded() == Array(text.utf8))
  }

  @Test func hugeNumbersAreOneToken() throws {
    let text = String(repeating: "9", count: 1_000_000)
    let json = try JSON(parsing: text.utf8)
    #expect(json.int64 == nil)
    #expect(json.encoded().count == 1_000_000)
  }

  @Test(arguments: [
    ("1234.50", true), ("-1e5", true), ("", false), (" 1", false), ("1 ", false), ("+1", false), ("true", false),
    ("1,5", false), ("NaN", false),
  ])
  func fromText(text: String, accepted: Bool) {
    #expect((JSON.Number(text: text) != nil) == accepted)
  }
}

@Suite struct EqualityTests {
  @Test(arguments: [
    ("1", "1", true),
    ("1", "1.0", false),
    ("[1,2]", "[2,1]", false),
    (#"{"a":1,"b":2}"#, #"{"b":2,"a":1}"#, false),
    (#""\u0041""#, #""A""#, true),
    ("\"é\"", "\"e\u{301}\"", false),
    ("{\"K\":1}", "{\"\u{212A}\":1}", false),
    ("null", "false", false),
  ])
  func isThatOfTheEncodedBytes(a: String, b: String, equal: Bool) throws {
    #expect((try JSON(parsing: a.utf8) == JSON(parsing: b.utf8)) == equal)
  }

  @Test func lookUpIsExact() throws {
    let json = try JSON(parsing: "{\"\u{212A}\":[true,\"x\"]}".utf8)
    #expect(json["K"] == nil)
    #expect(json["\u{212A}"]?[0]?.boolean == true)
    #expect(json["\u{212A}"]?[1]?.text == "x")
    #expect(json["\u{212A}"]?[2] == nil)
    #expect(json[0] == nil)
  }

  @Test func stringsCanBeMapped() throws {
    let json = try JSON(parsing: #"{"a":["b",1,{"a":"c"}]}"#.utf8).mappingStrings { $0 + "!" }
    #expect(json == (try JSON(parsing: #"{"a":["b!",1,{"a":"c!"}]}"#.utf8)))
  }
}

private func syntaxError(_ text: some Collection<UInt8>, limits: JSON.Limits = .init()) -> JSON.SyntaxError? {
  do throws(JSON.SyntaxError) {
    _ = try JSON(parsing: text, limits: limits)
    return nil
  } catch { return error }
}
