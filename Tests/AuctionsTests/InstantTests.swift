// Instants and dates against RFC 3339 and against Foundation's calendar.

import Auditing
import Auctions
import Foundation
import Testing

@Suite struct InstantTests {
  @Test(
    arguments: [
      // text                                  milliseconds since 1970
      ("1970-01-01T00:00:00Z", 0),
      ("1970-01-01T00:00:00.001Z", 1),
      ("1969-12-31T23:59:59.999Z", -1),
      ("2026-11-21T22:30:00.123Z", 1_795_300_200_123),
      ("2026-11-21t22:30:00.123z", 1_795_300_200_123),
      ("2026-11-22T00:30:00.123+02:00", 1_795_300_200_123),
      ("2026-11-21T17:00:00.123-05:30", 1_795_300_200_123),
      ("2026-11-21T22:30:00.123-00:00", 1_795_300_200_123),
      ("2026-11-21T22:30:00.1Z", 1_795_300_200_100),
      ("2026-11-21T22:30:00.12Z", 1_795_300_200_120),
      ("2026-11-21T22:30:00.123456789Z", 1_795_300_200_123),
      ("2026-11-21T22:30:00.9999Z", 1_795_300_200_999),  // cut, not rounded
      ("2000-02-29T12:00:00Z", 951_825_600_000),
      ("2024-02-29T00:00:00Z", 1_709_164_800_000),
      ("2016-12-31T23:59:60Z", 1_483_228_800_000),  // the leap second reads as the second after it
      ("2016-12-31T18:59:60.5-05:00", 1_483_228_800_500),
      ("0001-01-01T00:00:00Z", -62_135_596_800_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
      ("2026-11-21T23:59:59+23:59", 1_795_219_259_000),
    ] as [(String, Int64)])
  func read(_ text: String, milliseconds: Int64) {
    #expect(Instant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "2026-11-21", "2026-11-21T22:30Z", "2026-11-21T22:30:00", "2026-11-21 22:30:00Z", "2026-11-21T22:30:00.Z",
    "2026-11-21T22:30:00.1234567890Z", "2026-11-21T22:30:00,5Z", "2026-11-21T24:00:00Z", "2026-11-21T22:60:00Z",
    "2026-11-21T22:30:61Z", "2026-11-21T22:30:00+2:00", "2026-11-21T22:30:00+0200", "2026-11-21T22:30:00+24:00",
    "2026-11-21T22:30:00+02:60", "2026-11-21T22:30:00Z ", " 2026-11-21T22:30:00Z", "2026-11-21T22:30:00ZZ",
    "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
    "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-04-31T00:00:00Z", "0000-01-01T00:00:00Z",
    "10000-01-01T00:00:00Z", "26-11-21T22:30:00Z", "2026-1-21T22:30:00Z", "+2026-11-21T22:30:00Z",
    "-2026-11-21T22:30:00Z", "2026-11-21T22:30:00\u{2212}05:00", "٢٠٢٦-11-21T22:30:00Z", "2026-11-2١T22:30:00Z",
    "20261121T223000Z", "2026-W47-6T22:30:00Z", "now", "1795300200123", "2026-11-21\u{301}T22:30:00Z",
    "2026-11-21T22:30:00.5", "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "9999-12-31T23:59:60Z",
    "2026-11-21T2a:30:00Z", "2026/11/21T22:30:00Z", "\u{FEFF}2026-11-21T22:30:00Z",
  ])
  func neverRead(_ text: String) { #expect(Instant(text) == nil) }

  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
      (1_795_300_200_123, "2026-11-21T22:30:00.123Z"),
      (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    ] as [(Int64, String)])
  func written(_ milliseconds: Int64, text: String) {
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test func roundTripAndFoundation() {
    var random = SplitMix64(seed: 4)
    let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
    for _ in 0..<2_000 {
      let instant = Instant(milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &random))
      #expect(Instant(instant.description) == instant)
      let modern = Instant(milliseconds: .random(in: 0...4_102_444_800_000, using: &random) / 1_000 * 1_000)
      #expect(modern.description == Date(timeIntervalSince1970: Double(modern.milliseconds / 1_000)).formatted(style))
    }
  }

  @Test func arithmetic() {
    let noon = Instant(milliseconds: 1_000)
    #expect(noon.adding(milliseconds: -1_500).milliseconds == -500)
    #expect(noon.milliseconds(until: Instant(milliseconds: 1_250)) == 250)
    #expect(Instant(milliseconds: -1).date == CalendarDate("1969-12-31"))
    #expect(Instant(milliseconds: 86_399_999).date == CalendarDate("1970-01-01"))
    #expect(Instant(milliseconds: 86_400_000).date == CalendarDate("1970-01-02"))
  }
}

@Suite struct CalendarDateTests {
  /// Every day from 1900 to 2100.
  @Test func againstFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let first = try #require(CalendarDate(year: 1900, month: 1, day: 1))
    let last = try #require(CalendarDate(year: 2100, month: 12, day: 31))
    #expect(last.daysSince1970 - first.daysSince1970 + 1 == 201 * 365 + 49)
    for days in first.daysSince1970...last.daysSince1970 {
      let date = CalendarDate(daysSince1970: days)
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(days) * 86_400))
      let civil = date.civil
      guard civil.year == parts.year, civil.month == parts.month, civil.day == parts.day,
        CalendarDate(year: civil.year, month: civil.month, day: civil.day) == date,
        CalendarDate(date.description) == date
      else {
        Issue.record("\(date) is \(parts) for Foundation")
        return
      }
    }
  }

  @Test(
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
      (2026, 2, 29, nil), (1900, 2, 29, nil), (2000, 2, 30, nil), (2026, 4, 31, nil), (2026, 13, 1, nil),
      (2026, 0, 1, nil), (2026, 1, 0, nil), (0, 1, 1, nil), (10_000, 1, 1, nil), (-1, 1, 1, nil),
      (.max, .max, .max, nil),
    ] as [(Int, Int, Int, Int32?)])
  func civil(year: Int, month: Int, day: Int, days: Int32?) {
    #expect(CalendarDate(year: year, month: month, day: day)?.daysSince1970 == days)
  }

  @Test(arguments: ["", "2026-11-21 ", "2026-11-211", "2026-1-1", "21.11.2026", "2026-11", "٢٠٢٦-11-21", "2026-02-30"])
  func neverRead(_ text: String) { #expect(CalendarDate(text) == nil) }
}
