// Requirements in PostgreSQL: the requirement, its lots and their items.

import Auctions
package import Commerce

extension Requirement.Status: SQLScalar {}
extension RequirementContent.Method: SQLScalar {}

extension Requirement: StoredRecord {
  static var noun: String { "requirement" }
  var owner: CompanyID { buyer }
  var counterparty: CompanyID? { nil }

  static func load(_ id: RequirementID, locked: Bool, in transaction: Transaction) throws -> Stored<Requirement>? {
    let lock: SQL = locked ? "FOR UPDATE" : ""
    guard
      var stored = try transaction.first(
        "SELECT \(columns) FROM requirement WHERE id = \(id) \(lock)", decode)
    else { return nil }
    stored.record.content.lots = try lots(of: id, in: transaction)
    return stored
  }

  private static let columns: SQL = """
    id, company_id, status, revision, created_at, title, description, currency, method, delivery_street,
    delivery_locality, delivery_postal_code, delivery_country, delivery_date, minimal_step, source_scheme, source_id
    """

  private static func decode(_ row: inout Row) throws -> Stored<Requirement> {
    let (id, buyer): (RequirementID, CompanyID) = try (row(), row())
    let (status, revision, createdAt): (Status, Int64, Instant) = try (row(), row(), row())
    let (title, description): (String, String) = try (row(), row())
    let (currency, method): (String, RequirementContent.Method) = try (row(), row())
    let address = try RequirementContent.Address(street: row(), locality: row(), postalCode: row(), country: row())
    let delivery = try RequirementContent.Delivery(address: address, date: row())
    let step: Money? = try row()
    let (scheme, source): (String?, String?) = try (row(), row())
    let content = RequirementContent(
      title: title, description: description, currency: currency, method: method, delivery: delivery, lots: [],
      minimalStep: step, source: scheme.map { .init(scheme: $0, id: source ?? "") })
    let requirement = Requirement(id: id, buyer: buyer, status: status, content: content)
    return Stored(record: requirement, revision: revision, createdAt: createdAt)
  }

  private static func lots(of id: RequirementID, in transaction: Transaction) throws -> [RequirementContent.Lot] {
    var lots = try transaction.rows(
      "SELECT title, target_price FROM lot WHERE requirement_id = \(id) ORDER BY number"
    ) { row in try RequirementContent.Lot(title: row(), targetPrice: row(), items: []) }
    let items = try transaction.rows(
      """
      SELECT lot_number, description, category, quantity, unit FROM item
      WHERE requirement_id = \(id) ORDER BY lot_number, number
      """
    ) { row in
      let lot: Int = try row()
      return try (lot, RequirementContent.Item(description: row(), category: row(), quantity: row(), unit: row()))
    }
    for (lot, item) in items where lots.indices.contains(lot - 1) { lots[lot - 1].items.append(item) }
    return lots
  }

  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws {
    let (delivery, address) = (content.delivery, content.delivery.address)
    try transaction.execute(
      """
      INSERT INTO requirement (id, company_id, revision, status, title, description, currency, method,
        delivery_street, delivery_locality, delivery_postal_code, delivery_country, delivery_date, minimal_step,
        source_scheme, source_id, created_at)
      VALUES (\(id), \(buyer), 1, \(status), \(content.title), \(content.description), \(content.currency),
        \(content.method), \(address.street), \(address.locality), \(address.postalCode), \(address.country),
        \(delivery.date), \(content.minimalStep), \(content.source?.scheme), \(content.source?.id), \(now))
      """)
    try insertLots(in: transaction)
  }

  func update(
    revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction
  ) throws {
    let (delivery, address) = (content.delivery, content.delivery.address)
    try transaction.execute(
      """
      UPDATE requirement SET revision = \(revision), status = \(status), title = \(content.title),
        description = \(content.description), currency = \(content.currency), method = \(content.method),
        delivery_street = \(address.street), delivery_locality = \(address.locality),
        delivery_postal_code = \(address.postalCode), delivery_country = \(address.country),
        delivery_date = \(delivery.date), minimal_step = \(content.minimalStep)
      WHERE id = \(id)
      """)
    guard events.contains(where: \.changesContent) else { return }
    try transaction.execute("DELETE FROM lot WHERE requirement_id = \(id)")
    try insertLots(in: transaction)
  }

  private func insertLots(in transaction: Transaction) throws {
    let lots = content.lots
    try transaction.execute(
      """
      INSERT INTO lot (requirement_id, company_id, number, title, target_price)
      SELECT \(id), \(buyer), number, title, price
      FROM unnest(\(lots.map(\.title)), \(lots.map(\.targetPrice))) WITH ORDINALITY AS l (title, price, number)
      """)
    let items = lots.enumerated().flatMap { index, lot in
      lot.items.enumerated().map { (lot: Int32(index + 1), number: Int32($0 + 1), item: $1) }
    }
    try transaction.execute(
      """
      INSERT INTO item (requirement_id, company_id, lot_number, number, description, category, quantity, unit)
      SELECT \(id), \(buyer), * FROM unnest(\(items.map(\.lot)), \(items.map(\.number)),
        \(items.map(\.item.description)), \(items.map(\.item.category)), \(items.map(\.item.quantity)),
        \(items.map(\.item.unit)))
      """)
  }
}

extension Requirement.Event {
  fileprivate var changesContent: Bool {
    switch self {
    case .created, .revised: true
    case .published, .cancelled, .completed: false
    }
  }
}

extension Work {
  package func requirement(_ id: RequirementID) throws -> Stored<Requirement> { try load(id) }

  package func createRequirement(_ content: RequirementContent) throws -> Stored<Requirement> {
    let requirement = Requirement(id: newID(), buyer: actor.company, status: .draft, content: content)
    return try create(requirement, .created(content))
  }

  package func perform(
    _ command: Requirement.Command, on id: RequirementID, expecting revision: [Int64]?
  ) throws -> Stored<Requirement> {
    try perform(command, on: id, expecting: revision, as: Requirement.self)
  }
}
