// The lot of a live message, one table for each format: continuous bidding and clocks with levels.

import Auctions
import StrictJSON
import Testing
import Transcript

@Suite struct LiveFormatTests {
  private static let a = Viewer.bidder(LiveStage.a)
  private static let b = Viewer.bidder(LiveStage.b)
  private static let c = Viewer.bidder(LiveStage.c)

  /// A has left a limit with the server, B bids itself, the buyer enters a bid for C in the last minute.
  @Test func english() throws {
    var rules = Rules.sound
    rules.admissibility.proxyBids = true
    rules.admissibility.surrogateBids = true
    rules.visibility = .open
    rules.visibility.names = .never
    var stage = try LiveStage(
      rules, ceilings: [1_000_0000], admissions: LiveStage.admissions(LiveStage.a, LiveStage.b, LiveStage.c))
    let proxy = Proxy(
      lot: LotNumber(1), bidder: LiveStage.a, limit: Money(tenThousandths: 800_0000),
      step: Money(tenThousandths: 5_0000), placedBy: LiveStage.person(of: LiveStage.a))
    try stage.play(1_000, .setProxy(proxy))
    try stage.play(2_000, .bid(LiveStage.b, 950_00))
    try stage.play(1_750_000, .bid(LiveStage.c, 900_00, origin: .surrogate))
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"bidding","phase":1},
      "stageEndsAt":"2026-11-21T23:01:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T23:01:00.000Z","extensions":1,"ceiling":"1000.00","bestPrice":"895.00","bidderCount":3,
      """#
    let graph = #"""
      "priceGraph":[{"at":"2026-11-21T22:30:01.000Z","price":"1000.00"},
      {"at":"2026-11-21T22:30:02.000Z","price":"950.00"},{"at":"2026-11-21T22:30:02.000Z","price":"945.00"},
      {"at":"2026-11-21T22:59:10.000Z","price":"900.00"},{"at":"2026-11-21T22:59:10.000Z","price":"895.00"}]}
      """#
    try stage.check(
      [
        LiveRow(
          .buyer,
          head + #"""
            "bids":[
            {"position":7,"at":"2026-11-21T22:30:01.000Z","price":"1000.00",
            "bidder":"Alfa SRL","origin":"proxy","own":false},
            {"position":8,"at":"2026-11-21T22:30:02.000Z","price":"950.00",
            "bidder":"Беларус \"Трактор\"","own":false},
            {"position":9,"at":"2026-11-21T22:30:02.000Z","price":"945.00",
            "bidder":"Alfa SRL","origin":"proxy","own":false},
            {"position":10,"at":"2026-11-21T22:59:10.000Z","price":"900.00",
            "bidder":"Côte d'Or SA","origin":"surrogate","own":false},
            {"position":12,"at":"2026-11-21T22:59:10.000Z","price":"895.00",
            "bidder":"Alfa SRL","origin":"proxy","own":false}],
            "ranking":[
            {"rank":1,"bidder":"Alfa SRL","price":"895.00","own":false},
            {"rank":2,"bidder":"Côte d'Or SA","price":"900.00","own":false},
            {"rank":3,"bidder":"Беларус \"Трактор\"","price":"950.00","own":false}],
            """# + graph),
        LiveRow(
          Self.a,
          head + #"""
            "ownPrice":"895.00","ownRank":1,"leading":true,"nextAdmissiblePrice":"894.99",
            "proxy":{"limit":"800.00","step":"5.00"},
            "bids":[
            {"position":7,"at":"2026-11-21T22:30:01.000Z","price":"1000.00",
            "bidder":"Alfa SRL","origin":"proxy","own":true},
            {"position":8,"at":"2026-11-21T22:30:02.000Z","price":"950.00","bidder":"Bidder 2","own":false},
            {"position":9,"at":"2026-11-21T22:30:02.000Z","price":"945.00",
            "bidder":"Alfa SRL","origin":"proxy","own":true},
            {"position":10,"at":"2026-11-21T22:59:10.000Z","price":"900.00",
            "bidder":"Bidder 3","origin":"surrogate","own":false},
            {"position":12,"at":"2026-11-21T22:59:10.000Z","price":"895.00",
            "bidder":"Alfa SRL","origin":"proxy","own":true}],
            "ranking":[
            {"rank":1,"bidder":"Alfa SRL","price":"895.00","own":true},
            {"rank":2,"bidder":"Bidder 3","price":"900.00","own":false},
            {"rank":3,"bidder":"Bidder 2","price":"950.00","own":false}],
            """# + graph),
        LiveRow(
          .observer,
          head + #"""
            "bids":[
            {"position":7,"at":"2026-11-21T22:30:01.000Z","price":"1000.00",
            "bidder":"Bidder 1","own":false},
            {"position":8,"at":"2026-11-21T22:30:02.000Z","price":"950.00","bidder":"Bidder 2","own":false},
            {"position":9,"at":"2026-11-21T22:30:02.000Z","price":"945.00",
            "bidder":"Bidder 1","own":false},
            {"position":10,"at":"2026-11-21T22:59:10.000Z","price":"900.00",
            "bidder":"Bidder 3","origin":"surrogate","own":false},
            {"position":12,"at":"2026-11-21T22:59:10.000Z","price":"895.00",
            "bidder":"Bidder 1","own":false}],
            "ranking":[
            {"rank":1,"bidder":"Bidder 1","price":"895.00","own":false},
            {"rank":2,"bidder":"Bidder 3","price":"900.00","own":false},
            {"rank":3,"bidder":"Bidder 2","price":"950.00","own":false}],
            """# + graph),
      ])
  }

  /// A offers in euros and with costs besides; B so much less that it has to explain itself.
  @Test func weighed() throws {
    var rules = Rules.live(.english(.init(durationMilliseconds: 1_800_000)), .ranked)
    rules.ranking.model = .lifeCycleCost
    rules.ranking.abnormallyLow = .init(belowMeanHundredths: 4_000, belowNextHundredths: 3_000)
    let admission = Admission(
      LiveStage.a, currency: "EUR", ceilings: [.init(price: Money(tenThousandths: 45_0000))],
      declarations: [.init(code: "nonPriceCost", value: Measure(tenThousandths: 12_5000))])
    var stage = try LiveStage(rules, ceilings: [1_000_0000], admissions: [admission, Admission(LiveStage.b)]) {
      $0.rates = [.init(currency: "EUR", units: RateNumber("1")!, equal: RateNumber("20")!)]
    }
    try stage.play(1_000, .bid(LiveStage.a, 40_00), .bid(LiveStage.b, 500_00))
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"bidding","phase":1},
      "stageEndsAt":"2026-11-21T23:00:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"1000.00",
      """#
    try stage.check(
      [
        LiveRow(
          .buyer,
          head + #"""
            "bestPrice":"500.00","bidderCount":2,
            "bids":[
            {"position":5,"at":"2026-11-21T22:30:01.000Z","price":"800.00","bidder":"Alfa SRL","own":false},
            {"position":6,"at":"2026-11-21T22:30:01.000Z","price":"500.00",
            "bidder":"Беларус \"Трактор\"","own":false}],
            "ranking":[
            {"rank":1,"bidder":"Беларус \"Трактор\"","price":"500.00","value":"500.00","explanation":"500.00",
            "abnormallyLow":true,"own":false},
            {"rank":2,"bidder":"Alfa SRL","price":"800.00","value":"812.50",
            "explanation":"40.00 EUR × 20 / 1 + 12.50","own":false}],
            "priceGraph":[{"at":"2026-11-21T22:30:01.000Z","price":"812.50"},
            {"at":"2026-11-21T22:30:01.000Z","price":"500.00"}]}
            """#),
        LiveRow(
          Self.a,
          head + #"""
            "ownCurrency":"EUR","ownCeiling":"45.00","ownPrice":"40.00","ownValue":"812.50",
            "ownExplanation":"40.00 EUR × 20 / 1 + 12.50","ownRank":2,"leading":false,"nextAdmissiblePrice":"39.99",
            "bids":[{"position":5,"at":"2026-11-21T22:30:01.000Z","price":"40.00","bidder":"Alfa SRL","own":true}],
            "ranking":[]}
            """#),
        LiveRow(
          Self.b,
          head + #"""
            "ownPrice":"500.00","ownValue":"500.00","ownExplanation":"500.00","ownRank":1,"leading":true,
            "nextAdmissiblePrice":"499.99",
            "bids":[{"position":6,"at":"2026-11-21T22:30:01.000Z","price":"500.00",
            "bidder":"Беларус \"Трактор\"","own":true}],
            "ranking":[]}
            """#),
        LiveRow(.observer, head + #""bids":[],"ranking":[]}"#),
      ])
  }

  /// A and B accept the first level, C is silent; A accepts the second one too.
  @Test func japanese() throws {
    var rules = Rules.live(
      .japanese(
        .init(
          step: .amount(Money(tenThousandths: 100_0000)), floor: .amount(Money(tenThousandths: 500_0000)),
          intervalMilliseconds: 60_000)), .ranked)
    rules.visibility.bidderCount = .always
    var stage = try LiveStage(
      rules, ceilings: [1_000_0000], admissions: LiveStage.admissions(LiveStage.a, LiveStage.b, LiveStage.c))
    try stage.play(1_000, .bid(LiveStage.a, 1_000_00), .bid(LiveStage.b, 1_000_00))
    try stage.play(61_000, .bid(LiveStage.a, 900_00))
    let head = #"""
      {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"level","level":1,"price":"900.00"},
      "stageEndsAt":"2026-11-21T22:32:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
      "closesAt":"2026-11-21T22:36:00.000Z","extensions":0,"ceiling":"1000.00",
      """#
    try stage.check(
      [
        LiveRow(
          .buyer,
          head + #"""
            "bestPrice":"900.00","bidderCount":2,
            "bids":[
            {"position":6,"at":"2026-11-21T22:30:01.000Z","price":"1000.00","bidder":"Alfa SRL","own":false},
            {"position":7,"at":"2026-11-21T22:30:01.000Z","price":"1000.00",
            "bidder":"Беларус \"Трактор\"","own":false},
            {"position":10,"at":"2026-11-21T22:31:01.000Z","price":"900.00","bidder":"Alfa SRL","own":false}],
            "ranking":[
            {"rank":1,"bidder":"Alfa SRL","price":"900.00","own":false},
            {"rank":2,"bidder":"Беларус \"Трактор\"","price":"1000.00","own":false}],
            "priceGraph":[{"at":"2026-11-21T22:30:01.000Z","price":"1000.00"},
            {"at":"2026-11-21T22:31:01.000Z","price":"900.00"}]}
            """#),
        LiveRow(
          Self.a,
          head + #"""
            "bidderCount":2,"ownPrice":"900.00","ownRank":1,"leading":true,"accepted":true,
            "bids":[
            {"position":6,"at":"2026-11-21T22:30:01.000Z","price":"1000.00","bidder":"Alfa SRL","own":true},
            {"position":10,"at":"2026-11-21T22:31:01.000Z","price":"900.00","bidder":"Alfa SRL","own":true}],
            "ranking":[]}
            """#),
        LiveRow(
          Self.b,
          head + #"""
            "bidderCount":2,"ownPrice":"1000.00","ownRank":2,"leading":false,"nextAdmissiblePrice":"900.00",
            "bids":[{"position":7,"at":"2026-11-21T22:30:01.000Z","price":"1000.00",
            "bidder":"Беларус \"Трактор\"","own":true}],
            "ranking":[]}
            """#),
        LiveRow(Self.c, head + #""bidderCount":2,"departure":"silent","bids":[],"ranking":[]}"#),
        LiveRow(.observer, head + #""bidderCount":2,"bids":[],"ranking":[]}"#),
      ])
  }
}
