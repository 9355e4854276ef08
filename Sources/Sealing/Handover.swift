// Shares on their way to their openers: locked with a code that goes another way.

import Crypto
import Foundation

/// What an opener needs to fetch its shares: 128 random bits that the server shows once and does not keep.
package struct HandoverCode: Equatable, Sendable, Unprinted {
  static let byteCount = 16
  private static let groups = Groups(count: 8, inLine: 8, domain: .handoverCode, checksumByteCount: 4)

  private let bytes: [UInt8]

  /// From the system's random numbers.
  package static func random() -> HandoverCode {
    HandoverCode(bytes: Array(Secret.random().copiedBytes.prefix(byteCount)))
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// One line of eight groups of five characters.
  package var text: String { Self.groups.text(bytes) }

  package init(text: String) throws(WrittenFault) { bytes = try Self.groups.content(text) }

  /// Each share has a key of its own.
  fileprivate func key(for round: SealedRound, index: UInt8) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: bytes), info: Domain.handover.prefix + round.bytes + [index],
      outputByteCount: 32)
  }
}

/// A share that only the code opens: AES-256-GCM, 48 bytes.
package struct LockedShare: Equatable, Sendable {
  package let bytes: [UInt8]
  package init(bytes: [UInt8]) { self.bytes = bytes }

  /// The share of that opener; `nil` where the code is not its own, or the bytes were changed.
  package func share(of round: SealedRound, index: UInt8, _ code: HandoverCode) -> Share? {
    guard let box = try? AES.GCM.SealedBox(combined: Self.nonce + bytes),
      let content = try? AES.GCM.open(box, using: code.key(for: round, index: index)),
      let secret = Secret(bytes: Array(content))
    else { return nil }
    return Share(round: round, index: index, secret: secret)
  }

  // A key that locks one share and nothing else may begin to count at zero.
  fileprivate static let nonce = [UInt8](repeating: 0, count: 12)
}

extension Share {
  package func locked(with code: HandoverCode) -> LockedShare {
    let plaintext = secret.copiedBytes
    guard let nonce = try? AES.GCM.Nonce(data: LockedShare.nonce),
      let box = try? AES.GCM.seal(plaintext, using: code.key(for: round, index: index), nonce: nonce)
    else { preconditionFailure("AES-GCM refuses 32 bytes") }
    return LockedShare(bytes: Array(box.ciphertext + box.tag))
  }
}
