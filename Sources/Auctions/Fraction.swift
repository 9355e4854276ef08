// Exact fractions: weighted prices are compared without rounding, and what does not fit is refused, never wrapped.

/// A fraction of two 128-bit integers, the denominator above zero. Arithmetic answers `nil` where 128 bits do not
/// suffice; comparison always does.
package struct Fraction: Sendable {
  // Words rather than Int128: values aligned to 16 bytes must not reach asynchronous functions (a fault of the
  // compiler on x86-64).
  private var numeratorHigh: Int64
  private var numeratorLow: UInt64
  private var denominatorHigh: Int64
  private var denominatorLow: UInt64

  package var numerator: Int128 { Int128(numeratorHigh) << 64 | Int128(numeratorLow) }
  package var denominator: Int128 { Int128(denominatorHigh) << 64 | Int128(denominatorLow) }

  package init(_ whole: Int64) {
    numeratorHigh = whole < 0 ? -1 : 0
    numeratorLow = UInt64(bitPattern: whole)
    denominatorHigh = 0
    denominatorLow = 1
  }

  /// In lowest terms; `nil` without a positive denominator.
  package init?(_ numerator: Int128, over denominator: Int128) {
    guard denominator > 0, numerator != .min else { return nil }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    self.init(reduced: numerator / Int128(divisor), denominator / Int128(divisor))
  }

  private init(reduced numerator: Int128, _ denominator: Int128) {
    numeratorHigh = Int64(truncatingIfNeeded: numerator >> 64)
    numeratorLow = UInt64(truncatingIfNeeded: numerator)
    denominatorHigh = Int64(truncatingIfNeeded: denominator >> 64)
    denominatorLow = UInt64(truncatingIfNeeded: denominator)
  }

  // Computed, because a stored static would be asked for behind a lock, a few times a bid.
  package static var zero: Fraction { Fraction(0) }
  package static var one: Fraction { Fraction(1) }
  @inline(__always) package var isWhole: Bool { denominatorHigh == 0 && denominatorLow == 1 }

  /// The value where it is a whole number of 64 bits.
  @inline(__always) package var whole: Int64? {
    guard isWhole, numeratorHigh == Int64(bitPattern: numeratorLow) >> 63 else { return nil }
    return Int64(bitPattern: numeratorLow)
  }

  private static func commonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return max(a, 1)
  }
}

extension Fraction {
  package func times(_ other: Fraction) -> Fraction? {
    let (top, topOverflow) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (bottom, bottomOverflow) = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !topOverflow, !bottomOverflow else { return nil }
    return Fraction(top, over: bottom)
  }

  package func plus(_ other: Fraction) -> Fraction? {
    let (left, leftOverflow) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (right, rightOverflow) = other.numerator.multipliedReportingOverflow(by: denominator)
    let (bottom, bottomOverflow) = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !leftOverflow, !rightOverflow, !bottomOverflow else { return nil }
    let (top, topOverflow) = left.addingReportingOverflow(right)
    return topOverflow ? nil : Fraction(top, over: bottom)
  }

  /// One over this; `nil` for zero and below.
  package var inverse: Fraction? { Fraction(denominator, over: numerator) }
  package var negated: Fraction { Fraction(reduced: -numerator, denominator) }

  /// The largest whole multiple of `unit` that is not above the fraction; `nil` where 64 bits do not hold it.
  package func rounded(downTo unit: Int64) -> Int64? {
    let (step, overflow) = denominator.multipliedReportingOverflow(by: Int128(unit))
    guard !overflow else { return nil }
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: step)
    let floor = remainder < 0 ? quotient - 1 : quotient
    let (result, tooLarge) = floor.multipliedReportingOverflow(by: Int128(unit))
    return tooLarge ? nil : Int64(exactly: result)
  }
}

extension Fraction {
  /// The fraction as a count of ten-thousandths, cut downwards and written as amounts are: "1800000000000000.00".
  package var tenThousandthsText: String {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    let floor = remainder < 0 ? quotient - 1 : quotient
    let (whole, part) = floor.magnitude.quotientAndRemainder(dividingBy: 10_000)
    // The part behind the point is written by who writes all amounts.
    let decimals = Money(tenThousandths: Int64(part)).description.dropFirst()
    return (floor < 0 ? "-" : "") + String(whole) + decimals
  }
}

extension Fraction: Comparable, Hashable {
  /// Lowest terms make equal fractions equal word by word.
  @inline(__always) package static func == (a: Fraction, b: Fraction) -> Bool {
    a.numeratorLow == b.numeratorLow && a.numeratorHigh == b.numeratorHigh && a.denominatorLow == b.denominatorLow
      && a.denominatorHigh == b.denominatorHigh
  }

  @inline(__always) package static func < (a: Fraction, b: Fraction) -> Bool {
    // Prices as they are: no product is needed to compare whole numbers.
    if a.denominatorLow == b.denominatorLow, a.denominatorHigh == b.denominatorHigh { return a.numerator < b.numerator }
    return isLess(a, b)
  }

  private static func isLess(_ a: Fraction, _ b: Fraction) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return left.high == right.high ? left.low < right.low : left.high < right.high
  }
}
