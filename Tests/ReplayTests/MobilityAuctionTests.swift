// FCC auction 901: what 33 carriers were paid for 795 areas, as lots of one sealed auction, to the cent.

import Auctions
import Testing

@Suite struct MobilityAuctionTests {
  private struct Award {
    let carrier: String
    let perMile: Money
    let netPerMile: Money
    let miles: Quantity
    let total: Money

    init(_ row: Row) throws {
      carrier = try row.text("bid")
      perMile = try row.money("dollars_per_mile")
      netPerMile = try row.money("net_dollars_per_mile")
      miles = try #require(Quantity(row.text("road_miles")))
      total = try row.money("total_bid_amount")
    }

    /// Rate times miles in hundred-millionths of a dollar: nothing is rounded.
    var exact: Int128 { Int128(perMile.tenThousandths) * Int128(miles.tenThousandths) }
  }

  private static let hundredMillion: Int128 = 100_000_000

  private func awards() throws -> [Award] {
    let rows = try Fixture.table("fcc-auction-901/auction901-results.psv", separator: "|")
    let awards = try rows.map(Award.init)
    try #require(awards.count == 795)
    return awards
  }

  /// The source promises half a cent; it keeps to the last digit.
  @Test func rateTimesMilesIsTheTotal() throws {
    for award in try awards() {
      let total = Int128(award.total.tenThousandths) * 10_000
      #expect((award.exact - total).magnitude <= 500_000, "\(award)")
      #expect(award.exact == total, "\(award)")
      #expect(award.perMile.times(award.miles) == award.total)
    }
  }

  @Test func theSumIsTheBudgetToTheCent() throws {
    let sum = try awards().reduce(Int64(0)) { $0 + $1.total.tenThousandths }
    #expect(Money(tenThousandths: sum) == Money("299998632.25"))
    #expect(Money(tenThousandths: sum).description == "299998632.25")
  }

  /// Bidders for tribal lands were ranked by three quarters of their rate, in whole dollars, and paid the whole of it.
  @Test func fourAreasHadACredit() throws {
    let credited = try awards().filter { $0.netPerMile != $0.perMile }
    #expect(credited.count == 4)
    for award in credited {
      let rounded = (award.perMile.tenThousandths * 3 / 4 + 5_000) / 10_000 * 10_000
      #expect(award.netPerMile.tenThousandths == rounded)
    }
  }

  /// Every area a lot, every winner a bidder who seals what it was paid. What the others asked is not published, and no
  /// reserve price: the ceiling of an area is the highest rate that was paid anywhere, times its miles.
  @Test func everyLotGoesToItsWinnerAtItsPrice() throws {
    let awards = try awards()
    let carriers = Set(awards.map(\.carrier)).sorted()
    #expect(carriers.count == 33)
    let bidders = try awards.map { award in CompanyID.bidder(try #require(carriers.firstIndex(of: award.carrier))) }
    let replay = try played(awards, bidders, carriers.count)
    #expect(replay.auction.phase == .closed)
    for (place, lot) in replay.auction.lots.enumerated() {
      #expect(lot.winners == [Win(bidder: bidders[place], price: awards[place].total)])
    }
    let wins = replay.auction.lots.flatMap(\.winners)
    #expect(Money(tenThousandths: wins.reduce(0) { $0 + $1.price.tenThousandths }) == Money("299998632.25"))
    for (place, carrier) in carriers.enumerated() {
      let won = wins.filter { $0.bidder == .bidder(place) }.reduce(Int64(0)) { $0 + $1.price.tenThousandths }
      let paid = awards.filter { $0.carrier == carrier }.reduce(Int128(0)) { $0 + $1.exact }
      #expect(Int128(won) * 10_000 == paid, "\(carrier)")
    }
    try replay.expectJournalHolds()
  }

  private func played(_ awards: [Award], _ bidders: [CompanyID], _ carriers: Int) throws -> Replay {
    // The auction was one round on 27 September 2012.
    let opensAt = try #require(Instant("2012-09-27T10:00:00-04:00"))
    let highest = try #require(awards.map(\.perMile).max())
    let lots = try awards.enumerated().map { place, award in
      Announcement.Lot(number: LotNumber(Int32(place + 1)), ceiling: try #require(highest.times(award.miles)))
    }
    let announcement = Announcement(
      buyer: Replay.buyer, rules: try Fixture.rules("sealed-first-price"), currency: "USD", opensAt: opensAt,
      lots: lots, seedCommitment: .repeating(8), sealing: .ofOneRound)
    var replay = try Replay(announcement, announcedBefore: .day)
    for place in 0..<carriers { try replay.perform(.admit(Admission(.bidder(place))), at: replay.latest) }
    for (lot, bidder) in zip(lots, bidders) {
      try replay.seal(bidder, on: lot.number, at: opensAt.adding(milliseconds: Int64(lot.number.value) * .second))
    }
    let deadline = opensAt.adding(milliseconds: .day)
    for (place, lot) in lots.enumerated() {
      _ = try replay.open([(bidders[place], awards[place].total)], on: lot.number, at: deadline)
    }
    return replay
  }
}
