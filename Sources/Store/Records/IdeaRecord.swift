// Product ideas and their votes in PostgreSQL.

package import Auctions
package import Commerce

extension Idea.Status: SQLScalar {}

extension Idea: StoredRecord {
  static var noun: String { "idea" }
  var owner: CompanyID { author }
  var counterparty: CompanyID? { addressee }

  static func load(_ id: IdeaID, locked: Bool, in transaction: Transaction) throws -> Stored<Idea>? {
    try transaction.first(
      """
      SELECT id, author_id, addressee_id, title, text, status, response,
        ARRAY(SELECT person_id FROM idea_vote WHERE idea_id = idea.id ORDER BY created_at, person_id),
        revision, created_at
      FROM idea WHERE id = \(id) \(locked ? "FOR UPDATE" : "" as SQL)
      """
    ) { row in
      let (id, author, addressee): (IdeaID, CompanyID, CompanyID) = try (row(), row(), row())
      let idea = try Idea(
        id: id, author: author, addressee: addressee, title: row(), text: row(), status: row(), response: row(),
        voters: row())
      return try Stored(record: idea, revision: row(), createdAt: row())
    }
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO idea (id, author_id, addressee_id, title, text, status, revision, created_at)
      VALUES (\(id), \(author), \(addressee), \(title), \(text), \(status), 1, \(now))
      """)
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE idea SET status = \(status), response = \(response), revision = \(revision) WHERE id = \(id)")
    for event in events { try update(event, by: actor, at: now, in: transaction) }
  }

  private func update(_ event: Event, by actor: Actor, at now: Instant, in transaction: Transaction) throws {
    switch event {
    case .voted(let person):
      try transaction.execute(
        """
        INSERT INTO idea_vote (idea_id, person_id, company_id, created_at)
        VALUES (\(id), \(person), \(actor.company), \(now))
        """)
    case .voteWithdrawn(let person):
      // A person's vote counts once for all its companies, and is withdrawn for the one it was given for.
      let rows = try transaction.execute("DELETE FROM idea_vote WHERE idea_id = \(id) AND person_id = \(person)")
      guard rows == 1 else { throw RecordError.notFound }
    case .proposed, .responded: break
    }
  }
}

extension Work {
  package func idea(_ id: IdeaID) throws -> Stored<Idea> { try load(id) }

  package func proposeIdea(to addressee: CompanyID, title: String, text: String) throws -> Stored<Idea> {
    guard try transaction.exists("SELECT FROM company WHERE id = \(addressee)") else { throw RecordError.notFound }
    let idea = Idea(id: newID(), author: actor.company, addressee: addressee, title: title, text: text)
    let faults = idea.check()
    guard faults.isEmpty else { throw Faults(faults) }
    return try create(idea, .proposed)
  }

  package func perform(
    _ command: Idea.Command, on id: IdeaID, expecting revision: [Int64]?
  ) throws -> Stored<Idea> {
    try perform(command, on: id, expecting: revision, as: Idea.self)
  }
}
