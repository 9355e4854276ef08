// Seam 2, admissibility: which offers count. This file holds the rules; `Judging.swift` applies them.

package struct Admissibility: Hashable, Sendable {
  /// By how much an offer must improve.
  package struct Decrement: Hashable, Sendable {
    package enum Step: Hashable, Sendable {
      case portion(Portion)
      /// Both are worked out, and the smaller or the larger counts.
      case either(amount: Money, percentHundredths: Int64, Choice)
      /// By the price that the step is measured from, best-paid band first.
      case banded([Band])
    }
    package enum Choice: String, Hashable, Sendable, CaseIterable { case smaller, larger }

    /// The step for prices above `above`.
    package struct Band: Hashable, Sendable {
      package var above: Money
      package var step: Money
      package init(above: Money, step: Money) {
        self.above = above
        self.step = step
      }
    }

    /// What the step is measured from. `nextAbove` is the offer ranked one better than one's own, or the last one.
    package enum Base: String, Hashable, Sendable, CaseIterable { case own, best, nextAbove }
    /// What a percentage is a percentage of: the price that the step is measured from, or the lot's ceiling.
    package enum PercentOf: String, Hashable, Sendable, CaseIterable { case base, own, best, start }
    /// Which offers owe the step: every one, or only one that takes the lead (others need only improve).
    package enum Scope: String, Hashable, Sendable, CaseIterable { case every, lead }

    package var step: Step
    package var base: Base
    package var percentOf: PercentOf
    package var appliesTo: Scope
    /// Whether the price must lie whole steps below the base.
    package var exactMultiples: Bool

    package init(
      _ step: Step, base: Base, percentOf: PercentOf = .base, appliesTo: Scope = .every, exactMultiples: Bool = false
    ) {
      self.step = step
      self.base = base
      self.percentOf = percentOf
      self.appliesTo = appliesTo
      self.exactMultiples = exactMultiples
    }
  }

  /// A space round the leader (SAP Ariba): nearer than `front` nobody takes the lead, nearer than `back` nobody
  /// follows.
  package struct Buffers: Hashable, Sendable {
    /// Measured from the leader's price; percentages are of the leader's price.
    package var front: Portion
    package var back: Portion?
    package init(front: Portion, back: Portion?) {
      self.front = front
      self.back = back
    }
  }

  /// Guard against slips of the pen: the most that an offer may improve at once.
  package struct LargestDecrement: Hashable, Sendable {
    package enum Base: String, Hashable, Sendable, CaseIterable { case own, best }
    package enum PercentOf: String, Hashable, Sendable, CaseIterable { case base, start }
    package var step: Portion
    /// Where there is no such offer yet, the ceiling.
    package var base: Base
    package var percentOf: PercentOf
    /// Entering the same price a second time means it.
    package var passesWhenRepeated: Bool
    package init(step: Portion, base: Base, percentOf: PercentOf = .base, passesWhenRepeated: Bool) {
      self.step = step
      self.base = base
      self.percentOf = percentOf
      self.passesWhenRepeated = passesWhenRepeated
    }
  }

  package enum PreBids: String, Hashable, Sendable, CaseIterable { case none, allowed, required }
  package enum Withdrawal: String, Hashable, Sendable, CaseIterable { case never, withinTurn, byBuyer }
  package enum Activity: String, Hashable, Sendable, CaseIterable { case none, everyRound }

  /// `nil`: any improvement counts.
  package var decrement: Decrement?
  package var buffers: Buffers?
  package var largestDecrement: LargestDecrement?
  /// Whether a bidder's own offers may only get better. In sealed formats offers are replaced freely.
  package var ownMustImprove: Bool
  package var leaderMayImprove: Bool
  /// Whether an offer may equal another supplier's standing offer.
  package var tiesAllowed: Bool
  /// Decimals a price may have, 0…4.
  package var decimals: Int
  /// Whether prices may be zero or below: the supplier pays (44-FZ), or an index is undercut.
  package var belowZero: Bool
  /// Offers before the opening: they stand when it opens.
  package var preBids: PreBids
  package var withdrawal: Withdrawal
  package var activity: Activity
  /// Whether a supplier may leave a limit down to which the server bids for it.
  package var proxyBids: Bool
  /// Whether the buyer may enter an offer for a supplier; it is always marked as such.
  package var surrogateBids: Bool

  package static let decimalPlaces = 0...4
  package static let bandCounts = 1...50

  package init(
    decrement: Decrement? = nil, buffers: Buffers? = nil, largestDecrement: LargestDecrement? = nil,
    ownMustImprove: Bool = true, leaderMayImprove: Bool = true, tiesAllowed: Bool = true, decimals: Int = 2,
    belowZero: Bool = false, preBids: PreBids = .none, withdrawal: Withdrawal = .byBuyer, activity: Activity = .none,
    proxyBids: Bool = false, surrogateBids: Bool = false
  ) {
    self.decrement = decrement
    self.buffers = buffers
    self.largestDecrement = largestDecrement
    self.ownMustImprove = ownMustImprove
    self.leaderMayImprove = leaderMayImprove
    self.tiesAllowed = tiesAllowed
    self.decimals = decimals
    self.belowZero = belowZero
    self.preBids = preBids
    self.withdrawal = withdrawal
    self.activity = activity
    self.proxyBids = proxyBids
    self.surrogateBids = surrogateBids
  }

  /// The smallest price difference, in ten-thousandths: 100 at two decimals.
  package var tick: Int64 {
    switch decimals {
    case 0: 10_000
    case 1: 1_000
    case 2: 100
    case 3: 10
    default: 1
    }
  }

  func check() throws(Rules.Fault) {
    try ruling(Self.decimalPlaces.contains(decimals), "/admissibility/decimals", .outOfRange)
    try decrement?.check(decimals: decimals)
    try buffers?.front.check("/admissibility/buffers/front", decimals: decimals)
    try buffers?.back?.check("/admissibility/buffers/back", decimals: decimals)
    try largestDecrement?.step.check("/admissibility/largestDecrement/step", decimals: decimals)
  }
}

