// A response that goes on: Server-Sent Events until the client leaves, the server stops or the source ends.
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

/// Sends events to one client.
///
///     let watch = try feed.watch(auction, as: company)
///     return EventStream(onEnd: { feed.leave(watch) }) { out in
///       for await _ in watch.bells { try await out.send(news) }
///     }.response(to: request, context)
///
/// The source is cancelled when the client closes the connection and when the server shuts down, so it must wait in
/// ways that notice (an `AsyncStream` does). A client that does not read makes `send` wait: keep no queue before it.
struct EventStream: Sendable {
  typealias Source = @Sendable @concurrent (inout EventWriter) async throws -> Void

  private let source: Source
  private let end: End

  /// - Parameter onEnd: called exactly once, also if the stream never began.
  init(onEnd: @escaping @Sendable () -> Void = {}, _ source: @escaping Source) {
    self.source = source
    end = End(onEnd)
  }

  func response(to request: Request, _ context: some ConnectionContext) -> Response {
    let headers: HTTPFields = [
      .contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no",
    ]
    let channel = context.channel
    let body = ResponseBody { [self] writer in
      defer { end() }
      try await run(for: request, on: channel, into: &writer)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  @concurrent
  private func run(
    for request: Request, on channel: any Channel, into writer: inout any ResponseBodyWriter
  ) async throws {
    var out = EventWriter(writer)
    do {
      try await request.untilClosed(channel) { try await source(&out) }
    } catch is CancellationError {}
    try await writer.finish(nil)
  }
}

/// What the source of a stream writes to.
struct EventWriter {
  private var writer: any ResponseBodyWriter

  fileprivate init(_ writer: any ResponseBodyWriter) { self.writer = writer }

  @concurrent
  mutating func send(_ event: ServerSentEvent) async throws { try await send([event]) }

  /// Sends events together.
  @concurrent
  mutating func send(_ events: some Sequence<ServerSentEvent>) async throws {
    var buffer = ByteBuffer()
    for event in events { event.write(to: &buffer) }
    if buffer.readableBytes > 0 { try await writer.write(buffer) }
  }

  /// A comment that clients ignore: shows both ends that the connection lives.
  @concurrent
  mutating func heartbeat() async throws { try await writer.write(ByteBuffer(string: ":\n\n")) }

  /// How long clients wait before they reconnect.
  @concurrent
  mutating func setRetry(milliseconds: Int) async throws {
    try await writer.write(ByteBuffer(string: "retry: \(milliseconds)\n\n"))
  }
}

extension Request {
  /// Runs the operation; cancels it when the client closes the connection or the server shuts down gracefully.
  ///
  /// Hummingbird notices the end of what the client sends, unless another request stands in the line before it; then
  /// only the end of the connection tells.
  @concurrent
  fileprivate func untilClosed(_ channel: any Channel, _ operation: @concurrent () async throws -> Void) async throws {
    let (closed, close) = AsyncStream<Void>.makeStream()
    channel.closeFuture.whenComplete { _ in close.finish() }
    try await withGracefulShutdownHandler {
      try await body.consumeWithInboundCloseHandler { _ in
        try await race(operation, against: closed)
      } onInboundClosed: {
        close.finish()
      }
    } onGracefulShutdown: {
      close.finish()
    }
  }
}

/// Runs the operation until it ends or `closed` finishes, which cancels it.
@concurrent
private func race(_ operation: @concurrent () async throws -> Void, against closed: AsyncStream<Void>) async throws {
  try await withoutActuallyEscaping(operation) { operation in
    // The task group waits for its children, so the operation is never in use by two tasks at once.
    nonisolated(unsafe) let operation = operation
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await operation() }
      group.addTask { for await _ in closed {} }
      try await group.next()
      group.cancelAll()
    }
  }
}

/// Calls a closure once: when told to, or at the latest when nobody can tell any more.
private final class End: Sendable {
  private let action: Mutex<(@Sendable () -> Void)?>

  init(_ action: @escaping @Sendable () -> Void) { self.action = Mutex(action) }

  deinit { self() }

  func callAsFunction() {
    let action = self.action.withLock { action in
      defer { action = nil }
      return action
    }
    action?()
  }
}

extension HTTPField.Name {
  fileprivate static let xAccelBuffering = Self("X-Accel-Buffering")!
}
