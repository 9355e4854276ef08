// The source tree as the tests read it.

import Foundation

enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  struct SwiftFile {
    var path: String
    var text: String

    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The text without comments.
    var code: String {
      lines.map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }.joined(separator: "\n")
    }

    var imports: [String] {
      lines.compactMap { line in
        line.wholeMatch(of: /(?:@testable |package |public |private )?import (?:\w+ )?(\w+)\S*/).map { String($0.1) }
      }
    }
  }

  /// Paths below `folder`, relative to the root, sorted.
  static func files(_ folder: String, ending: String) throws -> [String] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)
    return paths.filter { $0.hasSuffix(ending) }.map { "\(folder)/\($0)" }.sorted()
  }

  static func swiftFiles(_ folder: String) throws -> [SwiftFile] {
    try files(folder, ending: ".swift").map {
      try SwiftFile(path: $0, text: String(contentsOf: root.appending(path: $0), encoding: .utf8))
    }
  }
}
