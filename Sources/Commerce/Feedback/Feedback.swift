// Feedback: what the customer thinks of an order and of its supplier. Given once, it stays.

package import Auctions

package enum FeedbackNoun {}
package typealias FeedbackID = ID<FeedbackNoun>

package struct Feedback: Equatable, Sendable {
  package enum Subject: String, Equatable, Sendable, CaseIterable { case order, supplier }

  package let id: FeedbackID
  package let order: OrderID
  /// The customer that speaks.
  package let buyer: CompanyID
  package let supplier: CompanyID
  package let subject: Subject
  /// 1 (bad) to 5 (very good).
  package let rating: Int
  package let text: String
  package let givenBy: ActorID
  package let givenAt: Instant

  package init(
    id: FeedbackID, order: OrderID, buyer: CompanyID, supplier: CompanyID, subject: Subject, rating: Int,
    text: String, givenBy: ActorID, givenAt: Instant
  ) {
    self.id = id
    self.order = order
    self.buyer = buyer
    self.supplier = supplier
    self.subject = subject
    self.rating = rating
    self.text = text
    self.givenBy = givenBy
    self.givenAt = givenAt
  }

  package enum Refused: Error, Equatable, CaseIterable, Sendable {
    case customerOnly
    case ratingOutOfRange
    case textTooLong
    case nothingDelivered
    case alreadyGiven
  }

  package static let textLimit = 5_000

  package static func give(
    id: FeedbackID, on order: Order, subject: Subject, rating: Int, text: String, given: [Feedback],
    by actor: Actor, at now: Instant
  ) throws(Refused) -> Feedback {
    guard actor.company == order.buyer, actor.may([.buyer, .partner]) else { throw .customerOnly }
    guard (1...5).contains(rating) else { throw .ratingOutOfRange }
    guard text.unicodeScalars.count <= textLimit else { throw .textTooLong }
    // An order that the supplier refused or never shipped is experience as well, but not with goods.
    guard order.shipments.contains(where: { $0.deliveredAt != nil }) || order.acknowledgement == .rejected else {
      throw .nothingDelivered
    }
    guard !given.contains(where: { $0.subject == subject && $0.givenBy == actor.id }) else { throw .alreadyGiven }
    return Feedback(
      id: id, order: order.id, buyer: order.buyer, supplier: order.supplier, subject: subject, rating: rating,
      text: text, givenBy: actor.id, givenAt: now)
  }
}

/// The one fact about feedback, a line of the order's timeline.
package struct FeedbackGiven: RecordEvent {
  package var feedback: Feedback
  package init(_ feedback: Feedback) { self.feedback = feedback }
  package var kind: String { "feedbackGiven" }
  package var details: [EventDetail] {
    [EventDetail("subject", feedback.subject.rawValue), EventDetail("rating", "\(feedback.rating)")]
  }
}
