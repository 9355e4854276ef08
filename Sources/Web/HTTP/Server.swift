// The HTTP server around the site: addresses, bounds, and how it stops.
package import Hummingbird
import HummingbirdCore
package import Logging
package import NIOCore
package import ServiceLifecycle

/// Where to listen.
package enum ListenAddress: Equatable, Sendable {
  /// Port 0 takes any free one.
  case tcp(host: String, port: Int)
  case unixSocket(path: String)
}

/// An application that serves HTTP/1.1 within the server's limits.
///
/// When its service group shuts down gracefully it takes no new connections, closes idle ones, lets running requests
/// end and ends live streams.
/// - Parameters:
///   - bids: takes the ordinary bids of programs before the router sees them.
///   - onRunning: called once with the listening channel, whose `localAddress` has the port.
package func httpServer<Responder: HTTPResponder>(
  _ responder: Responder, at address: ListenAddress, logger: Logger, services: [any Service] = [],
  onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> Application<Responder> where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  httpServer(
    responder, at: address, limits: ConnectionLimits(), idle: .seconds(Limits.idleSeconds), bids: nil, logger: logger,
    services: services, onRunning: onRunning)
}

func httpServer<Responder: HTTPResponder>(
  _ responder: Responder, at address: ListenAddress, limits: ConnectionLimits = ConnectionLimits(),
  idle: TimeAmount = .seconds(Limits.idleSeconds), bids: BidDesk?, logger: Logger,
  services: [any Service] = [], onRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> Application<Responder> where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> {
  let connections = HTTP1Channel.Configuration(
    additionalChannelHandlers: [ConnectionGuard(limits)] + (bids.map { [BidLineInstaller($0)] } ?? []),
    idleTimeout: idle,
    httpDecoderConfiguration: .init(
      maxHeaderFieldSize: Limits.headerFieldBytes, maxHeaderListSize: Limits.headerBytes,
      maxHeaderFieldCount: Limits.headerFields))
  return Application(
    responder: responder, server: .http1(configuration: connections),
    configuration: ApplicationConfiguration(
      address: address.bind, backlog: Limits.backlog,
      availableConnectionsDelegate: .maximum(Limits.connections, logger: logger)),
    services: services, onServerRunning: onRunning, logger: logger)
}

extension ListenAddress {
  fileprivate var bind: BindAddress {
    switch self {
    case .tcp(let host, let port): .hostname(host, port: port)
    case .unixSocket(let path): .unixDomainSocket(path: path)
    }
  }
}
