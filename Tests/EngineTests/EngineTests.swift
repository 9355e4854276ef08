// The engine with a journal that can fail: acknowledged means durable, and one key means one bid.

import Auctions
import Commerce
import Foundation
import Logging
import Synchronization
import Testing
import Transcript

@testable import Engine

@Suite struct EngineTests {
  let ledger = Ledger()
  let clock = TestClock()
  let auction = AuctionID(bits: 1)
  let requirement = RequirementID(bits: 2)
  let buyer = CompanyID(bits: 3)
  let suppliers = [CompanyID(bits: 11), CompanyID(bits: 12)]

  func makeEngine(inboxLimit: Int = 1_000) -> Engine<MemoryJournal> {
    let engine = Engine<MemoryJournal>(
      inboxLimit: inboxLimit, watchersPerCompany: 2, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      now: { [clock] in clock.now })
    engine.start { [ledger] in MemoryJournal(ledger: ledger) }
    return engine
  }

  func announcement(opensIn milliseconds: Int64 = 0, lasting duration: Int64 = 60_000) -> Announcement {
    Announcement(
      buyer: buyer, rules: .test(duration: duration), currency: "EUR",
      opensAt: clock.now.adding(milliseconds: milliseconds),
      lots: [.init(number: LotNumber(1), ceiling: Money(tenThousandths: 1_000_0000))])
  }

  func bid(_ supplier: Int, _ price: Int64, key: String) -> EngineCommand {
    .act(
      .placeBid(
        Bid(
          lot: LotNumber(1), bidder: suppliers[supplier], price: Money(tenThousandths: price * 10_000), key: key,
          placedBy: ActorID(bits: 99))))
  }

  func opened(_ engine: Engine<MemoryJournal>) async throws {
    let command = EngineCommand.schedule(requirement: requirement, announcement(), participants: suppliers)
    _ = try await engine.submit(command, to: auction)
    try await eventually { engine.feed.room(auction)?.auction.phase == .open }
  }

