// Migrations: applied once and whole, refused where files and database disagree.

import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresMigratorTests {
  @Test func migrationsAreAppliedOnceAndRecorded() async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    try files.write("0001_company.sql", "CREATE TABLE company (id integer);\nINSERT INTO company VALUES (1);")
    try files.write("0002_note.sql", "SET search_path = ''; CREATE TABLE public.note (id integer)")
    try files.write("README.md", "not a migration")
    let migrator = files.migrator(database)
    #expect(try await migrator.status().map(\.appliedAt) == [nil, nil])
    await #expect(throws: MigrationError.pending(["0001_company.sql", "0002_note.sql"])) { try await migrator.check() }
    #expect(try await migrator.migrate().map(\.version) == [1, 2])
    #expect(try await migrator.migrate() == [])
    try files.write("0003_more.sql", "ALTER TABLE note ADD text text")
    #expect(try await migrator.migrate().map(\.fileName) == ["0003_more.sql"])
    try await migrator.check()
    #expect(try await migrator.status().allSatisfy { $0.appliedAt != nil })
    #expect(try await database.connected { try $0.exists("SELECT text FROM note UNION SELECT 'x' FROM company") })
  }

  @Test func anErrorUndoesTheWholeFileAndNamesTheLine() async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    try files.write("0001_good.sql", "CREATE TABLE kept (id integer)")
    try files.write("0002_bad.sql", "CREATE TABLE lost (id integer);\n-- ä\nINSERT INTO nowhere\nVALUES (1);")
    let error = await migrationError { try await files.migrator(database).migrate() }
    var failure = SQLFailure(state: SQLState(rawValue: "42P01"), message: "relation \"nowhere\" does not exist")
    failure.position = 50
    #expect(error == .failed(file: "0002_bad.sql", line: 3, .sql(failure)))
    let tables = try await database.connected {
      try $0.rows("SELECT to_regclass(unnest(\(["kept", "lost"])))::text") { try $0() as String? }
    }
    #expect(tables == ["kept", nil])
    #expect(try await files.migrator(database).status().map { $0.appliedAt != nil } == [true, false])
  }

  @Test(arguments: ["COMMIT", "COMMIT; BEGIN", "ROLLBACK", "ROLLBACK; BEGIN; SELECT 1"])
  func aFileMustNotEndItsTransaction(_ text: String) async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    try files.write("0001_ends.sql", text)
    let error = await migrationError { try await files.migrator(database).migrate() }
    #expect(error == .endedTransaction("0001_ends.sql"))
    #expect(try await files.migrator(database).status().map(\.appliedAt) == [nil])
  }

  @Test func filesAndDatabaseMustAgree() async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    for (number, name) in ["0001_a.sql", "0002_b.sql", "0003_c.sql"].enumerated() {
      try files.write(name, "CREATE TABLE t\(number) ()")
    }
    let migrator = files.migrator(database)
    try await migrator.migrate()

    try files.write("0002_b.sql", "CREATE TABLE t1 () ")
    #expect(await migrationError { try await migrator.migrate() } == .changed("0002_b.sql"))
    #expect(await migrationError { try await migrator.check() } == .changed("0002_b.sql"))
    try files.write("0002_b.sql", "CREATE TABLE t1 ()")
    try await migrator.check()

    try files.remove("0003_c.sql")
    #expect(await migrationError { try await migrator.check() } == .newerDatabase(version: 3, name: "c"))
    #expect(await migrationError { try await migrator.migrate() } == .newerDatabase(version: 3, name: "c"))
  }

  private static let disorders: [(files: [String], error: MigrationError)] = [
    (["0001_a.sql", "0003_c.sql"], .gap(2)),
    (["0002_b.sql"], .gap(1)),
    (["0001_a.sql", "0001_b.sql"], .duplicate("0001_a.sql", "0001_b.sql")),
    (["0001_a.sql", "1_b.sql"], .malformedName("1_b.sql")),
    (["0001_A.sql"], .malformedName("0001_A.sql")),
    (["0001.sql"], .malformedName("0001.sql")),
  ]

  @Test(arguments: disorders)
  func theDirectoryMustBeInOrder(_ names: [String], _ expected: MigrationError) async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    for name in names { try files.write(name, "SELECT 1") }
    #expect(await migrationError { try await files.migrator(database).migrate() } == expected)
  }

  @Test func concurrentMigratorsWaitForEachOther() async throws {
    let (files, database) = (try MigrationFiles(), try await TestDatabase.empty())
    for number in 1...5 { try files.write("000\(number)_t.sql", "CREATE TABLE t\(number) (); SELECT pg_sleep(0.02)") }
    let migrator = files.migrator(database)
    let applied = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 { group.addTask { try await migrator.migrate().count } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(applied.sorted() == [0, 0, 0, 5])
  }

  @Test func noServerIsSaidSo() async throws {
    let files = try MigrationFiles()
    let migrator = Migrator(directory: files.directory, settings: ConnectionSettings(address: "host=/nonexistent"))
    let error = await migrationError { try await migrator.check() }
    guard case .store(let cause) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(cause.isUnavailable)
  }
}

