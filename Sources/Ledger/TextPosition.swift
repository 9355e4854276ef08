// Where in a text something is wrong.

/// A place in a text, as an editor counts it.
package struct TextPosition: Hashable, Sendable, CustomStringConvertible {
  /// From 1.
  package let line: Int
  /// From 1, in bytes of UTF-8.
  package let column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Of the byte `offset`, counted from 0; one behind the last byte is a place too.
  init(_ offset: Int, in text: [UInt8]) {
    let before = text[..<offset]
    line = 1 + before.count { $0 == newline }
    column = offset - (before.lastIndex(of: newline) ?? -1)
  }

  package var description: String { "line \(line), column \(column)" }
}

let newline = UInt8(ascii: "\n")
