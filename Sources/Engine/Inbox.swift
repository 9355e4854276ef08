// The bounded queue in front of the writer thread. Order of receipt is order of decision.

import Auctions
import Foundation

/// Stamps and keeps commands until the writer takes all of them at once.
final class Inbox: @unchecked Sendable {
  // Everything below is touched under `lock` only.
  private let lock = NSCondition()
  private var waiting: [Submission] = []
  private var lastStamp = Instant(milliseconds: .min)
  private var isClosed = false
  private let limit: Int
  private let now: @Sendable () -> Instant

  init(limit: Int, now: @escaping @Sendable () -> Instant) {
    self.limit = limit
    self.now = now
  }

  struct Taken {
    var submissions: [Submission]
    /// Every command stamped before this instant is in this batch or an earlier one.
    var at: Instant
    var isClosed: Bool
  }

  /// Takes the stamp and a place in the queue; `false` when there is none.
  func put(_ auction: AuctionID, _ command: EngineCommand, _ answer: @escaping @Sendable (EngineAnswer) -> Void) -> Bool
  {
    lock.withLock {
      guard !isClosed, waiting.count < limit else { return false }
      waiting.append(Submission(auction: auction, command: command, receivedAt: stamp(), answer: answer))
      if waiting.count == 1 { lock.signal() }
      return true
    }
  }

  /// Waits until something is there, `due` has come or the inbox is closed, and takes everything.
  func takeAll(due: Instant?) -> Taken {
    lock.withLock {
      while waiting.isEmpty, !isClosed {
        guard let due else {
          lock.wait()
          continue
        }
        let remaining = now().milliseconds(until: due)
        guard remaining > 0 else { break }
        _ = lock.wait(until: Date(timeIntervalSinceNow: Double(min(remaining, 60_000)) / 1_000))
      }
      defer { waiting.removeAll(keepingCapacity: true) }
      return Taken(submissions: waiting, at: stamp(), isClosed: isClosed)
    }
  }

  /// Takes what is there at this moment, which may be nothing.
  func takeNow() -> Taken {
    lock.withLock {
      defer { waiting.removeAll(keepingCapacity: true) }
      return Taken(submissions: waiting, at: stamp(), isClosed: isClosed)
    }
  }

  /// Takes what is there, without a stamp.
  func takeWaiting() -> [Submission] {
    lock.withLock {
      defer { waiting.removeAll(keepingCapacity: true) }
      return waiting
    }
  }

  /// Pauses the writer without losing what arrives; ends early when the inbox is closed.
  func pause(milliseconds: Int) -> Bool {
    lock.withLock {
      let end = Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)
      while !isClosed, lock.wait(until: end) {}
      return !isClosed
    }
  }

  func close() {
    lock.withLock {
      isClosed = true
      lock.broadcast()
    }
  }

  var depth: Int { lock.withLock { waiting.count } }

  /// Never goes back, even if the wall clock does.
  private func stamp() -> Instant {
    lastStamp = max(lastStamp, now())
    return lastStamp
  }
}
