// The pinned first lines of journals, one for each format, and the rules in them.

import Auctions

extension Pinned {
  static let announcements = [
    Pinned("scheduled", 0, .scheduled(announcement(rules(english)))),
    Pinned("scheduled-everything", 0, .scheduled(everything)),
    Pinned("scheduled-japanese", 0, .scheduled(announcement(rules(japanese)))),
    Pinned("scheduled-dutch", 0, .scheduled(announcement(rules(dutch)))),
    Pinned("scheduled-turns", 0, .scheduled(announcement(turnsRules))),
    Pinned("scheduled-sealed", 0, .scheduled(sealed)),
  ]

  private static let english = Clock(.english(.init(durationMilliseconds: 1_800_000)))

  private static let japanese = Clock(
    .japanese(.init(step: .percent(hundredths: 100), floor: .amount(money(10_0000)), intervalMilliseconds: 60_000)))

  private static let dutch = Clock(
    .dutch(
      .init(
        start: .percent(hundredths: 5_000), step: .amount(money(2_500)), intervalMilliseconds: 30_000,
        smallestShare: 2_500)))

  private static let visibility = Visibility(
    ownRank: .always, bestPrice: .never, allPrices: .never, bidderCount: .never, names: .never,
    namesToBuyer: .afterClose)

  private static func rules(_ clock: Clock) -> Rules {
    Rules(
      clock: clock, admissibility: Admissibility(), ranking: Ranking(), visibility: visibility,
      closing: Closing(softClose: nil))
  }

  private static func announcement(_ rules: Rules) -> Announcement {
    Announcement(
      buyer: buyer, rules: rules, currency: "MDL", opensAt: Instant(milliseconds: 1_795_300_500_000),
      lots: [
        .init(number: LotNumber(1), ceiling: money(200_000_0000)), .init(number: LotNumber(2), ceiling: money(12_5000)),
      ])
  }

  private static let turnsRules: Rules = {
    var all = rules(
      Clock(
        .turns(
          .init(
            rounds: 3, firstPauseMilliseconds: 300_000, pauseMilliseconds: 120_000, turnMilliseconds: 120_000,
            finalPauseMilliseconds: 120_000))))
    all.admissibility.preBids = .required
    all.admissibility.withdrawal = .withinTurn
    all.ranking.model = .features([
      .init(code: "warranty", maximum: Measure(tenThousandths: 500)),
      .init(code: "delivery.days", maximum: Measure(tenThousandths: 1_250)),
    ])
    return all
  }()

  /// With the round's key and the hashes of its shares from Tests/SealingTests/vectors.json.
  private static let sealed: Announcement = {
    var all = rules(
      Clock(
        .sealed(
          .init(durationMilliseconds: 3_600_000, rounds: 2, pauseMilliseconds: 900_000, advancing: 3)),
        lots: .parallel))
    all.ranking.ties = .drawn
    let digests = [
      "52642dd19fcccdd1090e6027c96977949953ab255d32d1f539a9e5c9ac07df39",
      "49ffd6210b022f18e80e534d33dd86b5874706fec5047e5723f00fd07f02c3f3",
      "a5f61c36d2f02696a9892a46184cd1e0191a140ae4ef01b4d56dd8239987315f",
    ].map { Bytes32($0)! }
    let keys = [
      "615de6f9810a2f193ff0f7583da55e45ab50d2826c125f10b8376e6ef5c5233b",
      "564732c4beda46c1c0430d752d11e4ef2c8e9e1a411d1b6ccfded64631db0935",
    ].map { Bytes32($0)! }
    var said = announcement(all)
    said.seedCommitment = seedCommitment
    said.sealing = .init(
      openers: [buyer, watcher, gamma],
      rounds: [
        .init(publicKey: keys[0], shareDigests: digests), .init(publicKey: keys[1], shareDigests: digests.reversed()),
      ])
    return said
  }()

  /// The commitment to `seed`.
  private static let seedCommitment = Bytes32("8c491540ec0fe6ab3e3d8c06575dc0c2b536d1118bcf9d7fc10c7338fcde7afb")!

  private static let everything: Announcement = {
    var said = announcement(everyRule)
    said.lots[0].floor = money(150_000_0000)
    said.lots[1] = .init(number: LotNumber(2), ceiling: money(12_5050), floor: money(10))
    said.rates = [
      .init(currency: "EUR", units: RateNumber("1")!, equal: RateNumber("19.5032")!),
      .init(currency: "RUB", units: RateNumber("100.5")!, equal: RateNumber("21.00000001")!),
    ]
    said.isPractice = true
    said.seedCommitment = seedCommitment
    return said
  }()

  private static let everyRule = Rules(
    clock: Clock(
      .english(.init(durationMilliseconds: 900_000, phases: 2)), lots: .serial(pauseMilliseconds: 60_000)),
    admissibility: Admissibility(
      decrement: .init(
        .either(amount: money(5_0000), percentHundredths: 50, .larger), base: .best, percentOf: .start,
        appliesTo: .lead, exactMultiples: true),
      buffers: .init(front: .amount(money(2_5000)), back: .percent(hundredths: 25)),
      largestDecrement: .init(
        step: .percent(hundredths: 2_000), base: .own, percentOf: .start, passesWhenRepeated: true),
      ownMustImprove: false, leaderMayImprove: false, tiesAllowed: false, decimals: 3, belowZero: true,
      preBids: .allowed, withdrawal: .never, activity: .everyRound, proxyBids: true, surrogateBids: true),
    ranking: Ranking(
      model: .totalCost([
        .init(code: "freight", kind: .amount), .init(code: "duty", kind: .percent),
        .init(code: "deliveryDays", kind: .each(cost: Measure(tenThousandths: -12_5000))),
      ]),
      ties: .equalBest, abnormallyLow: .init(belowMeanHundredths: 4_000, belowNextHundredths: 3_000)),
    visibility: Visibility(
      ownRank: .afterOwnOffer, bestPrice: .afterOwnOffer, bestPriceMinimumBidders: 3, allPrices: .afterClose,
      history: .never, priceGraph: .afterOwnOffer, bidderCount: .always, names: .afterClose, namesToBuyer: .always,
      aliases: .common, observers: .invited, observersFrom: .afterClose),
    closing: Closing(
      softClose: .init(
        trigger: .rank(3), windowMilliseconds: 180_000, extensionMilliseconds: 120_000, base: .receipt,
        scope: .allLots, limit: 40, totalMilliseconds: 3_600_000),
      hiddenEnd: .init(afterExtensions: 40, earliestMilliseconds: 0, latestMilliseconds: 600_000), pause: .addedAtEnd,
      outage: .ignored))

  static let changedRules: Rules = {
    var all = rules(english)
    all.admissibility.decrement = .init(
      .banded([
        .init(above: money(1_000_0000), step: money(200_0000)), .init(above: .zero, step: money(30_5000)),
      ]), base: .own)
    all.closing = Closing(
      softClose: .init(
        trigger: .leadChanges, windowMilliseconds: 180_000, extensionMilliseconds: 120_000, base: .end),
      improvementMilliseconds: 600_000, pause: .runsOn)
    return all
  }()
}
