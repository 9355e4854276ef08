// Seam 1, the clock: how each lot runs from its start to its end, and how lots follow each other.

package struct Clock: Hashable, Sendable {
  package var format: Format
  package var lots: LotOrder

  package init(_ format: Format, lots: LotOrder = .independent) {
    self.format = format
    self.lots = lots
  }

  package enum Format: Hashable, Sendable {
    case english(English)
    case japanese(Japanese)
    case dutch(Dutch)
    case sealed(Sealed)
    case turns(Turns)
  }

  /// English reverse: continuous, offers fall until the close. Several phases are announced beforehand and follow each
  /// other without a break (Directive 2014/24/EU, Article 35).
  package struct English: Hashable, Sendable {
    /// Of one phase.
    package var durationMilliseconds: Int64
    package var phases: Int
    package init(durationMilliseconds: Int64, phases: Int = 1) {
      self.durationMilliseconds = durationMilliseconds
      self.phases = phases
    }
  }

  /// Japanese reverse: the price starts at the lot's ceiling and falls every interval. Who does not accept a level is
  /// out of the lot for good; the last one in wins, at the last level accepted.
  package struct Japanese: Hashable, Sendable {
    package var step: Portion
    /// The last level; `nil`: the lot's own floor, or as low as prices go.
    package var floor: Portion?
    package var intervalMilliseconds: Int64
    package init(step: Portion, floor: Portion?, intervalMilliseconds: Int64) {
      self.step = step
      self.floor = floor
      self.intervalMilliseconds = intervalMilliseconds
    }
  }

  /// Dutch reverse: the price starts low and rises every interval up to the ceiling. The first acceptance wins.
  package struct Dutch: Hashable, Sendable {
    package var start: Portion
    package var step: Portion
    package var intervalMilliseconds: Int64
    /// In ten-thousandths of the lot: the least that one acceptance may take, the clock going on for the rest.
    /// `nil`: an acceptance takes the whole lot.
    package var smallestShare: Int?
    package init(start: Portion, step: Portion, intervalMilliseconds: Int64, smallestShare: Int? = nil) {
      self.start = start
      self.step = step
      self.intervalMilliseconds = intervalMilliseconds
      self.smallestShare = smallestShare
    }
  }

  /// Sealed offers, opened together; with several rounds each round is opened before the next begins.
  package struct Sealed: Hashable, Sendable {
    /// Whether the winner is paid its own price or the next better-than-nobody's: the second-lowest (Vickrey).
    package enum Pricing: String, Hashable, Sendable, CaseIterable { case first, second }

    /// Of one round.
    package var durationMilliseconds: Int64
    package var pricing: Pricing
    package var rounds: Int
    /// Between the opening of one round and the start of the next.
    package var pauseMilliseconds: Int64
    /// How many of the best go on to the next round; `nil`: all.
    package var advancing: Int?
    /// How many of the appointed openers must act together.
    package var openersNeeded: Int
    package init(
      durationMilliseconds: Int64, pricing: Pricing = .first, rounds: Int = 1, pauseMilliseconds: Int64 = 0,
      advancing: Int? = nil, openersNeeded: Int = 2
    ) {
      self.durationMilliseconds = durationMilliseconds
      self.pricing = pricing
      self.rounds = rounds
      self.pauseMilliseconds = pauseMilliseconds
      self.advancing = advancing
      self.openersNeeded = openersNeeded
    }
  }

  /// Rounds in which each bidder speaks in turn, the worst first (Prozorro's three rounds).
  package struct Turns: Hashable, Sendable {
    package var rounds: Int
    package var firstPauseMilliseconds: Int64
    package var pauseMilliseconds: Int64
    package var turnMilliseconds: Int64
    /// From the last turn to the announcement of the result; zero in the older wording.
    package var finalPauseMilliseconds: Int64
    package init(
      rounds: Int, firstPauseMilliseconds: Int64, pauseMilliseconds: Int64, turnMilliseconds: Int64,
      finalPauseMilliseconds: Int64
    ) {
      self.rounds = rounds
      self.firstPauseMilliseconds = firstPauseMilliseconds
      self.pauseMilliseconds = pauseMilliseconds
      self.turnMilliseconds = turnMilliseconds
      self.finalPauseMilliseconds = finalPauseMilliseconds
    }
  }

  /// How the lots of one auction lie in time.
  package enum LotOrder: Hashable, Sendable {
    /// All open together; each has its own end and its own extensions.
    case independent
    /// All open together and have one end: what extends one extends all.
    case parallel
    /// One after another, with a pause between them.
    case serial(pauseMilliseconds: Int64)
    /// All open together and close one after another. An extension that crosses the next close pushes the later ones.
    case staggered(intervalMilliseconds: Int64)
  }

  /// What any length of time in the rules may be, in milliseconds. Ninety days are longer than any tender and short
  /// enough that no sum of times overflows.
  package static let lengths: ClosedRange<Int64> = 1...(90 * 86_400_000)
  package static let pauses: ClosedRange<Int64> = 0...(90 * 86_400_000)
  package static let roundCounts = 1...20
  /// Levels that a clock may have: more than a day of one a second.
  package static let levelLimit: Int64 = 100_000
  /// A share of a lot is counted in ten-thousandths.
  package static let wholeLot = 10_000
}

