// How the lint finds what it warns of: one group of checks a seam.

struct Lint {
  let rules: Rules
  let lots: [Announcement.Lot]
  let bidders: Int?
  let opensAtOnce: Bool

  typealias Warning = Rules.Warning

  private var admissible: Admissibility { rules.admissibility }
  private var visible: Visibility { rules.visibility }
  private var tick: Int64 { admissible.tick }

  private func tooShort(_ length: Warning.Length, _ milliseconds: Int64) -> Warning? {
    milliseconds < length.least ? .tooShort(length, milliseconds) : nil
  }
}

// MARK: - The clock

extension Lint {
  var clock: [Warning] { (pace + sealing + levels + [duration, nearness]).compactMap(\.self) }

  private var pace: [Warning?] {
    switch rules.clock.format {
    case .english(let english): [tooShort(.bidding, english.durationMilliseconds)]
    case .japanese(let clock): [tooShort(.interval, clock.intervalMilliseconds)]
    case .dutch(let clock): [tooShort(.interval, clock.intervalMilliseconds)]
    case .sealed(let sealed): [tooShort(.bidding, sealed.durationMilliseconds)]
    case .turns(let turns): [tooShort(.turn, turns.turnMilliseconds)]
    }
  }

  private var sealing: [Warning?] {
    guard case .sealed(let sealed) = rules.clock.format else { return [] }
    return [
      sealed.openersNeeded == 1 ? .oneOpener : nil,
      sealed.rounds > 1 && sealed.advancing == 1 ? .oneAdvances : nil,
    ]
  }

  private var levels: [Warning?] {
    guard let step = levelStep else { return [] }
    if let lot = lots.first(where: { step.amount(of: $0.ceiling, tick: tick) == .zero }) {
      return [.levelStepComesToNothing(lot.number)]
    }
    let counted = lots.map { (number: $0.number, count: rules.clock.levels(of: $0, tick: tick)?.count ?? 0) }
    let few = counted.first { $0.count < 2 }
    let many = counted.first { $0.count > Clock.levelLimit } ?? counted.first { $0.count > Self.manyLevels }
    return [few.map { .tooFewLevels($0.number) }, many.map { .manyLevels($0.number, $0.count) }]
  }

  private var levelStep: Portion? {
    switch rules.clock.format {
    case .japanese(let clock): clock.step
    case .dutch(let clock): clock.step
    case .english, .sealed, .turns: nil
    }
  }

  private static let manyLevels: Int64 = 1_000
  private static let workday: Int64 = 8 * 3_600_000

  private var duration: Warning? {
    guard let length = totalLength else { return nil }
    if length > Clock.lengths.upperBound { return .outlastsEverything(length) }
    let needsAttention = rules.clock.hasLevels || rules.clock.hasTurns
    return needsAttention && length > Self.workday ? .lastsLong(length) : nil
  }

  /// Without extensions, and for clocks down to their last level; `nil` where it depends on what is not known.
  private var totalLength: Int64? {
    let known = lots.isEmpty ? [length(of: nil)] : lots.map(length)
    let lengths = known.compactMap(\.self)
    guard lengths.count == known.count, let longest = lengths.max() else { return nil }
    switch rules.clock.lots {
    case .independent, .parallel: return longest
    case .serial(let pause): return lengths.reduce(0, +) + pause * Int64(lengths.count - 1)
    case .staggered(let interval): return longest + interval * Int64(lengths.count - 1)
    }
  }

  private func length(of lot: Announcement.Lot?) -> Int64? {
    switch rules.clock.format {
    case .english(let english): return english.durationMilliseconds * Int64(english.phases)
    case .japanese(let clock): return levelCount(of: lot).map { $0 * clock.intervalMilliseconds }
    case .dutch(let clock): return levelCount(of: lot).map { $0 * clock.intervalMilliseconds }
    case .sealed(let sealed):
      return sealed.durationMilliseconds * Int64(sealed.rounds) + sealed.pauseMilliseconds * Int64(sealed.rounds - 1)
    case .turns(let turns):
      guard let bidders else { return nil }
      let pauses = turns.firstPauseMilliseconds + turns.pauseMilliseconds * Int64(turns.rounds - 1)
      return pauses + Int64(turns.rounds * min(bidders, 1_000)) * turns.turnMilliseconds + turns.finalPauseMilliseconds
    }
  }

  /// Not more than a clock may have, so that no product overflows.
  private func levelCount(of lot: Announcement.Lot?) -> Int64? {
    lot.flatMap { rules.clock.levels(of: $0, tick: tick) }.map { min($0.count, Clock.levelLimit) }
  }

