// A connection that HTTP has handed over: bytes go straight to the socket, shared with everybody who is sent the same.

import NIOCore

/// Sits first in the pipeline, before the HTTP encoder, once a response has begun that goes on.
///
/// Nothing is queued for a client that does not read: `send` says so, and `onWritable` says when it reads again. The
/// line ends with the connection, when the client sends no more, and when the server stops. Belongs to the channel's
/// event loop: nothing but `loop` and `run` may be used elsewhere.
final class LiveLine: ChannelInboundHandler, RemovableChannelHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer

  let loop: any EventLoop
  /// How the response ends, and how long that may take.
  private let farewell: ByteBuffer
  private let closed: EventLoopPromise<Void>
  private var context: ChannelHandlerContext?
  private(set) var isOver = false
  var onWritable: (() -> Void)?
  /// Called once, before the connection is closed by this side, or after it was by the other.
  var onEnd: (() -> Void)?

  private init(on loop: any EventLoop, farewell: ByteBuffer) {
    self.loop = loop
    self.farewell = farewell
    closed = loop.makePromise()
  }

  /// Takes the connection over, calls `begin` on its event loop, and returns when it is closed.
  /// - Parameter hasToStop: whether the server began to stop before the line could hear of it.
  static func run(
    on channel: any Channel, farewell: ByteBuffer, hasToStop: @Sendable () -> Bool,
    _ begin: @escaping @Sendable (LiveLine) -> Void
  ) async {
    let line = LiveLine(on: channel.eventLoop, farewell: farewell)
    let begun = channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(line, position: .first)
      begin(line)
      if !channel.isActive { line.lose() }
    }
    do { try await begun.get() } catch { return line.loop.execute { line.lose() } }
    if hasToStop() { line.loop.execute { line.end() } }
    try? await line.closed.futureResult.get()
  }

  /// Whether the client has read most of what it was sent.
  var isReading: Bool { !isOver && context?.channel.isWritable ?? false }

  /// False where the client has yet to read what it was sent before; nothing is sent then.
  @discardableResult func send(_ bytes: ByteBuffer) -> Bool {
    guard isReading, let context else { return false }
    context.writeAndFlush(NIOAny(bytes), promise: nil)
    return true
  }

  /// Says good-bye and closes.
  func end() {
    guard let context, !isOver else { return }
    tellEnd()
    context.writeAndFlush(NIOAny(farewell)).assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { context.close(promise: nil) }
  }

  private static var patience: TimeAmount { .seconds(5) }

  private func lose() {
    tellEnd()
    context = nil
    closed.succeed()
  }

  private func tellEnd() {
    guard !isOver else { return }
    isOver = true
    onEnd?()
    (onEnd, onWritable) = (nil, nil)
  }

  // MARK: - The handler

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    context.read()
  }

  func handlerRemoved(context: ChannelHandlerContext) { lose() }

  func channelInactive(context: ChannelHandlerContext) {
    lose()
    context.fireChannelInactive()
  }

  /// Whatever a client sends while it listens is nobody's business. It is read so that its leaving is noticed.
  func channelRead(context: ChannelHandlerContext, data: NIOAny) {}

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    context.read()
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { onWritable?() }
    context.fireChannelWritabilityChanged()
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent || event as? ChannelEvent == .inputClosed { end() }
    context.fireUserInboundEventTriggered(event)
  }
}
