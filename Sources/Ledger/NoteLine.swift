// Lines of a note: origins, names of keys, and what else stands in one.

/// One line of a note without its newline: not empty, no ASCII control characters. Two are the same if their bytes are;
/// Swift's `String` would also hold different spellings of one character for the same.
package struct NoteLine: Hashable, Sendable, CustomStringConvertible {
  /// UTF-8.
  package let bytes: [UInt8]

  /// `nil` for an empty line and one with characters below U+0020.
  package init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 0x20 }) else { return nil }
    bytes = Array(text.utf8)
  }

  /// Of a note whose characters were checked.
  init(checked bytes: ArraySlice<UInt8>) { self.bytes = Array(bytes) }

  package var description: String { String(decoding: bytes, as: UTF8.self) }
}

/// Whose key it is (C2SP signed-note, "Format"): for the key of a log its origin, such as
/// `kontor.example/auctions/01930b5e-7c00-7abc-8def-0123456789ab`.
package struct KeyName: Hashable, Sendable, CustomStringConvertible {
  /// The name as a line of its own.
  package let line: NoteLine

  /// Throws a fault for the first character that may not stand in a name.
  package init(_ text: String) throws(KeyNameFault) {
    guard !text.isEmpty else { throw .empty }
    for (place, scalar) in text.unicodeScalars.enumerated() {
      guard scalar != "+", scalar.value >= 0x20, !scalar.properties.isWhitespace else {
        throw .forbidden(scalar, at: place + 1)
      }
    }
    guard let line = NoteLine(text) else { throw .empty }
    self.line = line
  }

  package var description: String { line.description }
}

/// Why a text is no name of a key.
package enum KeyNameFault: Error, Hashable, Sendable {
  /// A name has at least one character.
  case empty
  /// A plus, a space of any kind or a control character; `at` counts code points from 1.
  case forbidden(Unicode.Scalar, at: Int)
}

extension KeyNameFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "the name is empty"
    case .forbidden(let scalar, let place):
      "U+\(String(scalar.value, radix: 16)) may not stand in a name (character \(place))"
    }
  }
}
