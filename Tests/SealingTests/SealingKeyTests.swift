// Who can open a round, and what is said to those who cannot.

import Auctions
import Testing

@testable import Sealing

@Suite struct SealingKeyTests {
  static let offer = OfferContent(price: Money(tenThousandths: 12_345_600))

  /// Every choice of `needed` openers opens; every choice of one fewer does not, even where nobody counts them.
  @Test(arguments: 1...8) func anyEnoughOpenAndNoFewer(openers: Int) throws {
    for needed in 1...openers {
      let key = try Sample.key(seed: UInt64(openers * 10 + needed), openers: openers, needed: needed)
      let sealed = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
      for shares in combinations(key.shares[...], taking: needed) {
        let opening = try Opening.combine(serverPart: key.serverPart, shares: shares.reversed(), lock: key.lock)
        #expect(try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder) == Self.offer)
      }
      for shares in combinations(key.shares[...], taking: needed - 1) {
        #expect(throws: CombiningFault.tooFewShares(have: needed - 1, needed: needed)) {
          try Opening.combine(serverPart: key.serverPart, shares: shares, lock: key.lock)
        }
        guard needed > 1 else { continue }
        let careless = try #require(
          Lock(
            round: key.lock.round, publicKey: key.lock.publicKey, needed: needed - 1,
            shareDigests: key.lock.shareDigests))
        #expect(throws: CombiningFault.keyDiffers) {
          try Opening.combine(serverPart: key.serverPart, shares: shares, lock: careless)
        }
      }
    }
  }

  @Test func moreThanEnoughOpenAsWell() throws {
    let key = try Sample.key(openers: 5, needed: 2)
    let opening = try Opening.combine(serverPart: key.serverPart, shares: key.shares, lock: key.lock)
    let sealed = try key.lock.seal(Self.offer, lot: Sample.lot, bidder: Sample.alder)
    #expect(try opening.open(sealed, lot: Sample.lot, bidder: Sample.alder) == Self.offer)
  }

  @Test func allOpenersTogetherNeedTheServer() throws {
    let key = try Sample.key()
    let nothing = try #require(Secret(bytes: Array(repeating: 0, count: 32)))
    #expect(throws: CombiningFault.keyDiffers) {
      try Opening.combine(serverPart: nothing, shares: key.shares, lock: key.lock)
    }
  }

  @Test func everyTurnedBitOfTheServersPartIsFound() throws {
    let key = try Sample.key()
    for bit in 0..<256 {
      let changed = try #require(Secret(bytes: key.serverPart.copiedBytes.turning(bit: bit)))
      // X25519 sets five bits of every private key itself (RFC 7748, section 5): those are not part of the key.
      guard ![0, 1, 2, 254, 255].contains(bit) else { continue }
      #expect(throws: CombiningFault.keyDiffers, "bit \(bit)") {
        try Opening.combine(serverPart: changed, shares: key.shares, lock: key.lock)
      }
    }
  }

  @Test func everyTurnedBitOfAShareIsFoundAndNamed() throws {
    let key = try Sample.key()
    for bit in 0..<256 {
      var shares = key.shares
      let secret = try #require(Secret(bytes: shares[1].secret.copiedBytes.turning(bit: bit)))
      shares[1] = Share(round: Sample.round, index: 2, secret: secret)
      #expect(throws: CombiningFault.wrongShare(index: 2), "bit \(bit)") {
        try Opening.combine(serverPart: key.serverPart, shares: shares, lock: key.lock)
      }
    }
  }

  @Test func faultsAreNamed() throws {
    let key = try Sample.key()
    let other = try Sample.key(seed: 2)
    let sameOtherRound = try Sample.key(Sample.otherRound)
    let (one, two) = (key.shares[0], key.shares[1])
    let renamed = Share(round: Sample.round, index: 3, secret: two.secret)
    let table: [([Share], CombiningFault)] = [
      ([], .tooFewShares(have: 0, needed: 2)),
      ([one], .tooFewShares(have: 1, needed: 2)),
      ([one, one], .shareTwice(index: 1)),
      ([one, two, one], .shareTwice(index: 1)),
      ([one, Share(round: Sample.round, index: 4, secret: two.secret)], .unknownShare(index: 4)),
      ([one, Share(round: Sample.round, index: 0, secret: two.secret)], .unknownShare(index: 0)),
      ([one, renamed], .wrongShare(index: 3)),
      ([one, other.shares[1]], .wrongShare(index: 2)),
      ([one, sameOtherRound.shares[1]], .wrongShare(index: 2)),
      ([one, two, other.shares[2]], .wrongShare(index: 3)),
    ]
    for (shares, fault) in table {
      #expect(throws: fault) { try Opening.combine(serverPart: key.serverPart, shares: shares, lock: key.lock) }
    }
    #expect(throws: CombiningFault.keyDiffers) {
      try Opening.combine(serverPart: other.serverPart, shares: key.shares, lock: key.lock)
    }
  }

  @Test func numbersOfOpenersHaveBounds() throws {
    let table: [(openers: Int, needed: Int, SealingKey.Fault?)] = [
      (0, 0, .openersOutOfRange), (-1, 1, .openersOutOfRange), (256, 1, .openersOutOfRange),
      (3, 0, .neededOutOfRange), (3, 4, .neededOutOfRange), (1, 1, nil), (255, 255, nil),
    ]
    for (openers, needed, fault) in table {
      if let fault {
        #expect(throws: fault) { try SealingKey.generate(for: Sample.round, openers: openers, needed: needed) }
      } else {
        let key = try SealingKey.generate(for: Sample.round, openers: openers, needed: needed)
        _ = try Opening.combine(serverPart: key.serverPart, shares: key.shares, lock: key.lock)
      }
    }
  }

  @Test func everyKeyIsAnother() throws {
    let keys = try (0..<20).map { _ in try SealingKey.generate(for: Sample.round, openers: 2, needed: 2) }
    #expect(Set(keys.map(\.lock.publicKey)).count == 20)
    #expect(Set(keys.map { $0.serverPart.copiedBytes }).count == 20)
    #expect(Set(keys.flatMap(\.shares).map { $0.secret.copiedBytes }).count == 40)
  }

  @Test func locksHaveLengths() {
    let digest = [UInt8](repeating: 1, count: 32)
    func lock(_ publicKey: [UInt8], _ needed: Int, _ digests: [[UInt8]]) -> Lock? {
      Lock(round: Sample.round, publicKey: publicKey, needed: needed, shareDigests: digests)
    }
    #expect(lock(digest, 1, [digest]) != nil)
    #expect(lock(digest.dropLast(), 1, [digest]) == nil)
    #expect(lock(digest, 0, [digest]) == nil)
    #expect(lock(digest, 2, [digest]) == nil)
    #expect(lock(digest, 1, []) == nil)
    #expect(lock(digest, 1, [digest, []]) == nil)
    #expect(lock(digest, 1, Array(repeating: digest, count: 256)) == nil)
  }

  @Test func secretsAreNotPrinted() throws {
    let key = try Sample.key()
    let opening = try Sample.opening(key)
    var dumped = ""
    dump(key, to: &dumped)
    dump(opening, to: &dumped)
    dump(Self.offer, to: &dumped)
    #expect(!dumped.contains("12345600"))
    let texts = ["\(key)", String(reflecting: key.shares), "\(opening)", "\(Self.offer)", dumped]
    for text in texts {
      #expect(text.contains("(…)"))
      #expect(!text.contains("SecureBytes") && !text.contains("SymmetricKey") && !text.contains("PrivateKey"))
    }
  }
}

extension [UInt8] {
  fileprivate func dropLast() -> [UInt8] { Array(prefix(count - 1)) }
}
