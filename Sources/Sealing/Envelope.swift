// Sealing an offer: it goes in with the public key, and only the opening gets it out.

package import Auctions
import Crypto
import Foundation

/// What the journal keeps of an offer until the opening.
package struct SealedEnvelope: Hashable, Sendable {
  /// SHA-256 over round, lot, price and salt: what the opened offer is compared with.
  package let commitment: [UInt8]
  /// Price and salt, encrypted.
  package let envelope: [UInt8]

  package static let byteCount = Envelope.byteCount

  /// Nil unless commitment and envelope have their lengths: 32 and 112 bytes. More cannot be said before the opening.
  package init?(commitment: [UInt8], envelope: [UInt8]) {
    guard commitment.count == 32, envelope.count == Envelope.byteCount else { return nil }
    self.commitment = commitment
    self.envelope = envelope
  }

  /// The hash that the supplier keeps: SHA-256 over place, commitment and envelope. With it the supplier recognises its
  /// sealed offer in the journal, whatever may have been sealed in it.
  package func receipt(at place: OfferPlace) -> [UInt8] {
    Domain.receipt.digest(place.bytes + commitment + envelope)
  }
}

package enum SealingFault: Error, Hashable, Sendable {
  /// The lock's public key is one of the few with which nothing can be kept secret. No generated key is.
  case publicKeyUnusable
}

extension Lock {
  /// Whoever has the lock can do this: the server when an offer arrives, or the supplier itself before it is sent.
  package func seal(_ offer: OfferContent, lot: LotNumber, bidder: CompanyID) throws(SealingFault) -> SealedEnvelope {
    let place = OfferPlace(round: round, lot: lot, bidder: bidder)
    let envelope: [UInt8]
    do {
      envelope = try Envelope.close(Envelope.padded(offer.bytes), for: publicKey, at: place)
    } catch { throw .publicKeyUnusable }
    guard let sealed = SealedEnvelope(commitment: offer.commitment(at: place), envelope: envelope) else {
      preconditionFailure("an envelope of \(envelope.count) bytes")
    }
    return sealed
  }
}

/// HPKE in base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, which browsers have built in.
/// Each envelope has a key pair of its own and one message. The information tied to the key names the auction, the
/// associated data the whole place: at another place an envelope does not open.
enum Envelope {
  static let plaintextByteCount = 64
  private static let keyByteCount = 32
  private static let tagByteCount = 16
  /// The encapsulated key, then the ciphertext.
  static let byteCount = keyByteCount + plaintextByteCount + tagByteCount

  static let suite = HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)

  /// One length for all offers, so that the length says nothing.
  static func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + Array(repeating: 0, count: plaintextByteCount - bytes.count)
  }

  static func close(_ plaintext: [UInt8], for publicKey: [UInt8], at place: OfferPlace) throws -> [UInt8] {
    let recipient = try Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey)
    try requireSecrecy(of: .init(), with: recipient)
    var sender = try HPKE.Sender(recipientKey: recipient, ciphersuite: suite, info: information(place))
    let ciphertext = try sender.seal(plaintext, authenticating: place.bytes)
    return Array(sender.encapsulatedKey) + Array(ciphertext)
  }

  static func open(
    _ envelope: [UInt8], with privateKey: Curve25519.KeyAgreement.PrivateKey, at place: OfferPlace
  ) throws -> [UInt8] {
    let encapsulatedKey = Data(envelope.prefix(keyByteCount))
    try requireSecrecy(of: privateKey, with: .init(rawRepresentation: encapsulatedKey))
    var recipient = try HPKE.Recipient(
      privateKey: privateKey, ciphersuite: suite, info: information(place), encapsulatedKey: encapsulatedKey)
    return Array(try recipient.open(Array(envelope.dropFirst(keyByteCount)), authenticating: place.bytes))
  }

  /// RFC 9180, section 7.1.4, wants a shared secret of zeros refused: it comes from a public key of small order, and
  /// everybody knows it. swift-crypto leaves that to its callers.
  private static func requireSecrecy(
    of privateKey: Curve25519.KeyAgreement.PrivateKey, with publicKey: Curve25519.KeyAgreement.PublicKey
  ) throws {
    let shared = try privateKey.sharedSecretFromKeyAgreement(with: publicKey)
    guard shared.withUnsafeBytes({ $0.reduce(0, |) }) != 0 else { throw SealingFault.publicKeyUnusable }
  }

  private static func information(_ place: OfferPlace) -> Data {
    Data(Domain.envelope.prefix + place.round.auction.bits.bigEndianBytes)
  }
}
