// Row-level security by itself: what one company sees when a query forgets to ask whose rows they are.

import Auctions
import HTTPTypes
import SiteSupport
import Store
import StrictJSON
import TestSupport
import Testing
import Web

/// A trade with everything that can be in it, a company that has no part in it, and a function that counts rows.
struct TradedHouse: Sendable {
  let house: TestHouse
  let buyer: Trader
  let supplier: Trader
  let stranger: TestCompany
  /// Of the buyer, seen by nobody else.
  let draft: String

  static let shared = Task { try await TradedHouse() }

  private init() async throws {
    house = try await TestHouse()
    buyer = try await house.trader("Buyer")
    supplier = try await house.trader("Supplier")
    stranger = try await house.company("Stranger")
    draft = try await house.make("/api/requirements", buyer, SampleDocuments.requirement)
    let trade = try await house.trade(buyer, with: supplier)
    try await complete(trade)
    try await house.database.connected(as: house.database.superuser) { connection in
      try connection.send(script: Self.counting)
    }
  }

  private func complete(_ trade: Trade) async throws {
    let order = "/api/orders/\(trade.order)"
    let delivery = HTTPCall(.put, "\(order)/shipments/1/delivery", as: supplier.caller, headers: [.ifMatch: "*"])
    _ = try await house.succeed(delivery)
    let feedback = JSON.sample(#"{"subject": "order", "rating": 5}"#)
    let giving = HTTPCall(
      .post, "\(order)/feedback", as: buyer.caller, headers: [.idempotencyKey: "feedback"], body: feedback)
    _ = try await house.succeed(giving)
    let proposal = #"{"addressee": "\#(supplier.company.id)", "title": "Longer cables"}"#
    let idea = try await house.make("/api/ideas", buyer, .sample(proposal))
    try await announceSealed()
    let voter = try await house.session(of: buyer.company.founder).caller
    _ = try await house.succeed(HTTPCall(.put, "/api/ideas/\(idea)/vote", as: voter))
  }

  /// An auction that the buyer and a notary are to open together.
  private func announceSealed() async throws {
    let requirement = try await house.make("/api/requirements", buyer, SampleDocuments.requirement)
    let path = "/api/requirements/\(requirement)"
    _ = try await house.succeed(
      HTTPCall(.put, "\(path)/publication", as: buyer.caller, headers: [.ifMatch: "*"], body: .sample("{}")))
    let notary = try await house.company("Notary")
    let openers = #"["\#(buyer.company.id)", "\#(notary.id)"]"#
    let announcement = JSON.sample(#"{"preset": "sealed-first-price", "openers": \#(openers)}"#)
    _ = try await house.succeed(HTTPCall(.post, "\(path)/auctions", as: buyer.caller, body: announcement))
  }

  /// Runs as whoever calls it, so row-level security holds inside.
  private static let counting = """
    CREATE FUNCTION count_rows(relation text, condition text) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE result bigint;
    BEGIN
      EXECUTE format('SELECT count(*) FROM %I WHERE ', relation) || condition INTO result;
      RETURN result;
    END $$
    """

  /// Tables that the server's role may read, but the record of migrations, which is about nobody.
  func tables() async throws -> [SharedTable] {
    try await house.database.connected(as: house.database.superuser) { connection in
      try connection.rows(
        """
        SELECT c.relname::text, coalesce((
          SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
          JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY (f.conkey)
          WHERE a.attrelid = c.oid AND f.confrelid = 'company'::regclass), '{}')
        FROM pg_class c
        WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migration'
          AND has_any_column_privilege('kontor_app', c.oid, 'SELECT')
        ORDER BY c.relname
        """
      ) { row in try SharedTable(name: row(), columns: row()) }
    }
  }

  /// How many rows of the table that company sees; without one, nothing is set.
  func count(_ table: SharedTable, as company: CompanyID?, where condition: String = "true") async throws -> Int {
    let (name, scope) = (table.name, company.map { Scope.company($0) } ?? .plain)
    return try await house.pool.transaction(scope, .readOnly) { transaction in
      try transaction.one("SELECT count_rows(\(name), \(condition))") { try $0() as Int }
    }
  }

  /// How many rows there are.
  func total(_ table: SharedTable) async throws -> Int {
    let name = table.name
    return try await house.database.connected(as: house.database.superuser) { connection in
      try connection.one("SELECT count_rows(\(name), 'true')") { try $0() as Int }
    }
  }
}

struct SharedTable: Sendable {
  var name: String
  /// Those that refer to companies.
  var columns: [String]

  /// Whether a row names none but others. The company's own row is named by its key.
  func namesOnlyOthers(than company: CompanyID) -> String {
    let columns = name == "company" ? ["id"] : columns
    return columns.map { "\($0) IS DISTINCT FROM '\(company)'" }.joined(separator: " AND ")
  }
}

@Suite struct TenantRowsTests {
  let traded: TradedHouse

  init() async throws { traded = try await TradedHouse.shared.value }

  @Test func everyTableHoldsSomethingToHide() async throws {
    let tables = try await traded.tables()
    #expect(tables.count > 15)
    for table in tables { #expect(try await traded.total(table) > 0, "\(table.name) is empty") }
  }

  @Test func withoutACompanyEveryTableIsAnError() async throws {
    for table in try await traded.tables() {
      let error = await #expect(throws: StoreError.self, "\(table.name)") { try await traded.count(table, as: nil) }
      // Never set is an undefined object; set before on this connection, it is empty text, which is no uuid.
      let isUnset = error?.state.map { ["42704", "22P02"].contains($0.rawValue) }
      #expect(isUnset == true, "\(table.name): \(String(describing: error))")
    }
  }

  /// Whoever has no part in the trade sees nothing of it but the names of verified companies.
  @Test func strangersSeeNothing() async throws {
    let stranger = traded.stranger.id
    for table in try await traded.tables() where table.name != "company" {
      let condition = table.columns.isEmpty ? "true" : table.namesOnlyOthers(than: stranger)
      let own = table.name == "person" ? 1 : 0
      #expect(try await traded.count(table, as: stranger, where: condition) == own, "\(table.name)")
    }
  }

  /// The buyer sees no row that names only the supplier, and the reverse but for the requirement it is invited to.
  @Test func traders() async throws {
    let (buyer, supplier) = (traded.buyer.company.id, traded.supplier.company.id)
    let published = ["requirement", "lot", "item", "auction", "idea_vote"]
    for table in try await traded.tables() where table.name != "company" && !table.columns.isEmpty {
      let others = (table.namesOnlyOthers(than: buyer), table.namesOnlyOthers(than: supplier))
      #expect(try await traded.count(table, as: buyer, where: others.0) == 0, "\(table.name) to the buyer")
      let seen = try await traded.count(table, as: supplier, where: others.1)
      #expect(seen == (published.contains(table.name) ? 1 : 0), "\(table.name) to the supplier")
    }
  }

  @Test func draftsAreNobodysBusiness() async throws {
    let columns = ["requirement": "id", "lot": "requirement_id", "item": "requirement_id"]
    for table in try await traded.tables() {
      guard let column = columns[table.name] else { continue }
      let condition = "\(column) = '\(traded.draft)'"
      #expect(try await traded.count(table, as: traded.buyer.company.id, where: condition) == 1)
      #expect(try await traded.count(table, as: traded.supplier.company.id, where: condition) == 0)
    }
  }

  /// A company that was never verified is known to itself alone.
  @Test func companiesAreKnownOnceVerified() async throws {
    let newcomer = try await traded.house.company("Newcomer", isVerified: false)
    let table = SharedTable(name: "company", columns: [])
    let condition = "id = '\(newcomer.id)'"
    #expect(try await traded.count(table, as: newcomer.id, where: condition) == 1)
    #expect(try await traded.count(table, as: traded.buyer.company.id, where: condition) == 0)
  }
}
