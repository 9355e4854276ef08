// The pool: its bounds, its queue, and what callers see when the server goes and comes back.

import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct PostgresDatabaseTests {
  @Test func transactionsRunOnAtMostSoManyConnections() async throws {
    let database = Database(try await TestDatabase.empty().owner, connections: 3)
    let running = Tally()
    let processes = try await withThrowingTaskGroup(of: Int32.self) { group in
      for _ in 0..<30 {
        group.addTask {
          try await database.transaction { tx in
            running.enter()
            defer { running.leave() }
            return try tx.one("SELECT pg_backend_pid() FROM pg_sleep(0.01)") { try $0() as Int32 }
          }
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(running.most == 3)
    #expect(processes.count == 3)
    try await until { database.load == DatabaseLoad(waiting: 0, running: 0, connected: 3, isAvailable: true) }
    await database.shutdown()
    #expect(database.load.connected == 0)
    await #expect(throws: StoreError.unavailable("shutting down")) { try await database.transaction { _ in } }
  }

  @Test func theQueueIsBoundedAndForgetsTheCancelled() async throws {
    let database = Database(try await TestDatabase.empty().owner, connections: 1, waiting: 1)
    let gate = Monitor(false)
    let first = Task { try await database.transaction { _ in gate.wait { $0 ? () : nil } } }
    try await until { database.load.running == 1 }
    let second = Task { try await database.transaction { _ in _ = Issue.record("cancelled work ran") } }
    try await until { database.load.waiting == 1 }
    await #expect(throws: StoreError.busy) { try await database.transaction { _ in } }

    second.cancel()
    await #expect(throws: CancellationError.self) { try await second.value }
    #expect(database.load.waiting == 0)
    let cancelled = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      try await database.transaction { _ in _ = Issue.record("work cancelled before it waited ran") }
    }
    await #expect(throws: CancellationError.self) { try await cancelled.value }

    let third = Task { try await database.transaction { tx in try tx.one("SELECT 3") { try $0() as Int } } }
    try await until { database.load.waiting == 1 }
    gate.withLock { $0 = true }
    gate.broadcast()
    try await first.value
    #expect(try await third.value == 3)
  }

  @Test func shutdownFinishesWhatWasAccepted() async throws {
    let database = Database(try await TestDatabase.empty().owner, connections: 2)
    let accepted = (0..<20).map { number in
      Task {
        try await database.transaction { tx in try tx.one("SELECT \(number) FROM pg_sleep(0.01)") { try $0() as Int } }
      }
    }
    try await until { database.load.waiting + database.load.running >= 10 }
    await database.shutdown()
    var finished = 0
    for task in accepted {
      switch await task.result {
      case .success: finished += 1
      case .failure(let error): #expect(error as? StoreError == .unavailable("shutting down"))
      }
    }
    #expect(finished >= 10)
    #expect(database.load == DatabaseLoad(waiting: 0, running: 0, connected: 0, isAvailable: true))
  }

  @Test func aConnectionThatDiedWhileIdleIsReplacedUnseen() async throws {
    let test = try await TestDatabase.empty()
    let database = Database(test.owner, connections: 1)
    let ownProcess: @Sendable (Transaction) throws -> Int32 = { tx in
      try tx.one("SELECT pg_backend_pid()") { try $0() }
    }
    let first = try await database.transaction { try ownProcess($0) }
    try await test.connected(as: test.superuser) { try $0.execute("SELECT pg_terminate_backend(\(first), 5000)") }
    let second = try await database.transaction { try ownProcess($0) }
    #expect(first != second)
    #expect(database.load.connected == 1)
  }

  @Test func aTransactionThatHadBegunIsNotRunAgain() async throws {
    let test = try await TestDatabase.empty()
    let database = Database(test.superuser, connections: 1)
    let runs = Tally()
    await #expect(throws: StoreError.self) {
      try await database.transaction { tx in
        runs.enter()
        try tx.execute("SELECT pg_terminate_backend(pg_backend_pid(), 0)")
        try tx.execute("SELECT 1")
      }
    }
    #expect(runs.most == 1)
    #expect(try await database.transaction { try $0.exists("SELECT 1") })
  }

  @Test func theServerMayGoAndComeBack() async throws {
    var options = PrivateCluster.Options(directory: try TestDirectory.make())
    options.isDurable = false
    let cluster = try await PrivateCluster.start(options)
    let database = Database(cluster.settings(user: PrivateCluster.superuser, database: "postgres"), connections: 3)
    let ask: @Sendable () async throws -> Bool = { try await database.transaction { try $0.exists("SELECT 1") } }
    try await withThrowingTaskGroup { group in
      for _ in 0..<20 { group.addTask { _ = try await ask() } }
      try await group.waitForAll()
    }

    await cluster.stop()
    try await cluster.untilExit()
    for _ in 0..<5 {
      let begun = ContinuousClock.now
      let error = await storeError { try await ask() }
      #expect(error?.isUnavailable == true)
      #expect(ContinuousClock.now - begun < .seconds(1))
    }
    #expect(!database.load.isAvailable)

    let again = try await PrivateCluster.start(options)
    try await until(seconds: 20) { database.load.isAvailable }
    #expect(try await ask())
    await database.shutdown()
    await again.stop()
  }

  @Test func aDatabaseWithoutAnyServerFailsFast() async throws {
    let database = Database(ConnectionSettings(address: "host=/nonexistent"), connections: 4)
    for _ in 0..<20 {
      let error = await storeError { try await database.transaction { try $0.execute("SELECT 1") } }
      #expect(error?.isUnavailable == true)
    }
    await database.shutdown()
  }
}

private func storeError<Value>(_ body: () async throws -> Value) async -> StoreError? {
  do { _ = try await body() } catch { return error as? StoreError }
  return nil
}

/// Counts how many are inside at once.
private final class Tally: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  var most: Int { counts.withLock { $0.most } }
  func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func leave() { counts.withLock { $0.now -= 1 } }
}

/// Waits for a condition that another thread brings about.
func until(seconds: Int = 10, _ condition: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(seconds)
  while !condition() {
    try #require(ContinuousClock.now < deadline, "the condition never came true")
    try await Task.sleep(for: .milliseconds(5))
  }
}
