// kontor serve: the server.

import ArgumentParser
import Auctions
import Engine
import Foundation
import Interchange
import Logging
import Store
import Web

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Start the server.",
    discussion: "Ctrl-C stops it after the requests in progress, and with it a private PostgreSQL.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var server: ServerOptions

  func run() async throws {
    let settings = try await Settings(database, server)
    try await Host.run(settings, logger: settings.makeLogger()) { _ in }
  }
}

/// A server in this process, with everything it stands on.
enum Host {
  /// Runs until a signal asks to stop. `onReady` is called once requests are answered, and cancelled at the end.
  static func run(
    _ settings: Settings, logger: Logger, onReady: @escaping @Sendable (House) async throws -> Void
  ) async throws {
    let premises = try await Premises.open(settings, say: say)
    do {
      try await premises.prepare(settings, say: say)
      try await serve(premises, settings, logger, onReady)
    } catch {
      await premises.close()
      throw error
    }
    await premises.close()
  }

  private static func serve(
    _ premises: Premises, _ settings: Settings, _ logger: Logger,
    _ onReady: @escaping @Sendable (House) async throws -> Void
  ) async throws {
    let database = Database(premises.application, connections: settings.connections, logger: logger)
    let engine = Engine<PostgresJournal>(
      inboxLimit: Limits.inbox, watchersPerCompany: Limits.streamsPerCompany, logger: logger, now: wallClock)
    let journal = premises.application
    engine.start { PostgresJournal(journal) }
    do {
      let house = try House(
        database: database, engine: engine, codes: CodeLists(directory: settings.resources.codeLists),
        resources: settings.resources, exposure: settings.exposure, now: wallClock)
      try await house.serve(host: settings.host, port: settings.port, logger: logger) { try await onReady(house) }
    } catch {
      await stop(engine, database)
      throw error
    }
    await stop(engine, database)
  }

  private static func stop(_ engine: Engine<PostgresJournal>, _ database: Database) async {
    engine.stop()
    await database.shutdown()
  }
}

@Sendable func wallClock() -> Instant {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
}
