// One parameter of the rules changed at a time, with the English sentence that says so.

import Auctions
import Testing

@testable import Web

struct RuleSample: CustomTestStringConvertible, Sendable {
  let sentence: String
  let rules: Rules

  init(_ sentence: String, _ start: Rules = .plain, change: (inout Rules) -> Void = { _ in }) {
    var rules = start
    change(&rules)
    // Sentences are written here with plain spaces.
    self.sentence = sentence.replacing(/(\d) (%|EUR)/) { "\($0.1)\u{A0}\($0.2)" }
    self.rules = rules
  }

  var testDescription: String { sentence }

  static let all = clock + decrement + offers + ranking + visibility + closing

  static func money(_ text: String) -> Money { Money(text) ?? .zero }
  static func percent(_ hundredths: Int64) -> Portion { .percent(hundredths: hundredths) }
  static func amount(_ text: String) -> Portion { .amount(money(text)) }
}

extension Rules {
  /// Half an hour; 5 EUR below one's own last offer; rank and best price are shown; a change of the lead in the last
  /// three minutes leaves three more.
  static let plain = Rules(
    clock: Clock(.english(.init(durationMilliseconds: 1_800_000))),
    admissibility: Admissibility(decrement: .init(.portion(.amount(Money(tenThousandths: 50_000))), base: .own)),
    ranking: Ranking(),
    visibility: Visibility(
      ownRank: .always, bestPrice: .always, allPrices: .never, bidderCount: .afterClose, names: .never,
      namesToBuyer: .afterClose),
    closing: Closing(
      softClose: .init(
        trigger: .leadChanges, windowMilliseconds: 180_000, extensionMilliseconds: 180_000, base: .receipt)))

  static func on(_ format: Clock.Format, lots: Clock.LotOrder = .independent) -> Rules {
    var rules = plain
    rules.clock = Clock(format, lots: lots)
    rules.admissibility = Admissibility(preBids: rules.clock.hasTurns ? .required : .none)
    rules.closing.softClose = nil
    return rules
  }

  static func japanese(floor: Portion? = nil) -> Rules {
    on(.japanese(.init(step: .percent(hundredths: 150), floor: floor, intervalMilliseconds: 45_000)))
  }

  static func dutch(share: Int? = nil) -> Rules {
    on(
      .dutch(
        .init(
          start: .amount(Money(tenThousandths: 5_000_000)), step: .percent(hundredths: 100),
          intervalMilliseconds: 60_000, smallestShare: share)))
  }

  static func sealed(_ change: (inout Clock.Sealed) -> Void = { _ in }) -> Rules {
    var sealed = Clock.Sealed(durationMilliseconds: 86_400_000)
    change(&sealed)
    return on(.sealed(sealed))
  }

  static func turns(
    rounds: Int = 3, first: Int64 = 300_000, pause: Int64 = 120_000, final: Int64 = 120_000
  ) -> Rules {
    on(
      .turns(
        .init(
          rounds: rounds, firstPauseMilliseconds: first, pauseMilliseconds: pause, turnMilliseconds: 120_000,
          finalPauseMilliseconds: final)))
  }

  static func ranked(by model: ValueModel, _ direction: Ranking.Direction = .lower) -> Rules {
    var rules = plain
    rules.ranking.model = model
    rules.ranking.direction = direction
    return rules
  }
}

// MARK: - Warnings

extension RuleSample {
  /// One for each text there is.
  static let warnings: [Rules.Warning] =
    Rules.Warning.Length.allCases.map { .tooShort($0, 2_000) }
    + Rules.Warning.Trap.allCases.flatMap { [.largestBelowSmallest($0), .largestBelowFront($0)] }
    + Rules.Warning.Teller.allCases.map { .tellsHiddenPrice($0) }
    + Rules.Warning.RankTeller.allCases.map { .tellsHiddenRank($0) } + [
      .levelStepComesToNothing(LotNumber(1)), .tooFewLevels(LotNumber(1)), .manyLevels(LotNumber(1), 1_001),
      .manyLevels(LotNumber(1), 100_001), .lastsLong(36_000_000), .outlastsEverything(8_640_000_000),
      .lotsCloseTooNear(interval: 60_000, reach: 180_000), .oneOpener, .oneAdvances,
      .stepExceedsRange(LotNumber(2), step: money("20"), range: money("19.99")), .stepComesToNothing(LotNumber(1)),
      .buffersWithStepFromBest, .noTimeForPreBids, .surrogateBidsInTheOpen, .firstOfferIsBlind,
      .pricesNeverShown(minimum: 5, bidders: 3), .observersSeeNothing, .namesVisible, .closeNeverComes,
      .everyOfferExtends(240_000), .extensionsWithoutCap, .windowOutlastsBidding(window: 2_000_000, bidding: 1_800_000),
      .windowPartlyIdle(window: 180_000, extending: 60_000), .hiddenEndIsNoSurprise(5_000), .pauseEatsTheEnd,
      .outageIgnored,
    ]
}
