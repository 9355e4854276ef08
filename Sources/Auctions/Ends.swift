// When lots end: the plan, what is due, and the soft close applied.

extension Auction {
  /// Starts and ends as they are before anything has happened.
  mutating func plan() {
    var start = opensAt
    for index in lots.indices {
      lots[index].opensAt = start
      lots[index].closesAt = start.adding(milliseconds: plannedLength(of: index))
      lots[index].announcedClose = lots[index].closesAt
      if case .serial(let pause) = rules.clock.lots { start = lots[index].closesAt.adding(milliseconds: pause) }
    }
  }

  private func plannedLength(of index: Int) -> Int64 {
    switch rules.clock.format {
    case .english(let english): english.durationMilliseconds * Int64(english.phases) + stagger(index)
    case .japanese(let clock): clock.intervalMilliseconds * (levels(on: index)?.count ?? 1)
    case .dutch(let clock): clock.intervalMilliseconds * (levels(on: index)?.count ?? 1)
    case .sealed(let sealed):
      sealed.durationMilliseconds + sealed.length(after: 1) + stagger(index)
    case .turns(let turns): turns.firstPauseMilliseconds + turns.length(after: 1, speakers: participants.count)
    }
  }

  /// How much later than the first lot this one ends.
  func stagger(_ index: Int) -> Int64 {
    if case .staggered(let interval) = rules.clock.lots { interval * Int64(index) } else { 0 }
  }

  /// When the lot ends if the stage that ends at `end` is followed by all others.
  func plannedClose(of index: Int, _ stage: Stage, endsAt end: Instant) -> Instant {
    switch (rules.clock.format, stage) {
    case (_, .hidden): lots[index].closesAt
    case (_, .waiting): end.adding(milliseconds: plannedLength(of: index))
    case (.english(let english), .bidding(let phase)):
      end.adding(milliseconds: english.durationMilliseconds * Int64(english.phases - phase))
    case (.japanese(let clock), .level(let number, _)):
      end.adding(milliseconds: clock.intervalMilliseconds * ((levels(on: index)?.count ?? 1) - Int64(number) - 1))
    case (.dutch(let clock), .level(let number, _)):
      end.adding(milliseconds: clock.intervalMilliseconds * ((levels(on: index)?.count ?? 1) - Int64(number) - 1))
    case (.sealed(let sealed), .sealed(let round)): end.adding(milliseconds: sealed.length(after: round))
    case (.sealed(let sealed), .pause(let round)):
      end.adding(milliseconds: sealed.durationMilliseconds + sealed.length(after: round))
    case (.turns(let turns), .pause(let round)):
      end.adding(milliseconds: turns.length(after: round, speakers: lots[index].turns.count))
    case (.turns(let turns), .turn(let round, let bidder)):
      end.adding(milliseconds: turns.length(after: round, bidder, in: lots[index].turns))
    default: end
    }
  }

  /// The first end of all running stages, as far as it is known already. Asked before every command, of auctions with
  /// many lots as well, and moved by few.
  struct Ends: Equatable {
    /// Not after an end may have moved, nor while one is hidden, which the seed alone tells.
    var isKnown = false
    var first: Instant?

    /// The same is said by the lots, looked at already or not.
    static func == (a: Self, b: Self) -> Bool { true }
  }

  /// Looks for the first end once it may have moved.
  mutating func noteEnds() {
    guard !ends.isKnown, phase == .open else { return }
    ends.first = firstEnd(seed: nil)
    ends.isKnown = !lots.contains { if case .hidden = $0.stage { true } else { false } }
  }

  /// Goes through all lots.
  package func firstEnd(seed: Bytes32?) -> Instant? {
    var first: Instant?
    for index in lots.indices {
      guard let end = due(index, seed: seed) else { continue }
      if first.map({ end < $0 }) ?? true { first = end }
    }
    // With every lot over nothing is left but to close the auction.
    return first ?? (lots.allSatisfy(\.isOver) ? opensAt : nil)
  }

  /// When the lot's stage ends by itself.
  func due(_ index: Int, seed: Bytes32?) -> Instant? {
    guard let end = lots[index].stageEndsAt else { return nil }
    if pausedAt != nil {
      switch rules.closing.pause {
      case .stops: return nil
      case .addedAtEnd: if isLast(lots[index].stage) { return nil }
      case .runsOn: break
      }
    }
    guard case .hidden = lots[index].stage else { return end }
    return seed.flatMap { hiddenEnd(of: index, seed: $0) } ?? end
  }

  /// Whether the lot closes when this stage ends.
  func isLast(_ stage: Stage) -> Bool {
    switch (rules.clock.format, stage) {
    case (.english(let english), .bidding(let phase)): phase == english.phases
    case (.english, .improvement), (.english, .hidden): true
    case (.sealed(let sealed), .sealed(let round)): round == sealed.rounds
    default: false
    }
  }

