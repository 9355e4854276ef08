// What people do to an auction besides bidding: the buyer's interventions, each with its reason in the journal, and
// what bidders take back.

extension Auction {
  func admit(_ admission: Admission) throws(Rejection) -> [Event] {
    if let place = participant(admission.company) {
      guard participants[place].admission != admission else { return [] }
      // Terms that offers were judged by stay.
      guard !lots.contains(where: { $0.hasOffer(of: admission.company) }) else { throw .admissionFixed }
    }
    guard let rate = rate(of: admission.currency) else { throw .currencyUnknown }
    guard admission.ceilings.allSatisfy({ isUsable($0) }) else { throw .ceilingInvalid }
    for lot in lots {
      do throws(Ranking.DeclarationFault) {
        _ = try rules.ranking.terms(admission.declarations, lot: lot.number, rate: rate)
      } catch { throw .declaration(error) }
    }
    return [.participantAdmitted(admission)]
  }

  private func isUsable(_ ceiling: Admission.Ceiling) -> Bool {
    let isKnown = ceiling.lot.map { index(of: $0) != nil } ?? true
    return isKnown && (ceiling.price > .zero || rules.admissibility.belowZero)
      && ceiling.price.decimals <= rules.admissibility.decimals
  }

  /// The auction's currency for one unit of `currency`; `nil` where no rate was fixed.
  func rate(of currency: String?) -> Fraction? {
    guard let currency, currency != announcement.currency else { return .one }
    return announcement.rates.first { $0.currency == currency }?.value
  }

  func leave(_ number: LotNumber, _ company: CompanyID) throws(Rejection) -> [Event] {
    let lot = try openLot(number)
    guard isParticipant(company) else { throw .notAParticipant }
    guard rules.clock.isJapanese, lot.takes(company) else { throw .notInTheLot }
    // Who has accepted a level is held to it, and may only let the next one pass: the last one in wins.
    if let index = index(of: number), hasAccepted(company, on: index) { throw .levelAccepted }
    return [.bidderLeft(number, company, .saidSo)]
  }

  func retract(_ number: LotNumber, _ company: CompanyID) throws(Rejection) -> [Event] {
    let lot = try openLot(number)
    guard isParticipant(company) else { throw .notAParticipant }
    guard rules.admissibility.withdrawal == .withinTurn else { throw .withdrawalNotAllowed }
    guard case .turn(_, company) = lot.stage else { throw .notYourTurn }
    guard lot.pending != nil else { throw .nothingToWithdraw }
    return [.offerRetracted(number, company)]
  }

  private func openLot(_ number: LotNumber) throws(Rejection) -> Lot {
    guard phase == .open else { throw .notOpen }
    guard let lot = lot(number) else { throw .unknownLot }
    guard lot.phase == .open else { throw .lotNotOpen }
    return lot
  }

  func intervene(_ command: Command, at now: Instant) throws(Rejection) -> [Event] {
    switch command {
    case .withdraw(let lot, let company, let reason): answered(try withdraw(lot, company, reason), at: now)
    case .disqualify(let company, let reason): answered(try disqualify(company, reason), at: now)
    case .reinstate(let company, let reason): answered(try reinstate(company, reason), at: now)
    case .moveOpening(let opensAt): try moveOpening(to: opensAt, at: now)
    case .pause(let reason): try pause(reason)
    case .resume: answered(try resume(), at: now)
    case .closeEarly(let lot, let reason): try closeEarly(lot, reason, at: now)
    case .extend(let lot, let end, let reason): try extend(lot, to: end, reason, at: now)
    case .change(let rules, let reason): try change(to: rules, reason)
    case .cancel(let reason): try cancel(reason)
    default: []
    }
  }

  /// With what the limits that suppliers have left make of it: the lead may have changed, or a pause ended.
  private func answered(_ events: [Event], at now: Instant) -> [Event] {
    guard lots.contains(where: { !$0.proxies.isEmpty }) else { return events }
    var outcome = Outcome(self, at: now)
    for event in events { outcome.happen(event) }
    for index in lots.indices { outcome.letProxiesBid(on: index) }
    return outcome.events
  }

  private func withdraw(_ number: LotNumber, _ company: CompanyID, _ reason: String) throws(Rejection) -> [Event] {
    guard let lot = lot(number) else { throw .unknownLot }
    guard lot.phase == .open || phase == .scheduled else { throw .lotNotOpen }
    guard isParticipant(company) else { throw .notAParticipant }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard rules.admissibility.withdrawal == .byBuyer else { throw .withdrawalNotAllowed }
    guard lot.offer(of: company) != nil else { throw .nothingToWithdraw }
    return [.offerWithdrawn(number, company, reason: reason)]
  }

