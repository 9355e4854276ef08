// What would happen: reads everything, changes nothing, knows no clock but the one it is handed.

extension Auction {
  /// The first event of an auction.
  package static func schedule(_ announcement: Announcement, at now: Instant) throws(ScheduleRejection) -> Event {
    do throws(Rules.Fault) { try announcement.rules.check() } catch { throw .rules(error) }
    do throws(Announcement.Fault) { try announcement.check() } catch { throw .announcement(error) }
    guard announcement.opensAt >= now else { throw .opensInThePast }
    guard announcement.opensAt < now.adding(milliseconds: longestAheadMilliseconds) else { throw .opensTooLate }
    return .scheduled(announcement)
  }

  package func decide(_ command: Command, at now: Instant) throws(Rejection) -> [Event] {
    var events: [Event] = []
    try decide(command, at: now, into: &events)
    return events
  }

  /// Appends to `events` what the command brings about; nothing at all where it is refused.
  package func decide(_ command: Command, at now: Instant, into events: inout [Event]) throws(Rejection) {
    switch command {
    case .placeBid(let bid): place(bid, at: now, into: &events)
    case .tick(let seed): events += tick(at: now, seed: seed)
    case .recover(let away): events += recover(away)
    case .seal(let offer): events += seal(offer, at: now)
    default: events += try consequences(of: command, at: now)
    }
  }

  private func consequences(of command: Command, at now: Instant) throws(Rejection) -> [Event] {
    guard !isOver else { throw .alreadyOver }
    switch command {
    case .placeBid, .seal, .tick, .recover: return []
    case .admit(let admission): return try admit(admission)
    case .admitObserver(let company): return observers.contains(company) ? [] : [.observerAdmitted(company)]
    case .open(let lot, let offers, let seed): return try open(lot, offers, seed: seed, at: now)
    case .reveal(let seed): return rules.needsSeed && self.seed == nil ? [.seedRevealed(seed)] : []
    case .leave(let lot, let company): return try leave(lot, company)
    case .retract(let lot, let company): return try retract(lot, company)
    case .setProxy(let proxy): return try setProxy(proxy, at: now)
    case .dropProxy(let lot, let company): return try dropProxy(lot, company)
    case .withdraw, .disqualify, .reinstate, .moveOpening, .pause, .resume, .closeEarly, .extend, .change, .cancel:
      return try intervene(command, at: now)
    }
  }

  // MARK: - Bids

  /// A bid is always answered by an event: the refusal goes into the journal as well, so that it can be checked.
  /// The events of a key answered before are none.
  private func place(_ bid: Bid, at received: Instant, into events: inout [Event]) {
    let first = events.count
    guard let outcome = consequences(of: bid, at: received, into: &events) else { return }
    events.insert(Event(bid, outcome), before: first)
  }

  /// What becomes of the bid; `nil` for a key answered before. Appends what follows from it at once.
  func consequences(of bid: Bid, at received: Instant, into events: inout [Event]) -> Answer.Outcome? {
    guard !answers.contains(BidKey(bid)) else { return nil }
    do throws(Refusal) { try judge(bid, at: received) } catch { return .refused(error) }
    guard let index = index(of: bid.lot) else { return nil }
    if lots[index].proxies.isEmpty, !rules.clock.isDutch {
      if phase == .open, rules.closing.softClose != nil {
        extensions(by: offer(bid, at: received, position), on: index, at: received, into: &events)
      }
    } else {
      var outcome = Outcome(self, at: received)
      outcome.place(bid, on: index)
      events += outcome.events.dropFirst()
    }
    return .placed
  }

  /// The offer that the bid becomes if it is placed at `position`.
  func offer(_ bid: Bid, at received: Instant, _ position: Int64) -> Offer {
    Offer(
      bidder: bid.bidder, price: bid.price, cost: cost(of: bid),
      share: bid.share, origin: bid.origin, receivedAt: received, position: position)
  }

  /// Who accepts a level offers just that level, whatever was cut on the way into its currency.
  private func cost(of bid: Bid) -> Fraction {
    if let index = index(of: bid.lot), case .level(_, let price) = lots[index].stage {
      return Fraction(price.tenThousandths)
    }
    return rules.ranking.cost(of: bid.price, terms(of: bid.bidder, on: bid.lot))
  }

  private func seal(_ offer: SealedOffer, at received: Instant) -> [Event] {
    guard earlier(offer) == nil else { return [] }
    do throws(Refusal) {
      _ = try judgeBidder(offer.bidder, on: offer.lot, at: received, offered: .zero, isSealed: true)
    } catch {
      var refused = offer
      refused.envelope = []
      return [.sealRefused(refused, error.reason)]
    }
    return [.offerSealed(offer)]
  }

  /// What the rules would say of a price before it is sealed: who seals a void offer learns of it too late.
  package func judgeBeforeSealing(_ bid: Bid, at received: Instant) throws(Refusal) {
    let (place, index) = try judgeBidder(bid.bidder, on: bid.lot, at: received, offered: bid.price, isSealed: true)
    try judgeOpened(bid.price, of: place, on: index)
  }

