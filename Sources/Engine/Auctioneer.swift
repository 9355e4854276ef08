// The one owner of live auctions: decides a batch in memory and says what must become durable.

package import Auctions
import Commerce
import Transcript

/// Noncopyable: there can be no second truth. Knows no thread, no clock and no database.
package struct Auctioneer: ~Copyable {
  private struct Owned {
    let id: AuctionID
    let requirement: RequirementID
    let epoch: Int64
    var auction: Auction
  }

  private var owned: [Owned] = []
  private var places: [AuctionID: Int] = [:]

  package init() {}

  /// What a batch has decided. Nothing of it counts before `appends` are durable.
  package struct Batch: Sendable {
    package var answers: [EngineAnswer] = []
    package var appends: [Append] = []
    package var changes: [Change] = []
  }

  /// An auction after a batch, and the lines that made it so.
  package struct Change: Sendable {
    package var id: AuctionID
    package var auction: Auction
    package var entries: [Entry]
  }

  /// Takes an auction over as the journal holds it.
  @discardableResult package mutating func replay(_ recorded: Recorded) throws -> [Entry] {
    let entries = try recorded.lines.map { try EntryCodec.decode($0) }
    guard let auction = Auction(replaying: entries) else { throw JournalError.unavailable("no announcement") }
    add(Owned(id: recorded.auction, requirement: recorded.requirement, epoch: recorded.epoch, auction: auction))
    return entries
  }

  package func auction(_ id: AuctionID) -> Auction? { places[id].map { owned[$0].auction } }

  /// When something happens by itself next.
  package var nextDue: Instant? { owned.compactMap(\.auction.nextDue).min() }

  /// Decides everything in order of receipt, then lets happen what is due at `now`.
  package mutating func decide(_ submissions: [Submission], at now: Instant) -> Batch {
    var draft = Draft()
    for submission in submissions {
      if let place = places[submission.auction] { tick(place, at: submission.receivedAt, &draft) }
      draft.answers.append(answer(submission, &draft))
    }
    for place in owned.indices where owned[place].auction.nextDue.map({ $0 <= now }) ?? false {
      tick(place, at: now, &draft)
    }
    return finish(draft)
  }

  // MARK: - One command

  private mutating func answer(_ submission: Submission, _ draft: inout Draft) -> EngineAnswer {
    do throws(EngineRejection) { return .success(try reply(to: submission, &draft)) } catch { return .failure(error) }
  }

  private mutating func reply(to submission: Submission, _ draft: inout Draft) throws(EngineRejection) -> Reply {
    let now = submission.receivedAt
    switch submission.command {
    case .schedule(let requirement, let announcement, let participants):
      let place = try schedule(submission.auction, announcement, requirement: requirement, at: now, &draft)
      for company in participants { try act(place, .admit(company), at: now, &draft) }
      return .done(position: owned[place].auction.position)
    case .act(.placeBid(let bid)):
      guard let place = places[submission.auction] else { throw .unknownAuction }
      return .bid(try placeBid(place, bid, at: now, &draft))
    case .act(.moveOpening(let opensAt)):
      guard let place = places[submission.auction] else { throw .unknownAuction }
      try act(place, .moveOpening(to: Self.present(opensAt, at: now)), at: now, &draft)
      return .done(position: owned[place].auction.position)
    case .act(let command):
      guard let place = places[submission.auction] else { throw .unknownAuction }
      try act(place, command, at: now, &draft)
      return .done(position: owned[place].auction.position)
    }
  }

  private mutating func schedule(
    _ id: AuctionID, _ announcement: Announcement, requirement: RequirementID, at now: Instant, _ draft: inout Draft
  ) throws(EngineRejection) -> Int {
    guard places[id] == nil else { throw .auctionExists }
    // The table says the same by its unique index, but there it would cost the whole batch.
    guard !owned.contains(where: { $0.requirement == requirement && $0.auction.phase != .cancelled }) else {
      throw .auctionExists
    }
    var announcement = announcement
    announcement.opensAt = Self.present(announcement.opensAt, at: now)
    let event: Auction.Event
    do throws(Auction.ScheduleRejection) { event = try Auction.schedule(announcement, at: now) } catch {
      throw .schedule(error)
    }
    let entry = Entry(position: 0, at: now, event: event)
    guard let auction = Auction(replaying: [entry]) else { throw .unknownAuction }
    let place = add(Owned(id: id, requirement: requirement, epoch: 1, auction: auction))
    let opening = Append.Opening(requirement: requirement, buyer: announcement.buyer, at: now)
    draft.record([entry], of: place, from: 0, opening: opening)
    return place
  }

  /// "Now" was a moment ago when the command gets here: a start at most a minute past is a start at the stamp.
  private static func present(_ opensAt: Instant, at now: Instant) -> Instant {
    opensAt < now && opensAt.adding(milliseconds: 60_000) > now ? now : opensAt
  }

  private mutating func act(
    _ place: Int, _ command: Auction.Command, at now: Instant, _ draft: inout Draft
  ) throws(EngineRejection) {
    do throws(Auction.Rejection) {
      let events = try owned[place].auction.decide(command, at: now)
      fold(events, into: place, at: now, &draft)
    } catch { throw .rejected(error) }
  }

  private mutating func placeBid(
    _ place: Int, _ bid: Bid, at now: Instant, _ draft: inout Draft
  ) throws(EngineRejection) -> BidReply {
    // Read in place: a local copy would make the next change copy every answer.
    if let reply = try owned[place].auction.answered(bid) { return reply }
    guard !owned[place].auction.isOver else { return owned[place].auction.refusalAfterEnd(of: bid, at: now) }
    try act(place, .placeBid(bid), at: now, &draft)
    guard var reply = try owned[place].auction.answered(bid) else { throw .unavailable }
    reply.isRepeated = false
    return reply
  }

  private mutating func tick(_ place: Int, at now: Instant, _ draft: inout Draft) {
    // Opening and closing may fall into one tick: go on until nothing is due.
    while let due = owned[place].auction.nextDue, due <= now {
      guard let events = try? owned[place].auction.decide(.tick, at: now), !events.isEmpty else { return }
      fold(events, into: place, at: now, &draft)
    }
  }

  private mutating func fold(_ events: [Auction.Event], into place: Int, at now: Instant, _ draft: inout Draft) {
    guard !events.isEmpty else { return }
    let from = owned[place].auction.position
    var entries: [Entry] = []
    for event in events {
      let entry = Entry(position: owned[place].auction.position, at: now, event: event)
      owned[place].auction.fold(entry)
      entries.append(entry)
    }
    draft.record(entries, of: place, from: from, opening: nil)
  }

  // MARK: - The batch

  private struct Draft {
    struct Lines {
      var place: Int
      var expected: Int64
      var entries: [Entry]
      var opening: Append.Opening?
    }

    var answers: [EngineAnswer] = []
    var lines: [Lines] = []
    private var index: [Int: Int] = [:]

    mutating func record(_ entries: [Entry], of place: Int, from: Int64, opening: Append.Opening?) {
      if let known = index[place] {
        lines[known].entries += entries
      } else {
        index[place] = lines.count
        lines.append(Lines(place: place, expected: from, entries: entries, opening: opening))
      }
    }
  }

  private func finish(_ draft: Draft) -> Batch {
    var batch = Batch(answers: draft.answers)
    for lines in draft.lines {
      let owned = owned[lines.place]
      let auction = owned.auction
      batch.appends.append(
        Append(
          auction: owned.id, epoch: owned.epoch, expected: lines.expected,
          lines: lines.entries.map { EntryCodec.encode($0) }, phase: auction.phase, opensAt: auction.opensAt,
          closesAt: auction.lots.map(\.closesAt).max() ?? auction.opensAt, opening: lines.opening))
      // Viewers need no answers, and sharing them would make the next bid copy them all.
      var shown = auction
      shown.answers = [:]
      batch.changes.append(Change(id: owned.id, auction: shown, entries: lines.entries))
    }
    return batch
  }

  @discardableResult private mutating func add(_ new: Owned) -> Int {
    places[new.id] = owned.count
    owned.append(new)
    return owned.count - 1
  }
}

