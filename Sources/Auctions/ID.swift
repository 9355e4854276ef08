// Identifiers: one 128-bit UUID per record, typed by the noun it names.

/// Identifies one `Noun`. Two nouns' identifiers never mix, though both are plain UUIDs (RFC 9562) outside.
package struct ID<Noun>: Hashable, Comparable, Sendable {
  // Two words and not one UInt128: on x86-64 Swift 6.3.1 crashes when a value aligned to 16 bytes, alone or inside
  // another, is handed to an asynchronous function and no longer fits the registers.
  private let high: UInt64
  private let low: UInt64

  package init(bits: UInt128) {
    high = UInt64(truncatingIfNeeded: bits >> 64)
    low = UInt64(truncatingIfNeeded: bits)
  }

  package var bits: UInt128 { UInt128(high) << 64 | UInt128(low) }

  package static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }

  /// The UUID that names no record; row-level security uses it for "no company".
  package static var none: Self { Self(bits: 0) }

  /// A version 7 UUID: 48 bits of milliseconds, then random bits, so that new rows sit together in an index.
  package static func version7(at now: Instant, random: UInt128) -> Self {
    let time = UInt128(UInt64(bitPattern: now.milliseconds) & 0xFFFF_FFFF_FFFF) << 80
    let version: UInt128 = 0x7 << 76
    let variant: UInt128 = 0b10 << 62
    let free: UInt128 = (0xFFF << 64) | ((1 << 62) - 1)
    return Self(bits: time | version | variant | (random & free))
  }
}

extension ID: LosslessStringConvertible {
  /// Reads the 36-character hyphenated form, in either case, and nothing else.
  package init?(_ text: String) {
    let utf8 = Array(text.utf8)
    guard utf8.count == 36 else { return nil }
    var bits: UInt128 = 0
    for (place, character) in utf8.enumerated() {
      if Self.isHyphen(place) {
        guard character == UInt8(ascii: "-") else { return nil }
      } else {
        guard let digit = Self.hexDigit(character) else { return nil }
        bits = bits << 4 | UInt128(digit)
      }
    }
    self.init(bits: bits)
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 36) { text in
      var rest = bits
      for place in (0..<36).reversed() {
        if Self.isHyphen(place) {
          text[place] = UInt8(ascii: "-")
        } else {
          let digit = UInt8(truncatingIfNeeded: rest) & 15
          text[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
          rest >>= 4
        }
      }
      return 36
    }
  }

  private static func isHyphen(_ place: Int) -> Bool { place == 8 || place == 13 || place == 18 || place == 23 }

  private static func hexDigit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

/// A company: buyer, supplier or partner. The noun only; what a company is, `Commerce` says.
package enum CompanyNoun {}
package typealias CompanyID = ID<CompanyNoun>
package typealias AuctionID = ID<Auction>
