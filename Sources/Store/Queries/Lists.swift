// What lists show: a line a record, as row-level security lets the acting company see it.

package import Auctions
package import Commerce

package struct RequirementLine: Equatable, Sendable {
  package var id: RequirementID
  package var buyer: CompanyID
  package var buyerName: String
  package var title: String
  package var status: Requirement.Status
  package var method: RequirementContent.Method
  package var currency: String
  package var targetTotal: Money
  package var lotCount: Int
  package var deliveryDate: CalendarDate
  package var createdAt: Instant
}

package struct AuctionLine: Equatable, Sendable {
  package var id: AuctionID
  package var requirement: RequirementID
  package var buyer: CompanyID
  package var buyerName: String
  package var title: String
  package var phase: Auction.Phase
  package var opensAt: Instant
  package var closesAt: Instant
}

package struct InvitationLine: Equatable, Sendable {
  package var invitation: Stored<Invitation>
  package var title: String
  package var buyerName: String
  package var supplierName: String
  package var auction: AuctionID?
  package var auctionPhase: Auction.Phase?
  package var opensAt: Instant?
}

package struct OrderLine: Equatable, Sendable {
  package var id: OrderID
  package var number: String
  package var title: String
  package var buyer: CompanyID
  package var buyerName: String
  package var supplier: CompanyID
  package var supplierName: String
  package var currency: String
  package var total: Money
  package var life: Order.Life
  package var delivery: Order.Delivery
  package var billing: Order.Billing
  package var acknowledgement: Order.Acknowledgement
  package var createdAt: Instant
}

package struct IdeaLine: Equatable, Sendable {
  package var id: IdeaID
  package var title: String
  package var text: String
  package var status: Idea.Status
  package var addressee: CompanyID
  package var addresseeName: String
  package var votes: Int
  package var hasVoted: Bool
  package var createdAt: Instant
}

package struct SupplierLine: Equatable, Sendable {
  package var id: CompanyID
  package var name: String
  package var country: String
  package var categories: [String]
}

extension Auction.Phase: SQLScalar {}

extension Work {
  /// Own requirements, or with `ofOthers` those that others have published for this company to see.
  package func requirements(
    ofOthers: Bool, status: Requirement.Status?, _ page: PageRequest<RequirementNoun>
  ) throws -> Page<RequirementLine> {
    let owner: SQL = ofOthers ? "r.company_id <> \(actor.company)" : "r.company_id = \(actor.company)"
    let state: SQL = status.map { "AND r.status = \($0)" } ?? ""
    let rows = try transaction.rows(
      """
      SELECT r.id, r.company_id, c.name, r.title, r.status, r.method, r.currency,
        (SELECT coalesce(sum(target_price), 0)::bigint FROM lot WHERE requirement_id = r.id),
        (SELECT count(*) FROM lot WHERE requirement_id = r.id), r.delivery_date, r.created_at
      FROM requirement r JOIN company c ON c.id = r.company_id
      WHERE \(owner) AND r.id < \(page.before) \(state)
      ORDER BY r.id DESC LIMIT \(page.fetched)
      """
    ) { row in
      let (id, buyer, name, title): (RequirementID, CompanyID, String, String) = try (row(), row(), row(), row())
      return try RequirementLine(
        id: id, buyer: buyer, buyerName: name, title: title, status: row(), method: row(), currency: row(),
        targetTotal: row(), lotCount: row(), deliveryDate: row(), createdAt: row())
    }
    return Page(rows, limit: page.limit)
  }

  private static let auctionLine: SQL = """
    SELECT a.id, a.requirement_id, a.company_id, c.name, r.title, a.phase, a.opens_at, a.closes_at
    FROM auction a JOIN requirement r ON r.id = a.requirement_id JOIN company c ON c.id = a.company_id
    """

  private static func auctionLine(_ row: inout Row) throws -> AuctionLine {
    try AuctionLine(
      id: row(), requirement: row(), buyer: row(), buyerName: row(), title: row(), phase: row(), opensAt: row(),
      closesAt: row())
  }

  package func auctions(_ page: PageRequest<Auction>) throws -> Page<AuctionLine> {
    let rows = try transaction.rows(
      "\(Self.auctionLine) WHERE a.id < \(page.before) ORDER BY a.id DESC LIMIT \(page.fetched)", Self.auctionLine)
    return Page(rows, limit: page.limit)
  }

