// The auctions as requests see them: live ones from memory, those that are over from their journal.

import Auctions
import Commerce
import Engine
import HTTPTypes
import Store
import Synchronization
import Transcript

/// An auction and the way it looks to the one who asks.
struct SeenAuction: Sendable {
  var line: AuctionLine
  var auction: Auction
  var entries: Chunked<Entry>
  var viewer: Viewer
  /// Names by company, as far as the acting company may know them.
  var names: [CompanyID: String]
  /// Titles of the lots, in order of their numbers.
  var lotTitles: [String]
  /// Whether changes will come over the feed.
  var isLive: Bool
}

struct AuctionHall: Sendable {
  let database: Database
  let engine: Engine<PostgresJournal>
  private let finished = FinishedAuctions()

  init(database: Database, engine: Engine<PostgresJournal>) {
    self.database = database
    self.engine = engine
  }

  /// The auction as `actor` may see it. 404 for who may not know of it, 403 for who has yet to accept an invitation.
  func see(_ id: AuctionID, as actor: Actor, at now: Instant) async throws -> SeenAuction {
    let found = try await database.read(as: actor, at: now) { work in
      let line = try work.auction(id)
      let requirement = try work.requirement(line.requirement).record
      let mayEnter = try work.invitations(to: line.requirement).contains {
        $0.record.supplier == actor.company && $0.record.status == .accepted
      }
      return (line, requirement.content.lots.map(\.title), mayEnter)
    }
    var (auction, entries, isLive) = try await load(id)
    if !auction.isParticipant(actor.company), found.2, actor.isVerified, actor.may(.supplier), !auction.isOver {
      // Verified after the auction was announced: admitted on arrival, even where observers may look on.
      _ = try await engine.submit(.act(.admit(Admission(actor.company))), to: id)
      (auction, entries, isLive) = try await load(id)
    }
    guard let viewer = auction.viewer(actor.company) else { throw Problem.notAdmitted }
    let companies = auction.participants.map(\.company) + [auction.announcement.buyer]
    let names = try await database.read(as: actor, at: now) { try $0.names(of: companies) }
    return SeenAuction(
      line: found.0, auction: auction, entries: entries, viewer: viewer, names: names, lotTitles: found.1,
      isLive: isLive)
  }

  /// The buyer's own auction. Somebody else's does not exist, even to whoever may see it.
  func own(_ id: AuctionID, as actor: Actor, at now: Instant) async throws -> Auction {
    let line = try await database.read(as: actor, at: now) { try $0.auction(id) }
    guard line.buyer == actor.company else { throw RecordError.notFound }
    return try await load(id).0
  }

  /// The auction itself, for decisions that its buyer takes.
  func load(_ id: AuctionID) async throws -> (Auction, Chunked<Entry>, isLive: Bool) {
    if let room = engine.feed.room(id) { return (room.auction, room.entries, !room.auction.isOver) }
    let (auction, entries) = try await finished(id)
    return (auction, entries, false)
  }

  private func finished(_ id: AuctionID) async throws -> (Auction, Chunked<Entry>) {
    if let known = finished.find(id) { return known }
    let entries: Chunked = try await database.journal(of: id).reduce(into: []) { try $0.append(EntryCodec.decode($1)) }
    guard let auction = Auction(replaying: entries) else { throw Problem.notFound }
    // A live auction that is not in the feed belongs to a server that has not taken over yet.
    guard auction.isOver else { throw Problem.unavailable("auctionNotServed", retryAfterSeconds: 1) }
    finished.keep(id, auction, entries)
    return (auction, entries)
  }

  /// Places a bid. Being refused is an answer, too.
  func bid(_ bid: Bid, in id: AuctionID, at now: Instant) async throws -> BidReply {
    do throws(EngineRejection) {
      guard case .bid(let reply) = try await engine.submit(.act(.placeBid(bid)), to: id) else { throw .unavailable }
      return reply
    } catch EngineRejection.unknownAuction {
      // Not what the feed shows, which has no answers.
      return try await finished(id).0.answerAfterEnd(to: bid, at: now)
    }
  }
}

/// The last few finished auctions that somebody looked at, replayed once.
private final class FinishedAuctions: Sendable {
  private struct Kept {
    var id: AuctionID
    var auction: Auction
    var entries: Chunked<Entry>
  }

  private static let limit = 64
  private let kept = Mutex<[Kept]>([])

  func find(_ id: AuctionID) -> (Auction, Chunked<Entry>)? {
    kept.withLock { kept in kept.first { $0.id == id }.map { ($0.auction, $0.entries) } }
  }

  func keep(_ id: AuctionID, _ auction: Auction, _ entries: Chunked<Entry>) {
    kept.withLock { kept in
      kept.removeAll { $0.id == id }
      kept.append(Kept(id: id, auction: auction, entries: entries))
      if kept.count > Self.limit { kept.removeFirst() }
    }
  }
}

extension Problem {
  static let notAdmitted = Problem(
    .forbidden, "notAdmitted", title: "Not admitted to this auction",
    detail: "Accept the invitation first; the company must be verified.")
}
