// The journal behind its fence, against a real PostgreSQL.

import Auctions
import Commerce
import Engine
import Foundation
import Logging
import TestSupport
import Testing

@testable import Store

@Suite struct JournalTests {
  let now = Instant(milliseconds: 1_800_000_000_000)

  /// A database with one company and one published requirement.
  private func market() async throws -> (TestDatabase, CompanyID, RequirementID) {
    let database = try await TestDatabase.copy(of: "journal") { database in
      try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    }
    let (company, requirement): (CompanyID, RequirementID) = (.init(bits: 1), .init(bits: 2))
    try await database.connected(as: database.superuser) { [now] connection in
      try connection.execute(
        """
        INSERT INTO company (id, name, identifier_scheme, identifier_id, country, created_at)
        VALUES (\(company), 'Buyer', 'X', '1', 'DE', \(now))
        """)
      try connection.execute(
        """
        INSERT INTO requirement (id, company_id, status, title, description, currency, method, delivery_street,
          delivery_locality, delivery_postal_code, delivery_country, delivery_date, created_at)
        VALUES (\(requirement), \(company), 'active', 'Cables', '', 'EUR', 'open', '', 'Lübeck', '', 'DE',
          \(now.date), \(now))
        """)
    }
    return (database, company, requirement)
  }

  private func append(
    _ lines: [String], expected: Int64, epoch: Int64 = 1, phase: Auction.Phase = .open, opening: Append.Opening? = nil
  ) -> Append {
    Append(
      auction: AuctionID(bits: 9), epoch: epoch, expected: expected, lines: lines.map { Array($0.utf8) }, phase: phase,
      opensAt: now, closesAt: now.adding(milliseconds: 1_000), opening: opening)
  }

  private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await onOwnThread("journal-test", body)
  }

  @Test func linesAreKeptAsTheyWereWrittenAndHandedToTheNextOwner() async throws {
    let (database, company, requirement) = try await market()
    let seed = Bytes32(Array(repeating: 5, count: 32))
    let opening = Append.Opening(requirement: requirement, buyer: company, at: now, seed: seed)
    let (first, second) = (append(["a", "b"], expected: 0, opening: opening), append(["c"], expected: 2))
    let takeover = try await onThread { [now] in
      var journal = PostgresJournal(database.application)
      let before = try journal.takeOver()
      #expect(before.auctions.isEmpty && before.lastAlive == nil)
      try journal.append([first])
      try journal.append([second])
      try journal.noteAlive(at: now.adding(milliseconds: 700))
      journal.release()
      var next = PostgresJournal(database.application)
      return try next.takeOver()
    }
    let recorded = takeover.auctions
    #expect(takeover.lastAlive == now.adding(milliseconds: 700))
    #expect(recorded.first?.seed == seed)
    #expect(recorded.map(\.lines) == [["a", "b", "c"].map { Array($0.utf8) }])
    #expect(recorded.first?.epoch == 2)
    #expect(recorded.first?.requirement == requirement)
  }

  @Test func whoIsBehindTheFenceWritesNothingAtAll() async throws {
    let (database, company, requirement) = try await market()
    let opening = Append.Opening(requirement: requirement, buyer: company, at: now, seed: nil)
    let start = append(["a"], expected: 0, opening: opening)
    let stale = [append(["x"], expected: 1, epoch: 7), append(["x"], expected: 5), append(["x"], expected: 0)]
    try await onThread {
      var journal = PostgresJournal(database.application)
      _ = try journal.takeOver()
      try journal.append([start])
      for append in stale {
        #expect(throws: JournalError.fenced(AuctionID(bits: 9))) { try journal.append([append]) }
      }
    }
    let lines = try await database.connected(as: database.superuser) { connection -> [[UInt8]] in
      try connection.rows("SELECT event FROM auction_journal") { row in try row() as [UInt8] }
    }
    #expect(lines == [Array("a".utf8)])
  }

  @Test func oneBatchIsOneCommitOrNone() async throws {
    let (database, company, requirement) = try await market()
    let opening = Append.Opening(requirement: requirement, buyer: company, at: now, seed: nil)
    var unknown = append(["y"], expected: 3)
    unknown.auction = AuctionID(bits: 10)
    let batch = [append(["a"], expected: 0, opening: opening), unknown]
    try await onThread {
      var journal = PostgresJournal(database.application)
      _ = try journal.takeOver()
      #expect(throws: JournalError.fenced(AuctionID(bits: 10))) { try journal.append(batch) }
    }
    let count: Int = try await database.connected(as: database.superuser) { connection in
      try connection.one("SELECT count(*) FROM auction") { row in try row() }
    }
    #expect(count == 0)
  }

  @Test func oneServerAtATimeOwnsTheAuctions() async throws {
    let (database, _, _) = try await market()
    try await onThread {
      var first = PostgresJournal(database.application)
      _ = try first.takeOver()
      var second = PostgresJournal(database.application)
      #expect(throws: JournalError.notOwner) { try second.takeOver() }
      first.release()
      _ = try second.takeOver()
    }
  }

  @Test func aKeyIsAnsweredOnceEvenWhenTwoRequestsComeTogether() async throws {
    let (database, company, _) = try await market()
    let store = Database(
      database.application, connections: 4, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let actor = Actor(
      id: ActorID(bits: 5), person: nil, company: company, rights: .buyer, isVerified: true, isOperator: false)
    let answers = try await withThrowingTaskGroup(of: KeptAnswer.self) { group in
      for number in 0..<8 {
        group.addTask { [now] in
          try await store.write(as: actor, at: now) { work in
            if let kept = try work.keptAnswer("key", fingerprint: [1]) { return kept }
            let answer = KeptAnswer(status: 201, location: "/\(number)", body: Array("\(number)".utf8))
            try work.keep(answer, "key", fingerprint: [1])
            return answer
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(answers.allSatisfy { $0 == answers[0] })
    var refusal: (any Error)?
    do {
      _ = try await store.write(as: actor, at: now) { try $0.keptAnswer("key", fingerprint: [2]) }
    } catch { refusal = error }
    #expect(refusal as? IdempotencyError == .conflict)
    await store.shutdown()
  }
}
