// Why a private PostgreSQL cannot be had, in words for the person who started the program.

/// What keeps a private cluster from starting or running.
package enum ClusterError: Error, Hashable, Sendable {
  /// No server programs of a version that we can use; the directories that were searched.
  case serverNotFound(searched: [String])
  case programNotFound(String)
  /// The data directory was made by a version of which no server is installed.
  case otherVersion(data: Int, installed: [Int])
  /// Another process of ours works with this directory.
  case alreadyRunning(directory: String, process: Int32?)
  /// A PostgreSQL that is not ours works with this directory.
  case dataInUse(directory: String, process: Int32)
  /// The account that the server runs as cannot get to the directory, because of this one above it.
  case unreachable(directory: String, account: String)
  case foreignOwner(directory: String, owner: String)
  /// There is no account that the server could run as; it refuses to run as root.
  case noAccount
  case initializationFailed(String)
  case bootstrapFailed(StoreError)
  case startFailed(String)
  /// The server ended though nobody asked it to.
  case exited(String)
  case system(String, errorNumber: Int32)
}

extension ClusterError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .serverNotFound(let searched):
      """
      no PostgreSQL server (version \(ServerInstallation.oldestMajor) or newer) found in \
      \(searched.joined(separator: ", ")); install the package postgresql or set KONTOR_POSTGRES_BIN
      """
    case .programNotFound(let name): "the program \(name) is not installed"
    case .otherVersion(let data, let installed):
      """
      the data were made by PostgreSQL \(data), but the server installed is \
      \(installed.map(String.init).joined(separator: ", ")); install PostgreSQL \(data), or move the data with \
      pg_upgrade
      """
    case .alreadyRunning(let directory, let process):
      "\(directory) is in use by another kontor\(process.map { " (process \($0))" } ?? "")"
    case .dataInUse(let directory, let process):
      "\(directory) is in use by another PostgreSQL (process \(process)); stop it first"
    case .unreachable(let directory, let account):
      """
      PostgreSQL runs as the user \(account), who may not enter \(directory); choose another data directory or allow \
      it with chmod o+x
      """
    case .foreignOwner(let directory, let owner):
      "\(directory) belongs to \(owner); start as that user or as root, or choose another data directory"
    case .noAccount: "PostgreSQL refuses to run as root, and there is no user postgres or nobody to run it"
    case .initializationFailed(let report): "initdb failed: \(report)"
    case .bootstrapFailed(let error): "the new database cannot be set up: \(error)"
    case .startFailed(let report): "PostgreSQL does not start: \(report)"
    case .exited(let report): "PostgreSQL ended unexpectedly: \(report)"
    case .system(let what, let number): "\(what): \(ServerProcess.text(ofError: number))"
    }
  }
}
