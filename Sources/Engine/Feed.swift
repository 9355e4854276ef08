// What everyone who watches reads: the last durable state of each auction, and a bell that rings when it changes.

package import Auctions
import Synchronization

/// Holds no queue for any viewer, and one bell for each auction, however many watch it.
package final class Feed: Sendable {
  /// An auction and the lines that viewers may be shown (what was refused is nobody else's business).
  package struct Room: Sendable {
    package fileprivate(set) var auction: Auction
    package fileprivate(set) var entries: Chunked<Entry>
    /// How many heartbeats there were: tells one from a change.
    package fileprivate(set) var beats = 0
    fileprivate var watches: [CompanyID: Set<Int>] = [:]
    fileprivate var bell: AsyncStream<Void>.Continuation?
    /// Heartbeats since the auction was over and nobody watched it.
    fileprivate var deserted = 0

    fileprivate init(_ auction: Auction) {
      self.auction = auction
      entries = []
    }

    /// Companies with a stream open.
    package var present: Set<CompanyID> { Set(watches.keys) }
    package func isPresent(_ company: CompanyID) -> Bool { watches[company] != nil }

    /// The lines after `position`: all that a viewer with this cursor has missed.
    package func entries(after position: Int64) -> Slice<Chunked<Entry>> {
      entries.suffix { $0.position > position }
    }
  }

  private struct State {
    var rooms: [AuctionID: Room] = [:]
    var lastWatch = 0
  }

  private let state = Mutex(State())
  private let watchersPerCompany: Int

  /// `watchersPerCompany` bounds the streams that one company may hold on one auction.
  package init(watchersPerCompany: Int) { self.watchersPerCompany = watchersPerCompany }

  package func room(_ id: AuctionID) -> Room? { state.withLock { $0.rooms[id] } }

  /// How many streams are open.
  package var watcherCount: Int {
    state.withLock { $0.rooms.values.reduce(0) { $0 + $1.watches.values.reduce(0) { $0 + $1.count } } }
  }
  package var roomCount: Int { state.withLock { $0.rooms.count } }

  // MARK: - The engine's side

  func publish(_ change: Auctioneer.Change) {
    state.withLock { state in
      // A finished auction that has left is in its journal, which is whole; what comes after its end is not.
      guard state.rooms[change.id] != nil || change.entries.first?.position == 0 else { return }
      state.rooms[change.id, default: Room(change.auction)].take(change.auction, change.entries)
    }
  }

  /// Shows what the journal holds. A viewer of an older state is sent the difference like any other change.
  func replace(_ id: AuctionID, _ auction: Auction, _ entries: [Entry]) {
    state.withLock { state in
      state.rooms[id, default: Room(auction)].entries = []
      state.rooms[id]?.take(auction, entries)
    }
  }

  /// Ends every stream: this server owns the auctions no more.
  func dropAll() {
    let bells = state.withLock { state in
      defer { state.rooms = [:] }
      return state.rooms.values.compactMap(\.bell)
    }
    for bell in bells { bell.finish() }
  }

  // MARK: - The viewers' side

  /// A stream of one company on one auction.
  package struct Watch: Sendable {
    package let auction: AuctionID
    package let company: CompanyID
    /// Told apart from every other one of this server.
    package let id: Int
  }

  package enum WatchRefusal: Error, Equatable, Sendable {
    case unknownAuction
    case tooManyStreams
  }

  /// Counts a stream in. Whoever opens it must `leave`.
  package func watch(_ id: AuctionID, as company: CompanyID) throws(WatchRefusal) -> Watch {
    let result: Result<Watch, WatchRefusal> = state.withLock { state in
      guard let room = state.rooms[id] else { return .failure(.unknownAuction) }
      guard room.watches[company]?.count ?? 0 < watchersPerCompany else { return .failure(.tooManyStreams) }
      state.lastWatch += 1
      state.rooms[id]?.watches[company, default: []].insert(state.lastWatch)
      state.rooms[id]?.ring()
      return .success(Watch(auction: id, company: company, id: state.lastWatch))
    }
    return try result.get()
  }

  package func leave(_ watch: Watch) {
    state.withLock { state in
      guard state.rooms[watch.auction]?.watches[watch.company]?.remove(watch.id) != nil else { return }
      if state.rooms[watch.auction]?.watches[watch.company]?.isEmpty ?? false {
        state.rooms[watch.auction]?.watches[watch.company] = nil
      }
      state.rooms[watch.auction]?.ring()
    }
  }

  /// The bell of an auction, which rings after each change; several rings that nobody heard are one. One may listen:
  /// whoever did so before hears nothing more. It ends when the auction is no longer served here.
  package func bells(of id: AuctionID) -> AsyncStream<Void>? {
    let (bells, bell) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let former: AsyncStream<Void>.Continuation?? = state.withLock { state in
      guard let room = state.rooms[id] else { return nil }
      state.rooms[id]?.bell = bell
      return .some(room.bell)
    }
    guard let former else { return nil }
    former?.finish()
    return bells
  }

  package func ring(_ id: AuctionID) { state.withLock { $0.rooms[id]?.ring() } }

  /// Rings for everybody, so that even a silent auction shows that it is alive. What is over and watched by nobody
  /// leaves the feed after some beats: its journal has it.
  package func heartbeat() {
    state.withLock { state in
      for id in state.rooms.keys {
        state.rooms[id]?.beat()
        if state.rooms[id]?.isDeserted ?? false { state.rooms[id] = nil }
      }
    }
  }
}

extension Feed.Room {
  fileprivate mutating func take(_ auction: Auction, _ entries: [Entry]) {
    self.auction = auction
    for entry in entries where entry.isShown { self.entries.append(entry) }
    ring()
  }

  fileprivate func ring() { bell?.yield() }

  fileprivate mutating func beat() {
    beats += 1
    deserted = auction.isOver && watches.isEmpty ? deserted + 1 : 0
    ring()
  }

  fileprivate var isDeserted: Bool { deserted > 6 }
}

extension Entry {
  fileprivate var isShown: Bool {
    switch event {
    case .bidRefused, .sealRefused: false
    default: true
    }
  }
}
