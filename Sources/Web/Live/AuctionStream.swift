// The live stream of one viewer: a cursor into the auction's lines, and a message whenever the bell rings.

import Auctions
import Commerce
import Engine
import Hummingbird
import Store
import StrictJSON
import Transcript

extension AuctionsAPI {
  /// Server-Sent Events: `snapshot` first (or, after `Last-Event-ID`, what was missed), then `change`, `presence` for
  /// the buyer, and `heartbeat`.
  func events(_ call: Call) async throws -> Response {
    let cursor = try call.request.lastEventID()
    let (id, actor) = try (call.id("id", Auction.self), call.actor())
    let seen = try await house.auctions.see(id, as: actor, at: call.now)
    let stream = AuctionStream(house: house, seen: seen, actor: actor, cursor: cursor)
    guard seen.isLive else {
      return EventStream { out in
        var stream = stream
        try await stream.sendOnce(to: &out)
      }.response(to: call.request, call.context)
    }
    let feed = house.engine.feed
    let watch = try feed.watch(id, as: actor.company)
    return EventStream(onEnd: { feed.leave(watch) }) { out in
      var stream = stream
      try await stream.run(watch.bells, to: &out)
    }.response(to: call.request, call.context)
  }
}

/// One viewer's place in an auction's lines. Slow viewers skip intermediate states; nothing waits for them.
private struct AuctionStream: Sendable {
  private let house: House
  private var seen: SeenAuction
  private let actor: Actor
  private var cursor: Int64?
  private var present: Set<CompanyID> = []

  init(house: House, seen: SeenAuction, actor: Actor, cursor: Int64?) {
    self.house = house
    self.seen = seen
    self.actor = actor
    self.cursor = cursor
  }

  /// A finished auction changes no more: one message says everything.
  @concurrent mutating func sendOnce(to out: inout EventWriter) async throws {
    try await out.setRetry(milliseconds: 60_000)
    try await out.send(news())
  }

  @concurrent mutating func run(_ bells: AsyncStream<Void>, to out: inout EventWriter) async throws {
    try await out.setRetry(milliseconds: 1_000)
    try await out.send(news())
    for await _ in bells {
      guard let room = house.engine.feed.room(seen.line.id) else { return }
      let hasChanged = room.auction.position - 1 != cursor
      seen.auction = room.auction
      seen.entries = room.entries
      try await refreshNames()
      if hasChanged {
        try await out.send(news())
      } else if seen.viewer == .buyer, room.present != present {
        try await out.send(presence(room.present))
      } else {
        try await out.send(heartbeat())
      }
    }
  }

  /// What is new behind the cursor; everything where there is none.
  private mutating func news() -> ServerSentEvent {
    let kind = cursor == nil ? "snapshot" : "change"
    present = house.present(in: seen)
    let message = seen.message(at: house.now(), after: cursor ?? -1, present: present)
    cursor = seen.auction.position - 1
    return ServerSentEvent(id: cursor, event: kind, data: message.encoded())
  }

  private mutating func presence(_ present: Set<CompanyID>) -> ServerSentEvent {
    self.present = present
    var writer = JSONWriter()
    let message = seen.message(at: house.now(), after: .max, present: present)
    writer.object { writer in writer.array("participants") { message.writeParticipants(to: &$0) } }
    return ServerSentEvent(event: "presence", data: writer.bytes)
  }

  private func heartbeat() -> ServerSentEvent {
    var writer = JSONWriter()
    writer.object { $0.member("serverTime", house.now()) }
    return ServerSentEvent(event: "heartbeat", data: writer.bytes)
  }

  /// Whoever is admitted later has a name as well.
  private mutating func refreshNames() async throws {
    let unknown = seen.auction.participants.filter { seen.names[$0] == nil }
    guard !unknown.isEmpty else { return }
    let names = try await house.database.read(as: actor, at: house.now()) { try $0.names(of: unknown) }
    seen.names.merge(names) { old, _ in old }
    // A company that has never been verified has no name to others; asking once is enough.
    for company in unknown where seen.names[company] == nil { seen.names[company] = "" }
  }
}
