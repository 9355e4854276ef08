// Rules that can be used and yet are hardly meant: what to say before anybody is bound by them.

extension Rules {
  package enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The auction cannot do what it is for: nobody can bid, nobody can improve, or it does not end.
    case wrong
    /// It works, but probably not as somebody wanted it.
    case doubtful
  }

  /// What looks like a mistake. Where several lots show the same, the first of them is named. Lengths of time are
  /// milliseconds.
  package enum Warning: Hashable, Sendable {
    /// Lengths of time in which people have to act.
    package enum Length: String, Hashable, Sendable, CaseIterable { case bidding, interval, turn, window, extending }
    /// What a largest decrement below the smallest leads to.
    package enum Trap: String, Hashable, Sendable, CaseIterable { case nobody, onlyRepeated, somebody }
    /// Rules whose refusals say a price or a rank that bidders must not see.
    package enum Teller: String, Hashable, Sendable, CaseIterable { case decrement, buffers, largestDecrement, ties }
    package enum RankTeller: String, Hashable, Sendable, CaseIterable { case leaderMayNotImprove, softClose }

    /// So short that it is a slip (seconds for milliseconds), or nobody can react.
    case tooShort(Length, Int64)
    case levelStepComesToNothing(LotNumber)
    /// A clock that shows one price, or none.
    case tooFewLevels(LotNumber)
    case manyLevels(LotNumber, Int64)
    /// A clock or turns that take longer than a day's work.
    case lastsLong(Int64)
    /// Longer than anything in an auction may be.
    case outlastsEverything(Int64)
    case lotsCloseTooNear(interval: Int64, reach: Int64)
    case oneOpener
    case oneAdvances

    /// After the first offer there is no room for a second.
    case stepExceedsRange(LotNumber, step: Money, range: Money)
    case stepComesToNothing(LotNumber)
    case largestBelowSmallest(Trap)
    case largestBelowFront(Trap)
    case buffersWithStepFromBest
    /// Offers before the opening are required, and it opens at once.
    case noTimeForPreBids
    case surrogateBidsInTheOpen

    case firstOfferIsBlind
    /// More bidders are asked for before prices are shown than there can be.
    case pricesNeverShown(minimum: Int, bidders: Int)
    case observersSeeNothing
    case namesVisible
    case tellsHiddenPrice(Teller)
    case tellsHiddenRank(RankTeller)

    /// Somebody can put the end off for ever without offering anything better.
    case closeNeverComes
    /// From the first moment on, and without limit.
    case everyOfferExtends(Int64)
    /// Ends when bidding ends, and nothing else ends it.
    case extensionsWithoutCap
    case windowOutlastsBidding(window: Int64, bidding: Int64)
    /// A bid early in the window does not put the end off.
    case windowPartlyIdle(window: Int64, extending: Int64)
    case hiddenEndIsNoSurprise(Int64)
    case pauseEatsTheEnd
    case outageIgnored
  }

  /// Everything that looks wrong or doubtful, seam by seam. Says nothing of what `check()` refuses.
  /// - Parameters:
  ///   - lots: what is known of them; without any, what depends on prices is not looked at.
  ///   - bidders: how many will take part, where that is known.
  package func warnings(
    for lots: [Announcement.Lot] = [], bidders: Int? = nil, opensAtOnce: Bool = false
  ) -> [Warning] {
    let lint = Lint(rules: self, lots: lots, bidders: bidders, opensAtOnce: opensAtOnce)
    return lint.clock + lint.admissibility + lint.visibility + lint.closing
  }
}

extension Rules.Warning {
  package var severity: Rules.Severity {
    switch self {
    case .levelStepComesToNothing, .tooFewLevels, .outlastsEverything, .stepExceedsRange, .noTimeForPreBids,
      .closeNeverComes:
      .wrong
    case .manyLevels(_, let count): count > Clock.levelLimit ? .wrong : .doubtful
    case .largestBelowSmallest(let trap), .largestBelowFront(let trap): trap == .nobody ? .wrong : .doubtful
    case .tooShort, .lastsLong, .lotsCloseTooNear, .oneOpener, .oneAdvances, .stepComesToNothing,
      .buffersWithStepFromBest, .surrogateBidsInTheOpen, .firstOfferIsBlind, .pricesNeverShown,
      .observersSeeNothing, .namesVisible, .tellsHiddenPrice, .tellsHiddenRank, .everyOfferExtends,
      .extensionsWithoutCap, .windowOutlastsBidding, .windowPartlyIdle, .hiddenEndIsNoSurprise, .pauseEatsTheEnd,
      .outageIgnored:
      .doubtful
    }
  }

  /// Where the rules document says it: a JSON Pointer.
  package var pointer: String {
    switch self {
    case .tooShort(let length, _): length.pointer
    case .levelStepComesToNothing, .tooFewLevels, .manyLevels: "/clock/step"
    case .lastsLong, .outlastsEverything: "/clock"
    case .lotsCloseTooNear: "/clock/lots/intervalMilliseconds"
    case .oneOpener: "/clock/openersNeeded"
    case .oneAdvances: "/clock/advancing"
    case .stepExceedsRange, .stepComesToNothing: "/admissibility/decrement"
    case .largestBelowSmallest, .largestBelowFront: "/admissibility/largestDecrement"
    case .buffersWithStepFromBest: "/admissibility/buffers"
    case .noTimeForPreBids: "/admissibility/preBids"
    case .surrogateBidsInTheOpen: "/admissibility/surrogateBids"
    case .firstOfferIsBlind: "/visibility/bestPrice"
    case .pricesNeverShown: "/visibility/bestPriceMinimumBidders"
    case .observersSeeNothing: "/visibility/observers"
    case .namesVisible: "/visibility/names"
    case .tellsHiddenPrice(let teller): teller.pointer
    case .tellsHiddenRank(let teller): teller.pointer
    case .closeNeverComes, .extensionsWithoutCap: "/closing/softClose"
    case .everyOfferExtends, .windowOutlastsBidding: "/closing/softClose/windowMilliseconds"
    case .windowPartlyIdle: "/closing/softClose/extensionMilliseconds"
    case .hiddenEndIsNoSurprise: "/closing/hiddenEnd"
    case .pauseEatsTheEnd: "/closing/pause"
    case .outageIgnored: "/closing/outage"
    }
  }
}

extension Rules.Warning.Length {
  fileprivate var pointer: String {
    switch self {
    case .bidding: "/clock/durationMilliseconds"
    case .interval: "/clock/intervalMilliseconds"
    case .turn: "/clock/turnMilliseconds"
    case .window: "/closing/softClose/windowMilliseconds"
    case .extending: "/closing/softClose/extensionMilliseconds"
    }
  }

  /// Shorter than this, in milliseconds, is too short.
  package var least: Int64 {
    switch self {
    case .bidding: 30_000
    case .interval, .turn: 5_000
    case .window, .extending: 10_000
    }
  }
}

extension Rules.Warning.Teller {
  fileprivate var pointer: String {
    switch self {
    case .decrement: "/admissibility/decrement"
    case .buffers: "/admissibility/buffers"
    case .largestDecrement: "/admissibility/largestDecrement"
    case .ties: "/admissibility/tiesAllowed"
    }
  }
}

extension Rules.Warning.RankTeller {
  fileprivate var pointer: String {
    switch self {
    case .leaderMayNotImprove: "/admissibility/leaderMayImprove"
    case .softClose: "/closing/softClose/trigger"
    }
  }
}
