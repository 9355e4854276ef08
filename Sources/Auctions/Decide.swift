// What would happen: reads everything, changes nothing, knows no clock but the one it is handed.

extension Auction {
  package enum Command: Equatable, Sendable {
    case admit(CompanyID)
    case placeBid(Bid)
    /// Moves the start of an auction that has not begun; `now` itself starts it with the next tick.
    case moveOpening(to: Instant)
    case cancel(reason: String)
    /// Time has passed: opens and closes what is due.
    case tick
  }

  package enum Event: Equatable, Sendable {
    case scheduled(Announcement)
    case participantAdmitted(CompanyID)
    case openingMoved(to: Instant)
    case opened
    case bidPlaced(Bid)
    case bidRefused(Bid, Refusal)
    case lotExtended(LotNumber, until: Instant)
    case lotClosed(LotNumber, winner: CompanyID?)
    case closed
    case cancelled(reason: String)
  }

  /// Why a command other than a bid is refused, in order of precedence.
  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case alreadyOver
    case alreadyOpen
    case opensInThePast
    case opensTooLate
    case reasonMissing
  }

  package enum ScheduleRejection: Error, Equatable, Sendable {
    case rules(Rules.Fault)
    case noLots
    case lotTwice
    case ceilingNotPositive
    case ceilingHasTooManyDecimals
    case opensInThePast
    case opensTooLate
  }

  /// How far ahead an auction may be announced: one year, in milliseconds.
  package static let longestAheadMilliseconds: Int64 = 366 * 86_400_000

  /// The first event of an auction.
  package static func schedule(_ announcement: Announcement, at now: Instant) throws(ScheduleRejection) -> Event {
    do throws(Rules.Fault) { try announcement.rules.check() } catch { throw .rules(error) }
    let lots = announcement.lots
    guard !lots.isEmpty else { throw .noLots }
    guard Set(lots.map(\.number)).count == lots.count else { throw .lotTwice }
    guard lots.allSatisfy({ $0.ceiling > .zero }) else { throw .ceilingNotPositive }
    let decimals = announcement.rules.admissibility.decimals
    guard lots.allSatisfy({ $0.ceiling.decimals <= decimals }) else { throw .ceilingHasTooManyDecimals }
    guard announcement.opensAt >= now else { throw .opensInThePast }
    guard announcement.opensAt < now.adding(milliseconds: longestAheadMilliseconds) else { throw .opensTooLate }
    return .scheduled(announcement)
  }

  /// Everything but a bid. A bid has its own answer: see `place`.
  package func decide(_ command: Command, at now: Instant) throws(Rejection) -> [Event] {
    switch command {
    case .placeBid(let bid): return place(bid, at: now)
    case .tick: return tick(at: now)
    case .admit(let company): return try admit(company)
    case .moveOpening(let opensAt): return try moveOpening(to: opensAt, at: now)
    case .cancel(let reason): return try cancel(reason)
    }
  }

  /// A bid is always answered by an event: the refusal goes into the journal as well, so that it can be checked.
  /// The events of a key answered before are none.
  private func place(_ bid: Bid, at received: Instant) -> [Event] {
    guard earlier(bid) == nil else { return [] }
    do throws(Refusal) { try admit(bid, at: received) } catch { return [.bidRefused(bid, error)] }
    guard let lot = lot(bid.lot), let end = extendedClose(of: lot, by: bid, received: received) else {
      return [.bidPlaced(bid)]
    }
    return [.bidPlaced(bid), .lotExtended(bid.lot, until: end)]
  }

  private func tick(at now: Instant) -> [Event] {
    switch phase {
    case .scheduled where now >= opensAt: [.opened] + closings(of: lots, at: now)
    case .open: closings(of: lots.filter { $0.phase == .open }, at: now)
    case .scheduled, .closed, .cancelled: []
    }
  }

  /// Which of the open lots end, and with the last of them the auction. One tick may open and close everything.
  private func closings(of open: [Lot], at now: Instant) -> [Event] {
    let due = open.filter { now >= $0.closesAt }
    let closings = due.map { Event.lotClosed($0.number, winner: $0.offers.first?.bidder) }
    return due.count == open.count ? closings + [.closed] : closings
  }

  private func admit(_ company: CompanyID) throws(Rejection) -> [Event] {
    guard phase == .scheduled || phase == .open else { throw .alreadyOver }
    return isParticipant(company) ? [] : [.participantAdmitted(company)]
  }

  private func moveOpening(to opensAt: Instant, at now: Instant) throws(Rejection) -> [Event] {
    guard phase == .scheduled || phase == .open else { throw .alreadyOver }
    guard phase == .scheduled else { throw .alreadyOpen }
    guard opensAt >= now else { throw .opensInThePast }
    guard opensAt < now.adding(milliseconds: Self.longestAheadMilliseconds) else { throw .opensTooLate }
    return [.openingMoved(to: opensAt)]
  }

  private func cancel(_ reason: String) throws(Rejection) -> [Event] {
    guard phase == .scheduled || phase == .open else { throw .alreadyOver }
    guard !reason.isEmpty else { throw .reasonMissing }
    return [.cancelled(reason: reason)]
  }
}
