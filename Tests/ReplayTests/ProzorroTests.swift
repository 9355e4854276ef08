// Four auctions that were held, run again to the second: turns, refusals, ends, ranking and the chain of awards.

import Auctions
import Commerce
import Testing
import Transcript

@Suite struct ProzorroTests {
  /// The record, and the sealed amounts of those who improved theirs, by place among its bids.
  struct Case: CustomTestStringConvertible {
    let file: String
    let openings: [Int: String]
    var testDescription: String { "\(file) \(openings.sorted { $0.key < $1.key }.map(\.value))" }

    func load() throws -> (record: ProzorroAuction, openings: [Int: Money]) {
      (try ProzorroAuction(file), try openings.mapValues { try #require(Money($0)) })
    }
  }

  static let energyService = "UA-2019-12-26-000379-b_e59528ab"
  static let olderTemplate = "UA-2020-01-20-001169-c"
  static let noBids = "UA-2022-10-25-007560-a_6134ba72"
  static let threeBidders = "UA-2024-02-05-014363-a"

  /// No sealed amount that was improved later is recorded. Two are tried for each: the nearest one that the record
  /// allows, a step from the last amount and such that whoever spoke first was the worst, and the farthest: the start
  /// value, or for the energy service, which has none, a thousand. What the record says must come out of both.
  static let cases = [
    Case(file: energyService, openings: [1: "984963.58"]),
    Case(file: energyService, openings: [1: "1000.00"]),
    Case(file: olderTemplate, openings: [0: "1778225.01"]),
    Case(file: olderTemplate, openings: [0: "1780000.00"]),
    Case(file: noBids, openings: [:]),
    Case(file: threeBidders, openings: [0: "606500.00", 1: "607249.00", 2: "599400.00"]),
    Case(file: threeBidders, openings: [0: "682000.00", 1: "682000.00", 2: "682000.00"]),
  ]

  @Test func theFilesAreThoseOfTheIndex() throws {
    let rows = try Fixture.table("prozorro-auctions/index.csv")
    let files = try rows.map { try $0.text("file").dropLast(5) }
    #expect(files == [Self.energyService, Self.olderTemplate, Self.noBids, Self.threeBidders].map { $0[...] })
    for (row, file) in zip(rows, files) {
      let record = try ProzorroAuction(String(file))
      #expect(record.bids.count == (try row.int("bidders")))
      #expect(record.improvers.count == (try row.int("bidders_who_bid_in_auction")))
      #expect(record.awards.count == (try row.int("award_decisions")))
      #expect(record.startValue == (try row.optionalMoney("start_value")))
      #expect(record.step == (try row.optionalMoney("minimal_step")))
      #expect(record.hasFinalPause == (try row.text("stage_template") == "v2"))
      #expect(record.higherWins == (try row.text("direction").hasPrefix("higher")))
    }
  }

  /// One of the four has just the step that the preset has: 0.5 % of its start value.
  @Test func thePresetsOwnStepIsThatOfARecord() throws {
    let record = try ProzorroAuction(Self.noBids)
    let preset = try Fixture.rules("three-rounds")
    let share = try #require(preset.admissibility.decrement)
    #expect(share.step == .portion(.percent(hundredths: 50)) && share.percentOf == .start)
    #expect(try #require(record.startValue).tenThousandths / 200 == record.step?.tenThousandths)
  }

  @Test(arguments: cases) func everyBidFallsIntoItsTurn(_ one: Case) throws {
    let (record, openings) = try one.load()
    var replay = try record.scheduled(openings: openings)
    for place in record.improvers {
      let bid = record.bids[place]
      let turn = try #require(bid.turn)
      try replay.pass(until: bid.at)
      let before = try #require(replay.auction.lot(Replay.lot))
      #expect(before.stage == .turn(round: turn.round, bidder: .bidder(place)))
      #expect(before.turns.firstIndex(of: .bidder(place)) == turn.turn - 1)
      try expectStepIsOwed(by: place, in: replay, at: bid.at, record)
      try replay.place(.bidder(place), bid.value, at: bid.at)
      // Until the turn ends the old amount is what the others see.
      let during = try #require(replay.auction.lot(Replay.lot))
      #expect(during.pending?.price == bid.value)
      #expect(during.offer(of: .bidder(place))?.price == openings[place])
      try replay.pass(until: try #require(during.stageEndsAt))
      #expect(replay.auction.lot(Replay.lot)?.offer(of: .bidder(place))?.price == bid.value)
    }
    try replay.pass(until: record.endedAt)
    try replay.expectJournalHolds()
  }

  /// The recorded amount is admissible; one hundredth beyond what the step allows is not.
  private func expectStepIsOwed(by place: Int, in replay: Replay, at time: Instant, _ record: ProzorroAuction) throws {
    let worse: Int64 = record.higherWins ? -100 : 100
    let next = try #require(replay.auction.nextAdmissible(for: .bidder(place), on: Replay.lot))
    let refused = replay.bid(.bidder(place), Money(tenThousandths: next.tenThousandths + worse))
    let expected = Refusal(.stepTooSmall, offered: refused.price, threshold: next, nextAdmissible: next)
    #expect(try replay.auction.decide(.placeBid(refused), at: time) == [.bidRefused(refused, expected)])
    #expect(record.higherWins ? record.bids[place].value >= next : record.bids[place].value <= next)
  }

  /// Nine minutes and six for each bidder, two more in the newer template; the record was closed seconds later.
  @Test(arguments: cases) func endsWhenItEnded(_ one: Case) throws {
    let (record, openings) = try one.load()
    let minutes = (record.hasFinalPause ? 11 : 9) + 6 * Int64(record.bids.count)
    let end = record.opensAt.adding(milliseconds: minutes * .minute)
    #expect((0..<9 * .second).contains(end.milliseconds(until: record.endedAt)))
    var replay = try record.scheduled(openings: openings)
    #expect(replay.auction.lot(Replay.lot)?.closesAt == end, "planned before it begins")
    for place in record.improvers {
      try replay.place(.bidder(place), record.bids[place].value, at: record.bids[place].at)
    }
    try replay.pass(until: end.adding(milliseconds: -1))
    #expect(replay.auction.phase == .open)
    try replay.pass(until: end)
    #expect(replay.auction.phase == .closed)
    #expect(replay.latest == end)
    // Three times a pause and the turns, then the announcement.
    #expect(replay.journal.count { $0.event.kind == .stageBegan } == 3 * (record.bids.count + 1) + 1)
  }

  @Test(arguments: cases) func ranksAsRecorded(_ one: Case) throws {
    let (record, openings) = try one.load()
    let replay = try record.closed(openings: openings)
    let lot = try #require(replay.auction.lot(Replay.lot))
    #expect(lot.offers.map(\.bidder) == record.ranking.map { .bidder($0) })
    #expect(lot.offers.map(\.price) == record.ranking.map { record.bids[$0].value })
    #expect(lot.offers.map(\.receivedAt) == record.ranking.map { record.bids[$0].at })
    let best = record.ranking[0]
    #expect(lot.winners == [Win(bidder: .bidder(best), price: record.bids[best].value)])
  }

  /// An award that came to nothing makes way for the next in rank, and for nobody before.
  @Test(arguments: cases) func awardsAsRecorded(_ one: Case) throws {
    let (record, openings) = try one.load()
    let auction = try record.closed(openings: openings).auction
    var made: [Award] = []
    for (number, recorded) in record.awards.enumerated() {
      #expect(recorded.bid == record.ranking[number])
      #expect(recorded.amount == record.bids[recorded.bid].amount)
      let award = try Self.award(auction, to: recorded.bid, because: number == 0 ? "" : "the next in rank", made)
      #expect(award.rank == number + 1)
      #expect(award.price == record.bids[recorded.bid].value)
      made.append(award)
      guard let next = record.ranking.dropFirst(number + 1).first else { continue }
      #expect(throws: Award.Refused.alreadyAwarded) {
        try Self.award(auction, to: next, because: "the next in rank", made)
      }
      guard !recorded.isActive else { continue }
      made[number] = try Self.cancelled(award, at: record.endedAt)
      #expect(throws: Award.Refused.reasonMissing) { try Self.award(auction, to: next, because: "", made) }
    }
    #expect(made.map { $0.status == .active } == record.awards.map(\.isActive))
    #expect(made.last?.status == .active)
  }

  private static func award(
    _ auction: Auction, to place: Int, because reason: String, _ made: [Award]
  ) throws(Award.Refused) -> Award {
    try Award.decide(
      Award.Decision(lot: Replay.lot, supplier: .bidder(place), reason: reason),
      id: AwardID(bits: UInt128(made.count)), auctionID: AuctionID(bits: 1), auction: auction,
      requirement: RequirementID(bits: 1), awarded: made, by: buyer)
  }

  private static func cancelled(_ award: Award, at now: Instant) throws -> Award {
    var award = award
    for event in try award.decide(.cancel(reason: "unsuccessful", orderEnded: false), by: buyer, at: now) {
      award.fold(event)
    }
    return award
  }

  private static let buyer = Actor(
    id: ActorID(bits: 1), person: nil, company: Replay.buyer, rights: .buyer, isVerified: true, isOperator: false)
}
