// A transaction: begun in a scope, run without interruption, committed or rolled back.

/// A transaction in progress. It is valid inside the closure that it is handed to, and only there.
package struct Transaction: Querying {
  fileprivate let connection: Connection

  package func run(_ sql: SQL) throws(StoreError) -> ResultSet { try connection.run(sql) }

  /// Runs `body` so that its failure undoes only what it did itself: the transaction goes on after the error is caught.
  @discardableResult
  package func savepoint<Value>(_ body: () throws -> Value) throws -> Value {
    let earlierFailure = connection.firstFailure
    try connection.send(script: "SAVEPOINT attempt")
    do {
      let value = try body()
      try connection.send(script: "RELEASE SAVEPOINT attempt")
      return value
    } catch {
      try connection.send(script: "ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")
      if earlierFailure == nil { connection.clearFirstFailure() }
      throw error
    }
  }
}

extension Connection {
  private static var attempts: Int { 4 }

  /// Runs `body` in a transaction and commits it, or rolls back if it throws.
  ///
  /// `body` runs again, a few times, when the server gave the transaction up for the sake of another (SQLSTATE
  /// 40001, 40P01): whatever it does besides running statements must bear that.
  @discardableResult
  package func transaction<Value>(
    _ scope: Scope = .plain, _ mode: TransactionMode = .readWrite, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    try begin(scope, mode)
    return try complete(scope, mode, body)
  }

  /// Begins a transaction. If this fails, nothing has happened.
  func begin(_ scope: Scope, _ mode: TransactionMode) throws(StoreError) {
    clearFirstFailure()
    let opening = try scope.opening(mode)
    do throws(StoreError) { try send(script: opening) } catch {
      rollback()
      throw error
    }
  }

  /// Runs the body of the transaction that has been begun, and begins it anew for each further attempt.
  func complete<Value>(
    _ scope: Scope, _ mode: TransactionMode, _ body: (Transaction) throws -> Value
  ) throws -> Value {
    var attempt = 1
    while true {
      do {
        let value = try body(Transaction(connection: self))
        try commit(mode)
        return value
      } catch {
        rollback()
        let cause = firstFailure ?? error as? StoreError
        if cause?.state == .readOnlyTransaction, !mode.isReadOnly {
          // A primary that became a standby: the next connection finds the new primary.
          abandon()
          throw StoreError.unavailable("the server takes no writes")
        }
        guard cause?.isRetryable == true, attempt < Self.attempts, !isBroken else { throw error }
      }
      pause(milliseconds: Int.random(in: 1...10) << attempt)
      attempt += 1
      try begin(scope, mode)
    }
  }

  private func commit(_ mode: TransactionMode) throws(StoreError) {
    // Code that swallowed an error does not get to commit what came before it.
    if let firstFailure { throw firstFailure }
    clearNotices()
    let tag: String
    do throws(StoreError) { tag = try send(script: "COMMIT") } catch {
      guard isBroken, !mode.isReadOnly else { throw error }
      throw .commitUnknown(error.reason)
    }
    guard tag == "COMMIT" else { throw .misuse("the transaction ended as \(tag) instead of COMMIT") }
    if let doubt = commitDoubt { throw .commitUnknown(doubt) }
  }

  /// Ends what is left of a transaction. A connection that cannot even do that is given up.
  func rollback() {
    guard !isBroken, isInTransaction else { return }
    do throws(StoreError) { try send(script: "ROLLBACK") } catch { abandon() }
    if isInTransaction { abandon() }
  }
}
