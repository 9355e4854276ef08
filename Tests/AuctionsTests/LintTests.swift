// What the lint warns of, how badly, and where; and what it leaves alone.

import Auctions
import Testing

@Suite struct LintTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let expected: [Rules.Warning]
    var lots: [Announcement.Lot] = []
    var bidders: Int?
    var opensAtOnce = false
    let change: @Sendable (inout Rules) -> Void

    init(
      _ expected: Rules.Warning..., lots: [Announcement.Lot] = [], bidders: Int? = nil, opensAtOnce: Bool = false,
      change: @escaping @Sendable (inout Rules) -> Void
    ) {
      (self.expected, self.lots, self.bidders) = (expected, lots, bidders)
      (self.opensAtOnce, self.change) = (opensAtOnce, change)
    }

    var testDescription: String { "\(expected)" }
  }

  @Test(arguments: clock + admissibility + visibility + closing + quiet)
  func warnings(_ one: Case) throws {
    var rules = Rules.careful
    one.change(&rules)
    try rules.check()
    let warnings = rules.warnings(for: one.lots, bidders: one.bidders, opensAtOnce: one.opensAtOnce)
    #expect(warnings == one.expected)
  }

  /// A case that no row reaches fails here; a new case does not compile until it has a number.
  @Test func everyWarningIsReached() {
    let reached = Set(
      (Self.clock + Self.admissibility + Self.visibility + Self.closing).flatMap(\.expected).map(Self.number))
    #expect(reached == Set(0...29))
  }

  static func number(_ warning: Rules.Warning) -> Int {
    switch warning {
    case .tooShort: 0
    case .levelStepComesToNothing: 1
    case .tooFewLevels: 2
    case .manyLevels: 3
    case .lastsLong: 4
    case .outlastsEverything: 5
    case .lotsCloseTooNear: 6
    case .oneOpener: 7
    case .oneAdvances: 8
    case .stepExceedsRange: 9
    case .stepComesToNothing: 10
    case .largestBelowSmallest: 11
    case .largestBelowFront: 12
    case .buffersWithStepFromBest: 13
    case .noTimeForPreBids: 14
    case .surrogateBidsInTheOpen: 15
    case .firstOfferIsBlind: 16
    case .pricesNeverShown: 17
    case .observersSeeNothing: 18
    case .namesVisible: 19
    case .tellsHiddenPrice: 20
    case .tellsHiddenRank: 21
    case .closeNeverComes: 22
    case .everyOfferExtends: 23
    case .extensionsWithoutCap: 24
    case .windowOutlastsBidding: 25
    case .windowPartlyIdle: 26
    case .hiddenEndIsNoSurprise: 27
    case .pauseEatsTheEnd: 28
    case .outageIgnored: 29
    }
  }

  @Test(arguments: [
    (Rules.Warning.tooFewLevels(LotNumber(1)), Rules.Severity.wrong, "/clock/step"),
    (.manyLevels(LotNumber(1), 100_000), .doubtful, "/clock/step"),
    (.manyLevels(LotNumber(1), 100_001), .wrong, "/clock/step"),
    (.tooShort(.window, 1), .doubtful, "/closing/softClose/windowMilliseconds"),
    (.tooShort(.bidding, 1), .doubtful, "/clock/durationMilliseconds"),
    (.largestBelowSmallest(.nobody), .wrong, "/admissibility/largestDecrement"),
    (.largestBelowSmallest(.onlyRepeated), .doubtful, "/admissibility/largestDecrement"),
    (.largestBelowFront(.nobody), .wrong, "/admissibility/largestDecrement"),
    (.stepExceedsRange(LotNumber(1), step: .zero, range: .zero), .wrong, "/admissibility/decrement"),
    (.noTimeForPreBids, .wrong, "/admissibility/preBids"), (.closeNeverComes, .wrong, "/closing/softClose"),
    (.outlastsEverything(1), .wrong, "/clock"),
    (.everyOfferExtends(1), .doubtful, "/closing/softClose/windowMilliseconds"),
    (.tellsHiddenPrice(.ties), .doubtful, "/admissibility/tiesAllowed"),
    (.tellsHiddenRank(.softClose), .doubtful, "/closing/softClose/trigger"),
  ])
  func severityAndPlace(warning: Rules.Warning, severity: Rules.Severity, pointer: String) {
    #expect(warning.severity == severity)
    #expect(warning.pointer == pointer)
  }
}

// MARK: - Rows: what is changed about careful rules, and what is said then

extension LintTests {
  static let minute: Int64 = 60_000
  static let hour: Int64 = 60 * minute

  static func money(_ text: String) -> Money { Money(text) ?? .zero }