@Suite struct PostgresCatalogueTests {
  private static let structure = """
    CREATE TYPE colour AS ENUM ('red', 'green');
    CREATE DOMAIN short AS text CONSTRAINT short_length CHECK (length(VALUE) < 10);
    CREATE TABLE company (id uuid CONSTRAINT company_key PRIMARY KEY, name short NOT NULL DEFAULT 'x', colour colour);
    CREATE INDEX company_name ON company (name) WHERE colour = 'red';
    ALTER TABLE company ENABLE ROW LEVEL SECURITY;
    ALTER TABLE company FORCE ROW LEVEL SECURITY;
    CREATE POLICY own ON company USING (id = current_setting('kontor.company')::uuid);
    CREATE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 1';
    GRANT SELECT, INSERT ON company TO kontor_app;
    """

  /// A change and a piece of the line by which it is seen.
  private static let changes: [(change: String, difference: String)] = [
    ("ALTER TABLE company ADD note text", "column company.note text"),
    ("ALTER TABLE company ALTER name SET DEFAULT 'y'", "default 'y'"),
    ("ALTER TABLE company ALTER name DROP NOT NULL", "column company.name short default"),
    ("ALTER TABLE company NO FORCE ROW LEVEL SECURITY", "forced f"),
    ("ALTER POLICY own ON company TO kontor_app", "policy own on company * permissive to kontor_app"),
    ("REVOKE INSERT ON company FROM kontor_app", "grants on company: kontor_app=SELECT,"),
    ("GRANT UPDATE (name) ON company TO kontor_app", "grants on company.name: kontor_app=UPDATE"),
    ("ALTER TABLE company ADD CONSTRAINT named CHECK (name <> '')", "constraint named on company CHECK"),
    ("ALTER TYPE colour ADD VALUE 'blue'", "'red','green','blue'"),
    ("CREATE OR REPLACE FUNCTION one() RETURNS integer LANGUAGE sql AS 'SELECT 2'", "SELECT 2"),
    ("CREATE INDEX other ON company (colour)", "CREATE INDEX other"),
    ("CREATE SEQUENCE number", "sequence number bigint from 1"),
    ("CREATE VIEW red AS SELECT id FROM company", "relation red kind v"),
    ("CREATE SCHEMA other", "schema other owner kontor_owner"),
    ("ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO kontor_app", "default grants of kontor_owner"),
  ]

  @Test(arguments: changes)
  func everyDifferenceIsSeen(_ change: String, _ difference: String) async throws {
    let database = try await TestDatabase.copy(of: "catalogue") { template in
      _ = try await template.connected { try $0.send(script: Self.structure) }
    }
    let (before, after) = try await database.connected { db in
      let before = try Catalogue.description(db)
      try db.send(script: change)
      return (before, try Catalogue.description(db))
    }
    #expect(Set(after).subtracting(before).contains { $0.contains(difference) }, "\(Set(after).subtracting(before))")
  }

  @Test func theOrderOfColumnsAndTheRecordOfMigrationsDoNotMatter() async throws {
    let files = try MigrationFiles()
    try files.write("0001_t.sql", "CREATE TABLE t (a integer)")
    try files.write("0002_t.sql", "ALTER TABLE t ADD c integer, ADD b integer")
    let (migrated, made) = (try await TestDatabase.empty(), try await TestDatabase.empty())
    try await files.migrator(migrated).migrate()
    try await made.connected { _ = try $0.send(script: "CREATE TABLE t (a integer, b integer, c integer)") }
    let first = try await migrated.connected { try Catalogue.description($0) }
    let second = try await made.connected { try Catalogue.description($0) }
    #expect(first == second)
    #expect(first.contains { $0.hasPrefix("column t.b integer") })
  }
}

/// A directory of migrations of a test's own.
private struct MigrationFiles {
  let directory: String

  init() throws { directory = try TestDirectory.make() }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: directory + "/" + name, atomically: true, encoding: .utf8)
  }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: directory + "/" + name) }
  func migrator(_ database: TestDatabase) -> Migrator { Migrator(directory: directory, settings: database.owner) }
}

private func migrationError<Value>(_ body: () async throws -> Value) async -> MigrationError? {
  do { _ = try await body() } catch { return error as? MigrationError }
  return nil
}
