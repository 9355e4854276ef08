// Lengths of time in words, exact to the millisecond.

extension Texts {
  /// "3 minutes", "1 minute 30 seconds", "0.5 seconds". Russian has the accusative, the case that the sentences take.
  func length(_ milliseconds: Int64) -> String {
    let units: [(name: String, milliseconds: Int64)] = [
      ("days", 86_400_000), ("hours", 3_600_000), ("minutes", 60_000),
    ]
    var rest = max(0, milliseconds)
    var parts: [String] = []
    for unit in units where rest >= unit.milliseconds {
      parts.append(count("length.\(unit.name)", Int(rest / unit.milliseconds)))
      rest %= unit.milliseconds
    }
    if rest > 0 || parts.isEmpty { parts.append(seconds(rest)) }
    return parts.joined(separator: " ")
  }

  /// "every minute", "every 30 seconds"
  func every(_ milliseconds: Int64) -> String {
    switch milliseconds {
    case 1_000: self["length.everySecond"]
    case 60_000: self["length.everyMinute"]
    case 3_600_000: self["length.everyHour"]
    case 86_400_000: self["length.everyDay"]
    default: self("length.every", ["length": length(milliseconds)])
    }
  }

  private func seconds(_ milliseconds: Int64) -> String {
    let (whole, part) = milliseconds.quotientAndRemainder(dividingBy: 1_000)
    guard part > 0 else { return count("length.seconds", Int(whole)) }
    var digits = String(1_000 + part).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return self("length.partOfSecond", ["n": Format(language).decimal("\(whole).\(digits)")])
  }
}
