// What a command brings about, by the auditor.

import Auctions

extension NaiveAuditor {
  typealias Answer = Result<[Auction.Event], Auction.Rejection>

  /// What the auction owes as an answer.
  func answer(_ command: Auction.Command, at now: Instant) -> Answer {
    var answer = NaiveAnswer(self, at: now)
    do throws(Auction.Rejection) { try answer.obey(command) } catch { return .failure(error) }
    return .success(answer.events)
  }

  /// One step of every lot whose time has come.
  /// - Parameters:
  ///   - drawn: when something is due, by who knows the seed.
  ///   - ended: lots that are said to have ended: the auditor cannot know of those whose end is hidden.
  func tick(at now: Instant, drawn: Int64?, ended: [LotNumber], seed: Bytes32) -> [Auction.Event] {
    var answer = NaiveAnswer(self, at: now, seed: seed)
    guard hasOpened else {
      if isOver || now.milliseconds < opensAt { return [] }
      answer.open()
      answer.closeWhenDone()
      return answer.events
    }
    for lot in announced.lots.map(\.number) {
      let hidden = stage(lot) == .hidden ? hiddenEnd(lot, drawn, hasCome: ended.contains(lot), now) : nil
      guard let due = due(lot, hidden: hidden), due <= now.milliseconds else { continue }
      answer.advance(lot, due)
    }
    answer.closeWhenDone()
    return answer.events
  }

  /// A hidden end lies between the earliest and the latest moment after the known one.
  private func hiddenEnd(_ number: LotNumber, _ drawn: Int64?, hasCome: Bool, _ now: Instant) -> Int64? {
    guard let hidden = rules.closing.hiddenEnd, let latest = stageEnd(number) else { return nil }
    let earliest = latest - hidden.latestMilliseconds + hidden.earliestMilliseconds
    guard hasCome else { return latest }
    let end = max(drawn ?? earliest, earliest)
    return end <= min(latest, now.milliseconds) ? end : nil
  }
}

extension NaiveAnswer {
  mutating func obey(_ command: Auction.Command) throws(Auction.Rejection) {
    switch command {
    case .placeBid(let bid):
      guard !auditor.isKnown(bid.bidder, bid.origin, bid.key) else { return }
      if let refusal = auditor.refusal(bid) { return say(.bidRefused(bid, refusal)) }
      return place(bid)
    case .tick: return
    case .seal(let offer): return seal(offer)
    case .recover(let away):
      guard away > 0, !auditor.isOver, auditor.rules.closing.outage == .added else { return }
      return say(.interrupted(milliseconds: away))
    default: break
    }
    guard !auditor.isOver else { throw .alreadyOver }
    switch command {
    case .admit(let admission): try admit(admission)
    case .admitObserver(let company):
      let isThere = auditor.journal.contains { $0.event == .observerAdmitted(company) }
      if !isThere { say(.observerAdmitted(company)) }
    case .open(let number, let offers, let seed): try open(number, offers, seed)
    case .leave(let number, let company): try leave(number, company)
    case .retract(let number, let company): try retract(number, company)
    case .setProxy(let proxy): try setProxy(proxy)
    case .dropProxy(let number, let company):
      guard auditor.lot(number) != nil else { throw .unknownLot }
      guard auditor.proxy(company, number) != nil else { throw .noLimit }
      say(.proxyDropped(number, company))
    default: try intervene(command)
    }
  }

  private mutating func admit(_ admission: Admission) throws(Auction.Rejection) {
    let earlier = auditor.admission(admission.company)
    guard earlier != admission else { return }
    guard earlier == nil || !auditor.hasOffered(admission.company) else { throw .admissionFixed }
    let announced = auditor.announced
    let currencies = announced.rates.map(\.currency) + [announced.currency]
    guard admission.currency.map({ currencies.contains($0) }) ?? true else { throw .currencyUnknown }
    for ceiling in admission.ceilings {
      guard ceiling.lot.map({ auditor.lot($0) != nil }) ?? true else { throw .unknownLot }
    }
    say(.participantAdmitted(admission))
  }

  private mutating func seal(_ offer: SealedOffer) {
    guard !auditor.isKnown(offer.bidder, .own, offer.key) else { return }
    guard let reason = auditor.objection(to: offer.bidder, on: offer.lot, isSealed: true) else {
      return say(.offerSealed(offer))
    }
    var refused = offer
    refused.envelope = []
    say(.sealRefused(refused, reason))
  }

