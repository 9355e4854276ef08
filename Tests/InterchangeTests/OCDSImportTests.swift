// The Open Contracting Data Standard's own examples: releases, packages and records.

import Auctions
import Commerce
import Foundation
import StrictJSON
import Testing

@testable import Interchange

@Suite struct OCDSImportTests {
  let codes: CodeLists
  init() throws { codes = try CodeListTests.loaded.get() }

  @Test(arguments: [
    ("ocds-213czf-000-00001-01-planning", "1000000", "10", ImportedRequirement.Format.ocdsRelease),
    ("ocds-213czf-000-00001-02-tender", "1100000", "8", .ocdsRelease),
    ("ocds-213czf-000-00001-03-tenderAmendment", "1100000", "8", .ocdsRelease),
    // All six releases of the process: the amended tender counts.
    ("ocds-213czf-000-00001", "1100000", "8", .ocdsRelease),
    ("record/ocds-213czf-000-00001", "1100000", "8", .ocdsRecord),
    ("record/ocds-213czf-000-00001-withversions", "1100000", "8", .ocdsRecord),
  ])
  func cycleLanes(file: String, target: String, miles: String, format: ImportedRequirement.Format) throws {
    let imported = try #require(Answer(Documents.cycleLanes("1.1", file).bytes, codes: codes).requirements.only)
    let content = imported.content
    #expect(imported.format == format)
    #expect(content.source == .init(scheme: "ocds", id: "ocds-213czf-000-00001"))
    #expect(content.title == "Planned cycle lane improvements")
    #expect((content.currency, content.method) == ("GBP", .open))
    #expect(content.lots.only?.targetPrice == .of(target))
    #expect(
      content.lots.only?.items == [
        .init(description: "Cycle lane improvements", category: "45233130-9", quantity: .of(miles), unit: "SMI")
      ])
    // No delivery address in the standard: it is the buyer's.
    #expect(
      content.delivery.address
        == .init(
          street: "4, North London Business Park, Oakleigh Rd S", locality: "London", postalCode: "N11 1NP",
          country: "GB"))
    #expect(imported.buyer?.name == "London Borough of Barnet")
    #expect(imported.buyer?.identifier == .init(scheme: "GB-LAC", id: "E09000003"))
    #expect((imported.recordedDeliveryDate?.civil.year, content.minimalStep) == (2011, nil))
  }

  /// An award says who tendered, not for what; later releases say nothing of the tender.
  @Test(arguments: [
    ("04-award", "/releases/0/tender/items: has no items"),
    ("05-contract", "/releases/0: has no tender section with items"),
    ("06-implementation", "/releases/0: has no tender section with items"),
  ])
  func laterReleases(stage: String, line: String) throws {
    let file = Documents.cycleLanes("1.1", "ocds-213czf-000-00001-\(stage)")
    #expect(Answer(try file.bytes, codes: codes).lines.contains(line))
  }

  /// OCDS 1.0 had no code for units, and a unit by its name alone is not made up.
  @Test(arguments: ["02-tender", "03-tenderAmendment"])
  func version10(stage: String) throws {
    let file = Documents.cycleLanes("1.0", "ocds-213czf-000-00001-\(stage)")
    let release = try JSON(parsing: file.bytes)
    #expect(
      Answer(release.encoded(), codes: codes).lines
        == ["/releases/0/tender/items/0/unit/id: is required"])
  }

  @Test func aBareReleaseAndABareRecord() throws {
    let package = try JSON(parsing: Documents.cycleLanes("1.1", "ocds-213czf-000-00001-02-tender").bytes)
    let release = try #require(package["releases"]?[0])
    #expect(Answer(release.encoded(), codes: codes) == Answer(package.encoded(), codes: codes))
    let records = try JSON(parsing: Documents.cycleLanes("1.1", "record/ocds-213czf-000-00001").bytes)
    let record = try #require(records["records"]?[0])
    #expect(Answer(record.encoded(), codes: codes) == Answer(records.encoded(), codes: codes))
    #expect(
      Answer(record.without("/compiledRelease").encoded(), codes: codes).faults.map(\.reason) == [.onlyLinkedReleases])
    let embedded = record.without("/compiledRelease").with("/releases", .array([release]))
    #expect(Answer(embedded.encoded(), codes: codes).requirements.only?.format == .ocdsRecord)
  }

  @Test func severalProcessesAreSeveralRequirements() throws {
    let package = try JSON(parsing: Documents.cycleLanes("1.1", "ocds-213czf-000-00001-02-tender").bytes)
    let release = try #require(package["releases"]?[0])
    let other = release.with("/ocid", .string("ocds-213czf-000-00002")).with("/tender/title", .string("Bridges"))
    let both = package.with("/releases", .array([release, other]))
    #expect(Answer(both.encoded(), codes: codes).requirements.map(\.content.title).last == "Bridges")
    // One bad apple, and nothing is imported.
    let broken = package.with("/releases", .array([release, other.without("/tender/value")]))
    #expect(Answer(broken.encoded(), codes: codes).lines == ["/releases/1/tender/value: is required"])
  }

  /// Templates and examples of other things: whatever they are, the answer is a list of faults with places.
  @Test func everyOtherExampleIsRefusedInWords() throws {
    let files = Documents.files(in: Documents.blankReleases) + Documents.files(in: Documents.schemaExamples)
    #expect(files.count > 60)
    for file in files {
      let answer = Answer(try file.bytes, codes: codes)
      #expect(!answer.faults.isEmpty, "\(file.lastPathComponent)")
      #expect(answer.faults.allSatisfy { $0.pointer.isEmpty || $0.pointer.hasPrefix("/") })
    }
  }
}
