// The binary forms of single values: integers big-endian, times counted from 2000-01-01.

package import Auctions

extension Bool: SQLScalar {
  package static var sqlType: SQLType { .bool }
  package func encode(into bytes: inout [UInt8]) { bytes.append(self ? 1 : 0) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 1 else { return nil }
    self = bytes[0] != 0
  }
}

extension Int16: SQLScalar {
  package static var sqlType: SQLType { .int2 }
}

extension Int32: SQLScalar {
  package static var sqlType: SQLType { .int4 }
  package static func decodes(_ type: SQLType) -> Bool { [.int4, .int2].contains(type) }
}

extension Int64: SQLScalar {
  package static var sqlType: SQLType { .int8 }
  package static func decodes(_ type: SQLType) -> Bool { [.int8, .int4, .int2].contains(type) }
}

extension Int: SQLScalar {
  package static var sqlType: SQLType { .int8 }
  package static func decodes(_ type: SQLType) -> Bool { Int64.decodes(type) }
}

extension SQLValue where Self: FixedWidthInteger {
  package func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: self) }

  /// The width of the bytes says which integer type they are; a narrower one than `Self` is widened.
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    switch bytes.count {
    case 2: self.init(exactly: Int16(bigEndianBytes: bytes))
    case 4: self.init(exactly: Int32(bigEndianBytes: bytes))
    case 8: self.init(exactly: Int64(bigEndianBytes: bytes))
    default: return nil
    }
  }
}

/// Text in UTF-8. PostgreSQL refuses U+0000 in it (SQLSTATE 22021).
extension String: SQLScalar {
  package static var sqlType: SQLType { .text }
  package static func decodes(_ type: SQLType) -> Bool { [.text, .varchar, .bpchar, .name].contains(type) }
  package func encode(into bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) { self.init(validating: bytes, as: UTF8.self) }
}

/// A JSON document as UTF-8 text, stored as `jsonb`. The server checks it, orders its keys and drops its spaces.
package struct JSONB: SQLScalar, Hashable {
  package var bytes: [UInt8]
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let version: UInt8 = 1

  package static var sqlType: SQLType { .jsonb }
  package func encode(into bytes: inout [UInt8]) {
    bytes.append(Self.version)
    bytes += self.bytes
  }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.first == Self.version else { return nil }
    self.bytes = Array(bytes.dropFirst())
  }
}

extension ID: SQLScalar {
  package static var sqlType: SQLType { .uuid }
  package func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: bits) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    self.init(bits: UInt128(bigEndianBytes: bytes))
  }
}

extension Money: SQLScalar {}
extension Quantity: SQLScalar {}

/// Money and quantities are `bigint` counts of ten-thousandths. They read from no narrower type: that would be a
/// column that counts something else.
extension SQLValue where Self: FixedPoint {
  package static var sqlType: SQLType { .int8 }
  package func encode(into bytes: inout [UInt8]) { bytes.append(bigEndian: tenThousandths) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard let count = Int64(sqlBytes: bytes) else { return nil }
    self.init(tenThousandths: count)
  }
}

/// `timestamptz` counts microseconds; reading cuts them to milliseconds, towards the past. `infinity` is no instant.
extension Instant: SQLScalar {
  package static var sqlType: SQLType { .timestamptz }
  private static let epoch2000Milliseconds: Int64 = 946_684_800_000

  package func encode(into bytes: inout [UInt8]) {
    let (since2000, overflow) = milliseconds.subtractingReportingOverflow(Self.epoch2000Milliseconds)
    let (microseconds, overflowAgain) = since2000.multipliedReportingOverflow(by: 1_000)
    // One short of -infinity: a time that the server refuses (22008) instead of one that nobody meant.
    bytes.append(bigEndian: overflow || overflowAgain ? Int64.min + 1 : microseconds)
  }

  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 8 else { return nil }
    let microseconds = Int64(bigEndianBytes: bytes)
    guard microseconds != .min, microseconds != .max else { return nil }
    let floored = microseconds / 1_000 - (microseconds % 1_000 < 0 ? 1 : 0)
    self.init(milliseconds: floored + Self.epoch2000Milliseconds)
  }
}

extension CalendarDate: SQLScalar {
  package static var sqlType: SQLType { .date }
  private static let epoch2000Days: Int32 = 10_957

  package func encode(into bytes: inout [UInt8]) {
    let (days, overflow) = daysSince1970.subtractingReportingOverflow(Self.epoch2000Days)
    // As with instants: refused rather than wrong, and never by accident `infinity`.
    bytes.append(bigEndian: overflow || days == .min ? Int32.min + 1 : days)
  }

  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 4 else { return nil }
    let days = Int32(bigEndianBytes: bytes)
    guard days != .min, days != .max else { return nil }
    let (since1970, overflow) = days.addingReportingOverflow(Self.epoch2000Days)
    guard !overflow else { return nil }
    self.init(daysSince1970: since1970)
  }
}

extension FixedWidthInteger {
  /// `bytes` has exactly the width of `Self`.
  init(bigEndianBytes bytes: UnsafeRawBufferPointer) {
    self.init(bigEndian: bytes.loadUnaligned(as: Self.self))
  }
}

extension [UInt8] {
  mutating func append<Integer: FixedWidthInteger>(bigEndian value: Integer) {
    Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
  }
}
