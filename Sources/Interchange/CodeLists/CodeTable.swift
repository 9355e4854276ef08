/// One code list as a table that finds an entry by its code.

import Foundation

/// What has a code and a name.
protocol Coded: Sendable {
  var code: String { get }
  var name: String { get }

  /// What the entry is looked up by.
  var key: String { get }

  /// What a search by words looks at.
  var terms: [String] { get }
}

extension Coded {
  var key: String { code }
  var terms: [String] { [name] }
}

struct CodeTable<Entry: Coded>: Sendable {
  /// In the order of the file.
  let entries: [Entry]
  private let places: [String: Int]

  /// Exact: letters that are only canonically equivalent, such as the Kelvin sign for K, find nothing.
  subscript(_ key: String) -> Entry? {
    guard let place = places[key], entries[place].key.utf8.elementsEqual(key.utf8) else { return nil }
    return entries[place]
  }
}

extension CodeTable {
  /// - Parameter entry: nil if the columns of a row are not those of the list.
  init(directory: String, file: String, _ entry: ([String]) -> Entry?) throws(CodeLists.LoadError) {
    var entries: [Entry] = []
    var places: [String: Int] = [:]
    for (index, row) in try Self.rows(directory: directory, file: file).enumerated() {
      let line = index + 2
      guard let entry = entry(row) else {
        throw CodeLists.LoadError(file, line: line, "has other columns than it should")
      }
      guard places.updateValue(entries.count, forKey: entry.key) == nil else {
        throw CodeLists.LoadError(file, line: line, "repeats the code \(entry.code)")
      }
      entries.append(entry)
    }
    guard !entries.isEmpty else { throw CodeLists.LoadError(file, "has no rows") }
    self.init(entries: entries, places: places)
  }

  /// The rows below the heading.
  private static func rows(directory: String, file: String) throws(CodeLists.LoadError) -> [[String]] {
    guard let data = FileManager.default.contents(atPath: "\(directory)/\(file)") else {
      throw CodeLists.LoadError(file, "cannot be read in \(directory)")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw CodeLists.LoadError(file, "is not UTF-8")
    }
    return text.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().map { line in
      line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }
}

extension CodeLists {
  /// Why a list cannot be used.
  package struct LoadError: Error, Equatable, Sendable, CustomStringConvertible {
    /// "units.tsv, line 7: repeats the code KGM"
    package let description: String

    init(_ file: String, line: Int? = nil, _ detail: String) {
      description = "\(file)\(line.map { ", line \($0)" } ?? ""): \(detail)"
    }
  }
}
