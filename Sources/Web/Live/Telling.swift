// What is new to whom: looked at and encoded once for all who see the same and know the same. Pure.

import Auctions
import Commerce
import Engine
import NIOCore
import StrictJSON
import Transcript

/// What each kind of viewer is to be told of an auction, and what it knows then.
struct Telling: Sendable {
  struct Turn: Sendable {
    /// Nil where there is nothing to say: neither what happened under seal nor when it did may show.
    var message: ByteBuffer?
    var next: Knowledge
  }

  /// By what viewers know. None: they may look on no more (the rules have changed) and are shown nothing more.
  private(set) var turns: [Knowledge: Turn?] = [:]
  /// For who has heard nothing since the last one; nil where it is not time for it.
  let heartbeat: ByteBuffer?

  /// - Parameter names: what viewers may know beside their surroundings.
  init(
    of room: Feed.Room, to all: some Sequence<Knowledge>, names: [CompanyID: String], isBeat: Bool, at now: Instant,
    _ minds: inout Minds
  ) {
    heartbeat = isBeat ? Self.heartbeat(at: now) : nil
    minds.come(to: room.auction.position)
    var teller = Teller(room: room, names: names, now: now)
    for one in all { turns[one] = .some(teller.turn(of: one, &minds)) }
  }

  private static func heartbeat(at now: Instant) -> ByteBuffer {
    var writer = JSONWriter()
    writer.object { $0.member("serverTime", now) }
    return ServerSentEvent(event: "heartbeat", data: writer.bytes).chunk()
  }
}

/// What viewers know of the present state, kept while it lasts: who knows the same is one and the same.
struct Minds: Sendable {
  fileprivate struct Key: Hashable {
    var company: CompanyID
    var surroundings: Surroundings
    var form: Knowledge.Form
    var told: ObjectIdentifier
  }

  private var position: Int64?
  fileprivate var told: [Viewer: Picture] = [:]
  fileprivate var known: [Key: Knowledge] = [:]

  fileprivate mutating func come(to position: Int64) {
    guard self.position != position else { return }
    self = Minds()
    self.position = position
  }

  /// Nobody comes to know any more what is no longer so.
  fileprivate mutating func forget(_ told: Picture?) {
    guard let told else { return }
    known = known.filter { $0.value.told !== told }
  }
}

/// Works through one state of an auction.
private struct Teller {
  /// What a message depends on.
  private struct Kind: Hashable {
    var viewer: Viewer
    var surroundings: Surroundings
    var form: Knowledge.Form
    var cursor: Int64?
    var told: ObjectIdentifier?
  }

  let room: Feed.Room
  let names: [CompanyID: String]
  let now: Instant
  private var viewers: [CompanyID: Viewer?] = [:]
  private var messages: [Kind: (ByteBuffer?, Picture)] = [:]
  private lazy var present = Set(room.auction.participants.map(\.company).filter(room.isPresent))

  init(room: Feed.Room, names: [CompanyID: String], now: Instant) {
    self.room = room
    self.names = names
    self.now = now
  }

  mutating func turn(of knowledge: Knowledge, _ minds: inout Minds) -> Telling.Turn? {
    guard let viewer = viewer(knowledge.actor.company) else { return nil }
    let kind = Kind(
      viewer: viewer, surroundings: knowledge.surroundings, form: knowledge.form, cursor: knowledge.cursor,
      told: knowledge.told.map(ObjectIdentifier.init))
    let (message, told) = messages[kind] ?? say(viewer, knowledge, &minds)
    messages[kind] = (message, told)
    return Telling.Turn(message: message, next: minds.mind(of: knowledge, told))
  }

  private mutating func viewer(_ company: CompanyID) -> Viewer? {
    if let known = viewers[company] { return known }
    let viewer = room.auction.viewer(company)
    viewers[company] = .some(viewer)
    return viewer
  }

