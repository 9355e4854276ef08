/// The code lists: what they know, how categories lie in one another, and what a search proposes first.
import Foundation
import Testing

@testable import Interchange

@Suite struct CodeListTests {
  static let directory = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sources/Interchange/CodeLists/data").path

  /// Read once for all tests.
  static let loaded = Result { try CodeLists(directory: directory) }

  let lists: CodeLists

  init() throws { lists = try Self.loaded.get() }

  @Test(
    arguments: [
      ("EUR", 2), ("UAH", 2), ("RUB", 2), ("RON", 2), ("MDL", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4),
      ("DEM", nil), ("XXX", nil), ("XAU", nil), ("eur", nil), ("EURO", nil), ("", nil),
    ] as [(String, Int?)])
  func currencies(code: String, minorUnits: Int?) { #expect(lists.currency(code)?.minorUnits == minorUnits) }

  @Test(
    arguments: [
      ("UA", "Ukraine"), ("NA", "Namibia"), ("CI", "Côte d’Ivoire"), ("XX", nil), ("UKR", nil), ("ua", nil), ("", nil),
    ] as [(String, String?)])
  func countries(code: String, name: String?) { #expect(lists.country(code)?.name == name) }

  @Test(
    arguments: [
      ("KGM", "kilogram", "kg", false), ("H87", "piece", nil, false), ("MTQ", "cubic metre", "m³", false),
      ("HAR", "hectare", "ha", true),
    ] as [(String, String, String?, Bool)])
  func units(code: String, name: String, symbol: String?, isDeprecated: Bool) {
    #expect(lists.unit(code) == .init(code: code, name: name, symbol: symbol, isDeprecated: isDeprecated))
  }

  /// Deleted, in small letters, unknown, with the Kelvin sign, empty.
  @Test(arguments: ["BX", "PK", "kgm", "ZZZZ", "\u{212A}GM", "KGM\0", ""])
  func unitsThatAreNone(code: String) { #expect(lists.unit(code) == nil) }

  @Test(
    arguments: [
      ("30200000-1", "Computer equipment and supplies"),
      ("30200000", "Computer equipment and supplies"),
      ("99999999-9", "Not reflected in other sections"),
      ("30200000-2", nil), ("30200000-", nil), ("3020000", nil), ("30200000-11", nil), ("30200001-1", nil),
      ("３0200000", nil), ("", nil),
    ] as [(String, String?)])
  func categories(code: String, name: String?) { #expect(lists.category(code)?.name == name) }

  @Test func everyListIsComplete() {
    #expect(lists.currencies.count == 165)
    #expect(lists.countries.count == 249)
    #expect(lists.currencies.allSatisfy { $0.code.utf8.count == 3 && (0...4).contains($0.minorUnits) })
    #expect(lists.countries.allSatisfy { $0.code.utf8.count == 2 && !$0.name.isEmpty })
    #expect(lists.commonUnits.map(\.code) == CodeLists.Unit.commonCodes)
    #expect(lists.commonUnits.allSatisfy { !$0.isDeprecated })
  }

  @Test(arguments: [
    ("30213100", "302131", ["30000000", "30200000", "30210000", "30213000"]),
    ("30000000", "30", []),
    ("60112000", "60112", ["60000000", "60100000"]),
    ("30192125", "30192125", ["30000000", "30100000", "30190000", "30192000", "30192100"]),
    ("99999999", "99999999", []),
  ])
  func hierarchy(code: String, prefix: String, ancestors: [String]) throws {
    let category = try #require(lists.category(code))
    #expect(category.prefix == prefix)
    #expect(lists.ancestors(of: category).map(\.digits) == ancestors)
    #expect(lists.ancestors(of: category).allSatisfy { $0.covers(category) && !category.covers($0) })
  }

  @Test(arguments: [
    ("30000000", "30213100", true), ("30213100", "30213100", true), ("30213100", "30000000", false),
    ("30000000", "31000000", false), ("30213100", "30213200", false), ("03000000", "30000000", false),
  ])
  func covering(registered: String, item: String, covers: Bool) throws {
    let registered = try #require(lists.category(registered))
    let item = try #require(lists.category(item))
    #expect(registered.covers(item) == covers)
  }

  @Test(
    arguments: [
      ("302131", "30213100-6 Portable computers"),
      ("30213100-6", "30213100-6 Portable computers"),
      ("PORTABLE comp", "30213100-6 Portable computers"),
      ("comp portab", "30213100-6 Portable computers"),
      ("seeds", "03111000-2 Seeds"),
      ("office chair", nil),
      ("'; drop table", nil),
      (" -,! ", nil),
      ("", nil),
    ] as [(String, String?)])
  func categorySearch(text: String, first: String?) {
    let found = lists.searchCategories(text, limit: 5)
    #expect(found.first.map { "\($0.code) \($0.name)" } == first)
    #expect(found.count <= 5)
  }

  @Test(
    arguments: [
      ("kgm", "KGM"), ("kilogram", "KGM"), ("kg", "KGM"), ("cubic metre", "MTQ"), ("m³", "MTQ"), ("piece", "H87"),
      ("LTR", "LTR"), ("metre", "MTR"), ("hour", "HUR"), ("hectare", nil),
    ] as [(String, String?)])
  func unitSearch(text: String, first: String?) {
    #expect(lists.searchUnits(text, limit: 10).first?.code == first)
  }

  @Test(
    arguments: [
      (nil, "currencies.tsv: cannot be read in "),
      ("code\tminor units\tname\n", "currencies.tsv: has no rows"),
      ("code\tminor units\tname\nEUR\t2\tEuro\nUSD\ttwo\tDollar\n", "currencies.tsv, line 3: has other columns"),
      ("code\tminor units\tname\nEUR\t2\tEuro\nEUR\t2\tEuro\n", "currencies.tsv, line 3: repeats the code EUR"),
      ("code\tname\nEUR\tEuro\n", "currencies.tsv, line 2: has other columns than it should"),
    ] as [(String?, String)])
  func unusableFiles(text: String?, message: String) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    if let text { try Data(text.utf8).write(to: directory.appending(path: "currencies.tsv")) }
    let error = #expect(throws: CodeLists.LoadError.self) { try CodeLists(directory: directory.path) }
    #expect(error?.description.hasPrefix(message) == true)
  }
}
