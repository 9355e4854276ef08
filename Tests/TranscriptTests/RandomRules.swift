// Random rules: any that pass their own check, of every format, with extreme numbers.

import Auditing
import Auctions

extension SplitMix64 {
  mutating func rules() -> Rules {
    let clock = clock()
    return Rules(
      clock: clock, admissibility: admissibility(clock), ranking: ranking(clock), visibility: visibility(),
      closing: closing(clock))
  }

  /// Of any number of digits.
  private mutating func size() -> Int64 {
    .random(in: 0...(.max >> Int64.random(in: 0...62, using: &self)), using: &self)
  }

  private mutating func length() -> Int64 { .random(in: Clock.lengths, using: &self) }
  private mutating func pause() -> Int64 { once(in: 4) ? 0 : .random(in: Clock.pauses, using: &self) }
  private mutating func percent() -> Int64 { .random(in: Portion.percentages, using: &self) }

  /// Above zero, with at most so many decimals.
  private mutating func amount(decimals: Int = 4) -> Money {
    let tick: Int64 = [10_000, 1_000, 100, 10, 1][decimals]
    return Money(tenThousandths: max(1, size() / tick) * tick)
  }

  private mutating func portion(decimals: Int = 4) -> Portion {
    once(in: 2) ? .amount(amount(decimals: decimals)) : .percent(hundredths: percent())
  }
}

// MARK: Clock

extension SplitMix64 {
  private mutating func clock() -> Clock {
    switch Int.random(in: 0..<5, using: &self) {
    case 0:
      let phases = once(in: 2) ? 1 : Int.random(in: Clock.roundCounts, using: &self)
      return Clock(
        .english(Clock.English(durationMilliseconds: length(), phases: phases)),
        lots: lots(isContinuous: true, rounds: phases))
    case 1:
      return Clock(
        .japanese(
          Clock.Japanese(step: portion(), floor: once(in: 2) ? nil : portion(), intervalMilliseconds: length())),
        lots: lots(isContinuous: false, rounds: 1))
    case 2:
      let share = once(in: 2) ? nil : Int.random(in: 1...Clock.wholeLot, using: &self)
      return Clock(
        .dutch(
          Clock.Dutch(start: portion(), step: portion(), intervalMilliseconds: length(), smallestShare: share)),
        lots: lots(isContinuous: false, rounds: 1))
    case 3: return sealed()
    default:
      return Clock(
        .turns(
          Clock.Turns(
            rounds: .random(in: Clock.roundCounts, using: &self), firstPauseMilliseconds: pause(),
            pauseMilliseconds: pause(), turnMilliseconds: length(), finalPauseMilliseconds: pause())),
        lots: lots(isContinuous: false, rounds: 1))
    }
  }

  private mutating func sealed() -> Clock {
    let rounds = once(in: 2) ? 1 : Int.random(in: Clock.roundCounts, using: &self)
    let sealed = Clock.Sealed(
      durationMilliseconds: length(), pricing: rounds == 1 ? one() : .first, rounds: rounds,
      pauseMilliseconds: pause(), advancing: once(in: 2) ? nil : .random(in: 1...1_000, using: &self),
      openersNeeded: .random(in: 1...16, using: &self))
    return Clock(.sealed(sealed), lots: lots(isContinuous: true, rounds: rounds))
  }

  private mutating func lots(isContinuous: Bool, rounds: Int) -> Clock.LotOrder {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: .serial(pauseMilliseconds: pause())
    case 1 where isContinuous: .parallel
    case 2 where isContinuous && rounds == 1: .staggered(intervalMilliseconds: length())
    default: .independent
    }
  }
}

// MARK: Admissibility

extension SplitMix64 {
  private mutating func admissibility(_ clock: Clock) -> Admissibility {
    let decimals = Int.random(in: Admissibility.decimalPlaces, using: &self)
    return Admissibility(
      decrement: once(in: 3) ? nil : decrement(decimals: decimals),
      buffers: clock.hasLevels || once(in: 2) ? nil : buffers(decimals: decimals),
      largestDecrement: once(in: 2) ? nil : largestDecrement(decimals: decimals),
      ownMustImprove: once(in: 2), leaderMayImprove: once(in: 2), tiesAllowed: once(in: 2), decimals: decimals,
      belowZero: once(in: 2), preBids: preBids(clock),
      withdrawal: clock.hasTurns ? one() : once(in: 2) ? .never : .byBuyer,
      activity: clock.hasSeveralRounds ? one() : .none, proxyBids: clock.isEnglish && once(in: 2),
      surrogateBids: once(in: 2))
  }

  private mutating func preBids(_ clock: Clock) -> Admissibility.PreBids {
    if clock.hasTurns { return .required }
    return clock.isEnglish ? one() : .none
  }

  private mutating func decrement(decimals: Int) -> Admissibility.Decrement {
    let step: Admissibility.Decrement.Step =
      switch Int.random(in: 0..<4, using: &self) {
      case 0: .portion(.amount(amount(decimals: decimals)))
      case 1: .portion(.percent(hundredths: percent()))
      case 2: .either(amount: amount(decimals: decimals), percentHundredths: percent(), one())
      default: .banded(bands(decimals: decimals))
      }
    return Admissibility.Decrement(
      step, base: one(), percentOf: one(), appliesTo: one(), exactMultiples: once(in: 2))
  }

