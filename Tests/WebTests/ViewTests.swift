// Texts, formats, escaping and lookup of the pages' views.
import Foundation
import Mustache
import Testing

@testable import Web

@Suite struct ViewTests {
  static let renderer = try? Renderer(
    templates: TemplateTests.web.appending(path: "Templates").path,
    texts: TemplateTests.web.appending(path: "Texts").path)

  @Test(arguments: [
    (Language.en, 1, "1 bid"), (.en, 0, "0 bids"), (.en, 12_345, "12\u{202F}345 bids"),
    (.ru, 1, "1 ставка"), (.ru, 2, "2 ставки"), (.ru, 5, "5 ставок"), (.ru, 11, "11 ставок"), (.ru, 21, "21 ставка"),
    (.ru, 112, "112 ставок"), (.ro, 1, "1 ofertă"), (.ro, 0, "0 oferte"), (.ro, 19, "19 oferte"),
    (.ro, 20, "20 de oferte"), (.ro, 101, "101 oferte"),
  ])
  func plurals(language: Language, number: Int, expected: String) throws {
    #expect(try #require(Self.renderer).texts(language).count("count.bids", number) == expected)
  }

  @Test(arguments: [
    (Language.en, "1234.50", "1234.50"), (.en, "1780000.00", "1\u{202F}780\u{202F}000.00"),
    (.ru, "12345.5", "12\u{202F}345,5"), (.en, "-12.00", "\u{2212}12.00"), (.en, "abc", "abc"), (.en, "", ""),
  ])
  func decimals(language: Language, text: String, expected: String) {
    #expect(Format(language).decimal(text) == expected)
  }

  @Test(arguments: [
    (Int64(0), "1970-01-01T00:00:00.000Z", "1 January 1970, 00:00\u{A0}UTC"),
    (-1, "1969-12-31T23:59:59.999Z", "31 December 1969, 23:59\u{A0}UTC"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z", "29 February 2000, 00:00\u{A0}UTC"),
    (1_795_300_200_123, "2026-11-21T22:30:00.123Z", "21 November 2026, 22:30\u{A0}UTC"),
  ])
  func moments(milliseconds: Int64, iso: String, text: String) {
    let moment = Format(.en).moment(milliseconds: milliseconds)
    #expect(moment.iso == iso)
    #expect(
      moment.text.replacing("\u{A0}November", with: " November").replacing("\u{A0}", with: " ")
        == text.replacing("\u{A0}", with: " "))
  }

  @Test(arguments: [
    ("ru-RU,ru;q=0.9,en;q=0.8", Language.ru), ("de, ro;q=0.5", .ro), ("fr", .en), ("", .en), ("*", .en),
  ])
  func preferredLanguage(header: String, expected: Language) {
    #expect(Language.preferred(acceptLanguage: header) == expected)
  }

  /// A combining mark after a quotation mark must not let it leave the attribute.
  @Test(arguments: ["\"\u{301} x=\"1", "<b>", "'\u{300}", "&amp;", "<\u{338}script>"])
  func nothingEscapes(text: String) throws {
    let page = SignInPage(email: Field("email", text))
    let html = try #require(Self.renderer).html(page, in: Frame(texts: #require(Self.renderer).texts(.en), path: "/"))
    let escaped = text.replacing("&", with: "&amp;").unicodeScalars.map { scalar in
      ["\"": "&quot;", "'": "&#39;", "<": "&lt;", ">": "&gt;"][String(scalar)] ?? String(scalar)
    }.joined()
    #expect(html.utf8.firstRange(of: "value=\"\(escaped)\"".utf8) != nil)
  }

  /// An absent value of a row is absent: it is not looked for in the page around the row.
  @Test func absentStaysAbsent() {
    #expect(
      TimelineEntry(at: Moment(iso: "", text: ""), what: "x").child(named: "note") is any MustacheCustomRenderable)
    #expect(Field("a").child(named: "nonsense") == nil)
  }

  @Test func errorsAreOrdered() throws {
    let errors = ["b": "B", "a": "A", "lots[10][title]": "T", "lots[10][items][1][unit]": "U"]
    let texts = try #require(Self.renderer).texts(.en)
    let summary = try #require(ErrorSummary(errors: errors, order: ["b"], general: ["G"], texts: texts))
    #expect(summary.errors.map(\.message) == ["G", "B", "A", "Lot 11, Item 2, Unit: U", "Lot 11, Title: T"])
    #expect(Field.id("lots[0][items][1][unit]") == "lots-0-items-1-unit")
    #expect(ErrorSummary(errors: [:], texts: texts)?.errors.isEmpty ?? true)
  }
}
