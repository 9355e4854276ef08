// Making a cluster and starting its server, with the settings that every private cluster has.

import CPostgres
import Foundation
import Glibc

/// What is needed to make a cluster and to start its server.
struct ClusterLaunch {
  var options: PrivateCluster.Options
  var directory: ClusterDirectory
  var programs: ServerInstallation
  var socketDirectory: String

  /// Makes the cluster under another name and renames it when it is complete: a first start that is interrupted
  /// begins again.
  func makeData() throws(ClusterError) {
    try directory.makeUnfinishedData()
    try initialize(directory.unfinishedData)
    let server = try start(data: directory.unfinishedData)
    do throws(StoreError) { try bootstrap() } catch {
      server.stop(immediately: true, patienceMilliseconds: 0)
      throw .bootstrapFailed(error)
    }
    server.stop(immediately: false, patienceMilliseconds: options.shutdownMilliseconds)
    try directory.finishData()
  }

  private func initialize(_ data: String) throws(ClusterError) {
    var arguments = [
      programs.program("initdb"), "--pgdata", data, "--username", PrivateCluster.superuser, "--encoding", "UTF8",
      "--auth-local", "trust", "--auth-host", "reject", "--data-checksums", "--no-instructions",
    ]
    arguments += programs.major >= 17 ? ["--locale-provider", "builtin", "--builtin-locale", "C.UTF-8"] : []
    arguments += ["--locale", "C.UTF-8"]
    if !options.isDurable { arguments.append("--no-sync") }
    let process = try spawn(arguments, deathSignal: "KILL")
    process.waitUntilExit()
    guard process.exitStatus() == 0 else { throw .initializationFailed(directory.logTail) }
  }

  private func bootstrap() throws(StoreError) {
    for step in options.bootstrap {
      let settings = ConnectionSettings(
        socketDirectory: socketDirectory, user: PrivateCluster.superuser, database: step.database)
      try Connection(settings).send(script: step.sql)
    }
  }

  /// Starts the server and waits until it takes connections.
  func start(data: String) throws(ClusterError) -> ServerProcess {
    let assignments = settings.flatMap { ["-c", "\($0)=\($1)"] }
    let server = try spawn([programs.program("postgres"), "-D", data] + assignments, deathSignal: "INT")
    let keywords: [(keyword: String, value: String)] = [
      ("host", socketDirectory), ("port", "5432"), ("user", PrivateCluster.superuser),
    ]
    while keywords.withCStrings({ PQpingParams($0, $1, 0) }) != PQPING_OK {
      guard server.exitStatus() == nil else { throw .startFailed(directory.logTail) }
      pause(milliseconds: 20)
    }
    return server
  }

  private func spawn(_ arguments: [String], deathSignal: String) throws(ClusterError) -> ServerProcess {
    let log = try directory.openLog()
    defer { close(log) }
    return try ServerProcess(arguments, as: directory.account, deathSignal: deathSignal, output: log)
  }

  private var settings: [(String, String)] {
    let durability = options.isDurable ? "on" : "off"
    let quotedDirectory = "\"\(socketDirectory.replacingOccurrences(of: "\"", with: "\"\""))\""
    return [
      ("listen_addresses", ""), ("unix_socket_directories", quotedDirectory), ("unix_socket_permissions", "0700"),
      ("port", "5432"), ("max_connections", "\(options.maximumConnections)"),
      ("shared_buffers", "\(options.sharedBuffersMegabytes)MB"), ("fsync", durability),
      ("synchronous_commit", durability), ("full_page_writes", durability), ("cluster_name", "kontor"),
      ("log_timezone", "UTC"), ("timezone", "UTC"), ("log_line_prefix", "%m [%p] %q%u@%d "), ("jit", "off"),
      // Details quote the values of rows, and every refused input would be there.
      ("log_error_verbosity", "terse"),
    ]
  }
}
