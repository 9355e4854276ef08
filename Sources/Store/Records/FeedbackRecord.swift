// Feedback in PostgreSQL: written once, never changed.

import Auctions
package import Commerce

extension Feedback.Subject: SQLScalar {}

extension Work {
  package func feedback(on order: OrderID) throws -> [Feedback] {
    try transaction.rows(
      """
      SELECT id, order_id, buyer_id, supplier_id, subject, rating, text, given_by, given_at
      FROM feedback WHERE order_id = \(order) AND acting_company() IN (buyer_id, supplier_id) ORDER BY id
      """
    ) { row in
      let (id, order): (FeedbackID, OrderID) = try (row(), row())
      let (buyer, supplier): (CompanyID, CompanyID) = try (row(), row())
      return try Feedback(
        id: id, order: order, buyer: buyer, supplier: supplier, subject: row(), rating: row(), text: row(),
        givenBy: row(), givenAt: row())
    }
  }

  package func giveFeedback(
    on id: OrderID, subject: Feedback.Subject, rating: Int, text: String
  ) throws -> Feedback {
    // Locked, so that the event's position is the order's next.
    guard let order = try Order.load(id, locked: true, in: transaction) else { throw RecordError.notFound }
    let feedback = try Feedback.give(
      id: newID(), on: order.record, subject: subject, rating: rating, text: text, given: try feedback(on: id),
      by: actor, at: now)
    try transaction.execute(
      """
      INSERT INTO feedback (id, order_id, buyer_id, supplier_id, subject, rating, text, given_by, given_at)
      VALUES (\(feedback.id), \(id), \(feedback.buyer), \(feedback.supplier), \(subject), \(Int16(rating)), \(text),
        \(feedback.givenBy), \(now))
      """)
    let revision = order.revision + 1
    try transaction.execute("UPDATE purchase_order SET revision = \(revision) WHERE id = \(id)")
    try write(
      FeedbackGiven(feedback), of: Order.noun, record: id, revision: revision, feedback.buyer, feedback.supplier)
    return feedback
  }
}
