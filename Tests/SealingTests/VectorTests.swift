// The formats against vectors.json, which vectors.py made: a second implementation that shares nothing with this one.

import Auctions
import Crypto
import Foundation
import Testing

@testable import Sealing

@Suite struct VectorTests {
  private static let vectors = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.json")
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }

  /// The RFC's own vector of the suite that envelopes use.
  @Test func rfc9180() throws {
    let example = try Self.vectors.get().rfc9180
    let privateKey = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: [UInt8](hex: example.privateKey))
    var recipient = try HPKE.Recipient(
      privateKey: privateKey, ciphersuite: Envelope.suite,
      info: Data([UInt8](hex: example.info)),
      encapsulatedKey: Data([UInt8](hex: example.encapsulatedKey)))
    let plaintext = try recipient.open(
      [UInt8](hex: example.ciphertext), authenticating: [UInt8](hex: example.aad))
    #expect(try Array(plaintext) == [UInt8](hex: example.plaintext))
  }

  @Test func keysAndShares() throws {
    for vector in try Self.vectors.get().rounds {
      let coefficients = try vector.coefficients.map { try secret($0) }
      let points = Shamir.split(
        try secret(vector.secret), coefficients: coefficients, count: UInt8(vector.shares.count))
      for (point, expected) in zip(points, vector.shares) {
        let share = Share(round: try vector.place(), index: point.index, secret: point.value)
        #expect(share.index == expected.index)
        #expect(try share.secret == secret(expected.secret))
        #expect(try share.digest == [UInt8](hex: expected.digest))
        #expect(share.text == expected.text)
        let code = try HandoverCode(text: expected.code)
        #expect(code.text == expected.code)
        #expect(try share.locked(with: code).bytes == [UInt8](hex: expected.locked))
        #expect(try Share(text: expected.text, for: vector.place()) == share)
      }
      let privateKey = try #require(secret(vector.privateKey).privateKey)
      #expect(try Array(privateKey.publicKey.rawRepresentation) == [UInt8](hex: vector.publicKey))
      #expect(try secret(vector.serverPart) ^ secret(vector.secret) == secret(vector.privateKey))
    }
  }

  /// Opened by shares that were typed in, from envelopes that another program sealed.
  @Test func offers() throws {
    for vector in try Self.vectors.get().rounds {
      let round = try vector.place()
      let shares = try vector.shares.suffix(vector.needed).map { try Share(text: $0.text, for: round) }
      let opening = try Opening.combine(serverPart: secret(vector.serverPart), shares: shares, lock: vector.lock())
      for expected in vector.offers {
        let bidder = try #require(CompanyID(expected.bidder))
        let place = OfferPlace(round: round, lot: LotNumber(expected.lot), bidder: bidder)
        let price = Money(tenThousandths: try #require(Int64(expected.priceTenThousandths)))
        let offer = try #require(OfferContent(price: price, salt: [UInt8](hex: expected.salt)))
        #expect(try place.bytes == [UInt8](hex: expected.aad))
        #expect(try Envelope.padded(offer.bytes) == [UInt8](hex: expected.plaintext))
        #expect(try offer.commitment(at: place) == [UInt8](hex: expected.commitment))
        let sealed = try #require(
          SealedEnvelope(
            commitment: [UInt8](hex: expected.commitment), envelope: [UInt8](hex: expected.envelope)))
        #expect(try sealed.receipt(at: place) == [UInt8](hex: expected.receipt))
        #expect(try opening.open(sealed, lot: LotNumber(expected.lot), bidder: bidder) == offer)
      }
      let recorded = try RoundOffers(vector.entries(), of: round.auction)
      #expect(try recorded.digest(of: round) == [UInt8](hex: vector.offersDigest))
    }
  }

  /// In the place of the first offer of the first round. It decrypts, for everybody.
  @Test func envelopesOfSmallOrderAreRefused() throws {
    let vectors = try Self.vectors.get()
    let (round, offer) = (vectors.rounds[0], vectors.rounds[0].offers[0])
    let envelope = try [UInt8](hex: vectors.envelopeOfSmallOrder)
    let sealed = try #require(SealedEnvelope(commitment: [UInt8](hex: offer.commitment), envelope: envelope))
    let shares = try round.shares.map { try Share(text: $0.text, for: round.place()) }
    let opening = try Opening.combine(serverPart: secret(round.serverPart), shares: shares, lock: round.lock())
    #expect(throws: OpeningFault.doesNotDecrypt) {
      try opening.open(sealed, lot: LotNumber(offer.lot), bidder: #require(CompanyID(offer.bidder)))
    }
  }

  /// What a later version wrote is not taken for a slip of the pen.
  @Test func laterVersionsAreNamed() throws {
    let vectors = try Self.vectors.get()
    #expect(throws: WrittenFault.unknownVersion(2)) {
      try Share(text: vectors.shareTextOfVersion2, for: vectors.rounds[0].place())
    }
  }

  @Test func seed() throws {
    let vector = try Self.vectors.get().seed
    #expect(try SeedCommitment(to: secret(vector.seed)).bytes == [UInt8](hex: vector.commitment))
  }
}

private func secret(_ text: String) throws -> Secret { try #require(Secret(bytes: [UInt8](hex: text))) }

private struct Vectors: Decodable, Sendable {
  var rfc9180: Example
  var rounds: [Round]
  var envelopeOfSmallOrder: String
  var shareTextOfVersion2: String
  var seed: Seed

  struct Example: Decodable, Sendable {
    var privateKey, info, aad, plaintext, encapsulatedKey, ciphertext: String
  }

  struct Round: Decodable, Sendable {
    var auction: String
    var round: UInt32
    var needed: Int
    var serverPart, secret, privateKey, publicKey: String
    var coefficients: [String]
    var shares: [WrittenShare]
    var offers: [SealedOne]
    var offersDigest: String

    func place() throws -> SealedRound { SealedRound(auction: try #require(AuctionID(auction)), number: round) }

    /// As the journal would have them.
    func entries() throws -> [Entry] {
      try offers.flatMap { offer in
        let sealed = SealedOffer(
          lot: LotNumber(offer.lot), bidder: try #require(CompanyID(offer.bidder)),
          commitment: try #require(Bytes32(offer.commitment)), envelope: try [UInt8](hex: offer.envelope),
          key: "", placedBy: .none)
        let stage = Auction.Event.stageBegan(sealed.lot, .sealed(round: Int(round)), endsAt: nil)
        return [stage, .offerSealed(sealed)].map { Entry(position: 0, at: Instant(milliseconds: 0), event: $0) }
      }
    }

    func lock() throws -> Lock {
      try #require(
        Lock(
          round: place(), publicKey: [UInt8](hex: publicKey), needed: needed,
          shareDigests: shares.map { try [UInt8](hex: $0.digest) }))
    }
  }

  struct WrittenShare: Decodable, Sendable {
    var index: UInt8
    var secret, digest, text, code, locked: String
  }

  struct SealedOne: Decodable, Sendable {
    var lot: Int32
    var bidder, priceTenThousandths, salt, commitment, aad, plaintext, envelope, receipt: String
  }

  struct Seed: Decodable, Sendable { var seed, commitment: String }
}
