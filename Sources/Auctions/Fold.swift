// What did happen: the only code that changes an auction. An event that reached the journal is never argued with.

/// One line of an auction's journal.
package struct Entry: Equatable, Sendable {
  /// 0 for the first event; dense within one auction.
  package var position: Int64
  /// The stamp: of receipt for a bid, of the batch for everything else.
  package var at: Instant
  package var event: Auction.Event
  package init(position: Int64, at: Instant, event: Auction.Event) {
    self.position = position
    self.at = at
    self.event = event
  }
}

extension Auction {
  /// The auction that a whole journal makes; `nil` unless it begins with the announcement.
  package init?(replaying entries: some Sequence<Entry>) {
    var auction: Auction?
    for entry in entries {
      if auction == nil {
        guard case .scheduled(let announcement) = entry.event else { return nil }
        auction = Auction(announcement)
        auction?.position = 1
      } else {
        auction?.fold(entry)
      }
    }
    guard let auction else { return nil }
    self = auction
  }

  /// Decides a command and folds what it brings about, which is appended to `events` for the journal.
  package mutating func carryOut(
    _ command: consuming Command, at now: Instant, into events: inout [Event]
  ) throws(Rejection) {
    let first = events.count
    guard case .placeBid(let bid) = command else {
      try decide(command, at: now, into: &events)
      for place in first..<events.count { fold(events[place], at: now) }
      return
    }
    _ = consume command
    guard let outcome = consequences(of: bid, at: now, into: &events) else { return }
    fold(bid, outcome, at: now)
    for place in first..<events.count { fold(events[place], at: now) }
    // Handed on, not copied: counting another reference would first wait until everything above has reached memory.
    events.insert(Event(consume bid, outcome), before: first)
  }

  package mutating func fold(_ entry: Entry) {
    assert(entry.position == position)
    fold(entry.event, at: entry.at)
  }

  /// Folds the event that comes next.
  package mutating func fold(_ event: Event, at now: Instant) {
    switch event {
    case .bidPlaced(let bid): fold(bid, .placed, at: now)
    case .bidRefused(let bid, let refusal): fold(bid, .refused(refusal), at: now)
    default: foldRest(event, at: now)
    }
  }

  /// A bid, and what became of it.
  private mutating func fold(_ bid: Bid, _ outcome: Answer.Outcome, at now: Instant) {
    switch outcome {
    case .placed: stand(bid, at: now)
    case .refused(let refusal): noteDoubt(bid, refusal)
    case .sealed: break
    }
    remember(bid, outcome, at: now)
    position += 1
    noteEnds()
  }

  private mutating func foldRest(_ event: Event, at now: Instant) {
    let position = position
    self.position += 1
    switch event {
    case .offerSealed(let offer): keep(offer, at: now, position)
    case .sealRefused(let offer, let reason):
      remember(offer, .refused(Refusal(reason, offered: .zero)), at: now, position)
    default:
      foldRest(event, at: now, position)
      // Any of these may move an end, or let one pass.
      ends.isKnown = false
      return
    }
    noteEnds()
  }

  private mutating func foldRest(_ event: Event, at now: Instant, _ position: Int64) {
    switch event {
    case .scheduled: assertionFailure("an auction is announced once")
    case .offerOpened(let lot, let opened):
      stand(opened, on: lot)
      notePrice(of: lot, at: now, position)
    case .participantAdmitted, .observerAdmitted, .participantDisqualified, .participantReinstated:
      foldParticipants(event, at: now, position)
    case .openingMoved, .opened, .paused, .resumed, .interrupted, .rulesChanged, .seedRevealed, .closed, .cancelled:
      foldAuction(event, at: now)
    default: foldLot(event, at: now, position)
    }
  }

  private mutating func foldAuction(_ event: Event, at now: Instant) {
    switch event {
    case .openingMoved(let opensAt):
      self.opensAt = opensAt
      plan()
    case .opened:
      phase = .open
      openedAt = now
      for index in lots.indices { lots[index].notePrice(at: now, position: position - 1) }
    case .paused: pausedAt = now
    case .resumed: resume(at: now)
    case .interrupted(let milliseconds): makeUp(milliseconds, now)
    case .rulesChanged(let rules, _): self.rules = rules
    case .seedRevealed(let seed):
      self.seed = seed
      for index in lots.indices { drawTies(on: index) }
    case .closed: phase = .closed
    case .cancelled: cancel()
    default: break
    }
  }

  private mutating func foldParticipants(_ event: Event, at now: Instant, _ position: Int64) {
    switch event {
    case .participantAdmitted(let admission): add(admission)
    case .observerAdmitted(let company): observers.append(company)
    case .participantDisqualified(let company, _):
      disqualify(company, true)
      for index in lots.indices {
        lots[index].setAside(company)
        notePrice(of: lots[index].number, at: now, position)
      }
    case .participantReinstated(let company, _):
      disqualify(company, false)
      for index in lots.indices {
        lots[index].bringBack(company)
        notePrice(of: lots[index].number, at: now, position)
      }
    default: break
    }
  }