  private func judgeOpened(_ price: Money, of place: Int, on index: Int) throws(Refusal) {
    let tick = rules.admissibility.tick
    guard price > .zero || rules.admissibility.belowZero else { throw Refusal(.priceNotPositive, offered: price) }
    guard price.tenThousandths != .min, price.tenThousandths % tick == 0 else {
      throw Refusal(.tooManyDecimals, offered: price)
    }
    let sign = rules.ranking.sign
    guard let broken = thresholds(for: place, on: index).broken(by: sign * price.tenThousandths, isMeant: true) else {
      return
    }
    let reason = broken.reason == .aboveCeiling && sign < 0 ? .belowMinimum : broken.reason
    throw Refusal(reason, offered: price, threshold: broken.threshold.map { Money(tenThousandths: sign * $0) })
  }

  /// Each offer is judged by the lot as it was before the opening: the order of envelopes decides nothing.
  private func open(
    _ number: LotNumber, _ opened: [OpenedOffer], seed: Bytes32?, at now: Instant
  ) throws(Rejection) -> [Event] {
    guard rules.clock.isSealed else { throw .notSealed }
    guard let index = index(of: number) else { throw .unknownLot }
    guard case .opening(let round) = lots[index].stage else { throw .notAtOpening }
    let sealed = lots[index].sealed.map(\.offer.bidder)
    guard Set(opened.map(\.bidder)).count == opened.count, opened.allSatisfy({ sealed.contains($0.bidder) }) else {
      throw .openingIncomplete
    }
    var outcome = Outcome(self, at: now)
    for bidder in sealed {
      let offer = opened.first { $0.bidder == bidder }
      outcome.happen(found(offer, of: bidder, on: index, beside: outcome.auction.lots[index].offers))
    }
    outcome.goOn(after: round, on: index, seed: seed)
    outcome.closeWhenDone(seed: seed)
    return outcome.events
  }

  /// - Parameter standing: the offers of this opening so far; where ties are refused, of equal offers the one that was
  ///   sealed first counts.
  private func found(
    _ opened: OpenedOffer?, of bidder: CompanyID, on index: Int, beside standing: [Offer]
  ) -> Event {
    let number = lots[index].number
    guard let opened, let place = participant(bidder) else { return .offerUnreadable(number, bidder) }
    do throws(Refusal) {
      try judgeOpened(opened.price, of: place, on: index)
      let cost = rules.ranking.cost(of: opened.price, participants[place].terms(on: number))
      let isTaken = standing.contains { $0.bidder != bidder && $0.cost == cost }
      guard rules.admissibility.tiesAllowed || !isTaken else {
        throw Refusal(.equalsAnotherOffer, offered: opened.price, threshold: opened.price)
      }
    } catch { return .offerVoid(number, opened, error) }
    return .offerOpened(number, opened)
  }

  // MARK: - Time

  /// One step of every lot whose time has come; who drives the auction ticks until nothing is due.
  private func tick(at now: Instant, seed: Bytes32?) -> [Event] {
    guard let due = nextDue(seed: seed), due <= now else { return [] }
    var outcome = Outcome(self, at: now)
    if phase == .scheduled {
      outcome.happen(.opened)
      for index in lots.indices where lots[index].opensAt == opensAt { outcome.begin(index, at: opensAt) }
    } else {
      for index in lots.indices {
        guard let end = self.due(index, seed: seed), end <= now else { continue }
        outcome.advance(index, at: end)
      }
    }
    outcome.closeWhenDone(seed: seed, isTick: true)
    return outcome.events
  }

  private func recover(_ away: Int64) -> [Event] {
    guard away > 0, !isOver, rules.closing.outage == .added else { return [] }
    return [.interrupted(milliseconds: away)]
  }
}

extension Outcome {
  /// An accepted bid and all that follows from it at once.
  mutating func place(_ bid: Bid, on index: Int) {
    var ends: [Auction.Event] = []
    auction.extensions(
      by: auction.offer(bid, at: now, auction.position), on: index, at: now, into: &ends)
    happen(.bidPlaced(bid))
    for event in ends { happen(event) }
    if auction.rules.clock.isDutch, auction.lots[index].shareLeft == 0 { close(index, at: now) }
    letProxiesBid(on: index)
    closeWhenDone(seed: nil)
  }
}

extension Auction.Event {
  /// A bid, and what became of it.
  init(_ bid: consuming Bid, _ outcome: Answer.Outcome) {
    if case .refused(let refusal) = outcome { self = .bidRefused(bid, refusal) } else { self = .bidPlaced(bid) }
  }
}

extension [Auction.Event] {
  /// Nearly always at the end: little follows from a bid.
  mutating func insert(_ event: consuming Auction.Event, before place: Int) {
    if place == count { append(event) } else { insert(event, at: place) }
  }
}
