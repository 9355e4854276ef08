// A database of its own for a test or a suite.

package import Store

/// A fresh database on the shared test server. It stays until the process ends.
package struct TestDatabase: Sendable {
  let cluster: PrivateCluster
  let name: String

  /// An empty database.
  package static func empty() async throws -> TestDatabase { try await TestServer.shared.newDatabase() }

  /// A copy of a template, which `fill` makes the first time that anybody asks for the template of that name. It must
  /// leave no connection open, since PostgreSQL copies no database that is in use.
  package static func copy(
    of template: String, fill: @escaping @Sendable (TestDatabase) async throws -> Void
  ) async throws -> TestDatabase {
    let original = try await TestServer.shared.template(template, fill: fill)
    return try await TestServer.shared.newDatabase(from: original.name)
  }

  /// As the owner of the tables, who migrates.
  package var owner: ConnectionSettings { cluster.settings(user: PrivateCluster.owner, database: name) }
  /// As the role that the server works as.
  package var application: ConnectionSettings {
    var settings = cluster.settings(user: PrivateCluster.application, database: name)
    // Hundreds of tests share one disk: what takes long here is not a fault of the statement.
    settings.statementTimeoutMilliseconds = 60_000
    return settings
  }
  /// As the one who may do everything.
  package var superuser: ConnectionSettings { cluster.settings(user: PrivateCluster.superuser, database: name) }

  /// Runs `body` with a connection, on a thread of its own.
  @discardableResult
  package func connected<Value: Sendable>(
    as settings: ConnectionSettings? = nil, _ body: @escaping @Sendable (Connection) throws -> Value
  ) async throws -> Value {
    let settings = settings ?? owner
    return try await onOwnThread("test") { try body(Connection(settings)) }
  }
}