  private mutating func foldLot(_ event: Event, at now: Instant, _ position: Int64) {
    switch event {
    case .stageBegan(let lot, let stage, let end):
      begin(stage, of: lot, until: end, at: now)
      notePrice(of: lot, at: now, position)
    case .turnsOrdered(let lot, _, let order):
      change(lot) { lot in
        lot.publishTurn()
        lot.turns = order
      }
      notePrice(of: lot, at: now, position)
    case .bidderLeft(let lot, let bidder, let why): change(lot) { $0.departed.append(.init(bidder: bidder, why: why)) }
    case .offerRetracted(let lot, _): change(lot) { $0.pending = nil }
    case .offerWithdrawn(let lot, let bidder, _):
      change(lot) { lot in
        lot.offers.removeAll { $0.bidder == bidder }
        // A limit that was the slip of the pen must not bid again.
        lot.proxies.removeAll { $0.bidder == bidder }
      }
      notePrice(of: lot, at: now, position)
    case .proxySet(let proxy): change(proxy.lot) { $0.set(proxy) }
    case .proxyDropped(let lot, let bidder): change(lot) { $0.proxies.removeAll { $0.bidder == bidder } }
    case .lotExtended(let lot, let until, let cause): extend(lot, until: until, cause)
    case .lotClosed(let lot, let winners): change(lot) { $0.close(winners, at: now) }
    case .offerVoid(let lot, let opened, let refusal):
      change(lot) { $0.voided.append(.init(bidder: opened.bidder, refusal: refusal)) }
    case .offerUnreadable(let lot, let bidder): change(lot) { $0.voided.append(.init(bidder: bidder, refusal: nil)) }
    case .closedEarly: break
    default: break
    }
  }

  private mutating func add(_ admission: Admission) {
    var participant = Participant(admission)
    let rate = rate(of: admission.currency) ?? .one
    if rules.ranking.model != .price || rate != .one {
      participant.terms = lots.map {
        (try? rules.ranking.terms(admission.declarations, lot: $0.number, rate: rate)) ?? .plain
      }
    }
    if let place = self.participant(admission.company) {
      participant.isDisqualified = participants[place].isDisqualified
      participants[place] = participant
    } else {
      participants.append(participant)
      if phase == .scheduled { plan() }
    }
  }

  private mutating func disqualify(_ company: CompanyID, _ isDisqualified: Bool) {
    if let place = participant(company) { participants[place].isDisqualified = isDisqualified }
  }

  private mutating func cancel() {
    phase = .cancelled
    pausedAt = nil
    for index in lots.indices where lots[index].phase != .closed {
      lots[index].phase = .cancelled
      lots[index].stage = .over
      lots[index].stageEndsAt = nil
    }
  }

  private mutating func begin(_ stage: Stage, of number: LotNumber, until end: Instant?, at now: Instant) {
    guard let index = index(of: number) else { return }
    let began = lots[index].nextStageBegins(noticed: now)
    lots[index].publishTurn()
    if stage == .waiting {
      lots[index].opensAt = end ?? lots[index].opensAt
    } else {
      if lots[index].phase == .scheduled { lots[index].beganAt = began }
      lots[index].phase = .open
    }
    switch stage {
    // What was offered before the opening counts for the first phase.
    case .bidding(phase: 1): lots[index].active = lots[index].offers.map(\.bidder)
    case .bidding, .sealed: lots[index].active = []
    default: break
    }
    lots[index].stageBeganAt = began
    if case .sealed = stage {
      lots[index].sealed = []
      lots[index].voided = []
    }
    lots[index].stage = stage
    lots[index].stageEndsAt = end
    guard let end else { return }
    let owed = isLast(stage) ? 0 : lots[index].owedMilliseconds
    lots[index].closesAt = plannedClose(of: index, stage, endsAt: end).adding(milliseconds: owed)
    if stage != .improvement, stage != .hidden { lots[index].announcedClose = lots[index].closesAt }
  }

  private mutating func extend(_ number: LotNumber, until end: Instant, _ cause: Cause) {
    guard let index = index(of: number) else { return }
    switch cause {
    case .softClose:
      lots[index].extend(until: end, isAnnounced: false)
      lots[index].extensions += 1
    case .otherLot:
      // Lots with one end share its total as well; a staggered lot is pushed as a whole.
      if case .staggered = rules.clock.lots {
        lots[index].extend(until: end, isAnnounced: true)
      } else {
        lots[index].extend(until: end, isAnnounced: false)
      }
    case .buyer: lots[index].extend(until: end, isAnnounced: true)
    }
  }

  private mutating func change(_ number: LotNumber, _ body: (inout Lot) -> Void) {
    guard let index = index(of: number) else { return }
    body(&lots[index])
  }
}
