// The pool: a bounded number of connections, each with its own thread, and a bounded queue before them.

package import Logging

/// The database as the rest of the program sees it. Work runs on threads of its own, never on the cooperative pool.
package final class Database: Sendable {
  private let queue: WorkQueue

  /// Starts the threads. They connect when there is something to do, so this succeeds without a server.
  ///
  /// - Parameters:
  ///   - connections: how many transactions run at once; the server allows that many and a few more.
  ///   - waiting: how many may wait for a connection before the next one is refused as `busy`.
  package init(
    _ settings: ConnectionSettings, connections: Int = 8, waiting: Int = 512,
    logger: Logger = Logger(label: "database")
  ) {
    let queue = WorkQueue(capacity: waiting, workers: max(1, connections))
    self.queue = queue
    for number in 1...max(1, connections) {
      startThread("database-\(number)") { Worker(queue, settings, logger).run() }
    }
  }

  deinit { queue.close() }

  /// Runs `body` as one transaction on a connection's thread and commits it, or rolls back if it throws.
  ///
  /// `body` is synchronous: nothing can come between its statements. It runs again when the server gave the
  /// transaction up for the sake of another. Fails with `busy` when too much waits already, with `unavailable` at
  /// once while the server is away, and with `CancellationError` if the task is cancelled before the work begins.
  @discardableResult
  package func transaction<Value: Sendable>(
    _ scope: Scope = .plain, _ mode: TransactionMode = .readWrite,
    _ body: @escaping @Sendable (Transaction) throws -> Value
  ) async throws -> Value {
    let ticket = queue.newTicket()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let job = Job(ticket: ticket) { connection in
          do throws(StoreError) { try connection.begin(scope, mode) } catch {
            if connection.isBroken { return error }
            continuation.resume(throwing: error)
            return nil
          }
          continuation.resume(with: Result { try connection.complete(scope, mode, body) })
          return nil
        } refuse: {
          continuation.resume(throwing: $0)
        }
        queue.add(job)
        // A cancellation that came before the job was in the queue found nothing to withdraw.
        if Task.isCancelled { queue.withdraw(ticket) }
      }
    } onCancel: {
      queue.withdraw(ticket)
    }
  }

  /// How busy the database is at this moment.
  package var load: DatabaseLoad { queue.load }

  /// Takes no more work, finishes what was accepted and closes the connections.
  package func shutdown() async {
    let queue = queue
    queue.close()
    _ = try? await onOwnThread("database-end") { queue.waitUntilWorkersHaveGone() }
  }
}

/// Counts for `/metrics` and `/ready`.
package struct DatabaseLoad: Hashable, Sendable {
  /// Transactions that wait for a connection.
  package var waiting: Int
  /// Transactions in progress.
  package var running: Int
  /// Connections that are open.
  package var connected: Int
  /// Whether the server answered when last asked.
  package var isAvailable: Bool
}
