// The opening: enough shares and the server's part give the key back, and the key opens offer by offer.

package import Auctions
import Crypto

/// Why shares do not open a round. Nothing was opened, and every share may be tried again.
package enum CombiningFault: Error, Hashable, Sendable {
  case tooFewShares(have: Int, needed: Int)
  case shareTwice(index: UInt8)
  /// There is no opener with that number.
  case unknownShare(index: UInt8)
  /// Not the share that this opener was given.
  case wrongShare(index: UInt8)
  /// The shares are right, and yet the key is not the lock's: the server's part or the lock was changed.
  case keyDiffers
  /// The deadline that has passed is another round's.
  case otherRound
}

/// What is wrong with one offer. The others open all the same.
package enum OpeningFault: Error, Hashable, Sendable {
  /// Changed, moved from another place, or sealed for another key.
  case doesNotDecrypt
  /// Whoever sealed it put something else than an offer into it.
  case notAnOffer
  /// What is in the envelope is not what was committed to.
  case commitmentDiffers
}

/// A round whose key has been put together. It is to be dropped as soon as the offers are in the journal.
package struct Opening: Sendable, Unprinted {
  package let lock: Lock
  private let privateKey: Curve25519.KeyAgreement.PrivateKey

  /// Puts the key together, now that nobody can offer in that round any more.
  package static func combine(
    serverPart: Secret, shares: [Share], lock: Lock, after deadline: PastDeadline
  ) throws(CombiningFault) -> Opening {
    guard deadline.round == lock.round else { throw .otherRound }
    return try combine(serverPart: serverPart, shares: shares, lock: lock)
  }

  static func combine(serverPart: Secret, shares: [Share], lock: Lock) throws(CombiningFault) -> Opening {
    var seen: Set<UInt8> = []
    for share in shares {
      guard seen.insert(share.index).inserted else { throw .shareTwice(index: share.index) }
      try lock.check(share)
    }
    guard shares.count >= lock.needed else { throw .tooFewShares(have: shares.count, needed: lock.needed) }
    let secret = Shamir.join(shares.prefix(lock.needed).map { ($0.index, $0.secret) })
    guard let key = (serverPart ^ secret).privateKey, Array(key.publicKey.rawRepresentation) == lock.publicKey else {
      throw .keyDiffers
    }
    return Opening(lock: lock, privateKey: key)
  }

  /// What is in the envelopes of one lot. Those that hold no offer, or not the one committed to, are left out.
  package func open(_ recorded: [RecordedOffer], on lot: LotNumber) -> [OpenedOffer] {
    recorded.compactMap { recorded in
      guard recorded.place.round == lock.round, recorded.place.lot == lot,
        let sealed = SealedEnvelope(
          commitment: recorded.sealed.commitment.bytes, envelope: recorded.sealed.envelope),
        let content = try? open(sealed, lot: lot, bidder: recorded.place.bidder), let salt = Bytes32(content.salt)
      else { return nil }
      return OpenedOffer(bidder: recorded.place.bidder, price: content.price, salt: salt)
    }
  }

  /// The offer, if it is the one that was committed to.
  package func open(_ sealed: SealedEnvelope, lot: LotNumber, bidder: CompanyID) throws(OpeningFault) -> OfferContent {
    let place = OfferPlace(round: lock.round, lot: lot, bidder: bidder)
    let plaintext: [UInt8]
    do { plaintext = try Envelope.open(sealed.envelope, with: privateKey, at: place) } catch { throw .doesNotDecrypt }
    let price = Money(tenThousandths: Int64(bigEndianBytes: plaintext.prefix(8)))
    let salt = Array(plaintext.dropFirst(8).prefix(OfferContent.saltByteCount))
    // Only one text may stand for an offer: the rest must be zero.
    guard let offer = OfferContent(price: price, salt: salt), Envelope.padded(offer.bytes) == plaintext else {
      throw .notAnOffer
    }
    guard offer.verifies(sealed.commitment, at: place) else { throw .commitmentDiffers }
    return offer
  }
}
