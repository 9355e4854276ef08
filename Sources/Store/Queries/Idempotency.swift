// Answers kept by idempotency key, in the transaction of the change that they answer.

import Auctions
import Commerce

/// An answer as it was given.
package struct KeptAnswer: Equatable, Sendable {
  package var status: Int
  package var location: String?
  package var body: [UInt8]
  package init(status: Int, location: String?, body: [UInt8]) {
    self.status = status
    self.location = location
    self.body = body
  }
}

package enum IdempotencyError: Error, Equatable, Sendable {
  /// The key was used for another request.
  case conflict
}

extension Work {
  /// What was answered to this key; `nil` for a new one. A second request with the same key waits for the first.
  package func keptAnswer(_ key: String, fingerprint: [UInt8]) throws -> KeptAnswer? {
    // The lock is needed because the row of the first request is invisible until it commits.
    try transaction.execute(
      "SELECT pg_advisory_xact_lock(hashtextextended(\(key), hashtextextended(\("\(actor.id)"), 0)))")
    let kept: (answer: KeptAnswer, fingerprint: [UInt8])? = try transaction.first(
      """
      SELECT status, location, body, fingerprint FROM idempotency
      WHERE company_id = \(actor.company) AND actor_id = \(actor.id) AND key = \(key)
      """
    ) { row in try (KeptAnswer(status: row(), location: row(), body: row()), row()) }
    guard let kept else { return nil }
    guard kept.fingerprint == fingerprint else { throw IdempotencyError.conflict }
    return kept.answer
  }

  package func keep(_ answer: KeptAnswer, _ key: String, fingerprint: [UInt8]) throws {
    try transaction.execute(
      """
      INSERT INTO idempotency (company_id, actor_id, key, fingerprint, status, location, body, created_at)
      VALUES (\(actor.company), \(actor.id), \(key), \(fingerprint), \(Int16(answer.status)), \(answer.location),
        \(answer.body), \(now))
      """)
  }
}