  @Test func aBidIsInTheJournalBeforeItIsAnswered() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    guard case .bid(let reply) = try await engine.submit(bid(0, 900, key: "a"), to: auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .placed)
    let line = ledger.lines(auction)[Int(reply.answer.position)]
    #expect(try EntryCodec.decode(line).position == reply.answer.position)
    #expect(engine.feed.room(auction)?.auction.lots[0].offers.first?.bidder == suppliers[0])
  }

  @Test func aKeyIsAnsweredOnceHoweverOftenItIsSent() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    let first = try await engine.submit(bid(0, 900, key: "a"), to: auction)
    let lines = ledger.lines(auction).count
    for _ in 0..<3 {
      guard case .bid(let again) = try await engine.submit(bid(0, 900, key: "a"), to: auction),
        case .bid(let original) = first
      else {
        Issue.record("no bid reply")
        return
      }
      #expect(again.answer == original.answer)
      #expect(again.isRepeated)
    }
    #expect(ledger.lines(auction).count == lines)
    await #expect(throws: EngineRejection.keyConflict) { try await engine.submit(bid(0, 899, key: "a"), to: auction) }
  }

  @Test(arguments: [true, false]) func aFailedCommitIsNeverAcknowledgedAndTheKeyFindsOut(durable: Bool) async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    ledger.failNext(durable: durable)
    await #expect(throws: EngineRejection.unavailable) { try await engine.submit(bid(0, 900, key: "a"), to: auction) }
    try await eventually { engine.currentStatus.isServing }
    guard case .bid(let reply) = try await engine.submit(bid(0, 900, key: "a"), to: auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .placed)
    #expect(reply.isRepeated == durable)
    let placed = try ledger.lines(auction).map { try EntryCodec.decode($0) }.count { entry in
      if case .bidPlaced = entry.event { true } else { false }
    }
    #expect(placed == 1)
  }

  @Test func aServerThatIsNotTheOwnerAnyMoreWritesNothing() async throws {
    let old = makeEngine()
    defer { old.stop() }
    try await opened(old)
    let new = makeEngine()
    defer { new.stop() }
    try await eventually { new.feed.room(auction) != nil }
    let lines = ledger.lines(auction).count
    await #expect(throws: EngineRejection.unavailable) { try await old.submit(bid(0, 900, key: "a"), to: auction) }
    #expect(ledger.lines(auction).count == lines)
  }

  @Test func auctionsOpenAndCloseByThemselvesAndARestartGoesOn() async throws {
    let engine = makeEngine()
    let command = EngineCommand.schedule(
      requirement: requirement, announcement(opensIn: 500, lasting: 100), participants: suppliers)
    _ = try await engine.submit(command, to: auction)
    engine.stop()
    let restarted = makeEngine()
    defer { restarted.stop() }
    // By the second engine, or by the first if the machine was too busy to stop it in time.
    try await eventually { ledger.lines(auction).last.map { (try? EntryCodec.decode($0).event) == .closed } ?? false }
    let entries = try ledger.lines(auction).map { try EntryCodec.decode($0) }
    #expect(entries.map(\.position) == Array(0..<Int64(entries.count)))
    #expect(entries.last?.event == .closed)
    let replayed = try #require(Auction(replaying: entries))
    #expect(replayed.phase == .closed)
  }

  @Test func afterTheEndABidIsRefusedAndTheJournalStaysAsItIs() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    _ = try await engine.submit(.act(.cancel(reason: "test")), to: auction)
    let lines = ledger.lines(auction).count
    guard case .bid(let reply) = try await engine.submit(bid(0, 900, key: "late"), to: auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .refused(Refusal(.alreadyClosed, offered: Money(tenThousandths: 9_000_000))))
    #expect(ledger.lines(auction).count == lines)
  }

  @Test func aRequirementHasOneAuction() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    let second = EngineCommand.schedule(requirement: requirement, announcement(), participants: [])
    await #expect(throws: EngineRejection.auctionExists) { try await engine.submit(second, to: AuctionID(bits: 9)) }
  }

  @Test func viewersHearOfEachChangeAndStreamsAreBounded() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    let watch = try engine.feed.watch(auction, as: suppliers[0])
    _ = try engine.feed.watch(auction, as: suppliers[0])
    #expect(throws: Feed.WatchRefusal.tooManyStreams) { try engine.feed.watch(auction, as: suppliers[0]) }
    _ = try await engine.submit(bid(1, 900, key: "b"), to: auction)
    var bells = watch.bells.makeAsyncIterator()
    #expect(await bells.next() != nil)
    engine.feed.leave(watch)
    #expect(engine.feed.watcherCount == 1)
  }

  @Test func manyBiddersAtOnceGetOneOrder() async throws {
    let engine = makeEngine()
    defer { engine.stop() }
    try await opened(engine)
    let placed = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          let command = self.bid(number % 2, Int64(999 - number), key: "\(number)")
          guard case .bid(let reply) = try await engine.submit(command, to: self.auction) else { return 0 }
          return reply.answer.outcome == .placed ? 1 : 0
        }
      }
      return try await group.reduce(0, +)
    }
    let entries = try ledger.lines(auction).map { try EntryCodec.decode($0) }
    let recorded = entries.count { if case .bidPlaced = $0.event { true } else { false } }
    #expect(recorded == placed)
    #expect(Auction(replaying: entries)?.lots[0].offers == engine.feed.room(auction)?.auction.lots[0].offers)
    // Group commit: far fewer commits than bids.
    #expect(ledger.state.withLock { $0.commits } < 200)
  }
}

/// Real time, as one instant type.
struct TestClock: Sendable {
  var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}

extension Rules {
  static func test(duration: Int64) -> Rules {
    Rules(
      clock: .english(durationMilliseconds: duration),
      admissibility: Admissibility(
        decrement: .absolute(Money(tenThousandths: 1_0000)), base: .own, leaderMayImprove: true, tiesAllowed: true,
        decimals: 2),
      ranking: Ranking(ties: .earlierFirst),
      visibility: Visibility(
        ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .never,
        namesToBuyer: .always, observers: .never),
      closing: Closing(softClose: nil))
  }
}

/// Waits for something that happens soon; fails after a minute, which only a very busy machine needs.
func eventually(_ condition: () -> Bool) async throws {
  for _ in 0..<12_000 {
    if condition() { return }
    try await Task.sleep(for: .milliseconds(5))
  }
  Issue.record("did not happen within a minute")
}
