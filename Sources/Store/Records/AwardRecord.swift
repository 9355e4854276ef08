// Awards in PostgreSQL.

package import Auctions
package import Commerce

extension Award.Status: SQLScalar {}

extension LotNumber: SQLScalar {
  package static var sqlType: SQLType { .int4 }
  package func encode(into bytes: inout [UInt8]) { value.encode(into: &bytes) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard let value = Int32(sqlBytes: bytes) else { return nil }
    self.init(value)
  }
}

extension Award: StoredRecord {
  static var noun: String { "award" }
  var owner: CompanyID { buyer }
  var counterparty: CompanyID? { supplier }

  static func load(_ id: AwardID, locked: Bool, in transaction: Transaction) throws -> Stored<Award>? {
    try transaction.first("\(select) WHERE id = \(id) AND \(shared) \(locked ? "FOR UPDATE" : "" as SQL)", decode)
  }

  fileprivate static let select: SQL = """
    SELECT id, requirement_id, auction_id, lot_number, buyer_id, supplier_id, price, currency, share,
      rank, reason, status, order_id, revision, created_at
    FROM award
    """

  fileprivate static let shared: SQL = "acting_company() IN (buyer_id, supplier_id)"

  fileprivate static func decode(_ row: inout Row) throws -> Stored<Award> {
    let (id, requirement, auction): (AwardID, RequirementID, AuctionID) = try (row(), row(), row())
    let (lot, buyer, supplier): (LotNumber, CompanyID, CompanyID) = try (row(), row(), row())
    let award = try Award(
      id: id, requirement: requirement, auction: auction, lot: lot, buyer: buyer, supplier: supplier,
      price: row(), currency: row(), share: row(), rank: row(), reason: row(), status: row(), order: row())
    return try Stored(record: award, revision: row(), createdAt: row())
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    try transaction.execute(
      """
      INSERT INTO award (id, requirement_id, auction_id, lot_number, buyer_id, supplier_id, price, currency,
        share, rank, reason, status, revision, created_at)
      VALUES (\(id), \(requirement), \(auction), \(lot), \(buyer), \(supplier), \(price), \(currency),
        \(Int32(share)), \(Int32(rank)), \(reason), \(status), 1, \(now))
      """)
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      "UPDATE award SET status = \(status), order_id = \(order), revision = \(revision) WHERE id = \(id)")
  }
}

extension Work {
  package func award(_ id: AwardID) throws -> Stored<Award> { try load(id) }

  package func awards(of requirement: RequirementID) throws -> [Stored<Award>] {
    try transaction.rows(
      "\(Award.select) WHERE requirement_id = \(requirement) AND \(Award.shared) ORDER BY id", Award.decode)
  }

  /// Decides for an offer of the closed `auction`. With the last lot the requirement is complete.
  package func award(
    _ decision: Award.Decision, auctionID: AuctionID, auction: Auction, requirement: RequirementID
  ) throws -> Stored<Award> {
    // The lock makes two buyers of one company decide one after the other.
    guard try Requirement.load(requirement, locked: true, in: transaction) != nil else {
      throw RecordError.notFound
    }
    let awarded = try awards(of: requirement).map(\.record)
    let award = try Award.decide(
      decision, id: newID(), auctionID: auctionID, auction: auction, requirement: requirement, awarded: awarded,
      by: actor)
    let stored = try create(award, .awarded(award.lot, award.price))
    if isComplete(auction, awarded.filter { $0.status == .active } + [award]) {
      _ = try perform(.complete, on: requirement, expecting: nil, as: Requirement.self)
    }
    return stored
  }

  /// Whether every lot is awarded: to one supplier, or to each of those that share it.
  private func isComplete(_ auction: Auction, _ awarded: [Award]) -> Bool {
    auction.lots.allSatisfy { lot in
      let here = awarded.filter { $0.lot == lot.number }
      let won = Clock.wholeLot - (auction.rules.clock.isDutch ? lot.shareLeft : 0)
      return !here.isEmpty && here.reduce(0) { $0 + $1.share } >= won
    }
  }

  /// Takes an award back: before it is ordered, or after its order was refused or cancelled. The lot is free again.
  package func cancelAward(
    _ id: AwardID, reason: String, expecting revision: [Int64]?
  ) throws -> Stored<Award> {
    let order = try award(id).record.order.map { try self.order($0).record }
    let orderEnded = order.map { $0.life == .cancelled || $0.acknowledgement == .rejected } ?? false
    let command = Award.Command.cancel(reason: reason, orderEnded: orderEnded)
    return try perform(command, on: id, expecting: revision, as: Award.self)
  }
}
