// Private clusters: they keep their data, end with their owner, and say clearly why they cannot start.

import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresClusterTests {
  @Test func dataOutliveTheServer() async throws {
    let options = try Self.options()
    let lines = Lines()
    let first = try await PrivateCluster.start(options) { lines.add($0) }
    #expect(lines.all.first?.hasPrefix("creating a private PostgreSQL") == true)
    #expect(lines.all.last?.hasPrefix("starting PostgreSQL") == true)
    try await first.ask("CREATE TABLE t AS SELECT 42 AS n")
    #expect(try await first.value("SELECT count(*)::text FROM pg_database WHERE datname = 'kontor'") == "1")
    #expect(try await first.value("SELECT current_setting('listen_addresses')") == "")
    #expect(try await first.value("SELECT current_setting('data_checksums')") == "on")
    #expect(try await first.value("SELECT current_setting('server_encoding')") == "UTF8")
    for directory in ["data", "run"] { #expect(Self.mode(options.directory + "/" + directory) == 0o700) }
    await first.stop()
    try await first.untilExit()

    let lateLines = Lines()
    let second = try await PrivateCluster.start(options) { lateLines.add($0) }
    #expect(lateLines.all.count == 1, "nothing is created the second time")
    #expect(try await second.value("SELECT n::text FROM t") == "42")
    await second.stop()
  }

  @Test func theProgramsRolesHaveOnlyTheirRights() async throws {
    let cluster = try await TestServer.shared.cluster()
    let rights = try await cluster.value(
      """
      SELECT string_agg(concat_ws(' ',
        rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolcanlogin, rolinherit), '; ' ORDER BY rolname)
      FROM pg_roles WHERE rolname LIKE 'kontor%'
      """)
    #expect(
      rights == """
        kontor_app f f f f t f; kontor_engine f f f f f t; kontor_identity f f f f f t; kontor_operator f f f f f t; \
        kontor_owner f f f f t t
        """)
    let kontor = cluster.settings(user: PrivateCluster.application, database: PrivateCluster.database)
    try await onOwnThread("test") {
      let refused = failure { try Connection(kontor).execute("CREATE TABLE t (n integer)") }
      #expect(refused?.state == .insufficientPrivilege)
    }
  }

  @Test func oneDirectoryHasOneOwner() async throws {
    let options = try Self.options()
    let cluster = try await PrivateCluster.start(options)
    let error = await clusterError { try await PrivateCluster.start(options) }
    #expect(error == .alreadyRunning(directory: options.directory, process: getpid()))
    #expect(try await cluster.value("SELECT 'unharmed'") == "unharmed")
    await cluster.stop()
  }

  @Test func aServerThatEndsByItselfIsReportedAndHasLostNothing() async throws {
    var options = try Self.options()
    options.isDurable = true
    let cluster = try await PrivateCluster.start(options)
    try await cluster.ask("CREATE TABLE t AS SELECT 42 AS n")
    kill(cluster.process, SIGKILL)
    let error = await clusterError { try await cluster.untilExit() }
    guard case .exited(let report) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(report.hasPrefix("it was killed by signal 9"))
    let again = try await PrivateCluster.start(options)
    #expect(try await again.value("SELECT n::text FROM t") == "42")
    await again.stop()
  }

  /// What an earlier server can have left in `postmaster.pid`: a number that is free, ours, or somebody else's.
  @Test(arguments: [4_194_303, getpid(), 1])
  func aStaleRecordDoesNotHinder(_ process: Int32) async throws {
    let options = try Self.options()
    try await PrivateCluster.start(options).stop()
    let record =
      "\(process)\n\(options.directory)/data\n1700000000\n5432\n\(options.directory)/run\n\n  0  0\nready   \n"
    for file in ["data/postmaster.pid", "run/.s.PGSQL.5432.lock"] {
      try record.write(toFile: options.directory + "/" + file, atomically: true, encoding: .utf8)
    }
    let cluster = try await PrivateCluster.start(options)
    #expect(try await cluster.value("SELECT 'here'") == "here")
    await cluster.stop()
  }

  @Test func anInterruptedFirstStartBeginsAgain() async throws {
    var options = try Self.options()
    let unfinished = options.directory + "/data.new"
    try FileManager.default.createDirectory(atPath: unfinished + "/base", withIntermediateDirectories: true)
    try "15\n".write(toFile: unfinished + "/PG_VERSION", atomically: true, encoding: .utf8)
    options.bootstrap = [PrivateCluster.Bootstrap("SELECT nonsense")]
    let error = await clusterError { try await PrivateCluster.start(options) }
    guard case .bootstrapFailed(let cause) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.state == SQLState(rawValue: "42703"))
    options.bootstrap = [PrivateCluster.Bootstrap("CREATE TABLE t AS SELECT 42 AS n")]
    let cluster = try await PrivateCluster.start(options)
    #expect(try await cluster.value("SELECT n::text FROM t") == "42")
    #expect(!FileManager.default.fileExists(atPath: unfinished))
    await cluster.stop()
  }

  @Test func aLongPathGetsAShortSocket() async throws {
    var options = try Self.options()
    options.directory += "/" + String(repeating: "long", count: 30)
    let first = try await PrivateCluster.start(options)
    let socketDirectory = first.socketDirectory
    TestDirectory.atExit(removing: socketDirectory)
    #expect(socketDirectory.hasPrefix("/tmp/kontor-"))
    #expect(Self.mode(socketDirectory) == 0o700)
    await first.stop()
    let second = try await PrivateCluster.start(options)
    #expect(second.socketDirectory == socketDirectory)
    await second.stop()
    #expect(chmod(socketDirectory, 0o777) == 0)
    let third = try await PrivateCluster.start(options)
    #expect(third.socketDirectory != socketDirectory, "a directory open to others is not trusted")
    TestDirectory.atExit(removing: third.socketDirectory)
    await third.stop()
  }

  @Test func whatCannotStartSaysWhy() async throws {
    var options = try Self.options()
    options.binaries = "/nonexistent"
    #expect(
      await clusterError { try await PrivateCluster.start(options) } == .serverNotFound(searched: ["/nonexistent"]))

    options = try Self.options()
    options.maximumConnections = -1
    let data = options.directory + "/data"
    guard case .startFailed(let report) = await clusterError({ try await PrivateCluster.start(options) }) else {
      Issue.record("a negative number of connections was accepted")
      return
    }
    #expect(report.contains("max_connections"))

    options = try Self.options(in: options.directory)
    try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
    try "9\n".write(toFile: data + "/PG_VERSION", atomically: true, encoding: .utf8)
    if geteuid() == 0 {
      #expect(await clusterError { try await PrivateCluster.start(options) } == .noAccount, "root's data")
      chown(data, 1, 1)
    }
    guard case .otherVersion(data: 9, _) = await clusterError({ try await PrivateCluster.start(options) }) else {
      Issue.record("data of another version were accepted")
      return
    }
  }

  @Test(.enabled(if: geteuid() == 0))
  func rootIsToldWhichDirectoryIsClosed() async throws {
    var options = try Self.options()
    let closed = options.directory
    chmod(closed, 0o700)
    options.directory += "/below"
    let error = await clusterError { try await PrivateCluster.start(options) }
    #expect(error == .unreachable(directory: closed, account: "postgres"))
  }

  // MARK: Life and death

  private static let hostVariable = "KONTOR_TEST_CLUSTER_DIRECTORY"

  /// Not a test: the program that the next test starts and kills.
  @Test(.enabled(if: ProcessInfo.processInfo.environment[hostVariable] != nil, "runs inside theServerDiesWithItsOwner"))
  func hostsAClusterUntilKilled() async throws {
    let directory = try #require(ProcessInfo.processInfo.environment[Self.hostVariable])
    let cluster = try await PrivateCluster.start(Self.options(in: directory))
    try "\(cluster.process)".write(toFile: directory + "/ready", atomically: true, encoding: .utf8)
    try await Task.sleep(for: .seconds(600))
  }

  @Test(.disabled(if: ProcessInfo.processInfo.environment[hostVariable] != nil))
  func theServerDiesWithItsOwner() async throws {
    let options = try Self.options()
    let host = Process()
    host.executableURL = URL(filePath: CommandLine.arguments[0])
    host.arguments = ["--testing-library", "swift-testing", "--filter", "hostsAClusterUntilKilled"]
    host.environment = ProcessInfo.processInfo.environment.merging([Self.hostVariable: options.directory]) { $1 }
    host.standardOutput = FileHandle.nullDevice
    host.standardError = FileHandle.nullDevice
    try host.run()
    let ready = options.directory + "/ready"
    try await until(seconds: 60) { FileManager.default.fileExists(atPath: ready) }
    let server = try #require(Int32(try String(contentsOfFile: ready, encoding: .utf8)))
    #expect(getpgid(server) == server, "Ctrl-C at the terminal does not reach it")
    #expect(kill(server, 0) == 0)
    let refused = await clusterError { try await PrivateCluster.start(options) }
    #expect(refused == .alreadyRunning(directory: options.directory, process: host.processIdentifier))

    kill(host.processIdentifier, SIGKILL)
    host.waitUntilExit()
    // At once: the orphan may still be shutting down.
    let next = try await PrivateCluster.start(options)
    #expect(!FileManager.default.fileExists(atPath: "/proc/\(server)/cwd/PG_VERSION"))
    #expect(try await next.value("SELECT 'here'") == "here")
    await next.stop()
  }

  // MARK: Helpers

  private static func options(in directory: String? = nil) throws -> PrivateCluster.Options {
    var options = PrivateCluster.Options(directory: try directory ?? TestDirectory.make())
    options.bootstrap = .kontor(roles: try String(contentsOf: TestFiles.roles, encoding: .utf8))
    options.isDurable = false
    options.sharedBuffersMegabytes = 16
    return options
  }

  private static func mode(_ path: String) -> mode_t {
    var entry = stat()
    return stat(path, &entry) == 0 ? entry.st_mode & 0o777 : 0
  }
}

/// Gathers lines of progress.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])
  var all: [String] { lines.withLock { $0 } }
  func add(_ line: String) { lines.withLock { $0.append(line) } }
}

extension PrivateCluster {
  fileprivate func ask(_ sql: SQL) async throws {
    let settings = settings(user: Self.superuser, database: "postgres")
    try await onOwnThread("test") { try Connection(settings).execute(sql) }
  }

  fileprivate func value(_ sql: SQL) async throws -> String {
    let settings = settings(user: Self.superuser, database: "postgres")
    return try await onOwnThread("test") { try Connection(settings).one(sql) { try $0() } }
  }
}

private func clusterError<Value>(_ body: () async throws -> Value) async -> ClusterError? {
  do { _ = try await body() } catch { return error as? ClusterError }
  return nil
}
