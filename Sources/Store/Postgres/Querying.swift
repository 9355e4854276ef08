// How statements are run, the same on a connection and in a transaction.

/// Runs statements: a `Transaction`, or a `Connection` where every statement is a transaction of its own.
package protocol Querying {
  func run(_ sql: SQL) throws(StoreError) -> ResultSet
}

extension Querying {
  /// Runs a statement and answers how many rows it inserted, updated, deleted or selected.
  @discardableResult
  package func execute(_ sql: SQL) throws(StoreError) -> Int { try run(sql).affectedRows }

  /// All rows, in order: `try tx.rows("SELECT id, name FROM company") { row in try Company(id: row(), name: row()) }`.
  package func rows<Value>(_ sql: SQL, _ decode: (inout Row) throws -> Value) throws -> [Value] {
    let result = try run(sql)
    var values: [Value] = []
    values.reserveCapacity(Int(result.rowCount))
    for index in 0..<result.rowCount { values.append(try decodeRow(index, of: result, decode)) }
    return values
  }

  /// The first row, `nil` if there is none. The statement says `LIMIT 1` or selects by a key.
  package func first<Value>(_ sql: SQL, _ decode: (inout Row) throws -> Value) throws -> Value? {
    let result = try run(sql)
    return result.rowCount == 0 ? nil : try decodeRow(0, of: result, decode)
  }

  /// The one row that there always is: counts, `RETURNING`. Another number of rows is `StoreError.decoding`.
  package func one<Value>(_ sql: SQL, _ decode: (inout Row) throws -> Value) throws -> Value {
    let result = try run(sql)
    guard result.rowCount == 1 else {
      throw StoreError.decoding(column: "*", reason: "\(result.rowCount) rows where there is always one")
    }
    return try decodeRow(0, of: result, decode)
  }

  /// Whether the query has any row.
  package func exists(_ query: SQL) throws(StoreError) -> Bool {
    var row = try run("SELECT EXISTS (\(query))").row(0)
    return try row()
  }

  private func decodeRow<Value>(
    _ index: Int32, of result: ResultSet, _ decode: (inout Row) throws -> Value
  ) throws -> Value {
    var row = result.row(index)
    let value = try decode(&row)
    try row.checkWhollyRead()
    return value
  }
}
