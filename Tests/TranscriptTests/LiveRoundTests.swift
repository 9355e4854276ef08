// The lot of a live message, one table for each format: shares, turns and sealed offers.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct LiveRoundTests {
  private static let a = Viewer.bidder(LiveStage.a)
  private static let b = Viewer.bidder(LiveStage.b)
  private static let c = Viewer.bidder(LiveStage.c)

  private static let dutch = Clock.Format.dutch(
    .init(
      start: .amount(Money(tenThousandths: 500_0000)), step: .amount(Money(tenThousandths: 50_0000)),
      intervalMilliseconds: 30_000, smallestShare: 2_500))

  /// A takes two fifths of the lot at the first level.
  @Test func dutch() throws {
    var stage = try LiveStage(
      Rules.live(Self.dutch, .ranked), ceilings: [1_000_0000],
      admissions: LiveStage.admissions(LiveStage.a, LiveStage.b))
    try stage.play(1_000, .bid(LiveStage.a, 500_00, share: 4_000))
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"level","level":0,"price":"500.00"},
      "stageEndsAt":"2026-11-21T22:30:30.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T22:35:30.000Z","extensions":0,"ceiling":"1000.00",
      """#
    try stage.check(
      [
        LiveRow(
          .buyer,
          head + #"""
            "bestPrice":"500.00","bidderCount":1,"shareLeft":6000,
            "bids":[{"position":5,"at":"2026-11-21T22:30:01.000Z","price":"500.00",
            "bidder":"Alfa SRL","share":4000,"own":false}],
            "ranking":[{"rank":1,"bidder":"Alfa SRL","price":"500.00","share":4000,"own":false}],
            "priceGraph":[{"at":"2026-11-21T22:30:01.000Z","price":"500.00"}]}
            """#),
        LiveRow(
          Self.a,
          head + #"""
            "shareLeft":6000,"ownPrice":"500.00","ownRank":1,"leading":true,"nextAdmissiblePrice":"500.00",
            "accepted":true,
            "bids":[{"position":5,"at":"2026-11-21T22:30:01.000Z","price":"500.00",
            "bidder":"Alfa SRL","share":4000,"own":true}],
            "ranking":[]}
            """#),
        LiveRow(Self.b, head + #""shareLeft":6000,"nextAdmissiblePrice":"500.00","bids":[],"ranking":[]}"#),
        LiveRow(.observer, head + #""shareLeft":6000,"bids":[],"ranking":[]}"#),
      ])
  }

  /// B takes what is left, at the second level, and the lot is closed.
  @Test func dutchWinners() throws {
    var stage = try LiveStage(
      Rules.live(Self.dutch, .ranked), ceilings: [1_000_0000],
      admissions: LiveStage.admissions(LiveStage.a, LiveStage.b))
    try stage.play(1_000, .bid(LiveStage.a, 500_00, share: 4_000))
    try stage.play(31_000, .bid(LiveStage.b, 550_00, share: 6_000))
    func winners(_ viewer: Viewer) throws -> String? {
      try JSON(parsing: stage.message(for: viewer))["lots"]?[0]?["winners"]?.encoded().text
    }
    #expect(
      try winners(.buyer)
        == #"""
        [{"bidder":"Alfa SRL","price":"500.00","share":4000,"own":false},
        {"bidder":"Беларус \"Трактор\"","price":"550.00","share":6000,"own":false}]
        """#.onOneLine)
    #expect(try winners(Self.a) == #"[{"bidder":"Alfa SRL","price":"500.00","share":4000,"own":true}]"#)
    #expect(try winners(.observer) == nil)
  }

  /// A has the worse initial offer and speaks first; what it says is nobody else's business before its turn is over.
  @Test func turns() throws {
    var visibility = Visibility.open
    visibility.names = .never
    visibility.namesToBuyer = .afterClose
    var rules = Rules.live(
      .turns(
        .init(
          rounds: 2, firstPauseMilliseconds: 300_000, pauseMilliseconds: 120_000, turnMilliseconds: 120_000,
          finalPauseMilliseconds: 120_000)), visibility)
    rules.admissibility.preBids = .required
    rules.admissibility.withdrawal = .withinTurn
    var stage = try LiveStage(
      rules, ceilings: [1_000_0000], admissions: LiveStage.admissions(LiveStage.a, LiveStage.b))
    try stage.play(-30_000, .bid(LiveStage.a, 990_00), .bid(LiveStage.b, 980_00))
    try stage.play(0)
    try stage.play(300_000)
    try stage.play(301_000, .bid(LiveStage.a, 900_00))
    func lot(_ speaker: String, isOwn: Bool, _ own: String, _ first: String, _ second: String, _ pending: String = "")
      -> String
    {
      #"""
      {"id":"1","title":"Lot <1>","phase":"open",
      "stage":{"kind":"turn","round":1,"bidder":"\#(speaker)","own":\#(isOwn)},
      "stageEndsAt":"2026-11-21T22:37:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T22:47:00.000Z","extensions":0,"ceiling":"1000.00","bestPrice":"980.00","bidderCount":2,
      \#(own)
      "bids":[
      {"position":3,"at":"2026-11-21T22:29:30.000Z","price":"990.00",\#(first)},
      {"position":4,"at":"2026-11-21T22:29:30.000Z","price":"980.00",\#(second)}\#(pending)],
      "ranking":[{"rank":1,\#(second.replacing("\"own\"", with: "\"price\":\"980.00\",\"own\""))},
      {"rank":2,\#(first.replacing("\"own\"", with: "\"price\":\"990.00\",\"own\""))}],
      "priceGraph":[{"at":"2026-11-21T22:30:00.000Z","price":"980.00"}]}
      """#
    }
    let others = (#""bidder":"Bidder 1","own":false"#, #""bidder":"Bidder 2","own":false"#)
    try stage.check(
      [
        LiveRow(.buyer, lot("Bidder 1", isOwn: false, "", others.0, others.1)),
        LiveRow(.observer, lot("Bidder 1", isOwn: false, "", others.0, others.1)),
        LiveRow(
          Self.a,
          lot(
            "Alfa SRL", isOwn: true,
            #"""
            "ownPrice":"990.00","ownRank":2,"leading":false,"nextAdmissiblePrice":"989.99","pendingPrice":"900.00",
            """#,
            #""bidder":"Alfa SRL","own":true"#, others.1,
            #"""
            ,{"position":9,"at":"2026-11-21T22:35:01.000Z","price":"900.00","bidder":"Alfa SRL","own":true}
            """#)),
        LiveRow(
          Self.b,
          lot(
            "Bidder 1", isOwn: false, #""ownPrice":"980.00","ownRank":1,"leading":true,"#, others.0,
            #""bidder":"Беларус \"Трактор\"","own":true"#)),
      ])
  }

  private static func sealed() throws -> LiveStage {
    let rules = Rules.live(
      .sealed(.init(durationMilliseconds: 1_800_000, pricing: .second, openersNeeded: 1)), .ranked)
    let key = Bytes32(Array(repeating: 7, count: 32))!
    var stage = try LiveStage(
      rules, ceilings: [1_000_0000], admissions: LiveStage.admissions(LiveStage.a, LiveStage.b, LiveStage.c)
    ) {
      $0.sealing = .init(openers: [LiveStage.buyer], rounds: [.init(publicKey: key, shareDigests: [key])])
    }
    try stage.play(
      1_000, .seal(LiveStage.a, 0xA1), .seal(LiveStage.b, 0xB2), .seal(LiveStage.c, 0xC3))
    return stage
  }

  private static func receipt(_ digits: String, _ outcome: String) -> String {
    #"""
    "sealedOffer":{"commitment":"\#(String(repeating: digits, count: 32))",
    "receivedAt":"2026-11-21T22:30:01.000Z",\#(outcome)},
    """#
  }

  /// Nobody is told more than that its own offer is there, the buyer not even how many there are.
  @Test func beforeTheOpening() throws {
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"sealed","round":1},
      "stageEndsAt":"2026-11-21T23:00:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"1000.00",
      """#
    let sealed = Self.receipt("a1", #""outcome":"sealed""#)
    try Self.sealed().check(
      [
        LiveRow(.buyer, head + #""bidderCount":0,"bids":[],"ranking":[]}"#),
        LiveRow(Self.a, head + #""nextAdmissiblePrice":"1000.00","# + sealed + #""bids":[],"ranking":[]}"#),
        LiveRow(.observer, head + #""bids":[],"ranking":[]}"#),
      ])
    var late = try Self.sealed()
    try late.play(1_800_001)
    let opening = head.replacing(
      #""stage":{"kind":"sealed","round":1},\#n"stageEndsAt":"2026-11-21T23:00:00.000Z","#,
      with: #""stage":{"kind":"opening","round":1},"#)
    try late.check([LiveRow(Self.a, opening + sealed + #""bids":[],"ranking":[]}"#)])
  }

  /// A is alone with an offer that counts, and is paid the ceiling; B asked too much; what C sealed was no offer.
  @Test func afterTheOpening() throws {
    var stage = try Self.sealed()
    let salt = Bytes32(Array(repeating: 9, count: 32))!
    try stage.play(1_800_000)
    try stage.play(
      1_860_000,
      .open(
        LotNumber(1),
        [
          .init(bidder: LiveStage.a, price: Money(tenThousandths: 900_0000), salt: salt),
          .init(bidder: LiveStage.b, price: Money(tenThousandths: 1_100_0000), salt: salt),
        ], seed: nil))
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"closed","stage":{"kind":"over"},"opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"1000.00",
      """#
    try stage.check(
      [
        LiveRow(
          .buyer,
          head + #"""
            "bestPrice":"900.00","bidderCount":1,
            "bids":[{"position":10,"at":"2026-11-21T23:01:00.000Z","price":"900.00","bidder":"Alfa SRL","own":false}],
            "ranking":[{"rank":1,"bidder":"Alfa SRL","price":"900.00","own":false}],
            "priceGraph":[{"at":"2026-11-21T23:01:00.000Z","price":"900.00"}],
            "winners":[{"bidder":"Alfa SRL","price":"1000.00","own":false}]}
            """#),
        LiveRow(
          Self.a,
          head + #""ownPrice":"900.00","ownRank":1,"leading":true,"# + Self.receipt("a1", #""outcome":"opened""#)
            + #"""
            "bids":[{"position":10,"at":"2026-11-21T23:01:00.000Z","price":"900.00","bidder":"Alfa SRL","own":true}],
            "ranking":[],"winners":[{"bidder":"Alfa SRL","price":"1000.00","own":true}]}
            """#),
        LiveRow(
          Self.b,
          head
            + Self.receipt(
              "b2", #""outcome":"void","refusal":{"reason":"aboveCeiling","threshold":"1000.00"}"#)
            + #""bids":[],"ranking":[]}"#),
        LiveRow(Self.c, head + Self.receipt("c3", #""outcome":"void""#) + #""bids":[],"ranking":[]}"#),
        LiveRow(.observer, head + #""bids":[],"ranking":[]}"#),
      ])
  }
}
