// A response that goes on: Server-Sent Events until the client leaves, the server stops or the source ends.
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Synchronization

/// Hands the connection over to a line, to which ready bytes are sent from then on.
///
///     let stay = try gallery.enter(auction, as: company)
///     return EventStream(onEnd: { stay.leave() }) { line in gallery.seat(line) }.response(to: request, context)
///
/// The response ends when the line does, and the connection with it.
struct EventStream: Sendable {
  private let begin: @Sendable (LiveLine) -> Void
  private let end: End

  /// - Parameters:
  ///   - onEnd: called exactly once, also if the stream never began.
  ///   - begin: called on the connection's event loop, where the line may be used.
  init(onEnd: @escaping @Sendable () -> Void = {}, _ begin: @escaping @Sendable (LiveLine) -> Void) {
    self.begin = begin
    end = End(onEnd)
  }

  func response(to request: Request, _ context: some ConnectionContext) -> Response {
    let channel = context.channel
    let body = ResponseBody { [begin, end] _ in
      defer { end() }
      await LiveLine.run(
        on: channel, farewell: Self.lastChunk, hasToStop: { Task.isShuttingDownGracefully }, begin)
      // Nothing may follow on this connection, though another request may already stand in the line.
      throw ChannelError.ioOnClosedChannel
    }
    return Response(status: .ok, headers: Self.headers, body: body)
  }

  /// A stream that says everything at once.
  static func response(_ events: ByteBuffer) -> Response {
    let body = ResponseBody { writer in
      try await writer.write(events)
      try await writer.finish(nil)
    }
    return Response(status: .ok, headers: headers, body: body)
  }

  private static let headers: HTTPFields = [
    .contentType: "text/event-stream", .cacheControl: "no-store", .xAccelBuffering: "no",
  ]

  // MARK: - Framing

  /// Bytes as they go over the wire of a response whose length nobody knows.
  static func chunk(_ bytes: ByteBuffer) -> ByteBuffer {
    var chunk = ByteBuffer()
    chunk.reserveCapacity(bytes.readableBytes + 16)
    chunk.writeString(String(bytes.readableBytes, radix: 16))
    chunk.writeStaticString("\r\n")
    chunk.writeImmutableBuffer(bytes)
    chunk.writeStaticString("\r\n")
    return chunk
  }

  private static let lastChunk = ByteBuffer(staticString: "0\r\n\r\n")
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
