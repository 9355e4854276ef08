// Where a PostgreSQL server is and how patient we are with it.

import CPostgres

/// How to reach a server and the limits of every connection to it.
package struct ConnectionSettings: Sendable {
  /// Keywords of libpq; `dbname` may be a whole `postgresql://` address.
  private var parameters: [(keyword: String, value: String)]

  package var applicationName = "kontor"
  /// For each address of the host; libpq waits at least 2 s.
  package var connectTimeoutSeconds = 5
  /// For one statement; 0 is for ever. A transaction may shorten its own but not lengthen it: we stop listening soon
  /// after this.
  package var statementTimeoutMilliseconds = 10_000
  /// For one lock; 0 is for ever.
  package var lockTimeoutMilliseconds = 5_000
  /// Between two statements of a transaction; 0 is for ever.
  package var idleInTransactionTimeoutMilliseconds = 30_000

  /// A server at `postgresql://user:password@host:port/database?…`, or in libpq's `host=… user=…` form.
  package init(address: String) { parameters = [("dbname", address)] }

  /// A server that listens in a directory of this machine.
  package init(socketDirectory: String, user: String, database: String) {
    parameters = [("host", socketDirectory), ("port", "5432"), ("user", user), ("dbname", database)]
  }

  /// The same server, as another user or to another database.
  package func with(user: String? = nil, database: String? = nil) -> Self {
    var copy = self
    if let user { copy.parameters.append(("user", user)) }
    // A later `dbname` that is no address replaces only the name of the database.
    if let database { copy.parameters.append(("dbname", database)) }
    return copy
  }

  /// Refuses an address that libpq cannot read, in our own words: libpq's quote the address, password and all.
  func checkAddress() throws(StoreError) {
    for (keyword, value) in parameters where keyword == "dbname" && (value.contains("://") || value.contains("=")) {
      guard let options = PQconninfoParse(value, nil) else {
        throw .misuse("the address of the database is neither postgresql://… nor keyword=value …")
      }
      PQconninfoFree(options)
    }
  }

  /// Milliseconds after which a server that says nothing counts as dead: it had its own timeout and then some.
  var patienceMilliseconds: Int? {
    statementTimeoutMilliseconds == 0 ? nil : statementTimeoutMilliseconds + 5_000
  }

  /// What is handed to libpq, in order; a later keyword wins.
  var keywords: [(keyword: String, value: String)] {
    parameters + [
      ("connect_timeout", String(connectTimeoutSeconds)), ("client_encoding", "UTF8"),
      ("application_name", applicationName), ("keepalives", "1"), ("keepalives_idle", "15"),
      ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
    ]
  }

  /// Sent once after connecting rather than as start-up options, which connection poolers refuse.
  var preamble: String {
    """
    SET statement_timeout = \(statementTimeoutMilliseconds); SET lock_timeout = \(lockTimeoutMilliseconds); \
    SET idle_in_transaction_session_timeout = \(idleInTransactionTimeoutMilliseconds); SET TimeZone = 'UTC'
    """
  }
}

/// Printed in logs, so without the address: it may hold a password.
extension ConnectionSettings: CustomStringConvertible {
  package var description: String { "a database connection of \(applicationName)" }
}