  private func disqualify(_ company: CompanyID, _ reason: String) throws(Rejection) -> [Event] {
    guard let place = participant(company) else { throw .notAParticipant }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard !participants[place].isDisqualified else { throw .alreadyDisqualified }
    return [.participantDisqualified(company, reason: reason)]
  }

  private func reinstate(_ company: CompanyID, _ reason: String) throws(Rejection) -> [Event] {
    guard let place = participant(company) else { throw .notAParticipant }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard participants[place].isDisqualified else { throw .notDisqualified }
    return [.participantReinstated(company, reason: reason)]
  }

  private func moveOpening(to opensAt: Instant, at now: Instant) throws(Rejection) -> [Event] {
    guard phase == .scheduled else { throw .alreadyOpen }
    guard opensAt >= now else { throw .opensInThePast }
    guard opensAt < now.adding(milliseconds: Self.longestAheadMilliseconds) else { throw .opensTooLate }
    return [.openingMoved(to: opensAt)]
  }

  private func pause(_ reason: String) throws(Rejection) -> [Event] {
    guard phase == .open else { throw .notOpen }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard pausedAt == nil else { throw .alreadyPaused }
    return [.paused(reason: reason)]
  }

  private func resume() throws(Rejection) -> [Event] {
    guard phase == .open else { throw .notOpen }
    guard pausedAt != nil else { throw .notPaused }
    return [.resumed]
  }

  /// The lot, or every lot that is open; an auction that has not begun is cancelled, not closed.
  private func openLots(_ number: LotNumber?) throws(Rejection) -> [Int] {
    guard phase == .open else { throw .notOpen }
    if let number {
      guard let index = index(of: number) else { throw .unknownLot }
      guard lots[index].phase == .open else { throw .lotNotOpen }
      return [index]
    }
    return lots.indices.filter { lots[$0].phase == .open }
  }

  private func closeEarly(_ number: LotNumber?, _ reason: String, at now: Instant) throws(Rejection) -> [Event] {
    let open = try openLots(number)
    guard !reason.isEmpty else { throw .reasonMissing }
    var outcome = Outcome(self, at: now)
    for index in open {
      if case .opening = lots[index].stage { continue }
      outcome.happen(.closedEarly(lots[index].number, reason: reason))
      if case .sealed(let round) = lots[index].stage {
        // What was sealed is opened all the same.
        outcome.happen(.stageBegan(lots[index].number, .opening(round: round), endsAt: nil))
      } else {
        outcome.close(index, at: now)
      }
    }
    if number == nil { outcome.closeWaiting(at: now) }
    outcome.closeWhenDone(seed: nil)
    return outcome.events
  }

  private func extend(
    _ number: LotNumber?, to end: Instant, _ reason: String, at now: Instant
  ) throws(Rejection) -> [Event] {
    let open = try openLots(number).filter { lots[$0].stageEndsAt != nil }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard !open.isEmpty else { throw .lotNotOpen }
    guard open.allSatisfy({ end > lots[$0].closesAt }) else { throw .endNotLater }
    guard now.milliseconds(until: end) <= Clock.lengths.upperBound else { throw .endTooLate }
    var events: [Event] = []
    for index in open where !isExtended(lots[index].number, by: events) {
      events.append(.lotExtended(lots[index].number, until: end, .buyer(reason: reason)))
      if number != nil { carryAlong(index, to: end, scope: .lot, byBuyer: true, into: &events) }
    }
    return events
  }

  private func isExtended(_ number: LotNumber, by events: [Event]) -> Bool {
    events.contains { if case .lotExtended(number, _, _) = $0 { true } else { false } }
  }

  private func change(to rules: Rules, _ reason: String) throws(Rejection) -> [Event] {
    guard !reason.isEmpty else { throw .reasonMissing }
    do throws(Rules.Fault) { try rules.check() } catch { throw .rules(error) }
    // What the auction was announced as, and what offers were weighed by, stays what it was.
    guard rules.clock == self.rules.clock else { throw .clockFixed }
    guard rules.ranking == self.rules.ranking else { throw .rankingFixed }
    guard rules.admissibility.preBids == self.rules.admissibility.preBids || phase == .scheduled else {
      throw .alreadyOpen
    }
    guard rules.closing.hiddenEnd == self.rules.closing.hiddenEnd else { throw .clockFixed }
    return rules == self.rules ? [] : [.rulesChanged(rules, reason: reason)]
  }

  private func cancel(_ reason: String) throws(Rejection) -> [Event] {
    guard !reason.isEmpty else { throw .reasonMissing }
    return [.cancelled(reason: reason)]
  }
}

extension Outcome {
  /// Closes the lots that would still have begun.
  fileprivate mutating func closeWaiting(at now: Instant) {
    for index in auction.lots.indices where auction.lots[index].stage == .waiting && !auction.lots[index].isOver {
      happen(.lotClosed(auction.lots[index].number, []))
    }
  }
}
