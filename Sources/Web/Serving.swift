// The running site: the order of its middleware, its routes, and its graceful end.

import Auctions
import Engine
import HTTPTypes
import Hummingbird
package import Logging
import NIOCore
import ServiceLifecycle
import Store
import UnixSignals

extension House {
  /// Serves until SIGTERM or SIGINT, then finishes the requests in progress.
  ///
  /// - Parameter onReady: runs beside the server once it answers, and is cancelled when it stops.
  package func serve(
    host: String, port: Int, logger: Logger, onReady: @escaping @Sendable () async throws -> Void
  ) async throws {
    OpenFiles.raiseLimit()
    let (isRunning, running) = AsyncStream.makeStream(of: Void.self)
    let responder = TaskOfItsOwn(makeRouter().buildResponder())
    let application = httpServer(
      responder, at: .tcp(host: host, port: port), bids: BidDesk(house: self), logger: logger
    ) { channel in
      let place = channel.localAddress?.port.map { "http://\(host):\($0)" } ?? host
      logger.info("Kontor is listening", metadata: ["at": "\(place)"])
      running.yield()
    }
    let heartbeat = Regularly { engine.feed.heartbeat() }
    let doorkeeper = Regularly { await endOrphanedStreams() }
    let passOffice = Regularly(seconds: 1) { await renewBidPasses() }
    let companion = Companion(isRunning: isRunning, work: onReady)
    let group = ServiceGroup(
      configuration: .init(
        services: [
          .init(service: heartbeat), .init(service: doorkeeper), .init(service: passOffice), .init(service: companion),
          .init(service: application),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
    try await group.run()
  }

  /// The whole site; tests send their requests here as well.
  func makeRouter() -> Router<SiteContext> {
    let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
    let table = RouteTable()
    let exposure = exposure
    router.middlewares.add(AccessLog(meters: meters, exposure))
    router.middlewares.add(SecurityHeaders(exposure))
    router.middlewares.add(ErrorMiddleware(routes: table, map: Problem.of, page: problemPage))
    router.middlewares.add(SameOrigin(exposure))
    router.middlewares.add(Authentication(house: self))
    let routes = Routes(router: router, house: self)
    addAPI(to: routes)
    addPages(to: routes)
    addOperations(to: routes)
    assets.addRoutes(to: router)
    addMeters()
    table.fill(from: router)
    return router
  }
}

/// Does something beside the server from the moment it answers until it is asked to stop.
private struct Companion: Service {
  let isRunning: AsyncStream<Void>
  let work: @Sendable () async throws -> Void

  func run() async throws {
    try await cancelWhenGracefulShutdown {
      for await _ in isRunning.prefix(1) {
        do { try await work() } catch is CancellationError {}
      }
    }
    // A service that returns would end the group: the server goes on without it.
    try? await gracefulShutdown()
  }
}

/// Does something every few seconds for as long as the server runs: shows streams that even a silent auction is alive,
/// ends those that nobody may watch any more.
private struct Regularly: Service {
  let seconds: Int64
  let work: @Sendable () async -> Void

  init(seconds: Int64 = Limits.heartbeatSeconds, _ work: @escaping @Sendable () async -> Void) {
    self.seconds = seconds
    self.work = work
  }

  func run() async throws {
    try? await cancelWhenGracefulShutdown {
      while true {
        try await Task.sleep(for: .seconds(seconds))
        await work()
      }
    }
  }
}