  static func lot(_ ceiling: String, number: Int32 = 1, floor: String? = nil) -> Announcement.Lot {
    Announcement.Lot(number: LotNumber(number), ceiling: money(ceiling), floor: floor.map(money))
  }

  static func japanese(_ step: Portion, every interval: Int64 = minute, floor: Portion? = nil) -> Clock.Format {
    .japanese(Clock.Japanese(step: step, floor: floor, intervalMilliseconds: interval))
  }

  static let clock: [Case] = [
    Case(.tooShort(.bidding, 1_800)) {
      $0.clock.format = .english(.init(durationMilliseconds: 1_800))
      $0.closing.softClose = nil
    },
    Case(.tooShort(.interval, 4_999)) { $0 = .onClock(japanese(.percent(hundredths: 100), every: 4_999)) },
    Case(.tooShort(.interval, 1)) {
      let dutch = Clock.Dutch(start: .amount(money("1")), step: .amount(money("1")), intervalMilliseconds: 1)
      $0 = .onClock(.dutch(dutch))
    },
    Case(.tooShort(.turn, 4_000)) { $0 = .inTurns(turn: 4_000) },
    Case(.levelStepComesToNothing(LotNumber(2)), lots: [lot("100"), lot("0.99", number: 2)]) {
      $0 = .onClock(japanese(.percent(hundredths: 100)))
    },
    Case(.tooFewLevels(LotNumber(1)), lots: [lot("100", floor: "95")]) {
      $0 = .onClock(japanese(.amount(money("5.01"))))
    },
    Case(.tooFewLevels(LotNumber(1)), lots: [lot("100")]) {
      $0 = .onClock(japanese(.amount(money("1")), floor: .amount(money("200"))))
    },
    Case(.manyLevels(LotNumber(1), 10_000), .outlastsEverything(10_000 * 24 * hour), lots: [lot("100")]) {
      $0 = .onClock(japanese(.amount(money("0.01")), every: 24 * hour))
    },
    Case(.manyLevels(LotNumber(1), 1_000_000), .lastsLong(100_000 * 5_000), lots: [lot("10000")]) {
      $0 = .onClock(japanese(.amount(money("0.01")), every: 5_000))
    },
    Case(.lastsLong(8 * hour + 10 * minute), lots: [lot("100", floor: "51.01")]) {
      $0 = .onClock(japanese(.amount(money("1")), every: 10 * minute))
    },
    Case(.lastsLong(14 * minute + 3 * 100 * 2 * minute), bidders: 100) {
      $0 = .inTurns(turn: 2 * minute, pause: 6 * minute)
    },
    Case(.outlastsEverything(50 * 48 * hour), lots: (1...50).map { lot("100", number: $0) }) {
      $0.clock = Clock(.english(.init(durationMilliseconds: 48 * hour)), lots: .serial(pauseMilliseconds: 0))
    },
    Case(.lotsCloseTooNear(interval: 3 * minute, reach: 3 * minute)) {
      $0.clock.lots = .staggered(intervalMilliseconds: 3 * minute)
    },
    Case(.oneOpener) { $0 = .sealed(openers: 1) },
    Case(.oneAdvances) { $0 = .sealed(rounds: 2, advancing: 1) },
  ]

  static let admissibility: [Case] = [
    Case(.stepExceedsRange(LotNumber(1), step: money("1000"), range: money("999.99")), lots: [lot("1000")]) {
      $0.admissibility.decrement = .init(.portion(.amount(money("1000"))), base: .own)
    },
    Case(
      .stepExceedsRange(LotNumber(2), step: money("20"), range: money("19.99")),
      lots: [lot("100"), lot("100", number: 2, floor: "80.01")]
    ) {
      $0.admissibility.decrement = .init(.portion(.percent(hundredths: 2_000)), base: .own)
    },
    Case(.stepComesToNothing(LotNumber(1)), lots: [lot("1.99")]) { _ in },
    Case(.stepComesToNothing(LotNumber(1)), lots: [lot("1.99")]) {
      $0.admissibility.decrement = .init(
        .either(amount: money("5"), percentHundredths: 50, .smaller), base: .own, percentOf: .start)
    },
    Case(.largestBelowSmallest(.nobody)) {
      $0.admissibility.largestDecrement = .init(step: .percent(hundredths: 49), base: .own, passesWhenRepeated: false)
    },
    Case(.largestBelowSmallest(.somebody)) {
      $0.admissibility.largestDecrement = .init(step: .percent(hundredths: 49), base: .best, passesWhenRepeated: false)
    },
    Case(.largestBelowSmallest(.onlyRepeated), lots: [lot("1000")]) {
      $0.admissibility.largestDecrement = .init(step: .amount(money("4.99")), base: .own, passesWhenRepeated: true)
    },
    Case(.largestBelowFront(.nobody)) {
      $0.admissibility.decrement = nil
      $0.admissibility.buffers = .init(front: .amount(money("5")), back: nil)
      $0.admissibility.largestDecrement = .init(step: .amount(money("4")), base: .best, passesWhenRepeated: false)
    },
    Case(.largestBelowFront(.somebody), lots: [lot("1000")]) {
      $0.admissibility.buffers = .init(front: .amount(money("50")), back: nil)
      $0.admissibility.largestDecrement = .init(step: .percent(hundredths: 300), base: .own, passesWhenRepeated: false)
    },
    Case(.largestBelowFront(.onlyRepeated)) {
      $0.admissibility.buffers = .init(front: .percent(hundredths: 200), back: nil)
      $0.admissibility.largestDecrement = .init(step: .percent(hundredths: 100), base: .best, passesWhenRepeated: true)
    },
    Case(.buffersWithStepFromBest) {
      $0.admissibility.decrement?.base = .best
      $0.admissibility.buffers = .init(front: .percent(hundredths: 25), back: nil)
    },
    Case(.noTimeForPreBids, opensAtOnce: true) { $0.admissibility.preBids = .required },
    Case(.surrogateBidsInTheOpen) {
      $0.admissibility.surrogateBids = true
      $0.visibility.allPrices = .always
    },
  ]

