// What can be asked of an auction, what can come of it, and why it can be refused.

extension Auction {
  package enum Command: Equatable, Sendable {
    /// Admits a company; before it has offered, again with other terms.
    indirect case admit(Admission)
    case admitObserver(CompanyID)
    case placeBid(Bid)
    indirect case seal(SealedOffer)
    /// What the openers found in the envelopes of the present round of a lot.
    indirect case open(LotNumber, [OpenedOffer], seed: Bytes32?)
    /// "Out", on a Japanese clock.
    case leave(LotNumber, CompanyID)
    /// The bidder takes the offer of its turn back.
    case retract(LotNumber, CompanyID)
    indirect case setProxy(Proxy)
    case dropProxy(LotNumber, CompanyID)
    case withdraw(LotNumber, CompanyID, reason: String)
    case disqualify(CompanyID, reason: String)
    case reinstate(CompanyID, reason: String)
    /// Moves the start of an auction that has not begun; `now` itself starts it with the next tick.
    case moveOpening(to: Instant)
    case pause(reason: String)
    case resume
    /// One lot, or all that are open.
    case closeEarly(LotNumber?, reason: String)
    case extend(LotNumber?, to: Instant, reason: String)
    /// Rules for what comes; what was accepted stays.
    indirect case change(Rules, reason: String)
    case cancel(reason: String)
    /// Shows what chance was decided with, before a cancellation: ends that were drawn can be checked even so.
    case reveal(Bytes32)
    /// The server was away for so long and is back.
    case recover(awayMilliseconds: Int64)
    /// Time has passed: everything that is due happens. The seed decides hidden ends.
    case tick(seed: Bytes32?)
  }

  package enum Event: Equatable, Sendable {
    indirect case scheduled(Announcement)
    indirect case participantAdmitted(Admission)
    case observerAdmitted(CompanyID)
    case participantDisqualified(CompanyID, reason: String)
    case participantReinstated(CompanyID, reason: String)
    case openingMoved(to: Instant)
    case opened
    case stageBegan(LotNumber, Stage, endsAt: Instant?)
    /// Who speaks when in this round.
    case turnsOrdered(LotNumber, round: Int, [CompanyID])
    case bidPlaced(Bid)
    case bidRefused(Bid, Refusal)
    indirect case offerSealed(SealedOffer)
    indirect case sealRefused(SealedOffer, Refusal.Reason)
    indirect case offerOpened(LotNumber, OpenedOffer)
    /// An opened offer that the rules do not let count, with the reason.
    indirect case offerVoid(LotNumber, OpenedOffer, Refusal)
    /// An envelope that holds no offer. The openers saw nothing else.
    case offerUnreadable(LotNumber, CompanyID)
    case bidderLeft(LotNumber, CompanyID, Departure)
    case offerRetracted(LotNumber, CompanyID)
    case offerWithdrawn(LotNumber, CompanyID, reason: String)
    indirect case proxySet(Proxy)
    case proxyDropped(LotNumber, CompanyID)
    case lotExtended(LotNumber, until: Instant, Cause)
    case paused(reason: String)
    case resumed
    case interrupted(milliseconds: Int64)
    indirect case rulesChanged(Rules, reason: String)
    case closedEarly(LotNumber, reason: String)
    case lotClosed(LotNumber, [Win])
    case seedRevealed(Bytes32)
    case closed
    case cancelled(reason: String)
  }

  /// Why a lot's end moves.
  package enum Cause: Hashable, Sendable {
    case softClose
    /// Another lot's extension carries this one along.
    case otherLot
    case buyer(reason: String)
  }

  /// Why a command other than a bid is refused, in order of precedence.
  package enum Rejection: Error, Equatable, Sendable {
    case alreadyOver
    case notOpen
    case alreadyOpen
    case unknownLot
    case lotNotOpen
    case notAParticipant
    case reasonMissing
    case opensInThePast
    case opensTooLate
    case admissionFixed
    case currencyUnknown
    case ceilingInvalid
    case declaration(Ranking.DeclarationFault)
    case alreadyDisqualified
    case notDisqualified
    case nothingToWithdraw
    case withdrawalNotAllowed
    case notYourTurn
    case notInTheLot
    case levelAccepted
    case alreadyPaused
    case notPaused
    case endNotLater
    case endTooLate
    case clockFixed
    case rankingFixed
    case rules(Rules.Fault)
    case proxiesNotAllowed
    case limitNotAdmissible
    case noLimit
    case notSealed
    case notAtOpening
    case openingIncomplete
  }

  package enum ScheduleRejection: Error, Equatable, Sendable {
    case rules(Rules.Fault)
    case announcement(Announcement.Fault)
    case opensInThePast
    case opensTooLate
  }

  /// How far ahead an auction may be announced: one year, in milliseconds.
  package static let longestAheadMilliseconds: Int64 = 366 * 86_400_000
}