  private mutating func bands(decimals: Int) -> [Admissibility.Decrement.Band] {
    var bounds: [Int64] = once(in: 2) ? [0] : []
    for _ in 0..<Int.random(in: 1...5, using: &self) { bounds.append(size()) }
    bounds.sort(by: >)
    var bands: [Admissibility.Decrement.Band] = []
    for bound in bounds where bands.last?.above.tenThousandths != bound {
      bands.append(.init(above: Money(tenThousandths: bound), step: amount(decimals: decimals)))
    }
    return bands
  }

  private mutating func buffers(decimals: Int) -> Admissibility.Buffers {
    Admissibility.Buffers(
      front: portion(decimals: decimals), back: once(in: 2) ? nil : portion(decimals: decimals))
  }

  private mutating func largestDecrement(decimals: Int) -> Admissibility.LargestDecrement {
    Admissibility.LargestDecrement(
      step: portion(decimals: decimals), base: one(), percentOf: one(), passesWhenRepeated: once(in: 2))
  }
}

extension Clock {
  fileprivate var hasSeveralRounds: Bool {
    switch format {
    case .english(let english): english.phases > 1
    case .sealed(let sealed): sealed.rounds > 1
    case .japanese, .dutch, .turns: false
    }
  }
}

// MARK: Ranking, visibility, closing

extension SplitMix64 {
  private mutating func ranking(_ clock: Clock) -> Ranking {
    let ties: [Ranking.Ties] = clock.isSealed ? Ranking.Ties.allCases : [.earlierFirst, .equalBest, .equalWorst]
    return Ranking(
      model: clock.hasLevels ? .price : model(), direction: clock.hasLevels ? .lower : one(),
      ties: ties.randomElement(using: &self) ?? .earlierFirst,
      abnormallyLow: once(in: 2)
        ? nil : Ranking.AbnormallyLow(belowMeanHundredths: percent(), belowNextHundredths: percent()))
  }

  private mutating func model() -> ValueModel {
    let count = Int.random(in: 1...8, using: &self)
    switch Int.random(in: 0..<6, using: &self) {
    case 0: return .price
    case 1: return .lifeCycleCost
    case 2: return .mixed
    case 3:
      let names = ["LME copper", "é", "e\u{301}", "Ж\"\\", " a ", String(repeating: "x", count: 100)]
      return .index(.init(name: names.randomElement(using: &self) ?? "x", reference: amount(), unit: one()))
    case 4:
      let largest = Int64(9_999 / count)
      return .features(
        (0..<count).map { number in
          ValueModel.Feature(
            code: "f\(number)", maximum: Measure(tenThousandths: .random(in: 1...largest, using: &self)))
        })
    default: return .totalCost((0..<count).map { criterion("C_\($0).x-y") })
    }
  }

  private mutating func criterion(_ code: String) -> ValueModel.Criterion {
    switch Int.random(in: 0..<3, using: &self) {
    case 0: return .init(code: code, kind: .amount)
    case 1: return .init(code: code, kind: .percent)
    default:
      let size = size()
      return .init(code: code, kind: .each(cost: Measure(tenThousandths: once(in: 2) ? -size : size)))
    }
  }

  private mutating func visibility() -> Visibility {
    let toBuyer: [Visibility.Exposure] = [.never, .always, .afterClose]
    return Visibility(
      ownRank: one(), bestPrice: one(), bestPriceMinimumBidders: .random(in: 0...1_000, using: &self),
      allPrices: one(), history: one(), priceGraph: one(), bidderCount: one(), names: one(),
      namesToBuyer: toBuyer.randomElement(using: &self) ?? .never, aliases: one(), observers: one(),
      observersFrom: once(in: 2) ? .always : .afterClose)
  }

  private mutating func closing(_ clock: Clock) -> Closing {
    guard clock.isEnglish else { return Closing(softClose: nil, pause: clock.isSealed ? one() : .stops, outage: one()) }
    let softClose = once(in: 3) ? nil : softClose()
    let hiddenEnd = once(in: 2) ? nil : hiddenEnd(after: softClose == nil ? 0...0 : 0...1_000)
    return Closing(
      softClose: softClose, hiddenEnd: hiddenEnd,
      improvementMilliseconds: hiddenEnd != nil || once(in: 2) ? nil : length(), pause: one(), outage: one())
  }

  private mutating func softClose() -> Closing.SoftClose {
    let triggers: [Closing.SoftClose.Trigger] = [
      .anyBid, .bestPrice, .leadChanges, .someoneBeaten, .rank(.random(in: 1...1_000, using: &self)),
    ]
    let (a, b) = (length(), length())
    let base: Closing.SoftClose.Base = one()
    return Closing.SoftClose(
      trigger: triggers.randomElement(using: &self) ?? .anyBid,
      windowMilliseconds: base == .remaining ? min(a, b) : a,
      extensionMilliseconds: base == .remaining ? max(a, b) : b, base: base, scope: one(),
      limit: once(in: 2) ? nil : .random(in: 1...100_000, using: &self),
      totalMilliseconds: once(in: 2) ? nil : length())
  }

  private mutating func hiddenEnd(after extensions: ClosedRange<Int>) -> Closing.HiddenEnd {
    let latest = Int64.random(in: 1...Clock.lengths.upperBound, using: &self)
    return Closing.HiddenEnd(
      afterExtensions: .random(in: extensions, using: &self),
      earliestMilliseconds: .random(in: 0..<latest, using: &self), latestMilliseconds: latest)
  }
}
