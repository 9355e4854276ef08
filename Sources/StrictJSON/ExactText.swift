/// Text compared code point by code point.
///
/// Swift's own `==` holds canonically equivalent text for equal: "é" in its two spellings, "K" and the Kelvin sign.
/// JSON (RFC 8259, 8.3) and PostgreSQL do not.
struct ExactText: Hashable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (a: ExactText, b: ExactText) -> Bool { a.text.isExactly(b.text) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}

extension String {
  /// Whether both are the same sequence of code points. `==` only comes first because it is quick to say no.
  func isExactly(_ other: String) -> Bool {
    utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
  }
}
