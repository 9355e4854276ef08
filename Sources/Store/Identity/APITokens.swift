// API tokens: a company's programs sign in with them. Shown once, kept as a hash.

package import Auctions
package import Commerce

package enum APITokenNoun {}
package typealias APITokenID = ID<APITokenNoun>

package struct APITokenView: Equatable, Sendable {
  package var id: APITokenID
  package var name: String
  package var rights: Rights
  package var isReadOnly: Bool
  package var createdAt: Instant
  package var lastUsedAt: Instant?
  package var revokedAt: Instant?
}

/// A program with a valid token.
package struct TokenBearer: Sendable {
  package var actor: Actor
  package var isReadOnly: Bool
}

package enum APITokenError: Error, Equatable, Sendable {
  case tooManyTokens
}

extension Work {
  package static let tokenLimit = 100

  package func apiTokens() throws -> [APITokenView] {
    try transaction.rows(
      """
      SELECT id, name, rights, read_only, created_at, last_used_at, revoked_at FROM api_token
      WHERE company_id = \(actor.company) ORDER BY created_at, id
      """
    ) { row in
      try APITokenView(
        id: row(), name: row(), rights: row(), isReadOnly: row(), createdAt: row(), lastUsedAt: row(),
        revokedAt: row())
    }
  }

  package func createAPIToken(
    _ name: String, rights: Rights, isReadOnly: Bool, hash: [UInt8], by person: PersonID
  ) throws -> APITokenView {
    guard try apiTokens().count(where: { $0.revokedAt == nil }) < Self.tokenLimit else {
      throw APITokenError.tooManyTokens
    }
    let id: APITokenID = newID()
    try transaction.execute(
      """
      INSERT INTO api_token (id, company_id, name, token_hash, rights, read_only, created_by, created_at)
      VALUES (\(id), \(actor.company), \(name), \(hash), \(rights), \(isReadOnly), \(person), \(now))
      """)
    return APITokenView(
      id: id, name: name, rights: rights, isReadOnly: isReadOnly, createdAt: now, lastUsedAt: nil, revokedAt: nil)
  }

  package func revokeAPIToken(_ id: APITokenID) throws {
    let rows = try transaction.execute(
      """
      UPDATE api_token SET revoked_at = coalesce(revoked_at, \(now))
      WHERE id = \(id) AND company_id = \(actor.company)
      """)
    guard rows == 1 else { throw RecordError.notFound }
  }
}

extension Database {
  package func bearer(_ tokenHash: [UInt8], at now: Instant) async throws -> TokenBearer? {
    try await transaction(.identity) { transaction in
      let found: (bearer: TokenBearer, lastUsed: Instant?)? = try transaction.first(
        """
        SELECT t.id, t.company_id, t.rights, c.verification = 'verified', t.read_only, t.last_used_at
        FROM api_token t JOIN company c ON c.id = t.company_id
        WHERE t.token_hash = \(tokenHash) AND t.revoked_at IS NULL
        """
      ) { row in
        let actor = try Actor(
          id: row(), person: nil, company: row(), rights: row(), isVerified: row(), isOperator: false)
        return try (TokenBearer(actor: actor, isReadOnly: row()), row())
      }
      guard let found else { return nil }
      if found.lastUsed.map({ $0 < now.adding(milliseconds: -60_000) }) ?? true {
        let id = found.bearer.actor.id
        try transaction.execute("UPDATE api_token SET last_used_at = \(now) WHERE id = \(id)")
      }
      return found.bearer
    }
  }
}
