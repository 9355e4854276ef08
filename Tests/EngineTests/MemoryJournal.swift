// A journal in memory that keeps the fence, and fails when it is told to.

import Auctions
import Commerce
import Synchronization
import Transcript

@testable import Engine

/// What the database would hold; shared by the servers of a test.
final class Ledger: Sendable {
  struct State {
    var lines: [AuctionID: [[UInt8]]] = [:]
    var epochs: [AuctionID: Int64] = [:]
    var requirements: [AuctionID: RequirementID] = [:]
    var phases: [AuctionID: Auction.Phase] = [:]
    var seeds: [AuctionID: Bytes32] = [:]
    /// When owners said that they are there.
    var notes: [Instant] = []
    /// The next appends that fail, each with whether it is durable all the same.
    var failures: [Bool] = []
    var commits = 0
  }

  let state = Mutex(State())
  func lines(_ id: AuctionID) -> [[UInt8]] { state.withLock { $0.lines[id] ?? [] } }
  func entries(_ id: AuctionID) throws -> [Entry] { try lines(id).map { try EntryCodec.decode($0) } }
  func failNext(durable: Bool) { state.withLock { $0.failures.append(durable) } }

  var notes: [Instant] { state.withLock { $0.notes } }
  /// Nobody has said so since.
  func noteLast(_ now: Instant?) { state.withLock { $0.notes = now.map { [$0] } ?? [] } }
}

struct MemoryJournal: Journal {
  let ledger: Ledger

  mutating func takeOver() throws(JournalError) -> Takeover {
    ledger.state.withLock { state in
      let live = state.lines.keys.filter { state.phases[$0] == .scheduled || state.phases[$0] == .open }
      let recorded = live.sorted().map { id in
        state.epochs[id, default: 0] += 1
        return Recorded(
          auction: id, requirement: state.requirements[id] ?? .none, epoch: state.epochs[id] ?? 0,
          lines: state.lines[id] ?? [], seed: state.seeds[id])
      }
      return Takeover(auctions: recorded, lastAlive: state.notes.last)
    }
  }

  /// What `begin` has done is told by `finish`, as a database would.
  private var outcome: Result<Void, JournalError> = .success(())

  init(ledger: Ledger) { self.ledger = ledger }

  mutating func finish() throws(JournalError) { try outcome.get() }

  mutating func begin(_ appends: [Append]) throws(JournalError) {
    outcome = ledger.state.withLock { state in
      for append in appends where append.opening == nil {
        let fits =
          state.epochs[append.auction] == append.epoch
          && Int64(state.lines[append.auction]?.count ?? 0) == append.expected
        guard fits else { return .failure(.fenced(append.auction)) }
      }
      let failure = state.failures.isEmpty ? nil : state.failures.removeFirst()
      if failure == false { return .failure(.unavailable("told to fail")) }
      for append in appends { state.write(append) }
      state.commits += 1
      return failure == nil ? .success(()) : .failure(.unavailable("told to forget that it committed"))
    }
  }

  mutating func noteAlive(at now: Instant) throws(JournalError) { ledger.state.withLock { $0.notes.append(now) } }

  mutating func release() {}
}

extension Ledger.State {
  fileprivate mutating func write(_ append: Append) {
    lines[append.auction, default: []] += append.lines
    phases[append.auction] = append.phase
    if let opening = append.opening {
      epochs[append.auction] = append.epoch
      requirements[append.auction] = opening.requirement
      seeds[append.auction] = opening.seed
    }
  }
}
