// The roles of the program and its database, in a cluster that is ours alone.

extension PrivateCluster {
  /// The role that owns the database and its tables; it migrates.
  package static let owner = "kontor_owner"
  /// The role that the server works as: it owns nothing, and row-level security holds for it.
  package static let application = "kontor_app"
  package static let database = "kontor"
}

extension [PrivateCluster.Bootstrap] {
  /// For `PrivateCluster.Options.bootstrap`: the roles first, then the database with access for these alone.
  ///
  /// - Parameter roles: the text of `roles.sql`, which an administrator runs by hand on any other server.
  package static func kontor(roles: String) -> Self {
    [
      PrivateCluster.Bootstrap(roles),
      PrivateCluster.Bootstrap("CREATE DATABASE kontor OWNER kontor_owner"),
      PrivateCluster.Bootstrap(
        """
        REVOKE ALL ON DATABASE kontor FROM PUBLIC;
        GRANT CONNECT ON DATABASE kontor TO kontor_app;
        """),
    ]
  }
}
