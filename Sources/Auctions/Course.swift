// How a lot goes from stage to stage: what happens when a stage's time is up.

extension Outcome {
  /// The lot begins at `start`, which may be a moment ago.
  mutating func begin(_ index: Int, at start: Instant) {
    let lot = auction.lots[index]
    switch auction.rules.clock.format {
    case .english(let english):
      bid(on: index, phase: 1, until: start.adding(milliseconds: english.durationMilliseconds + auction.stagger(index)))
    case .japanese(let clock): show(0, on: index, until: start.adding(milliseconds: clock.intervalMilliseconds))
    case .dutch(let clock): show(0, on: index, until: start.adding(milliseconds: clock.intervalMilliseconds))
    case .sealed(let sealed):
      let length = sealed.durationMilliseconds + auction.stagger(index)
      happen(.stageBegan(lot.number, .sealed(round: 1), endsAt: owed(index, start.adding(milliseconds: length), 1)))
    case .turns:
      guard !lot.offers.isEmpty else { return close(index, at: start) }
      beginRound(1, on: index, at: start)
    }
  }

  /// The stage's time was up at `end`.
  mutating func advance(_ index: Int, at end: Instant) {
    switch (auction.rules.clock.format, auction.lots[index].stage) {
    case (_, .waiting): begin(index, at: end)
    case (.english(let english), .bidding(let phase)) where phase < english.phases:
      dismissSilent(on: index)
      bid(on: index, phase: phase + 1, until: end.adding(milliseconds: english.durationMilliseconds))
    case (.english, .bidding): finishBidding(index, at: end)
    case (.japanese(let clock), .level(let number, _)):
      advance(index, past: number, until: end.adding(milliseconds: clock.intervalMilliseconds), at: end)
    case (.dutch(let clock), .level(let number, _)):
      guard Int64(number) + 1 < auction.levels(on: index)?.count ?? 0 else { return close(index, at: end) }
      show(number + 1, on: index, until: end.adding(milliseconds: clock.intervalMilliseconds))
    case (.sealed, .sealed(let round)): happen(.stageBegan(number(index), .opening(round: round), endsAt: nil))
    case (.sealed(let sealed), .pause(let round)): beginSealed(round, on: index, at: end, sealed)
    case (.turns(let turns), .pause(let round)): speak(0, round, on: index, at: end, turns)
    case (.turns(let turns), .turn(let round, let bidder)):
      let spoken = (auction.lots[index].turns.firstIndex(of: bidder) ?? 0) + 1
      speak(spoken, round, on: index, at: end, turns)
    default: close(index, at: end)
    }
  }

  private func number(_ index: Int) -> LotNumber { auction.lots[index].number }

  /// Closes the lot with whoever stands best, and lets the next serial one wait for its start.
  mutating func close(_ index: Int, at end: Instant) {
    happen(.lotClosed(number(index), auction.winners(of: auction.lots[index])))
    guard case .serial(let pause) = auction.rules.clock.lots, index + 1 < auction.lots.count else { return }
    let start = end.adding(milliseconds: pause)
    happen(.stageBegan(number(index + 1), .waiting, endsAt: start))
  }

  /// Ends the auction once its last lot is over, and shows what chance was decided with. Who closes a lot without
  /// knowing the seed leaves that to the next tick.
  mutating func closeWhenDone(seed: Bytes32?, isTick: Bool = false) {
    guard auction.phase == .open, auction.lots.allSatisfy(\.isOver) else { return }
    let isOwed = auction.rules.needsSeed && auction.seed == nil
    guard !isOwed || seed != nil || isTick else { return }
    if isOwed, let seed { happen(.seedRevealed(seed)) }
    happen(.closed)
  }

  /// What pauses have added to the last stage.
  private func owed(_ index: Int, _ end: Instant, _ round: Int) -> Instant {
    let isLast = round == auction.rules.clock.rounds
    return isLast ? end.adding(milliseconds: auction.lots[index].owedMilliseconds) : end
  }
}

// English.
extension Outcome {
  private mutating func bid(on index: Int, phase: Int, until end: Instant) {
    happen(.stageBegan(number(index), .bidding(phase: phase), endsAt: owed(index, end, phase)))
    if phase == 1 { letProxiesBid(on: index) }
  }

  private mutating func finishBidding(_ index: Int, at end: Instant) {
    let closing = auction.rules.closing
    if let hidden = closing.hiddenEnd, auction.lots[index].extensions >= hidden.afterExtensions {
      let latest = end.adding(milliseconds: hidden.latestMilliseconds)
      return happen(.stageBegan(number(index), .hidden, endsAt: latest))
    }
    guard let length = closing.improvementMilliseconds, !auction.lots[index].offers.isEmpty else {
      return close(index, at: end)
    }
    happen(.stageBegan(number(index), .improvement, endsAt: end.adding(milliseconds: length)))
  }

