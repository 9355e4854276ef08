// Rates between currencies, fixed at publication.

/// How much of the auction's currency a foreign one is worth: `units` of it are `equal` units of the auction's.
package struct ExchangeRate: Hashable, Sendable {
  /// ISO 4217.
  package var currency: String
  package var units: RateNumber
  package var equal: RateNumber
  package init(currency: String, units: RateNumber, equal: RateNumber) {
    self.currency = currency
    self.units = units
    self.equal = equal
  }

  /// The auction's currency for one unit of the foreign one.
  package var value: Fraction? {
    Fraction(Int128(equal.hundredMillionths), over: Int128(units.hundredMillionths))
  }
}

/// A decimal with up to eight places, as central banks publish rates.
package struct RateNumber: Hashable, Sendable, LosslessStringConvertible {
  package var hundredMillionths: Int64
  package init(hundredMillionths: Int64) { self.hundredMillionths = hundredMillionths }

  /// Reads `[0-9]{1,10}(\.[0-9]{1,8})?`.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), (1...10).contains(parts[0].count) else { return nil }
    let fraction = parts.count == 2 ? Array(parts[1]) : []
    guard parts.count == 1 || (1...8).contains(fraction.count) else { return nil }
    var value: Int64 = 0
    let zeros = Array(repeating: UInt8(ascii: "0"), count: 8 - fraction.count)
    for digit in Array(parts[0]) + fraction + zeros {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    hundredMillionths = value
  }

  /// Without zeros at the end: "1.1172", "1".
  package var description: String {
    let (whole, fraction) = hundredMillionths.quotientAndRemainder(dividingBy: 100_000_000)
    guard fraction > 0 else { return "\(whole)" }
    var digits = Array(String(100_000_000 + fraction).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(whole)." + String(digits)
  }
}

/// Three capital letters (ISO 4217), small enough to travel with every bid.
package struct CurrencyCode: Hashable, Sendable, LosslessStringConvertible {
  private let letters: UInt32

  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 3, bytes.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }) else {
      return nil
    }
    letters = bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }

  package var description: String {
    String(decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }, as: UTF8.self)
  }
}
