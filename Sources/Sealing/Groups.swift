// Bytes as people keep them: groups of five characters that can be written down, read out and typed in again.

package import Auctions

/// What is wrong with a share or a code as it was typed in.
package enum WrittenFault: Error, Hashable, Sendable {
  /// Groups are counted from 1.
  case unknownCharacter(Unicode.Scalar, group: Int)
  /// How many characters there are without spaces and hyphens; one more than allowed stands for more than enough.
  case wrongLength(Int)
  case mistyped(group: Int)
  /// Every group by itself is sound, but the whole is not.
  case mistypedSomewhere
  case unknownVersion(UInt8)
  case otherAuction(AuctionID)
  case otherRound(UInt32)
  case noIndex
}

/// Content and the first bytes of its hash as digits of Crockford's base 32, the most significant bit first. Each group
/// has four of them and a fifth that checks the four, so that a slip is found where it was made.
struct Groups {
  private static let length = 5

  let count: Int
  let inLine: Int
  let domain: Domain
  let checksumByteCount: Int

  /// There must be as many bytes as the groups hold, less the checksum's.
  func text(_ content: [UInt8]) -> String {
    let digits = Base32.digits(content + domain.digest(content).prefix(checksumByteCount))
    var text = ""
    for group in 0..<count {
      if group > 0 { text.append(group.isMultiple(of: inLine) ? "\n" : " ") }
      let four = digits[(4 * group)..<(4 * group + 4)]
      for digit in four + [Self.check(four, group: group)] { text.unicodeScalars.append(Base32.scalar(digit)) }
    }
    return text
  }

  /// The content behind the text, every group and the whole checked. Case, spaces, line breaks and hyphens do not
  /// matter; O is 0, I and L are 1.
  func content(_ text: String) throws(WrittenFault) -> [UInt8] {
    let bytes = try bytes(text)
    let content = Array(bytes.dropLast(checksumByteCount))
    guard domain.digest(content).prefix(checksumByteCount).elementsEqual(bytes.suffix(checksumByteCount)) else {
      throw .mistypedSomewhere
    }
    return content
  }

  private func bytes(_ text: String) throws(WrittenFault) -> [UInt8] {
    var digits: [UInt8] = []
    for scalar in text.unicodeScalars where !Self.isSeparator(scalar) {
      guard digits.count < count * Self.length else { throw .wrongLength(count * Self.length + 1) }
      guard let digit = Base32.digit(scalar) else {
        throw .unknownCharacter(scalar, group: digits.count / Self.length + 1)
      }
      digits.append(digit)
    }
    guard digits.count == count * Self.length else { throw .wrongLength(digits.count) }
    var content: [UInt8] = []
    for group in 0..<count {
      let five = digits[(Self.length * group)..<(Self.length * group + Self.length)]
      guard Self.check(five.dropLast(), group: group) == five.last else { throw .mistyped(group: group + 1) }
      content += five.dropLast()
    }
    return Base32.bytes(content)
  }

  /// Modulo the prime 31, with a weight for each place, and the number of the group: finds a wrong character,
  /// neighbours that changed places, and groups that did. 0 and Z are the same to it, and left to the checksum.
  private static func check(_ four: ArraySlice<UInt8>, group: Int) -> UInt8 {
    let sum = zip(1..., four).reduce(group + 1) { $0 + $1.0 * Int($1.1) }
    return UInt8(sum % 31)
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    // Word processors turn hyphens into U+2010 to U+2015.
    scalar == "-" || ("\u{2010}"..."\u{2015}").contains(scalar) || scalar.properties.isWhitespace
  }
}

/// Douglas Crockford's base 32: no I, L, O and U, because they are misread.
private enum Base32 {
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)

  static func scalar(_ digit: UInt8) -> Unicode.Scalar { alphabet[Int(digit)] }

  static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    let capital = ("a"..."z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) - 32) : scalar
    switch capital {
    case "O": return 0
    case "I", "L": return 1
    default: return alphabet.firstIndex(of: capital).map { UInt8($0) }
    }
  }

  /// 8 digits for every 5 bytes; there must be a multiple of 5.
  static func digits(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count, by: 5).flatMap { start in
      let bits = UInt64(bigEndianBytes: bytes[start..<(start + 5)])
      return (0..<8).map { UInt8(truncatingIfNeeded: bits >> (35 - 5 * UInt64($0))) & 31 }
    }
  }

  /// 5 bytes for every 8 digits; there must be a multiple of 8.
  static func bytes(_ digits: [UInt8]) -> [UInt8] {
    stride(from: 0, to: digits.count, by: 8).flatMap { start in
      let bits = digits[start..<(start + 8)].reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
      return bits.bigEndianBytes.suffix(5)
    }
  }
}
