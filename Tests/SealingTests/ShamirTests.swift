// The field and the sharing, against values that were worked out by hand.

import Auditing
import Testing

@testable import Sealing

@Suite struct ShamirTests {
  /// FIPS 197, section 4.2, multiplies these.
  @Test(arguments: [(0x57, 0x83, 0xC1), (0x57, 0x13, 0xFE), (0x57, 0x01, 0x57), (0x57, 0x00, 0x00), (0x02, 0x80, 0x1B)])
  func products(a: UInt8, b: UInt8, product: UInt8) {
    #expect(GF256.product(a, b) == product)
    #expect(GF256.product(b, a) == product)
  }

  @Test func everyElementButZeroHasAnInverse() {
    for element in UInt8(1)...255 { #expect(GF256.product(element, GF256.inverse(element)) == 1) }
  }

  @Test func productsAreThoseOfPolynomials() {
    for a in UInt8.min...255 {
      for b in UInt8.min...255 {
        // Long multiplication, then long division by the modulus.
        var product: UInt16 = 0
        for bit in 0..<8 where b >> bit & 1 == 1 { product ^= UInt16(a) << bit }
        for bit in (8..<15).reversed() where product >> bit & 1 == 1 { product ^= 0x11B << (bit - 8) }
        if GF256.product(a, b) != UInt8(product) { Issue.record("\(a) times \(b)") }
      }
    }
  }

  /// f(x) = 42 + 9C·x. 9C·2 = 138 - 11B = 23 and 9C·3 = 23 ^ 9C = BF, so that
  /// f(1) = 42 ^ 9C = DE, f(2) = 42 ^ 23 = 61, f(3) = 42 ^ BF = FD.
  @Test func aLineByHand() throws {
    let shares = Shamir.split(all(0x42), coefficients: [all(0x9C)], count: 3)
    #expect(shares.map(\.index) == [1, 2, 3])
    #expect(shares.map(\.value) == [all(0xDE), all(0x61), all(0xFD)])
    // From the points 1 and 2 the weights are 2/3 = F7 and 1/3 = F6, for 3·F6 = 1.
    #expect(GF256.inverse(3) == 0xF6)
    #expect(GF256.product(0xDE, 0xF7) ^ GF256.product(0x61, 0xF6) == 0x42)
    for pair in [[0, 1], [0, 2], [1, 2], [2, 0]] { #expect(Shamir.join(pair.map { shares[$0] }) == all(0x42)) }
  }

  /// f(x) = 42 + 9C·x + 05·x². At 2 the square is 4 and 05·4 = 14; at 3 it is 5 and 05·5 = 11.
  @Test func aParabolaByHand() {
    let shares = Shamir.split(all(0x42), coefficients: [all(0x9C), all(0x05)], count: 3)
    #expect(shares.map(\.value) == [all(0xDE ^ 0x05), all(0x61 ^ 0x14), all(0xFD ^ 0x11)])
    #expect(Shamir.join(shares) == all(0x42))
    #expect(Shamir.join(Array(shares.prefix(2))) != all(0x42))
  }

  @Test func bytesDoNotMix() {
    var generator = SplitMix64(seed: 7)
    let secret = Secret.random(using: &generator)
    let coefficient = Secret.random(using: &generator)
    let whole = Shamir.split(secret, coefficients: [coefficient], count: 2)[1].value.lanes
    for place in 0..<32 {
      let alone = Shamir.split(all(secret.lanes[place]), coefficients: [all(coefficient.lanes[place])], count: 2)[1]
      #expect(alone.value.lanes[0] == whole[place])
    }
  }

  /// With one share of two, every secret is as likely as any other: over all coefficients each value comes once.
  @Test(arguments: [0x00, 0x42, 0xFF] as [UInt8]) func oneShareOfTwoSaysNothing(secret: UInt8) {
    for index in [1, 2, 255] as [UInt8] {
      var values: Set<UInt8> = []
      for coefficient in UInt8.min...255 { values.insert(secret ^ GF256.product(coefficient, index)) }
      #expect(values.count == 256)
    }
  }

  /// With two shares of three, too: every pair of values has exactly one pair of coefficients.
  @Test(arguments: [0x00, 0x42] as [UInt8]) func twoSharesOfThreeSayNothing(secret: UInt8) {
    let squared = GF256.product(3, 3)
    var seen = [Bool](repeating: false, count: 65_536)
    let linear = (UInt8.min...255).map { (GF256.product($0, 1), GF256.product($0, 3)) }
    let square = (UInt8.min...255).map { (GF256.product($0, 1), GF256.product($0, squared)) }
    for a in linear {
      for b in square { seen[Int(secret ^ a.0 ^ b.0) << 8 | Int(secret ^ a.1 ^ b.1)] = true }
    }
    #expect(seen.allSatisfy { $0 })
  }

  private func all(_ byte: UInt8) -> Secret { Secret(lanes: SIMD32(repeating: byte)) }
}
