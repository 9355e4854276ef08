// A real server on a real port, and a client that speaks raw bytes: for what only shows on sockets.
import Hummingbird
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Synchronization

@testable import Web

extension TestSite {
  /// Runs the server while the closure runs, then shuts it down gracefully and waits for its end.
  func serve<Value: Sendable>(
    limits: ConnectionLimits = ConnectionLimits(), idle: TimeAmount = .seconds(60),
    _ test: @Sendable (LiveSite) async throws -> Value
  ) async throws -> Value {
    try await LiveSite.serving(test, logger: logger) {
      httpServer(
        application.responder, at: .tcp(host: "127.0.0.1", port: 0), limits: limits, idle: idle, bids: nil,
        logger: logger, onRunning: $0)
    }
  }
}

extension LiveSite {
  /// Runs a server while the closure runs.
  static func serving<Value: Sendable, Responder>(
    _ test: @Sendable (LiveSite) async throws -> Value, logger: Logger,
    _ make: (@escaping @Sendable (any Channel) async -> Void) -> Application<Responder>
  ) async throws -> Value {
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let server = make { port.yield($0.localAddress?.port ?? 0) }
    let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      guard let port = await ports.first(where: { _ in true }) else { throw CancellationError() }
      let result: Result<Value, any Error>
      do {
        result = .success(try await test(LiveSite(port: port, stop: { await group.triggerGracefulShutdown() })))
      } catch {
        result = .failure(error)
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
      return try result.get()
    }
  }
}

struct LiveSite: Sendable {
  typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  let port: Int
  let stop: @Sendable () async -> Void

  func connect() async throws -> Connection {
    try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: "127.0.0.1", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel(
            wrappingChannelSynchronously: channel, configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
  }

  /// Sends those bytes and reads until the text occurs or the server closes; then vanishes.
  func send(_ text: String, until end: String? = nil) async throws -> String {
    try await connect().executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: text))
      return try await inbound.text(until: end)
    }
  }

  static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n" }
}

extension NIOAsyncChannelInboundStream<ByteBuffer> {
  func text(until end: String? = nil) async throws -> String {
    var text = ""
    for try await buffer in self {
      text += String(buffer: buffer)
      if let end, text.contains(end) { break }
    }
    return text
  }
}

/// Waits until the condition holds; false if it does not within the time.
func eventually(within time: Duration = .seconds(10), _ condition: () -> Bool) async throws -> Bool {
  let deadline = ContinuousClock.now + time
  while !condition() {
    if ContinuousClock.now > deadline { return false }
    try await Task.sleep(for: .milliseconds(20))
  }
  return true
}
