// One thing wrong at a time: where the fault points, and what it says.

import Auctions
import Commerce
import StrictJSON
import Testing

@testable import Interchange

@Suite struct ImportFaultTests {
  let codes: CodeLists
  init() throws { codes = try CodeListTests.loaded.get() }

  @Test func theSampleIsSound() throws {
    let imported = try #require(answer(.sampleTender).requirements.only)
    let content = imported.content
    #expect((content.title, content.method, content.currency) == ("Cables", .selective, "EUR"))
    #expect(content.description == "As before.\n\n2. Halogen-free.")
    #expect(content.lots.map(\.title) == ["Overhead cables", "Control cables"])
    #expect(content.lots.map(\.targetPrice) == [.of("1000.50"), .of("2000")])
    let item = RequirementContent.Item(
      description: "Type B", category: "31320000-5", quantity: .of("0.5"), unit: "KMT")
    #expect(content.lots[1].items == [item])
    #expect(content.minimalStep == .of("5"))
    #expect(content.delivery.address.street == "Quay 1")
    #expect(content.delivery.date == CalendarDate("2027-03-31"))
    #expect((imported.titleEnglish, imported.descriptionEnglish) == ("Cables for cranes", "Again."))
    #expect(imported.buyer?.name == "Port")
    #expect(imported.buyer?.identifier == .init(scheme: "MD-IDNO", id: "1002600000001"))
    #expect(imported.omittedLots == ["Old cables"])
  }

