// Every type there and back through the real server, extremes and NULL included, and what must be refused.

import Auctions
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresValueTests {
  @Test func scalarsComeBackAsTheyWent() async throws {
    try await TestDatabase.empty().connected { db in
      try roundTrip(db, [true, false])
      try roundTrip(db, [Int16.min, -1, 0, Int16.max])
      try roundTrip(db, [Int32.min, -1, 0, Int32.max])
      try roundTrip(db, [Int64.min, -1, 0, Int64.max])
      try roundTrip(db, [Int.min, -1, 0, Int.max])
      try roundTrip(
        db, ["", "a", "Müller & Söhne", "Москва", "țară", "🧾", "e\u{301}", "' OR 1=1 --", "\\", "\u{1}\r\n\t"])
      try roundTrip(db, [String(repeating: "я", count: 100_000)])
      try roundTrip(
        db, [ID<CompanyNoun>.none, ID(bits: .max), ID(bits: 1), .version7(at: Instant(milliseconds: 1), random: .max)])
      try roundTrip(db, [Money(tenThousandths: .min), .zero, Money(tenThousandths: .max)])
      try roundTrip(db, [Quantity(tenThousandths: 1), Quantity(tenThousandths: .max)])
      try roundTrip(db, [[UInt8](), [0], [0, 255, 0], Array(0...255)])
      try roundTrip(db, [Instant(milliseconds: 0), Instant(milliseconds: -1), Instant(milliseconds: 946_684_800_000)])
      try roundTrip(
        db, [try #require(Instant("9999-12-31T23:59:59.999Z")), try #require(Instant("0001-01-01T00:00:00Z"))])
      try roundTrip(db, [try #require(CalendarDate("0001-01-01")), CalendarDate(daysSince1970: 0)])
      try roundTrip(db, [try #require(CalendarDate("9999-12-31")), try #require(CalendarDate("2000-02-29"))])
      try roundTrip(db, [JSONB(Array(#"{"a": [1, null, "x"]}"#.utf8)), JSONB(Array("0".utf8))])
      try roundTrip(db, [Axis.life, .delivery])
    }
  }

  @Test func theServerReadsWhatWeMean() async throws {
    try await TestDatabase.empty().connected { db in
      let instant = try #require(Instant("2026-11-21T22:30:00.123Z"))
      let day = try #require(CalendarDate("2024-02-29"))
      let id = ID<CompanyNoun>(bits: 0x0192_f0c1_0000_7000_8000_0000_0000_0001)
      #expect(try db.text("SELECT (\(instant) AT TIME ZONE 'UTC')::text") == "2026-11-21 22:30:00.123")
      #expect(try db.text("SELECT \(day)::text") == "2024-02-29")
      #expect(try db.text("SELECT \(id)::text") == id.description)
      #expect(try db.text("SELECT \([1, 2, nil] as [Int64?])::text") == "{1,2,NULL}")
      #expect(try db.text("SELECT \([[1], [0xAB]] as [[UInt8]])::text") == #"{"\\x01","\\xab"}"#)
      #expect(try db.text("SELECT \(JSONB(Array(#"{"b":1,"a":2}"#.utf8)))::text") == #"{"a": 2, "b": 1}"#)
      #expect(try db.text("SELECT jsonb_typeof(\(nil as JSONB?))") == nil)
      let cut: Instant = try db.one("SELECT timestamptz '1969-12-31 23:59:59.9999Z'") { try $0() }
      #expect(cut == Instant(milliseconds: -1))
    }
  }

  @Test func arraysServeAnyAndUnnest() async throws {
    try await TestDatabase.empty().connected { db in
      let ids = (1...5).map { ID<CompanyNoun>(bits: UInt128($0)) }
      try db.execute("CREATE TABLE item (id uuid, name text, at timestamptz, raw bytea)")
      let names: [String?] = ["a", nil, "c", "", "NULL"]
      let times = (0..<5).map { Instant(milliseconds: $0) }
      let raw: [[UInt8]] = [[], [0], [1, 2], [255], [3]]
      let count = try db.execute("INSERT INTO item SELECT * FROM unnest(\(ids), \(names), \(times), \(raw))")
      #expect(count == 5)
      let found: [String?] = try db.rows(
        "SELECT name FROM item WHERE id = ANY(\([ids[0], ids[1], ids[4]])) ORDER BY id"
      ) {
        try $0()
      }
      #expect(found == ["a", nil, "NULL"])
      let gathered = try db.one("SELECT array_agg(id ORDER BY id), array_agg(name ORDER BY id) FROM item") { row in
        (try row() as [ID<CompanyNoun>], try row() as [String?])
      }
      #expect(gathered.0 == ids)
      #expect(gathered.1 == names)
      #expect(try db.one("SELECT '{}'::bigint[]") { try $0() as [Int64] } == [])
      #expect(try db.one("SELECT ARRAY[1,2]::smallint[]") { try $0() as [Int64] } == [1, 2])
      #expect(try db.one("SELECT NULL::text[]") { try $0() as [String]? } == nil)
      #expect(throws: StoreError.decoding(column: "array", reason: "holds no Array<Int64>")) {
        try db.one("SELECT ARRAY[1,NULL]::bigint[]") { try $0() as [Int64] }
      }
      #expect(throws: StoreError.decoding(column: "array", reason: "holds no Array<Int64>")) {
        try db.one("SELECT ARRAY[[1,2],[3,4]]::bigint[]") { try $0() as [Int64] }
      }
    }
  }

  @Test func rowsRefuseWhatDoesNotFit() async throws {
    try await TestDatabase.empty().connected { db in
      func refusal<Value: SQLValue>(_ sql: SQL, as type: Value.Type) -> String? {
        do { _ = try db.one(sql) { try $0() as Value } } catch { return "\(error)" }
        return nil
      }
      #expect(refusal("SELECT 1 AS n", as: String.self) == "column n: is integer, which is no String")
      #expect(refusal("SELECT 'x' AS n", as: Int.self) == "column n: is text, which is no Int")
      #expect(refusal("SELECT 1.5 AS n", as: Money.self) == "column n: is type 1700, which is no Money")
      #expect(refusal("SELECT 5 AS n", as: Money.self) == "column n: is integer, which is no Money")
      #expect(refusal("SELECT 5::bigint AS n", as: Int32.self) == "column n: is bigint, which is no Int32")
      #expect(refusal("SELECT 5::smallint AS n", as: Int.self) == nil)
      #expect(refusal("SELECT NULL::text AS n", as: String.self) == "column n: is NULL")
      #expect(refusal("SELECT 'infinity'::timestamptz AS n", as: Instant.self) == "column n: holds no Instant")
      #expect(refusal("SELECT '-infinity'::date AS n", as: CalendarDate.self) == "column n: holds no CalendarDate")
      #expect(refusal("SELECT 'other' AS n", as: Axis.self) == "column n: holds no Axis")
      #expect(refusal("SELECT 1 AS n, 2 AS m", as: Int.self) == "column m: was selected but not read")
      #expect(refusal("SELECT 1 AS n WHERE false", as: Int.self) == "column *: 0 rows where there is always one")
      #expect(throws: StoreError.decoding(column: "#2", reason: "is past the last of 1")) {
        try db.one("SELECT 1 AS n") { (try $0() as Int, try $0() as Int) }
      }
      #expect(throws: StoreError.decoding(column: "m", reason: "is not in the result")) {
        try db.one("SELECT 1 AS n") { try $0("m") as Int }
      }
      let named = try db.one("SELECT 1 AS n, NULL::text AS t") { (try $0("t") as String?, try $0("n") as Int) }
      #expect(named == (nil, 1))
    }
  }

  @Test func whatPostgreSQLCannotHoldIsRefusedByIt() async throws {
    try await TestDatabase.empty().connected { db in
      #expect(db.state(of: "SELECT \("a\0b")") == .characterNotInRepertoire)
      #expect(db.state(of: "SELECT \(Instant(milliseconds: .max))") == .datetimeFieldOverflow)
      #expect(db.state(of: "SELECT \(Instant(milliseconds: .min))") == .datetimeFieldOverflow)
      #expect(db.state(of: "SELECT \(CalendarDate(daysSince1970: .min))") == .datetimeFieldOverflow)
      #expect(db.state(of: "SELECT \(JSONB(Array("{".utf8)))") == SQLState(rawValue: "22P02"))
    }
  }
}

@Suite struct SQLTests {
  @Test func valuesBecomeBindsAndFragmentsAreNumberedAnew() {
    let onlyOpen: SQL = "open = \(true)"
    let named: SQL = "name = \("'; DROP TABLE company; --")"
    let sql: SQL =
      "SELECT \(1) FROM \(unescaped: "company") WHERE \([onlyOpen, named].joined(separator: " AND ")) LIMIT \(5)"
    #expect(sql.text == "SELECT $1 FROM company WHERE open = $2 AND name = $3 LIMIT $4")
    #expect(sql.binds.map(\.type) == [.int8, .bool, .text, .int8])
    #expect([SQL]().joined(separator: ", ").text == "")
  }

  @Test(arguments: ["'; DROP TABLE secret; --", "\\'; SELECT 1; --", "$1", "\u{2019}", "%s", "{}", "NULL", "\"\""])
  func injectionStaysText(_ text: String) async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE secret (name text)")
      try db.execute("INSERT INTO secret VALUES (\(text))")
      #expect(try db.rows("SELECT name FROM secret WHERE name = \(text)") { try $0() as String } == [text])
    }
  }
}

/// An enumeration as `Commerce` has them.
private enum Axis: String, SQLScalar {
  case life
  case delivery
}

private func roundTrip<Value: SQLScalar & Hashable>(_ db: Connection, _ values: [Value]) throws {
  for value in values {
    let back: Value = try db.one("SELECT \(value)") { try $0() }
    #expect(back == value)
    let optional: Value? = try db.one("SELECT \(value as Value?)") { try $0() }
    #expect(optional == value)
  }
  let null: Value? = try db.one("SELECT \(nil as Value?)") { try $0() }
  #expect(null == nil)
  let all: [Value] = try db.one("SELECT \(values)") { try $0() }
  #expect(all == values)
  let withNull: [Value?] = try db.one("SELECT \(values + [nil])") { try $0() }
  #expect(withNull == values + [nil])
}

/// Bytes are a scalar and an array at once, so they cannot be `SQLScalar`.
private func roundTrip(_ db: Connection, _ values: [[UInt8]]) throws {
  for value in values {
    #expect(try db.one("SELECT \(value)") { try $0() as [UInt8] } == value)
    #expect(try db.one("SELECT \(value as [UInt8]?)") { try $0() as [UInt8]? } == value)
  }
  #expect(try db.one("SELECT \(nil as [UInt8]?)") { try $0() as [UInt8]? } == nil)
  #expect(try db.one("SELECT \(values)") { try $0() as [[UInt8]] } == values)
  #expect(try db.one("SELECT \(values + [nil])") { try $0() as [[UInt8]?] } == values + [nil])
}

extension Connection {
  fileprivate func text(_ sql: SQL) throws -> String? { try one(sql) { try $0() } }

  fileprivate func state(of sql: SQL) -> SQLState? {
    do { try execute(sql) } catch { return error.state }
    return nil
  }
}
