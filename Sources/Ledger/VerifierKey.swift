// Public keys of notes, and the text by which they are passed on.

import Crypto

/// An Ed25519 public key with its name (C2SP signed-note, signature type 0x01). In public it is
/// `<name>+<key ID>+<base 64 of 0x01 and the key>`, the key ID as eight hexadecimal digits in lower case.
package struct VerifierKey: Hashable, Sendable {
  /// RFC 8032.
  package static let publicKeyByteCount = 32
  static let ed25519: UInt8 = 1

  /// Whose key it is.
  package let name: KeyName
  /// RFC 8032: 32 bytes.
  package let publicKey: [UInt8]
  /// The first four bytes of SHA-256 over name, newline, 0x01 and public key, the most significant first. Short, and
  /// there only to find the right key among many.
  package let id: UInt32

  /// Throws `keyLength` and `weakKey`.
  package init(name: KeyName, publicKey: [UInt8]) throws(VerifierKeyFault) {
    guard publicKey.count == Self.publicKeyByteCount else { throw .keyLength(publicKey.count) }
    guard !Self.isOfSmallOrder(publicKey) else { throw .weakKey }
    self.name = name
    self.publicKey = publicKey
    id = Self.id(name, Self.ed25519, publicKey)
  }

  /// Whether this key made the signature over these bytes. Says nothing about the name.
  func verifies(_ signature: [UInt8], over text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: text)
  }

  private static func id(_ name: KeyName, _ type: UInt8, _ publicKey: [UInt8]) -> UInt32 {
    SHA256.hash(data: name.line.bytes + [newline, type] + publicKey).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// With such a key a signature can be made that holds for many texts: whoever published it could say of each that
  /// somebody else had signed it.
  private static func isOfSmallOrder(_ publicKey: [UInt8]) -> Bool {
    // The sign of x does not change the order.
    smallOrder.contains(publicKey.dropLast() + [publicKey[publicKeyByteCount - 1] & 0x7f])
  }

  /// The y of all points whose order divides 8, little-endian, with the two spellings that are not reduced.
  private static let smallOrder: Set<[UInt8]> = [
    short(0), short(1), nearPrime(0xec), nearPrime(0xed), nearPrime(0xee),
    [
      0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
      0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05,
    ],
    [
      0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
      0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a,
    ],
  ]

  private static func short(_ first: UInt8) -> [UInt8] { [first] + [UInt8](repeating: 0, count: 31) }

  private static func nearPrime(_ first: UInt8) -> [UInt8] { [first] + [UInt8](repeating: 0xff, count: 30) + [0x7f] }
}

extension VerifierKey: CustomStringConvertible {
  /// The key as it is passed on.
  package var description: String { "\(name)+\(id.eightDigits)+\(Base64.text([Self.ed25519] + publicKey))" }

  /// Reads what `description` writes, and nothing else.
  package init(parsing text: String) throws(VerifierKeyFault) {
    // The base 64 at the end may itself contain a plus.
    let parts = text.utf8.split(separator: UInt8(ascii: "+"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { throw .missingPart }
    let name: KeyName
    do { name = try KeyName(String(decoding: parts[0], as: UTF8.self)) } catch { throw .name(error) }
    let encoded: [UInt8]
    do { encoded = try Base64.decode(Array(parts[2])[...]) } catch { throw .notBase64 }
    guard let type = encoded.first else { throw .keyLength(0) }
    guard type == Self.ed25519 else { throw .unknownType(type) }
    try self.init(name: name, publicKey: Array(encoded.dropFirst()))
    let written = String(decoding: parts[1], as: UTF8.self)
    guard written.utf8.elementsEqual(id.eightDigits.utf8) else { throw .idDiffers(computed: id) }
  }
}

extension UInt32 {
  /// Hexadecimal, in lower case.
  var eightDigits: String {
    let digits = String(self, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}

/// Why a text is no key.
package enum VerifierKeyFault: Error, Hashable, Sendable {
  /// There are three parts with a plus between them.
  case missingPart
  /// The first part is no name.
  case name(KeyNameFault)
  /// The third part is not base 64 in its only spelling.
  case notBase64
  /// Only Ed25519 (0x01) is known here.
  case unknownType(UInt8)
  /// Not 32 bytes.
  case keyLength(Int)
  /// One of the few keys of small order, which no generated key is.
  case weakKey
  /// The middle part is not the ID of this name and key.
  case idDiffers(computed: UInt32)
}

extension VerifierKeyFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missingPart: "a key is name+ID+base 64"
    case .name(let fault): "\(fault)"
    case .notBase64: "the third part is not base 64"
    case .unknownType(let type): "the key is of the unknown type \(type)"
    case .keyLength(let count): "the key has \(count) bytes instead of 32"
    case .weakKey: "the key is of small order"
    case .idDiffers(let computed): "the ID of this name and key is \(computed.eightDigits)"
    }
  }
}
