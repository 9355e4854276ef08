// Invitations in PostgreSQL.

package import Auctions
package import Commerce

extension Invitation.Status: SQLScalar {}

extension Invitation: StoredRecord {
  static var noun: String { "invitation" }
  var owner: CompanyID { buyer }
  var counterparty: CompanyID? { supplier }

  static func load(_ id: InvitationID, locked: Bool, in transaction: Transaction) throws -> Stored<Invitation>? {
    try transaction.first("\(select) WHERE id = \(id) AND \(shared) \(locked ? "FOR UPDATE" : "" as SQL)", decode)
  }

  fileprivate static let select: SQL =
    "SELECT id, requirement_id, buyer_id, supplier_id, status, revision, created_at FROM invitation"

  fileprivate static let shared: SQL = "acting_company() IN (buyer_id, supplier_id)"

  fileprivate static func decode(_ row: inout Row) throws -> Stored<Invitation> {
    try Stored(
      record: Invitation(id: row(), requirement: row(), buyer: row(), supplier: row(), status: row()),
      revision: row(), createdAt: row())
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    let rows = try transaction.execute(
      """
      INSERT INTO invitation (id, requirement_id, buyer_id, supplier_id, method, status, revision, created_at)
      SELECT \(id), \(requirement), \(buyer), \(supplier), method, \(status), 1, \(now)
      FROM requirement WHERE id = \(requirement)
      """)
    guard rows == 1 else { throw RecordError.notFound }
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute("UPDATE invitation SET status = \(status), revision = \(revision) WHERE id = \(id)")
  }
}

extension Work {
  package func invitation(_ id: InvitationID) throws -> Stored<Invitation> { try load(id) }

  /// All invitations to a requirement that this company may see: a buyer every one, a supplier its own.
  package func invitations(to requirement: RequirementID) throws -> [Stored<Invitation>] {
    try transaction.rows(
      "\(Invitation.select) WHERE requirement_id = \(requirement) AND \(Invitation.shared) ORDER BY id",
      Invitation.decode)
  }

  /// Invites `supplier`; a supplier that names itself takes part in an open requirement.
  package func invite(_ supplier: CompanyID, to id: RequirementID) throws -> Stored<Invitation> {
    let requirement = try requirement(id).record
    let bySupplier = actor.company != requirement.buyer
    guard bySupplier || actor.may(.buyer) else { throw Invitation.Rejection.buyersOnly }
    guard !bySupplier || actor.may(.supplier) else { throw Invitation.Rejection.invitedSupplierOnly }
    guard !bySupplier || supplier == actor.company else { throw RecordError.notFound }
    guard try isKnown(supplier) else { throw RecordError.notFound }
    let existing = try invitations(to: id).first { $0.record.supplier == supplier }
    try Invitation.issue(for: requirement, to: supplier, bySupplier: bySupplier, existing: existing?.record)
    let status: Invitation.Status = bySupplier ? .accepted : .invited
    let invitation = Invitation(
      id: newID(), requirement: id, buyer: requirement.buyer, supplier: supplier, status: status)
    return try create(invitation, .issued(status))
  }

  package func perform(
    _ command: Invitation.Command, on id: InvitationID, expecting revision: [Int64]?
  ) throws -> Stored<Invitation> {
    let invitation = try invitation(id).record
    // What is over takes nobody in; whoever is in already is told so.
    if command == .accept, invitation.status != .accepted, try requirement(invitation.requirement).record.isOver {
      throw Requirement.Rejection.alreadyOver
    }
    return try perform(command, on: id, expecting: revision, as: Invitation.self)
  }

  private func isKnown(_ company: CompanyID) throws -> Bool {
    try transaction.exists("SELECT FROM company WHERE id = \(company)")
  }

  /// The verified suppliers that have accepted: who is admitted when the auction is announced.
  package func admissibleSuppliers(to requirement: RequirementID) throws -> [CompanyID] {
    try transaction.rows(
      """
      SELECT i.supplier_id FROM invitation i JOIN company c ON c.id = i.supplier_id
      WHERE i.requirement_id = \(requirement) AND i.status = 'accepted' AND c.verification = 'verified'
      ORDER BY i.id
      """
    ) { row in try row() }
  }
}
