/// A JSON number as it was written. Binary floating point never sees it, so no digit is lost.
extension JSON {
  package struct Number: Equatable, Sendable {
    /// Matches the grammar of RFC 8259, section 6: ASCII, "-0" and "1e5" included.
    package let text: String

    /// For a text that the reader has checked.
    init(checked text: String) { self.text = text }

    package init(_ integer: some FixedWidthInteger) { text = String(integer) }

    /// Nil unless the whole text is one JSON number.
    package init?(text: String) {
      guard let json = try? JSON(parsing: text.utf8), case .number(let number) = json,
        number.text.utf8.count == text.utf8.count
      else { return nil }
      self = number
    }
  }
}

extension JSON.Number {
  /// Whether it is written as a whole number, without fraction and exponent.
  package var isInteger: Bool {
    text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// The exact value of a number written as an integer; nil for a fraction, an exponent ("1.0", "1e2") or a value
  /// beyond 64 bits.
  package var int64: Int64? { isInteger ? Int64(text) : nil }
}
