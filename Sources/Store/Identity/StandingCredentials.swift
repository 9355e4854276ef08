// Which sessions and tokens still hold, of those that somebody came in with a while ago.

package import Auctions
package import Commerce

extension Database {
  /// Of these sessions those that have not ended, and the company that each acts for. Being idle does not end one here:
  /// whoever watches does something.
  package func standingSessions(_ ids: [SessionID], at now: Instant) async throws -> [SessionID: CompanyID] {
    let rows: [(SessionID, CompanyID?)] = try await transaction(.identity, .readOnly) { transaction in
      try transaction.rows(
        "SELECT id, company_id FROM session WHERE id = ANY(\(ids)) AND expires_at > \(now)"
      ) { row in try (row(), row()) }
    }
    return rows.reduce(into: [:]) { standing, row in standing[row.0] = row.1 }
  }

  /// Of these API tokens those that nobody has revoked.
  package func standingTokens(_ ids: [APITokenID]) async throws -> Set<APITokenID> {
    try await transaction(.identity, .readOnly) { transaction in
      Set(
        try transaction.rows("SELECT id FROM api_token WHERE id = ANY(\(ids)) AND revoked_at IS NULL") { row in
          try row()
        })
    }
  }

  /// Of these API tokens those that nobody has revoked and whose companies are verified, with their rights. Notes that
  /// `used` were used just now.
  package func standingBidders(
    _ ids: [APITokenID], used: [APITokenID], at now: Instant
  ) async throws -> [APITokenID: Rights] {
    let rows: [(APITokenID, Rights)] = try await transaction(.identity) { transaction in
      let stale = now.adding(milliseconds: -60_000)
      try transaction.execute(
        "UPDATE api_token SET last_used_at = \(now) WHERE id = ANY(\(used)) AND last_used_at < \(stale)")
      return try transaction.rows(
        """
        SELECT t.id, t.rights FROM api_token t JOIN company c ON c.id = t.company_id
        WHERE t.id = ANY(\(ids)) AND t.revoked_at IS NULL AND c.verification = 'verified'
        """
      ) { row in try (row(), row()) }
    }
    return Dictionary(uniqueKeysWithValues: rows)
  }
}