  static let visibility: [Case] = [
    Case(.firstOfferIsBlind) {
      $0.visibility.bestPrice = .afterOwnOffer
      $0.admissibility.decrement?.base = .best
    },
    Case(.firstOfferIsBlind) {
      $0.visibility.bestPrice = .afterOwnOffer
      $0.admissibility.buffers = .init(front: .percent(hundredths: 25), back: nil)
    },
    Case(.pricesNeverShown(minimum: 4, bidders: 3), bidders: 3) { $0.visibility.bestPriceMinimumBidders = 4 },
    Case(.pricesNeverShown(minimum: 4, bidders: 3), bidders: 9) {
      $0 = .sealed(rounds: 2, advancing: 3)
      $0.visibility.bestPriceMinimumBidders = 4
    },
    Case(.observersSeeNothing) {
      $0.visibility.observers = .everyone
      for path in [\Visibility.bestPrice, \.priceGraph, \.bidderCount] { $0.visibility[keyPath: path] = .afterOwnOffer }
    },
    Case(.namesVisible) { $0.visibility.names = .always },
    Case(.namesVisible) { $0.visibility.names = .afterOwnOffer },
    Case(.tellsHiddenPrice(.decrement), .tellsHiddenPrice(.buffers), .tellsHiddenPrice(.largestDecrement)) {
      $0.visibility.bestPrice = .never
      $0.admissibility.decrement?.base = .nextAbove
      $0.admissibility.buffers = .init(front: .percent(hundredths: 25), back: nil)
      $0.admissibility.largestDecrement = .init(step: .percent(hundredths: 500), base: .best, passesWhenRepeated: false)
    },
    Case(.tellsHiddenPrice(.decrement)) {
      $0.visibility.bestPrice = .afterClose
      $0.admissibility.decrement?.percentOf = .best
    },
    Case(.tellsHiddenPrice(.ties)) { $0.admissibility.tiesAllowed = false },
    Case(.tellsHiddenRank(.leaderMayNotImprove), .tellsHiddenRank(.softClose)) {
      $0.visibility.bestPrice = .never
      $0.visibility.ownRank = .never
      $0.admissibility.leaderMayImprove = false
    },
  ]

  static let closing: [Case] = [
    Case(.tooShort(.window, 9_999)) { $0.closing.softClose?.windowMilliseconds = 9_999 },
    Case(.tooShort(.extending, 9_999)) {
      $0.closing.softClose?.base = .end
      $0.closing.softClose?.extensionMilliseconds = 9_999
    },
    Case(.closeNeverComes) {
      $0.admissibility.ownMustImprove = false
      $0.admissibility.decrement = nil
      $0.closing.softClose?.trigger = .anyBid
      $0.closing.softClose?.limit = nil
    },
    Case(.closeNeverComes) {
      $0.admissibility.ownMustImprove = false
      $0.admissibility.decrement?.appliesTo = .lead
      $0.closing.softClose?.trigger = .rank(3)
      $0.closing.softClose?.limit = nil
    },
    Case(.everyOfferExtends(30 * minute)) {
      $0.closing.softClose?.windowMilliseconds = 30 * minute
      $0.closing.softClose?.extensionMilliseconds = 30 * minute
      $0.closing.softClose?.limit = nil
    },
    Case(.extensionsWithoutCap) {
      $0.closing.softClose?.trigger = .anyBid
      $0.closing.softClose?.limit = nil
    },
    Case(.windowOutlastsBidding(window: 31 * minute, bidding: 30 * minute)) {
      $0.closing.softClose?.windowMilliseconds = 31 * minute
      $0.closing.softClose?.extensionMilliseconds = 31 * minute
    },
    Case(.windowPartlyIdle(window: 3 * minute, extending: 2 * minute)) {
      $0.closing.softClose?.extensionMilliseconds = 2 * minute
    },
    Case(.hiddenEndIsNoSurprise(9_999)) {
      $0.closing.hiddenEnd = .init(afterExtensions: 1, earliestMilliseconds: 1, latestMilliseconds: 10_000)
    },
    Case(.pauseEatsTheEnd) { $0.closing.pause = .runsOn },
    Case(.outageIgnored) { $0.closing.outage = .ignored },
  ]

