/// Reads one strict JSON document (RFC 8259, I-JSON's rules on names and surrogates) by recursive descent.
extension JSON {
  /// What a document may ask of the reader.
  package struct Limits: Sendable {
    /// Arrays and objects inside one another; also bounds the recursion of everything that walks a tree.
    package let depth: Int
    package let bytes: Int

    package static let deepest = 64

    /// - Parameters:
    ///   - depth: 1 to 64.
    ///   - bytes: the largest document, by default one mebibyte.
    package init(depth: Int = 32, bytes: Int = 1 << 20) {
      precondition((1...Self.deepest).contains(depth) && bytes >= 0)
      self.depth = depth
      self.bytes = bytes
    }
  }

  /// Reads UTF-8 text that holds exactly one value.
  package init(parsing text: some Collection<UInt8>, limits: Limits = Limits()) throws(SyntaxError) {
    var reader = Reader(bytes: Array(text), limits: limits)
    self = try reader.document()
  }
}

struct Reader {
  let bytes: [UInt8]
  let limits: JSON.Limits
  var position = 0
  private var depth = 0

  init(bytes: [UInt8], limits: JSON.Limits) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func document() throws(JSON.SyntaxError) -> JSON {
    try checkEncoding()
    skipSpace()
    guard position < bytes.count else { throw error(.empty) }
    let value = try value()
    skipSpace()
    guard position == bytes.count else { throw unexpected(.trailingContent) }
    return value
  }

  /// After this, every run of bytes between two ASCII characters is a valid string.
  private func checkEncoding() throws(JSON.SyntaxError) {
    guard bytes.count <= limits.bytes else { throw error(.tooLarge(limitBytes: limits.bytes), at: limits.bytes) }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { throw error(.byteOrderMark) }
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw self.error(.invalidUTF8, at: error.byteOffsets.lowerBound)
    }
  }

  private mutating func value() throws(JSON.SyntaxError) -> JSON {
    guard position < bytes.count else { throw error(.unexpectedEnd) }
    switch bytes[position] {
    case Byte.quote: return .string(try string())
    case Byte.openBrace: return .object(try object())
    case Byte.openBracket: return .array(try array())
    case Byte.minus, Byte.digits: return .number(try number())
    case Byte.smallLetters, Byte.capitalLetters: return try literal()
    default: throw unexpected(.expectedValue)
    }
  }

  private mutating func array() throws(JSON.SyntaxError) -> [JSON] {
    try enter()
    defer { depth -= 1 }
    var elements: [JSON] = []
    if consume(Byte.closeBracket) { return elements }
    repeat { elements.append(try value()) } while try anotherFollows(before: Byte.closeBracket)
    return elements
  }

  private mutating func object() throws(JSON.SyntaxError) -> JSON.Members {
    try enter()
    defer { depth -= 1 }
    var members = JSON.Members()
    if consume(Byte.closeBrace) { return members }
    repeat { try member(of: &members) } while try anotherFollows(before: Byte.closeBrace)
    return members
  }

  private mutating func member(of members: inout JSON.Members) throws(JSON.SyntaxError) {
    let start = position
    guard start < bytes.count, bytes[start] == Byte.quote else { throw unexpected(.expectedName) }
    let name = try string()
    skipSpace()
    guard consume(Byte.colon) else { throw unexpected(.expectedColon) }
    skipSpace()
    guard members.append(name, try value()) else { throw error(.duplicateName, at: start) }
  }

  /// Steps over an opening bracket and the white space behind it.
  private mutating func enter() throws(JSON.SyntaxError) {
    guard depth < limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
    depth += 1
    position += 1
    skipSpace()
  }

  /// After an element: steps over the comma (true) or over the closing bracket (false).
  private mutating func anotherFollows(before closing: UInt8) throws(JSON.SyntaxError) -> Bool {
    skipSpace()
    if consume(closing) { return false }
    let comma = position
    guard consume(Byte.comma) else { throw unexpected(.expectedComma) }
    skipSpace()
    guard position == bytes.count || bytes[position] != closing else { throw error(.trailingComma, at: comma) }
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, Byte.isSpace(bytes[position]) { position += 1 }
  }
}

extension Reader {
  /// Steps over that byte if it is next.
  mutating func consume(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  func error(_ reason: JSON.SyntaxError.Reason, at offset: Int? = nil) -> JSON.SyntaxError {
    JSON.SyntaxError(reason, at: offset ?? position, in: bytes)
  }

  /// The reason, unless the end of the document or a comment explains the place better.
  func unexpected(_ reason: JSON.SyntaxError.Reason) -> JSON.SyntaxError {
    guard position < bytes.count else { return error(.unexpectedEnd) }
    return error(bytes[position] == Byte.slash || bytes[position] == Byte.hash ? .comment : reason)
  }
}