  /// What stands at which place of the sample, and what is said of it there.
  @Test(arguments: [
    ("/ocid", #""""#, "must not be empty"),
    ("/ocid", "7.5", "must be a string"),
    ("/tender/title", #"" \t""#, "must not be empty"),
    ("/tender/title", #""a\u0000b""#, "must not contain the character U+0000"),
    ("/tender/description", "7", "must be a string"),
    ("/tender/title_en", "[]", "must be a string"),
    ("/tender/procurementMethod", #""closed""#, "must be open, selective or limited"),
    ("/tender/procurementMethod", #""direct""#, "is a direct award, in which suppliers do not compete"),
    ("/tender/contractPeriod/endDate", #""31.03.2027""#, "must begin with a date such as 2026-11-21"),
    ("/tender/contractPeriod/endDate", #""2027-02-29""#, "must begin with a date such as 2026-11-21"),
    ("/tender/contractPeriod/endDate", #""2027-03-31 noon""#, "must begin with a date such as 2026-11-21"),
    ("/tender/contractPeriod/endDate", #""2026-11-20""#, "lies in the past; choose a new delivery date"),
    ("/tender/contractPeriod", #""soon""#, "must be an object"),
    ("/parties/0/address/country", #""md""#, unknownCountry),
    ("/parties/0/address/locality", #""""#, "must not be empty"),
    ("/parties/0/address/postalCode", #""123456789012345678901""#, "must have at most 20 characters"),
    ("/tender/lots", "{}", "must be an array"),
    ("/tender/lots/0/value/currency", #""XAU""#, "is not a currency of ISO 4217 that is in use"),
    ("/tender/lots/1/value/currency", #""USD""#, "must be EUR, the currency of the other amounts"),
    ("/tender/lots/1/minimalStep/currency", #""USD""#, "must be EUR, the currency of the other amounts"),
    ("/tender/lots/0/value/amount", #""1000.50""#, "must be a number"),
    ("/tender/lots/0/value/amount", "1000.00001", "must not have more than four decimals"),
    ("/tender/lots/0/value/amount", "1e400", "is too large"),
    ("/tender/lots/0/value/amount", "0", "must be more than zero"),
    ("/tender/lots/0/value/amount", "-1000", "must be more than zero"),
    ("/tender/lots/0/value", "1000", "must be an object"),
    ("/tender/lots/1/minimalStep/amount", "-5", "must be more than zero"),
    ("/tender/lots/1/id", #""1""#, "is the identifier of an earlier lot as well"),
    ("/tender/items/0/relatedLot", #""4""#, "is the identifier of no lot"),
    ("/tender/items/0/quantity", "0", "must be more than zero"),
    ("/tender/items/0/quantity", "null", "is required"),
    ("/tender/items/0/unit/id", #""PARSEC""#, "is not a unit of UN/ECE Recommendation 20"),
    ("/tender/items/0/unit/scheme", #""QUDT""#, "must be UNCEFACT, the units of UN/ECE Recommendation 20"),
    ("/tender/items/0/classification/id", #""31320000-4""#, "is not a code of the Common Procurement Vocabulary (CPV)"),
    ("/tender/items/0/classification/scheme", #""UNSPSC""#, "must be CPV, or ДК021, its Ukrainian edition"),
    ("/tender/items/1/additionalClassifications", "{}", "must be an array"),
  ])
  func oneFlaw(pointer: String, value: String, sentence: String) {
    let lines = answer(.sampleTender.with(pointer, .parsed(value))).lines
    #expect(lines.contains("\(pointer): \(sentence)"), "\(lines)")
  }

  private static let unknownCountry =
    #"names no country known here; give its two letters of ISO 3166-1 in "country""#

  @Test func valuesThatDoNotFitOneAnother() {
    let sample = JSON.sampleTender
    let value = JSON.parsed(#"{"amount": 1, "currency": "EUR"}"#)
    let cancelled = JSON.array(
      ["1", "2", "3"].map { JSON.parsed(#"{"status": "cancelled"}"#).with("/id", .string($0)) })
    let address = #"{"locality": "Reni", "countryName": "Україна"}"#
    let other = #"{"locality": "Galați", "countryName": "România"}"#
    let rows: [(JSON, [String])] = [
      (
        sample.without("/tender/items/0/relatedLot"),
        ["/tender/items/0: belongs to no lot, though the tender has lots", "/tender/lots/0: has no items"]
      ),
      (sample.without("/tender/items/1"), ["/tender/lots/1: has no items"]),
      (
        sample.with("/tender/lots", cancelled).with("/tender/value", value), ["/tender/lots: has only cancelled lots"]
      ),
      (
        sample.without("/tender/lots").with("/tender/value", value),
        [
          "/tender/items/2/classification: is required", "/tender/items/2/quantity: is required",
          "/tender/items/2/unit: is required",
        ]
      ),
      (
        sample.without("/tender/items"),
        ["/tender/items: is required", "/tender/lots/0: has no items", "/tender/lots/1: has no items"]
      ),
      (
        sample.with("/tender/items/0/deliveryAddress", .parsed(address))
          .with("/tender/items/1/deliveryAddress", .parsed(other)),
        ["/tender/items/1/deliveryAddress: differs from the delivery address of the first item; a requirement has one"]
      ),
      (
        sample.with("/tender/items/0/deliveryDate", .parsed(#"{"endDate": "2027-01-01"}"#))
          .with("/tender/items/1/deliveryDate", .parsed(#"{"endDate": "2027-02-01"}"#)),
        [
          "/tender/items/1/deliveryDate/endDate: "
            + "differs from the delivery date of the first item; choose one date for all"
        ]
      ),
      (sample.without("/parties"), ["/tender/procuringEntity/address: is required"]),
      (sample.without("/tender"), [": has no tender section with items"]),
    ]
    for (document, lines) in rows { #expect(answer(document).lines == lines) }
  }

  @Test func everythingWrongIsListedAtOnce() {
    let document = JSON.sampleTender.without("/ocid").without("/tender/procurementMethod")
      .with("/tender/lots/0/value/amount", .string("much")).with("/tender/items/0/unit/id", .string("??"))
      .with("/tender/items/1/quantity", .bool(true)).with("/tender/contractPeriod/endDate", .string("2020-01-01"))
      .with("/tender/lots/1/title", .string(""))
    #expect(
      Set(answer(document).faults.map(\.pointer)) == [
        "/ocid", "/tender/procurementMethod", "/tender/lots/0/value/amount", "/tender/items/0/unit/id",
        "/tender/items/1/quantity", "/tender/contractPeriod/endDate", "/tender/lots/1/title",
      ])
  }

  @Test(arguments: [
    ("", "is not JSON: line 1, column 1: the document is empty"),
    ("{", "is not JSON: line 1, column 2: the document ends too early"),
    (#"{"ocid": "1", "ocid": "2"}"#, "is not JSON: line 1, column 15: the name appears twice in one object"),
    (
      String(repeating: "[", count: 10_000),
      "is not JSON: line 1, column 33: arrays and objects are nested more than 32 deep"
    ),
    ("[]", unknownFormat), ("7", unknownFormat), ("{}", unknownFormat), (#"{"order": {}}"#, unknownFormat),
  ])
  func documentsThatAreNone(text: String, sentence: String) {
    let answer = Answer(Array(text.utf8), codes: codes)
    #expect(answer.lines == [": \(sentence)"])
  }

  private static let unknownFormat =
    "is neither a Prozorro tender record nor an OCDS release, release package, record or record package"

  @Test(arguments: [
    (#"{"releases": []}"#, "/releases: has no tender section with items"),
    (#"{"records": []}"#, "/records: has no tender section with items"),
    (#"{"releases": {}}"#, "/releases: must be an array"),
    (#"{"records": [{}]}"#, "/records/0: only links to its releases; import a record with a compiled release"),
    (#"{"records": [7]}"#, "/records/0: only links to its releases; import a record with a compiled release"),
    (#"{"releases": [7]}"#, "/releases/0: has no tender section with items"),
    (#"{"ocid": "1", "tender": 7}"#, "/tender: must be an object"),
    (#"{"ocid": "1", "tender": []}"#, "/tender: must be an object"),
  ])
  func emptyEnvelopes(text: String, line: String) {
    #expect(Answer(Array(text.utf8), codes: codes).lines == [line])
  }

  @Test func tooLarge() {
    let megabytes = [UInt8](repeating: UInt8(ascii: " "), count: 10 << 20)
    #expect(Answer(megabytes, codes: codes).lines == [": is not JSON: line 1, column 4194305: \(Self.tooLarge)"])
  }

  private static let tooLarge = "the document is larger than 4194304 bytes"

  @Test func tooManyParts() {
    let items = JSON.array(Array(repeating: .parsed("{}"), count: 10_001))
    #expect(
      answer(.sampleTender.with("/tender/items", items)).lines == [
        "/tender/items: must have at most 10000 elements", "/tender/lots/0: has no items",
        "/tender/lots/1: has no items",
      ])
    let lots = JSON.array(Array(repeating: .parsed("{}"), count: 1_001))
    let lines = answer(.sampleTender.with("/tender/lots", lots)).lines
    #expect(lines.first == "/tender/lots: must have at most 1000 elements")
  }

  /// A document of nothing but faults makes no answer larger than itself.
  @Test func aThousandFaults() throws {
    let items = JSON.array(Array(repeating: .parsed("{}"), count: 1_000))
    guard case .refused(let faults) = answer(.sampleTender.with("/tender/items", items)) else {
      return #expect(Bool(false), "imported")
    }
    #expect(faults.list.count == 100)
    // Each item belongs to no lot, and two lots have no items.
    #expect(faults.omitted == 902)
  }

  private func answer(_ document: JSON) -> Answer { Answer(document.encoded(), codes: codes, deliverBy: nil) }
}
