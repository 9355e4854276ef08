// One record of a Prozorro auction, and how it is run again.

import Auctions
import StrictJSON
import Testing

struct ProzorroAuction {
  struct Bid {
    let id: String
    /// What was compared at the end: the price, or the performance of an energy service.
    let value: Money
    /// What a contract would be about.
    let amount: Money
    /// Of the last change of the value.
    let at: Instant
    let submittedAt: Instant?
    /// Where the last change fell, if it fell into the auction.
    let turn: (round: Int, turn: Int)?
  }

  struct Award {
    let bid: Int
    let isActive: Bool
    let amount: Money
  }

  let opensAt: Instant
  let endedAt: Instant
  let startValue: Money?
  let step: Money?
  let higherWins: Bool
  /// The newer template has two minutes more before the result.
  let hasFinalPause: Bool
  let bids: [Bid]
  /// Places in `bids`, best first.
  let ranking: [Int]
  let awards: [Award]

  init(_ file: String) throws {
    let json = try Fixture.json("prozorro-auctions/auctions/\(file).json")
    opensAt = try #require(json["auction_start"]?.instant)
    endedAt = try #require(json["auction_end"]?.instant)
    startValue = json["start_value"]?.money
    step = json["minimal_step"]?.money
    higherWins = try #require(json["direction"]?.text).hasPrefix("higher")
    hasFinalPause = json["stage_template"]?.text == "v2"
    let weighed = higherWins ? "amountPerformance" : "amount"
    let bids = try #require(json["bids"]?.elements).map { try Bid($0, weighed: weighed) }
    self.bids = bids
    func place(_ id: JSON?) throws -> Int { try #require(bids.firstIndex { $0.id == id?.text }) }
    ranking = try #require(json["expected_ranking"]?.elements).map { try place($0) }
    awards = try #require(json["awards"]?.elements).map { award in
      let amount = try #require(award["amount"]?.money)
      return Award(bid: try place(award["bid_id"]), isActive: award["status"]?.text == "active", amount: amount)
    }
  }

  /// What the record had otherwise than the preset: its own step, the older template, an energy service.
  private var changes: String {
    let finalPause = hasFinalPause ? "{}" : #"{ "finalPauseMilliseconds": 0 }"#
    let ofItsOwn = step.map { #"{ "kind": "amount", "amount": "\#($0)", "percent": null }"# }
    let decrement = ofItsOwn ?? #"{ "percentOf": "own" }"#
    let ranking = higherWins ? #"{ "direction": "higher", "abnormallyLow": null }"# : "{}"
    return #"{ "clock": \#(finalPause), "admissibility": { "decrement": \#(decrement) }, "ranking": \#(ranking) }"#
  }

  func rules() throws -> Rules { try Fixture.rules("three-rounds", with: changes) }

  /// An energy service has no start value: whatever is above zero counts.
  var ceiling: Money { startValue ?? Money(tenThousandths: 100) }

  /// The auction up to its opening, with the sealed offers.
  /// - Parameter openings: the first amounts of those who improved theirs, by place in `bids`.
  func scheduled(openings: [Int: Money]) throws -> Replay {
    let announcement = Announcement(
      buyer: Replay.buyer, rules: try rules(), currency: "UAH", opensAt: opensAt,
      lots: [.init(number: Replay.lot, ceiling: ceiling)])
    var replay = try Replay(announcement, announcedBefore: 30 * .day)
    for place in bids.indices { try replay.perform(.admit(Admission(.bidder(place))), at: replay.latest) }
    let offers = bids.indices.map { place in
      (place, openings[place] ?? bids[place].value, openings[place] == nil ? bids[place].at : submission(of: place))
    }
    for (place, price, time) in offers.sorted(by: { $0.2 < $1.2 }) {
      try replay.place(.bidder(place), price, at: time)
    }
    return replay
  }

  /// Where it is not recorded, a day before the auction, the better ones first.
  private func submission(of place: Int) -> Instant {
    let rank = ranking.firstIndex(of: place) ?? 0
    return bids[place].submittedAt ?? opensAt.adding(milliseconds: -.day + Int64(rank) * .minute)
  }

  /// The auction to its end.
  func closed(openings: [Int: Money]) throws -> Replay {
    var replay = try scheduled(openings: openings)
    for place in improvers { try replay.place(.bidder(place), bids[place].value, at: bids[place].at) }
    try replay.pass(until: endedAt)
    return replay
  }

  /// Who bid in the auction, in order of time.
  var improvers: [Int] { bids.indices.filter { bids[$0].turn != nil }.sorted { bids[$0].at < bids[$1].at } }
}

extension ProzorroAuction.Bid {
  fileprivate init(_ json: JSON, weighed: String) throws {
    id = try #require(json["bid_id"]?.text)
    let final = try #require(json["final_value"])
    value = try #require(final[weighed]?.money)
    amount = try #require(final["amount"]?.money)
    at = try #require(json["last_change"]?.instant)
    submittedAt = json["submitted"]?.instant
    let derived = json["derived_turn"]
    if let round = derived?["round"]?.int64, let turn = derived?["turn"]?.int64 {
      self.turn = (Int(round), Int(turn))
    } else {
      turn = nil
    }
    try #require((turn != nil) == (json["changed_in_auction"] == .bool(true)))
  }
}
