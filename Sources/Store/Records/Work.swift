// A transaction of one actor: how every shared record is read, created and changed.

package import Auctions
package import Commerce
import StrictJSON

/// What stands between a command and its record.
package enum RecordError: Error, Equatable, Sendable {
  /// Not there, or not this company's: nobody can tell which.
  case notFound
  /// Somebody changed the record since the client read it.
  case revisionMismatch(current: Int64)
}

/// A record with its revision: the number of events that made it.
package struct Stored<R: Sendable>: Sendable {
  package var record: R
  package var revision: Int64
  package var createdAt: Instant
}

extension Stored: Equatable where R: Equatable {}

/// A record that has a table.
protocol StoredRecord: Record {
  associatedtype Noun
  /// What event rows call it.
  static var noun: String { get }
  var id: ID<Noun> { get }
  /// Whose it is, and with whom it is shared: both see its events.
  var owner: CompanyID { get }
  var counterparty: CompanyID? { get }

  /// `locked` keeps others from changing it until the transaction ends.
  static func load(_ id: ID<Noun>, locked: Bool, in transaction: Transaction) throws -> Stored<Self>?
  func insert(at now: Instant, by actor: Actor, in transaction: Transaction) throws
  /// Writes what `events` have changed.
  func update(revision: Int64, after events: [Event], by actor: Actor, at now: Instant, in transaction: Transaction)
    throws
}

/// One actor's transaction: the rows of its company, its name on every event, one instant for all of it.
package struct Work {
  package let transaction: Transaction
  package let actor: Actor
  package let now: Instant

  package init(transaction: Transaction, actor: Actor, now: Instant) {
    self.transaction = transaction
    self.actor = actor
    self.now = now
  }

  package func newID<Noun>() -> ID<Noun> { .version7(at: now, random: .random(in: .min ... .max)) }

  func load<R: StoredRecord>(_ id: ID<R.Noun>, as type: R.Type = R.self) throws -> Stored<R> {
    guard let stored = try R.load(id, locked: false, in: transaction) else { throw RecordError.notFound }
    return stored
  }

  /// Loads the record, decides, folds, and writes record and events: all of it or nothing.
  ///
  /// - Parameter expected: revisions that the client has seen, any of which will do; `nil` if it need have seen none.
  func perform<R: StoredRecord>(
    _ command: R.Command, on id: ID<R.Noun>, expecting expected: [Int64]?, as type: R.Type = R.self
  ) throws -> Stored<R> {
    guard var stored = try R.load(id, locked: true, in: transaction) else { throw RecordError.notFound }
    if let expected, !expected.contains(stored.revision) {
      throw RecordError.revisionMismatch(current: stored.revision)
    }
    let events = try stored.record.decide(command, by: actor, at: now)
    guard !events.isEmpty else { return stored }
    for event in events {
      stored.record.fold(event)
      stored.revision += 1
      try write(
        event, of: R.noun, record: id, revision: stored.revision, stored.record.owner, stored.record.counterparty)
    }
    try stored.record.update(
      revision: stored.revision, after: events, by: actor, at: now, in: transaction)
    return stored
  }

  func create<R: StoredRecord>(_ record: R, _ event: R.Event) throws -> Stored<R> {
    try record.insert(at: now, by: actor, in: transaction)
    try write(event, of: R.noun, record: record.id, revision: 1, record.owner, record.counterparty)
    return Stored(record: record, revision: 1, createdAt: now)
  }

  /// The timeline's row. In the same transaction as the change, or not at all.
  func write<Noun>(
    _ event: some RecordEvent, of noun: String, record: ID<Noun>, revision: Int64, _ owner: CompanyID,
    _ counterparty: CompanyID?
  ) throws {
    try transaction.execute(
      """
      INSERT INTO event (noun, record_id, position, kind, details, at, actor_id, actor_company_id, company_id,
                         counterparty_id)
      VALUES (\(noun), \(record), \(revision), \(event.kind), \(JSONB(event.detailsJSON)), \(now), \(actor.id),
              \(actor.company), \(owner), \(counterparty))
      """)
  }
}

extension RecordEvent {
  fileprivate var detailsJSON: [UInt8] {
    var writer = JSONWriter()
    writer.object { for detail in details { $0.member(detail.name, detail.text) } }
    return writer.bytes
  }
}

extension Database {
  /// Reads as `actor`'s company sees things.
  package func read<Value: Sendable>(
    as actor: Actor, at now: Instant, _ body: @escaping @Sendable (Work) throws -> Value
  ) async throws -> Value {
    try await transaction(.company(actor.company), .readOnly) { transaction in
      try body(Work(transaction: transaction, actor: actor, now: now))
    }
  }

  /// Changes records as `actor`'s company.
  package func write<Value: Sendable>(
    as actor: Actor, at now: Instant, _ body: @escaping @Sendable (Work) throws -> Value
  ) async throws -> Value {
    try await transaction(.company(actor.company)) { transaction in
      try body(Work(transaction: transaction, actor: actor, now: now))
    }
  }
}