  package func auction(_ id: AuctionID) throws -> AuctionLine {
    guard let line = try transaction.first("\(Self.auctionLine) WHERE a.id = \(id)", Self.auctionLine) else {
      throw RecordError.notFound
    }
    return line
  }

  /// The auction of a requirement that is not cancelled.
  package func auction(of requirement: RequirementID) throws -> AuctionLine? {
    try transaction.first(
      "\(Self.auctionLine) WHERE a.requirement_id = \(requirement) AND a.phase <> 'cancelled'", Self.auctionLine)
  }

  private static let invitationLine: SQL = """
    SELECT i.id, i.requirement_id, i.buyer_id, i.supplier_id, i.status, i.revision, i.created_at,
      r.title, b.name, s.name, a.id, a.phase, a.opens_at
    FROM invitation i
    JOIN requirement r ON r.id = i.requirement_id
    JOIN company b ON b.id = i.buyer_id
    JOIN company s ON s.id = i.supplier_id
    LEFT JOIN auction a ON a.requirement_id = i.requirement_id AND a.phase <> 'cancelled'
    """

  private static func invitationLine(_ row: inout Row) throws -> InvitationLine {
    let invitation = try Invitation(id: row(), requirement: row(), buyer: row(), supplier: row(), status: row())
    let stored = try Stored(record: invitation, revision: row(), createdAt: row())
    return try InvitationLine(
      invitation: stored, title: row(), buyerName: row(), supplierName: row(), auction: row(), auctionPhase: row(),
      opensAt: row())
  }

  /// Invitations that this company has received, for requirements it may see.
  package func receivedInvitations(_ page: PageRequest<InvitationNoun>) throws -> Page<InvitationLine> {
    let rows = try transaction.rows(
      """
      \(Self.invitationLine) WHERE i.supplier_id = \(actor.company) AND i.id < \(page.before)
      ORDER BY i.id DESC LIMIT \(page.fetched)
      """, Self.invitationLine)
    return Page(rows, limit: page.limit)
  }

  package func invitationLines(to requirement: RequirementID) throws -> [InvitationLine] {
    try transaction.rows(
      """
      \(Self.invitationLine)
      WHERE i.requirement_id = \(requirement) AND acting_company() IN (i.buyer_id, i.supplier_id) ORDER BY i.id
      """, Self.invitationLine)
  }

  package func orders(_ page: PageRequest<OrderNoun>) throws -> Page<OrderLine> {
    let rows = try transaction.rows(
      """
      SELECT o.id, o.number, o.title, o.buyer_id, b.name, o.supplier_id, s.name, o.currency, o.total, o.life,
        o.delivery, o.billing, o.acknowledgement, o.created_at
      FROM purchase_order o JOIN company b ON b.id = o.buyer_id JOIN company s ON s.id = o.supplier_id
      WHERE o.id < \(page.before) AND acting_company() IN (o.buyer_id, o.supplier_id)
      ORDER BY o.id DESC LIMIT \(page.fetched)
      """
    ) { row in
      let (id, number, title): (OrderID, String, String) = try (row(), row(), row())
      let (buyer, buyerName): (CompanyID, String) = try (row(), row())
      return try OrderLine(
        id: id, number: number, title: title, buyer: buyer, buyerName: buyerName, supplier: row(),
        supplierName: row(), currency: row(), total: row(), life: row(), delivery: row(), billing: row(),
        acknowledgement: row(), createdAt: row())
    }
    return Page(rows, limit: page.limit)
  }

  package func ideas(_ page: PageRequest<IdeaNoun>) throws -> Page<IdeaLine> {
    let rows = try transaction.rows(
      """
      SELECT i.id, i.title, i.text, i.status, i.addressee_id, c.name,
        (SELECT count(*) FROM idea_vote v WHERE v.idea_id = i.id),
        EXISTS (SELECT FROM idea_vote v WHERE v.idea_id = i.id AND v.person_id = \(actor.person)), i.created_at
      FROM idea i JOIN company c ON c.id = i.addressee_id
      WHERE i.id < \(page.before) ORDER BY i.id DESC LIMIT \(page.fetched)
      """
    ) { row in
      try IdeaLine(
        id: row(), title: row(), text: row(), status: row(), addressee: row(), addresseeName: row(), votes: row(),
        hasVoted: row(), createdAt: row())
    }
    return Page(rows, limit: page.limit)
  }
}
