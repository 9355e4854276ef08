// How often something may be done by one key: so many at once, then one in each interval.
import Synchronization

/// The generic cell rate algorithm: per key one point in time, up to which the key has used its share in advance.
///
/// Keeps at most `keys` of them. Those whose share is whole again are forgotten first; if all are in use, the half
/// that has used least is.
final class RateLimit<Key: Hashable & Sendable>: Sendable {
  typealias Moment = ContinuousClock.Instant

  private let interval: Duration
  private let tolerance: Duration
  private let keys: Int
  private let now: @Sendable () -> Moment
  private let usedUntil = Mutex<[Key: Moment]>([:])

  /// - Parameters:
  ///   - burst: how many at once, at least 1.
  ///   - interval: after how long one more is allowed.
  init(
    burst: Int, interval: Duration, keys: Int = Limits.throttledKeys, now: @escaping @Sendable () -> Moment = { .now }
  ) {
    precondition(burst >= 1 && interval > .zero && keys >= 2)
    self.interval = interval
    tolerance = interval * (burst - 1)
    self.keys = keys
    self.now = now
  }

  /// Uses one; nil if that is allowed, otherwise (and nothing used) how long to wait.
  func take(_ key: Key) -> Duration? {
    let now = now()
    return usedUntil.withLock { usedUntil in
      let used = max(usedUntil[key] ?? now, now)
      let wait = now.duration(to: used) - tolerance
      guard wait <= .zero else { return wait }
      if usedUntil[key] == nil, usedUntil.count >= keys { Self.forgetSome(&usedUntil, at: now) }
      usedUntil[key] = used + interval
      return nil
    }
  }

  /// Uses one, or throws 429 with Retry-After.
  func admit(_ key: Key) throws(Problem) {
    guard let wait = take(key) else { return }
    throw .tooManyRequests(retryAfterSeconds: wait.wholeSeconds)
  }

  /// Takes back one that was used.
  func giveBack(_ key: Key) {
    usedUntil.withLock { usedUntil in
      if let used = usedUntil[key] { usedUntil[key] = used - interval }
    }
  }

  /// Gives the key its whole share again.
  func reset(_ key: Key) { usedUntil.withLock { $0[key] = nil } }

  /// How many keys are kept.
  var count: Int { usedUntil.withLock { $0.count } }

  private static func forgetSome(_ usedUntil: inout [Key: Moment], at now: Moment) {
    let all = usedUntil.count
    usedUntil = usedUntil.filter { $0.value > now }
    guard usedUntil.count > all / 2 else { return }
    let middle = usedUntil.values.sorted()[usedUntil.count / 2]
    usedUntil = usedUntil.filter { $0.value > middle }
  }
}

extension Duration {
  /// Rounded up.
  var wholeSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
