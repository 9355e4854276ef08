// A thread with a connection of its own: takes work from the queue, one piece after the other.

import Logging

/// Runs on its own thread until the queue is closed and empty. Connects when there is work, and again when the
/// connection is lost.
final class Worker {
  private let queue: WorkQueue
  private let settings: ConnectionSettings
  private let logger: Logger
  private var connection: Connection?

  private static let firstPauseMilliseconds = 100
  private static let longestPauseMilliseconds = 5_000

  init(_ queue: WorkQueue, _ settings: ConnectionSettings, _ logger: Logger) {
    self.queue = queue
    self.settings = settings
    self.logger = logger
  }

  func run() {
    while let job = queue.take() { serve(job) }
    disconnect()
    queue.workerHasGone()
  }

  private func serve(_ job: Job) {
    let wasConnected = connection != nil
    do throws(StoreError) {
      if let error = job.attempt(try connect()) {
        disconnect()
        // An old connection may have died while nobody used it. The job has not begun: a fresh one decides.
        guard wasConnected else { throw error }
        if let error = job.attempt(try connect()) { throw error }
      }
      if connection?.isBroken == true { disconnect() }
      queue.finished()
    } catch {
      disconnect()
      reconnect(after: error, leaving: job)
    }
  }

  private func connect() throws(StoreError) -> Connection {
    if let connection { return connection }
    let fresh = try Connection(settings)
    connection = fresh
    if queue.connected() { logger.notice("database connected again") }
    return fresh
  }

  private func disconnect() {
    guard connection != nil else { return }
    connection = nil
    queue.disconnected()
  }

  /// Gives the job away and tries to connect, at growing intervals, until it works or there is no need any more.
  private func reconnect(after error: StoreError, leaving job: Job) {
    if queue.giveBack(job, because: error.reason) { logger.error("database away: \(error.reason)") }
    var pauseMilliseconds = Self.firstPauseMilliseconds
    // At random between half and all of it, so that not every worker knocks at once.
    while !queue.pause(milliseconds: pauseMilliseconds - .random(in: 0...pauseMilliseconds / 2)) {
      if (try? connect()) != nil { return }
      pauseMilliseconds = min(2 * pauseMilliseconds, Self.longestPauseMilliseconds)
    }
  }
}
