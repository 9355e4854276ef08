// The journal of auctions in PostgreSQL: one connection of the engine's own, one commit a batch, behind the fence.

package import Auctions
import Commerce
package import Engine

/// Used by the engine's thread alone.
package struct PostgresJournal: Journal, ~Copyable, @unchecked Sendable {
  private let settings: ConnectionSettings
  private var connection: Connection?
  /// Whether a batch is on its way.
  private var isBegun = false
  /// Two servers on one database agree by this lock which of them tries; the fence decides who is right.
  private static let lock: Int64 = 0x4B6F_6E74_6F72  // "Kontor"

  package init(_ settings: ConnectionSettings) { self.settings = settings }

  package mutating func takeOver() throws(JournalError) -> Takeover {
    release()
    do {
      let connection = try Connection(settings)
      let owns: Bool = try connection.one("SELECT pg_try_advisory_lock(\(Self.lock))") { row in try row() }
      guard owns else { throw JournalError.notOwner }
      // For the whole session: it is the engine's own, and steps into nothing else.
      try connection.send(script: "SET ROLE kontor_engine")
      self.connection = connection
      return try connection.transaction(.engine) { try Self.claim($0) }
    } catch {
      self.connection = nil
      throw error as? JournalError ?? .unavailable("\(error)")
    }
  }

  /// A new epoch for every auction that is not over: whoever served it before can write no more.
  private static func claim(_ transaction: Transaction) throws -> Takeover {
    var claimed = try transaction.rows(
      """
      UPDATE auction SET epoch = epoch + 1 WHERE phase IN ('scheduled', 'open') RETURNING id, requirement_id, epoch
      """
    ) { row in try Recorded(auction: row(), requirement: row(), epoch: row(), lines: []) }
    for index in claimed.indices {
      claimed[index].lines = try transaction.journal(of: claimed[index].auction)
      claimed[index].seed = try transaction.seed(of: claimed[index].auction)
    }
    let lastAlive: Instant? = try transaction.one("SELECT last_alive_at FROM engine_presence") { row in try row() }
    return Takeover(auctions: claimed, lastAlive: lastAlive)
  }

  package mutating func noteAlive(at now: Instant) throws(JournalError) {
    guard let connection else { throw .unavailable("not connected") }
    do throws(StoreError) {
      try connection.execute("UPDATE engine_presence SET last_alive_at = \(now)")
    } catch { throw .unavailable("\(error)") }
  }

  /// The usual batch is one statement, sent now and waited for later. One that announces auctions, or lets keys be
  /// forgotten, is a transaction like any other, and done when this returns.
  package mutating func begin(_ appends: [Append]) throws(JournalError) {
    guard let connection else { throw .unavailable("not connected") }
    do {
      guard appends.contains(where: { $0.opening != nil || $0.phase == .closed || $0.phase == .cancelled }) else {
        try connection.begin(Self.lines(appends))
        return isBegun = true
      }
      try connection.transaction(.engine) { transaction in
        for append in appends { try Self.write(append, transaction) }
      }
    } catch {
      throw Self.named(error)
    }
  }

  package mutating func finish() throws(JournalError) {
    guard isBegun else { return }
    isBegun = false
    guard let connection else { throw .unavailable("not connected") }
    do throws(StoreError) { try connection.finish() } catch { throw Self.named(error) }
  }

  /// `append_lines` is in the schema: the fence and the lines, one statement and one commit.
  private static func lines(_ appends: [Append]) -> SQL {
    let owners = appends.flatMap { append in Array(repeating: append.auction, count: append.lines.count) }
    let positions = appends.flatMap { append in append.lines.indices.map { append.expected + Int64($0) } }
    return """
      SELECT append_lines(\(appends.map(\.auction)), \(appends.map(\.epoch)), \(appends.map(\.expected)),
        \(appends.map { $0.expected + Int64($0.lines.count) }), \(appends.map(\.phase)), \(appends.map(\.opensAt)),
        \(appends.map(\.closesAt)), \(owners), \(positions), \(appends.flatMap(\.lines)))
      """
  }

  private static func named(_ error: any Error) -> JournalError {
    if let error = error as? JournalError { return error }
    // SQLSTATE of `append_lines`; the detail names the auction.
    if case .sql(let failure)? = error as? StoreError, failure.state == .fenced {
      return failure.detail.flatMap { AuctionID($0) }.map(JournalError.fenced) ?? .notOwner
    }
    return .unavailable("\(error)")
  }

  private static func write(_ append: Append, _ transaction: Transaction) throws {
    let position = append.expected + Int64(append.lines.count)
    let rows: Int
    if let opening = append.opening {
      rows = try transaction.execute(
        """
        INSERT INTO auction (id, requirement_id, company_id, epoch, position, phase, opens_at, closes_at, created_at)
        VALUES (\(append.auction), \(opening.requirement), \(opening.buyer), \(append.epoch), \(position),
          \(append.phase), \(append.opensAt), \(append.closesAt), \(opening.at))
        ON CONFLICT DO NOTHING
        """)
    } else {
      rows = try transaction.execute(
        """
        UPDATE auction SET position = \(position), phase = \(append.phase), opens_at = \(append.opensAt),
          closes_at = \(append.closesAt)
        WHERE id = \(append.auction) AND epoch = \(append.epoch) AND position = \(append.expected)
        """)
    }
    guard rows == 1 else { throw JournalError.fenced(append.auction) }
    if let opening = append.opening { try transaction.keepSecrets(opening, of: append.auction) }
    // What was sealed and not opened by now stays sealed: nobody can put its key together any more.
    if append.phase == .closed || append.phase == .cancelled {
      try transaction.forgetKeyParts(of: append.auction)
    }
    try transaction.execute(
      """
      INSERT INTO auction_journal (auction_id, position, event)
      SELECT \(append.auction), \(append.expected) + number - 1, line
      FROM unnest(\(append.lines)) WITH ORDINALITY AS l (line, number)
      """)
  }

  package mutating func release() {
    isBegun = false
    connection = nil
  }
}

extension Transaction {
  fileprivate func seed(of id: AuctionID) throws -> Bytes32? {
    let bytes: [UInt8]? = try first("SELECT seed FROM auction_seed WHERE auction_id = \(id)") { row in try row() }
    return bytes.flatMap { Bytes32($0) }
  }

  fileprivate func journal(of id: AuctionID) throws -> [[UInt8]] {
    try rows("SELECT event FROM auction_journal WHERE auction_id = \(id) ORDER BY position") { row in try row() }
  }
}

extension Database {
  /// The journal of one auction, for those that are over and no longer in memory.
  package func journal(of id: AuctionID) async throws -> [[UInt8]] {
    try await transaction(.engine, .readOnly) { try $0.journal(of: id) }
  }
}
