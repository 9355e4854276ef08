// Companies in PostgreSQL: changed by themselves, or verified by an operator.

package import Auctions
package import Commerce

extension Company: StoredRecord {
  static var noun: String { "company" }
  var owner: CompanyID { id }
  var counterparty: CompanyID? { nil }

  static func load(_ id: CompanyID, locked: Bool, in transaction: Transaction) throws -> Stored<Company>? {
    try transaction.first("\(select) WHERE id = \(id) \(locked ? "FOR UPDATE" : "" as SQL)", decode)
  }

  static let select: SQL = """
    SELECT id, name, identifier_scheme, identifier_id, country, categories, verification, verification_reason,
      revision, created_at
    FROM company
    """

  static func decode(_ row: inout Row) throws -> Stored<Company> {
    let (id, name): (CompanyID, String) = try (row(), row())
    let identifier = try Identifier(scheme: row(), id: row())
    let profile = try Profile(name: name, identifier: identifier, country: row(), categories: row())
    let company = try Company(id: id, profile: profile, verification: .init(name: row(), reason: row()))
    return try Stored(record: company, revision: row(), createdAt: row())
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO company (id, name, identifier_scheme, identifier_id, country, categories, revision, created_at)
      VALUES (\(id), \(profile.name), \(profile.identifier.scheme), \(profile.identifier.id), \(profile.country),
        \(profile.categories), 1, \(now))
      """)
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE company SET name = \(profile.name), identifier_scheme = \(profile.identifier.scheme),
        identifier_id = \(profile.identifier.id), country = \(profile.country), categories = \(profile.categories),
        verification = \(verification.name), verification_reason = \(verification.reason), revision = \(revision),
        first_verified_at = coalesce(first_verified_at, \(verification == .verified ? now : nil))
      WHERE id = \(id)
      """)
  }
}

extension Company.Verification {
  package var name: String {
    switch self {
    case .pending: "pending"
    case .verified: "verified"
    case .rejected: "rejected"
    case .suspended: "suspended"
    }
  }

  package var reason: String {
    switch self {
    case .pending, .verified: ""
    case .rejected(let reason), .suspended(let reason): reason
    }
  }

  init(name: String, reason: String) throws {
    switch name {
    case "pending": self = .pending
    case "verified": self = .verified
    case "rejected": self = .rejected(reason: reason)
    case "suspended": self = .suspended(reason: reason)
    default: throw StoreError.decoding(column: "verification", reason: "is \(name)")
    }
  }
}

extension Work {
  package func company(_ id: CompanyID) throws -> Stored<Company> { try load(id) }

  package func perform(
    _ command: Company.Command, on id: CompanyID, expecting revision: [Int64]?
  ) throws -> Stored<Company> {
    try perform(command, on: id, expecting: revision, as: Company.self)
  }

  /// What a company may be called for others to know it: name by identifier, for the identifiers asked for.
  package func names(of companies: some Collection<CompanyID>) throws -> [CompanyID: String] {
    let wanted = Array(Set(companies))
    let rows: [(CompanyID, String)] = try transaction.rows(
      "SELECT id, name FROM company WHERE id = ANY(\(wanted))"
    ) { row in try (row(), row()) }
    return Dictionary(rows) { first, _ in first }
  }
}

extension Database {
  /// Runs as an operator, who sees every company and nothing else of theirs.
  package func verify<Value: Sendable>(
    as actor: Actor, at now: Instant, _ body: @escaping @Sendable (Work) throws -> Value
  ) async throws -> Value {
    try await transaction(.operator) { transaction in
      try body(Work(transaction: transaction, actor: actor, now: now))
    }
  }
}
