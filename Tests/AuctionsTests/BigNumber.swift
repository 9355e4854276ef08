// Whole numbers of any length, as one learns to reckon with them at school: the model for exact fractions.

/// A sign and decimal digits, the last one first. Slow, and never too small.
struct BigNumber: Comparable {
  private var isNegative: Bool
  private var digits: [UInt8]

  init(_ value: Int128) {
    isNegative = value < 0
    digits = []
    var rest = value.magnitude
    while rest > 0 {
      digits.append(UInt8(rest % 10))
      rest /= 10
    }
  }

  private init(_ isNegative: Bool, _ digits: [UInt8]) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  /// Whether 128 bits hold it.
  var fits: Bool { self >= BigNumber(.min) && self <= BigNumber(.max) }

  static func * (a: BigNumber, b: BigNumber) -> BigNumber {
    var digits = [UInt8](repeating: 0, count: a.digits.count + b.digits.count + 1)
    for (i, x) in a.digits.enumerated() {
      var carry = 0
      for (j, y) in b.digits.enumerated() {
        let sum = Int(digits[i + j]) + Int(x) * Int(y) + carry
        digits[i + j] = UInt8(sum % 10)
        carry = sum / 10
      }
      digits[i + b.digits.count] = UInt8(carry)
    }
    return BigNumber(a.isNegative != b.isNegative, digits)
  }

  static func + (a: BigNumber, b: BigNumber) -> BigNumber {
    if a.isNegative == b.isNegative { return BigNumber(a.isNegative, sum(a.digits, b.digits)) }
    return isSmaller(a.digits, b.digits)
      ? BigNumber(b.isNegative, difference(b.digits, a.digits))
      : BigNumber(a.isNegative, difference(a.digits, b.digits))
  }

  static prefix func - (a: BigNumber) -> BigNumber { BigNumber(!a.isNegative, a.digits) }

  static func < (a: BigNumber, b: BigNumber) -> Bool {
    if a.isNegative != b.isNegative { return a.isNegative }
    return a.isNegative ? isSmaller(b.digits, a.digits) : isSmaller(a.digits, b.digits)
  }

  private static func sum(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var (digits, carry): ([UInt8], UInt8) = ([], 0)
    for place in 0..<max(a.count, b.count) {
      let sum = (place < a.count ? a[place] : 0) + (place < b.count ? b[place] : 0) + carry
      digits.append(sum % 10)
      carry = sum / 10
    }
    return digits + [carry]
  }

  /// Of a larger number and a smaller one.
  private static func difference(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
    var (digits, borrow): ([UInt8], Int) = ([], 0)
    for place in 0..<a.count {
      var digit = Int(a[place]) - (place < b.count ? Int(b[place]) : 0) - borrow
      borrow = digit < 0 ? 1 : 0
      if digit < 0 { digit += 10 }
      digits.append(UInt8(digit))
    }
    return digits
  }

  private static func isSmaller(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for (x, y) in zip(a.reversed(), b.reversed()) where x != y { return x < y }
    return false
  }
}
