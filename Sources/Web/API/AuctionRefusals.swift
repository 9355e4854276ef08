// Refusals of auctions as HTTP: of their announcement, of what the buyer does to them, of what bidders do but bid.

import Auctions
import Transcript

extension Auction.Rejection: Refusable {
  /// The reason alone, without what it carries.
  var word: String {
    switch self {
    case .rules(let fault): fault.reason.rawValue
    case .declaration(let fault): "\(fault)"
    default: "\(self)"
    }
  }

  var told: Told {
    switch self {
    case .alreadyOver: .conflict("The auction is over.")
    case .notOpen: .conflict("The auction is not open.")
    case .alreadyOpen: .conflict("The auction has opened.")
    case .unknownLot: .unprocessable("The auction has no such lot.")
    case .lotNotOpen: .conflict("The lot is not open.")
    case .notAParticipant: .unprocessable("This company does not take part.")
    case .reasonMissing: .unprocessable("Give a reason: everybody in the auction is told.")
    case .opensInThePast: .unprocessable("The start is in the past.")
    case .opensTooLate: .unprocessable("The start is more than a year ahead.")
    case .admissionFixed: .conflict("The company has offered: its terms stay what they are.")
    case .currencyUnknown: .unprocessable("No rate was fixed for this currency.")
    case .ceilingInvalid: .unprocessable("A ceiling is not above zero, has too many decimals or names no lot.")
    case .declaration(let fault): .unprocessable(fault.sentence)
    case .alreadyDisqualified: .conflict("The company is disqualified already.")
    case .notDisqualified: .conflict("The company is not disqualified.")
    case .nothingToWithdraw: .conflict("There is no offer to take back.")
    case .withdrawalNotAllowed: .forbidden("The rules let no offer be taken back here.")
    case .notYourTurn: .conflict("It is another bidder's turn.")
    case .notInTheLot: .conflict("The company is not in this lot, or the lot has no clock to leave.")
    case .levelAccepted: .conflict("The level is accepted: the company is held to it until the next one.")
    case .alreadyPaused: .conflict("The auction is paused already.")
    case .notPaused: .conflict("The auction is not paused.")
    case .endNotLater: .unprocessable("An extension ends later than the lot does now.")
    case .endTooLate: .unprocessable("The end is more than ninety days ahead.")
    case .clockFixed: .conflict("The clock and a hidden end stay as they were announced.")
    case .rankingFixed: .conflict("Offers are compared as it was announced.")
    case .rules(let fault): .unprocessable("\(fault.pointer): \(fault.reason.sentence)")
    case .proxiesNotAllowed: .forbidden("The rules let no limit be left with the server.")
    case .limitNotAdmissible: .unprocessable("The limit lies outside of what may be offered, or has too many decimals.")
    case .noLimit: .conflict("There is no limit to take back.")
    case .notSealed: .conflict("The auction is not sealed.")
    case .notAtOpening: .conflict("The deadline has not passed, or everything is opened.")
    case .openingIncomplete: .unprocessable("What was opened is not what was sealed.")
    }
  }
}

extension Ranking.DeclarationFault {
  fileprivate var sentence: String {
    switch self {
    case .unknownCode: "The rules know no such criterion."
    case .outOfRange: "A declared value is outside of what its criterion allows."
    case .overflow: "The declared values are too large to compare offers exactly."
    }
  }
}

extension Rules.Fault.Reason {
  /// Without its subject.
  var sentence: String {
    switch self {
    case .outOfRange: "lies outside of what is allowed here"
    case .tooManyDecimals: "has more decimals than prices may have"
    case .notInOrder: "repeats or contradicts what goes before it"
    case .doesNotApply: "has no meaning beside the other rules"
    case .missing: "must be set, since the other rules cannot do without it"
    }
  }
}

extension Problem {
  static func of(_ rejection: Auction.ScheduleRejection) -> Problem {
    switch rejection {
    case .rules(let fault): unprocessable(fault.reason.rawValue, "\(fault.pointer) \(fault.reason.sentence).")
    case .announcement(let fault): unprocessable("\(fault)", fault.sentence)
    case .opensInThePast: unprocessable("\(rejection)", "The start is in the past.")
    case .opensTooLate: unprocessable("\(rejection)", "The start is more than a year ahead.")
    }
  }
}

extension Announcement.Fault {
  var sentence: String {
    switch self {
    case .noLots: "An auction needs at least one lot."
    case .tooManyLots: "An auction has at most \(Announcement.lotLimit) lots."
    case .lotsNotInOrder: "Lots are numbered 1, 2, 3 in this order."
    case .ceilingNotPositive: "Every lot needs a target price above zero."
    case .ceilingHasTooManyDecimals: "A target price has more decimals than the rules allow for bids."
    case .floorAboveCeiling: "A lot's floor is above its target price."
    case .floorHasTooManyDecimals: "A floor has more decimals than the rules allow for bids."
    case .levelsOutOfRange: "The clock would show no price at all, or more than \(Clock.levelLimit) of them."
    case .rateInvalid: "A rate is zero, named twice, or that of the auction's own currency."
    case .sealingIncomplete: "A sealed auction needs as many openers as must act together."
    case .seedMissing: "What chance decides needs a seed."
    }
  }
}
