// Threads we own: state that they share, waiting on it, and blocking work kept off the cooperative pool.

import Foundation
import Glibc

/// A value behind a lock, with a way to wait until it changes. Only for threads that may block.
final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ state: State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Wakes one of the threads that wait.
  func signal() { pthread_cond_signal(condition) }
  /// Wakes all of them.
  func broadcast() { pthread_cond_broadcast(condition) }

  /// Blocks until `take` answers something, or until `deadline`, which answers `nil`.
  func wait<Result>(until deadline: MonotonicTime? = nil, _ take: (inout State) -> Result?) -> Result? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = take(&state) { return result }
      guard let deadline else {
        pthread_cond_wait(condition, mutex)
        continue
      }
      var time = deadline.timespec
      if pthread_cond_timedwait(condition, mutex, &time) == ETIMEDOUT { return take(&state) }
    }
  }
}

/// A point on the clock that nobody sets, for deadlines.
struct MonotonicTime: Comparable {
  private var nanoseconds: Int64

  static var now: MonotonicTime {
    var time = Glibc.timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }

  func adding(milliseconds: Int) -> MonotonicTime {
    MonotonicTime(nanoseconds: nanoseconds + Int64(milliseconds) * 1_000_000)
  }

  /// What is left, rounded up and at least 0, as `poll` takes it.
  var millisecondsFromNow: Int32 {
    Int32(clamping: max(0, (nanoseconds - Self.now.nanoseconds + 999_999) / 1_000_000))
  }

  var timespec: Glibc.timespec {
    Glibc.timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
  }

  static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.nanoseconds < b.nanoseconds }
}

/// Starts a thread; `name` is what `top -H` shows, at most 15 characters.
func startThread(_ name: String, _ body: @escaping @Sendable () -> Void) {
  let thread = Thread(block: body)
  thread.name = name
  thread.start()
}

/// Blocks the calling thread.
func pause(milliseconds: Int) { usleep(UInt32(clamping: milliseconds * 1_000)) }

/// Runs blocking work on a thread made for it.
@discardableResult
package func onOwnThread<Value: Sendable>(
  _ name: String, _ body: @escaping @Sendable () throws -> Value
) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    startThread(name) { continuation.resume(with: Result(catching: body)) }
  }
}
