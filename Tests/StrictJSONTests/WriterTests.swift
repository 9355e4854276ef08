/// The writer: form, escapes, and the agreement with a foreign reader on strings made to break things.
import Foundation
import StrictJSON
import Testing

@Suite struct WriterTests {
  @Test func objectsArraysAndScalars() {
    var writer = JSONWriter(capacity: 200)
    writer.object {
      $0.member("id", "4711")
      $0.member("revision", 3)
      $0.member("position", Int64.max)
      $0.member("open", true)
      $0.member("note", String?.none)
      $0.optionalMember("left out", String?.none)
      $0.optionalMember("kept", "yes")
      $0.member("tags", ["a", "b"])
      $0.object("buyer") {
        $0.name("rank")
        $0.integer(UInt8.max)
      }
      $0.array("lots") {
        for lot in 1...2 { $0.object { $0.member("number", lot) } }
        $0.array { _ in }
        $0.null()
        $0.value(JSON.bool(false))
      }
      $0.object("empty") { _ in }
    }
    let expected = """
      {"id":"4711","revision":3,"position":9223372036854775807,"open":true,"note":null,"kept":"yes",\
      "tags":["a","b"],"buyer":{"rank":255},"lots":[{"number":1},{"number":2},[],null,false],"empty":{}}
      """
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("", #""""#),
    ("a\"b\\c/d", #""a\"b\\c/d""#),
    (
      "\u{0}\u{1}\u{8}\t\n\u{b}\u{c}\r\u{10}\u{1f}\u{7f}",
      "\"\\u0000\\u0001\\b\\t\\n\\u000b\\f\\r\\u0010\\u001f\u{7f}\""
    ),
    ("\u{2028}\u{2029}é😀", "\"\u{2028}\u{2029}é😀\""),
    ("</script>", #""</script>""#),
  ])
  func escapesOnlyWhatMustBe(text: String, encoded: String) {
    #expect(JSON.string(text).encoded() == Array(encoded.utf8))
  }

  @Test func namesAreEscapedToo() {
    var writer = JSONWriter()
    writer.object { $0.member("a\"\n", 1) }
    #expect(writer.bytes == Array(#"{"a\"\n":1}"#.utf8))
  }

  @Test func canBeUsedAgain() {
    var writer = JSONWriter()
    writer.value("first")
    writer.removeAll()
    writer.value("second")
    #expect(writer.bytes == Array(#""second""#.utf8))
  }

  @Test func misuseStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.object { $0.value(1) }
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.object { $0.name("a") }
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.array { $0.member("a", 1) }
    }
    await #expect(processExitsWith: .failure) {
      var writer = JSONWriter()
      writer.value(1)
      writer.value(2)
    }
  }
}

@Suite struct NaughtyStringTests {
  static let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "../../../shared/data/naughty-strings/blns.json")

  /// All but one: Foundation drops a U+FEFF that starts a string.
  static let misreadByFoundation = ["\u{feff}"]

  @Test func readAsFoundationReadsThem() throws {
    let data = try Data(contentsOf: Self.file)
    let own = try #require(try JSON(parsing: data).elements).compactMap(\.text)
    #expect(own.count == 515)
    #expect(try differences(own, to: data) == Self.misreadByFoundation)
  }

  @Test func writtenSoThatFoundationReadsThem() throws {
    let json = try JSON(parsing: Data(contentsOf: Self.file))
    let own = try #require(json.elements).compactMap(\.text)
    #expect(try differences(own, to: Data(json.encoded())) == Self.misreadByFoundation)
    #expect(try JSON(parsing: json.encoded()) == json)
  }

  /// Those of our strings that Foundation reads otherwise, byte for byte.
  private func differences(_ own: [String], to data: Data) throws -> [String] {
    let foreign = try #require(try JSONSerialization.jsonObject(with: data) as? [String])
    try #require(foreign.count == own.count)
    return zip(own, foreign).filter { !$0.utf8.elementsEqual($1.utf8) }.map(\.0)
  }

  @Test func goodAsNames() throws {
    var members = JSON.Members()
    let strings = try #require(try JSON(parsing: Data(contentsOf: Self.file)).elements).compactMap(\.text)
    let added = strings.filter { members.append($0, .null) }
    #expect(added.count == Set(strings.map { Array($0.utf8) }).count)
    #expect(try JSON(parsing: JSON.object(members).encoded()) == .object(members))
  }

  /// Every document that Foundation writes is read as the same value.
  @Test func everyScalarSurvives() throws {
    for scalar in stride(from: UInt32(0), through: 0x10FFFF, by: 17).compactMap(Unicode.Scalar.init) {
      let text = "<\(scalar)>"
      let foreign = try JSONSerialization.data(withJSONObject: [text])
      #expect(try JSON(parsing: foreign) == .array([.string(text)]), "U+\(String(scalar.value, radix: 16))")
      #expect(try JSON(parsing: JSON.string(text).encoded()) == .string(text))
    }
  }
}
