// Connections and transactions against the real server: what is kept, what is undone, and what each failure is called.

import Auctions
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresConnectionTests {
  @Test func affectedRowsFirstAndExists() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE t (n integer)")
      #expect(try db.execute("INSERT INTO t SELECT generate_series(1, 7)") == 7)
      #expect(try db.execute("UPDATE t SET n = n + 1 WHERE n > \(5)") == 2)
      #expect(try db.execute("DELETE FROM t WHERE n = \(100)") == 0)
      #expect(try db.exists("SELECT 1 FROM t WHERE n = \(8)"))
      #expect(try !db.exists("SELECT 1 FROM t WHERE n = \(9)"))
      #expect(try db.first("SELECT n FROM t ORDER BY n LIMIT 1") { try $0() as Int } == 1)
      #expect(try db.first("SELECT n FROM t WHERE n = \(9)") { try $0() as Int } == nil)
      #expect(try db.rows("SELECT n FROM t WHERE n < \(3) ORDER BY n") { try $0() as Int } == [1, 2])
    }
  }

  @Test func sessionsHaveTheirLimits() async throws {
    var settings = try await TestDatabase.empty().owner
    settings.statementTimeoutMilliseconds = 1_234
    settings.lockTimeoutMilliseconds = 2_345
    settings.idleInTransactionTimeoutMilliseconds = 3_456
    settings.applicationName = "a name with 'quotes'"
    let shown = try await onOwnThread("test") { [settings] in
      let db = try Connection(settings)
      let names = [
        "statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "application_name", "TimeZone",
      ]
      return try names.map { name in try db.one("SELECT current_setting(\(name))") { try $0() as String } }
    }
    #expect(shown == ["1234ms", "2345ms", "3456ms", "a name with 'quotes'", "UTC"])
  }

  @Test func failuresCarryWhatTheServerSays() async throws {
    try await TestDatabase.empty().connected { db in
      try db.send(
        script: """
          CREATE TABLE company (id integer CONSTRAINT company_key PRIMARY KEY, name text NOT NULL,
            CONSTRAINT company_name_not_empty CHECK (name <> ''), CONSTRAINT company_name_taken UNIQUE (name));
          INSERT INTO company VALUES (1, 'a')
          """)
      let taken = failure { try db.execute("INSERT INTO company VALUES (2, \("a"))") }
      #expect(taken?.violates("company_name_taken") == true)
      #expect(taken?.state == .uniqueViolation)
      #expect(taken?.failure?.table == "company")
      #expect(taken?.failure?.detail == "Key (name)=(a) already exists.")
      #expect(taken.map { "\($0)" }?.contains("(a)") == false, "values stay out of the description")
      #expect(
        failure { try db.execute("INSERT INTO company VALUES (3, '')") }?.violates("company_name_not_empty") == true)
      let null = failure { try db.execute("INSERT INTO company VALUES (3, \(nil as String?))") }
      #expect(null?.state == .notNullViolation)
      #expect(null?.failure?.column == "name")
      #expect(failure { try db.execute("SELECT nonsense") }?.failure?.position == 8)
      #expect(try db.one("SELECT count(*) FROM company") { try $0() as Int } == 1, "the connection goes on")
    }
  }

  @Test func preparedStatementsAreFewAndSurviveTheirTables() async throws {
    try await TestDatabase.empty().connected { db in
      for _ in 0..<3 { _ = try db.one("SELECT \(1) AS n") { try $0() as Int } }
      let kept: SQL = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE \("SELECT $1 AS n%")"
      #expect(try db.one(kept) { try $0() as Int } == 1)
      _ = try db.one("SELECT \("x") AS n") { try $0() as String }
      #expect(try db.one(kept) { try $0() as Int } == 2, "one for each combination of types")

      let names: [SQL] = (0..<300).map { number in
        (0..<number).reduce("SELECT 1") { text, _ in "\(text) + 0" }
      }
      for name in names { try db.execute(name) }
      #expect(try db.one("SELECT count(*) FROM pg_prepared_statements") { try $0() as Int } <= 257)
      #expect(try db.execute(names[0]) == 1, "one that was forgotten is prepared again")

      try db.execute("CREATE TABLE t AS SELECT 1 AS n")
      #expect(try db.one("SELECT * FROM t") { try $0() as Int } == 1)
      try db.execute("ALTER TABLE t ALTER n TYPE text")
      #expect(failure { try db.execute("SELECT * FROM t") }?.state == .featureNotSupported)
      #expect(try db.one("SELECT * FROM t") { try $0() as String } == "1")
    }
  }

  @Test func slowStatementsAndLocksTimeOut() async throws {
    let database = try await TestDatabase.empty()
    try await database.connected { db in
      var impatient = database.owner
      impatient.statementTimeoutMilliseconds = 50
      let slow = failure { try Connection(impatient).execute("SELECT pg_sleep(20)") }
      #expect(slow == .timeout("canceling statement due to statement timeout"))

      impatient.statementTimeoutMilliseconds = 10_000
      impatient.lockTimeoutMilliseconds = 50
      try db.execute("CREATE TABLE t (n integer)")
      let settings = impatient
      try db.transaction { tx in
        try tx.execute("LOCK TABLE t")
        let locked = failure { try Connection(settings).execute("INSERT INTO t VALUES (1)") }
        #expect(locked == .timeout("canceling statement due to lock timeout"))
      }
    }
  }

  @Test func aServerThatSaysNothingIsGivenUp() async throws {
    var settings = try await TestDatabase.empty().owner
    settings.statementTimeoutMilliseconds = 100
    try await onOwnThread("test") { [settings] in
      let db = try Connection(settings)
      let error = failure {
        try db.transaction { tx in
          try tx.execute("SET LOCAL statement_timeout = 0")
          try tx.execute("SELECT pg_sleep(60)")
        }
      }
      #expect(error == .unavailable("the server does not answer"))
      #expect(db.isBroken)
      #expect(failure { try db.execute("SELECT 1") } == .unavailable("the connection is closed"))
    }
  }

  @Test func moreBindsThanTheProtocolCountsAreRefused() async throws {
    try await TestDatabase.empty().connected { db in
      let numbers: [SQL] = (0..<65_536).map { "(\($0))" }
      let error = failure { try db.execute("SELECT count(*) FROM (VALUES \(numbers.joined(separator: ", "))) v") }
      #expect(error == .misuse("more than 65535 binds in a statement"))
      let goesOn = try db.exists("SELECT 1")
      #expect(goesOn)
    }
  }

  @Test func copyIsRefusedWithoutHanging() async throws {
    try await TestDatabase.empty().connected { db in
      let error = failure { try db.send(script: "COPY (SELECT 1) TO STDOUT") }
      #expect(error == .misuse("COPY from or to the client is not supported"))
      #expect(db.isBroken)
    }
  }

  @Test(arguments: ["host=/nonexistent", "postgresql://u:secret@127.0.0.1:1/x", "host=/nonexistent password=secret"])
  func noServerIsUnavailable(_ address: String) async throws {
    try await onOwnThread("test") {
      let error = failure { _ = try Connection(ConnectionSettings(address: address)) }
      #expect(error?.isUnavailable == true, "\(String(describing: error))")
      #expect(!"\(String(describing: error))".contains("secret"))
    }
  }

  @Test(arguments: ["postgresql://u:secret@[::1", "password=secret nonsense", "password='secret", "what=secret"])
  func anAddressThatCannotBeReadIsNotQuoted(_ address: String) async throws {
    try await onOwnThread("test") {
      let error = failure { _ = try Connection(ConnectionSettings(address: address)) }
      #expect(error == .misuse("the address of the database is neither postgresql://… nor keyword=value …"))
    }
  }
}

extension StoreError {
  var isUnavailable: Bool { if case .unavailable = self { true } else { false } }
  var isCommitUnknown: Bool { if case .commitUnknown = self { true } else { false } }
}

/// The `StoreError` that `body` fails with.
func failure<Value>(_ body: () throws -> Value) -> StoreError? {
  do { _ = try body() } catch { return error as? StoreError ?? .misuse("\(error)") }
  return nil
}
