// Numbers of a foreign document, exactly as they are written: no digit passes through binary floating point.

import Auctions
import StrictJSON

extension FixedPoint {
  /// The value of a JSON number: `682000`, `1780.0`, `6.82e5`. Zeros at the end do not count as decimals.
  init(exactly number: JSON.Number) throws(InexactNumber) {
    let written = WrittenNumber(number)
    let shift = written.exponent + 4
    if written.digits.isEmpty {
      self.init(tenThousandths: 0)
      return
    }
    guard shift >= 0 else { throw .tooPrecise }
    guard written.digits.count + shift <= WrittenNumber.longest else { throw .tooLarge }
    var value: Int64 = 0
    for digit in written.digits + Array(repeating: 0, count: shift) {
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) = tens.addingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { throw .tooLarge }
      value = next
    }
    self.init(tenThousandths: written.isNegative ? -value : value)
  }
}

/// Why a number of a document is none of ours.
enum InexactNumber: Error {
  case tooPrecise
  case tooLarge
}

/// A JSON number taken apart: `digits` times ten to the power of `exponent`.
private struct WrittenNumber {
  /// 64 bits hold nineteen digits at most.
  static let longest = 19
  /// Beyond any exponent that could matter, far from overflow.
  private static let farthest = 1 << 40

  var isNegative = false
  /// From 0 to 9 each, without zeros at either end.
  var digits: [UInt8] = []
  var exponent = 0

  init(_ number: JSON.Number) {
    let parts = number.text.utf8.split(maxSplits: 1, whereSeparator: { $0 | 0x20 == UInt8(ascii: "e") })
    var fraction = false
    for character in parts[0] {
      switch character {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): fraction = true
      default:
        digits.append(character - UInt8(ascii: "0"))
        if fraction { exponent -= 1 }
      }
    }
    if parts.count > 1 { exponent += Self.exponent(parts[1]) }
    digits = Array(digits.drop { $0 == 0 })
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
  }

  private static func exponent(_ text: Substring.UTF8View) -> Int {
    let magnitude = text.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      .reduce(0) { value, digit in min(farthest, value * 10 + Int(digit - UInt8(ascii: "0"))) }
    return text.first == UInt8(ascii: "-") ? -magnitude : magnitude
  }
}
