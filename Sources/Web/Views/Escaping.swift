// Escaping of text in HTML, byte by byte, in place of the library's own.
import Mustache

/// The library escapes grapheme by grapheme, and `"` followed by a combining mark is another grapheme: such a
/// quotation mark would leave an attribute's value. Here each byte is looked at, so nothing can hide it.
struct EscapedHTML: MustacheContentType {
  static let name = "ESCAPED"
  /// Put before every template; a partial would otherwise fall back to the library's escaping.
  static let pragma = "{{% CONTENT_TYPE:\(name) }}\n"

  func escapeText(_ text: String) -> String {
    guard text.utf8.contains(where: { Self.entity(of: $0) != nil }) else { return text }
    var escaped: [UInt8] = []
    escaped.reserveCapacity(text.utf8.count + 32)
    for byte in text.utf8 {
      if let entity = Self.entity(of: byte) { escaped += entity.utf8 } else { escaped.append(byte) }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func entity(of byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }
}
