// What operators of the server ask: is it alive, is it ready, what does it count.

import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import Store

extension House {
  func addOperations(to routes: Routes) {
    routes.on(.get, "/health", .anyone) { _ in .text("ok\n") }
    routes.on(.get, "/ready", .anyone) { _ in try await readiness() }
    routes.on(.get, "/metrics", .anyone) { [meters] _ in .text(meters.text(), type: "text/plain; version=0.0.4") }
  }

  /// 200 when requests can be answered: the database answers and the auctions are served here.
  private func readiness() async throws -> Response {
    try await database.ping()
    guard engine.currentStatus.isServing else {
      throw Problem.unavailable("auctionNotServed", retryAfterSeconds: 1)
    }
    return .text("ready\n")
  }

  /// What the database and the engine know about themselves.
  func addMeters() {
    let (database, engine) = (database, engine)
    meters.add(.gauge, "kontor_database_waiting", "Transactions that wait for a connection.") {
      Double(database.load.waiting)
    }
    meters.add(.gauge, "kontor_database_running", "Transactions in progress.") { Double(database.load.running) }
    meters.add(.gauge, "kontor_database_connected", "Open connections.") { Double(database.load.connected) }
    meters.add(.gauge, "kontor_engine_waiting", "Commands that wait for the auction engine.") {
      Double(engine.currentStatus.waiting)
    }
    meters.add(.gauge, "kontor_engine_serving", "1 while this server owns the auctions.") {
      engine.currentStatus.isServing ? 1 : 0
    }
    meters.add(.gauge, "kontor_streams", "Open streams of auctions.") { Double(engine.feed.watcherCount) }
    meters.add(.counter, "kontor_bids_placed_total", "Accepted bids.") { Double(engine.currentStatus.bidsPlaced) }
    meters.add(.counter, "kontor_bids_refused_total", "Refused bids.") { Double(engine.currentStatus.bidsRefused) }
    meters.add(.counter, "kontor_journal_commits_total", "Batches made durable.") {
      Double(engine.currentStatus.batches)
    }
    meters.add(.counter, "kontor_journal_events_total", "Lines written to journals.") {
      Double(engine.currentStatus.events)
    }
  }
}

extension Response {
  /// Plain text.
  static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
    Response(
      status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
