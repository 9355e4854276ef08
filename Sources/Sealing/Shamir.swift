// Shamir's secret sharing over GF(2^8): a secret becomes points of a polynomial, and enough points give it back.

/// Byte i of the secret is the value at 0 of a polynomial of its own; byte i of share x is that polynomial's value at
/// x. The polynomial has as many coefficients as openers are needed: so many points fix it, and fewer leave every
/// secret equally likely.
enum Shamir {
  typealias Point = (index: UInt8, value: Secret)

  /// The shares 1…count. Beside the secret, which is the coefficient of x^0, the polynomial has these `coefficients`,
  /// that of x^1 first. They must be random and used once.
  static func split(_ secret: Secret, coefficients: [Secret], count: UInt8) -> [Point] {
    let polynomial = [secret.lanes] + coefficients.map(\.lanes)
    return (1...count).map { index in
      let value = polynomial.reversed().reduce(SIMD32<UInt8>()) { sum, next in
        GF256.product(sum, index) ^ next
      }
      return (index, Secret(lanes: value))
    }
  }

  /// The value at 0 of the polynomial through these points (Lagrange's interpolation). Their indices must be different
  /// and not 0. From too few points comes a value that has nothing to do with the secret.
  static func join(_ points: [Point]) -> Secret {
    let sum = points.reduce(SIMD32<UInt8>()) { sum, point in
      var above: UInt8 = 1
      var below: UInt8 = 1
      for other in points where other.index != point.index {
        above = GF256.product(above, other.index)
        below = GF256.product(below, other.index ^ point.index)
      }
      return sum ^ GF256.product(point.value.lanes, GF256.product(above, GF256.inverse(below)))
    }
    return Secret(lanes: sum)
  }
}

/// The field with 256 elements: bytes as polynomials over GF(2), modulo x^8 + x^4 + x^3 + x + 1. Adding is `^`.
///
/// There are neither tables nor branches: the time taken says nothing about the lanes, which are secret. The byte that
/// they are multiplied with is made of indices only, which everybody knows.
enum GF256 {
  static func product(_ lanes: SIMD32<UInt8>, _ byte: UInt8) -> SIMD32<UInt8> {
    var sum = SIMD32<UInt8>()
    var power = lanes
    for bit in UInt8(0)..<8 {
      sum ^= power & SIMD32(repeating: 0 &- (byte >> bit & 1))
      // What leaves on the left, x^8, comes back as x^4 + x^3 + x + 1.
      let leaving = SIMD32<UInt8>() &- (power &>> SIMD32(repeating: 7))
      power = (power &<< SIMD32(repeating: 1)) ^ (leaving & SIMD32(repeating: 0x1B))
    }
    return sum
  }

  static func product(_ a: UInt8, _ b: UInt8) -> UInt8 {
    var sum: UInt8 = 0
    var power = a
    for bit in UInt8(0)..<8 {
      sum ^= power & (0 &- (b >> bit & 1))
      power = power << 1 ^ ((0 &- (power >> 7)) & 0x1B)
    }
    return sum
  }

  /// a^254; every element but 0 raised to 255 is 1. The inverse of 0 would be 0.
  static func inverse(_ a: UInt8) -> UInt8 {
    var power = a
    var result: UInt8 = 1
    for _ in 1..<8 {
      power = product(power, power)
      result = product(result, power)
    }
    return result
  }
}
