// Points in time, stamped by the engine and passed in: pure code never asks what time it is.

/// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Instant: Hashable, Comparable, Sendable {
  package var milliseconds: Int64
  package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
  package func adding(milliseconds ms: Int64) -> Instant { Instant(milliseconds: milliseconds + ms) }
  package func milliseconds(until later: Instant) -> Int64 { later.milliseconds - milliseconds }
}

/// A date of the proleptic Gregorian calendar, as days since 1970-01-01.
package struct CalendarDate: Hashable, Comparable, Sendable {
  package var daysSince1970: Int32
  package init(daysSince1970: Int32) { self.daysSince1970 = daysSince1970 }
  package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.daysSince1970 < b.daysSince1970 }
}

extension Instant {
  /// The day in UTC in which the instant lies.
  package var date: CalendarDate {
    CalendarDate(daysSince1970: Int32(clamping: milliseconds.flooredDivision(by: 86_400_000)))
  }
}

extension CalendarDate: LosslessStringConvertible {
  /// `nil` unless year is 1…9999, month 1…12 and the day exists in that month.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    guard day <= Self.length(ofMonth: month, year: year) else { return nil }
    // Days from civil: the year starts in March, so that the leap day is its last.
    let y = month > 2 ? year : year - 1
    let era = y / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    self.init(daysSince1970: Int32(era * 146_097 + dayOfEra - 719_468))
  }

  /// Year, month and day in the Gregorian calendar.
  package var civil: (year: Int, month: Int, day: Int) {
    let days = Int64(daysSince1970) + 719_468
    let era = days.flooredDivision(by: 146_097)
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shifted + 2) / 5 + 1))
  }

  /// Reads `YYYY-MM-DD` and nothing else.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.skip("-"), let month = reader.number(digits: 2), reader.skip("-"),
      let day = reader.number(digits: 2), reader.atEnd
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  package var description: String {
    String(unsafeUninitializedCapacity: 10) { text in
      text.put(self)
      return 10
    }
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Instant: LosslessStringConvertible {
  /// Reads a date-time of RFC 3339: `T` between date and time, up to nine fraction digits (cut to milliseconds),
  /// `Z` or an offset. A leap second (`:60`) reads as the following second. In UTC it must lie in the years 1…9999,
  /// so that whatever was read can be written.
  package init?(_ text: String) {
    guard text.utf8.count >= 20 else { return nil }
    guard let date = CalendarDate(String(text.prefix(10))) else { return nil }
    var reader = DigitReader(String(text.dropFirst(10)))
    guard reader.skip("T") || reader.skip("t"), let hour = reader.number(digits: 2), reader.skip(":"),
      let minute = reader.number(digits: 2), reader.skip(":"), let second = reader.number(digits: 2)
    else { return nil }
    guard hour <= 23, minute <= 59, second <= 60 else { return nil }
    guard let fraction = reader.fraction(), let offset = reader.offsetMinutes(), reader.atEnd else { return nil }
    let minutes = Int64(date.daysSince1970) * 1_440 + Int64(hour * 60 + minute - offset)
    self.init(milliseconds: (minutes * 60 + Int64(second)) * 1_000 + Int64(fraction))
    guard Self.writable.contains(self) else { return nil }
  }

  private static var writable: ClosedRange<Instant> {
    Instant(milliseconds: -62_135_596_800_000)...Instant(milliseconds: 253_402_300_799_999)
  }

  /// RFC 3339 in UTC with milliseconds: `2026-11-21T22:30:00.123Z`. Only the years 1…9999 can be written.
  package var description: String {
    String(unsafeUninitializedCapacity: 24) { text in
      let date = self.date
      let inDay = Int(milliseconds - Int64(date.daysSince1970) * 86_400_000)
      text.put(date)
      text[10] = UInt8(ascii: "T")
      text.putDecimal(inDay / 3_600_000, digits: 2, at: 11)
      text[13] = UInt8(ascii: ":")
      text.putDecimal(inDay / 60_000 % 60, digits: 2, at: 14)
      text[16] = UInt8(ascii: ":")
      text.putDecimal(inDay / 1_000 % 60, digits: 2, at: 17)
      text[19] = UInt8(ascii: ".")
      text.putDecimal(inDay % 1_000, digits: 3, at: 20)
      text[23] = UInt8(ascii: "Z")
      return 24
    }
  }
}

/// Reads fixed-width numbers from ASCII text.
private struct DigitReader {
  private var rest: Substring.UTF8View
  init(_ text: String) { rest = Substring(text).utf8 }

  var atEnd: Bool { rest.isEmpty }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func digit() -> Int? {
    guard let character = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(character) else { return nil }
    rest.removeFirst()
    return Int(character - UInt8(ascii: "0"))
  }

  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// Milliseconds of an optional fraction; `nil` for a point without digits or more than nine of them.
  mutating func fraction() -> Int? {
    guard skip(".") else { return 0 }
    var value = 0
    var count = 0
    while let digit = digit() {
      if count < 3 { value = value * 10 + digit }
      count += 1
    }
    guard (1...9).contains(count) else { return nil }
    while count < 3 {
      value *= 10
      count += 1
    }
    return value
  }

  /// `Z` or `±hh:mm`, in minutes east of UTC.
  mutating func offsetMinutes() -> Int? {
    if skip("Z") || skip("z") { return 0 }
    let west = skip("-")
    guard west || skip("+") else { return nil }
    guard let hours = number(digits: 2), skip(":"), let minutes = number(digits: 2) else { return nil }
    guard hours <= 23, minutes <= 59 else { return nil }
    return (west ? -1 : 1) * (hours * 60 + minutes)
  }
}

extension Int64 {
  fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return self % divisor < 0 ? quotient - 1 : quotient
  }
}

extension UnsafeMutableBufferPointer<UInt8> {
  /// The ten characters of a date.
  fileprivate func put(_ date: CalendarDate) {
    let (year, month, day) = date.civil
    putDecimal(year, digits: 4, at: 0)
    self[4] = UInt8(ascii: "-")
    putDecimal(month, digits: 2, at: 5)
    self[7] = UInt8(ascii: "-")
    putDecimal(day, digits: 2, at: 8)
  }
}
