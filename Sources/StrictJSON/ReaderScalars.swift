/// How the reader takes strings, numbers and the three literals.
extension Reader {
  /// Steps over a string and answers what it means. Starts at the opening quote.
  mutating func string() throws(JSON.SyntaxError) -> String {
    position += 1
    let start = position
    skipPlain()
    guard consume(Byte.quote) else { return try stringWithEscapes(from: start) }
    return String(decoding: bytes[start..<(position - 1)], as: UTF8.self)
  }

  private mutating func stringWithEscapes(from start: Int) throws(JSON.SyntaxError) -> String {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      switch bytes[position] {
      case Byte.quote:
        position += 1
        return String(decoding: text, as: UTF8.self)
      case Byte.backslash:
        try escape(into: &text)
      case ..<Byte.firstPrintable:
        throw error(.controlCharacter)
      default:
        let run = position
        skipPlain()
        text += bytes[run..<position]
      }
    }
    throw error(.unexpectedEnd)
  }

  /// Steps over characters that mean themselves.
  private mutating func skipPlain() {
    while position < bytes.count {
      let byte = bytes[position]
      guard byte >= Byte.firstPrintable, byte != Byte.quote, byte != Byte.backslash else { return }
      position += 1
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSON.SyntaxError) {
    let start = position
    position += 1
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    let letter = bytes[position]
    position += 1
    switch letter {
    case Byte.quote, Byte.backslash, Byte.slash: text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += try escapedScalar(from: start).utf8
    default: throw error(.unknownEscape, at: start)
    }
  }

  /// The character of `\uXXXX`, or of two such that are a UTF-16 pair.
  private mutating func escapedScalar(from start: Int) throws(JSON.SyntaxError) -> Unicode.Scalar {
    let first = try hexadecimalUnit(from: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), consume(Byte.backslash), consume(UInt8(ascii: "u")) else {
      throw error(.loneSurrogate, at: start)
    }
    let second = try hexadecimalUnit(from: position - 2)
    guard UTF16.isTrailSurrogate(second),
      let scalar = Unicode.Scalar(0x10000 + (UInt32(first) & 0x3FF) << 10 + UInt32(second) & 0x3FF)
    else { throw error(.loneSurrogate, at: start) }
    return scalar
  }

  private mutating func hexadecimalUnit(from start: Int) throws(JSON.SyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard position < bytes.count else { throw error(.unexpectedEnd) }
      guard let digit = Byte.hexadecimalDigit(bytes[position]) else { throw error(.unknownEscape, at: start) }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}

extension Reader {
  mutating func number() throws(JSON.SyntaxError) -> JSON.Number {
    let start = position
    _ = consume(Byte.minus)
    if consume(Byte.zero) {
      guard !nextIsDigit else { throw error(.leadingZero, at: start) }
    } else {
      try digits(of: start)
    }
    if consume(Byte.point) { try digits(of: start) }
    if consume(UInt8(ascii: "e")) || consume(UInt8(ascii: "E")) {
      _ = consume(Byte.plus) || consume(Byte.minus)
      try digits(of: start)
    }
    return JSON.Number(checked: String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func digits(of start: Int) throws(JSON.SyntaxError) {
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    guard nextIsDigit else { throw error(.malformedNumber, at: start) }
    while nextIsDigit { position += 1 }
  }

  private var nextIsDigit: Bool { position < bytes.count && Byte.digits.contains(bytes[position]) }

  mutating func literal() throws(JSON.SyntaxError) -> JSON {
    let start = position
    while position < bytes.count, Byte.isLetter(bytes[position]) { position += 1 }
    switch String(decoding: bytes[start..<position], as: UTF8.self) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default: throw error(.unknownLiteral, at: start)
    }
  }
}