  private mutating func say(_ viewer: Viewer, _ knowledge: Knowledge, _ minds: inout Minds) -> (ByteBuffer?, Picture) {
    guard let old = knowledge.told, old.viewer == viewer, old.position == room.auction.position - 1 else {
      return news(viewer, knowledge, &minds)
    }
    return presence(viewer, knowledge, old, &minds)
  }

  /// Everything, where nothing is known yet or older things may be seen now; otherwise what is new behind the cursor.
  private mutating func news(_ viewer: Viewer, _ knowledge: Knowledge, _ minds: inout Minds) -> (ByteBuffer?, Picture) {
    let sight = room.auction.sight(of: viewer)
    let isWhole =
      knowledge.cursor == nil || knowledge.told.map { $0.viewer != viewer || $0.sight != sight } ?? false
    let cursor = isWhole ? -1 : knowledge.cursor ?? -1
    let view = room.auction.view(for: viewer, entries: room.entries(after: cursor), after: cursor)
    let told = told(viewer, &minds) { [room] in Picture(room.auction, sight, view, present: $0) }
    let isNew = isWhole || view.hasHistory || !(knowledge.told?.says(the: told) ?? false)
    guard isNew else { return presence(viewer, knowledge, told, &minds) }
    let context = context(viewer, knowledge)
    let message = LiveMessage(view, in: context).encoded()
    let event = ServerSentEvent(id: context.position, event: isWhole ? "snapshot" : "change", data: message)
    return (event.chunk(afterRetry: knowledge.told == nil ? 1_000 : nil), told)
  }

  /// The buyer is told who has come or gone.
  private mutating func presence(
    _ viewer: Viewer, _ knowledge: Knowledge, _ told: Picture, _ minds: inout Minds
  ) -> (ByteBuffer?, Picture) {
    guard viewer == .buyer, present != knowledge.told?.present else { return (nil, told) }
    let view = room.auction.view(for: viewer, entries: [], after: .max)
    let message = LiveMessage(view, in: context(viewer, knowledge))
    let now = self.told(viewer, &minds) { [room] in Picture(room.auction, told.sight, view, present: $0) }
    var writer = JSONWriter()
    writer.object { writer in writer.array("participants") { message.writeParticipants(to: &$0) } }
    return (ServerSentEvent(event: "presence", data: writer.bytes).chunk(), now)
  }

  /// What all who look through these eyes know now: one and the same, also for who comes later.
  private mutating func told(_ viewer: Viewer, _ minds: inout Minds, _ make: (Set<CompanyID>) -> Picture) -> Picture {
    let present = viewer == .buyer ? self.present : []
    if let told = minds.told[viewer], told.present == present { return told }
    let told = make(present)
    minds.forget(minds.told.updateValue(told, forKey: viewer))
    return told
  }

  private func context(_ viewer: Viewer, _ knowledge: Knowledge) -> LiveContext {
    let position = room.auction.shownPosition(to: viewer, room.entries)
    return knowledge.surroundings.context(
      of: room.auction, at: position, now, lateNames: names, isPresent: room.isPresent)
  }
}

extension Minds {
  fileprivate mutating func mind(of knowledge: Knowledge, _ told: Picture) -> Knowledge {
    if knowledge.told === told { return knowledge }
    let key = Key(
      company: knowledge.actor.company, surroundings: knowledge.surroundings, form: knowledge.form,
      told: ObjectIdentifier(told))
    if let known = known[key] { return known }
    let next = Knowledge(
      knowledge.actor, knowledge.surroundings, knowledge.form, cursor: told.position, told: told)
    known[key] = next
    return next
  }
}

extension ServerSentEvent {
  fileprivate func chunk(afterRetry milliseconds: Int? = nil) -> ByteBuffer {
    var bytes = ByteBuffer()
    if let milliseconds { Self.writeRetry(milliseconds: milliseconds, to: &bytes) }
    write(to: &bytes)
    return EventStream.chunk(bytes)
  }
}
