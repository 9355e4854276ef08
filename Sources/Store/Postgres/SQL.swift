// SQL text in which every interpolated value is a bind, so that no value ever becomes part of a statement.

/// A statement or a piece of one: `"SELECT name FROM company WHERE id = \(id)"`.
///
/// `\(value)` sends the value beside the text as `$1`, `$2` …; `\(fragment)` with another `SQL` joins the two and
/// numbers the binds anew. Text comes from literals in the source only: even the initializers accept nothing but
/// `StaticString`.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
  package typealias StringLiteralType = StaticString

  /// The text around the binds: always one more piece than there are binds.
  private var pieces: [String]
  private(set) var binds: [Bind] = []

  package init(stringLiteral text: StaticString) { pieces = [text.description] }
  package init(stringInterpolation interpolation: StringInterpolation) { self = interpolation.sql }

  /// What the server parses, with `$1` … in place of the values.
  package var text: String {
    var text = pieces[0]
    for (number, piece) in pieces.dropFirst().enumerated() {
      text += "$\(number + 1)"
      text += piece
    }
    return text
  }

  private mutating func append(text: StaticString) { pieces[pieces.count - 1] += text.description }

  private mutating func append(bind: Bind) {
    binds.append(bind)
    pieces.append("")
  }

  fileprivate mutating func append(_ fragment: SQL) {
    pieces[pieces.count - 1] += fragment.pieces[0]
    pieces += fragment.pieces.dropFirst()
    binds += fragment.binds
  }

  package struct StringInterpolation: StringInterpolationProtocol {
    package typealias StringLiteralType = StaticString

    fileprivate var sql = SQL(stringLiteral: "")

    package init(literalCapacity: Int, interpolationCount: Int) {}
    package mutating func appendLiteral(_ text: StaticString) { sql.append(text: text) }

    package mutating func appendInterpolation<Value: SQLValue>(_ value: Value) { sql.append(bind: Bind(value)) }

    /// `nil` is sent as NULL of the value's type.
    package mutating func appendInterpolation<Value: SQLValue>(_ value: Value?) { sql.append(bind: Bind(value)) }

    package mutating func appendInterpolation(_ fragment: SQL) { sql.append(fragment) }

    /// Text that cannot be a bind, such as the name of a column chosen by a `switch`. A literal, never input.
    package mutating func appendInterpolation(unescaped text: StaticString) { sql.append(text: text) }
  }
}

extension [SQL] {
  /// The fragments with `separator` between them, for example conditions joined by `" AND "`.
  package func joined(separator: SQL) -> SQL {
    guard let first else { return "" }
    return dropFirst().reduce(into: first) { joined, fragment in
      joined.append(separator)
      joined.append(fragment)
    }
  }
}