extension Auction {
  package var isOver: Bool { phase == .closed || phase == .cancelled }

  /// What the journal already says about the bid's key.
  fileprivate func answered(_ bid: Bid) throws(EngineRejection) -> BidReply? {
    switch earlier(bid) {
    case nil: return nil
    case .conflict: throw .keyConflict
    case .same(let answer): return reply(answer, to: bid.bidder, isRepeated: true)
    }
  }

  /// After the end every new bid is refused without a line in the journal, which is complete.
  package func refusalAfterEnd(of bid: Bid, at now: Instant) -> BidReply {
    let refusal = Refusal(isParticipant(bid.bidder) ? .alreadyClosed : .notAdmitted, offered: bid.price)
    let answer = Answer(
      lot: bid.lot, price: bid.price, position: position, receivedAt: now, outcome: .refused(refusal))
    return reply(answer, to: bid.bidder, isRepeated: false)
  }

  /// The answer to a bid on an auction that is over, read from its journal.
  package func answerAfterEnd(to bid: Bid, at now: Instant) throws(EngineRejection) -> BidReply {
    try answered(bid) ?? refusalAfterEnd(of: bid, at: now)
  }

  private func reply(_ answer: Answer, to bidder: CompanyID, isRepeated: Bool) -> BidReply {
    let seen = view(for: .bidder(bidder), entries: []).lots.first { $0.number == answer.lot }
    return BidReply(answer: answer, lot: seen, isRepeated: isRepeated)
  }
}