  /// Each envelope of the round in turn; what it holds is judged like an open offer.
  private mutating func open(
    _ number: LotNumber, _ found: [OpenedOffer], _ seed: Bytes32?
  ) throws(Auction.Rejection) {
    guard let lot = auditor.lot(number) else { throw .unknownLot }
    guard auditor.announced.rules.clock.isSealed else { throw .notSealed }
    guard case .opening(let round) = auditor.stage(number) else { throw .notAtOpening }
    let waiting = auditor.envelopes(number).map(\.bidder)
    guard Set(found.map(\.bidder)).count == found.count, found.allSatisfy({ waiting.contains($0.bidder) }) else {
      throw .openingIncomplete
    }
    let before = auditor
    for bidder in waiting {
      guard let one = found.first(where: { $0.bidder == bidder }) else {
        say(.offerUnreadable(number, bidder))
        continue
      }
      // Measured against what stood before the opening; of equal ones the one that was sealed first counts.
      let prices = NaivePrices(before, bidder, lot)
      if let wrong = prices.objection(to: one.price.tenThousandths) ?? equal(one, number) {
        let line = wrong.line.map(Money.init(tenThousandths:))
        say(.offerVoid(number, one, Refusal(wrong.reason, offered: one.price, threshold: line)))
      } else {
        say(.offerOpened(number, one))
      }
    }
    self.seed = seed
    goOn(number, round, now.milliseconds)
    closeWhenDone()
  }

  private func equal(_ offer: OpenedOffer, _ number: LotNumber) -> NaivePrices.Objection? {
    guard !auditor.rules.admissibility.tiesAllowed else { return nil }
    let value = auditor.terms(offer.bidder, number).value(offer.price.tenThousandths)
    let isTaken = auditor.standing(number).contains { $0.bidder != offer.bidder && $0.value == value }
    return isTaken ? (.equalsAnotherOffer, offer.price.tenThousandths) : nil
  }

  private mutating func leave(_ number: LotNumber, _ company: CompanyID) throws(Auction.Rejection) {
    try beOpen(number)
    guard auditor.admission(company) != nil else { throw .notAParticipant }
    guard auditor.announced.rules.clock.isJapanese, auditor.undeparted(number).contains(company) else {
      throw .notInTheLot
    }
    guard !auditor.hasAccepted(company, number) else { throw .levelAccepted }
    say(.bidderLeft(number, company, .saidSo))
  }

  private mutating func retract(_ number: LotNumber, _ company: CompanyID) throws(Auction.Rejection) {
    try beOpen(number)
    guard auditor.admission(company) != nil else { throw .notAParticipant }
    guard auditor.rules.admissibility.withdrawal == .withinTurn else { throw .withdrawalNotAllowed }
    guard case .turn(_, company) = auditor.stage(number) else { throw .notYourTurn }
    guard auditor.pending(number) != nil else { throw .nothingToWithdraw }
    say(.offerRetracted(number, company))
  }

  func beOpen(_ number: LotNumber) throws(Auction.Rejection) {
    guard auditor.hasOpened else { throw .notOpen }
    guard auditor.lot(number) != nil else { throw .unknownLot }
    guard !auditor.isOver(number), auditor.stage(number) != .waiting else { throw .lotNotOpen }
  }
}

// Limits. What proxies offer is checked bid by bid, not foretold.
extension NaiveAnswer {
  private mutating func setProxy(_ proxy: Proxy) throws(Auction.Rejection) {
    guard let lot = auditor.lot(proxy.lot) else { throw .unknownLot }
    let isWaiting = auditor.hasOpened && auditor.stage(proxy.lot) == .waiting
    guard !auditor.isOver(proxy.lot), !isWaiting else { throw .lotNotOpen }
    guard auditor.admission(proxy.bidder) != nil, !auditor.isDisqualified(proxy.bidder) else { throw .notAParticipant }
    guard auditor.rules.admissibility.proxyBids else { throw .proxiesNotAllowed }
    let wrong = NaivePrices(auditor, proxy.bidder, lot).objectionToPrice(proxy.limit.tenThousandths)
    let step = proxy.step?.tenThousandths ?? auditor.tick
    guard wrong == nil, step > 0, step % auditor.tick == 0 else { throw .limitNotAdmissible }
    say(.proxySet(proxy))
  }
}

extension NaiveAuditor {
  /// The last limit that was set on the lot and not dropped; the disqualified lose theirs.
  func proxy(_ bidder: CompanyID, _ number: LotNumber) -> Proxy? {
    var last: Proxy?
    for entry in journal {
      switch entry.event {
      case .proxySet(let proxy) where proxy.bidder == bidder && proxy.lot == number: last = proxy
      case .proxyDropped(number, bidder), .participantDisqualified(bidder, _), .lotClosed(number, _): last = nil
      // A limit that was the slip of the pen must not bid again.
      case .offerWithdrawn(number, bidder, _): last = nil
      default: break
      }
    }
    return last
  }
}

