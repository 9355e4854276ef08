// Exact fractions against numbers of any length: what comes out is right, and what does not fit is refused.

import Auditing
import Auctions
import Testing

@Suite struct FractionTests {
  @Test(
    arguments: [
      // numerator, denominator     in lowest terms
      (0, 5, 0, 1), (6, 4, 3, 2), (-6, 4, -3, 2), (7, 7, 1, 1), (1, .max, 1, .max), (.max, 1, .max, 1),
      (.max, .max, 1, 1), (-.max, .max, -1, 1), (.max - 1, 2, (.max - 1) / 2, 1),
    ] as [(Int128, Int128, Int128, Int128)])
  func lowestTerms(_ top: Int128, _ bottom: Int128, lowestTop: Int128, lowestBottom: Int128) throws {
    let fraction = try #require(Fraction(top, over: bottom))
    #expect(fraction.numerator == lowestTop)
    #expect(fraction.denominator == lowestBottom)
    #expect(fraction.isWhole == (lowestBottom == 1))
  }

  @Test(arguments: [(1, 0), (1, -1), (0, 0), (.min, 1), (.min, .max), (1, .min)] as [(Int128, Int128)])
  func noFraction(_ top: Int128, over bottom: Int128) { #expect(Fraction(top, over: bottom) == nil) }

  @Test(arguments: [.min, .min + 1, -1, 0, 1, .max] as [Int64])
  func wholeNumbers(_ whole: Int64) {
    #expect(Fraction(whole).numerator == Int128(whole))
    #expect(Fraction(whole).isWhole)
    #expect(Fraction(whole) == Fraction(Int128(whole), over: 1))
    #expect(Fraction(whole).rounded(downTo: 1) == whole)
  }

  @Test(
    arguments: [
      // numerator, denominator, unit, the multiple below
      (0, 1, 100, 0), (199, 1, 100, 100), (200, 1, 100, 200), (7, 2, 1, 3), (7, 2, 2, 2), (1, 1_000, 1, 0),
      (-1, 1_000, 1, -1), (-7, 2, 1, -4), (-7, 2, 2, -4), (-8, 2, 2, -4), (-199, 1, 100, -200), (-200, 1, 100, -200),
      (-201, 1, 100, -300), (Int128(Int64.max), 1, 1, .max), (Int128(Int64.max) + 1, 1, 1, nil),
      (Int128(Int64.max) * 2 + 1, 2, 1, .max), (Int128(Int64.min), 1, 1, .min), (Int128(Int64.min) - 1, 1, 1, nil),
      (Int128(Int64.min) * 2 + 1, 2, 1, .min), (Int128(Int64.min) * 2 - 1, 2, 1, nil),
      (Int128(Int64.min), 1, 10_000, nil), (1, .max, 2, nil), (.max, 1, 1, nil),
    ] as [(Int128, Int128, Int64, Int64?)])
  func roundedDown(_ top: Int128, _ bottom: Int128, to unit: Int64, expected: Int64?) {
    #expect(Fraction(top, over: bottom)?.rounded(downTo: unit) == expected)
  }

  @Test func inverses() {
    #expect(Fraction(0).inverse == nil)
    #expect(Fraction(-3).inverse == nil)
    #expect(Fraction(3).inverse == Fraction(1, over: 3))
    #expect(Fraction(7, over: 3)?.inverse?.inverse == Fraction(7, over: 3))
    #expect(Fraction(.max, over: 1)?.negated == Fraction(-.max, over: 1))
    #expect(Fraction(2, over: 3)?.negated.negated == Fraction(2, over: 3))
  }

  @Test func sumsAndProductsAreRight() throws {
    var numbers = Numbers(seed: 11)
    var (refused, done) = (0, 0)
    for _ in 0..<3_000 {
      let (a, b) = (numbers.next(), numbers.next())
      let (x, y) = try (#require(a.fraction), #require(b.fraction))
      let bottom = x.down * y.down
      if let product = x.times(y) {
        #expect(product.up * bottom == x.up * y.up * product.down, "\(x) · \(y)")
        done += 1
      } else {
        #expect(!(x.up * y.up).fits || !bottom.fits, "\(x) · \(y) is refused though it fits")
        refused += 1
      }
      if let sum = x.plus(y) {
        #expect(sum.up * bottom == (x.up * y.down + y.up * x.down) * sum.down, "\(x) + \(y)")
      } else {
        let (left, right) = (x.up * y.down, y.up * x.down)
        #expect([left, right, left + right, bottom].contains { !$0.fits }, "\(x) + \(y) is refused though it fits")
      }
    }
    #expect(refused > 100)
    #expect(done > 100)
  }

  @Test func roundingIsDownwards() throws {
    var numbers = Numbers(seed: 12)
    for _ in 0..<2_000 {
      let x = try #require(numbers.next().fraction)
      let unit = try #require(([1, 10, 100, 1_000, 10_000] as [Int64]).randomElement(using: &numbers.random))
      guard let rounded = x.rounded(downTo: unit) else { continue }
      #expect(rounded % unit == 0)
      #expect(BigNumber(Int128(rounded)) * x.down <= x.up)
      #expect(x.up < BigNumber(Int128(rounded) + Int128(unit)) * x.down)
    }
  }

  /// What fits into 64 bits is never refused.
  @Test func smallNumbersAreNeverRefused() throws {
    var random = SplitMix64(seed: 13)
    for _ in 0..<2_000 {
      let top = Int64.random(in: -.max...(.max), using: &random)
      let bottom = Int64.random(in: 1...(1 << 60), using: &random)
      let x = try #require(Fraction(Int128(top), over: Int128(bottom)))
      let y = try #require(Fraction(Int128(Int64.random(in: 1...1_000, using: &random)), over: 1_000))
      #expect(x.times(y) != nil)
      #expect(x.rounded(downTo: 10_000) != nil || x.up < BigNumber(Int128(Int64.min) + 10_000) * x.down)
    }
  }
}

// Comparison.
extension FractionTests {
  @Test func orderIsThatOfTheNumbers() throws {
    var numbers = Numbers(seed: 14)
    for _ in 0..<3_000 {
      let (x, y) = try (#require(numbers.next().fraction), #require(numbers.next().fraction))
      let (left, right) = (x.up * y.down, y.up * x.down)
      #expect((x < y) == (left < right), "\(x) < \(y)")
      #expect((y < x) == (right < left), "\(y) < \(x)")
      #expect((x == y) == (left == right), "\(x) = \(y)")
      if x == y { #expect(x.hashValue == y.hashValue) }
    }
  }

  @Test func orderIsTotal() throws {
    var numbers = Numbers(seed: 15)
    var all = try (0..<300).map { _ in try #require(numbers.next().fraction) }
    all.shuffle(using: &numbers.random)
    all.sort()
    for (place, x) in all.enumerated() {
      #expect(!(x < x))
      for y in all[(place + 1)...] { #expect(!(y < x)) }
    }
  }

  /// The same number, written with other numbers, is the same fraction.
  @Test func equalNumbersAreEqualFractions() throws {
    var random = SplitMix64(seed: 16)
    for _ in 0..<1_000 {
      let (top, bottom) = (Int128.random(in: -9_999...9_999, using: &random), Int128.random(in: 1...9_999, using: &random))
      let factor = Int128(Int64.random(in: 1...(.max), using: &random))
      let (x, y) = try (#require(Fraction(top, over: bottom)), #require(Fraction(top * factor, over: bottom * factor)))
      #expect(x == y)
      #expect(x.hashValue == y.hashValue)
      #expect(!(x < y) && !(y < x))
    }
  }

  @Test func extremesAreCompared() throws {
    let largest = try #require(Fraction(.max, over: 1))
    let next = try #require(Fraction(.max - 1, over: 1))
    let smallest = try #require(Fraction(1, over: .max))
    #expect(next < largest)
    #expect(largest.negated < next.negated)
    #expect(.zero < smallest)
    #expect(smallest < largest)
    #expect(smallest.negated < .zero)
    #expect(try #require(Fraction(.max - 1, over: .max)) < .one)
    #expect(try #require(Fraction(1, over: .max)) < #require(Fraction(1, over: .max - 1)))
  }
}

extension Fraction {
  fileprivate var up: BigNumber { BigNumber(numerator) }
  fileprivate var down: BigNumber { BigNumber(denominator) }
}

/// Numerators and denominators of every length, often at the ends of what 128 bits hold, often close together.
private struct Numbers {
  var random: SplitMix64
  private var last: Int128 = 1

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  struct Pair {
    var top: Int128
    var bottom: Int128
    var fraction: Fraction? { Fraction(top, over: bottom) }
  }

  mutating func next() -> Pair { Pair(top: random.once(in: 2) ? -number() : number(), bottom: max(1, number())) }

  private mutating func number() -> Int128 {
    let bits = UInt128(random.next()) << 64 | UInt128(random.next())
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .max - Int128(bits % 4)
    case 1: return Int128(bits % 100)
    case 2: return last - Int128(bits % 3)
    default:
      last = max(3, Int128(truncatingIfNeeded: bits >> UInt128.random(in: 1...127, using: &random)))
      return last
    }
  }
}
