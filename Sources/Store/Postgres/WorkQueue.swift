// The bounded queue between the callers of the database and the threads that hold its connections.

import Synchronization

/// One piece of work for whichever connection is free first.
struct Job: Sendable {
  let ticket: UInt64
  /// Runs the work and hands its outcome to the caller. Answers an error instead, with the caller still waiting, if
  /// the connection turned out to be dead before anything had begun.
  let attempt: @Sendable (Connection) -> StoreError?
  /// Ends the wait of the caller without having run anything.
  let refuse: @Sendable (any Error) -> Void
  /// Whether a thread that found no connection has already put it back for another.
  var wasReturned = false
}

/// Work that waits, and whether the server is there to do it.
final class WorkQueue: Sendable {
  private struct State {
    var waiting: [Job] = []
    var isClosed = false
    /// Why nothing can be done at present; `nil` while the server is believed to be there.
    var absence: String?
    var running = 0
    var connected = 0
    var workers: Int
  }

  private let state: Monitor<State>
  private let closing = Monitor(false)
  private let capacity: Int
  private let lastTicket = Atomic<UInt64>(0)

  init(capacity: Int, workers: Int) {
    self.capacity = capacity
    state = Monitor(State(workers: workers))
  }

  func newTicket() -> UInt64 { lastTicket.add(1, ordering: .relaxed).newValue }

  var load: DatabaseLoad {
    state.withLock {
      DatabaseLoad(
        waiting: $0.waiting.count, running: $0.running, connected: $0.connected, isAvailable: $0.absence == nil)
    }
  }

  // MARK: Callers

  /// Puts the job at the end, or refuses it at once.
  func add(_ job: Job) {
    let refusal: StoreError? = state.withLock { state in
      if state.isClosed { return .unavailable("shutting down") }
      if let absence = state.absence { return .unavailable(absence) }
      guard state.waiting.count < capacity else { return .busy }
      state.waiting.append(job)
      return nil
    }
    if let refusal { job.refuse(refusal) } else { state.signal() }
  }

  /// Takes the job out again if nobody has begun it.
  func withdraw(_ ticket: UInt64) {
    let job = state.withLock { state in
      state.waiting.firstIndex { $0.ticket == ticket }.map { state.waiting.remove(at: $0) }
    }
    job?.refuse(CancellationError())
  }

  /// Takes no more work. What waits is still done.
  func close() {
    state.withLock { $0.isClosed = true }
    closing.withLock { $0 = true }
    state.broadcast()
    closing.broadcast()
  }

  /// Blocks until the last worker has gone.
  func waitUntilWorkersHaveGone() {
    state.wait { $0.workers == 0 ? () : nil }
  }

  // MARK: Workers

  /// The next job; `nil` when there will be none. Every job taken is given back by `finished` or `giveBack`.
  func take() -> Job? {
    state.wait { state -> Job?? in
      guard !state.waiting.isEmpty else { return state.isClosed ? .some(nil) : nil }
      state.running += 1
      return state.waiting.removeFirst()
    } ?? nil
  }

  func finished() { state.withLock { $0.running -= 1 } }

  /// A worker has a connection. Answers whether the server was away until now.
  func connected() -> Bool {
    state.withLock { state in
      defer { state.absence = nil }
      state.connected += 1
      return state.absence != nil
    }
  }

  func disconnected() { state.withLock { $0.connected -= 1 } }

  /// A worker got no connection for `job`. While others have theirs, one of them may do it; otherwise the server is
  /// away, and all that waits is refused. Answers whether the server is newly found to be away.
  func giveBack(_ job: Job, because reason: String) -> Bool {
    var job = job
    var refused: [Job] = []
    let isNews = state.withLock { state in
      state.running -= 1
      if state.connected > 0, !job.wasReturned, !state.isClosed {
        job.wasReturned = true
        state.waiting.insert(job, at: 0)
        return false
      }
      refused = [job]
      guard state.connected == 0 else { return false }
      refused += state.waiting
      state.waiting = []
      defer { state.absence = reason }
      return state.absence == nil
    }
    if refused.isEmpty { state.signal() }
    for job in refused { job.refuse(StoreError.unavailable(reason)) }
    return isNews
  }

  /// Blocks for that long, or until the queue is closed. Answers whether it is.
  func pause(milliseconds: Int) -> Bool {
    closing.wait(until: .now.adding(milliseconds: milliseconds)) { $0 ? true : nil } ?? false
  }

  func workerHasGone() {
    state.withLock { $0.workers -= 1 }
    state.broadcast()
  }
}
