// Envelopes: what goes in comes out at its own place only, and nothing can be told or changed before.

import Auditing
import Auctions
import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite struct EnvelopeTests {
  static let offer = OfferContent(price: Money(tenThousandths: 12_345_600))

  @Test(arguments: [0, 1, -1, 9_999_999_999_999_999, .max, .min] as [Int64]) func opensAsItWasSealed(price: Int64)
    throws
  {
    let key = try Sample.key()
    let offer = OfferContent(price: Money(tenThousandths: price))
    let sealed = try key.lock.seal(offer, lot: Sample.lot, bidder: Sample.alder)
    #expect(sealed.commitment.count == 32)
    #expect(sealed.envelope.count == 112)
    #expect(try Sample.opening(key).open(sealed, lot: Sample.lot, bidder: Sample.alder) == offer)
  }

  /// The same price sealed twice cannot be seen to be the same.
  @Test func sealingTwiceLooksDifferent() throws {
    let key = try Sample.key()
    let price = Money(tenThousandths: 10_000)
    let sealed = try (0..<20).map { _ in
      try key.lock.seal(OfferContent(price: price), lot: Sample.lot, bidder: Sample.alder)
    }
    #expect(Set(sealed.map(\.commitment)).count == 20)
    #expect(Set(sealed.map { Array($0.envelope.prefix(32)) }).count == 20)
    #expect(Set(sealed.map { Array($0.envelope.dropFirst(32)) }).count == 20)
    let same = try (0..<20).map { _ in try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder) }
    #expect(Set(same.map(\.envelope)).count == 20)
  }

  @Test func everyTurnedBitIsFound() throws {
    let key = try Sample.key()
    let opening = try Sample.opening(key)
    let sealed = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    for bit in 0..<(112 * 8) {
      let changed = try #require(
        SealedEnvelope(commitment: sealed.commitment, envelope: sealed.envelope.turning(bit: bit)))
      #expect(throws: OpeningFault.doesNotDecrypt, "bit \(bit) of the envelope") {
        try opening.open(changed, lot: Sample.lot, bidder: Sample.alder)
      }
    }
    for bit in 0..<256 {
      let changed = try #require(
        SealedEnvelope(commitment: sealed.commitment.turning(bit: bit), envelope: sealed.envelope))
      #expect(throws: OpeningFault.commitmentDiffers, "bit \(bit) of the commitment") {
        try opening.open(changed, lot: Sample.lot, bidder: Sample.alder)
      }
    }
  }

  /// Every bit of the associated data and of the information: those of auction, round, lot and bidder.
  @Test func everyTurnedBitOfThePlaceIsFound() throws {
    let secret = try Sample.key().serverPart
    let privateKey = try #require(secret.privateKey)
    let envelope = try Envelope.close(
      Envelope.padded(Self.offer.bytes), for: Array(privateKey.publicKey.rawRepresentation), at: Sample.place)
    #expect(try Envelope.open(envelope, with: privateKey, at: Sample.place) == Envelope.padded(Self.offer.bytes))
    for bit in 0..<128 {
      var moved = Sample.place
      moved.round.auction = AuctionID(bits: moved.round.auction.bits ^ 1 << bit)
      #expect(throws: (any Error).self) { try Envelope.open(envelope, with: privateKey, at: moved) }
      moved = Sample.place
      moved.bidder = CompanyID(bits: moved.bidder.bits ^ 1 << bit)
      #expect(throws: (any Error).self) { try Envelope.open(envelope, with: privateKey, at: moved) }
    }
    for bit in 0..<32 {
      var moved = Sample.place
      moved.round.number ^= 1 << bit
      #expect(throws: (any Error).self) { try Envelope.open(envelope, with: privateKey, at: moved) }
      moved = Sample.place
      moved.lot = LotNumber(moved.lot.value ^ 1 << bit)
      #expect(throws: (any Error).self) { try Envelope.open(envelope, with: privateKey, at: moved) }
    }
  }

  /// Even if two rounds had the same key, which they never have.
  @Test(arguments: Sample.otherPlaces.map(\.what)) func movedEnvelopesDoNotOpen(what: String) throws {
    let other = try #require(Sample.otherPlaces.first { $0.what == what }).place
    let key = try Sample.key()
    let moved = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    let lock = try #require(
      Lock(
        round: other.round, publicKey: key.lock.publicKey, needed: 2,
        shareDigests: key.shares.map { Share(round: other.round, index: $0.index, secret: $0.secret).digest }))
    let shares = key.shares.map { Share(round: other.round, index: $0.index, secret: $0.secret) }
    let opening = try Opening.combine(serverPart: key.serverPart, shares: shares, lock: lock)
    #expect(throws: OpeningFault.doesNotDecrypt) {
      try opening.open(moved, lot: other.lot, bidder: other.bidder)
    }
  }

  @Test func anotherRoundsKeyDoesNotOpen() throws {
    let sealed = try Sample.key().lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    let opening = try Sample.opening(Sample.key(seed: 2))
    #expect(throws: OpeningFault.doesNotDecrypt) {
      try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder)
    }
  }

  /// A commitment and an envelope that were both made by rule, but for two different offers.
  @Test func theEnvelopeMustHoldWhatWasCommittedTo() throws {
    let key = try Sample.key()
    let opening = try Sample.opening(key)
    let others = [
      OfferContent(price: Money(tenThousandths: 12_345_599), salt: Self.offer.salt),
      OfferContent(price: Self.offer.price),
    ]
    let sealed = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    for other in others {
      let commitment = try #require(other).commitment(at: Sample.place)
      let mixed = try #require(SealedEnvelope(commitment: commitment, envelope: sealed.envelope))
      #expect(throws: OpeningFault.commitmentDiffers) {
        try opening.open(mixed, lot: Sample.lot, bidder: Sample.alder)
      }
    }
  }

  /// The rest of the plaintext is zero, in every bit; otherwise one offer could be written in many ways.
  @Test func theRestIsZero() throws {
    let key = try Sample.key()
    let opening = try Sample.opening(key)
    for bit in (40 * 8)..<(64 * 8) {
      let plaintext = Envelope.padded(Self.offer.bytes).turning(bit: bit)
      let envelope = try Envelope.close(plaintext, for: key.lock.publicKey, at: Sample.place)
      let sealed = try #require(
        SealedEnvelope(commitment: Self.offer.commitment(at: Sample.place), envelope: envelope))
      #expect(throws: OpeningFault.notAnOffer) { try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder) }
    }
  }

  @Test func oneFaultDoesNotStopTheOthers() throws {
    let key = try Sample.key()
    let opening = try Sample.opening(key)
    let good = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    let broken = try #require(
      SealedEnvelope(commitment: good.commitment, envelope: good.envelope.turning(bit: 400)))
    var outcomes: [Result<OfferContent, OpeningFault>] = []
    for sealed in [good, broken, good] {
      outcomes.append(
        Result { () throws(OpeningFault) in
          try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder)
        })
    }
    #expect(outcomes == [.success(Self.offer), .failure(.doesNotDecrypt), .success(Self.offer)])
  }

  @Test func lengthsAreCheckedOnArrival() {
    let (hash, envelope) = ([UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 112))
    #expect(SealedEnvelope(commitment: hash, envelope: envelope) != nil)
    for length in [0, 31, 33] {
      #expect(SealedEnvelope(commitment: Array(repeating: 0, count: length), envelope: envelope) == nil)
    }
    for length in [0, 111, 113] {
      #expect(SealedEnvelope(commitment: hash, envelope: Array(repeating: 0, count: length)) == nil)
    }
  }

  /// Garbage of the right length, and encapsulated keys of small order, are faults and nothing worse.
  @Test func garbageIsAFault() throws {
    let opening = try Sample.opening(Sample.key())
    var generator = SplitMix64(seed: 9)
    for number in 0..<200 {
      var envelope = (0..<112).map { _ in UInt8.random(in: 0...255, using: &generator) }
      if number < 2 { envelope.replaceSubrange(0..<32, with: [UInt8(number)] + Array(repeating: 0, count: 31)) }
      let sealed = try #require(SealedEnvelope(commitment: Array(repeating: 0, count: 32), envelope: envelope))
      #expect(throws: OpeningFault.doesNotDecrypt) {
        try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder)
      }
    }
  }

  /// With a public key of small order everybody could compute the shared secret. These are all of them, and those that
  /// are one of them modulo 2^255 - 19.
  @Test(arguments: [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ]) func uselessPublicKeysAreRefused(text: String) throws {
    let publicKey = try [UInt8](hex: text)
    let lock = try #require(Lock(round: Sample.round, publicKey: publicKey, needed: 1, shareDigests: [publicKey]))
    #expect(throws: SealingFault.publicKeyUnusable) {
      try lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    }
  }

  @Test func receiptsNameEverything() throws {
    let sealed = try Sample.key().lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    let receipt = sealed.receipt(at: Sample.place)
    var receipts: Set<[UInt8]> = [receipt]
    for bit in 0..<256 {
      receipts.insert(
        try #require(SealedEnvelope(commitment: sealed.commitment.turning(bit: bit), envelope: sealed.envelope))
          .receipt(at: Sample.place))
    }
    for bit in 0..<(112 * 8) {
      receipts.insert(
        try #require(SealedEnvelope(commitment: sealed.commitment, envelope: sealed.envelope.turning(bit: bit)))
          .receipt(at: Sample.place))
    }
    for other in Sample.otherPlaces { receipts.insert(sealed.receipt(at: other.place)) }
    #expect(receipts.count == 1 + 256 + 112 * 8 + 4)
    #expect(sealed.receipt(at: Sample.place) == receipt)
  }
}
