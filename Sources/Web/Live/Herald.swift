// Tells everybody who watches one auction what is new, each kind of viewer in the same bytes.

import Auctions
import Commerce
import Engine
import NIOCore
import Store
import Synchronization

/// There while somebody watches. The first change after silence goes out at once; what follows fast is told together,
/// so that a thousand changes a second are no thousand messages to everyone.
final class Herald: Sendable {
  private struct State {
    var rows: [ObjectIdentifier: Row] = [:]
    var surroundings: Set<Surroundings> = []
    var isOver = false
  }

  private let auction: AuctionID
  private let feed: Feed
  private let database: Database
  private let now: @Sendable () -> Instant
  private let state = Mutex(State())

  init(of auction: AuctionID, _ feed: Feed, _ database: Database, now: @escaping @Sendable () -> Instant) {
    self.auction = auction
    self.feed = feed
    self.database = database
    self.now = now
  }

  /// Seats a viewer. Called on the line's event loop.
  func seat(_ line: LiveLine, _ knowledge: Knowledge) {
    let found: (Row, Surroundings)? = state.withLock { state in
      guard !state.isOver else { return nil }
      let row = state.rows[ObjectIdentifier(line.loop)] ?? Row(on: line.loop) { [feed, auction] in feed.ring(auction) }
      state.rows[ObjectIdentifier(line.loop)] = row
      return (row, state.surroundings.insert(knowledge.surroundings).memberAfterInsert)
    }
    guard let (row, surroundings) = found else { return line.end() }
    row.take(Seat(line, knowledge.in(surroundings)))
  }

  /// Tells until the bells end or nobody watches any more, and ends all streams.
  @concurrent func run(_ bells: AsyncStream<Void>) async {
    var story = Story()
    let clock = ContinuousClock()
    for await _ in bells {
      guard let room = feed.room(auction) else { break }
      let began = clock.now
      await tell(room, &story)
      // However many watch, telling them leaves time for those who bid.
      let pause = min(max(clock.now - began, Self.pauseAtLeast), Self.pauseAtMost)
      try? await Task.sleep(for: pause, clock: clock)
    }
    let rows = state.withLock { state in
      state.isOver = true
      return Array(state.rows.values)
    }
    for row in rows { row.close() }
  }

  private static let pauseAtLeast = Duration.milliseconds(15)
  private static let pauseAtMost = Duration.milliseconds(100)

  /// What has been told so far.
  private struct Story {
    var minds = Minds()
    /// What those who read knew last.
    var known: Set<Knowledge> = []
    var beats: Int?
    var names = LateNames()
  }

  private func tell(_ room: Feed.Room, _ story: inout Story) async {
    let isBeat = story.beats != nil && story.beats != room.beats
    story.beats = room.beats
    await deliver(room, isBeat: isBeat, &story)
    // Who has just come, or reads again, was not foreseen.
    guard story.known.contains(where: { $0.told?.position != room.auction.position - 1 }) else { return }
    await deliver(room, isBeat: false, &story)
  }

  private func deliver(_ room: Feed.Room, isBeat: Bool, _ story: inout Story) async {
    await learnNames(in: room, &story)
    let telling = Telling(
      of: room, to: story.known, names: story.names.known, isBeat: isBeat, at: now(), &story.minds)
    let rows = state.withLock { Array($0.rows.values) }
    let delivered = rows.map { $0.deliver(telling) }
    story.known = []
    for one in delivered { story.known.formUnion((try? await one.get()) ?? []) }
  }

  /// Whoever is admitted later has a name as well. While the database does not answer it goes by its number.
  private func learnNames(in room: Feed.Room, _ story: inout Story) async {
    let participants = room.auction.participants.map(\.company)
    guard !story.names.areKnown(participants.count) || story.known.contains(where: { $0.told == nil }) else { return }
    let surroundings = state.withLock { Array($0.surroundings) }
    let unknown = participants.filter { company in
      !story.names.asked.contains(company) && surroundings.contains { $0.names[company] == nil }
    }
    // Each company knows its own name, verified or not. Somebody else is asked what all may know.
    guard !unknown.isEmpty, let actor = story.known.first(where: { !unknown.contains($0.actor.company) })?.actor,
      let names = try? await database.read(as: actor, at: now(), { try $0.names(of: unknown) })
    else { return }
    story.names.learn(names, of: unknown, participants.count)
  }
}

/// Names of companies that became participants while others watched.
private struct LateNames {
  private(set) var known: [CompanyID: String] = [:]
  private(set) var asked: Set<CompanyID> = []
  private var participants: Int?

  func areKnown(_ participants: Int) -> Bool { self.participants == participants }

  /// - Parameter asked: a company that was never verified has no name to others; asking once is enough.
  mutating func learn(_ names: [CompanyID: String], of asked: [CompanyID], _ participants: Int) {
    known.merge(names) { old, _ in old }
    self.asked.formUnion(asked)
    self.participants = participants
  }
}
