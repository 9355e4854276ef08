// The euro reference rates of a day, and numbers of any length to check conversions with.

import Auctions
import Testing

struct EuroRates {
  struct Rate {
    let currency: String
    /// Units of the currency for one euro, as published.
    let text: String
  }

  let date: CalendarDate
  let rates: [Rate]

  init(_ day: String) throws {
    let rows = try Fixture.table("ecb-rates/eurofxref-days.csv")
    let row = try #require(try rows.first { try $0.text("Date") == day })
    date = try #require(CalendarDate(day))
    rates = try row.columns.dropFirst().filter { !$0.isEmpty }.compactMap { currency in
      let text = try row.text(currency)
      return text == "N/A" ? nil : Rate(currency: currency, text: text)
    }
  }

  /// As they are announced: so many units are one euro.
  func announced() throws -> [ExchangeRate] {
    let one = try #require(RateNumber("1"))
    return try rates.map { ExchangeRate(currency: $0.currency, units: try #require(RateNumber($0.text)), equal: one) }
  }
}

/// A whole number of any length, in decimal digits: as naive as can be, so that it shares nothing with what it checks.
struct Digits: Comparable {
  /// The lowest first, without zeros at the end.
  private var digits: [Int]

  /// A decimal, counted in units of its last of `places`.
  init?(_ decimal: String, places: Int) {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard parts.count <= 2, fraction.count <= places else { return nil }
    let text = parts[0] + fraction + String(repeating: "0", count: places - fraction.count)
    let digits = text.compactMap(\.wholeNumberValue)
    guard digits.count == text.count else { return nil }
    self.init(lowestFirst: digits.reversed())
  }

  private init(lowestFirst digits: [Int]) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
  }

  static func * (a: Digits, b: Digits) -> Digits {
    var sums = Array(repeating: 0, count: a.digits.count + b.digits.count + 1)
    for (i, x) in a.digits.enumerated() {
      for (j, y) in b.digits.enumerated() { sums[i + j] += x * y }
    }
    for place in sums.indices.dropLast() {
      sums[place + 1] += sums[place] / 10
      sums[place] %= 10
    }
    return Digits(lowestFirst: sums)
  }

  static func < (a: Digits, b: Digits) -> Bool {
    guard a.digits.count == b.digits.count else { return a.digits.count < b.digits.count }
    return a.digits.reversed().lexicographicallyPrecedes(b.digits.reversed())
  }
}
