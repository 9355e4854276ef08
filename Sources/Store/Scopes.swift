// The database roles of roles.sql as scopes: what each part of the server may see.

package import Auctions
import Commerce

extension Scope {
  /// One company's own view, by row-level security. The default of every request.
  package static func company(_ company: CompanyID) -> Scope {
    Scope(role: nil, settings: [("kontor.company", "\(company)")])
  }

  /// Sign-in, sessions, tokens, registration.
  package static let identity = Scope(role: "kontor_identity")

  /// Auctions and their journals, of all companies.
  package static let engine = Scope(role: "kontor_engine")

  /// Companies that wait for verification.
  package static let `operator` = Scope(role: "kontor_operator")
}

extension Database {
  /// Throws unless the database answers.
  package func ping() async throws {
    _ = try await transaction(.plain, .readOnly) { try $0.execute("SELECT 1") }
  }
}
