/// The ASCII characters that mean something in JSON.
enum Byte {
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let slash = UInt8(ascii: "/")
  static let tilde = UInt8(ascii: "~")
  static let hash = UInt8(ascii: "#")
  static let comma = UInt8(ascii: ",")
  static let colon = UInt8(ascii: ":")
  static let point = UInt8(ascii: ".")
  static let minus = UInt8(ascii: "-")
  static let plus = UInt8(ascii: "+")
  static let zero = UInt8(ascii: "0")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  static let smallLetters = UInt8(ascii: "a")...UInt8(ascii: "z")
  static let capitalLetters = UInt8(ascii: "A")...UInt8(ascii: "Z")

  /// The first byte that may stand unescaped in a string.
  static let firstPrintable: UInt8 = 0x20

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func isLetter(_ byte: UInt8) -> Bool { smallLetters.contains(byte) || capitalLetters.contains(byte) }

  /// The value of one of 0-9, a-f, A-F.
  static func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case digits: byte - zero
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
