// Arrays: one-dimensional PostgreSQL arrays of any scalar, with or without NULLs, and bytes as `bytea`.

/// What `[Self]` means to PostgreSQL: `bytea` for bytes, an array of the element's type for everything else.
package protocol SQLArrayElement: Sendable {
  static var sqlArrayType: SQLType { get }
  static func decodesArray(_ type: SQLType) -> Bool
  static func encodeArray(_ elements: [Self], into bytes: inout [UInt8])
  static func decodeArray(_ bytes: UnsafeRawBufferPointer) -> [Self]?
}

extension Array: SQLValue where Element: SQLArrayElement {
  package static var sqlType: SQLType { Element.sqlArrayType }
  package static func decodes(_ type: SQLType) -> Bool { Element.decodesArray(type) }
  package func encode(into bytes: inout [UInt8]) { Element.encodeArray(self, into: &bytes) }
  package init?(sqlBytes bytes: UnsafeRawBufferPointer) {
    guard let elements = Element.decodeArray(bytes) else { return nil }
    self = elements
  }
}

/// `[UInt8]` is `bytea`, one value …
extension UInt8: SQLArrayElement {
  package static var sqlArrayType: SQLType { .bytea }
  package static func decodesArray(_ type: SQLType) -> Bool { type == .bytea }
  package static func encodeArray(_ elements: [UInt8], into bytes: inout [UInt8]) { bytes += elements }
  package static func decodeArray(_ bytes: UnsafeRawBufferPointer) -> [UInt8]? { Array(bytes) }
}

/// … and `[[UInt8]]` therefore `bytea[]`.
extension Array: SQLArrayElement where Element == UInt8 {}

/// Without NULLs: reading one fails.
extension SQLArrayElement where Self: SQLValue {
  package static var sqlArrayType: SQLType { sqlType.array }
  package static func decodesArray(_ type: SQLType) -> Bool { type.element.map(decodes) ?? false }

  package static func encodeArray(_ elements: [Self], into bytes: inout [UInt8]) {
    Optional<Self>.encodeArray(elements, into: &bytes)
  }

  package static func decodeArray(_ bytes: UnsafeRawBufferPointer) -> [Self]? {
    guard let elements = Optional<Self>.decodeArray(bytes) else { return nil }
    let present = elements.compactMap { $0 }
    return present.count == elements.count ? present : nil
  }
}

/// With NULLs.
extension Optional: SQLArrayElement where Wrapped: SQLValue {
  package static var sqlArrayType: SQLType { Wrapped.sqlType.array }
  package static func decodesArray(_ type: SQLType) -> Bool { type.element.map(Wrapped.decodes) ?? false }

  package static func encodeArray(_ elements: [Wrapped?], into bytes: inout [UInt8]) {
    bytes.append(bigEndian: Int32(elements.isEmpty ? 0 : 1))
    bytes.append(bigEndian: Int32(elements.contains { $0 == nil } ? 1 : 0))
    bytes.append(bigEndian: Wrapped.sqlType.oid)
    guard !elements.isEmpty else { return }
    bytes.append(bigEndian: Int32(elements.count))
    bytes.append(bigEndian: Int32(1))
    for element in elements {
      let lengthPlace = bytes.count
      bytes.append(bigEndian: Int32(-1))
      guard let element else { continue }
      element.encode(into: &bytes)
      let length = UInt32(truncatingIfNeeded: bytes.count - lengthPlace - 4)
      for place in 0..<4 { bytes[lengthPlace + place] = UInt8(truncatingIfNeeded: length >> UInt32(24 - 8 * place)) }
    }
  }

  package static func decodeArray(_ bytes: UnsafeRawBufferPointer) -> [Wrapped?]? {
    var reader = ArrayReader(bytes)
    guard let count = reader.header() else { return nil }
    var elements: [Wrapped?] = []
    elements.reserveCapacity(count)
    for _ in 0..<count {
      switch reader.element() {
      case .null: elements.append(nil)
      case .bytes(let bytes):
        guard let element = Wrapped(sqlBytes: bytes) else { return nil }
        elements.append(element)
      case .malformed: return nil
      }
    }
    return reader.atEnd ? elements : nil
  }
}

/// Walks the binary form of an array: dimensions, NULL flag, element type, count, lower bound, then the elements.
private struct ArrayReader {
  enum Element {
    case null
    case bytes(UnsafeRawBufferPointer)
    case malformed
  }

  private var rest: Slice<UnsafeRawBufferPointer>
  init(_ bytes: UnsafeRawBufferPointer) { rest = bytes[...] }

  var atEnd: Bool { rest.isEmpty }

  /// The number of elements; `nil` unless there is at most one dimension.
  mutating func header() -> Int? {
    guard let dimensions = integer(), integer() != nil, integer() != nil else { return nil }
    if dimensions == 0 { return 0 }
    guard dimensions == 1, let count = integer(), integer() != nil else { return nil }
    // Every element takes at least its length, which bounds what a wrong count could reserve.
    return (0...rest.count / 4).contains(Int(count)) ? Int(count) : nil
  }

  mutating func element() -> Element {
    guard let length = integer() else { return .malformed }
    if length == -1 { return .null }
    guard length >= 0, let bytes = take(Int(length)) else { return .malformed }
    return .bytes(bytes)
  }

  private mutating func integer() -> Int32? { take(4).map(Int32.init(bigEndianBytes:)) }

  private mutating func take(_ count: Int) -> UnsafeRawBufferPointer? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
  }
}