  /// The moment that the seed gives the lot, both ends of the span included.
  func hiddenEnd(of index: Int, seed: Bytes32) -> Instant? {
    guard let rule = rules.closing.hiddenEnd else { return nil }
    let span = UInt64(rule.latestMilliseconds - rule.earliestMilliseconds) + 1
    let drawn = Int64(seed.draw(UInt64(lots[index].number.value)) % span)
    return lots[index].closesAt.adding(milliseconds: rule.earliestMilliseconds + drawn)
  }
}

extension Clock.Sealed {
  /// From the end of a round to the end of the last one, openings not counted.
  fileprivate func length(after round: Int) -> Int64 {
    Int64(rounds - round) * (pauseMilliseconds + durationMilliseconds)
  }
}

extension Clock.Turns {
  /// From the end of a round's pause to the end.
  fileprivate func length(after round: Int, speakers: Int) -> Int64 {
    let turns = Int64(speakers) * turnMilliseconds
    return turns + Int64(rounds - round) * (pauseMilliseconds + turns) + finalPauseMilliseconds
  }

  /// From the end of a bidder's turn to the end.
  fileprivate func length(after round: Int, _ bidder: CompanyID, in turns: [CompanyID]) -> Int64 {
    let spoken = Int64((turns.firstIndex(of: bidder) ?? 0) + 1)
    return length(after: round, speakers: turns.count) - spoken * turnMilliseconds
  }
}

extension Auction {
  /// What an accepted offer does to the ends: events for its lot and for all that move along. A refused bid never
  /// comes here.
  func extensions(by offer: Offer, on index: Int, at received: Instant, into events: inout [Event]) {
    guard let soft = rules.closing.softClose, case .bidding = lots[index].stage, isLast(lots[index].stage) else {
      return
    }
    if let limit = soft.limit, lots[index].extensions >= limit { return }
    guard var end = soft.end(received: received, closesAt: lots[index].closesAt) else { return }
    if let total = soft.totalMilliseconds { end = min(end, lots[index].announcedClose.adding(milliseconds: total)) }
    guard end > lots[index].closesAt, isTriggered(soft.trigger, by: offer, on: index) else { return }
    events.append(.lotExtended(lots[index].number, until: end, .softClose))
    carryAlong(index, to: end, scope: soft.scope, into: &events)
  }

  private func isTriggered(_ trigger: Closing.SoftClose.Trigger, by offer: Offer, on index: Int) -> Bool {
    let offers = lots[index].offers
    switch trigger {
    case .anyBid: return true
    case .bestPrice: return offers.first.map { offer.cost < $0.cost } ?? true
    case .leadChanges:
      // A leader that improves its own price changes no hands.
      guard let leader = offers.first else { return true }
      return leader.bidder != offer.bidder && offer.precedes(leader)
    case .someoneBeaten:
      let own = offers.first { $0.bidder == offer.bidder }
      return offers.contains { other in
        guard other.bidder != offer.bidder, offer.precedes(other) else { return false }
        return own.map { other.precedes($0) } ?? true
      }
    case .rank(let rank): return self.rank(ofNew: offer, among: offers) <= rank
    }
  }

  private func rank(ofNew offer: Offer, among offers: [Offer]) -> Int {
    let others = offers.filter { $0.bidder != offer.bidder }
    switch rules.ranking.ties {
    case .earlierFirst, .drawn: return 1 + others.count { $0.precedes(offer) }
    case .equalBest: return 1 + others.count { $0.cost < offer.cost }
    case .equalWorst: return 1 + others.count { $0.cost <= offer.cost }
    }
  }

  /// Lots with one end, or one scope, end together; a staggered lot pushes those behind it.
  func carryAlong(
    _ index: Int, to end: Instant, scope: Closing.SoftClose.Scope, byBuyer: Bool = false, into events: inout [Event]
  ) {
    if scope == .allLots || rules.clock.lots == .parallel {
      for other in lots where other.goesAlong(byBuyer: byBuyer) && other.closesAt < end {
        guard other.number != lots[index].number else { continue }
        events.append(.lotExtended(other.number, until: end, .otherLot))
      }
      return
    }
    guard case .staggered = rules.clock.lots else { return }
    let later = lots[(index + 1)...].filter { $0.goesAlong(byBuyer: byBuyer) }
    guard let next = later.first, end > next.closesAt else { return }
    let length = lots[index].closesAt.milliseconds(until: end)
    for other in later {
      events.append(.lotExtended(other.number, until: other.closesAt.adding(milliseconds: length), .otherLot))
    }
  }
}

extension Auction.Lot {
  /// Whether the lot's end may still move: what is hidden, or only for improvement, has its own, which nobody but the
  /// buyer puts off.
  fileprivate func goesAlong(byBuyer: Bool) -> Bool {
    if byBuyer { return phase == .open && stageEndsAt != nil }
    return switch stage {
    case .bidding, .sealed: true
    case .waiting, .improvement, .hidden, .level, .pause, .turn, .announcement, .opening, .over: false
    }
  }
}
