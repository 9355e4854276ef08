// What the tests of the engine share: a ledger, a clock that can be put forward, and an English auction of one lot.

import Auctions
import Commerce
import Foundation
import Logging
import Synchronization
import Testing

@testable import Engine

struct EngineRoom: Sendable {
  let ledger = Ledger()
  let clock: TestClock
  let auction = AuctionID(bits: 1)
  let requirement = RequirementID(bits: 2)
  let buyer = CompanyID(bits: 3)
  let suppliers = [CompanyID(bits: 11), CompanyID(bits: 12)]

  init(_ clock: TestClock = TestClock()) { self.clock = clock }

  func makeEngine(inboxLimit: Int = 1_000) -> Engine<MemoryJournal> {
    let engine = Engine<MemoryJournal>(
      inboxLimit: inboxLimit, watchersPerCompany: 2, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { [clock] in clock.now })
    engine.start { [ledger] in MemoryJournal(ledger: ledger) }
    return engine
  }

  func announcement(_ rules: Rules = .test(), opensIn milliseconds: Int64 = 0) -> Announcement {
    .test(rules, buyer: buyer, opensAt: clock.now.adding(milliseconds: milliseconds))
  }

  func schedule(_ rules: Rules = .test(), opensIn milliseconds: Int64 = 0) -> EngineCommand {
    .schedule(
      requirement: requirement, announcement(rules, opensIn: milliseconds),
      participants: suppliers.map { Admission($0) }, seed: nil)
  }

  func bid(_ supplier: Int, _ price: Int64, key: String) -> EngineCommand {
    .bid(suppliers[supplier], price, key: key)
  }

  func opened(_ engine: Engine<MemoryJournal>) async throws {
    _ = try await engine.submit(schedule(), to: auction)
    try await eventually { engine.feed.room(auction)?.auction.phase == .open }
  }
}

/// Real time, or time that stands still until it is put forward. Nobody who sleeps wakes by that.
final class TestClock: Sendable {
  private let stopped: Mutex<Instant?>

  init(stopped: Bool = false) { self.stopped = Mutex(stopped ? Self.real : nil) }

  private static var real: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }

  var now: Instant { stopped.withLock { $0 } ?? Self.real }

  func putForward(milliseconds: Int64) { stopped.withLock { $0 = $0?.adding(milliseconds: milliseconds) } }
}

extension Announcement {
  /// - Parameter ceilings: of lots, in whole units.
  static func test(_ rules: Rules, buyer: CompanyID, opensAt: Instant, ceilings: [Int64] = [1_000]) -> Announcement {
    Announcement(
      buyer: buyer, rules: rules, currency: "EUR", opensAt: opensAt,
      lots: ceilings.enumerated().map { place, ceiling in
        .init(number: LotNumber(Int32(place + 1)), ceiling: Money(tenThousandths: ceiling * 10_000))
      })
  }
}

extension EngineCommand {
  /// - Parameter price: in whole units.
  static func bid(
    _ bidder: CompanyID, _ price: Int64, on lot: Int32 = 1, origin: Bid.Origin = .own, key: String
  ) -> EngineCommand {
    .act(
      .placeBid(
        Bid(
          lot: LotNumber(lot), bidder: bidder, price: Money(tenThousandths: price * 10_000), origin: origin, key: key,
          placedBy: ActorID(bits: 99))))
  }
}

extension Rules {
  static func test(_ format: Clock.Format, closing: Closing = Closing(softClose: nil)) -> Rules {
    Rules(
      clock: Clock(format), admissibility: Admissibility(), ranking: Ranking(),
      visibility: Visibility(
        ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .never,
        namesToBuyer: .always),
      closing: closing)
  }

  /// English, with steps of one unit; longer than any test.
  static func test(duration: Int64 = 3_600_000, closing: Closing = Closing(softClose: nil)) -> Rules {
    var rules = test(.english(.init(durationMilliseconds: duration)), closing: closing)
    rules.admissibility.decrement = .init(.portion(.amount(Money(tenThousandths: 10_000))), base: .own)
    return rules
  }
}

/// Waits for something that happens soon; fails after a minute, which only a very busy machine needs.
func eventually(_ condition: () throws -> Bool) async throws {
  for _ in 0..<12_000 {
    if try condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  Issue.record("did not happen within a minute")
}
