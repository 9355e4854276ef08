// The engine with a journal that can fail: acknowledged means durable, and one key means one bid.

import Auctions
import Commerce
import Synchronization
import Testing
import Transcript

@testable import Engine

@Suite struct EngineTests {
  let room = EngineRoom()

  @Test func aBidIsInTheJournalBeforeItIsAnswered() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    guard case .bid(let reply) = try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .placed)
    let line = room.ledger.lines(room.auction)[Int(reply.answer.position)]
    #expect(try EntryCodec.decode(line).position == reply.answer.position)
    #expect(engine.feed.room(room.auction)?.auction.lots[0].offers.first?.bidder == room.suppliers[0])
  }

  @Test func aKeyIsAnsweredOnceHoweverOftenItIsSent() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    let first = try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction)
    let lines = room.ledger.lines(room.auction).count
    for _ in 0..<3 {
      guard case .bid(let again) = try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction),
        case .bid(let original) = first
      else {
        Issue.record("no bid reply")
        return
      }
      #expect(again.answer == original.answer)
      #expect(again.isRepeated)
    }
    #expect(room.ledger.lines(room.auction).count == lines)
    await #expect(throws: EngineRejection.keyConflict) {
      try await engine.submit(room.bid(0, 899, key: "a"), to: room.auction)
    }
  }

  @Test(arguments: [true, false]) func aFailedCommitIsNeverAcknowledgedAndTheKeyFindsOut(durable: Bool) async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    room.ledger.failNext(durable: durable)
    await #expect(throws: EngineRejection.unavailable) {
      try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction)
    }
    try await eventually { engine.currentStatus.isServing }
    guard case .bid(let reply) = try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .placed)
    #expect(reply.isRepeated == durable)
    let placed = try room.ledger.entries(room.auction).count { $0.event.kind == .bidPlaced }
    #expect(placed == 1)
  }

  @Test func aServerThatIsNotTheOwnerAnyMoreWritesNothing() async throws {
    let old = room.makeEngine()
    defer { old.stop() }
    try await room.opened(old)
    let new = room.makeEngine()
    defer { new.stop() }
    try await eventually { new.feed.room(room.auction) != nil }
    let lines = room.ledger.lines(room.auction).count
    await #expect(throws: EngineRejection.unavailable) {
      try await old.submit(room.bid(0, 900, key: "a"), to: room.auction)
    }
    #expect(room.ledger.lines(room.auction).count == lines)
  }

  @Test func auctionsOpenAndCloseByThemselvesAndARestartGoesOn() async throws {
    let engine = room.makeEngine()
    _ = try await engine.submit(room.schedule(.test(duration: 100), opensIn: 500), to: room.auction)
    engine.stop()
    let restarted = room.makeEngine()
    defer { restarted.stop() }
    // By the second engine, or by the first if the machine was too busy to stop it in time.
    try await eventually { try room.ledger.entries(room.auction).last?.event == .closed }
    let entries = try room.ledger.entries(room.auction)
    #expect(entries.map(\.position) == Array(0..<Int64(entries.count)))
    #expect(entries.last?.event == .closed)
    let replayed = try #require(Auction(replaying: entries))
    #expect(replayed.phase == .closed)
  }

  @Test func afterTheEndABidIsRefusedAndTheJournalStaysAsItIs() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    _ = try await engine.submit(.act(.cancel(reason: "test")), to: room.auction)
    let lines = room.ledger.lines(room.auction).count
    // The engine has let it go: whoever bids now is answered from the journal.
    let late = room.bid(0, 900, key: "late")
    await #expect(throws: EngineRejection.unknownAuction) { try await engine.submit(late, to: room.auction) }
    guard case .act(.placeBid(let bid)) = late else { return }
    let ended = try #require(try Auction(replaying: room.ledger.entries(room.auction)))
    let reply = try ended.answerAfterEnd(to: bid, at: Instant(milliseconds: 0))
    #expect(reply.answer.outcome == .refused(Refusal(.alreadyClosed, offered: Money(tenThousandths: 9_000_000))))
    #expect(room.ledger.lines(room.auction).count == lines)
  }

  @Test func aRequirementHasOneAuction() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    await #expect(throws: EngineRejection.auctionExists) {
      try await engine.submit(room.schedule(), to: AuctionID(bits: 9))
    }
  }

  /// It is not served, and the others are.
  @Test func aDamagedJournalStopsItsOwnAuction() async throws {
    let engine = room.makeEngine()
    try await room.opened(engine)
    let other = AuctionID(bits: 9)
    let second = EngineCommand.schedule(
      requirement: RequirementID(bits: 9), room.announcement(), participants: [], seed: nil)
    _ = try await engine.submit(second, to: other)
    engine.stop()
    room.ledger.state.withLock { state in _ = state.lines[room.auction]?[1].removeLast() }
    let restarted = room.makeEngine()
    defer { restarted.stop() }
    try await eventually { restarted.feed.room(other) != nil }
    #expect(restarted.feed.room(room.auction) == nil)
    await #expect(throws: EngineRejection.unknownAuction) {
      try await restarted.submit(room.bid(0, 900, key: "a"), to: room.auction)
    }
    _ = try await restarted.submit(.act(.cancel(reason: "test")), to: other)
  }

  @Test func viewersHearOfEachChangeAndStreamsAreBounded() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    var bells = try #require(engine.feed.bells(of: room.auction)).makeAsyncIterator()
    let watch = try engine.feed.watch(room.auction, as: room.suppliers[0])
    _ = try engine.feed.watch(room.auction, as: room.suppliers[0])
    _ = await bells.next()
    #expect(throws: Feed.WatchRefusal.tooManyStreams) {
      try engine.feed.watch(room.auction, as: room.suppliers[0])
    }
    _ = try await engine.submit(room.bid(1, 900, key: "b"), to: room.auction)
    #expect(await bells.next() != nil)
    engine.feed.leave(watch)
    engine.feed.leave(watch)
    #expect(engine.feed.watcherCount == 1)
    _ = try #require(engine.feed.bells(of: room.auction))
    while await bells.next() != nil {}
  }

  /// Its journal has it then.
  @Test func whatIsOverAndWatchedByNobodyLeavesTheFeed() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    for _ in 0..<10 { engine.feed.heartbeat() }
    #expect(engine.feed.roomCount == 1)
    _ = try await engine.submit(.act(.cancel(reason: "test")), to: room.auction)
    let watch = try engine.feed.watch(room.auction, as: room.buyer)
    for _ in 0..<10 { engine.feed.heartbeat() }
    #expect(engine.feed.roomCount == 1)
    engine.feed.leave(watch)
    for _ in 0..<10 { engine.feed.heartbeat() }
    #expect(engine.feed.room(room.auction) == nil)
  }

  /// What was refused is in the journal and in nobody's feed.
  @Test func refusalsAreNotShown() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    _ = try await engine.submit(room.bid(0, 2_000, key: "a"), to: room.auction)
    #expect(try room.ledger.entries(room.auction).last?.event.kind == .bidRefused)
    #expect(engine.feed.room(room.auction)?.entries.contains { $0.event.kind == .bidRefused } == false)
    #expect(engine.currentStatus.bidsRefused == 1)
  }

  @Test func manyBiddersAtOnceGetOneOrder() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    let placed = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<200 {
        group.addTask {
          let command = room.bid(number % 2, Int64(999 - number), key: "\(number)")
          guard case .bid(let reply) = try await engine.submit(command, to: room.auction) else { return 0 }
          return reply.answer.outcome == .placed ? 1 : 0
        }
      }
      return try await group.reduce(0, +)
    }
    let entries = try room.ledger.entries(room.auction)
    #expect(entries.count { $0.event.kind == .bidPlaced } == placed)
    #expect(Auction(replaying: entries)?.lots[0].offers == engine.feed.room(room.auction)?.auction.lots[0].offers)
    // Group commit: far fewer commits than bids.
    #expect(room.ledger.state.withLock { $0.commits } < 200)
  }
}
