// Fixed-width numbers, written straight into the bytes of a string: identifiers, amounts and times are on every path.

extension UnsafeMutableBufferPointer<UInt8> {
  /// The last `digits` decimal digits of a number from 0 up, with leading zeros.
  func putDecimal(_ number: Int, digits: Int, at start: Int) {
    var rest = number.magnitude
    for place in (start..<(start + digits)).reversed() {
      self[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }
}
