// A scenario file read: its title, its settings, and its lines in time.

/// What a file in `simulations/scenarios` says, before anything is understood of it but its shape.
package struct Script: Sendable {
  package struct Line: Sendable {
    /// From 1, in the file.
    package var number: Int
    package var milliseconds: Int64
    /// What is done, or what is looked at.
    package var words: [String]
    /// Behind the arrow or the colon, at its commas.
    package var claims: [String]
    package var isCheck: Bool
  }

  package struct Fault: Error, CustomStringConvertible {
    package var line: Int
    package var reason: String
    package init(_ line: Int, _ reason: String) {
      self.line = line
      self.reason = reason
    }
    package var description: String { "line \(line): \(reason)" }
  }

  /// What the first line says.
  package var title: String
  /// `rules`, `with`, `lot 1`, `bidders` … with what stands behind the colon, in order.
  package var settings: [(line: Int, name: String, value: String)] = []
  package var opensAtMilliseconds: Int64 = 0
  package var lines: [Line] = []

  package init(_ text: String) throws(Fault) {
    let rows = text.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { $0.trimmed }
    guard let first = rows.first, first.hasPrefix("# ") else {
      throw Fault(1, "the first line says what is shown: # …")
    }
    title = String(first.dropFirst(2))
    var hasOpening = false
    for (index, row) in rows.enumerated() where !row.isEmpty && !row.hasPrefix("#") {
      if let opening = row.behind("opens ") {
        opensAtMilliseconds = try Self.time(opening, index + 1)
        hasOpening = true
      } else if row.first?.isNumber == true {
        guard hasOpening else { throw Fault(index + 1, "a line in time before \"opens\"") }
        lines.append(try Self.line(row, index + 1))
      } else {
        guard let (name, value) = row.halves(": ") else { throw Fault(index + 1, "neither a setting nor a time") }
        settings.append((index + 1, name, value))
      }
    }
    guard hasOpening else { throw Fault(rows.count, "no line \"opens\"") }
  }

  private static func line(_ row: String, _ number: Int) throws(Fault) -> Line {
    guard let (clock, rest) = row.halves(" ") else { throw Fault(number, "nothing behind the time") }
    let milliseconds = try time(clock, number)
    if let (action, outcome) = rest.halves(" -> ") {
      return Line(
        number: number, milliseconds: milliseconds, words: action.words, claims: outcome.atCommas, isCheck: false)
    }
    if rest.contains(" changes {") || !rest.contains(": ") {
      return Line(number: number, milliseconds: milliseconds, words: rest.words, claims: [], isCheck: false)
    }
    guard let (check, expected) = rest.halves(": ") else { throw Fault(number, "no outcome") }
    return Line(
      number: number, milliseconds: milliseconds, words: check.words, claims: expected.atCommas, isCheck: true)
  }

  /// Milliseconds since midnight of `HH:MM`, `HH:MM:SS` or `HH:MM:SS.mmm`.
  package static func time(_ text: String, _ line: Int) throws(Fault) -> Int64 {
    let clock = text.split(separator: ":").map(String.init)
    guard (2...3).contains(clock.count), let hours = Int64(clock[0]), let minutes = Int64(clock[1]) else {
      throw Fault(line, "not a time: \(text)")
    }
    let seconds = clock.count == 3 ? clock[2].split(separator: ".").map(String.init) : ["0"]
    let thousandths = seconds.count == 2 ? seconds[1] : "000"
    guard let whole = Int64(seconds[0]), let part = Int64(thousandths), thousandths.utf8.count == 3 else {
      throw Fault(line, "not a time: \(text)")
    }
    return ((hours * 60 + minutes) * 60 + whole) * 1_000 + part
  }
}

extension StringProtocol {
  package var trimmed: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest = rest.dropFirst() }
    while rest.last?.isWhitespace == true { rest = rest.dropLast() }
    return String(rest)
  }

  package var words: [String] { split { $0.isWhitespace }.map { String($0) } }
  package var atCommas: [String] { split { $0 == "," }.map(\.trimmed) }

  /// What follows `start`, if this is how it starts.
  package func behind(_ start: String) -> String? { hasPrefix(start) ? dropFirst(start.count).trimmed : nil }

  /// What stands on both sides of the first `separator`.
  package func halves(_ separator: String) -> (String, String)? {
    guard let range = firstRange(of: separator) else { return nil }
    return (self[..<range.lowerBound].trimmed, self[range.upperBound...].trimmed)
  }
}
