// Sessions: who is signed in, for which company, until when. Only hashes of tokens are kept.

package import Auctions
package import Commerce

package enum SessionNoun {}
package typealias SessionID = ID<SessionNoun>

package struct Credential: Sendable {
  package var person: PersonID
  package var passwordHash: String
}

/// One company that a person may act for.
package struct MembershipView: Equatable, Sendable {
  package var company: CompanyID
  package var name: String
  package var rights: Rights
  package var isVerified: Bool
}

/// A person with a valid session.
package struct SignedIn: Sendable {
  package var session: SessionID
  package var person: PersonID
  package var name: String
  package var email: String
  package var language: String
  package var isOperator: Bool
  package var company: CompanyID?
  package var memberships: [MembershipView]

  /// The person acting for the company of the session; `nil` without one, or after the membership has ended.
  package var actor: Actor? {
    guard let membership = memberships.first(where: { $0.company == company }) else { return nil }
    return Actor(
      id: ActorID(bits: person.bits), person: person, company: membership.company, rights: membership.rights,
      isVerified: membership.isVerified, isOperator: isOperator)
  }
}

/// How long sessions last, in milliseconds.
package struct SessionLimits: Sendable {
  package var idleMilliseconds: Int64
  package var absoluteMilliseconds: Int64
  package init(idleMilliseconds: Int64, absoluteMilliseconds: Int64) {
    self.idleMilliseconds = idleMilliseconds
    self.absoluteMilliseconds = absoluteMilliseconds
  }
}

package struct SessionView: Equatable, Sendable {
  package var id: SessionID
  package var address: String
  package var userAgent: String
  package var createdAt: Instant
  package var lastSeenAt: Instant
}

extension Database {
  package func credential(email: String) async throws -> Credential? {
    try await transaction(.identity, .readOnly) { transaction in
      try transaction.first(
        """
        SELECT p.id, c.password_hash FROM person p JOIN credential c ON c.person_id = p.id WHERE p.email = \(email)
        """
      ) { row in try Credential(person: row(), passwordHash: row()) }
    }
  }

  package func setPasswordHash(_ hash: String, of person: PersonID, at now: Instant) async throws {
    _ = try await transaction(.identity) { transaction in
      try transaction.execute(
        "UPDATE credential SET password_hash = \(hash), changed_at = \(now) WHERE person_id = \(person)")
    }
  }

  /// Opens a session for the person's first company, and sweeps out sessions that are over.
  package func openSession(
    _ tokenHash: [UInt8], of person: PersonID, address: String, userAgent: String, limits: SessionLimits,
    at now: Instant
  ) async throws {
    let id: SessionID = .version7(at: now, random: .random(in: .min ... .max))
    let end = now.adding(milliseconds: limits.absoluteMilliseconds)
    try await transaction(.identity) { transaction in
      try transaction.execute("DELETE FROM session WHERE expires_at < \(now)")
      try transaction.execute(
        """
        INSERT INTO session (id, token_hash, person_id, company_id, address, user_agent, created_at, last_seen_at,
          expires_at)
        VALUES (\(id), \(tokenHash), \(person),
          (SELECT company_id FROM membership WHERE person_id = \(person) ORDER BY created_at, company_id LIMIT 1),
          \(address), \(userAgent), \(now), \(now), \(end))
        """)
    }
  }

  /// The person behind a session token, if the session is neither idle nor over.
  package func session(
    _ tokenHash: [UInt8], limits: SessionLimits, at now: Instant
  ) async throws -> SignedIn? {
    let idleSince = now.adding(milliseconds: -limits.idleMilliseconds)
    // Seen once a minute is precise enough, and spares most requests a write.
    let minuteAgo = now.adding(milliseconds: -60_000)
    return try await transaction(.identity) { transaction in
      guard let (found, lastSeen) = try transaction.session(tokenHash, idleSince: idleSince, now: now) else {
        return nil
      }
      if lastSeen < minuteAgo {
        try transaction.execute("UPDATE session SET last_seen_at = \(now) WHERE id = \(found.session)")
      }
      return found
    }
  }

  /// Chooses the company to act for and gives the session a new token, as after every change of rights.
  package func act(
    for company: CompanyID, session: SessionID, newTokenHash: [UInt8]
  ) async throws -> Bool {
    try await transaction(.identity) { transaction in
      let rows = try transaction.execute(
        """
        UPDATE session s SET company_id = \(company), token_hash = \(newTokenHash)
        WHERE id = \(session)
          AND EXISTS (SELECT FROM membership m WHERE m.company_id = \(company) AND m.person_id = s.person_id)
        """)
      return rows == 1
    }
  }

  package func sessions(of person: PersonID, at now: Instant) async throws -> [SessionView] {
    try await transaction(.identity, .readOnly) { transaction in
      try transaction.rows(
        """
        SELECT id, address, user_agent, created_at, last_seen_at FROM session
        WHERE person_id = \(person) AND expires_at > \(now) ORDER BY last_seen_at DESC
        """
      ) { row in
        try SessionView(id: row(), address: row(), userAgent: row(), createdAt: row(), lastSeenAt: row())
      }
    }
  }

  /// Ends a session of this person; `false` if it has none of that id.
  package func endSession(_ id: SessionID, of person: PersonID) async throws -> Bool {
    try await transaction(.identity) { transaction in
      try transaction.execute("DELETE FROM session WHERE id = \(id) AND person_id = \(person)") == 1
    }
  }

  /// Ends every session of a person whose rights have changed: the next sign-in gets a new token.
  package func endSessions(of person: PersonID, for company: CompanyID) async throws {
    _ = try await transaction(.identity) { transaction in
      try transaction.execute("DELETE FROM session WHERE person_id = \(person) AND company_id = \(company)")
    }
  }
}

extension Transaction {
  fileprivate func session(
    _ tokenHash: [UInt8], idleSince: Instant, now: Instant
  ) throws -> (SignedIn, lastSeen: Instant)? {
    let found: (SignedIn, lastSeen: Instant)? = try first(
      """
      SELECT s.id, p.id, p.name, p.email, p.language, p.is_operator, s.company_id, s.last_seen_at
      FROM session s JOIN person p ON p.id = s.person_id
      WHERE s.token_hash = \(tokenHash) AND s.expires_at > \(now) AND s.last_seen_at > \(idleSince)
      """
    ) { row in
      let signedIn = try SignedIn(
        session: row(), person: row(), name: row(), email: row(), language: row(), isOperator: row(), company: row(),
        memberships: [])
      return try (signedIn, row())
    }
    guard case (var signedIn, let lastSeen)? = found else { return nil }
    signedIn.memberships = try memberships(of: signedIn.person)
    return (signedIn, lastSeen)
  }

  fileprivate func memberships(of person: PersonID) throws -> [MembershipView] {
    try rows(
      """
      SELECT c.id, c.name, m.rights, c.verification = 'verified'
      FROM membership m JOIN company c ON c.id = m.company_id
      WHERE m.person_id = \(person) ORDER BY m.created_at, c.id
      """
    ) { row in try MembershipView(company: row(), name: row(), rights: row(), isVerified: row()) }
  }
}