  /// Near a warning, and not one.
  static let quiet: [Case] = [
    Case(lots: [lot("1000"), lot("2", number: 2)], bidders: 3, opensAtOnce: true) { _ in },
    Case(lots: [lot("1000")]) { $0.admissibility.decrement = .init(.portion(.amount(money("999.99"))), base: .own) },
    Case(lots: [lot("1000")]) {
      $0.admissibility.decrement = .init(.portion(.amount(money("1000"))), base: .own)
      $0.admissibility.belowZero = true
    },
    Case(lots: [lot("1000")]) {
      $0.admissibility.decrement = .init(.portion(.amount(money("1000"))), base: .own)
      $0.ranking.direction = .higher
    },
    Case(lots: [lot("100", floor: "99")]) { $0 = .onClock(japanese(.amount(money("1")))) },
    Case(lots: [lot("100", floor: "52.01")]) { $0 = .onClock(japanese(.amount(money("1")), every: 10 * minute)) },
    Case { $0.clock.lots = .staggered(intervalMilliseconds: 3 * minute + 1) },
    Case { $0.clock = Clock(.english(.init(durationMilliseconds: 72 * hour))) },
    // Without lots a percentage and an amount cannot be compared.
    Case {
      $0.admissibility.largestDecrement = .init(step: .amount(money("0.01")), base: .own, passesWhenRepeated: false)
    },
    Case {
      $0.visibility.bestPrice = .afterOwnOffer
      $0.admissibility.decrement?.base = .best
      $0.admissibility.decrement?.appliesTo = .lead
    },
    // Sealed offers are judged when nobody can answer any more.
    Case {
      $0 = .sealed(rounds: 3, advancing: 2)
      $0.visibility.bestPrice = .never
      $0.admissibility.decrement = .init(.portion(.percent(hundredths: 50)), base: .best)
    },
    Case {
      $0.closing.softClose?.trigger = .anyBid
      $0.closing.softClose?.limit = nil
      $0.closing.softClose?.totalMilliseconds = hour
    },
    Case {
      $0.visibility.observers = .everyone
      $0.visibility.observersFrom = .afterClose
      $0.visibility.bestPrice = .afterOwnOffer
      $0.visibility.priceGraph = .afterOwnOffer
    },
  ]
}

extension Rules {
  /// Half an hour, 0.5 % below one's own last offer, three minutes more for each change of the lead, forty times.
  fileprivate static let careful = Rules(
    clock: Clock(.english(.init(durationMilliseconds: 1_800_000))),
    admissibility: Admissibility(decrement: .init(.portion(.percent(hundredths: 50)), base: .own)),
    ranking: Ranking(),
    visibility: Visibility(
      ownRank: .always, bestPrice: .always, allPrices: .never, bidderCount: .always, names: .never,
      namesToBuyer: .afterClose),
    closing: Closing(
      softClose: .init(
        trigger: .leadChanges, windowMilliseconds: 180_000, extensionMilliseconds: 180_000, base: .receipt, limit: 40)))

  fileprivate static func onClock(_ format: Clock.Format) -> Rules {
    var rules = careful
    rules.clock = Clock(format)
    rules.admissibility = Admissibility()
    rules.closing.softClose = nil
    return rules
  }

  fileprivate static func inTurns(turn: Int64, pause: Int64 = 0) -> Rules {
    var rules = onClock(
      .turns(
        .init(
          rounds: 3, firstPauseMilliseconds: 0, pauseMilliseconds: pause, turnMilliseconds: turn,
          finalPauseMilliseconds: 120_000)))
    rules.admissibility = Admissibility(decrement: careful.admissibility.decrement, preBids: .required)
    return rules
  }

  fileprivate static func sealed(rounds: Int = 1, advancing: Int? = nil, openers: Int = 2) -> Rules {
    onClock(
      .sealed(
        .init(durationMilliseconds: 3_600_000, rounds: rounds, advancing: advancing, openersNeeded: openers)))
  }
}
