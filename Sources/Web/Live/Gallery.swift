// Who watches, and by which session or token: no stream outlives what it was opened with.

import Auctions
import Commerce
import Engine
import Store
import Synchronization

/// What a viewer came in with.
enum Ticket: Hashable, Sendable {
  /// Good as long as the session acts for that company.
  case session(SessionID, CompanyID)
  case token(APITokenID)
}

/// The streams that are open on this server.
final class Gallery: Sendable {
  private struct Seat {
    var watch: Feed.Watch
    var ticket: Ticket
  }

  private let seats = Mutex<[Int: Seat]>([:])

  func enter(_ watch: Feed.Watch, with ticket: Ticket?) {
    guard let ticket else { return }
    seats.withLock { $0[watch.id] = Seat(watch: watch, ticket: ticket) }
  }

  func leave(_ watch: Feed.Watch) { seats.withLock { $0[watch.id] = nil } }

  var tickets: Set<Ticket> { seats.withLock { Set($0.values.map(\.ticket)) } }

  func watches(with tickets: Set<Ticket>) -> [Feed.Watch] {
    seats.withLock { seats in seats.values.filter { tickets.contains($0.ticket) }.map(\.watch) }
  }
}

extension House {
  /// Ends the streams whose session has ended or acts for another company, and those of revoked tokens. Two questions
  /// to the database, however many watch. While it does not answer, nobody is turned out.
  func endOrphanedStreams() async {
    let tickets = gallery.tickets
    guard !tickets.isEmpty, let standing = try? await standing(tickets) else { return }
    for watch in gallery.watches(with: tickets.subtracting(standing)) { engine.feed.end(watch) }
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
