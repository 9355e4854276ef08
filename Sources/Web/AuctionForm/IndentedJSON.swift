// JSON as people read and edit it: two spaces a level, short lists on one line.

import StrictJSON

extension JSON {
  /// Without a line feed at the end.
  var indented: String { indented(by: 0) }

  private static let shortLine = 90

  private func indented(by depth: Int) -> String {
    let parts: [String]
    switch self {
    case .null, .bool, .number, .string: return compact
    case .array(let elements): parts = elements.map { $0.indented(by: depth + 1) }
    case .object(let members):
      parts = members.entries.map { "\(JSON.string($0.name).compact): \($0.value.indented(by: depth + 1))" }
    }
    let (open, close) = elements == nil ? ("{", "}") : ("[", "]")
    guard !parts.isEmpty else { return open + close }
    let space = elements == nil ? " " : ""
    let line = open + space + parts.joined(separator: ", ") + space + close
    // The document itself and its seams each begin on a line of their own.
    if depth > 1, line.utf8.count + depth * 2 <= Self.shortLine, !line.utf8.contains(UInt8(ascii: "\n")) { return line }
    let margin = String(repeating: "  ", count: depth + 1)
    return open + "\n" + parts.map { margin + $0 }.joined(separator: ",\n") + "\n" + margin.dropLast(2) + close
  }

  private var compact: String { String(decoding: encoded(), as: UTF8.self) }
}
