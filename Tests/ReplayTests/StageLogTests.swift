// The public stage document of an auction, run again stage by stage: kind, start, bidder, amount and time.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct StageLogTests {
  /// One stage as the document says it, and as the replay makes it.
  struct Stage: Equatable {
    var kind: String
    var start: Instant
    var bidder: CompanyID?
    /// The number in "Учасник 1", by which the public knows the bidder.
    var label: Int?
    /// The amount that stands for the bidder at the end of its turn, and when it was offered.
    var amount: Money?
    var time: Instant?
    var isChanged = false
  }

  private static let first = "a5d50c7333084d1ab59bd95833c437e8"
  private static let second = "9dba99c7ca0a4af085a47fe2a728e3b6"

  private func document() throws -> JSON { try Fixture.json("openprocurement-stage-log/stage-log-2015-01-27.json") }

  private func recorded() throws -> [Stage] {
    try #require(document()["stages"]?.elements).map { json in
      var stage = Stage(kind: try #require(json["type"]?.text), start: try #require(json["start"]?.instant))
      guard let bidder = json["bidder_id"]?.text else { return stage }
      stage.bidder = .bidder(try #require([Self.first, Self.second].firstIndex(of: bidder)))
      stage.label = (json["label"]?["en"]?.text?.split(separator: " ").last).flatMap { Int($0) }
      stage.amount = try #require(json["amount"]?.money)
      stage.time = try #require(json["time"]?.instant)
      stage.isChanged = json["changed"] == .bool(true)
      return stage
    }
  }

  /// The document holds ten stages: the pauses and turns of three rounds, and the announcement. What comes before the
  /// auction is not in it: the start value, the step and the first bidder's sealed offer are chosen, 500 000, 0.5 % of
  /// it as in the preset, and the start value itself. The second bidder's sealed offer is recorded, with its time.
  @Test func everyStageComesOutAsRecorded() throws {
    let recorded = try recorded()
    #expect(recorded.map(\.kind) == Array(repeating: ["pause", "bids", "bids"], count: 3).joined() + ["announcement"])
    var replay = try scheduled(recorded)
    var replayed: [Stage] = []
    for stage in recorded {
      try replay.pass(until: stage.start)
      replayed.append(try present(in: replay))
      let bidder = stage.bidder
      let amount = stage.amount
      let time = stage.time
      if stage.isChanged, let bidder, let amount, let time { try replay.place(bidder, amount, at: time) }
      if let bidder { try complete(&replayed[replayed.count - 1], of: bidder, in: &replay) }
    }
    #expect(replayed == recorded)
    #expect(try document()["current_stage"]?.int64 == -100, "ended")
    #expect(replay.auction.phase == .closed)
    #expect(replay.auction.lot(Replay.lot)?.winners.map(\.bidder) == [.bidder(1)])
    try replay.expectJournalHolds()
  }

  private func scheduled(_ recorded: [Stage]) throws -> Replay {
    let start = try #require(Money("500000"))
    let rules = try Fixture.rules("three-rounds", with: #"{ "clock": { "finalPauseMilliseconds": 0 } }"#)
    let announcement = Announcement(
      buyer: Replay.buyer, rules: rules, currency: "UAH", opensAt: try #require(recorded.first).start,
      lots: [.init(number: Replay.lot, ceiling: start)])
    var replay = try Replay(announcement, announcedBefore: .day)
    for place in [0, 1] { try replay.perform(.admit(Admission(.bidder(place))), at: replay.latest) }
    try replay.place(.bidder(0), start, at: replay.latest)
    let known = try #require(recorded.first { $0.bidder == .bidder(1) })
    try replay.place(.bidder(1), try #require(known.amount), at: try #require(known.time))
    return replay
  }

  /// The stage that the replay's journal says last, through the eyes of the public.
  private func present(in replay: Replay) throws -> Stage {
    let begun = try #require(replay.journal.last { $0.event.kind == .stageBegan })
    guard case .stageBegan(_, let stage, _) = begun.event else { throw Unexpected() }
    switch stage {
    case .pause: return Stage(kind: "pause", start: begun.at)
    case .announcement: return Stage(kind: "announcement", start: begun.at)
    case .turn(_, let bidder):
      guard case .turn(_, let alias) = replay.auction.view(for: .observer, entries: []).lots[0].stage else {
        throw Unexpected()
      }
      #expect(alias.company == nil, "a name before the end")
      return Stage(kind: "bids", start: begun.at, bidder: bidder, label: alias.number)
    default: throw Unexpected()
    }
  }

  /// Lets the turn end and says what stands then.
  private func complete(_ stage: inout Stage, of bidder: CompanyID, in replay: inout Replay) throws {
    let before = replay.auction.lot(Replay.lot)?.offer(of: bidder)
    try replay.pass(until: try #require(replay.auction.lot(Replay.lot)?.stageEndsAt))
    let after = try #require(replay.auction.lot(Replay.lot)?.offer(of: bidder))
    stage.amount = after.price
    stage.time = after.receivedAt
    stage.isChanged = after != before
  }

  struct Unexpected: Error {}
}