// What the buyer does.
extension NaiveAnswer {
  private mutating func intervene(_ command: Auction.Command) throws(Auction.Rejection) {
    switch command {
    case .withdraw(let number, let company, let reason): try withdraw(number, company, reason)
    case .disqualify(let company, let reason):
      guard auditor.admission(company) != nil else { throw .notAParticipant }
      guard !reason.isEmpty else { throw .reasonMissing }
      guard !auditor.isDisqualified(company) else { throw .alreadyDisqualified }
      say(.participantDisqualified(company, reason: reason))
    case .reinstate(let company, let reason):
      guard auditor.admission(company) != nil else { throw .notAParticipant }
      guard !reason.isEmpty else { throw .reasonMissing }
      guard auditor.isDisqualified(company) else { throw .notDisqualified }
      say(.participantReinstated(company, reason: reason))
    case .moveOpening(let to):
      guard !auditor.hasOpened else { throw .alreadyOpen }
      guard to >= now else { throw .opensInThePast }
      guard to < now.adding(milliseconds: Auction.longestAheadMilliseconds) else { throw .opensTooLate }
      say(.openingMoved(to: to))
    case .pause(let reason):
      guard auditor.hasOpened else { throw .notOpen }
      guard !reason.isEmpty else { throw .reasonMissing }
      guard auditor.pausedAt == nil else { throw .alreadyPaused }
      say(.paused(reason: reason))
    case .resume:
      guard auditor.hasOpened else { throw .notOpen }
      guard auditor.pausedAt != nil else { throw .notPaused }
      say(.resumed)
    case .closeEarly(let number, let reason): try closeEarly(number, reason)
    case .extend(let number, let to, let reason): try putOff(number, to, reason)
    case .change(let rules, let reason): try change(rules, reason)
    case .cancel(let reason):
      guard !reason.isEmpty else { throw .reasonMissing }
      say(.cancelled(reason: reason))
    default: break
    }
  }

  private mutating func withdraw(
    _ number: LotNumber, _ company: CompanyID, _ reason: String
  ) throws(Auction.Rejection) {
    guard auditor.lot(number) != nil else { throw .unknownLot }
    if auditor.hasOpened { try beOpen(number) }
    guard auditor.admission(company) != nil else { throw .notAParticipant }
    guard !reason.isEmpty else { throw .reasonMissing }
    guard auditor.rules.admissibility.withdrawal == .byBuyer else { throw .withdrawalNotAllowed }
    guard auditor.standing(number).contains(where: { $0.bidder == company }) else { throw .nothingToWithdraw }
    say(.offerWithdrawn(number, company, reason: reason))
  }

  private func concerned(_ number: LotNumber?, _ reason: String) throws(Auction.Rejection) -> [LotNumber] {
    guard auditor.hasOpened else { throw .notOpen }
    if let number { try beOpen(number) }
    guard !reason.isEmpty else { throw .reasonMissing }
    if let number { return [number] }
    return auditor.announced.lots.map(\.number).filter { !auditor.isOver($0) && auditor.stage($0) != .waiting }
  }

  /// A sealed lot goes to its opening, every other is over.
  private mutating func closeEarly(_ number: LotNumber?, _ reason: String) throws(Auction.Rejection) {
    for lot in try concerned(number, reason) {
      if case .opening = auditor.stage(lot) { continue }
      say(.closedEarly(lot, reason: reason))
      if case .sealed(let round) = auditor.stage(lot) {
        say(.stageBegan(lot, .opening(round: round), endsAt: nil))
      } else {
        close(lot, now.milliseconds)
      }
    }
    // Without a lot, all of them: those that wait as well.
    if number == nil {
      for lot in auditor.announced.lots.map(\.number) where !auditor.isOver(lot) && auditor.stage(lot) == .waiting {
        say(.lotClosed(lot, []))
      }
    }
    closeWhenDone()
  }

  private mutating func putOff(_ number: LotNumber?, _ to: Instant, _ reason: String) throws(Auction.Rejection) {
    // What waits for people has no end that could be put off.
    let lots = try concerned(number, reason).filter { auditor.stageEnd($0) != nil }
    guard !lots.isEmpty else { throw .lotNotOpen }
    for lot in lots { guard to.milliseconds > auditor.close(lot) ?? .max else { throw .endNotLater } }
    guard let number else {
      for lot in lots { say(.lotExtended(lot, until: to, .buyer(reason: reason))) }
      return
    }
    extend(number, to.milliseconds, .buyer(reason: reason))
  }

  private mutating func change(_ rules: Rules, _ reason: String) throws(Auction.Rejection) {
    guard !reason.isEmpty else { throw .reasonMissing }
    guard rules.clock == auditor.rules.clock else { throw .clockFixed }
    guard rules.closing.hiddenEnd == auditor.rules.closing.hiddenEnd else { throw .clockFixed }
    guard rules.ranking == auditor.rules.ranking else { throw .rankingFixed }
    do throws(Rules.Fault) { try rules.check() } catch { throw .rules(error) }
    guard rules != auditor.rules else { return }
    say(.rulesChanged(rules, reason: reason))
  }
}

extension NaiveAuditor {
  /// What was void counts for nothing, but what is still sealed may count.
  func hasOffered(_ company: CompanyID) -> Bool {
    journal.contains { entry in
      switch entry.event {
      case .bidPlaced(let bid): bid.bidder == company
      case .offerOpened(_, let opened): opened.bidder == company
      default: false
      }
    } || announced.lots.contains { envelopes($0.number).contains { $0.bidder == company } }
  }
}
