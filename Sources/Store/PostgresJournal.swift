// The journal of auctions in PostgreSQL: one connection of the engine's own, one commit a batch, behind the fence.

package import Auctions
import Commerce
package import Engine

/// Used by the engine's thread alone.
package struct PostgresJournal: Journal, ~Copyable, @unchecked Sendable {
  private let settings: ConnectionSettings
  private var connection: Connection?
  /// Two servers on one database agree by this lock which of them tries; the fence decides who is right.
  private static let lock: Int64 = 0x4B6F_6E74_6F72  // "Kontor"

  package init(_ settings: ConnectionSettings) { self.settings = settings }

  package mutating func takeOver() throws(JournalError) -> [Recorded] {
    release()
    do {
      let connection = try Connection(settings)
      let owns: Bool = try connection.one("SELECT pg_try_advisory_lock(\(Self.lock))") { row in try row() }
      guard owns else { throw JournalError.notOwner }
      self.connection = connection
      return try connection.transaction(.engine) { try Self.claim($0) }
    } catch {
      self.connection = nil
      throw error as? JournalError ?? .unavailable("\(error)")
    }
  }

  /// A new epoch for every auction that is not over: whoever served it before can write no more.
  private static func claim(_ transaction: Transaction) throws -> [Recorded] {
    var claimed = try transaction.rows(
      """
      UPDATE auction SET epoch = epoch + 1 WHERE phase IN ('scheduled', 'open') RETURNING id, requirement_id, epoch
      """
    ) { row in try Recorded(auction: row(), requirement: row(), epoch: row(), lines: []) }
    for index in claimed.indices { claimed[index].lines = try transaction.journal(of: claimed[index].auction) }
    return claimed
  }

  package mutating func append(_ appends: [Append]) throws(JournalError) {
    guard let connection else { throw .unavailable("not connected") }
    do {
      try connection.transaction(.engine) { transaction in
        for append in appends { try Self.write(append, transaction) }
      }
    } catch {
      throw error as? JournalError ?? .unavailable("\(error)")
    }
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
    try transaction.execute(
      """
      INSERT INTO auction_journal (auction_id, position, event)
      SELECT \(append.auction), \(append.expected) + number - 1, line
      FROM unnest(\(append.lines)) WITH ORDINALITY AS l (line, number)
      """)
  }

  package mutating func release() { connection = nil }
}

extension Transaction {
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
