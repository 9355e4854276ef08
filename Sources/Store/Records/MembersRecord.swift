// The members of a company: a set of rows that is decided on as a whole.

import Auctions
package import Commerce

extension Rights: SQLScalar {}

/// A member with what colleagues may know of a person.
package struct MemberProfile: Equatable, Sendable {
  package var person: PersonID
  package var name: String
  package var email: String
  package var rights: Rights
}

extension Work {
  package func memberProfiles() throws -> [MemberProfile] {
    try transaction.rows(
      """
      SELECT p.id, p.name, p.email, m.rights FROM membership m JOIN person p ON p.id = m.person_id
      WHERE m.company_id = \(actor.company) ORDER BY p.name, p.id
      """
    ) { row in try MemberProfile(person: row(), name: row(), email: row(), rights: row()) }
  }

  /// Changes who belongs to the actor's company, or with which rights.
  package func perform(_ command: Members.Command) throws -> Members {
    let company = actor.company
    // The company's row is the lock: two administrators cannot remove each other at the same time.
    guard let locked = try Company.load(company, locked: true, in: transaction) else { throw RecordError.notFound }
    var members = Members(company: company, list: try memberRows())
    var revision = locked.revision
    for event in try members.decide(command, by: actor, at: now) {
      members.fold(event)
      revision += 1
      try apply(event, company)
      try write(event, of: Company.noun, record: company, revision: revision, company, nil)
    }
    try transaction.execute("UPDATE company SET revision = \(revision) WHERE id = \(company)")
    return members
  }

  private func memberRows() throws -> [Members.Member] {
    try transaction.rows(
      "SELECT person_id, rights FROM membership WHERE company_id = \(actor.company) ORDER BY person_id"
    ) { row in try Members.Member(person: row(), rights: row()) }
  }

  private func apply(_ event: Members.Event, _ company: CompanyID) throws {
    switch event {
    case .memberAdded(let person, let rights):
      try transaction.execute(
        """
        INSERT INTO membership (company_id, person_id, rights, created_at)
        VALUES (\(company), \(person), \(rights), \(now))
        """)
    case .rightsChanged(let person, let rights):
      try transaction.execute(
        "UPDATE membership SET rights = \(rights) WHERE company_id = \(company) AND person_id = \(person)")
    case .memberRemoved(let person):
      try transaction.execute("DELETE FROM membership WHERE company_id = \(company) AND person_id = \(person)")
    }
  }
}