  private var nearness: Warning? {
    guard case .staggered(let interval) = rules.clock.lots, let soft = rules.closing.softClose else { return nil }
    let reach = max(soft.windowMilliseconds, soft.extensionMilliseconds)
    return interval <= reach ? .lotsCloseTooNear(interval: interval, reach: reach) : nil
  }
}

// MARK: - Admissibility

extension Lint {
  var admissibility: [Warning] {
    var found: [Warning?] = []
    if !rules.clock.hasLevels {
      found += [stepTooLarge, stepTooSmall, largestBelowSmallest, largestBelowFront]
      let owesBest = admissible.decrement.map { $0.base == .best && $0.appliesTo == .every } ?? false
      found.append(admissible.buffers != nil && owesBest ? .buffersWithStepFromBest : nil)
    }
    found.append(opensAtOnce && admissible.preBids == .required ? .noTimeForPreBids : nil)
    let isOpen = visible.allPrices == .always || visible.allPrices == .afterOwnOffer
    let isInTheOpen = admissible.surrogateBids && isOpen && !rules.clock.isSealed
    found.append(isInTheOpen ? .surrogateBidsInTheOpen : nil)
    return found.compactMap(\.self)
  }

  /// Whether an offer is ever measured against an earlier one.
  private var hasSteps: Bool { !rules.clock.isSealed || rules.clock.rounds > 1 }

  /// Where offers are weighed, or prices may fall without end, the spread says nothing.
  private var stepTooLarge: Warning? {
    guard let decrement = admissible.decrement, hasSteps, rules.ranking.direction == .lower else { return nil }
    guard rules.ranking.model == .price else { return nil }
    for lot in lots {
      guard let lowest = lot.floor ?? (admissible.belowZero ? nil : Money(tenThousandths: tick)) else { continue }
      let (step, range) = (decrement.amount(at: lot.ceiling, tick: tick), lot.ceiling - lowest)
      if step > range { return .stepExceedsRange(lot.number, step: step, range: range) }
    }
    return nil
  }

  private var stepTooSmall: Warning? {
    guard let decrement = admissible.decrement, hasSteps else { return nil }
    let lot = lots.first { decrement.amount(at: $0.ceiling, tick: tick) == .zero }
    return lot.map { .stepComesToNothing($0.number) }
  }

  private var largestBelowSmallest: Warning? {
    guard let decrement = admissible.decrement, let largest = admissible.largestDecrement else { return nil }
    guard !rules.clock.isSealed, isBelow(largest, decrement) else { return nil }
    if largest.passesWhenRepeated { return .largestBelowSmallest(.onlyRepeated) }
    let isSameBase = largest.base == .own ? decrement.base == .own : decrement.base == .best
    return .largestBelowSmallest(isSameBase && decrement.appliesTo == .every ? .nobody : .somebody)
  }

  /// Measured at the ceiling; without lots only like can be compared with like.
  private func isBelow(_ largest: Admissibility.LargestDecrement, _ decrement: Admissibility.Decrement) -> Bool {
    switch (largest.step, decrement.step) {
    case (.amount(let most), .portion(.amount(let least))): most < least
    case (.percent(let most), .portion(.percent(let least))): most < least
    default:
      lots.contains {
        largest.step.amount(of: $0.ceiling, tick: tick) < decrement.amount(at: $0.ceiling, tick: tick)
      }
    }
  }

  private var largestBelowFront: Warning? {
    guard let front = admissible.buffers?.front, let largest = admissible.largestDecrement else { return nil }
    guard !rules.clock.isSealed else { return nil }
    let isBelow =
      switch (largest.step, front) {
      case (.amount(let most), .amount(let least)): most < least
      case (.percent(let most), .percent(let least)): most < least
      default:
        lots.contains { largest.step.amount(of: $0.ceiling, tick: tick) < front.amount(of: $0.ceiling, tick: tick) }
      }
    guard isBelow else { return nil }
    if largest.passesWhenRepeated { return .largestBelowFront(.onlyRepeated) }
    // Measured from one's own offer, the lead can be out of reach for some and not for others.
    return .largestBelowFront(largest.base == .best ? .nobody : .somebody)
  }
}

extension Admissibility.Decrement {
  /// The step from a first offer at the ceiling.
  fileprivate func amount(at ceiling: Money, tick: Int64) -> Money {
    amount(at: ceiling, percentOf: ceiling, tick: tick, .plain)
  }
}

// MARK: - Visibility

extension Lint {
  var visibility: [Warning] {
    var found: [Warning?] = [minimumOutOfReach, observersInTheDark]
    found.append(visible.names == .always || visible.names == .afterOwnOffer ? .namesVisible : nil)
    if !rules.clock.hasLevels, !rules.clock.isSealed { found = [blindness] + found + leaks }
    return found.compactMap(\.self)
  }

