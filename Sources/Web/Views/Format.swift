// Amounts, numbers, dates and times as people read them, without ICU.

import Auctions

/// Writes values for readers of one language. Digits are grouped by narrow no-break spaces everywhere (a comma is a
/// decimal sign in two of the three languages, and a price must not be misread); the decimal sign is the language's.
struct Format: Sendable {
  let language: Language
  init(_ language: Language) { self.language = language }

  static let narrowSpace = "\u{202F}"
  private static let noBreakSpace = "\u{A0}"

  /// "1780000.00", "UAH" → "1 780 000.00 UAH".
  func amount(_ decimal: String, _ currency: String) -> String { self.decimal(decimal) + Self.noBreakSpace + currency }

  /// "1234567.5" → "1 234 567.5" or "1 234 567,5". Anything that is not a decimal number comes back unharmed.
  func decimal(_ text: String) -> String {
    let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let sign = parts[0].hasPrefix("-") ? "\u{2212}" : ""
    let whole = parts[0].drop { $0 == "-" }
    guard whole.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return text }
    let fraction = parts.count > 1 ? (language == .en ? "." : ",") + parts[1] : ""
    return sign + Self.grouped(whole) + fraction
  }

  func number(_ value: Int) -> String { decimal(String(value)) }

  /// Days of the proleptic Gregorian calendar: "21 November 2026".
  func date(year: Int, month: Int, day: Int) -> String {
    guard (1...12).contains(month) else { return "\(year)-\(month)-\(day)" }
    return "\(day)\(Self.noBreakSpace)\(months[month - 1]) \(year)"
  }

  /// "2026-11-21" → "21 November 2026". Anything else comes back unharmed.
  func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-").compactMap { Int($0) }
    return parts.count == 3 ? date(year: parts[0], month: parts[1], day: parts[2]) : iso
  }

  /// A moment for `<time>`: machine form and "21 November 2026, 22:30 UTC". A module in the browser shows local time.
  /// - Parameter milliseconds: since 1970, UTC.
  func moment(milliseconds: Int64) -> Moment {
    let instant = Instant(milliseconds: milliseconds)
    let civil = instant.date.civil
    let day = date(year: civil.year, month: civil.month, day: civil.day)
    let iso = instant.description
    let clock = iso.drop { $0 != "T" }.dropFirst().prefix(5)
    return Moment(iso: iso, text: "\(day), \(clock)\(Self.noBreakSpace)UTC")
  }

  private static func grouped(_ digits: Substring) -> String {
    guard digits.count > 4 else { return String(digits) }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += narrowSpace }
      result.append(digit)
    }
    return result
  }

  private var months: [String] {
    switch language {
    case .en:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
      ]
    case .ru:
      [
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
        "декабря",
      ]
    case .ro:
      [
        "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie", "iulie", "august", "septembrie", "octombrie",
        "noiembrie", "decembrie",
      ]
    }
  }
}
