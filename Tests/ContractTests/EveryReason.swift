// Every reason that the domain refuses for, by its word.

import Auctions
import Commerce

enum EveryReason {
  static let words: [String] = {
    let rejections: [any Sequence] = [
      Company.Rejection.allCases, Members.Rejection.allCases, Requirement.Rejection.allCases,
      Invitation.Rejection.allCases, Invitation.Refused.allCases, Award.Rejection.allCases, Award.Refused.allCases,
      Order.Rejection.allCases, Feedback.Refused.allCases, Idea.Rejection.allCases, Refusal.Reason.allCases,
      Announcement.Fault.allCases, Ranking.DeclarationFault.allCases, ofAuctions,
    ]
    return rejections.flatMap { $0.map { "\($0)" } }
  }()

  /// Those without a reason of their own inside, but for what the server never asks: it opens lots that wait for it, and
  /// nothing but what was sealed.
  private static var ofAuctions: [Auction.Rejection] {
    sequence(first: Auction.Rejection.alreadyOver) { following($0) }
      .filter { ![.notAtOpening, .openingIncomplete].contains($0) }
  }

  /// In order of precedence. A new one does not compile until it has its place. Unsound rules are told as mistakes of
  /// the document, declarations by what is wrong with them.
  private static func following(_ rejection: Auction.Rejection) -> Auction.Rejection? {
    switch rejection {
    case .alreadyOver: .notOpen
    case .notOpen: .alreadyOpen
    case .alreadyOpen: .unknownLot
    case .unknownLot: .lotNotOpen
    case .lotNotOpen: .notAParticipant
    case .notAParticipant: .reasonMissing
    case .reasonMissing: .opensInThePast
    case .opensInThePast: .opensTooLate
    case .opensTooLate: .admissionFixed
    case .admissionFixed: .currencyUnknown
    case .currencyUnknown: .ceilingInvalid
    case .ceilingInvalid, .declaration: .alreadyDisqualified
    case .alreadyDisqualified: .notDisqualified
    case .notDisqualified: .nothingToWithdraw
    case .nothingToWithdraw: .withdrawalNotAllowed
    case .withdrawalNotAllowed: .notYourTurn
    case .notYourTurn: .notInTheLot
    case .notInTheLot: .levelAccepted
    case .levelAccepted: .alreadyPaused
    case .alreadyPaused: .notPaused
    case .notPaused: .endNotLater
    case .endNotLater: .endTooLate
    case .endTooLate: .clockFixed
    case .clockFixed: .rankingFixed
    case .rankingFixed, .rules: .proxiesNotAllowed
    case .proxiesNotAllowed: .limitNotAdmissible
    case .limitNotAdmissible: .noLimit
    case .noLimit: .notSealed
    case .notSealed: .notAtOpening
    case .notAtOpening: .openingIncomplete
    case .openingIncomplete: nil
    }
  }
}