  private var blindness: Warning? {
    guard visible.bestPrice == .afterOwnOffer, visible.allPrices != .always else { return nil }
    let owesOthers = admissible.decrement.map { $0.base != .own && $0.appliesTo == .every } ?? false
    return owesOthers || admissible.buffers != nil ? .firstOfferIsBlind : nil
  }

  /// More bidders than can be left.
  private var minimumOutOfReach: Warning? {
    let prices = [visible.bestPrice, visible.allPrices, visible.history, visible.priceGraph]
    guard prices.contains(where: { !$0.isHiddenWhileOpen }) else { return nil }
    var most = bidders
    if case .sealed(let sealed) = rules.clock.format, sealed.rounds > 1, let advancing = sealed.advancing {
      most = min(most ?? advancing, advancing)
    }
    let minimum = visible.bestPriceMinimumBidders
    return most.flatMap { minimum > $0 ? .pricesNeverShown(minimum: minimum, bidders: $0) : nil }
  }

  private var observersInTheDark: Warning? {
    guard visible.observers != .nobody, visible.observersFrom == .always else { return nil }
    let shown = [visible.bestPrice, visible.allPrices, visible.history, visible.priceGraph, visible.bidderCount]
    return shown.contains(.always) ? nil : .observersSeeNothing
  }

  private var leaks: [Warning?] {
    let hidesBest = visible.bestPrice.isHiddenWhileOpen && visible.allPrices.isHiddenWhileOpen
    let decrement = admissible.decrement
    let usesBest = decrement.map { $0.base != .own || $0.percentOf == .best } ?? false
    let hidesRank = hidesBest && visible.ownRank.isHiddenWhileOpen
    let extendsByRank = rules.closing.softClose.map { $0.trigger != .anyBid } ?? false
    return [
      hidesBest && usesBest ? .tellsHiddenPrice(.decrement) : nil,
      hidesBest && admissible.buffers != nil ? .tellsHiddenPrice(.buffers) : nil,
      hidesBest && admissible.largestDecrement?.base == .best ? .tellsHiddenPrice(.largestDecrement) : nil,
      visible.allPrices.isHiddenWhileOpen && !admissible.tiesAllowed ? .tellsHiddenPrice(.ties) : nil,
      hidesRank && !admissible.leaderMayImprove ? .tellsHiddenRank(.leaderMayNotImprove) : nil,
      hidesRank && extendsByRank ? .tellsHiddenRank(.softClose) : nil,
    ]
  }
}

extension Visibility.Exposure {
  fileprivate var isHiddenWhileOpen: Bool { self == .never || self == .afterClose }
}

// MARK: - Closing

extension Lint {
  var closing: [Warning] {
    let closing = rules.closing
    var found: [Warning?] = closing.softClose.map(softClose) ?? []
    if let hidden = closing.hiddenEnd {
      let span = hidden.latestMilliseconds - hidden.earliestMilliseconds
      found.append(span < Self.surprise ? .hiddenEndIsNoSurprise(span) : nil)
    }
    found.append(closing.pause == .runsOn && closing.softClose != nil ? .pauseEatsTheEnd : nil)
    found.append(closing.outage == .ignored ? .outageIgnored : nil)
    return found.compactMap(\.self)
  }

  private static let surprise: Int64 = 10_000

  private func softClose(_ soft: Closing.SoftClose) -> [Warning?] {
    let (window, extending) = (soft.windowMilliseconds, soft.extensionMilliseconds)
    let isIdle = soft.base == .receipt && extending < window
    return [
      tooShort(.window, window), tooShort(.extending, extending), length(of: soft),
      isIdle ? .windowPartlyIdle(window: window, extending: extending) : nil,
    ]
  }

  private func length(of soft: Closing.SoftClose) -> Warning? {
    guard case .english(let english) = rules.clock.format else { return nil }
    let (window, bidding) = (soft.windowMilliseconds, english.durationMilliseconds)
    guard soft.limit == nil, soft.totalMilliseconds == nil else {
      return window > bidding ? .windowOutlastsBidding(window: window, bidding: bidding) : nil
    }
    if canExtendForNothing(soft.trigger) { return .closeNeverComes }
    // Only the last phase is extended, so it is the one to compare with.
    if window >= bidding { return .everyOfferExtends(window) }
    return soft.trigger == .anyBid ? .extensionsWithoutCap : nil
  }

  /// Whether the same price, sent again and again, keeps the lot open.
  private func canExtendForNothing(_ trigger: Closing.SoftClose.Trigger) -> Bool {
    let mustImprove = admissible.ownMustImprove || admissible.decrement?.appliesTo == .every
    switch trigger {
    case .anyBid, .rank: return !mustImprove
    case .bestPrice, .leadChanges, .someoneBeaten: return false
    }
  }
}
