// Orders in PostgreSQL: the order, its lines and its shipments.

import Auctions
package import Commerce

extension Order.Life: SQLScalar {}
extension Order.Delivery: SQLScalar {}
extension Order.Billing: SQLScalar {}
extension Order.Acknowledgement: SQLScalar {}

extension Order: StoredRecord {
  static var noun: String { "order" }
  var owner: CompanyID { buyer }
  var counterparty: CompanyID? { supplier }

  static func load(_ id: OrderID, locked: Bool, in transaction: Transaction) throws -> Stored<Order>? {
    let lines = try transaction.rows(
      "SELECT description, category, quantity, unit FROM order_line WHERE order_id = \(id) ORDER BY number"
    ) { row in try Line(description: row(), category: row(), quantity: row(), unit: row()) }
    let lock: SQL = locked ? "FOR UPDATE" : ""
    guard
      var stored = try transaction.first(
        """
        SELECT \(columns) FROM purchase_order
        WHERE id = \(id) AND acting_company() IN (buyer_id, supplier_id) \(lock)
        """, { row in try decode(&row, lines) })
    else { return nil }
    // Read behind the lock, so that a shipment that another transaction just added is seen.
    stored.record.shipments = try shipments(of: id, in: transaction)
    return stored
  }

  private static let columns: SQL = """
    id, number, buyer_id, supplier_id, award_id, title, currency, total, delivery_street, delivery_locality,
    delivery_postal_code, delivery_country, delivery_date, life, delivery, billing, acknowledgement, invoice_number,
    revision, created_at
    """

  private static func decode(_ row: inout Row, _ lines: [Line]) throws -> Stored<Order> {
    let (id, number): (OrderID, String) = try (row(), row())
    let (buyer, supplier, award): (CompanyID, CompanyID, AwardID) = try (row(), row(), row())
    let (title, currency, total): (String, String, Money) = try (row(), row(), row())
    let address = try RequirementContent.Address(street: row(), locality: row(), postalCode: row(), country: row())
    var order = try Order(
      id: id, number: number, buyer: buyer, supplier: supplier, award: award, title: title, currency: currency,
      total: total, lines: lines, deliverTo: .init(address: address, date: row()))
    (order.life, order.delivery) = try (row(), row())
    (order.billing, order.acknowledgement) = try (row(), row())
    order.invoiceNumber = try row()
    return try Stored(record: order, revision: row(), createdAt: row())
  }

  private static func shipments(of id: OrderID, in transaction: Transaction) throws -> [Shipment] {
    try transaction.rows(
      """
      SELECT number, carrier, tracking_number, shipped_at, delivered_at FROM shipment
      WHERE order_id = \(id) ORDER BY number
      """
    ) { row in
      try Shipment(number: row(), carrier: row(), trackingNumber: row(), shippedAt: row(), deliveredAt: row())
    }
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    let (date, address) = (deliverTo.date, deliverTo.address)
    try transaction.execute(
      """
      INSERT INTO purchase_order (id, number, buyer_id, supplier_id, award_id, title, currency, total,
        delivery_street, delivery_locality, delivery_postal_code, delivery_country, delivery_date,
        life, delivery, billing, acknowledgement, revision, created_at)
      VALUES (\(id), \(number), \(buyer), \(supplier), \(award), \(title), \(currency), \(total),
        \(address.street), \(address.locality), \(address.postalCode), \(address.country), \(date),
        \(life), \(delivery), \(billing), \(acknowledgement), 1, \(now))
      """)
    try transaction.execute(
      """
      INSERT INTO order_line (order_id, description, category, quantity, unit, number)
      SELECT \(id), * FROM unnest(\(lines.map(\.description)), \(lines.map(\.category)), \(lines.map(\.quantity)),
        \(lines.map(\.unit))) WITH ORDINALITY
      """)
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    try transaction.execute(
      """
      UPDATE purchase_order SET life = \(life), delivery = \(delivery), billing = \(billing),
        acknowledgement = \(acknowledgement), invoice_number = \(invoiceNumber), revision = \(revision)
      WHERE id = \(id)
      """)
    for event in events { try update(event, in: transaction) }
  }

  private func update(_ event: Event, in transaction: Transaction) throws {
    switch event {
    case .shipped(let shipment):
      try transaction.execute(
        """
        INSERT INTO shipment (order_id, number, carrier, tracking_number, shipped_at)
        VALUES (\(id), \(Int32(shipment.number)), \(shipment.carrier), \(shipment.trackingNumber),
          \(shipment.shippedAt))
        """)
    case .delivered(let number, let at):
      try transaction.execute(
        "UPDATE shipment SET delivered_at = \(at) WHERE order_id = \(id) AND number = \(Int32(number))")
    case .placed, .acknowledged, .refused, .deliveryAccepted, .deliveryRejected, .invoiced, .paid, .completed,
      .cancelled:
      break
    }
  }
}

extension Work {
  package func order(_ id: OrderID) throws -> Stored<Order> { try load(id) }

  /// Places the order that an award becomes; both change together.
  package func placeOrder(_ awardID: AwardID, expecting revision: [Int64]?) throws -> Stored<Order> {
    let id: OrderID = newID()
    let award = try perform(.order(id), on: awardID, expecting: revision, as: Award.self).record
    let requirement = try requirement(award.requirement).record
    guard let order = Order.place(id: id, number: try nextOrderNumber(), award: award, of: requirement) else {
      throw RecordError.notFound
    }
    return try create(order, .placed)
  }

  /// Gapless per company and year: the counter's row is locked until the order is committed.
  private func nextOrderNumber() throws -> String {
    let year = now.date.civil.year
    let last: Int = try transaction.one(
      """
      INSERT INTO order_counter AS c (company_id, year, last) VALUES (\(actor.company), \(Int32(year)), 1)
      ON CONFLICT ON CONSTRAINT order_counter_pkey DO UPDATE SET last = c.last + 1
      RETURNING last
      """
    ) { row in try row() }
    let digits = String(last)
    return "\(year)-" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  package func perform(
    _ command: Order.Command, on id: OrderID, expecting revision: [Int64]?
  ) throws -> Stored<Order> {
    try perform(command, on: id, expecting: revision, as: Order.self)
  }
}
