// A journal in memory that keeps the fence, and fails when it is told to.

import Auctions
import Commerce
import Synchronization

@testable import Engine

/// What the database would hold; shared by the servers of a test.
final class Ledger: Sendable {
  struct State {
    var lines: [AuctionID: [[UInt8]]] = [:]
    var epochs: [AuctionID: Int64] = [:]
    var requirements: [AuctionID: RequirementID] = [:]
    var phases: [AuctionID: Auction.Phase] = [:]
    /// The next appends that fail, each with whether it is durable all the same.
    var failures: [Bool] = []
    var commits = 0
  }

  let state = Mutex(State())
  func lines(_ id: AuctionID) -> [[UInt8]] { state.withLock { $0.lines[id] ?? [] } }
  func failNext(durable: Bool) { state.withLock { $0.failures.append(durable) } }
}

struct MemoryJournal: Journal {
  let ledger: Ledger

  mutating func takeOver() throws(JournalError) -> [Recorded] {
    ledger.state.withLock { state in
      let live = state.lines.keys.filter { state.phases[$0] == .scheduled || state.phases[$0] == .open }
      return live.sorted().map { id in
        state.epochs[id, default: 0] += 1
        return Recorded(
          auction: id, requirement: state.requirements[id] ?? .none, epoch: state.epochs[id] ?? 0,
          lines: state.lines[id] ?? [])
      }
    }
  }

  mutating func append(_ appends: [Append]) throws(JournalError) {
    let result: Result<Void, JournalError> = ledger.state.withLock { state in
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
    try result.get()
  }

  mutating func release() {}
}

extension Ledger.State {
  fileprivate mutating func write(_ append: Append) {
    lines[append.auction, default: []] += append.lines
    phases[append.auction] = append.phase
    if let opening = append.opening {
      epochs[append.auction] = append.epoch
      requirements[append.auction] = opening.requirement
    }
  }
}
