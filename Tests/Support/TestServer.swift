// One PostgreSQL for all tests of a process, made when the first test asks and removed when the process ends.

import Foundation
import Glibc
package import Store
import Synchronization

/// The PostgreSQL that tests share. It forgets to write to the disk, and all of it is gone afterwards.
package actor TestServer {
  package static let shared = TestServer()

  private var starting: Task<PrivateCluster, any Error>?
  private var templates: [String: Task<TestDatabase, any Error>] = [:]
  private var databases = 0

  /// The running server.
  package func cluster() async throws -> PrivateCluster {
    let task = starting ?? Task { try await Self.start() }
    starting = task
    return try await task.value
  }

  /// A new database, empty or with what `template` holds.
  func newDatabase(from template: String = "template0") async throws -> TestDatabase {
    let cluster = try await cluster()
    databases += 1
    let database = TestDatabase(cluster: cluster, name: "test_\(databases)")
    let script = "CREATE DATABASE \(database.name) OWNER kontor_owner TEMPLATE \(template)"
    try await onOwnThread("create-database") {
      let administrator = cluster.settings(user: PrivateCluster.superuser, database: "postgres")
      try Connection(administrator).send(script: script)
    }
    return database
  }

  /// The template of that name, filled by `fill` the first time.
  func template(
    _ name: String, fill: @escaping @Sendable (TestDatabase) async throws -> Void
  ) async throws -> TestDatabase {
    let task =
      templates[name]
      ?? Task {
        let database = try await newDatabase()
        try await fill(database)
        return database
      }
    templates[name] = task
    return try await task.value
  }

  private static func start() async throws -> PrivateCluster {
    TestDirectory.removeThoseLeftBehind()
    let directory = try TestDirectory.make()
    var options = PrivateCluster.Options(directory: directory)
    options.bootstrap = .kontor(roles: try String(contentsOf: TestFiles.roles, encoding: .utf8))
    options.isDurable = false
    options.maximumConnections = 900
    options.sharedBuffersMegabytes = 64
    let cluster = try await PrivateCluster.start(options)
    TestDirectory.atExit { cluster.stopBlocking(immediately: true) }
    return cluster
  }
}

/// Directories of this process under `/tmp`. They are removed at its end; those of a killed process by the next one.
package enum TestDirectory {
  private struct Leavings {
    var directories: [String] = []
    var actions: [@Sendable () -> Void] = []
    var isRegistered = false
  }
  private static let leavings = Mutex(Leavings())

  /// A new directory with a short path that other users may enter.
  package static func make() throws -> String {
    let path = "/tmp/kontor-test-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o711])
    atExit(removing: path)
    return path
  }

  /// Runs `action` when the process ends, before its directories are removed.
  package static func atExit(removing directory: String? = nil, _ action: (@Sendable () -> Void)? = nil) {
    leavings.withLock { leavings in
      if let directory { leavings.directories.append(directory) }
      if let action { leavings.actions.append(action) }
      if !leavings.isRegistered { atexit { TestDirectory.cleanUp() } }
      leavings.isRegistered = true
    }
  }

  private static func cleanUp() {
    let all = leavings.withLock { $0 }
    for action in all.actions { action() }
    for directory in all.directories { try? FileManager.default.removeItem(atPath: directory) }
  }

  fileprivate static func removeThoseLeftBehind() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: "/tmp")) ?? [] {
      guard let match = name.wholeMatch(of: /kontor-test-([0-9]+)-[0-9]+/), let process = pid_t(match.1) else {
        continue
      }
      guard kill(process, 0) != 0, errno == ESRCH else { continue }
      try? FileManager.default.removeItem(atPath: "/tmp/" + name)
    }
  }
}
