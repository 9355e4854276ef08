// Offers in every currency of a day, at the rates of that day: ranked exactly, and by no later rate.

import Auctions
import Testing

@Suite struct ExchangeRateTests {
  /// An offer as the test knows it: the price in hundredths and the rate in hundred-millionths, as long numbers.
  private struct Quoted {
    let bidder: CompanyID
    let price: Digits
    let rate: Digits
    let order: Int

    /// Cheaper in euros by cross multiplication, or as cheap and earlier.
    func precedes(_ other: Quoted) -> Bool {
      let (own, others) = (price * other.rate, other.price * rate)
      return own == others ? order < other.order : own < others
    }
  }

  /// What all bidders mean, in euros; each writes it in its own currency, to the cent below. One hundred thousand comes
  /// out even in every currency, so that all are equal; of the others all that differs is what the cent cuts off.
  private static let amounts = ["100000.00", "99999.99", "12345.67", "0.97", "777777.77"]

  /// The first day, the day of the Swiss franc, the last day; and how many currencies they have.
  private static let days = [("1999-01-04", 27), ("2015-01-15", 31), ("2026-10-30", 29)]

  @Test(arguments: days) func ranksAreThoseOfLongFractions(_ day: String, count: Int) throws {
    let rates = try EuroRates(day)
    #expect(rates.rates.count == count)
    var replay = try Self.announced(rates, ceilings: Self.amounts.map { _ in "1000000.00" })
    for (place, rate) in ([.init(currency: "EUR", text: "1")] + rates.rates).enumerated() {
      try replay.perform(.admit(Admission(.bidder(place), currency: rate.currency)), at: replay.latest)
    }
    let quoted = try Self.amounts.indices.map { try offer(on: $0, rates, in: &replay) }
    try replay.pass(until: replay.latest.adding(milliseconds: .day))
    #expect(replay.auction.phase == .closed)
    for (lot, quoted) in zip(replay.auction.lots, quoted) {
      let expected = quoted.sorted { $0.precedes($1) }
      #expect(lot.offers.map(\.bidder) == expected.map(\.bidder), "lot \(lot.number.value)")
      #expect(lot.winners.map(\.bidder) == expected.prefix(1).map(\.bidder))
      for (place, one) in expected.enumerated() {
        #expect(replay.auction.rank(of: one.bidder, on: lot) == place + 1)
        try expectShown(replay.auction.money(try #require(lot.offer(of: one.bidder)).cost), of: one)
      }
    }
    // Even everywhere: the order of receipt alone decides.
    let even = try #require(replay.auction.lot(Replay.lot)).offers
    #expect(even.allSatisfy { $0.cost == Fraction(1_000_000_000) })
    #expect(even.map(\.bidder) == quoted[0].map(\.bidder))
    try replay.expectJournalHolds()
  }

  /// Every currency once, in an order that differs from lot to lot.
  private func offer(on index: Int, _ rates: EuroRates, in replay: inout Replay) throws -> [Quoted] {
    let texts = ["1"] + rates.rates.map(\.text)
    let start = replay.auction.opensAt.adding(milliseconds: Int64(index) * .minute)
    let order = texts.indices.sorted { ($0 * 17 + index * 5) % texts.count < ($1 * 17 + index * 5) % texts.count }
    var quoted: [Quoted] = []
    for (number, place) in order.enumerated() {
      let price = try Self.price(Self.amounts[index], texts[place])
      let time = start.adding(milliseconds: Int64(number + 1) * .second)
      try replay.place(.bidder(place), price, on: LotNumber(Int32(index + 1)), at: time)
      quoted.append(
        Quoted(
          bidder: .bidder(place), price: try #require(Digits(price.description, places: 2)),
          rate: try #require(Digits(texts[place], places: 8)), order: number))
    }
    return quoted
  }

  private static func price(_ euros: String, _ rate: String) throws -> Money {
    let (euros, rate) = (try #require(Money(euros)), try #require(RateNumber(rate)))
    let exact = Int128(euros.tenThousandths) * Int128(rate.hundredMillionths)
    return Money(tenThousandths: Int64(exact / 10_000_000_000) * 100)
  }

  /// What is shown of a value is cut to four decimals: `shown ≤ price / rate < shown + 0.0001`.
  private func expectShown(_ shown: Money, of one: Quoted) throws {
    let scale = try #require(Digits("1" + String(repeating: "0", count: 10), places: 0))
    func euros(_ tenThousandths: Int64) throws -> Digits { try #require(Digits("\(tenThousandths)", places: 0)) }
    // Prices count hundredths, rates hundred-millionths, what is shown ten-thousandths: 10^8 · 10^4 / 10^2 apart.
    #expect(try euros(shown.tenThousandths) * one.rate <= one.price * scale)
    #expect(try one.price * scale < euros(shown.tenThousandths + 1) * one.rate)
  }

  /// On 15 January 2015 the Swiss franc rose by a sixth. An auction announced at the rates of the day before compares
  /// by them to its end; one announced at the rates of that day, by those.
  @Test func aFrozenRateDoesNotChange() throws {
    let before = try frozen(at: EuroRates("2015-01-14"))
    let after = try frozen(at: EuroRates("2015-01-15"))
    #expect(before.offers.map(\.bidder) == [.bidder(1), .bidder(0)])
    #expect(after.offers.map(\.bidder) == [.bidder(0), .bidder(1)])
    // 100 000 francs at 1.201, and at 1.028.
    #expect(before.offer(of: .bidder(1))?.cost == Fraction(100_000 * 10_000 * 1_000, over: 1_201))
    #expect(after.offer(of: .bidder(1))?.cost == Fraction(100_000 * 10_000 * 1_000, over: 1_028))
  }

  /// 90 000 euros against 100 000 francs, both offered on 15 January.
  private func frozen(at rates: EuroRates) throws -> Auction.Lot {
    let opensAt = try #require(Instant("2015-01-15T15:00:00+01:00"))
    var replay = try Self.announced(rates, ceilings: ["200000.00"], opensAt: opensAt)
    let announced = try rates.announced()
    try replay.perform(.admit(Admission(.bidder(0))), at: replay.latest)
    try replay.perform(.admit(Admission(.bidder(1), currency: "CHF")), at: replay.latest)
    try replay.place(.bidder(0), try #require(Money("90000.00")), at: opensAt.adding(milliseconds: .minute))
    try replay.place(.bidder(1), try #require(Money("100000.00")), at: opensAt.adding(milliseconds: 2 * .minute))
    // Rules can be changed while the auction runs; rates are no part of them.
    var rules = replay.auction.rules
    rules.admissibility.tiesAllowed = false
    let change = Auction.Command.change(rules, reason: "a clarification")
    try replay.perform(change, at: opensAt.adding(milliseconds: 3 * .minute))
    let costs = replay.auction.lot(Replay.lot)?.offers.map(\.cost)
    try replay.pass(until: opensAt.adding(milliseconds: .day))
    #expect(replay.auction.phase == .closed)
    #expect(replay.auction.announcement.rates == announced)
    #expect(replay.auction.lot(Replay.lot)?.offers.map(\.cost) == costs)
    try replay.expectJournalHolds()
    return try #require(replay.auction.lot(Replay.lot))
  }

  private static func announced(_ rates: EuroRates, ceilings: [String], opensAt: Instant? = nil) throws -> Replay {
    let lots = try ceilings.enumerated().map { place, text in
      Announcement.Lot(number: LotNumber(Int32(place + 1)), ceiling: try #require(Money(text)))
    }
    let noon = Instant(milliseconds: Int64(rates.date.daysSince1970) * .day + 12 * 60 * .minute)
    let announcement = Announcement(
      buyer: Replay.buyer, rules: try Fixture.rules("english-ranked"), currency: "EUR", opensAt: opensAt ?? noon,
      lots: lots, rates: try rates.announced())
    return try Replay(announcement, announcedBefore: 60 * .minute)
  }
}
