/// Why a text is not one strict JSON document, and where.
extension JSON {
  package struct SyntaxError: Error, Equatable, Sendable {
    package let reason: Reason

    /// Bytes before the place, from 0.
    package let offset: Int

    /// Counted from 1; a line ends with a line feed.
    package let line: Int

    /// Counted from 1 in Unicode scalars.
    package let column: Int
  }
}

extension JSON.SyntaxError {
  package enum Reason: Equatable, Sendable {
    case tooLarge(limitBytes: Int)
    case empty
    case byteOrderMark
    case invalidUTF8
    case tooDeep(limit: Int)
    case unexpectedEnd
    case comment
    case expectedValue
    case expectedName
    case expectedColon
    case expectedComma
    case trailingComma
    case trailingContent
    case unknownLiteral
    case malformedNumber
    case leadingZero
    case controlCharacter
    case unknownEscape
    case loneSurrogate
    case duplicateName
  }
}

extension JSON.SyntaxError {
  /// Counts line and column, which only a refusal needs.
  init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let lineFeed = UInt8(ascii: "\n")
    let lineStart = before.lastIndex(of: lineFeed).map { $0 + 1 } ?? 0
    self.reason = reason
    self.offset = offset
    line = 1 + before.count { $0 == lineFeed }
    column = 1 + before[lineStart...].count { !UTF8.isContinuation($0) }
  }
}

extension JSON.SyntaxError: CustomStringConvertible {
  package var description: String { "line \(line), column \(column): \(reason)" }
}

extension JSON.SyntaxError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLarge(let limitBytes): "the document is larger than \(limitBytes) bytes"
    case .empty: "the document is empty"
    case .byteOrderMark: "the document starts with a byte order mark"
    case .invalidUTF8: "the text is not valid UTF-8"
    case .tooDeep(let limit): "arrays and objects are nested more than \(limit) deep"
    case .unexpectedEnd: "the document ends too early"
    case .comment: "JSON has no comments"
    case .expectedValue: "a value is expected here"
    case .expectedName: "a member name in double quotes is expected here"
    case .expectedColon: "a colon is expected after a member name"
    case .expectedComma: "a comma or the closing bracket is expected here"
    case .trailingComma: "a comma must be followed by another element"
    case .trailingContent: "only white space may follow the value"
    case .unknownLiteral: "a bare word must be true, false or null"
    case .malformedNumber: "the number is malformed"
    case .leadingZero: "a number must not start with a superfluous zero"
    case .controlCharacter: "a control character in a string must be escaped"
    case .unknownEscape: "the escape sequence is unknown"
    case .loneSurrogate: "an escaped surrogate must be one of a pair"
    case .duplicateName: "the name appears twice in one object"
    }
  }
}
