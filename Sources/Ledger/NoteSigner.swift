// Private keys of notes.

import Crypto

/// An Ed25519 private key with its name. It is never printed.
package struct NoteSigner: Sendable {
  /// Of the private key.
  package static let seedByteCount = 32

  /// The public key with its name.
  package let verifierKey: VerifierKey
  private let privateKey: Curve25519.Signing.PrivateKey

  /// A new key from the system's random numbers.
  package init(name: KeyName) { self.init(name: name, privateKey: Curve25519.Signing.PrivateKey()) }

  /// From the private key of RFC 8032, section 5.1.5. `nil` unless there are 32 bytes.
  package init?(name: KeyName, seed: [UInt8]) {
    guard seed.count == Self.seedByteCount else { return nil }
    guard let privateKey = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    self.init(name: name, privateKey: privateKey)
  }

  private init(name: KeyName, privateKey: Curve25519.Signing.PrivateKey) {
    do {
      verifierKey = try VerifierKey(name: name, publicKey: Array(privateKey.publicKey.rawRepresentation))
    } catch {
      // A clamped scalar times the base point is never of small order.
      preconditionFailure("\(error)")
    }
    self.privateKey = privateKey
  }

  /// The private key, to be kept where only the server reads it: 32 bytes, which nobody overwrites.
  package var copiedSeed: [UInt8] { Array(privateKey.rawRepresentation) }

  /// The same private key for another log.
  package func named(_ name: KeyName) -> NoteSigner { NoteSigner(name: name, privateKey: privateKey) }

  /// The signature over a note's text, which ends with a newline.
  package func sign(_ text: [UInt8]) -> NoteSignature {
    guard let signature = try? privateKey.signature(for: text) else { preconditionFailure("Ed25519 refuses to sign") }
    return NoteSignature(name: verifierKey.name, keyID: verifierKey.id, known: Array(signature))
  }
}

extension NoteSigner: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "NoteSigner(\(verifierKey))" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
