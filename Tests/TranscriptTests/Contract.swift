// The files in contracts/ that these tests hold the code to.

import Foundation
import StrictJSON
import Testing

enum Contract {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "contracts")

  static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: path))) }

  static func json(_ path: String) throws -> JSON { try JSON(parsing: bytes(path)) }

  /// The names of the files in a folder, sorted.
  static func names(_ path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path).sorted()
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
