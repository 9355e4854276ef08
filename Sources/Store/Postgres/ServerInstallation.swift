// The PostgreSQL servers that are installed on this machine.

import Foundation

/// A directory with `postgres` and `initdb` of one version.
struct ServerInstallation: Hashable {
  var directory: String
  var major: Int
  /// As the server says it: `15.18 (Debian 15.18-0+deb12u1)`.
  var version: String

  static let oldestMajor = 15

  func program(_ name: String) -> String { directory + "/" + name }

  /// The installation for a data directory made by version `dataMajor`, or the newest for a new one.
  static func choose(forData dataMajor: Int?, override: String?) throws(ClusterError) -> ServerInstallation {
    let directories = candidates(override: override)
    let installed = directories.compactMap(ServerInstallation.init(directory:)).sorted { $0.major > $1.major }
    let usable = installed.filter { $0.major >= oldestMajor }
    guard let newest = usable.first else { throw .serverNotFound(searched: directories) }
    guard let dataMajor else { return newest }
    guard let same = usable.first(where: { $0.major == dataMajor }) else {
      throw .otherVersion(data: dataMajor, installed: usable.map(\.major))
    }
    return same
  }

  private init?(directory: String) {
    let files = FileManager.default
    guard files.isExecutableFile(atPath: directory + "/initdb"),
      let answer = ServerProcess.output(of: [directory + "/postgres", "--version"]),
      let match = answer.firstMatch(of: /PostgreSQL\) (([0-9]+)[^\n]*)/), let major = Int(match.2)
    else { return nil }
    self.directory = directory
    self.major = major
    version = String(match.1)
  }

  /// Where servers usually are: what the user says, else Debian's and Red Hat's places, `pg_config`, the search path.
  private static func candidates(override: String?) -> [String] {
    let environment = ProcessInfo.processInfo.environment
    if let chosen = override ?? environment["KONTOR_POSTGRES_BIN"] { return [chosen] }
    var directories = subdirectories(of: "/usr/lib/postgresql") + subdirectories(of: "/usr", named: "pgsql-")
    let searchPath = (environment["PATH"] ?? "/usr/bin").split(separator: ":").map(String.init)
    for directory in searchPath where FileManager.default.isExecutableFile(atPath: directory + "/pg_config") {
      guard let answer = ServerProcess.output(of: [directory + "/pg_config", "--bindir"]) else { continue }
      directories.append(answer.trimmingCharacters(in: .whitespacesAndNewlines))
      break
    }
    directories += searchPath
    var seen: Set<String> = []
    return directories.filter { seen.insert($0).inserted && FileManager.default.fileExists(atPath: $0 + "/postgres") }
      .ifEmpty(["/usr/lib/postgresql/*/bin"] + searchPath)
  }

  private static func subdirectories(of directory: String, named prefix: String = "") -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { $0.hasPrefix(prefix) }.sorted(by: >).map { "\(directory)/\($0)/bin" }
  }
}

extension Array {
  fileprivate func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
