// Seam 1, the clock: how the auction runs from its start to its announced end.

package enum Clock: Hashable, Sendable {
  /// English reverse: continuous, offers fall until the close. The announced length in milliseconds.
  case english(durationMilliseconds: Int64)

  func check() throws(Rules.Fault) {
    switch self {
    case .english(let duration):
      guard (1...Self.longestMilliseconds).contains(duration) else { throw .durationOutOfRange }
    }
  }

  /// When lots close if nothing extends them.
  func announcedClose(opensAt: Instant) -> Instant {
    switch self {
    case .english(let duration): opensAt.adding(milliseconds: duration)
    }
  }

  /// Ninety days: longer than any tender, short enough that no sum of times overflows.
  package static let longestMilliseconds: Int64 = 90 * 86_400_000
}
