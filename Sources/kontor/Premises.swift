// The database that a command works on: somebody's PostgreSQL, or a private one that runs as long as the command.

import Foundation
import Logging
import Store
import Web

struct Premises: Sendable {
  /// As the role that the server works as.
  let application: ConnectionSettings
  /// As the owner of the tables; `nil` where an administrator migrates by hand.
  let owner: ConnectionSettings?
  let cluster: PrivateCluster?

  /// Starts a private cluster unless an address is configured. `say` gets a line for each step that takes a moment.
  static func open(_ settings: Settings, say: @escaping @Sendable (String) -> Void) async throws -> Premises {
    if let url = settings.databaseURL {
      return Premises(
        application: ConnectionSettings(address: url),
        owner: settings.migrationDatabaseURL.map { ConnectionSettings(address: $0) }, cluster: nil)
    }
    var options = PrivateCluster.Options(
      directory: URL(filePath: settings.dataDirectory).appending(path: "postgres").path)
    options.bootstrap = .kontor(roles: try String(contentsOfFile: settings.resources.roles, encoding: .utf8))
    options.maximumConnections = settings.connections + 20
    let cluster = try await PrivateCluster.start(options, progress: say)
    return Premises(
      application: cluster.settings(user: PrivateCluster.application, database: PrivateCluster.database),
      owner: cluster.settings(user: PrivateCluster.owner, database: PrivateCluster.database), cluster: cluster)
  }

  func close() async { await cluster?.stop() }

  /// Brings the tables up to date where that is ours to do, and otherwise makes sure that they are.
  func prepare(_ settings: Settings, say: (String) -> Void) async throws {
    let migrator = Migrator(directory: settings.resources.migrations, settings: owner ?? application)
    guard owner != nil else { return try await migrator.check() }
    for migration in try await migrator.migrate() { say("migrated: \(migration.fileName)") }
  }
}

extension Settings {
  /// Logs to standard error, so that standard output is for results.
  func makeLogger() -> Logger {
    let (level, format) = (logLevel, logFormat)
    LoggingSystem.bootstrap { LogLines(label: $0, format: format, level: level) }
    return Logger(label: "kontor")
  }
}

/// Progress for whoever watches the terminal.
@Sendable func say(_ line: String) {
  FileHandle.standardError.write(Data((line + "\n").utf8))
}