  /// Where everybody must bid in every round, who did not is out.
  fileprivate mutating func dismissSilent(on index: Int) {
    guard auction.rules.admissibility.activity == .everyRound else { return }
    let lot = auction.lots[index]
    for participant in auction.participants where lot.takes(participant.company) {
      guard !lot.active.contains(participant.company) else { continue }
      happen(.bidderLeft(lot.number, participant.company, .missedARound))
    }
  }
}

// Clocks with levels.
extension Outcome {
  fileprivate mutating func show(_ level: Int, on index: Int, until end: Instant) {
    guard let price = auction.levels(on: index)?.price(level) else { return close(index, at: end) }
    happen(.stageBegan(number(index), .level(number: level, price: price), endsAt: end))
  }

  /// Japanese: who was silent is out; the clock goes on while two or more are in and there is a lower level.
  fileprivate mutating func advance(_ index: Int, past level: Int, until next: Instant, at end: Instant) {
    let lot = auction.lots[index]
    for participant in auction.participants where !participant.isDisqualified && lot.takes(participant.company) {
      guard !auction.hasAccepted(participant.company, on: index) else { continue }
      happen(.bidderLeft(lot.number, participant.company, .silent))
    }
    let stillIn = auction.participants.count { !$0.isDisqualified && auction.lots[index].takes($0.company) }
    guard stillIn > 1, Int64(level) + 1 < auction.levels(on: index)?.count ?? 0 else { return close(index, at: end) }
    show(level + 1, on: index, until: next)
  }
}

// Turns.
extension Outcome {
  /// The worst speaks first; of equals, the later one.
  fileprivate mutating func beginRound(_ round: Int, on index: Int, at start: Instant) {
    guard case .turns(let turns) = auction.rules.clock.format else { return }
    var lot = auction.lots[index]
    lot.publishTurn()
    let order = Array(lot.offers.map(\.bidder).reversed())
    happen(.turnsOrdered(lot.number, round: round, order))
    let pause = round == 1 ? turns.firstPauseMilliseconds : turns.pauseMilliseconds
    happen(.stageBegan(number(index), .pause(round: round), endsAt: start.adding(milliseconds: pause)))
  }

  private mutating func speak(_ place: Int, _ round: Int, on index: Int, at start: Instant, _ turns: Clock.Turns) {
    let order = auction.lots[index].turns
    if place < order.count {
      let stage = Auction.Stage.turn(round: round, bidder: order[place])
      return happen(.stageBegan(number(index), stage, endsAt: start.adding(milliseconds: turns.turnMilliseconds)))
    }
    guard round == turns.rounds else { return beginRound(round + 1, on: index, at: start) }
    let end = start.adding(milliseconds: turns.finalPauseMilliseconds)
    happen(.stageBegan(number(index), .announcement, endsAt: end))
  }
}

// Sealed rounds.
extension Outcome {
  private mutating func beginSealed(_ round: Int, on index: Int, at start: Instant, _ sealed: Clock.Sealed) {
    let end = owed(index, start.adding(milliseconds: sealed.durationMilliseconds), round)
    happen(.stageBegan(number(index), .sealed(round: round), endsAt: end))
  }

  /// After the opening of `round`: the best go on, or the lot closes.
  mutating func goOn(after round: Int, on index: Int, seed: Bytes32?) {
    guard case .sealed(let sealed) = auction.rules.clock.format else { return }
    guard round < sealed.rounds else {
      if auction.rules.ranking.ties == .drawn, auction.seed == nil, let seed { happen(.seedRevealed(seed)) }
      return close(index, at: now)
    }
    dismissSilent(on: index)
    dismissWorse(than: sealed.advancing, on: index)
    guard sealed.pauseMilliseconds > 0 else { return beginSealed(round + 1, on: index, at: now, sealed) }
    let end = now.adding(milliseconds: sealed.pauseMilliseconds)
    happen(.stageBegan(number(index), .pause(round: round + 1), endsAt: end))
  }

  private mutating func dismissWorse(than advancing: Int?, on index: Int) {
    guard let advancing else { return }
    let lot = auction.lots[index]
    let best = lot.offers.prefix(advancing).map(\.bidder)
    for participant in auction.participants where lot.takes(participant.company) && !best.contains(participant.company)
    {
      happen(.bidderLeft(lot.number, participant.company, .notAmongBest))
    }
  }
}

extension Auction.Lot {
  /// Whether the bidder has not left this lot for good.
  package func takes(_ bidder: CompanyID) -> Bool { !departed.contains { $0.bidder == bidder } }
}
