// The events of one record, as both its companies see them.

package import Auctions
package import Commerce

package struct TimelineEntry: Equatable, Sendable {
  package var position: Int64
  package var kind: String
  /// A JSON object of strings.
  package var details: [UInt8]
  package var at: Instant
  package var company: CompanyID
  package var companyName: String
}

extension Work {
  package func timeline(ofOrder id: OrderID) throws -> [TimelineEntry] { try timeline("order", id) }
  package func timeline(ofRequirement id: RequirementID) throws -> [TimelineEntry] { try timeline("requirement", id) }

  private func timeline<Noun>(_ noun: String, _ id: ID<Noun>) throws -> [TimelineEntry] {
    try transaction.rows(
      """
      SELECT e.position, e.kind, e.details, e.at, e.actor_company_id, c.name
      FROM event e JOIN company c ON c.id = e.actor_company_id
      WHERE e.noun = \(noun) AND e.record_id = \(id) AND acting_company() IN (e.company_id, e.counterparty_id)
      ORDER BY e.position
      """
    ) { row in
      let (position, kind): (Int64, String) = try (row(), row())
      let details: JSONB = try row()
      return try TimelineEntry(
        position: position, kind: kind, details: details.bytes, at: row(), company: row(), companyName: row())
    }
  }
}
