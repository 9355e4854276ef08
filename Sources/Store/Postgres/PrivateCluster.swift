// A PostgreSQL of our own: made at the first start, run as our child, reached through a socket that only we can enter.

import Foundation
import Glibc

/// A running private cluster. It ends with this process, however this process ends.
package final class PrivateCluster: Sendable {
  /// SQL that the superuser runs once, when the cluster is new.
  package struct Bootstrap: Sendable {
    package var database: String
    package var sql: String

    /// - Parameter sql: one or several statements; `CREATE DATABASE` stands alone.
    package init(in database: String = "postgres", _ sql: String) {
      self.database = database
      self.sql = sql
    }
  }

  package struct Options: Sendable {
    /// Holds the cluster, its log and its socket; made if it is not there.
    package var directory: String
    package var bootstrap: [Bootstrap] = []
    /// Whom the server runs as if we are root; else `postgres`, or `nobody` where there is no such user.
    package var user: String?
    /// The directory of the programs `postgres` and `initdb`; else `KONTOR_POSTGRES_BIN`, else the newest installed.
    package var binaries: String?
    package var maximumConnections = 40
    package var sharedBuffersMegabytes = 128
    /// `false` loses data when the machine crashes: for tests.
    package var isDurable = true
    /// How long to wait for a shutdown before the server is cut off, which only makes its next start slower.
    package var shutdownMilliseconds = 30_000

    package init(directory: String) { self.directory = directory }
  }

  package static let superuser = "postgres"

  /// Where the socket is, for `psql -h`.
  package let socketDirectory: String
  /// As the server says it: `15.18 (Debian 15.18-0+deb12u1)`.
  package let version: String

  private let directory: ClusterDirectory
  private let server: ServerProcess
  private let shutdownMilliseconds: Int

  private struct Ending {
    var isWanted = false
    var hasCome = false
    var waiting: [CheckedContinuation<Void, Never>] = []
  }
  private let ending = Monitor(Ending())

  /// Starts the cluster of a directory, making it first if there is none. Answers when it takes connections; throws
  /// `ClusterError`. `progress` gets a line for each step that takes a moment.
  package static func start(
    _ options: Options, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws -> PrivateCluster {
    try await withCheckedThrowingContinuation { continuation in
      // The server dies with the thread that started it, so that thread stays and waits for it.
      startThread("postgres-keeper") {
        do throws(ClusterError) {
          let cluster = try PrivateCluster(options, progress)
          continuation.resume(returning: cluster)
          cluster.keep()
        } catch { continuation.resume(throwing: error) }
      }
    }
  }

  private init(_ options: Options, _ progress: @Sendable (String) -> Void) throws(ClusterError) {
    directory = try ClusterDirectory(options.directory, runAs: options.user)
    do throws(ClusterError) {
      let programs = try ServerInstallation.choose(forData: directory.dataMajor, override: options.binaries)
      let launch = ClusterLaunch(
        options: options, directory: directory, programs: programs, socketDirectory: try directory.socketDirectory())
      try directory.waitForPreviousServer(socketDirectory: launch.socketDirectory, progress)
      if !directory.hasData {
        progress("creating a private PostgreSQL \(programs.major) in \(directory.path)")
        try launch.makeData()
      }
      progress("starting PostgreSQL \(programs.version)")
      server = try launch.start(data: directory.data)
      version = programs.version
      socketDirectory = launch.socketDirectory
      shutdownMilliseconds = options.shutdownMilliseconds
    } catch {
      directory.release()
      throw error
    }
  }

  /// The number of the server's main process.
  package var process: Int32 { server.number }

  /// How to connect as one of the cluster's users.
  package func settings(user: String, database: String) -> ConnectionSettings {
    ConnectionSettings(socketDirectory: socketDirectory, user: user, database: database)
  }

  /// Returns when the server has been stopped; throws `ClusterError.exited` if it ended by itself.
  package func untilExit() async throws {
    await withCheckedContinuation { continuation in
      let isOver = ending.withLock { ending in
        if !ending.hasCome { ending.waiting.append(continuation) }
        return ending.hasCome
      }
      if isOver { continuation.resume() }
    }
    guard !ending.withLock({ $0.isWanted }) else { return }
    let status = server.exitStatus().map(ServerProcess.text(ofStatus:)) ?? "it is gone"
    throw ClusterError.exited("\(status)\n\(directory.logTail)")
  }

  /// Disconnects everybody, writes everything to disk and ends the server.
  package func stop() async {
    _ = try? await onOwnThread("postgres-stop") { self.stopBlocking() }
  }

  /// The same, blocking the calling thread, for the end of the process. `immediately` leaves out the orderly part.
  package func stopBlocking(immediately: Bool = false) {
    ending.withLock { $0.isWanted = true }
    server.stop(immediately: immediately, patienceMilliseconds: shutdownMilliseconds)
    // The directory is free for the next one only when the keeper has let go of it.
    ending.wait { $0.hasCome ? () : nil }
  }

  /// Waits for the end of the server and tells those who want to know.
  private func keep() {
    server.waitUntilExit()
    directory.release()
    let waiting = ending.withLock { ending in
      ending.hasCome = true
      return ending.waiting
    }
    ending.broadcast()
    for continuation in waiting { continuation.resume() }
  }
}
