// A clock that tests turn.

package import Auctions
import Synchronization

/// Starts on a fixed day. Every reading is a millisecond later than the one before, so that no two are the same.
package final class TestClock: Sendable {
  private let milliseconds: Mutex<Int64>

  package init(_ start: String = "2026-11-21T08:00:00.000Z") {
    milliseconds = Mutex(Instant(start)?.milliseconds ?? 0)
  }

  package var now: Instant {
    Instant(
      milliseconds: milliseconds.withLock {
        $0 += 1
        return $0
      })
  }

  package func advance(minutes: Int64 = 0, seconds: Int64 = 0) {
    milliseconds.withLock { $0 += (minutes * 60 + seconds) * 1_000 }
  }
}
