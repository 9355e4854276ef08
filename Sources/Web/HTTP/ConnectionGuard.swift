// Closes connections that waste the server's time: heads and bodies that drip, readers that do not read.
import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// How long one connection may take for what, and how much it may send.
struct ConnectionLimits: Sendable {
  var head: TimeAmount = .seconds(Limits.headSeconds)
  var body: TimeAmount = .seconds(Limits.bodySeconds)
  var stalledReader: TimeAmount = .seconds(Limits.stalledReaderSeconds)
  var bodyBytes = Limits.drainedBytes
}

/// Sits behind the HTTP decoder of one connection.
///
/// Hummingbird's own timeout starts again with every part of a request, so a client that sends one byte now and then
/// would hold its connection for ever. Here the head has a deadline, counted from its first byte, and so has the
/// body. Between requests Hummingbird's idle timeout rules. A response that the client does not take is given up
/// after a while too, and with it the live stream that waits behind it.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum Phase {
    case beforeHead, body, betweenRequests
  }

  private let limits: ConnectionLimits
  private var phase = Phase.betweenRequests
  private var bodyBytes = 0
  /// Deadlines: of the head or body, of a client that does not read, of one that will send no more.
  private var request: Scheduled<Void>?
  private var reader: Scheduled<Void>?
  private var sent: Scheduled<Void>?

  init(_ limits: ConnectionLimits = ConnectionLimits()) { self.limits = limits }

  func handlerAdded(context: ChannelHandlerContext) {
    let first = FirstByte { [weak self, weak context] in
      if let self, let context { expectHead(context) }
    }
    try? context.pipeline.syncOperations.addHandler(first, position: .first)
    if context.channel.isActive { expectHead(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    expectHead(context)
    context.fireChannelActive()
  }

  func handlerRemoved(context: ChannelHandlerContext) { cancelAll() }

  func channelInactive(context: ChannelHandlerContext) {
    cancelAll()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      phase = .body
      if head.headerFields[.expect]?.lowercased() == "100-continue" { letBodyCome(context) }
      bodyBytes = 0
      request?.cancel()
      request = close(context, in: limits.body)
    case .body(let part):
      bodyBytes += part.readableBytes
      if bodyBytes > limits.bodyBytes { return context.close(promise: nil) }
    case .end:
      phase = .betweenRequests
      request?.cancel()
    }
    context.fireChannelRead(data)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    reader?.cancel()
    if !context.channel.isWritable { reader = close(context, in: limits.stalledReader) }
    context.fireChannelWritabilityChanged()
  }

  /// A client that will send no more may wait for its answers, but not for ever: it may as well be gone.
  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent, sent == nil { sent = close(context, in: limits.stalledReader) }
    context.fireUserInboundEventTriggered(event)
  }

  private func expectHead(_ context: ChannelHandlerContext) {
    guard phase == .betweenRequests else { return }
    phase = .beforeHead
    request = close(context, in: limits.head)
  }

  private func close(_ context: ChannelHandlerContext, in time: TimeAmount) -> Scheduled<Void> {
    context.eventLoop.assumeIsolated().scheduleTask(in: time) { context.close(promise: nil) }
  }

  /// What is too large is refused all the same: by the handler, which reads no more than it wants.
  private func letBodyCome(_ context: ChannelHandlerContext) {
    context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
  }

  private func cancelAll() {
    request?.cancel()
    reader?.cancel()
    sent?.cancel()
  }
}

/// Sits before the HTTP decoder and tells that something has come in.
private final class FirstByte: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let tell: () -> Void

  init(_ tell: @escaping () -> Void) { self.tell = tell }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    tell()
    context.fireChannelRead(data)
  }
}