extension Admissibility.Decrement {
  fileprivate func check(decimals: Int) throws(Rules.Fault) {
    let pointer = "/admissibility/decrement"
    switch step {
    case .portion(let portion): try portion.check(pointer, decimals: decimals)
    case .either(let amount, let hundredths, _):
      try Portion.amount(amount).check(pointer, decimals: decimals)
      try Portion.percent(hundredths: hundredths).check(pointer, decimals: decimals)
    case .banded(let bands):
      try ruling(Admissibility.bandCounts.contains(bands.count), "\(pointer)/bands", .outOfRange)
      for (index, band) in bands.enumerated() {
        try ruling(band.above >= .zero, "\(pointer)/bands/\(index)/above", .outOfRange)
        try ruling(index == 0 || band.above < bands[index - 1].above, "\(pointer)/bands/\(index)/above", .notInOrder)
        try ruling(band.step > .zero, "\(pointer)/bands/\(index)/step", .outOfRange)
        try ruling(band.step.decimals <= decimals, "\(pointer)/bands/\(index)/step", .tooManyDecimals)
      }
    }
  }

  /// The step where the base is `base` and a percentage is taken of `whole`.
  /// Amounts are in the auction's currency, prices and the step in that of the bidder with these terms.
  func amount(at base: Money, percentOf whole: Money, tick: Int64, _ terms: Terms) -> Money {
    switch step {
    case .portion(let portion): return portion.amount(of: whole, tick: tick, terms)
    case .either(let amount, let hundredths, let choice):
      let percent = Portion.percent(hundredths: hundredths).amount(of: whole, tick: tick)
      let amount = terms.own(amount, tick: tick)
      return choice == .smaller ? min(amount, percent) : max(amount, percent)
    case .banded(let bands):
      // Below the last band its step goes on: a price has a step everywhere.
      let band = bands.first { base > terms.own($0.above, tick: tick) } ?? bands.last
      return band.map { terms.own($0.step, tick: tick) } ?? .zero
    }
  }
}
