// Commitments hold for one value at one place, and for no other.

import Auctions
import Testing

@testable import Sealing

@Suite struct CommitmentTests {
  static let salt = [UInt8](repeating: 7, count: 32)

  @Test func holdsForTheOfferAlone() throws {
    let offer = try #require(OfferContent(price: Money(tenThousandths: 12_345_600), salt: Self.salt))
    let commitment = offer.commitment(at: Sample.place)
    #expect(offer.verifies(commitment, at: Sample.place))
    for other in Sample.otherPlaces where other.what != "bidder" {
      #expect(!offer.verifies(commitment, at: other.place), "other \(other.what)")
    }
    for bit in 0..<64 {
      let price = Money(tenThousandths: offer.price.tenThousandths ^ 1 << bit)
      #expect(try !#require(OfferContent(price: price, salt: Self.salt)).verifies(commitment, at: Sample.place))
    }
    for bit in 0..<256 {
      let other = try #require(OfferContent(price: offer.price, salt: Self.salt.turning(bit: bit)))
      #expect(!other.verifies(commitment, at: Sample.place))
      #expect(!offer.verifies(commitment.turning(bit: bit), at: Sample.place))
    }
    #expect(!offer.verifies([], at: Sample.place))
    #expect(!offer.verifies(commitment + [0], at: Sample.place))
  }

  /// Who sees prices without names can check them: hence the bidder is in the receipt and the envelope alone.
  @Test func saysNothingOfTheBidder() throws {
    let offer = try #require(OfferContent(price: Money(tenThousandths: 12_345_600), salt: Self.salt))
    let other = OfferPlace(round: Sample.round, lot: Sample.lot, bidder: Sample.birch)
    #expect(offer.commitment(at: Sample.place) == offer.commitment(at: other))
  }

  @Test func saltsAreRandomAndOfOneLength() {
    let salts = (0..<50).map { _ in OfferContent(price: .zero).salt }
    #expect(Set(salts).count == 50)
    #expect(salts.allSatisfy { $0.count == 32 })
    for length in [0, 31, 33] { #expect(OfferContent(price: .zero, salt: Array(repeating: 0, count: length)) == nil) }
  }

  @Test func seedsAreHeldTo() throws {
    let seed = Secret.random()
    let commitment = SeedCommitment(to: seed)
    #expect(commitment.verifies(seed))
    #expect(try #require(SeedCommitment(bytes: commitment.bytes)).verifies(seed))
    for bit in 0..<256 {
      #expect(!commitment.verifies(try #require(Secret(bytes: seed.copiedBytes.turning(bit: bit)))))
      #expect(try !#require(SeedCommitment(bytes: commitment.bytes.turning(bit: bit))).verifies(seed))
    }
    for length in [0, 31, 33] { #expect(SeedCommitment(bytes: Array(repeating: 0, count: length)) == nil) }
  }

  /// The same bytes hashed for two purposes give two hashes.
  @Test func purposesAreKeptApart() throws {
    let domains = Domain.allCases
    #expect(Set(domains.map { $0.digest(Self.salt) }).count == domains.count)
    let secret = try #require(Secret(bytes: Self.salt))
    #expect(Domain.seed.digest([1], secret) == Domain.seed.digest([1] + Self.salt))
    for a in domains {
      for b in domains where a != b { #expect(!b.prefix.starts(with: a.prefix)) }
    }
  }
}
