// Seam 1, the clock: how the auction runs from its start to its announced end.

package enum Clock: Hashable, Sendable {
  /// English reverse: continuous, offers fall until the close. The announced length in milliseconds.
  case english(durationMilliseconds: Int64)

  func check() throws(Rules.Fault) {
    switch self {
    case .english(let duration):
      guard Self.lengths.contains(duration) else { throw .durationOutOfRange }
    }
  }

  /// When lots close if nothing extends them.
  func announcedClose(opensAt: Instant) -> Instant {
    switch self {
    case .english(let duration): opensAt.adding(milliseconds: duration)
    }
  }

  /// What any length of time in the rules may be, in milliseconds. Ninety days are longer than any tender and short
  /// enough that no sum of times overflows.
  package static let lengths: ClosedRange<Int64> = 1...(90 * 86_400_000)
}
