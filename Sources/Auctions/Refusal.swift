// Why an offer was refused: the rule, the price it draws the line at, and what would be accepted instead.

package struct Refusal: Error, Hashable, Sendable {
  /// In order of precedence.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case notAdmitted, disqualified, unknownLot, notYetOpen, alreadyClosed, paused, onlySealed, notSealed, notBiddingNow,
      notYourTurn, preBidMissing, missedARound, notAmongBest, outOfTheLot, currencyNotAllowed, surrogateNotAllowed,
      priceNotPositive, tooManyDecimals, aboveCeiling, belowMinimum, belowFloor, alreadyAccepted, levelLeft,
      notTheClockPrice, shareTooSmall, shareTooLarge, mayNotLead, leaderMayNotImprove, notBelowOwnOffer, stepTooSmall,
      notAMultiple, insideBuffer, stepTooLarge, equalsAnotherOffer
  }

  package var reason: Reason
  package var offered: Money
  /// The price the rule compares with: ceiling, own offer, or the base less the decrement.
  package var threshold: Money?
  /// The price closest to the ceiling that would be accepted at this moment; `nil` where none would.
  package var nextAdmissible: Money?

  package init(_ reason: Reason, offered: Money, threshold: Money? = nil, nextAdmissible: Money? = nil) {
    self.reason = reason
    self.offered = offered
    self.threshold = threshold
    self.nextAdmissible = nextAdmissible
  }
}

extension Refusal.Reason {
  /// Where the rules document says so: a JSON Pointer. `nil` where no parameter does, because every auction does so.
  package var rulePointer: String? {
    switch self {
    case .notAdmitted, .disqualified, .unknownLot, .notYetOpen, .alreadyClosed, .priceNotPositive, .aboveCeiling,
      .belowMinimum, .belowFloor, .currencyNotAllowed:
      nil
    case .paused: "/closing/pause"
    case .onlySealed, .notSealed, .notBiddingNow, .notYourTurn, .outOfTheLot, .alreadyAccepted, .levelLeft,
      .notTheClockPrice:
      "/clock/kind"
    case .notAmongBest: "/clock/advancing"
    case .shareTooSmall, .shareTooLarge: "/clock/smallestShare"
    case .preBidMissing: "/admissibility/preBids"
    case .missedARound: "/admissibility/activity"
    case .surrogateNotAllowed: "/admissibility/surrogateBids"
    case .tooManyDecimals: "/admissibility/decimals"
    case .mayNotLead: "/closing/improvementMilliseconds"
    case .leaderMayNotImprove: "/admissibility/leaderMayImprove"
    case .notBelowOwnOffer: "/admissibility/ownMustImprove"
    case .stepTooSmall: "/admissibility/decrement"
    case .notAMultiple: "/admissibility/decrement/exactMultiples"
    case .insideBuffer: "/admissibility/buffers"
    case .stepTooLarge: "/admissibility/largestDecrement"
    case .equalsAnotherOffer: "/admissibility/tiesAllowed"
    }
  }
}
