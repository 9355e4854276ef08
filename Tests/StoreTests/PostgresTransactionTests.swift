// Transactions: kept or undone as a whole, scoped, repeated when the server asks for it, honest about their commit.

import Auctions
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresTransactionTests {
  private struct Refusal: Error {}

  @Test func whatThrowsIsUndone() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE t (n integer)")
      #expect(throws: Refusal.self) {
        try db.transaction { tx in
          try tx.execute("INSERT INTO t VALUES (1)")
          throw Refusal()
        }
      }
      try db.transaction { try $0.execute("INSERT INTO t VALUES (2)") }
      #expect(try db.rows("SELECT n FROM t") { try $0() as Int } == [2])
    }
  }

  @Test func aSwallowedErrorDoesNotCommit() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE t (n integer)")
      let error = failure {
        try db.transaction { tx in
          try tx.execute("INSERT INTO t VALUES (1)")
          _ = try? tx.execute("SELECT nonsense")
        }
      }
      #expect(error?.state == SQLState(rawValue: "42703"))
      #expect(try !db.exists("SELECT 1 FROM t"))
    }
  }

  @Test func aSavepointUndoesOnlyItself() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE t (n integer CONSTRAINT t_key PRIMARY KEY)")
      let inner = try db.transaction { tx in
        try tx.execute("INSERT INTO t VALUES (1)")
        let error = failure {
          try tx.savepoint {
            try tx.execute("INSERT INTO t VALUES (2)")
            try tx.execute("INSERT INTO t VALUES (1)")
          }
        }
        try tx.savepoint { try tx.execute("INSERT INTO t VALUES (3)") }
        return error
      }
      #expect(inner?.violates("t_key") == true)
      #expect(try db.rows("SELECT n FROM t ORDER BY n") { try $0() as Int } == [1, 3])
    }
  }

  @Test func aScopeEndsWithItsTransaction() async throws {
    let database = try await TestDatabase.empty()
    try await database.connected(as: database.superuser) { db in
      let company = CompanyID(bits: 7)
      let settings: [(StaticString, String)] = [
        ("kontor.company", "\(company)"), ("kontor.person", "\(CompanyID.none)"),
      ]
      let scope = Scope(role: "kontor_app", settings: settings)
      let inside = try db.transaction(scope) { tx in
        try tx.one("SELECT current_user::text, current_setting('kontor.company'), current_setting('kontor.person')") {
          row in
          [try row() as String, try row(), try row()]
        }
      }
      #expect(inside == ["kontor_app", "\(company)", "00000000-0000-0000-0000-000000000000"])
      let outside = try db.one("SELECT current_user::text, current_setting('kontor.company', true)") { row in
        [try row() as String, try row()]
      }
      #expect(outside == ["postgres", ""])
    }
  }

  @Test(arguments: ["'; DROP TABLE t; --", "ABC", "x", " ", "\0"])
  func aSettingIsAnIdentifier(_ value: String) async throws {
    try await TestDatabase.empty().connected { db in
      let error = failure {
        try db.transaction(Scope(role: nil, settings: [("kontor.company", value)])) { try $0.execute("SELECT 1") }
      }
      #expect(error == .misuse("the setting kontor.company is not an identifier"))
      #expect(!db.isInTransaction)
    }
  }

  @Test func aScopeThatCannotBeEnteredLeavesTheConnectionUsable() async throws {
    try await TestDatabase.empty().connected { db in
      let error = failure { try db.transaction(Scope(role: "nobody_here")) { try $0.execute("SELECT 1") } }
      #expect(error?.state == SQLState(rawValue: "22023"))
      #expect(!db.isInTransaction)
      let goesOn = try db.exists("SELECT 1")
      #expect(goesOn)
    }
  }

  @Test func readOnlyIsReadOnly() async throws {
    try await TestDatabase.empty().connected { db in
      let error = failure { try db.transaction(.plain, .readOnly) { try $0.execute("CREATE TABLE t (n integer)") } }
      #expect(error?.state == .readOnlyTransaction)
      #expect(!db.isBroken)
    }
  }

  @Test func aServerWithoutWritesIsLeft() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("SET default_transaction_read_only = on")
      let error = failure { try db.transaction { try $0.execute("CREATE TABLE t (n integer)") } }
      #expect(error == .unavailable("the server takes no writes"))
      #expect(db.isBroken)
    }
  }

  @Test(arguments: [("40001", 3, true), ("40P01", 3, true), ("40001", 4, false), ("23505", 1, false)])
  func theServersWishToRepeatIsGranted(_ state: String, _ times: Int, _ succeeds: Bool) async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE SEQUENCE attempt")
      try db.execute("CREATE TABLE t (n bigint)")
      try db.send(
        script: """
          CREATE FUNCTION fail(times integer, state text) RETURNS bigint LANGUAGE plpgsql AS $$
          DECLARE n bigint := nextval('attempt');
          BEGIN IF n <= times THEN RAISE 'again' USING ERRCODE = state; END IF; RETURN n; END $$
          """)
      let error = failure {
        try db.transaction { try $0.execute("INSERT INTO t VALUES (fail(\(Int32(times)), \(state)))") }
      }
      #expect((error == nil) == succeeds)
      #expect(error.map { $0.state?.rawValue == state } ?? true)
      #expect(try db.rows("SELECT n FROM t") { try $0() as Int } == (succeeds ? [times + 1] : []))
    }
  }

  /// Two transactions each read what the other writes: one of them has to run again, and then sees the other.
  @Test func writeSkewIsRepeated() async throws {
    let database = try await TestDatabase.empty()
    try await database.connected { db in
      try db.execute("CREATE TABLE t (n integer)")
      let other = try Connection(database.owner)
      var isFirst = true
      let seen = try db.transaction(.plain, .serializable) { tx in
        let seen = try tx.one("SELECT count(*) FROM t") { try $0() as Int }
        if isFirst {
          isFirst = false
          try other.transaction(.plain, .serializable) { try $0.execute("INSERT INTO t SELECT count(*) FROM t") }
        }
        try tx.execute("INSERT INTO t SELECT count(*) FROM t")
        return seen
      }
      #expect(seen == 1)
    }
  }

  @Test func aConnectionKilledInATransactionIsUnavailable() async throws {
    let database = try await TestDatabase.empty()
    try await database.connected { db in
      try db.execute("CREATE TABLE t (n integer)")
      let error = failure {
        try db.transaction { tx in
          try tx.execute("INSERT INTO t VALUES (1)")
          try Connection(database.superuser).execute("SELECT pg_terminate_backend(\(db.serverProcess), 5000)")
          try tx.execute("INSERT INTO t VALUES (2)")
        }
      }
      #expect(error == .unavailable("terminating connection due to administrator command"))
      #expect(db.isBroken)
      #expect(try !Connection(database.owner).exists("SELECT 1 FROM t"))
    }
  }

  /// What happens while the server works on COMMIT, and what the transaction's outcome then is.
  private static let commits: [(atCommit: String, isUnknown: Bool)] = [
    ("PERFORM pg_terminate_backend(pg_backend_pid(), 0)", true),
    ("RAISE WARNING 'not on the standby'", true),
    ("RAISE NOTICE 'by the way'", false),
  ]

  @Test(arguments: commits)
  func aCommitIsCleanOrUnknown(_ atCommit: String, _ isUnknown: Bool) async throws {
    let database = try await TestDatabase.empty()
    try await database.connected(as: database.superuser) { db in
      try db.execute("CREATE TABLE t (n integer)")
      try db.send(
        script: """
          CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \(atCommit); RETURN NULL; END $$;
          CREATE CONSTRAINT TRIGGER t_at_commit AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION at_commit()
          """)
      let error = failure { try db.transaction { try $0.execute("INSERT INTO t VALUES (1)") } }
      #expect(isUnknown ? error?.isCommitUnknown == true : error == nil, "\(String(describing: error))")
      // A statement of its own commits too, and knows no more about it.
      let alone = failure { try Connection(database.superuser).execute("INSERT INTO t VALUES (2)") }
      #expect(isUnknown ? alone?.isCommitUnknown == true : alone == nil, "\(String(describing: alone))")
    }
  }

  @Test func aConstraintCheckedAtCommitIsAPlainRefusal() async throws {
    try await TestDatabase.empty().connected { db in
      try db.execute("CREATE TABLE t (n integer CONSTRAINT t_key PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)")
      let error = failure { try db.transaction { try $0.execute("INSERT INTO t VALUES (1), (1)") } }
      #expect(error?.violates("t_key") == true)
      #expect(!db.isInTransaction && !db.isBroken)
    }
  }
}
