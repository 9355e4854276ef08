// Every way in which the store can fail, as one type.

/// What went wrong, in the words that decide what the caller does next.
package enum StoreError: Error, Hashable, Sendable {
  /// The server is away, or went away before anything was committed. Trying again later may help.
  case unavailable(String)
  /// All connections are in use and the queue of waiting work is full.
  case busy
  /// A statement or the wait for a lock took longer than it may. Nothing was committed.
  case timeout(String)
  /// The commit may or may not have become durable: the connection died during it, or the server warned about it.
  case commitUnknown(String)
  /// The server refused the statement. Nothing was committed.
  case sql(SQLFailure)
  /// A result does not have the shape that the code expects of it.
  case decoding(column: String, reason: String)
  /// The store was asked for something that it never does, such as a setting outside of `[0-9a-f-]`.
  case misuse(String)
}

/// What the server says about a statement that it refused.
package struct SQLFailure: Hashable, Sendable {
  package var state: SQLState
  package var message: String
  /// May quote values of the row: for the log of an operator, never for a user.
  package var detail: String?
  package var constraint: String?
  package var table: String?
  package var column: String?
  /// Where in the statement, counted in characters from 1.
  package var position: Int?

  package init(state: SQLState, message: String, constraint: String? = nil) {
    self.state = state
    self.message = message
    self.constraint = constraint
  }
}

/// A five-character SQLSTATE, as in appendix A of PostgreSQL's manual.
package struct SQLState: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package var description: String { rawValue }

  package static let warning = SQLState(rawValue: "01000")
  package static let characterNotInRepertoire = SQLState(rawValue: "22021")
  package static let datetimeFieldOverflow = SQLState(rawValue: "22008")
  package static let notNullViolation = SQLState(rawValue: "23502")
  package static let foreignKeyViolation = SQLState(rawValue: "23503")
  package static let uniqueViolation = SQLState(rawValue: "23505")
  package static let checkViolation = SQLState(rawValue: "23514")
  package static let exclusionViolation = SQLState(rawValue: "23P01")
  package static let readOnlyTransaction = SQLState(rawValue: "25006")
  package static let failedTransaction = SQLState(rawValue: "25P02")
  package static let undefinedStatement = SQLState(rawValue: "26000")
  package static let serializationFailure = SQLState(rawValue: "40001")
  package static let deadlockDetected = SQLState(rawValue: "40P01")
  package static let insufficientPrivilege = SQLState(rawValue: "42501")
  package static let lockNotAvailable = SQLState(rawValue: "55P03")
  package static let queryCanceled = SQLState(rawValue: "57014")
  package static let adminShutdown = SQLState(rawValue: "57P01")
  package static let featureNotSupported = SQLState(rawValue: "0A000")
  /// Of our own function `append_lines`.
  package static let fenced = SQLState(rawValue: "KF001")
  package static let unknown = SQLState(rawValue: "XX000")
}

extension StoreError {
  /// The server's own words, if it was the server that refused.
  package var failure: SQLFailure? { if case .sql(let failure) = self { failure } else { nil } }
  package var state: SQLState? { failure?.state }

  /// Whether the named constraint refused the row: `if error.violates("company_name_taken") { … }`.
  package func violates(_ constraint: String) -> Bool { failure?.constraint == constraint }

  /// Whether the same transaction, run again from its beginning, may succeed.
  var isRetryable: Bool { state == .serializationFailure || state == .deadlockDetected }
}

extension StoreError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unavailable: "the database is unavailable: \(reason)"
    case .timeout: "the database took too long: \(reason)"
    case .commitUnknown: "it is unknown whether the commit succeeded: \(reason)"
    case .busy, .sql, .decoding, .misuse: reason
    }
  }

  /// The description without the kind of error.
  var reason: String {
    switch self {
    case .unavailable(let reason), .timeout(let reason), .commitUnknown(let reason), .misuse(let reason): reason
    case .busy: "the database is busy"
    case .sql(let failure): failure.description
    case .decoding(let column, let reason): "column \(column): \(reason)"
    }
  }
}

extension SQLFailure: CustomStringConvertible {
  package var description: String {
    "\(state) \(message)" + (constraint.map { " [constraint \($0)]" } ?? "")
  }
}
