// A refused bid in words: the rule, the line it draws, what was offered and what would be accepted.

import Auctions
import HTTPTypes

extension Problem {
  /// The problem that a refused bid is. `currency` is for the sentence only.
  static func of(_ refusal: Refusal, currency: String) -> Problem {
    var problem = Problem(
      refusal.reason.status, refusal.reason.rawValue, detail: refusal.sentence(in: currency),
      members: [Member("rule", refusal.reason.rule), Member("offered", "\(refusal.offered)")])
    if let threshold = refusal.threshold { problem.members.append(Member("threshold", "\(threshold)")) }
    if let next = refusal.nextAdmissible { problem.members.append(Member("nextAdmissiblePrice", "\(next)")) }
    return problem
  }
}

extension Refusal.Reason {
  fileprivate var status: HTTPResponse.Status {
    switch self {
    case .notAdmitted, .disqualified: .forbidden
    case .unknownLot: .notFound
    case .notYetOpen, .alreadyClosed, .paused, .onlySealed, .notSealed, .notBiddingNow, .notYourTurn, .preBidMissing,
      .missedARound, .notAmongBest, .outOfTheLot, .alreadyAccepted, .levelLeft:
      .conflict
    case .currencyNotAllowed, .surrogateNotAllowed, .priceNotPositive, .tooManyDecimals, .aboveCeiling, .belowMinimum,
      .belowFloor, .notTheClockPrice, .shareTooSmall, .shareTooLarge, .mayNotLead, .leaderMayNotImprove,
      .notBelowOwnOffer, .stepTooSmall, .notAMultiple, .insideBuffer, .stepTooLarge, .equalsAnotherOffer:
      .unprocessableContent
    }
  }

  /// Where the rules document, or else the announcement, says so: a JSON Pointer.
  fileprivate var rule: String {
    if let rulePointer { return rulePointer }
    return switch self {
    case .notAdmitted, .disqualified: "/participants"
    case .aboveCeiling, .belowMinimum: "/lots/ceiling"
    case .belowFloor: "/lots/floor"
    case .currencyNotAllowed: "/rates"
    case .priceNotPositive: "/admissibility/belowZero"
    case .unknownLot: "/lots"
    default: "/clock"
    }
  }
}

extension Refusal {
  fileprivate func sentence(in currency: String) -> String {
    let reason = reasonSentence(threshold.map { "\($0) \(currency)" } ?? "")
    guard let nextAdmissible else { return reason }
    return "\(reason) The next price that would be accepted is \(nextAdmissible) \(currency)."
  }

  private func reasonSentence(_ threshold: String) -> String {
    switch reason {
    case .notAdmitted: "Your company is not admitted to this auction."
    case .disqualified: "The buyer has excluded your company from this auction."
    case .unknownLot: "The auction has no such lot."
    case .notYetOpen: "The lot has not opened yet."
    case .alreadyClosed: "The bid arrived after the lot had closed."
    case .paused: "The auction is paused: bids are taken again when it goes on."
    case .onlySealed: "This auction takes sealed offers only."
    case .notSealed: "This auction takes no sealed offers."
    case .notBiddingNow: "Nobody may offer at this moment: wait for the next turn or round."
    case .notYourTurn: "It is another bidder's turn."
    case .preBidMissing: "Only who made an offer before the opening may bid."
    case .missedARound: "You made no offer in a round in which one was owed, and are out."
    case .notAmongBest: "Only the best of the round before went on."
    case .outOfTheLot: "You are out of this lot for good: a level passed without your acceptance, or you left."
    case .currencyNotAllowed: "You were admitted with another currency."
    case .surrogateNotAllowed: "The rules let the buyer enter no offers for suppliers."
    case .priceNotPositive: "The price must be above zero."
    case .tooManyDecimals: "The price has too many decimals."
    case .aboveCeiling: "The price is above the ceiling of \(threshold)."
    case .belowMinimum: "The offer is below the least that counts, \(threshold)."
    case .belowFloor: "The price is below the lowest that counts, \(threshold)."
    case .alreadyAccepted: "You have accepted this level already."
    case .levelLeft: "The clock has left that level; it shows \(threshold) now."
    case .notTheClockPrice: "Only the price that the clock shows can be accepted: \(threshold)."
    case .shareTooSmall: "The share is smaller than the rules allow."
    case .shareTooLarge: "The share is larger than what is left."
    case .mayNotLead: "The time to take the lead is over: you may come down to the best price, \(threshold)."
    case .leaderMayNotImprove: "You lead already; the rules do not let the leader improve its own offer."
    case .notBelowOwnOffer: "The offer must be better than your own standing one of \(threshold)."
    case .stepTooSmall: "The step is too small: the price that keeps the minimum step is \(threshold)."
    case .notAMultiple: "The step must be a whole number of minimum steps, for instance down to \(threshold)."
    case .insideBuffer: "The offer is too close to the leader: to lead, \(threshold) is needed."
    case .stepTooLarge: "The step is larger than allowed: one goes to \(threshold) at once. A slip of the pen?"
    case .equalsAnotherOffer: "Another supplier stands at \(threshold); equal offers are not allowed."
    }
  }
}
