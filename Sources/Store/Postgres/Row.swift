// Reading results: typed, by position or by name, refusing what does not fit.

import CPostgres

/// A row of a result. Each call reads the next column, as the type that its place asks for:
/// `{ row in try Company(id: row(), name: row(), note: row()) }`.
package struct Row {
  private let result: ResultSet
  private let index: Int32
  private var column: Int32 = 0

  init(_ result: ResultSet, at index: Int32) {
    self.result = result
    self.index = index
  }

  /// The next column; NULL and other types are `StoreError.decoding`.
  package mutating func callAsFunction<Value: SQLValue>() throws(StoreError) -> Value {
    defer { column += 1 }
    return try present(read(column), in: column)
  }

  /// The next column, `nil` where it is NULL.
  package mutating func callAsFunction<Value: SQLValue>() throws(StoreError) -> Value? {
    defer { column += 1 }
    return try read(column)
  }

  /// The column of that name.
  package func callAsFunction<Value: SQLValue>(_ name: String) throws(StoreError) -> Value {
    let column = try find(name)
    return try present(read(column), in: column)
  }

  /// The column of that name, `nil` where it is NULL.
  package func callAsFunction<Value: SQLValue>(_ name: String) throws(StoreError) -> Value? {
    try read(find(name))
  }

  /// Whoever reads by position reads the whole row: a column left over is a query and a decoder that drifted apart.
  func checkWhollyRead() throws(StoreError) {
    guard column == 0 || column >= result.columnCount else {
      throw .decoding(column: result.name(of: column), reason: "was selected but not read")
    }
  }

  private func find(_ name: String) throws(StoreError) -> Int32 {
    guard let column = result.column(named: name) else {
      throw .decoding(column: name, reason: "is not in the result")
    }
    return column
  }

  private func present<Value>(_ value: Value?, in column: Int32) throws(StoreError) -> Value {
    guard let value else { throw .decoding(column: result.name(of: column), reason: "is NULL") }
    return value
  }

  private func read<Value: SQLValue>(_ column: Int32) throws(StoreError) -> Value? {
    guard column < result.columnCount else {
      throw .decoding(column: "#\(column + 1)", reason: "is past the last of \(result.columnCount)")
    }
    let type = result.type(of: column)
    guard Value.decodes(type) else {
      throw .decoding(column: result.name(of: column), reason: "is \(type), which is no \(Value.self)")
    }
    guard let bytes = result.bytes(row: index, column: column) else { return nil }
    guard let value = Value(sqlBytes: bytes) else {
      throw .decoding(column: result.name(of: column), reason: "holds no \(Value.self)")
    }
    return value
  }
}

/// The server's answer to one statement, owned here and freed with the last row.
package final class ResultSet {
  private let handle: OpaquePointer

  /// Takes over a `PGresult`.
  init(owning handle: OpaquePointer) { self.handle = handle }
  deinit { PQclear(handle) }

  var rowCount: Int32 { PQntuples(handle) }
  var columnCount: Int32 { PQnfields(handle) }

  /// Rows inserted, updated, deleted or selected; 0 for statements that have no such number.
  var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// The command as the server names it, which for COMMIT tells whether it was one.
  var commandTag: String { String(cString: PQcmdStatus(handle)) }

  func row(_ index: Int32) -> Row { Row(self, at: index) }

  func name(of column: Int32) -> String { PQfname(handle, column).map { String(cString: $0) } ?? "#\(column + 1)" }
  func type(of column: Int32) -> SQLType { SQLType(oid: PQftype(handle, column)) }

  func column(named name: String) -> Int32? {
    (0..<columnCount).first { self.name(of: $0) == name }
  }

  /// The value in binary form; `nil` is NULL.
  func bytes(row: Int32, column: Int32) -> UnsafeRawBufferPointer? {
    guard PQgetisnull(handle, row, column) == 0 else { return nil }
    return UnsafeRawBufferPointer(start: PQgetvalue(handle, row, column), count: Int(PQgetlength(handle, row, column)))
  }
}
