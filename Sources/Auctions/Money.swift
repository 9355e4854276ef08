// Money and quantities: exact decimals with four places, never floating point.

/// A decimal with four places, counted in ten-thousandths: what money and quantities share.
package protocol FixedPoint: Hashable, Comparable, Sendable, LosslessStringConvertible {
  var tenThousandths: Int64 { get }
  init(tenThousandths: Int64)
}

/// An amount in 1/10,000 of a currency unit. The currency stands beside it, once per record.
package struct Money: FixedPoint {
  package var tenThousandths: Int64
  package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

  package static let zero = Money(tenThousandths: 0)
  package static func - (a: Money, b: Money) -> Money { Money(tenThousandths: a.tenThousandths - b.tenThousandths) }

  /// The amount times a quantity, rounded half away from zero to four places; `nil` where 64 bits do not hold it.
  package func times(_ quantity: Quantity) -> Money? {
    let product = Int128(tenThousandths) * Int128(quantity.tenThousandths)
    let half: Int128 = product < 0 ? -5_000 : 5_000
    return Int64(exactly: (product + half) / 10_000).map(Money.init(tenThousandths:))
  }
}

/// How much of a unit is wanted, in 1/10,000 of that unit.
package struct Quantity: FixedPoint {
  package var tenThousandths: Int64
  package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }
}

extension Quantity {
  /// A share of the quantity, in ten-thousandths of it, rounded half up; what is wanted is never rounded to nothing.
  package func share(_ share: Int) -> Quantity {
    let exact = (Int128(tenThousandths) * Int128(share) + 5_000) / 10_000
    return Quantity(tenThousandths: max(1, Int64(truncatingIfNeeded: exact)))
  }
}

extension FixedPoint {
  package static func < (a: Self, b: Self) -> Bool { a.tenThousandths < b.tenThousandths }

  /// Reads `[0-9]{1,15}(\.[0-9]{1,4})?` and nothing else: no sign, no exponent, no comma, no other script's digits.
  package init?(_ text: String) {
    var whole: Int64 = 0
    var fraction: Int64 = 0
    var wholeDigits = 0
    var fractionDigits = 0
    var pointSeen = false
    for character in text.utf8 {
      if character == UInt8(ascii: "."), !pointSeen {
        pointSeen = true
        continue
      }
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
      let digit = Int64(character - UInt8(ascii: "0"))
      if pointSeen {
        fractionDigits += 1
        guard fractionDigits <= 4 else { return nil }
        fraction = fraction * 10 + digit
      } else {
        wholeDigits += 1
        guard wholeDigits <= 15 else { return nil }
        whole = whole * 10 + digit
      }
    }
    guard wholeDigits > 0, pointSeen == (fractionDigits > 0) else { return nil }
    for _ in fractionDigits..<4 { fraction *= 10 }
    // 999 999 999 999 999.9999 is 10^19 - 1 ten-thousandths and 64 bits end at 9.22 · 10^18.
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 10_000)
    let (sum, carry) = scaled.addingReportingOverflow(fraction)
    guard !overflow, !carry else { return nil }
    self.init(tenThousandths: sum)
  }

  /// Two to four decimals: `1234.50`, `0.0001`. The one written form, in documents and in the journal.
  package var description: String {
    let (whole, fraction) = tenThousandths.magnitude.quotientAndRemainder(dividingBy: 10_000)
    let places = Swift.max(2, decimals)
    let digits = String(unsafeUninitializedCapacity: 5) { text in
      text[0] = UInt8(ascii: ".")
      text.putDecimal(Int(fraction), digits: 4, at: 1)
      return 1 + places
    }
    return (tenThousandths < 0 ? "-" : "") + String(whole) + digits
  }

  /// Decimals that the value needs: 0 for 5.00, 1 for 5.10, 4 for 5.0001.
  package var decimals: Int {
    if tenThousandths % 10_000 == 0 { return 0 }
    if tenThousandths % 1_000 == 0 { return 1 }
    if tenThousandths % 100 == 0 { return 2 }
    return tenThousandths % 10 == 0 ? 3 : 4
  }
}
