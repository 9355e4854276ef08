// The short way of a bid: taken from its connection before the router sees it, answered without a task.

import Engine
import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOHTTPTypes

/// Sits in front of the router on one connection. Requests are answered in the order in which they came: while one is
/// with the router, bids go there too; while one is with the engine, what comes behind it waits here.
final class BidLine: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private enum State {
    case idle
    /// A bid is coming in.
    case reading(HTTPRequest, ByteBuffer)
    /// It is with the engine.
    case deciding
    /// The rest of a request belongs to the router.
    case passing
  }

  private let desk: BidDesk
  private var state = State.idle
  /// Requests that the router has yet to answer.
  private var routed = 0
  /// What came in while a bid was with the engine.
  private var held: [HTTPRequestPart] = []

  init(_ desk: BidDesk) { self.desk = desk }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let part = unwrapInboundIn(data)
    if case .deciding = state { return held.append(part) }
    take(part, context)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    // An interim response (100 Continue) has no end of its own.
    if case .end = unwrapOutboundIn(data) { routed -= 1 }
    context.write(data, promise: promise)
  }

  func read(context: ChannelHandlerContext) {
    // Nobody gets further ahead than one bid: what it sends next waits in its own socket.
    if case .deciding = state, !held.isEmpty { return }
    context.read()
  }

  private func take(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    switch (part, state) {
    case (.head(let head), _):
      guard routed == 0, desk.isBid(head) else { return pass(part, context) }
      state = .reading(head, context.channel.allocator.buffer(capacity: 128))
    case (.body(var bytes), .reading(let head, var body)):
      body.writeBuffer(&bytes)
      guard body.readableBytes <= Limits.bidBytes else { return giveUp(head, body, context) }
      state = .reading(head, body)
    case (.end, .reading(let head, let body)): submit(head, body, context)
    default: pass(part, context)
    }
  }

  private func pass(_ part: HTTPRequestPart, _ context: ChannelHandlerContext) {
    switch part {
    case .head:
      routed += 1
      state = .passing
    case .body: break
    case .end: state = .idle
    }
    context.fireChannelRead(wrapInboundOut(part))
  }

  /// The rest of the body comes as it is.
  private func giveUp(_ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
    pass(.head(head), context)
    pass(.body(body), context)
  }

  private func goTheLongWay(_ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
    giveUp(head, body, context)
    pass(.end(nil), context)
    context.fireChannelReadComplete()
  }

  private func submit(_ head: HTTPRequest, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
    let start = ContinuousClock.now
    guard let order = desk.read(head, body) else { return goTheLongWay(head, body, context) }
    state = .deciding
    let answer = NIOLoopBound<(EngineAnswer) -> Void>(
      { [weak self] answer in
        guard let self, context.channel.isActive else { return }
        state = .idle
        if let (response, content) = desk.response(to: order, answer) {
          desk.count(response.status, since: start)
          respond(response, content, context)
        } else {
          goTheLongWay(head, body, context)
        }
        takeHeld(context)
      }, eventLoop: context.eventLoop)
    guard desk.submit(order, on: context.eventLoop, answer: answer) else {
      state = .idle
      return goTheLongWay(head, body, context)
    }
  }

  private func respond(_ response: HTTPResponse, _ body: ByteBuffer, _ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(response)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  private func takeHeld(_ context: ChannelHandlerContext) {
    while !held.isEmpty {
      if case .deciding = state { break }
      take(held.removeFirst(), context)
    }
    // What was passed on is looked at only when the reading is said to be over.
    context.fireChannelReadComplete()
    if held.isEmpty { context.read() }
  }
}

/// Puts a `BidLine` behind Hummingbird's own handlers, which keep the times of the connection and count its requests.
final class BidLineInstaller: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart

  private let desk: BidDesk

  init(_ desk: BidDesk) { self.desk = desk }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let pipeline = context.pipeline.syncOperations
    if let state = try? pipeline.handler(type: HTTPConnectionStateHandler.self) {
      try? pipeline.addHandler(BidLine(desk), position: .after(state))
    }
    context.fireChannelRead(data)
    pipeline.removeHandler(context: context, promise: nil)
  }
}
