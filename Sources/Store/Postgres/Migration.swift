// A migration as a file: `0007_orders.sql`, known by its number and guarded by its checksum.

import Crypto
import Foundation

/// One file of a migrations directory.
package struct Migration: Hashable, Sendable {
  package var version: Int
  package var name: String
  /// SHA-256 of the file's bytes, in hexadecimal.
  package var checksum: String
  var text: String

  package var fileName: String { "\(String(version).leftPadded(4))_\(name).sql" }
}

extension Migration {
  /// Reads the `.sql` files of a directory in the order of their numbers, which start at 1 and have no gaps.
  static func all(in directory: String) throws(MigrationError) -> [Migration] {
    let files: [String]
    do { files = try FileManager.default.contentsOfDirectory(atPath: directory) } catch {
      throw .unreadable(directory, "\(error)")
    }
    var migrations: [Migration] = []
    for file in files.filter({ $0.hasSuffix(".sql") }).sorted() {
      migrations.append(try Migration(file: file, in: directory))
      guard migrations.count < 2 || migrations[migrations.count - 2].version != migrations[migrations.count - 1].version
      else { throw .duplicate(migrations[migrations.count - 2].fileName, file) }
      guard migrations[migrations.count - 1].version == migrations.count else { throw .gap(migrations.count) }
    }
    return migrations
  }

  private init(file: String, in directory: String) throws(MigrationError) {
    guard let match = file.wholeMatch(of: /([0-9]{4})_([a-z0-9_]+)\.sql/), let version = Int(match.1) else {
      throw .malformedName(file)
    }
    let data: Data
    do { data = try Data(contentsOf: URL(filePath: directory).appending(path: file)) } catch {
      throw .unreadable(file, "\(error)")
    }
    guard let text = String(validating: data, as: UTF8.self), !text.utf8.contains(0) else {
      throw .unreadable(file, "is not UTF-8 text")
    }
    self.init(
      version: version, name: String(match.2),
      checksum: SHA256.hash(data: data).map { String($0, radix: 16).leftPadded(2) }.joined(), text: text)
  }
}

/// What stands between a database and the migrations of this program.
package enum MigrationError: Error, Hashable, Sendable {
  case unreadable(String, String)
  case malformedName(String)
  case duplicate(String, String)
  /// There is no file with this number, though there are later ones.
  case gap(Int)
  /// The file was applied with other contents.
  case changed(String)
  /// The database knows a migration that this program does not: it belongs to a newer version.
  case newerDatabase(version: Int, name: String)
  /// Files that are not applied yet.
  case pending([String])
  /// A statement of the file failed; nothing of the file was kept.
  case failed(file: String, line: Int?, StoreError)
  /// The file ended the transaction it runs in; what came before is kept though the file is not recorded.
  case endedTransaction(String)
  /// The database could not be asked.
  case store(StoreError)
}

extension MigrationError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .malformedName(let file): "\(file) is not named like 0001_what_it_does.sql"
    case .duplicate(let first, let second): "\(first) and \(second) have the same number"
    case .gap(let version): "migration \(version) is missing: numbers start at 1 and have no gaps"
    case .changed(let file): "\(file) was changed after it was applied to this database"
    case .newerDatabase(let version, let name):
      "the database is newer than this program: it has migration \(version) (\(name))"
    case .pending(let files): "migrations are not applied yet: \(files.joined(separator: ", "))"
    case .failed(let file, let line, let error): "\(file)\(line.map { ":\($0)" } ?? ""): \(error)"
    case .endedTransaction(let file): "\(file) must not end the transaction it runs in"
    case .store(let error): "\(error)"
    }
  }
}

extension String {
  func leftPadded(_ width: Int) -> String { String(repeating: "0", count: max(0, width - utf8.count)) + self }
}
