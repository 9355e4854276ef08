// One sealed-bid auction of Tsuchiura, and how it is run again.

import Auctions
import Testing

struct SealedTender {
  struct Offer {
    /// `nil`: the envelope held no amount.
    let price: Money?
    let isWinner: Bool
    /// Drawn among equal ones.
    let isDrawn: Bool
    /// The officials did not let it count.
    let isNotValid: Bool
    let isBelowMinimum: Bool
    let bidder: String
  }

  let id: Int
  let date: CalendarDate
  let reserve: Money
  let minimum: Money?
  /// A row is an offer of its own: the source has some bidders twice, with different amounts.
  var offers: [Offer] = []

  var winners: [Int] { offers.indices.filter { offers[$0].isWinner } }

  /// Not valid for other reasons than the price, although the price would do.
  var expelled: [Int] {
    offers.indices.filter { offers[$0].isNotValid && !offers[$0].isBelowMinimum && offers[$0].price != nil }
  }

  /// In the order in which they first appear; the rows of one auction are not always together.
  static func all() throws -> [SealedTender] {
    var tenders: [SealedTender] = []
    var places: [Int: Int] = [:]
    for row in try Fixture.table("sealed-bids-tsuchiura-2007-2011/bids.csv") {
      let tender = try SealedTender(row)
      let place = places[tender.id] ?? tenders.count
      if place == tenders.count {
        places[tender.id] = place
        tenders.append(tender)
      }
      let known = tenders[place]
      try #require((known.date, known.reserve, known.minimum) == (tender.date, tender.reserve, tender.minimum))
      tenders[place].offers.append(try Offer(row))
    }
    return tenders
  }

  private init(_ row: Row) throws {
    id = try row.int("pid")
    let (year, month, day) = (try row.int("year"), try row.int("month"), try row.int("day"))
    date = try #require(CalendarDate(year: year, month: month, day: day))
    reserve = try row.money("reserveprice")
    minimum = try row.optionalMoney("minprice")
    let hasMinimum = try row.int("minpriceauction") == 1
    try #require((minimum != nil) == hasMinimum)
  }

  /// What the replay makes of it.
  struct Outcome {
    let winner: Int?
    /// Why each offer that does not count does not, by row; an envelope without an amount has no reason.
    let voided: [Int: Refusal.Reason?]
    let replay: Replay
    var ranking: [Auctions.Offer] { replay.auction.lot(Replay.lot)?.offers ?? [] }
  }

  /// A day under seal, an envelope a second in the order of the rows, then the opening.
  func played(expelling expelled: [Int] = [], seed: Bytes32 = .seed(1), rules: Rules) throws -> Outcome {
    let opensAt = Instant(milliseconds: Int64(date.daysSince1970) * .day)
    let announcement = Announcement(
      buyer: Replay.buyer, rules: rules, currency: "JPY", opensAt: opensAt,
      lots: [.init(number: Replay.lot, ceiling: reserve, floor: minimum)], seedCommitment: .repeating(8),
      sealing: .ofOneRound)
    var replay = try Replay(announcement, announcedBefore: 7 * .day, seed: seed)
    for place in offers.indices { try replay.perform(.admit(Admission(.bidder(place))), at: replay.latest) }
    for place in offers.indices {
      try replay.seal(.bidder(place), at: opensAt.adding(milliseconds: Int64(place + 1) * .second))
    }
    let deadline = opensAt.adding(milliseconds: .day)
    for place in expelled { try replay.perform(.disqualify(.bidder(place), reason: "not eligible"), at: deadline) }
    let found = offers.enumerated().compactMap { place, offer in offer.price.map { (CompanyID.bidder(place), $0) } }
    let events = try replay.open(found, at: deadline.adding(milliseconds: .minute))
    #expect(replay.auction.phase == .closed)
    let winners = replay.auction.lot(Replay.lot)?.winners ?? []
    return Outcome(winner: winners.first?.bidder.place, voided: Self.voided(by: events), replay: replay)
  }

  private static func voided(by events: [Auction.Event]) -> [Int: Refusal.Reason?] {
    var voided: [Int: Refusal.Reason?] = [:]
    for event in events {
      switch event {
      case .offerVoid(_, let opened, let refusal): voided[opened.bidder.place] = .some(refusal.reason)
      case .offerUnreadable(_, let bidder): voided[bidder.place] = .some(nil)
      default: break
      }
    }
    return voided
  }
}

extension SealedTender.Offer {
  fileprivate init(_ row: Row) throws {
    price = try row.optionalMoney("bid")
    isWinner = try row.int("winner") == 1
    isDrawn = try row.text("bidresult") == "3"
    isNotValid = try row.text("bidresult") == "4"
    isBelowMinimum = try row.int("belowminprice") == 1
    bidder = try row.text("bidder_id")
    let (isLoser, hasWon) = (try row.int("loser") == 1, try row.int("bidresult_simple") == 1)
    try #require(isWinner == hasWon && isLoser != hasWon)
  }
}
