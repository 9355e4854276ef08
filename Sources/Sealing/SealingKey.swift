// The key of one round: made once, taken apart at once, and not kept.

package import Auctions
import Crypto

/// What everybody may know about a round's key: offers are sealed with it, and shares are told apart by it.
package struct Lock: Hashable, Sendable {
  package let round: SealedRound
  /// X25519 (RFC 7748), 32 bytes.
  package let publicKey: [UInt8]
  /// How many openers it takes.
  package let needed: Int
  /// SHA-256 of the shares 1, 2, …, so that a wrong one is named. A share has 256 random bits: its digest says nothing
  /// about it.
  package let shareDigests: [[UInt8]]

  /// Nil where a length or a number is impossible.
  package init?(round: SealedRound, publicKey: [UInt8], needed: Int, shareDigests: [[UInt8]]) {
    guard publicKey.count == 32, shareDigests.count <= SealingKey.mostOpeners else { return nil }
    guard needed >= 1, needed <= shareDigests.count, shareDigests.allSatisfy({ $0.count == 32 }) else { return nil }
    self.init(known: round, publicKey: publicKey, needed: needed, shareDigests: shareDigests)
  }

  /// The lock as it was announced; `nil` where the auction is not sealed or has no such round.
  package init?(_ round: SealedRound, of announcement: Announcement) {
    guard let sealing = announcement.sealing, case .sealed(let sealed) = announcement.rules.clock.format,
      round.number >= 1, round.number <= UInt32(clamping: sealing.rounds.count)
    else { return nil }
    let announced = sealing.rounds[Int(round.number) - 1]
    self.init(
      round: round, publicKey: announced.publicKey.bytes, needed: sealed.openersNeeded,
      shareDigests: announced.shareDigests.map(\.bytes))
  }

  /// What is announced of it.
  package var announced: Announcement.Sealing.Round? {
    guard let publicKey = Bytes32(publicKey) else { return nil }
    return Announcement.Sealing.Round(publicKey: publicKey, shareDigests: shareDigests.compactMap { Bytes32($0) })
  }

  /// Whether the share is the one that its opener was given.
  package func check(_ share: Share) throws(CombiningFault) {
    guard shareDigests.indices.contains(Int(share.index) - 1) else { throw .unknownShare(index: share.index) }
    guard share.digest == shareDigests[Int(share.index) - 1] else { throw .wrongShare(index: share.index) }
  }

  fileprivate init(known round: SealedRound, publicKey: [UInt8], needed: Int, shareDigests: [[UInt8]]) {
    self.round = round
    self.publicKey = publicKey
    self.needed = needed
    self.shareDigests = shareDigests
  }
}

/// What one opener keeps. `text` writes it down.
package struct Share: Equatable, Sendable {
  package let round: SealedRound
  /// From 1.
  package let index: UInt8
  package let secret: Secret

  package init(round: SealedRound, index: UInt8, secret: Secret) {
    self.round = round
    self.index = index
    self.secret = secret
  }

  /// What the lock keeps to recognise it: SHA-256 over auction, round, index and the 32 bytes.
  package var digest: [UInt8] { Domain.share.digest(round.bytes + [index], secret) }
}

/// A new key in its parts. The private key is `serverPart ^ secret`; the secret is given by `needed` of the shares.
///
/// The server keeps the lock and its own part, gives each opener one share, and forgets the shares. Its own part is
/// there so that the openers cannot open early among themselves: the server adds it after the deadline only.
package struct SealingKey: Sendable {
  /// Shares are points of a field with 256 elements, and the point 0 is the secret.
  package static let mostOpeners = 255

  package let lock: Lock
  package let serverPart: Secret
  package let shares: [Share]

  package enum Fault: Error, Hashable, Sendable {
    /// There must be 1 to 255.
    case openersOutOfRange
    /// There must be 1 or more, and no more than there are openers.
    case neededOutOfRange
  }

  /// From the system's random numbers.
  package static func generate(for round: SealedRound, openers: Int, needed: Int) throws(Fault) -> SealingKey {
    var system = SystemRandomNumberGenerator()
    return try generate(for: round, openers: openers, needed: needed, using: &system)
  }

  static func generate(
    for round: SealedRound, openers: Int, needed: Int, using generator: inout some RandomNumberGenerator
  ) throws(Fault) -> SealingKey {
    guard (1...mostOpeners).contains(openers), let count = UInt8(exactly: openers) else { throw .openersOutOfRange }
    guard (1...openers).contains(needed) else { throw .neededOutOfRange }
    let serverPart = Secret.random(using: &generator)
    let secret = Secret.random(using: &generator)
    var coefficients: [Secret] = []
    for _ in 1..<needed { coefficients.append(.random(using: &generator)) }
    let shares = Shamir.split(secret, coefficients: coefficients, count: count).map {
      Share(round: round, index: $0.index, secret: $0.value)
    }
    // 32 bytes always are a private key.
    guard let privateKey = (serverPart ^ secret).privateKey else { preconditionFailure("X25519 refuses 32 bytes") }
    let lock = Lock(
      known: round, publicKey: Array(privateKey.publicKey.rawRepresentation), needed: needed,
      shareDigests: shares.map(\.digest))
    return SealingKey(lock: lock, serverPart: serverPart, shares: shares)
  }
}
