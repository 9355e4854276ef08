// The whole site on a database of its own, without sockets and with a clock that tests turn.

import Auctions
import Engine
import Foundation
package import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Interchange
package import Logging
import NIOCore
package import Store
import StrictJSON
package import TestSupport

@testable package import Web

/// A running house. Requests go straight into its router.
package struct TestHouse: Sendable {
  package let database: TestDatabase
  package let house: House
  package let clock: TestClock
  /// Is shown every exchange.
  package var onAnswer: @Sendable (HTTPCall, HTTPAnswer) -> Void = { _, _ in }
  /// Methods and paths of all routes, as the router knows them.
  package let routes: [(method: HTTPRequest.Method, path: String)]
  let application: Application<RouterResponder<SiteContext>>

  /// Opens a house on `database`, by default a fresh one that has all tables and nothing in them.
  package init(
    on database: TestDatabase? = nil, clock: TestClock = TestClock(), logger: Logger = .silent
  ) async throws {
    let database = if let database { database } else { try await TestDatabase.migrated() }
    let settings = database.application
    let engine = Engine<PostgresJournal>(
      inboxLimit: Limits.inbox, watchersPerCompany: Limits.streamsPerCompany, logger: logger, now: { clock.now })
    engine.start { PostgresJournal(settings) }
    self.database = database
    self.clock = clock
    house = try House(
      database: Database(settings, connections: 2, logger: logger), engine: engine,
      codes: CodeLists(directory: TestFiles.codeLists.path), resources: Resources(root: TestFiles.root.path),
      exposure: Exposure(), now: { clock.now })
    let router = house.makeRouter()
    routes = router.routes.map { ($0.method, $0.path.description) }
    application = Application(router: router, logger: logger)
    try await eventually { engine.currentStatus.isServing }
  }

  /// Runs `body` in a fresh house and closes it.
  package static func open<Value>(_ body: (TestHouse) async throws -> Value) async throws -> Value {
    let house = try await TestHouse()
    do {
      let value = try await body(house)
      await house.close()
      return value
    } catch {
      await house.close()
      throw error
    }
  }

  package func close() async {
    house.engine.stop()
    await house.database.shutdown()
  }

  /// - Parameters:
  ///   - overSocket: through a server and a socket of its own. Needed for a live stream that ends at once: its body is
  ///     then still being read, at which the router's testing double stops the process.
  ///   - text: sent as the body instead of the call's own.
  package func send(_ call: HTTPCall, text: String? = nil, overSocket: Bool = false) async throws -> HTTPAnswer {
    let body = text.map { ByteBuffer(string: $0) } ?? call.body.map { ByteBuffer(bytes: $0.encoded()) }
    let response = try await application.test(overSocket ? .live : .router) { client in
      try await client.executeRequest(uri: call.path, method: call.method, headers: call.allHeaders, body: body)
    }
    let answer = HTTPAnswer(response)
    onAnswer(call, answer)
    return answer
  }

  /// The server's own way to the database: row-level security holds.
  package var pool: Database { house.database }

  /// How many live streams are open.
  package var streams: Int { house.engine.feed.watcherCount }

  /// What the server does by itself every few seconds.
  package func heartbeat() async {
    house.engine.feed.heartbeat()
    await house.endOrphanedStreams()
  }

  /// Lets time pass and an auction notice it.
  package func pass(minutes: Int64 = 0, seconds: Int64 = 0, in auction: String) async throws {
    clock.advance(minutes: minutes, seconds: seconds)
    guard let id = AuctionID(auction) else { throw TestHouseError.noIdentifier(auction) }
    do throws(EngineRejection) {
      _ = try await house.engine.submit(.act(.tick(seed: nil)), to: id)
    } catch {
      // What is over notices nothing any more.
      guard error == .rejected(.alreadyOver) else { throw error }
    }
  }
}

package enum TestHouseError: Error {
  case noIdentifier(String)
  case unexpected(HTTPCall, HTTPAnswer)
  case timeout
}

extension TestDatabase {
  /// A database with all migrations applied.
  package static func migrated() async throws -> TestDatabase {
    try await copy(of: "migrated") { database in
      try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    }
  }
}

extension Logger {
  package static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// Waits until something holds, for a minute at most.
package func eventually(_ condition: @Sendable () -> Bool) async throws {
  for _ in 0..<6_000 where !condition() { try await Task.sleep(for: .milliseconds(10)) }
  guard condition() else { throw TestHouseError.timeout }
}
