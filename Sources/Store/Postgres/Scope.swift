// As whom and for which company a transaction runs, and what kind of transaction it is.

/// The database role and the settings of one transaction. They end with it: row-level security reads them, and the
/// next transaction on the same connection starts without.
package struct Scope: Sendable {
  package var role: StaticString?
  package var settings: [(name: StaticString, value: String)]

  /// Values are identifiers in their text form: `[0-9a-f-]`, anything else fails when the transaction begins.
  package init(role: StaticString?, settings: [(name: StaticString, value: String)] = []) {
    self.role = role
    self.settings = settings
  }

  /// The role that the connection signed in with, and no settings.
  package static var plain: Scope { Scope(role: nil) }
}

/// What a transaction may do and what it sees of others.
package struct TransactionMode: Sendable {
  package enum Isolation: Sendable {
    case readCommitted
    case repeatableRead
    case serializable
  }

  package var isolation: Isolation
  package var isReadOnly: Bool

  package init(_ isolation: Isolation, isReadOnly: Bool = false) {
    self.isolation = isolation
    self.isReadOnly = isReadOnly
  }

  package static let readWrite = TransactionMode(.readCommitted)
  package static let readOnly = TransactionMode(.readCommitted, isReadOnly: true)
  /// As if alone; the store repeats it when the server finds that it was not.
  package static let serializable = TransactionMode(.serializable)
}

extension Scope {
  /// Begins the transaction and enters the scope, as one message to the server.
  func opening(_ mode: TransactionMode) throws(StoreError) -> String {
    var script = "BEGIN ISOLATION LEVEL \(mode.isolation.sql)\(mode.isReadOnly ? " READ ONLY" : "")"
    if let role { script += "; SET LOCAL ROLE \(role)" }
    guard !settings.isEmpty else { return script }
    var calls: [String] = []
    for (name, value) in settings {
      guard value.utf8.allSatisfy(Self.isHexDigitOrHyphen) else {
        throw .misuse("the setting \(name) is not an identifier")
      }
      calls.append("set_config('\(name)', '\(value)', true)")
    }
    return script + "; SELECT " + calls.joined(separator: ", ")
  }

  private static func isHexDigitOrHyphen(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "-"): true
    default: false
    }
  }
}

extension TransactionMode.Isolation {
  fileprivate var sql: String {
    switch self {
    case .readCommitted: "READ COMMITTED"
    case .repeatableRead: "REPEATABLE READ"
    case .serializable: "SERIALIZABLE"
    }
  }
}
