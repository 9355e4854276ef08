// 32 secret bytes that are overwritten when nobody holds them any more, and never printed.

import Crypto
import Foundation

/// 32 secret bytes: the server's part of a key, an opener's share, a seed.
///
/// The memory behind it is overwritten when the last copy goes. Registers, the stack and whatever `copiedBytes` was
/// handed to are not: Swift gives no means to do so.
package struct Secret: Equatable, Sendable {
  package static let byteCount = 32

  private let key: SymmetricKey

  /// Nil unless there are exactly 32 bytes. The array given in is not overwritten.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    key = SymmetricKey(data: bytes)
  }

  init(lanes: SIMD32<UInt8>) { key = Swift.withUnsafeBytes(of: lanes) { SymmetricKey(data: $0) } }

  /// From the system's random numbers.
  package static func random() -> Secret {
    var system = SystemRandomNumberGenerator()
    return random(using: &system)
  }

  static func random(using generator: inout some RandomNumberGenerator) -> Secret {
    let words = SIMD4(generator.next(), generator.next(), generator.next(), generator.next() as UInt64)
    return Secret(lanes: unsafeBitCast(words, to: SIMD32<UInt8>.self))
  }

  /// Compared in a time that does not depend on where they differ.
  package static func == (a: Secret, b: Secret) -> Bool { a.key == b.key }

  static func ^ (a: Secret, b: Secret) -> Secret { Secret(lanes: a.lanes ^ b.lanes) }

  /// A copy to be stored or shown, which nobody overwrites.
  package var copiedBytes: [UInt8] { withUnsafeBytes { Array($0) } }

  /// The bytes side by side, for arithmetic on all of them at once.
  var lanes: SIMD32<UInt8> { withUnsafeBytes { $0.loadUnaligned(as: SIMD32<UInt8>.self) } }

  func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result { key.withUnsafeBytes(body) }

  /// As a private key, without a copy in between that nobody overwrites.
  var privateKey: Curve25519.KeyAgreement.PrivateKey? {
    try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: key)
  }
}

/// A value that no log and no message may show by accident: all that is printed is its type.
package protocol Unprinted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Unprinted {
  package var description: String { "\(Self.self)(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension Secret: Unprinted {}
