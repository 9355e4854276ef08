// Every refusal of the domain as HTTP: a new reason does not compile until it has a status and a sentence.

import Auctions
import Commerce
import Engine
import HTTPTypes
import Interchange
import Store

/// A refusal of the domain that knows how to be told.
protocol Refusable: Error {
  var told: Told { get }
}

/// Status and sentence of a refusal.
struct Told {
  var status: HTTPResponse.Status
  var sentence: String

  static func forbidden(_ sentence: String) -> Told { Told(status: .forbidden, sentence: sentence) }
  static func conflict(_ sentence: String) -> Told { Told(status: .conflict, sentence: sentence) }
  static func unprocessable(_ sentence: String) -> Told { Told(status: .unprocessableContent, sentence: sentence) }
}

extension Problem {
  /// The problem that an error of the domain or the store is; `nil` for others.
  static func of(_ error: any Error) -> Problem? {
    switch error {
    case let error as any Refusable: Problem(error.told.status, "\(error)", detail: error.told.sentence)
    case let error as RecordError: of(error)
    case let error as StoreError: of(error)
    case let error as EngineRejection: of(error)
    case let faults as ImportFaults: Problem(faults)
    case IdempotencyError.conflict: .keyConflict
    case Feed.WatchRefusal.unknownAuction: .unavailable("auctionNotServed", retryAfterSeconds: 1)
    case Feed.WatchRefusal.tooManyStreams: .tooManyRequests(retryAfterSeconds: 10, "tooManyStreams")
    case APITokenError.tooManyTokens: .conflict("tooManyTokens", "Revoke tokens that are no longer used first.")
    default: nil
    }
  }

  static let keyConflict = unprocessable(
    "idempotencyKeyConflict", "This Idempotency-Key was used for another request.")

  private static func of(_ error: RecordError) -> Problem {
    switch error {
    case .notFound: .notFound
    case .revisionMismatch: .changedMeanwhile
    }
  }

  private static func of(_ error: StoreError) -> Problem? {
    switch error {
    case .unavailable: .unavailable("databaseUnavailable", retryAfterSeconds: 2)
    case .busy: .unavailable("databaseBusy", retryAfterSeconds: 1)
    case .timeout: .unavailable("databaseTimeout", retryAfterSeconds: 2)
    case .commitUnknown: .unavailable("outcomeUnknown", retryAfterSeconds: 2)
    case .sql where error.violates("requirement_source_key"):
      .conflict("alreadyImported", "This company has imported that record already.")
    case .sql, .decoding, .misuse: nil
    }
  }

  private static func of(_ error: EngineRejection) -> Problem {
    switch error {
    case .unknownAuction: .notFound
    case .auctionExists: .conflict("auctionExists", "The requirement has an auction already.")
    case .schedule(let rejection): of(rejection)
    case .rejected(let rejection): Problem(rejection.told.status, rejection.word, detail: rejection.told.sentence)
    case .keyConflict: .keyConflict
    case .busy: .unavailable("engineBusy", retryAfterSeconds: 1)
    case .unavailable: .unavailable("outcomeUnknown", retryAfterSeconds: 1)
    }
  }
}

extension Company.Rejection: Refusable {
  var told: Told {
    switch self {
    case .operatorsOnly: .forbidden("Only operators of the platform verify companies.")
    case .administratorsOnly: .forbidden("Only an administrator changes the company's profile.")
    case .reasonMissing: .unprocessable("Give a reason: the company is told.")
    case .alreadyVerified: .conflict("The company is verified already.")
    case .notVerified: .conflict("Only a verified company can be suspended.")
    }
  }
}

extension Members.Rejection: Refusable {
  var told: Told {
    switch self {
    case .administratorsOnly: .forbidden("Only an administrator changes who belongs to the company.")
    case .noRights: .unprocessable("A member needs at least one right.")
    case .alreadyMember: .conflict("This person belongs to the company already.")
    case .notAMember: Told(status: .notFound, sentence: "This person does not belong to the company.")
    case .lastAdministrator: .conflict("The company would be left without an administrator.")
    case .tooManyMembers: .conflict("The company has as many members as it may have.")
    }
  }
}

extension Requirement.Rejection: Refusable {
  var told: Told {
    switch self {
    case .buyersOnly: .forbidden("Only a buyer of the company that posted it may do this.")
    case .companyNotVerified: .forbidden("The company must be verified before it publishes.")
    case .notDraft: .conflict("It is published: cancel it and post a new one instead.")
    case .alreadyPublished: .conflict("It is published already.")
    case .alreadyOver: .conflict("It is complete or cancelled.")
    case .notPublished: .conflict("It is not published.")
    case .deliveryInThePast: .conflict("The delivery date is in the past: change it first.")
    case .reasonMissing: .unprocessable("Give a reason: the invited suppliers are told.")
    }
  }
}

