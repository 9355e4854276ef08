// Which sessions and tokens still hold, of those that somebody came in with a while ago.

package import Auctions
import Commerce

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
}
