// The two roles of the program and its database, in a cluster that is ours alone.

extension PrivateCluster {
  /// The role that owns the database and its tables; it migrates.
  package static let owner = "kontor_owner"
  /// The role that the server works as: it owns nothing, and row-level security holds for it.
  package static let application = "kontor_app"
  package static let database = "kontor"
}

extension [PrivateCluster.Bootstrap] {
  /// For `PrivateCluster.Options.bootstrap`: the roles first, then the database with access for these two only.
  package static let kontor: Self = [
    PrivateCluster.Bootstrap(
      """
      CREATE ROLE kontor_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
      CREATE ROLE kontor_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
      """),
    PrivateCluster.Bootstrap("CREATE DATABASE kontor OWNER kontor_owner"),
    PrivateCluster.Bootstrap(
      """
      REVOKE ALL ON DATABASE kontor FROM PUBLIC;
      GRANT CONNECT ON DATABASE kontor TO kontor_app;
      """),
  ]
}
