// Commitments: a hash that fixes a value now and proves it later.

package import Auctions

/// What a supplier offers, with the random bytes that keep its hash from being guessed.
package struct OfferContent: Hashable, Sendable, Unprinted {
  package static let saltByteCount = 32

  package let price: Money
  package let salt: [UInt8]

  /// With a new salt from the system's random numbers.
  package init(price: Money) {
    self.price = price
    salt = Secret.random().copiedBytes
  }

  /// Nil unless the salt has 32 bytes.
  package init?(price: Money, salt: [UInt8]) {
    guard salt.count == Self.saltByteCount else { return nil }
    self.price = price
    self.salt = salt
  }

  /// 40 bytes: the price in ten-thousandths (two's complement), the salt.
  var bytes: [UInt8] { price.tenThousandths.bigEndianBytes + salt }

  /// SHA-256 over auction, round, lot, price and salt. Who does not know the salt cannot try prices. The bidder is
  /// not in it: who may see prices without names can check it all the same. The envelope and the receipt hold the
  /// bidder.
  package func commitment(at place: OfferPlace) -> [UInt8] {
    Domain.commitment.digest(place.round.bytes + place.lot.value.bigEndianBytes + bytes)
  }

  /// Whether this is the offer that was committed to at that place. Needs nothing but what is public after the opening.
  package func verifies(_ commitment: [UInt8], at place: OfferPlace) -> Bool {
    self.commitment(at: place) == commitment
  }
}

/// Fixes a seed before anybody could know whom it will favour: for ends at a hidden time, and for lots that are drawn.
package struct SeedCommitment: Hashable, Sendable {
  /// SHA-256, 32 bytes.
  package let bytes: [UInt8]

  package init(to seed: Secret) { bytes = Domain.seed.digest([], seed) }

  /// As it was published. Nil unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }

  /// Whether this seed, revealed afterwards, is the one that was committed to.
  package func verifies(_ seed: Secret) -> Bool { SeedCommitment(to: seed) == self }
}