extension Clock {
  /// The formats by their names.
  package enum Kind: String, Hashable, Sendable, CaseIterable { case english, japanese, dutch, sealed, turns }

  package var kind: Kind {
    switch format {
    case .english: .english
    case .japanese: .japanese
    case .dutch: .dutch
    case .sealed: .sealed
    case .turns: .turns
    }
  }

  package var isEnglish: Bool { if case .english = format { true } else { false } }
  package var isJapanese: Bool { if case .japanese = format { true } else { false } }
  package var isDutch: Bool { if case .dutch = format { true } else { false } }
  package var isSealed: Bool { if case .sealed = format { true } else { false } }
  package var hasTurns: Bool { if case .turns = format { true } else { false } }
  package var hasLevels: Bool { isJapanese || isDutch }

  /// Of a clock with levels; zero for others.
  var intervalMilliseconds: Int64 {
    switch format {
    case .japanese(let clock): clock.intervalMilliseconds
    case .dutch(let clock): clock.intervalMilliseconds
    case .english, .sealed, .turns: 0
    }
  }

  /// Phases or rounds in which a bidder can be silent.
  var rounds: Int {
    switch format {
    case .english(let english): english.phases
    case .sealed(let sealed): sealed.rounds
    case .japanese, .dutch, .turns: 1
    }
  }

  func check() throws(Rules.Fault) {
    switch format {
    case .english(let english):
      try Self.length(english.durationMilliseconds, "durationMilliseconds")
      try ruling(Self.roundCounts.contains(english.phases), "/clock/phases", .outOfRange)
    case .japanese(let japanese):
      try Self.length(japanese.intervalMilliseconds, "intervalMilliseconds")
      try japanese.step.check("/clock/step", decimals: 4)
      try japanese.floor?.check("/clock/floor", decimals: 4)
    case .dutch(let dutch):
      try Self.length(dutch.intervalMilliseconds, "intervalMilliseconds")
      try dutch.start.check("/clock/start", decimals: 4)
      try dutch.step.check("/clock/step", decimals: 4)
      let share = dutch.smallestShare ?? Self.wholeLot
      try ruling((1...Self.wholeLot).contains(share), "/clock/smallestShare", .outOfRange)
    case .sealed(let sealed): try Self.check(sealed)
    case .turns(let turns):
      try ruling(Self.roundCounts.contains(turns.rounds), "/clock/rounds", .outOfRange)
      try Self.length(turns.turnMilliseconds, "turnMilliseconds")
      try Self.pause(turns.firstPauseMilliseconds, "firstPauseMilliseconds")
      try Self.pause(turns.pauseMilliseconds, "pauseMilliseconds")
      try Self.pause(turns.finalPauseMilliseconds, "finalPauseMilliseconds")
    }
    try checkLots()
  }

  private static func check(_ sealed: Sealed) throws(Rules.Fault) {
    try length(sealed.durationMilliseconds, "durationMilliseconds")
    try ruling(roundCounts.contains(sealed.rounds), "/clock/rounds", .outOfRange)
    try pause(sealed.pauseMilliseconds, "pauseMilliseconds")
    if let advancing = sealed.advancing { try ruling((1...1_000).contains(advancing), "/clock/advancing", .outOfRange) }
    try ruling((1...16).contains(sealed.openersNeeded), "/clock/openersNeeded", .outOfRange)
    // The price of a later round would be paid by who was opened in an earlier one.
    try ruling(sealed.pricing == .first || sealed.rounds == 1, "/clock/pricing", .doesNotApply)
  }

  private func checkLots() throws(Rules.Fault) {
    switch lots {
    case .independent: break
    case .parallel: try ruling(isEnglish || isSealed, "/clock/lots", .doesNotApply)
    case .serial(let pause): try Self.pause(pause, "lots/pauseMilliseconds")
    case .staggered(let interval):
      try Self.length(interval, "lots/intervalMilliseconds")
      try ruling((isEnglish || isSealed) && rounds == 1, "/clock/lots", .doesNotApply)
    }
  }

  private static func length(_ milliseconds: Int64, _ name: String) throws(Rules.Fault) {
    try ruling(lengths.contains(milliseconds), "/clock/\(name)", .outOfRange)
  }

  private static func pause(_ milliseconds: Int64, _ name: String) throws(Rules.Fault) {
    try ruling(pauses.contains(milliseconds), "/clock/\(name)", .outOfRange)
  }
}
