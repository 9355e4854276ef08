// What everyone who watches reads: the last durable state of each auction, and a bell that rings when it changes.

package import Auctions
import Synchronization

/// Holds no queue for any viewer: each one has a cursor into the same lines, so a slow one costs nothing.
package final class Feed: Sendable {
  /// An auction and the lines that viewers may be shown (what was refused is nobody else's business).
  package struct Room: Sendable {
    package var auction: Auction
    package var entries: [Entry]
    /// How many heartbeats there were: tells one from a change.
    package var beats = 0
    /// Companies with a stream open, in no order that means anything.
    package var present: Set<CompanyID> { Set(watchers.map(\.company)) }
    fileprivate var watchers: [Watcher] = []

    /// The lines after `position`: all that a viewer with this cursor has missed.
    package func entries(after position: Int64) -> ArraySlice<Entry> {
      let start = entries.partitioningIndex { $0.position > position }
      return entries[start...]
    }
  }

  fileprivate struct Watcher: Sendable {
    var id: Int
    var company: CompanyID
    var bell: AsyncStream<Void>.Continuation
  }

  private struct State {
    var rooms: [AuctionID: Room] = [:]
    var lastWatcher = 0
  }

  private let state = Mutex(State())
  private let watchersPerCompany: Int

  /// `watchersPerCompany` bounds the streams that one company may hold on one auction.
  package init(watchersPerCompany: Int) { self.watchersPerCompany = watchersPerCompany }

  package func room(_ id: AuctionID) -> Room? { state.withLock { $0.rooms[id] } }

  /// How many streams are open.
  package var watcherCount: Int { state.withLock { $0.rooms.reduce(0) { $0 + $1.value.watchers.count } } }
  package var roomCount: Int { state.withLock { $0.rooms.count } }

  // MARK: - The engine's side

  func publish(_ change: Auctioneer.Change) {
    let entries = change.entries.filter(\.isShown)
    state.withLock { state in
      state.rooms[change.id, default: Room(auction: change.auction, entries: [])].auction = change.auction
      state.rooms[change.id]?.entries += entries
      state.rooms[change.id]?.ring()
    }
  }

  /// Shows what the journal holds. A viewer of an older state is sent the difference like any other change.
  func replace(_ id: AuctionID, _ auction: Auction, _ entries: [Entry]) {
    state.withLock { state in
      var room = Room(auction: auction, entries: entries.filter(\.isShown))
      room.watchers = state.rooms[id]?.watchers ?? []
      room.beats = state.rooms[id]?.beats ?? 0
      state.rooms[id] = room
      room.ring()
    }
  }

  /// Ends every stream: this server owns the auctions no more.
  func dropAll() {
    let watchers = state.withLock { state in
      defer { state.rooms = [:] }
      return state.rooms.values.flatMap(\.watchers)
    }
    for watcher in watchers { watcher.bell.finish() }
  }

  // MARK: - The viewers' side

  package struct Watch: Sendable {
    package let bells: AsyncStream<Void>
    /// Told apart from every other one of this server.
    package let id: Int
    fileprivate let auction: AuctionID
  }

  package enum WatchRefusal: Error, Equatable, Sendable {
    case unknownAuction
    case tooManyStreams
  }

  /// A bell that rings after each change of the auction; several rings that nobody heard are one.
  package func watch(_ id: AuctionID, as company: CompanyID) throws(WatchRefusal) -> Watch {
    let (bells, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let result: Result<Int, WatchRefusal> = state.withLock { state in
      guard let room = state.rooms[id] else { return .failure(.unknownAuction) }
      guard room.watchers.count(where: { $0.company == company }) < watchersPerCompany else {
        return .failure(.tooManyStreams)
      }
      state.lastWatcher += 1
      state.rooms[id]?.watchers.append(Watcher(id: state.lastWatcher, company: company, bell: bell))
      state.rooms[id]?.ring()
      return .success(state.lastWatcher)
    }
    return Watch(bells: bells, id: try result.get(), auction: id)
  }

  package func leave(_ watch: Watch) {
    state.withLock { state in
      state.rooms[watch.auction]?.watchers.removeAll { $0.id == watch.id }
      state.rooms[watch.auction]?.ring()
    }
  }

  /// Ends somebody's watch: the bells stop.
  package func end(_ watch: Watch) {
    let bell = state.withLock { state in state.rooms[watch.auction]?.watchers.first { $0.id == watch.id }?.bell }
    bell?.finish()
  }

  /// Rings for everybody, so that even a silent auction shows that it is alive.
  package func heartbeat() {
    state.withLock { state in
      for id in state.rooms.keys {
        state.rooms[id]?.beats += 1
        state.rooms[id]?.ring()
      }
    }
  }
}

extension Feed.Room {
  fileprivate func ring() {
    for watcher in watchers { watcher.bell.yield() }
  }
}

extension Entry {
  fileprivate var isShown: Bool {
    switch event {
    case .bidRefused, .sealRefused: false
    default: true
    }
  }
}

extension Array {
  /// The first index at which `predicate` holds, given that it holds for everything after it.
  fileprivate func partitioningIndex(where predicate: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
