// The documents that imports are tested on, and the moment at which they are read.

import Auctions
import Commerce
import Foundation
import StrictJSON

@testable import Interchange

enum Documents {
  /// The demonstration: one lot, seven cables, three bidders.
  static let cables = package.appending(path: "Sources/kontor/Demonstration/data/tender.json")
  static let operatingRoom = prozorro.appending(path: "UA-2020-01-20-001169-c.json")
  static let medicines = prozorro.appending(path: "UA-2022-10-25-007560-a.json")
  static let energyService = prozorro.appending(path: "UA-2019-12-26-000379-b.json")

  /// The standard's published example, a contracting process about cycle lanes.
  static func cycleLanes(_ version: String, _ name: String) -> URL {
    data.appending(path: "ocds-samples/fictional-example/\(version)/\(name).json")
  }

  static let blankReleases = data.appending(path: "ocds-samples/blank-template")
  static let schemaExamples = data.appending(path: "ocds-schemas/examples")
  static let naughtyStrings = data.appending(path: "naughty-strings/blns.json")

  private static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
  private static let prozorro = package.appending(path: "Tests/Fixtures/prozorro")
  private static let data = package.appending(path: "../shared/data")

  static func files(in folder: URL) -> [URL] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return all.compactMap { $0 as? URL }.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }
}

extension URL {
  var bytes: [UInt8] { get throws { [UInt8](try Data(contentsOf: self)) } }

  /// The document as a tree, without the long parts of a Prozorro record that no import reads.
  var tree: JSON {
    get throws {
      let unread = ["criteria", "bids", "awards", "contracts", "qualifications", "milestones"]
      return unread.reduce(try JSON(parsing: bytes)) { $0.without("/" + $1) }
    }
  }
}

/// The day on which all documents are read, and a day before which the goods can come.
let today = CalendarDate(daysSince1970: 20_778)
let inThreeMonths = CalendarDate(daysSince1970: today.daysSince1970 + 90)

/// What an import answers, in a form that tests can look into.
enum Answer: Equatable {
  case imported([ImportedRequirement])
  case refused(ImportFaults)

  init(_ bytes: [UInt8], codes: CodeLists, deliverBy: CalendarDate? = inThreeMonths) {
    do throws(ImportFaults) {
      self = .imported(try TenderImport.read(bytes, codes: codes, today: today, deliverBy: deliverBy))
    } catch {
      self = .refused(error)
    }
  }

  var requirements: [ImportedRequirement] {
    if case .imported(let requirements) = self { requirements } else { [] }
  }

  var faults: [ImportFault] {
    if case .refused(let faults) = self { faults.list } else { [] }
  }

  /// One line for each fault: its pointer and its sentence.
  var lines: [String] { faults.map(\.description) }
}

extension FixedPoint {
  /// A value that the test writes down; a misspelt one is minus one ten-thousandth, which no test expects.
  static func of(_ text: String) -> Self { Self(text) ?? Self(tenThousandths: -1) }
}
