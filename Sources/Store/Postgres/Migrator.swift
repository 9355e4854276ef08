// Brings a database to the state that this program needs: forward only, one transaction a file.

package import Auctions

/// Applies the migrations of a directory and keeps the record of it in `public.schema_migration`.
package struct Migrator: Sendable {
  /// A migration and when it was applied.
  package struct Status: Hashable, Sendable {
    package var migration: Migration
    package var appliedAt: Instant?
  }

  private let directory: String
  private let settings: ConnectionSettings

  /// - Parameters:
  ///   - directory: where the `NNNN_what.sql` files are.
  ///   - settings: how to connect as the owner of the database's tables.
  package init(directory: String, settings: ConnectionSettings) {
    self.directory = directory
    self.settings = settings
  }

  /// All migrations of this program, applied or not. Throws `MigrationError` where files and database disagree.
  package func status() async throws -> [Status] {
    try await connected { connection, files throws(MigrationError) in
      let applied = try connection.appliedMigrations()
      try files.check(against: applied)
      return files.map { file in
        Status(migration: file, appliedAt: applied.first { $0.version == file.version }?.appliedAt)
      }
    }
  }

  /// Throws `MigrationError` unless the database has exactly the migrations of this program.
  package func check() async throws {
    let pending = try await status().filter { $0.appliedAt == nil }
    guard pending.isEmpty else { throw MigrationError.pending(pending.map(\.migration.fileName)) }
  }

  /// Applies what is missing and answers what that was. Two migrators at once wait for each other.
  @discardableResult
  package func migrate() async throws -> [Migration] {
    try await connected { connection, files throws(MigrationError) in
      try connection.lockMigrations()
      let applied = try connection.appliedMigrations()
      try files.check(against: applied)
      let missing = Array(files.dropFirst(applied.count))
      for migration in missing { try connection.apply(migration) }
      return missing
    }
  }

  private func connected<Value: Sendable>(
    _ body: @escaping @Sendable (Connection, [Migration]) throws(MigrationError) -> Value
  ) async throws -> Value {
    var settings = settings
    settings.statementTimeoutMilliseconds = 0
    settings.lockTimeoutMilliseconds = 0
    settings.idleInTransactionTimeoutMilliseconds = 0
    return try await onOwnThread("migrator") { [settings] in
      let files = try Migration.all(in: directory)
      do { return try body(try Connection(settings), files) } catch let error as StoreError {
        throw MigrationError.store(error)
      }
    }
  }
}

private struct AppliedMigration {
  var version: Int
  var name: String
  var checksum: String
  var appliedAt: Instant
}

extension [Migration] {
  /// What is applied must be a beginning of what there is, unchanged.
  fileprivate func check(against applied: [AppliedMigration]) throws(MigrationError) {
    for (place, record) in applied.enumerated() {
      guard record.version <= count else { throw .newerDatabase(version: record.version, name: record.name) }
      guard record.version == place + 1 else { throw .gap(place + 1) }
      guard self[place].checksum == record.checksum else { throw .changed(self[place].fileName) }
    }
  }
}

extension Connection {
  /// Any number will do, as long as nothing else in this database uses it.
  private static var migrationLock: Int64 { 0x6B6F_6E74_6F72 }
  private static var ddlLockTimeout: SQL { "SET LOCAL lock_timeout = '30s'" }

  /// Waits for another migrator. The lock ends with the connection.
  fileprivate func lockMigrations() throws(MigrationError) {
    try asMigrationError { () throws(StoreError) in _ = try execute("SELECT pg_advisory_lock(\(Self.migrationLock))") }
  }

  fileprivate func appliedMigrations() throws(MigrationError) -> [AppliedMigration] {
    do {
      guard try exists("SELECT 1 WHERE to_regclass('public.schema_migration') IS NOT NULL") else { return [] }
      return try rows("SELECT version, name, checksum, applied_at FROM public.schema_migration ORDER BY version") {
        try AppliedMigration(version: $0(), name: $0(), checksum: $0(), appliedAt: $0())
      }
    } catch { throw .store(error as? StoreError ?? .misuse("\(error)")) }
  }

  /// Runs the file and records it, in one transaction.
  fileprivate func apply(_ migration: Migration) throws(MigrationError) {
    do throws(StoreError) {
      try begin(.plain, .readWrite)
      try execute(Self.ddlLockTimeout)
    } catch { throw .store(error) }
    let before = try transactionNumber(during: migration)
    do throws(StoreError) { try send(script: migration.text) } catch {
      rollback()
      throw .failed(file: migration.fileName, line: migration.line(of: error), error)
    }
    guard isInTransaction, try transactionNumber(during: migration) == before else {
      rollback()
      throw .endedTransaction(migration.fileName)
    }
    try asMigrationError { () throws(StoreError) in
      try record(migration)
      try send(script: "COMMIT")
      // A file may have changed the role or the search path of the session; the next one starts afresh.
      try send(script: "RESET ROLE; RESET ALL")
    }
  }

  private func record(_ migration: Migration) throws(StoreError) {
    try send(script: "RESET ROLE")
    try send(
      script: """
        CREATE TABLE IF NOT EXISTS public.schema_migration (
          version integer CONSTRAINT schema_migration_key PRIMARY KEY,
          name text NOT NULL,
          checksum text NOT NULL,
          applied_at timestamptz NOT NULL DEFAULT now()
        )
        """)
    // The server itself, which owns nothing, makes sure at its start that nothing is missing.
    try execute("GRANT SELECT ON public.schema_migration TO PUBLIC")
    try execute(
      """
      INSERT INTO public.schema_migration (version, name, checksum)
      VALUES (\(migration.version), \(migration.name), \(migration.checksum))
      """)
  }

  /// The server's number of the current transaction: another one afterwards means that the file began its own.
  private func transactionNumber(during migration: Migration) throws(MigrationError) -> String {
    do { return try one("SELECT pg_current_xact_id()::text") { try $0() } } catch {
      throw .failed(file: migration.fileName, line: nil, error as? StoreError ?? .misuse("\(error)"))
    }
  }

  private func asMigrationError(_ body: () throws(StoreError) -> Void) throws(MigrationError) {
    do throws(StoreError) { try body() } catch { throw .store(error) }
  }
}

extension Migration {
  /// The line of the file at which the server stumbled, if it says where.
  fileprivate func line(of error: StoreError) -> Int? {
    guard let position = error.failure?.position else { return nil }
    return text.unicodeScalars.prefix(position - 1).count { $0 == "\n" } + 1
  }
}
