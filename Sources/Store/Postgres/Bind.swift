// What can travel between Swift and PostgreSQL, and how a value becomes a bind.

/// A value as it goes to the server: its type and its binary form.
struct Bind: Sendable {
  let type: SQLType
  /// `nil` is NULL.
  let bytes: [UInt8]?

  init<Value: SQLValue>(_ value: Value) {
    type = Value.sqlType
    var bytes: [UInt8] = []
    value.encode(into: &bytes)
    self.bytes = bytes
  }

  init<Value: SQLValue>(_ value: Value?) {
    if let value { self.init(value) } else { self.init(null: Value.sqlType) }
  }

  private init(null type: SQLType) {
    self.type = type
    bytes = nil
  }
}

/// A Swift type with a PostgreSQL type. Anything that is one can be interpolated into `SQL` and read from a `Row`.
package protocol SQLValue: Sendable {
  /// The type that a bind is sent with.
  static var sqlType: SQLType { get }
  /// Whether a column of `type` holds values of this type, without loss.
  static func decodes(_ type: SQLType) -> Bool
  /// Appends PostgreSQL's binary form.
  func encode(into bytes: inout [UInt8])
  /// Reads PostgreSQL's binary form of a type that `decodes`; `nil` if the bytes do not hold a value of `Self`.
  init?(sqlBytes bytes: UnsafeRawBufferPointer)
}

/// A value of which there can be arrays: `[Value]` and `[Value?]` for `= ANY(\(ids))` and `unnest(\(ids))`.
package protocol SQLScalar: SQLValue, SQLArrayElement {}

extension SQLValue {
  package static func decodes(_ type: SQLType) -> Bool { type == sqlType }
}

/// An enumeration of strings or integers travels as its raw value: `extension Right: SQLScalar {}` is all it takes.
extension SQLValue where Self: RawRepresentable, RawValue: SQLValue {
  package static var sqlType: SQLType { RawValue.sqlType }
  package static func decodes(_ type: SQLType) -> Bool { RawValue.decodes(type) }
  package func encode(into bytes: inout [UInt8]) { rawValue.encode(into: &bytes) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard let raw = RawValue(sqlBytes: bytes), let value = Self(rawValue: raw) else { return nil }
    self = value
  }
}

/// A PostgreSQL type by its object identifier. Those below are fixed in every server.
package struct SQLType: Hashable, Sendable {
  package let oid: UInt32
  package init(oid: UInt32) { self.oid = oid }

  package static let bool = SQLType(oid: 16)
  package static let bytea = SQLType(oid: 17)
  package static let name = SQLType(oid: 19)
  package static let int8 = SQLType(oid: 20)
  package static let int2 = SQLType(oid: 21)
  package static let int4 = SQLType(oid: 23)
  package static let text = SQLType(oid: 25)
  package static let bpchar = SQLType(oid: 1042)
  package static let varchar = SQLType(oid: 1043)
  package static let date = SQLType(oid: 1082)
  package static let timestamptz = SQLType(oid: 1184)
  package static let uuid = SQLType(oid: 2950)
  package static let jsonb = SQLType(oid: 3802)

  /// Type, the type of its arrays, and the name that people know it by.
  private static let known: [(scalar: SQLType, array: SQLType, name: String)] = [
    (.bool, SQLType(oid: 1000), "boolean"), (.bytea, SQLType(oid: 1001), "bytea"), (.name, SQLType(oid: 1003), "name"),
    (.int2, SQLType(oid: 1005), "smallint"), (.int4, SQLType(oid: 1007), "integer"),
    (.text, SQLType(oid: 1009), "text"), (.bpchar, SQLType(oid: 1014), "character"),
    (.varchar, SQLType(oid: 1015), "character varying"), (.int8, SQLType(oid: 1016), "bigint"),
    (.date, SQLType(oid: 1182), "date"), (.timestamptz, SQLType(oid: 1185), "timestamptz"),
    (.uuid, SQLType(oid: 2951), "uuid"), (.jsonb, SQLType(oid: 3807), "jsonb"),
  ]

  /// The type of arrays of this type; the server infers it (0) where it is not one of the above.
  package var array: SQLType { Self.known.first { $0.scalar == self }?.array ?? SQLType(oid: 0) }
  /// The type of the elements, if this is an array of one of the above.
  package var element: SQLType? { Self.known.first { $0.array == self }?.scalar }
}

extension SQLType: CustomStringConvertible {
  package var description: String {
    if let element { return "\(element)[]" }
    return Self.known.first { $0.scalar == self }?.name ?? "type \(oid)"
  }
}
