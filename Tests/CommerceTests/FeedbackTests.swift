// Feedback: who may give it, on what, and once.

import Auctions
import Commerce
import Testing

@Suite struct FeedbackTests {
  /// The order, who speaks, the rating, the length of the text, whether the same person spoke on it before, outcome.
  @Test func whoMayRateWhat() {
    let delivered = Order.sample.after(
      .acknowledged, .shipped(.sample(1)), .shipped(.sample(2)), .delivered(shipment: 1, at: noon))
    let refused = Order.sample.after(.refused(reason: "sold out"))
    let shipped = Order.sample.after(.acknowledged, .shipped(.sample(1)))
    let rows: [(Order, Role, Int, length: Int, before: Bool, String)] = [
      (delivered, .buyersBuyer, 5, 0, false, "ok"),
      (delivered, .buyersPartner, 1, 5_000, false, "ok"),
      (refused, .buyersBuyer, 1, 10, false, "ok"),
      (delivered, .buyersAdministrator, 5, 0, false, "!customerOnly"),
      (delivered, .buyersSupplier, 5, 0, false, "!customerOnly"),
      (delivered, .suppliersSupplier, 5, 0, false, "!customerOnly"),
      (delivered, .suppliersBuyer, 5, 0, false, "!customerOnly"),
      (delivered, .stranger, 0, 5_001, true, "!customerOnly"),
      (delivered, .platformOperator, 5, 0, false, "!customerOnly"),
      (delivered, .buyersBuyer, 0, 0, false, "!ratingOutOfRange"),
      (delivered, .buyersBuyer, 6, 5_001, true, "!ratingOutOfRange"),
      (delivered, .buyersBuyer, Int.min, 0, false, "!ratingOutOfRange"),
      (delivered, .buyersBuyer, 3, 5_001, true, "!textTooLong"),
      (Order.sample, .buyersBuyer, 3, 0, false, "!nothingDelivered"),
      (shipped, .buyersBuyer, 3, 0, true, "!nothingDelivered"),
      (delivered, .buyersBuyer, 3, 0, true, "!alreadyGiven"),
    ]
    for row in rows {
      let before = row.before ? [feedback(on: row.0, by: row.1, .supplier)] : []
      let actual = outcome { () throws(Feedback.Refused) in
        try Feedback.give(
          id: FeedbackID(bits: 70), on: row.0, subject: .supplier, rating: row.2, text: .letters(row.length),
          given: before, by: row.1.actor, at: noon)
      }
      #expect(actual == row.5, "\(row.1) \(row.2) \(row.length) \(row.before)")
    }
    expectAllMet(Feedback.Refused.self, in: rows.map(\.5))
  }

  @Test func onOrderAndSupplierApartAndByEachPerson() throws {
    let order = Order.sample.after(.refused(reason: "sold out"))
    let given = [feedback(on: order, by: .buyersBuyer, .order)]
    let onSupplier = try Feedback.give(
      id: FeedbackID(bits: 71), on: order, subject: .supplier, rating: 2, text: "no", given: given,
      by: Role.buyersBuyer.actor, at: noon)
    let byPartner = try Feedback.give(
      id: FeedbackID(bits: 72), on: order, subject: .order, rating: 2, text: "no", given: given + [onSupplier],
      by: Role.buyersPartner.actor, at: noon)
    #expect(byPartner.givenBy == Role.buyersPartner.actor.id)
    #expect((byPartner.buyer, byPartner.supplier, byPartner.order) == (House.buyer, House.supplier, order.id))
    #expect((byPartner.rating, byPartner.text, byPartner.givenAt) == (2, "no", noon))
    let line = FeedbackGiven(onSupplier)
    #expect(line.kind == "feedbackGiven")
    #expect(line.details == [EventDetail("subject", "supplier"), EventDetail("rating", "2")])
  }

  private func feedback(on order: Order, by role: Role, _ subject: Feedback.Subject) -> Feedback {
    Feedback(
      id: FeedbackID(bits: 69), order: order.id, buyer: order.buyer, supplier: order.supplier, subject: subject,
      rating: 4, text: "", givenBy: role.actor.id, givenAt: noon)
  }
}
