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

  /// Why a rules document cannot be used, however well it is written.
  package enum Fault: Error, Hashable, Sendable, CaseIterable {
    case durationOutOfRange
    case decrementNotPositive
    case percentAboveHundred
    case decimalsOutOfRange
    case windowOutOfRange
    case extensionOutOfRange
    case limitNotPositive
  }

  package func check() throws(Fault) {
    try clock.check()
    try admissibility.check()
    try closing.check()
  }
}