extension Invitation.Rejection: Refusable {
  var told: Told {
    switch self {
    case .invitedSupplierOnly: .forbidden("Only the invited supplier answers an invitation.")
    case .buyersOnly: .forbidden("Only the buyer withdraws an invitation.")
    case .withdrawn: .conflict("The buyer has withdrawn the invitation.")
    case .alreadyAccepted: .conflict("The invitation is accepted already.")
    }
  }
}

extension Invitation.Refused: Refusable {
  var told: Told {
    switch self {
    case .requirementNotPublished: .conflict("The requirement is not published.")
    case .ownRequirement: .unprocessable("A company does not supply itself.")
    case .alreadyInvited: .conflict("This supplier is invited already.")
    case .notOpenToAll: .forbidden("This requirement is for invited suppliers only.")
    }
  }
}

extension Award.Rejection: Refusable {
  var told: Told {
    switch self {
    case .buyersOnly: .forbidden("Only the buyer may do this.")
    case .notActive: .conflict("The award is cancelled.")
    case .alreadyOrdered: .conflict("The award has become an order already.")
    case .reasonMissing: .unprocessable("Give a reason: the supplier is told.")
    }
  }
}

extension Award.Refused: Refusable {
  var told: Told {
    switch self {
    case .buyersOnly: .forbidden("Only the buyer awards.")
    case .auctionNotClosed: .conflict("The auction has not closed.")
    case .unknownLot: .unprocessable("The auction has no such lot.")
    case .noSuchOffer: .unprocessable("This supplier made no offer for the lot.")
    case .supplierPays: .unprocessable("The price is zero or below: an order cannot ask for that.")
    case .practiceOnly: .conflict("It was a practice auction: nothing comes of it.")
    case .alreadyAwarded: .conflict("The lot is awarded already.")
    case .reasonMissing: .unprocessable("It is not the best offer: give the reason for choosing it.")
    }
  }
}

extension Order.Rejection: Refusable {
  var told: Told {
    switch self {
    case .supplierOnly: .forbidden("Only the supplier of the order may do this.")
    case .buyerOnly: .forbidden("Only the customer of the order may do this.")
    case .orderCancelled: .conflict("The order is cancelled.")
    case .orderCompleted: .conflict("The order is complete.")
    case .reasonMissing: .unprocessable("Give a reason: the other side is told.")
    case .textTooLong: .unprocessable("A text of this request is too long.")
    case .alreadyAcknowledged: .conflict("The order is acknowledged already.")
    case .alreadyRefused: .conflict("The supplier has refused the order.")
    case .notAcknowledged: .conflict("Acknowledge the order first.")
    case .carrierMissing: .unprocessable("Name the carrier.")
    case .tooManyShipments: .conflict("The order has as many shipments as it may have.")
    case .alreadyAccepted: .conflict("The delivery is accepted already.")
    case .unknownShipment: Told(status: .notFound, sentence: "The order has no such shipment.")
    case .alreadyDelivered: .conflict("The shipment is delivered already.")
    case .notDelivered: .conflict("Nothing is delivered yet, or a shipment is still on its way.")
    case .invoiceNumberMissing: .unprocessable("Give the number of the invoice.")
    case .alreadyInvoiced: .conflict("The order is invoiced already.")
    case .notInvoiced: .conflict("There is no invoice to pay yet.")
    case .alreadyPaid: .conflict("The order is paid already.")
    case .alreadyShipped: .conflict("It is on its way: reject the delivery when it arrives.")
    }
  }
}

extension Feedback.Refused: Refusable {
  var told: Told {
    switch self {
    case .customerOnly: .forbidden("Only the customer gives feedback on an order.")
    case .ratingOutOfRange: .unprocessable("The rating is a whole number from 1 to 5.")
    case .textTooLong: .unprocessable("The text has more than \(Feedback.textLimit) characters.")
    case .nothingDelivered: .conflict("Nothing is delivered yet.")
    case .alreadyGiven: .conflict("You have given your feedback on this already.")
    }
  }
}

extension Idea.Rejection: Refusable {
  var told: Told {
    switch self {
    case .personsOnly: .forbidden("Persons vote, programs do not.")
    case .addresseeOnly: .forbidden("Only the supplier that the idea is for answers it.")
    case .textTooLong: .unprocessable("The answer has more than \(Idea.responseLimit) characters.")
    }
  }
}
