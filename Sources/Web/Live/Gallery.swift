// Who watches, and by which session or token: no stream outlives what it was opened with.

import Auctions
import Commerce
import Engine
import NIOCore
import Store
import Synchronization

/// What a viewer came in with.
enum Ticket: Hashable, Sendable {
  /// Good as long as the session acts for that company.
  case session(SessionID, CompanyID)
  case token(APITokenID)
}

/// The streams that are open on this server, and a herald for each auction that is watched.
final class Gallery: Sendable {
  private struct Heard {
    let herald: Herald
    let task: Task<Void, Never>
    /// Streams that are open or about to be.
    var streams = 0
  }

  private struct State {
    var heard: [AuctionID: Heard] = [:]
    /// By the number of the watch.
    var tickets: [Int: (line: LiveLine, ticket: Ticket)] = [:]
  }

  private let feed: Feed
  private let database: Database
  private let now: @Sendable () -> Instant
  private let state = Mutex(State())

  init(_ feed: Feed, _ database: Database, now: @escaping @Sendable () -> Instant) {
    self.feed = feed
    self.database = database
    self.now = now
  }

  /// Counts a stream in. Whoever enters must `leave`.
  func enter(_ id: AuctionID, as company: CompanyID) throws(Feed.WatchRefusal) -> Visit {
    let watch = try feed.watch(id, as: company)
    guard let herald = herald(of: id) else {
      feed.leave(watch)
      throw .unknownAuction
    }
    return Visit(watch: watch, herald: herald)
  }

  struct Visit: Sendable {
    fileprivate let watch: Feed.Watch
    fileprivate let herald: Herald
  }

  func leave(_ visit: Visit) {
    feed.leave(visit.watch)
    let done: Task<Void, Never>? = state.withLock { state in
      state.tickets[visit.watch.id] = nil
      guard let heard = state.heard[visit.watch.auction], heard.herald === visit.herald else { return nil }
      state.heard[visit.watch.auction]?.streams -= 1
      guard heard.streams == 1 else { return nil }
      state.heard[visit.watch.auction] = nil
      return heard.task
    }
    done?.cancel()
  }

  /// Seats a viewer. Called on the line's event loop.
  func seat(_ visit: Visit, _ line: LiveLine, _ knowledge: Knowledge, with ticket: Ticket?) {
    if let ticket { state.withLock { $0.tickets[visit.watch.id] = (line, ticket) } }
    visit.herald.seat(line, knowledge)
  }

  var tickets: Set<Ticket> { state.withLock { Set($0.tickets.values.map(\.ticket)) } }

  /// Ends the streams that were opened with these.
  func end(_ tickets: Set<Ticket>) {
    let lines = state.withLock { state in
      state.tickets.values.filter { tickets.contains($0.ticket) }.map(\.line)
    }
    for line in lines { line.loop.execute { line.end() } }
  }

  private func herald(of id: AuctionID) -> Herald? {
    state.withLock { state in
      if state.heard[id] == nil {
        guard let bells = feed.bells(of: id) else { return nil }
        let herald = Herald(of: id, feed, database, now: now)
        let task = Task { [self] in
          await herald.run(bells)
          retire(herald, of: id)
        }
        state.heard[id] = Heard(herald: herald, task: task)
      }
      state.heard[id]?.streams += 1
      return state.heard[id]?.herald
    }
  }

  /// One who has nothing more to tell takes no more viewers.
  private func retire(_ herald: Herald, of id: AuctionID) {
    state.withLock { if $0.heard[id]?.herald === herald { $0.heard[id] = nil } }
  }
}

extension House {
  /// Ends the streams whose session has ended or acts for another company, and those of revoked tokens. Two questions
  /// to the database, however many watch. While it does not answer, nobody is turned out.
  func endOrphanedStreams() async {
    let tickets = gallery.tickets
    guard !tickets.isEmpty, let standing = try? await standing(tickets) else { return }
    gallery.end(tickets.subtracting(standing))
  }

  private func standing(_ tickets: Set<Ticket>) async throws -> Set<Ticket> {
    var sessions: [SessionID] = []
    var tokens: [APITokenID] = []
    for ticket in tickets {
      switch ticket {
      case .session(let id, _): sessions.append(id)
      case .token(let id): tokens.append(id)
      }
    }
    var standing: Set<Ticket> = []
    if !sessions.isEmpty {
      for (id, company) in try await database.standingSessions(sessions, at: now()) {
        standing.insert(.session(id, company))
      }
    }
    if !tokens.isEmpty { standing.formUnion(try await database.standingTokens(tokens).map(Ticket.token)) }
    return standing
  }
}

extension Visitor {
  /// Nil for who came in with nothing, and sees no auction.
  var ticket: Ticket? {
    switch self {
    case .anonymous: nil
    case .person(let signedIn): signedIn.company.map { .session(signedIn.session, $0) }
    case .program(let bearer): .token(APITokenID(bits: bearer.actor.id.bits))
    }
  }
}
