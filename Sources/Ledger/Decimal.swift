// Numbers as notes and paths write them: ASCII digits, no sign, no zero in front.

enum DecimalFault: Error, Equatable {
  /// Not ASCII digits alone, or a zero in front of others.
  case notDecimal
  /// From 2^64 on.
  case tooLarge
}

extension UInt64 {
  /// Reads what `String(number)` writes, and nothing else.
  init(decimal digits: some Collection<UInt8>) throws(DecimalFault) {
    guard let first = digits.first, first != UInt8(ascii: "0") || digits.count == 1 else { throw .notDecimal }
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { throw .notDecimal }
    // Digits alone: all that can still go wrong is the size.
    guard let value = UInt64(String(decoding: digits, as: UTF8.self)) else { throw .tooLarge }
    self = value
  }
}
