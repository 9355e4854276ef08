// The live stream of one viewer: a cursor into the auction's lines, and a message for whatever is new to the viewer.

import Auctions
import Commerce
import Engine
import Hummingbird
import Store
import StrictJSON
import Transcript

extension AuctionsAPI {
  /// Server-Sent Events: `snapshot` first (or, after `Last-Event-ID`, a `change` with what was missed), then `change`,
  /// again a `snapshot` whenever the viewer may see older things, `presence` for the buyer, and `heartbeat`.
  func events(_ call: Call) async throws -> Response {
    let cursor = try call.request.lastEventID()
    let (id, actor) = try (call.id("id", Auction.self), call.actor())
    let seen = try await house.auctions.see(id, as: actor, at: call.now)
    let stream = AuctionStream(house: house, seen: seen, actor: actor, after: cursor)
    guard seen.isLive else {
      return EventStream { out in
        var stream = stream
        try await stream.sendOnce(to: &out)
      }.response(to: call.request, call.context)
    }
    let house = house
    let watch = try house.engine.feed.watch(id, as: actor.company)
    house.gallery.enter(watch, with: call.visitor.ticket)
    let leave: @Sendable () -> Void = {
      house.gallery.leave(watch)
      house.engine.feed.leave(watch)
    }
    return EventStream(onEnd: leave) { out in
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
  /// The last position that the viewer was told of, or had no business with; nil: it knows nothing yet.
  private var cursor: Int64?
  /// What the last message was made of: unless something of it differs there is nothing to say.
  private var told: Told?
  private var present: Set<CompanyID> = []
  private var beats: Int?
  /// Whether anything was sent since the last beat: then that one needs no heartbeat.
  private var hasSpoken = false

  private struct Told: Equatable {
    var viewer: Viewer
    var sight: [Sight]
    var view: AuctionView
    /// No view shows them, but everybody is told that they are others now.
    var rules: Rules
  }

  init(house: House, seen: SeenAuction, actor: Actor, after lastEvent: Int64?) {
    self.house = house
    self.seen = seen
    self.actor = actor
    cursor = lastEvent.flatMap { seen.canGoOn(after: $0) ? $0 : nil }
  }

  /// A finished auction changes no more: one message says everything.
  @concurrent mutating func sendOnce(to out: inout EventWriter) async throws {
    try await out.setRetry(milliseconds: 60_000)
    try await out.send(say(look()))
  }

  @concurrent mutating func run(_ bells: AsyncStream<Void>, to out: inout EventWriter) async throws {
    try await out.setRetry(milliseconds: 1_000)
    try await out.send(say(look()))
    for await _ in bells {
      // Who may look on no more (the rules have changed) is shown nothing more.
      guard let room = house.engine.feed.room(seen.line.id), let viewer = room.auction.viewer(actor.company) else {
        return
      }
      let isBeat = beats != nil && beats != room.beats
      beats = room.beats
      seen.viewer = viewer
      seen.auction = room.auction
      seen.entries = room.entries
      try await refreshNames()
      if let event = next(in: room, isBeat: isBeat) { try await out.send(event) }
      if isBeat { hasSpoken = false }
    }
  }

  /// What a bell has to say to this viewer, which may be nothing: neither what happened under seal nor when it did may
  /// show. Heartbeats follow the clock alone.
  private mutating func next(in room: Feed.Room, isBeat: Bool) -> ServerSentEvent? {
    if room.auction.position - 1 != cursor {
      let look = look()
      if look.isNew { return say(look) }
    }
    if seen.viewer == .buyer, room.present != present { return presence(room.present) }
    return isBeat && !hasSpoken ? heartbeat() : nil
  }

  /// The auction as the viewer sees it now.
  private struct Look {
    var view: AuctionView
    /// With everything, not only with what lies behind the cursor.
    var isWhole: Bool
    var isNew: Bool
  }

  /// Everything, where nothing is known yet or older things may be seen now; otherwise what is new behind the cursor.
  private mutating func look() -> Look {
    let sight = seen.auction.sight(of: seen.viewer)
    let isWhole = cursor == nil || told.map { $0.viewer != seen.viewer || $0.sight != sight } ?? false
    let view = seen.view(after: isWhole ? -1 : cursor ?? -1)
    let now = Told(viewer: seen.viewer, sight: sight, view: view.withoutHistory, rules: seen.auction.rules)
    let isNew = isWhole || view.hasHistory || now != told
    cursor = seen.auction.position - 1
    told = now
    return Look(view: view, isWhole: isWhole, isNew: isNew)
  }

  private mutating func say(_ look: Look) -> ServerSentEvent {
    present = house.present(in: seen)
    hasSpoken = true
    let message = seen.message(look.view, at: house.now(), present: present)
    return ServerSentEvent(
      id: message.context.position, event: look.isWhole ? "snapshot" : "change", data: message.encoded())
  }

  private mutating func presence(_ present: Set<CompanyID>) -> ServerSentEvent {
    self.present = present
    hasSpoken = true
    var writer = JSONWriter()
    let message = seen.message(seen.view(after: .max), at: house.now(), present: present)
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
    let unknown = seen.auction.participants.map(\.company).filter { seen.names[$0] == nil }
    guard !unknown.isEmpty else { return }
    let names = try await house.database.read(as: actor, at: house.now()) { try $0.names(of: unknown) }
    seen.names.merge(names) { old, _ in old }
    // A company that has never been verified has no name to others; asking once is enough.
    for company in unknown where seen.names[company] == nil { seen.names[company] = "" }
  }
}

extension SeenAuction {
  /// Whether all that a returning viewer lacks lies behind that event: nothing since then has let it see older things.
  fileprivate func canGoOn(after event: Int64) -> Bool {
    // Under seal an event's id counts what the viewer knows of, and is no place in the lines.
    guard !auction.rules.clock.isSealed, event < auction.position else { return false }
    return entries.drop { $0.position <= event }.allSatisfy { !mayWidenSight($0.event) }
  }

  private func mayWidenSight(_ event: Auction.Event) -> Bool {
    switch event {
    case .bidPlaced(let bid):
      viewer == .bidder(bid.bidder) || auction.rules.visibility.bestPriceMinimumBidders > 0
    case .participantAdmitted(let admission): viewer == .bidder(admission.company)
    case .lotExtended, .proxySet, .proxyDropped, .paused, .resumed, .interrupted: false
    default: true
    }
  }
}

extension AuctionView {
  fileprivate var hasHistory: Bool { lots.contains { !$0.bids.isEmpty || !$0.graph.isEmpty } }

  fileprivate var withoutHistory: AuctionView {
    var view = self
    for index in view.lots.indices {
      view.lots[index].bids = []
      view.lots[index].graph = []
    }
    return view
  }
}
