// Base 64 (RFC 4648, section 4), strictly: each sequence of bytes has one spelling.

/// No character from outside of the alphabet, padding to a multiple of four, zero bits behind the last byte.
enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  private static let values: [UInt8?] = {
    var values = [UInt8?](repeating: nil, count: 256)
    for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
    return values
  }()

  private static let padding = UInt8(ascii: "=")

  static func encode(_ bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let three = bytes[start..<min(start + 3, bytes.count)]
      let bits = three.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - three.count))
      for digit in 0...3 {
        text.append(digit <= three.count ? alphabet[Int(bits >> (18 - 6 * digit) & 63)] : padding)
      }
    }
    return text
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: encode(bytes), as: UTF8.self) }

  /// Where it stops to be base 64: the index of the character in the slice that was given.
  struct Fault: Error, Equatable { let index: Int }

  static func decode(_ text: ArraySlice<UInt8>) throws(Fault) -> [UInt8] {
    let padded = text.suffix(2).reversed().prefix { $0 == padding }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var (bits, count): (UInt32, Int) = (0, 0)
    for index in text.startIndex..<(text.endIndex - padded) {
      guard let value = values[Int(text[index])] else { throw Fault(index: index) }
      bits = bits << 6 | UInt32(value)
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> count))
      bits &= 1 << count - 1
    }
    guard text.count.isMultiple(of: 4) else { throw Fault(index: text.endIndex) }
    guard bits == 0 else { throw Fault(index: text.endIndex - padded - 1) }
    return bytes
  }
}
