// The rules of an auction as one value: what the rules document says, one part per seam.

/// Five answers make a format: clock, admissibility, ranking, visibility, closing.
package struct Rules: Hashable, Sendable {
  package var clock: Clock
  package var admissibility: Admissibility
  package var ranking: Ranking
  package var visibility: Visibility
  package var closing: Closing

  package init(
    clock: Clock, admissibility: Admissibility, ranking: Ranking, visibility: Visibility, closing: Closing
  ) {
    self.clock = clock
    self.admissibility = admissibility
    self.ranking = ranking
    self.visibility = visibility
    self.closing = closing
  }

  /// Why rules cannot be used, however well they are written, and where: a JSON Pointer into the rules document.
  package struct Fault: Error, Hashable, Sendable {
    package enum Reason: String, Hashable, Sendable, CaseIterable {
      /// A number, a length of time or an amount outside what the field allows.
      case outOfRange
      /// An amount with more decimals than prices may have.
      case tooManyDecimals
      /// Entries that must come in order, or differ, and do not.
      case notInOrder
      /// A part that the clock, or another part, gives no meaning to.
      case doesNotApply
      /// A part that the clock, or another part, cannot do without.
      case missing
    }

    package var pointer: String
    package var reason: Reason
    package init(_ pointer: String, _ reason: Reason) {
      self.pointer = pointer
      self.reason = reason
    }
  }

  package func check() throws(Fault) {
    try clock.check()
    try admissibility.check()
    try ranking.check()
    try visibility.check()
    try closing.check()
    try checkTogether()
  }

  /// What no part can know of itself: whether it means anything beside the others.
  private func checkTogether() throws(Fault) {
    try ruling(closing.softClose == nil || clock.isEnglish, "/closing/softClose", .doesNotApply)
    try ruling(
      closing.improvementMilliseconds == nil || clock.isEnglish, "/closing/improvementMilliseconds", .doesNotApply)
    try ruling(closing.hiddenEnd == nil || clock.isEnglish, "/closing/hiddenEnd", .doesNotApply)
    try ruling(closing.pause == .stops || clock.isEnglish || clock.isSealed, "/closing/pause", .doesNotApply)
    try ruling(ranking.ties != .drawn || clock.isSealed, "/ranking/ties", .doesNotApply)
    try ruling(!admissibility.proxyBids || clock.isEnglish, "/admissibility/proxyBids", .doesNotApply)
    try ruling(admissibility.withdrawal != .withinTurn || clock.hasTurns, "/admissibility/withdrawal", .doesNotApply)
    try ruling(admissibility.activity == .none || clock.rounds > 1, "/admissibility/activity", .doesNotApply)
    try ruling(admissibility.preBids == .required || !clock.hasTurns, "/admissibility/preBids", .missing)
    try ruling(admissibility.preBids == .none || !clock.isSealed, "/admissibility/preBids", .doesNotApply)
    guard clock.hasLevels else { return }
    // On a clock everybody answers the same price: there is nothing to weigh, and nothing to step down from.
    try ruling(ranking.model == .price, "/ranking/model", .doesNotApply)
    try ruling(ranking.direction == .lower, "/ranking/direction", .doesNotApply)
    try ruling(admissibility.preBids == .none, "/admissibility/preBids", .doesNotApply)
    try ruling(admissibility.buffers == nil, "/admissibility/buffers", .doesNotApply)
  }
}

/// Throws the fault unless `holds`.
func ruling(_ holds: Bool, _ pointer: String, _ reason: Rules.Fault.Reason) throws(Rules.Fault) {
  guard holds else { throw Rules.Fault(pointer, reason) }
}

/// An amount, or a percentage of some price: how rules say by how much.
package enum Portion: Hashable, Sendable {
  case amount(Money)
  /// Hundredths of a percent; what it comes to is cut, never rounded up, at the lot's decimals.
  case percent(hundredths: Int64)

  /// Hundredths of a percent that a price can change by and still be one: 0.01 to 99.99.
  package static let percentages: ClosedRange<Int64> = 1...9_999

  /// - Parameter tick: the smallest price difference, in ten-thousandths.
  func amount(of price: Money, tick: Int64) -> Money {
    switch self {
    case .amount(let amount): return amount
    case .percent(let hundredths):
      let exact = Int128(price.tenThousandths) * Int128(hundredths) / 10_000
      return Money(tenThousandths: Int64(exact) / tick * tick)
    }
  }

  /// The same where an amount is in the auction's currency and the price in that of the bidder with these terms.
  func amount(of price: Money, tick: Int64, _ terms: Terms) -> Money {
    if case .amount(let amount) = self { terms.own(amount, tick: tick) } else { amount(of: price, tick: tick) }
  }

  /// - Parameter decimals: those a price may have.
  func check(_ pointer: String, decimals: Int) throws(Rules.Fault) {
    switch self {
    case .amount(let amount):
      try ruling(amount > .zero, "\(pointer)/amount", .outOfRange)
      try ruling(amount.decimals <= decimals, "\(pointer)/amount", .tooManyDecimals)
    case .percent(let hundredths):
      try ruling(Self.percentages.contains(hundredths), "\(pointer)/percent", .outOfRange)
    }
  }
}
