// Reads the records that are replayed: files of Tests/Fixtures, lines of fields, presets of contracts/rules.

import Auctions
import Foundation
import StrictJSON
import Transcript

enum Fixture {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct Missing: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path) is missing: without it there is nothing to replay" }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: root.appending(path: path).path) else {
      throw Missing(path: path)
    }
    return [UInt8](data)
  }

  static func json(_ path: String) throws -> JSON { try JSON(parsing: bytes("Tests/Fixtures/\(path)")) }

  static func table(_ path: String, separator: Character = ",") throws -> [Row] {
    try Row.rows(String(decoding: bytes("Tests/Fixtures/\(path)"), as: UTF8.self), separator: separator)
  }

  /// A preset, with a JSON Merge Patch for what the record's rules had otherwise.
  static func rules(_ preset: String, with changes: String = "{}") throws -> Rules {
    let document = try JSON(parsing: bytes("contracts/rules/\(preset).json"))
    return try RulesDocument(document.merged(with: JSON(parsing: Array(changes.utf8)))).rules
  }
}

/// One line of a table whose first line names the columns. A field may be quoted; none holds a quotation mark.
struct Row {
  let columns: [String]
  private let fields: [String]

  struct Malformed: Error {
    let line: Substring
    let column: String?
  }

  static func rows(_ text: String, separator: Character) throws -> [Row] {
    let lines = text.split(whereSeparator: \.isNewline)
    let columns = lines.first.map { split($0, at: separator) } ?? []
    return try lines.dropFirst().map { line in
      let fields = split(line, at: separator)
      guard fields.count == columns.count else { throw Malformed(line: line, column: nil) }
      return Row(columns: columns, fields: fields)
    }
  }

  private static func split(_ line: Substring, at separator: Character) -> [String] {
    var fields = [""]
    var isQuoted = false
    for character in line {
      if character == "\"" {
        isQuoted.toggle()
      } else if character == separator, !isQuoted {
        fields.append("")
      } else {
        fields[fields.count - 1].append(character)
      }
    }
    return fields
  }

  func text(_ column: String) throws -> String {
    guard let place = columns.firstIndex(of: column) else { throw malformed(column) }
    return fields[place]
  }

  func int(_ column: String) throws -> Int {
    guard let value = Int(try text(column)) else { throw malformed(column) }
    return value
  }

  /// `nil` where nothing is written.
  func optionalMoney(_ column: String) throws -> Money? {
    let text = try text(column)
    guard !text.isEmpty else { return nil }
    guard let money = Money(text) else { throw malformed(column) }
    return money
  }

  func money(_ column: String) throws -> Money {
    guard let money = try optionalMoney(column) else { throw malformed(column) }
    return money
  }

  private func malformed(_ column: String) -> Malformed {
    Malformed(line: Substring(fields.joined(separator: "|")), column: column)
  }
}

extension JSON {
  /// A number as an amount, to its last digit.
  var money: Money? {
    guard case .number(let number) = self else { return nil }
    return Money(number.text)
  }

  var instant: Instant? { text.flatMap(Instant.init) }
}
