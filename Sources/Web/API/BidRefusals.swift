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
    case .notAdmitted: .forbidden
    case .unknownLot: .notFound
    case .notYetOpen, .alreadyClosed: .conflict
    case .priceNotPositive, .tooManyDecimals, .aboveCeiling, .leaderMayNotImprove, .notBelowOwnOffer, .stepTooSmall,
      .equalsAnotherOffer:
      .unprocessableContent
    }
  }

  /// The parameter of the rules document that says so.
  fileprivate var rule: String {
    switch self {
    case .notAdmitted: "participants"
    case .unknownLot: "lots"
    case .notYetOpen, .alreadyClosed: "clock"
    case .priceNotPositive, .tooManyDecimals: "admissibility.decimals"
    case .aboveCeiling: "lots.ceiling"
    case .leaderMayNotImprove: "admissibility.leaderMayImprove"
    case .notBelowOwnOffer: "admissibility.base"
    case .stepTooSmall: "admissibility.decrement"
    case .equalsAnotherOffer: "admissibility.tiesAllowed"
    }
  }
}

extension Refusal {
  fileprivate func sentence(in currency: String) -> String {
    let reason = reasonSentence(threshold.map { "\($0) \(currency)" } ?? "")
    guard let nextAdmissible else { return reason }
    return "\(reason) You may offer \(nextAdmissible) \(currency) or less."
  }

  private func reasonSentence(_ threshold: String) -> String {
    switch reason {
    case .notAdmitted: "Your company is not admitted to this auction."
    case .unknownLot: "The auction has no such lot."
    case .notYetOpen: "The auction has not opened yet."
    case .alreadyClosed: "The bid arrived after the lot had closed."
    case .priceNotPositive: "The price must be above zero."
    case .tooManyDecimals: "The price has too many decimals."
    case .aboveCeiling: "The price is above the buyer's target price of \(threshold)."
    case .leaderMayNotImprove: "You lead already; the rules do not let the leader improve its own offer."
    case .notBelowOwnOffer: "The price must be below your own standing offer of \(threshold)."
    case .stepTooSmall: "The step is too small: the highest price that keeps the minimum step is \(threshold)."
    case .equalsAnotherOffer: "Another supplier stands at \(threshold); equal offers are not allowed."
    }
  }
}
