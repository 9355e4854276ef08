// The structure of the database: schema.sql says all that the migrations do, and no table forgets whose rows it holds.

import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct SchemaTests {
  private static let schema = TestFiles.root.appending(path: "Sources/Store/schema.sql")

  private func migrated() async throws -> TestDatabase {
    try await TestDatabase.copy(of: "migrated") { database in
      try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    }
  }

  @Test func schemaAndMigrationsConverge() async throws {
    let (written, migrated) = (try await TestDatabase.empty(), try await migrated())
    let text = try String(contentsOf: Self.schema, encoding: .utf8)
    try await written.connected { connection in try connection.send(script: text) }
    let fromSchema = try await written.connected { try Catalogue.description($0) }
    let fromMigrations = try await migrated.connected { try Catalogue.description($0) }
    #expect(Set(fromSchema).subtracting(fromMigrations) == [], "only in schema.sql")
    #expect(Set(fromMigrations).subtracting(fromSchema) == [], "only after the migrations")
    #expect(fromSchema.count > 200)
  }
}

/// What the catalogue says about tenants. A table that is added without a policy is a failure here.
@Suite struct TenantCatalogueTests {
  private struct Table: Sendable {
    var name: String
    var isProtected: Bool
    var policies: Int
    var namesCompany: Bool
    var isReadByApplication: Bool
  }

  private func database() async throws -> TestDatabase {
    try await TestDatabase.copy(of: "migrated") { database in
      try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    }
  }

  /// A company is named by a foreign key, or by a column that is called so.
  private func tables() async throws -> [Table] {
    try await database().connected { connection in
      try connection.rows(
        """
        SELECT c.relname::text, c.relrowsecurity AND c.relforcerowsecurity,
          (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid),
          EXISTS (SELECT FROM pg_constraint f
            WHERE f.conrelid = c.oid AND f.contype = 'f' AND f.confrelid = 'company'::regclass)
          OR EXISTS (SELECT FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0
              AND a.attname ~ '(^|_)(company|buyer|supplier|author|addressee|counterparty|tenant)_id$'),
          has_any_column_privilege('kontor_app', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
          OR has_table_privilege('kontor_app', c.oid, 'DELETE, TRUNCATE, TRIGGER')
        FROM pg_class c
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
        """
      ) { row in
        try Table(
          name: row(), isProtected: row(), policies: row(), namesCompany: row(), isReadByApplication: row())
      }
    }
  }

  @Test func everyTableOfACompanyHasAForcedPolicy() async throws {
    let tables = try await tables().filter(\.namesCompany)
    #expect(tables.count > 15)
    for table in tables {
      #expect(table.isProtected, "row-level security of \(table.name) is not enabled and forced")
      #expect(table.policies > 0, "\(table.name) has no policy")
    }
  }

  /// Even a table that names no company (persons, lines of an order) is out of the server's reach without a policy.
  /// Only the record of migrations is about nobody.
  @Test func theServerReachesNothingWithoutAPolicy() async throws {
    for table in try await tables() where table.isReadByApplication && table.name != "schema_migration" {
      #expect(table.isProtected && table.policies > 0, "\(table.name)")
    }
  }

  /// Other policies than those of the server's own role let whole tables through; each is for a role that needs it.
  @Test func onlyNamedRolesSeeAllCompanies() async throws {
    let open = try await database().connected { connection in
      try connection.rows(
        """
        SELECT format('%s %s', c.relname, p.polroles::regrole[]::text) FROM pg_policy p
        JOIN pg_class c ON c.oid = p.polrelid
        WHERE pg_get_expr(p.polqual, p.polrelid) = 'true'
          AND NOT p.polroles <@ ARRAY(SELECT oid FROM pg_roles
            WHERE rolname IN ('kontor_identity', 'kontor_engine', 'kontor_operator'))
        """
      ) { try $0() as String }
    }
    #expect(open == [])
  }

  @Test func theServersRoleIsNobody() async throws {
    let role = try await database().connected { connection in
      try connection.one(
        """
        SELECT rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb, rolreplication,
          pg_has_role('kontor_app', 'kontor_owner', 'MEMBER')
        FROM pg_roles WHERE rolname = 'kontor_app'
        """
      ) { row in try (0..<7).map { _ in try row() as Bool } }
    }
    #expect(role == Array(repeating: false, count: 7))
  }

  @Test func theRolesThatItStepsIntoAreNobodyEither() async throws {
    let roles = try await database().connected { connection in
      try connection.rows(
        """
        SELECT m.rolname::text FROM pg_auth_members a JOIN pg_roles m ON m.oid = a.roleid
        WHERE a.member = 'kontor_app'::regrole AND NOT (m.rolsuper OR m.rolbypassrls OR m.rolcanlogin)
        ORDER BY m.rolname
        """
      ) { try $0() as String }
    }
    #expect(roles == ["kontor_engine", "kontor_identity", "kontor_operator"])
  }

  @Test func theServersRolesOwnNothing() async throws {
    let owned = try await database().connected { connection in
      try connection.rows(
        """
        SELECT format('%s %s', d.classid::regclass, d.objid) FROM pg_shdepend d
        WHERE d.deptype = 'o' AND d.refclassid = 'pg_authid'::regclass
          AND d.refobjid IN ('kontor_app'::regrole, 'kontor_identity'::regrole, 'kontor_engine'::regrole,
            'kontor_operator'::regrole)
        """
      ) { try $0() as String }
    }
    #expect(owned == [])
  }

  /// With rows in every table this is tested against the running site; here it is enough that the name is unset.
  @Test func withoutACompanyNobodyActs() async throws {
    let database = try await database()
    await #expect(throws: StoreError.self) {
      try await database.connected(as: database.application) { try $0.execute("SELECT acting_company()") }
    }
  }
}
