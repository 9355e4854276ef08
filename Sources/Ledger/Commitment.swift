// Commitments to fields: what must not stand in the journal, or must be erased one day, is fixed there by a hash.

import Crypto

/// What is behind a commitment: who has it can show the field's value, and who no longer has it cannot. Kept beside the
/// journal, never in it, and never printed.
package struct FieldOpening: Hashable, Sendable {
  /// 256 bits: nobody tries them all.
  package static let saltByteCount = 32
  /// In bytes: a letter or digit of ASCII, a point, a hyphen or an underscore each.
  package static let longestField = 255

  /// Which field it is, so that one value is not shown as another: `bidder`, `bid.note`.
  package let field: String
  /// 32 random bytes. Without them a hash of a short value is found by trying.
  package let salt: [UInt8]
  /// The value's canonical bytes: of text its UTF-8 as it is, of anything else what its own format says.
  package let value: [UInt8]

  /// Throws `field` and `saltLength`.
  package init(field: String, salt: [UInt8], value: [UInt8]) throws(FieldOpeningFault) {
    guard Self.isName(Array(field.utf8)) else { throw .field }
    guard salt.count == Self.saltByteCount else { throw .saltLength(salt.count) }
    self.field = field
    self.salt = salt
    self.value = value
  }

  /// With a new salt from the system's random numbers. Throws `field`.
  package init(field: String, value: [UInt8]) throws(FieldOpeningFault) {
    var system = SystemRandomNumberGenerator()
    let salt = (0..<Self.saltByteCount).map { _ in UInt8.random(in: 0...255, using: &system) }
    try self.init(field: field, salt: salt, value: value)
  }

  /// The canonical form: salt, length of the field's name in one byte, name, value.
  package var bytes: [UInt8] { salt + [UInt8(field.utf8.count)] + Array(field.utf8) + value }

  /// Reads what `bytes` wrote.
  package init(parsing bytes: [UInt8]) throws(FieldOpeningFault) {
    guard bytes.count > Self.saltByteCount else { throw .saltLength(bytes.count) }
    let name = bytes[(Self.saltByteCount + 1)...].prefix(Int(bytes[Self.saltByteCount]))
    guard name.count == Int(bytes[Self.saltByteCount]) else { throw .field }
    try self.init(
      field: String(decoding: name, as: UTF8.self), salt: Array(bytes[..<Self.saltByteCount]),
      value: Array(bytes[name.endIndex...]))
  }

  /// What stands in the journal instead of the value.
  package var commitment: FieldCommitment {
    FieldCommitment(hash: Hash(SHA256.hash(data: FieldCommitment.domain + bytes)))
  }

  private static func isName(_ name: [UInt8]) -> Bool {
    (1...longestField).contains(name.count)
      && name.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }
}

extension FieldOpening: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "FieldOpening(\(field))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why something cannot be committed to, or is no opening.
package enum FieldOpeningFault: Error, Hashable, Sendable {
  /// The name of the field is empty, too long, cut off, or has other characters.
  case field
  /// Not 32 bytes.
  case saltLength(Int)
}

extension FieldOpeningFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .field: "not the name of a field"
    case .saltLength(let count): "a salt of \(count) bytes instead of 32"
    }
  }
}

/// SHA-256 over `kontor-field-commitment/1`, a zero byte, and an opening's bytes. Written as 64 hexadecimal digits in
/// lower case.
package struct FieldCommitment: Hashable, Sendable {
  /// No name of a purpose contains a zero byte: a hash made for one is never one for another.
  static let domain = Array("kontor-field-commitment/1".utf8) + [0]

  /// 32 bytes.
  package let hash: Hash

  /// As it was found in a line.
  package init(hash: Hash) { self.hash = hash }

  /// Whether this is what was committed to.
  package func verifies(_ opening: FieldOpening) -> Bool { opening.commitment == self }
}

extension FieldCommitment: LosslessStringConvertible {
  private static let digits = Array("0123456789abcdef".utf8)

  package var description: String {
    let text = hash.bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads what `description` writes, and nothing else.
  package init?(_ text: String) {
    let values = text.utf8.compactMap { Self.digits.firstIndex(of: $0) }
    guard values.count == 2 * Hash.byteCount, text.utf8.count == values.count else { return nil }
    let bytes = stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    guard let hash = Hash(bytes) else { return nil }
    self.hash = hash
  }
}
