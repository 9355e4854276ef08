// Checks on the code itself: what the compiler cannot be told to refuse.

import Foundation
import Testing

@Suite struct TidyTests {
  static let pure = ["StrictJSON", "Auctions", "Commerce", "Transcript"]

  /// What each target may import of ours. Imports run one way; SwiftPM lets a target import what it does not declare.
  static let allowed: [String: Set<String>] = [
    "StrictJSON": [],
    "Auctions": [],
    "Commerce": ["Auctions"],
    "Transcript": ["Auctions", "StrictJSON"],
    "Playing": ["Auctions", "StrictJSON", "Transcript"],
    "Interchange": ["Auctions", "Commerce", "StrictJSON"],
    "Sealing": ["Auctions"],
    "Ledger": [],
    "Engine": ["Auctions", "Commerce", "Transcript"],
    "Store": ["Auctions", "Commerce", "Engine", "StrictJSON", "CPostgres"],
    "Web": [
      "Auctions", "Commerce", "Engine", "Interchange", "Sealing", "Store", "StrictJSON", "Transcript", "CArgon2",
    ],
    "kontor": ["Auctions", "Commerce", "Engine", "Interchange", "Sealing", "Store", "StrictJSON", "Transcript", "Web"],
  ]

  private static func folder(of target: String) -> String {
    target == "Playing" ? "simulations/Playing" : "Sources/\(target)"
  }

  @Test(arguments: allowed.keys.sorted()) func importsRunOneWay(target: String) throws {
    let ours = Set(Self.allowed.keys).union(["CPostgres", "CArgon2"])
    for file in try Repository.swiftFiles(Self.folder(of: target)) {
      let forbidden = file.imports.filter { ours.contains($0) && Self.allowed[target]?.contains($0) != true }
      #expect(forbidden.isEmpty, "\(file.path) imports \(forbidden)")
    }
  }

  @Test(arguments: pure) func pureTargetsKnowNeitherClockNorChance(target: String) throws {
    let banned = [
      " Date(", "UUID(", ".random(", "Task {", "Task.", " async ", "ContinuousClock", "SuspendingClock", " Double",
      "Float", ".keys", ".values",
    ]
    for file in try Repository.swiftFiles("Sources/\(target)") {
      #expect(file.imports.allSatisfy { Self.allowed[target]?.contains($0) == true }, "\(file.path): \(file.imports)")
      for word in banned where file.code.contains(word) { Issue.record("\(file.path) uses \(word)") }
    }
  }

  private static func ownFiles() throws -> [Repository.SwiftFile] {
    try ["Sources", "simulations", "bench"].flatMap { try Repository.swiftFiles($0) }
  }

  @Test func linesAndFilesAreShort() throws {
    for file in try Self.ownFiles() {
      #expect(file.lines.count <= 400, "\(file.path) has \(file.lines.count) lines")
      for (number, line) in file.lines.enumerated() where line.count > 120 {
        Issue.record("\(file.path):\(number + 1) is \(line.count) wide")
      }
    }
  }

  @Test func everyFileSaysWhatItIsFor() throws {
    for file in try Self.ownFiles() where !file.path.hasSuffix("Package.swift") {
      #expect(file.lines.first?.hasPrefix("//") == true, "\(file.path) begins without a comment")
    }
  }

  /// Only the store knows SQL.
  @Test func sqlStaysInTheStore() throws {
    let statements = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
    for target in Self.allowed.keys.sorted() where target != "Store" {
      for file in try Repository.swiftFiles(Self.folder(of: target)) {
        for statement in statements
        where file.code.contains("\"\(statement)") || file.code.contains("\n      \(statement)") {
          Issue.record("\(file.path) holds \(statement)")
        }
      }
    }
  }

  @Test func namesSayWhatThingsAre() throws {
    let empty = /\b(?:struct|class|enum|actor|protocol)\s+\w*(?:Manager|Helper|Service|Util|Utils)\b/
    for file in try Self.ownFiles() {
      if let match = file.code.firstMatch(of: empty) { Issue.record("\(file.path): \(match.output)") }
    }
  }

  @Test func pagesHoldNoInlineScriptOrStyle() throws {
    let inline = /(?i)<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/
    for path in try Repository.files("Sources/Web/Templates", ending: ".mustache") {
      let text = try String(contentsOf: Repository.root.appending(path: path), encoding: .utf8)
      if let match = text.firstMatch(of: inline) { Issue.record("\(path): \(match.output)") }
    }
  }
}
