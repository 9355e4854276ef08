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
    let seed: Bytes32?
    var auction: Auction
    var nextDue: Instant? { auction.nextDue(seed: seed) }
  }

  private var owned: [Owned] = []
  private var places: [AuctionID: Int] = [:]
  /// Over since this owner began: their journals answer for them.
  private var finished: Set<AuctionID> = []
  /// Requirements whose auction was held.
  private var served: Set<RequirementID> = []
  /// Of the lines that were taken over the last one: when it was written, somebody was there.
  package private(set) var lastStamp: Instant?

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
    add(
      Owned(
        id: recorded.auction, requirement: recorded.requirement, epoch: recorded.epoch, seed: recorded.seed,
        auction: auction))
    lastStamp = [lastStamp, entries.last?.at].compactMap { $0 }.max()
    return entries
  }

  /// Lets go of what is over and changes no more.
  package mutating func forgetFinished() {
    guard owned.contains(where: { $0.auction.isOver }) else { return }
    for one in owned where one.auction.isOver {
      finished.insert(one.id)
      if one.auction.phase == .closed { served.insert(one.requirement) }
    }
    owned.removeAll { $0.auction.isOver }
    places = Dictionary(uniqueKeysWithValues: owned.enumerated().map { ($1.id, $0) })
  }

  package func auction(_ id: AuctionID) -> Auction? { places[id].map { owned[$0].auction } }

  /// When something happens by itself next.
  package var nextDue: Instant? { owned.compactMap(\.nextDue).min() }

  /// The server was away from `since` until `now`: every running auction is given what its rules say, and so is one
  /// that was to open in that time.
  package mutating func recover(since: Instant, at now: Instant) -> Batch {
    var draft = Draft()
    let away = since.milliseconds(until: now)
    for place in owned.indices where owned[place].auction.phase == .open || owned[place].auction.opensAt < now {
      guard let events = try? owned[place].auction.decide(.recover(awayMilliseconds: away), at: now) else { continue }
      fold(events, into: place, at: now, &draft)
    }
    return finish(draft)
  }

  /// How often an owner is to say that it is there: what is open loses every second of an outage, what waits only its
  /// start. `nil`: nobody would miss it.
  package var noteMilliseconds: Int64? {
    if owned.contains(where: { $0.auction.phase == .open }) { return 1_000 }
    return owned.contains { $0.auction.phase == .scheduled } ? 60_000 : nil
  }

  /// Decides everything in order of receipt, then lets happen what is due at `now`.
  package mutating func decide(_ submissions: [Submission], at now: Instant) -> Batch {
    var draft = Draft()
    for submission in submissions {
      if let place = places[submission.auction] { tick(place, at: submission.receivedAt, &draft) }
      draft.answers.append(answer(submission, &draft))
    }
    for place in owned.indices where owned[place].nextDue.map({ $0 <= now }) ?? false {
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
    case .schedule(let requirement, let announcement, let participants, let seed, let keyParts):
      let opening = Append.Opening(
        requirement: requirement, buyer: announcement.buyer, at: now, seed: seed, keyParts: keyParts)
      let place = try schedule(submission.auction, announcement, participants, opening, &draft)
      return .done(position: owned[place].auction.position)
    case .act(.placeBid(let bid)):
      // What was answered to a bid's key before stands in the journal.
      guard let place = places[submission.auction] else { throw .unknownAuction }
      return .bid(try placeBid(place, bid, at: now, &draft))
    case .act(.seal(let offer)):
      let place = try place(of: submission.auction)
      return .bid(try seal(place, offer, at: now, &draft))
    case .act(.open(let lot, let offers, _)):
      let place = try place(of: submission.auction)
      try act(place, .open(lot, offers, seed: owned[place].seed), at: now, &draft)
      return .done(position: owned[place].auction.position)
    case .act(.cancel(let reason)):
      let place = try place(of: submission.auction)
      try cancel(place, reason, at: now, &draft)
      return .done(position: owned[place].auction.position)
    case .act(.moveOpening(let opensAt)):
      let place = try place(of: submission.auction)
      try act(place, .moveOpening(to: Self.present(opensAt, at: now)), at: now, &draft)
      return .done(position: owned[place].auction.position)
    case .act(let command):
      let place = try place(of: submission.auction)
      try act(place, command, at: now, &draft)
      return .done(position: owned[place].auction.position)
    }
  }

  private func place(of id: AuctionID) throws(EngineRejection) -> Int {
    if let place = places[id] { return place }
    throw finished.contains(id) ? .rejected(.alreadyOver) : .unknownAuction
  }

  /// What chance has decided so far can be checked even after a cancellation.
  private mutating func cancel(
    _ place: Int, _ reason: String, at now: Instant, _ draft: inout Draft
  ) throws(EngineRejection) {
    do throws(Auction.Rejection) {
      _ = try owned[place].auction.decide(.cancel(reason: reason), at: now)
    } catch { throw .rejected(error) }
    if let seed = owned[place].seed, owned[place].auction.phase == .open {
      try act(place, .reveal(seed), at: now, &draft)
    }
    try act(place, .cancel(reason: reason), at: now, &draft)
  }

  /// With its first participants, or not at all.
  private mutating func schedule(
    _ id: AuctionID, _ announcement: Announcement, _ participants: [Admission], _ opening: Append.Opening,
    _ draft: inout Draft
  ) throws(EngineRejection) -> Int {
    let now = opening.at
    guard places[id] == nil, !served.contains(opening.requirement) else { throw .auctionExists }
    // The table says the same by its unique index, but there it would cost the whole batch.
    guard !owned.contains(where: { $0.requirement == opening.requirement && $0.auction.phase != .cancelled }) else {
      throw .auctionExists
    }
    var announcement = announcement
    announcement.opensAt = Self.present(announcement.opensAt, at: now)
    let event: Auction.Event
    do throws(Auction.ScheduleRejection) { event = try Auction.schedule(announcement, at: now) } catch {
      throw .schedule(error)
    }
    var entries = [Entry(position: 0, at: now, event: event)]
    guard var auction = Auction(replaying: entries) else { throw .unknownAuction }
    for admission in participants { entries += try Self.admit(admission, to: &auction, at: now) }
    let place = add(
      Owned(id: id, requirement: opening.requirement, epoch: 1, seed: opening.seed, auction: auction))
    draft.record(entries, of: place, from: 0, opening: opening)
    return place
  }

  private static func admit(
    _ admission: Admission, to auction: inout Auction, at now: Instant
  ) throws(EngineRejection) -> [Entry] {
    do throws(Auction.Rejection) {
      return try auction.decide(.admit(admission), at: now).map { event in
        let entry = Entry(position: auction.position, at: now, event: event)
        auction.fold(entry)
        return entry
      }
    } catch { throw .rejected(error) }
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

  private mutating func seal(
    _ place: Int, _ offer: SealedOffer, at now: Instant, _ draft: inout Draft
  ) throws(EngineRejection) -> BidReply {
    if let reply = try owned[place].auction.answered(offer) { return reply }
    guard !owned[place].auction.isOver else { throw .rejected(.alreadyOver) }
    try act(place, .seal(offer), at: now, &draft)
    guard var reply = try owned[place].auction.answered(offer) else { throw .unavailable }
    reply.isRepeated = false
    return reply
  }

  private mutating func tick(_ place: Int, at now: Instant, _ draft: inout Draft) {
    // Opening and closing may fall into one tick: go on until nothing is due.
    while let due = owned[place].nextDue, due <= now {
      guard let events = try? owned[place].auction.decide(.tick(seed: owned[place].seed), at: now), !events.isEmpty
      else { return }
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
      shown.answers = AnswerTable()
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
  /// What the journal already says about the bid's key.
  fileprivate func answered(_ bid: Bid) throws(EngineRejection) -> BidReply? {
    switch earlier(bid) {
    case nil: return nil
    case .conflict: throw .keyConflict
    case .same(let answer): return reply(answer, to: bid.bidder, isRepeated: true)
    }
  }

  fileprivate func answered(_ offer: SealedOffer) throws(EngineRejection) -> BidReply? {
    switch earlier(offer) {
    case nil: return nil
    case .conflict: throw .keyConflict
    case .same(let answer): return reply(answer, to: offer.bidder, isRepeated: true)
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
    BidReply(answer: answer, now: afterBid(of: bidder, on: answer.lot), isRepeated: isRepeated)
  }
}
