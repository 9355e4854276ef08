// Persons and companies come in here: registration, invitation of colleagues, operators.

package import Auctions
package import Commerce

/// A person as a registration names it. The e-mail address is lower case already.
package struct NewPerson: Sendable {
  package var name: String
  package var email: String
  package var passwordHash: String
  package var language: String
  package init(name: String, email: String, passwordHash: String, language: String) {
    self.name = name
    self.email = email
    self.passwordHash = passwordHash
    self.language = language
  }
}

package enum RegistrationError: Error, Equatable, Sendable {
  /// Never shown as such to whoever registers: it would tell who has an account.
  case emailTaken
}

extension Database {
  /// A new company with its first administrator.
  ///
  /// - Parameter rights: what the first member may do besides administering.
  package func register(
    _ profile: Company.Profile, by person: NewPerson, rights: Rights = [.buyer, .supplier, .partner], at now: Instant
  ) async throws -> (company: CompanyID, person: PersonID) {
    try await transaction(.identity) { transaction in
      let personID = try transaction.insert(person, at: now)
      let companyID: CompanyID = .version7(at: now, random: .random(in: .min ... .max))
      let actor = Actor(
        id: ActorID(bits: personID.bits), person: personID, company: companyID, rights: [], isVerified: false,
        isOperator: false)
      let work = Work(transaction: transaction, actor: actor, now: now)
      _ = try work.create(Company(id: companyID, profile: profile), .registered)
      try transaction.insertMembership(personID, in: companyID, rights.union(.administrator), at: now)
      return (companyID, personID)
    }
  }

  /// A person without a company yet: somebody's colleague-to-be, or an operator.
  package func register(_ person: NewPerson, isOperator: Bool, at now: Instant) async throws -> PersonID {
    try await transaction(.identity) { transaction in
      let id = try transaction.insert(person, at: now)
      if isOperator { try transaction.execute("UPDATE person SET is_operator = true WHERE id = \(id)") }
      return id
    }
  }

  package func person(email: String) async throws -> PersonID? {
    try await transaction(.identity, .readOnly) { transaction in
      try transaction.first("SELECT id FROM person WHERE email = \(email)") { row in try row() }
    }
  }

  package func setLanguage(_ language: String, of person: PersonID) async throws {
    _ = try await transaction(.identity) { transaction in
      try transaction.execute("UPDATE person SET language = \(language) WHERE id = \(person)")
    }
  }
}

extension Transaction {
  fileprivate func insert(_ person: NewPerson, at now: Instant) throws -> PersonID {
    let id: PersonID = .version7(at: now, random: .random(in: .min ... .max))
    let rows = try execute(
      """
      INSERT INTO person (id, name, email, language, created_at)
      VALUES (\(id), \(person.name), \(person.email), \(person.language), \(now))
      ON CONFLICT ON CONSTRAINT person_email_key DO NOTHING
      """)
    guard rows == 1 else { throw RegistrationError.emailTaken }
    try execute(
      """
      INSERT INTO credential (person_id, password_hash, changed_at) VALUES (\(id), \(person.passwordHash), \(now))
      """)
    return id
  }

  fileprivate func insertMembership(
    _ person: PersonID, in company: CompanyID, _ rights: Rights, at now: Instant
  ) throws {
    try execute(
      """
      INSERT INTO membership (company_id, person_id, rights, created_at)
      VALUES (\(company), \(person), \(rights), \(now))
      """)
  }
}

extension Database {
  /// The person with this address acting for the first company it belongs to.
  package func firstActor(email: String) async throws -> Actor? {
    try await transaction(.identity, .readOnly) { transaction in
      try transaction.first(
        """
        SELECT p.id, p.id, m.company_id, m.rights, c.verification = 'verified', p.is_operator
        FROM person p JOIN membership m ON m.person_id = p.id JOIN company c ON c.id = m.company_id
        WHERE p.email = \(email) ORDER BY m.created_at, m.company_id LIMIT 1
        """
      ) { row in
        try Actor(id: row(), person: row(), company: row(), rights: row(), isVerified: row(), isOperator: row())
      }
    }
  }
}
