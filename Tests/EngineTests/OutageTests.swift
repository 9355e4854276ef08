// Nobody was there for a while: what the next owner makes up for, and how it knows.

import Auctions
import Commerce
import Synchronization
import Testing
import Transcript

@testable import Engine

/// Time stands still here but where it is put forward.
@Suite struct OutageTests {
  let room = EngineRoom(TestClock(stopped: true))
  private static let tenMinutes: Int64 = 600_000

  /// Announced by one server, which then is away for ten minutes, and served by the next one.
  private func restarted(
    _ rules: Rules, opensIn milliseconds: Int64 = 0, away: Int64 = tenMinutes, prepare: () -> Void = {}
  ) async throws -> Engine<MemoryJournal> {
    let engine = room.makeEngine()
    _ = try await engine.submit(room.schedule(rules, opensIn: milliseconds), to: room.auction)
    engine.stop()
    room.ledger.noteLast(room.clock.now)
    room.clock.putForward(milliseconds: away)
    prepare()
    let next = room.makeEngine()
    try await eventually { next.currentStatus.isServing }
    return next
  }

  private func interruptions() throws -> [Int64] {
    try room.ledger.entries(room.auction).compactMap {
      if case .interrupted(let milliseconds) = $0.event { milliseconds } else { nil }
    }
  }

  private func served(by engine: Engine<MemoryJournal>) throws -> Auction {
    let auction = engine.feed.room(room.auction)?.auction
    return try #require(auction)
  }

  @Test func isAddedToWhatWasOpen() async throws {
    let engine = try await restarted(.test(duration: 60_000))
    defer { engine.stop() }
    #expect(try interruptions() == [Self.tenMinutes])
    let auction = try served(by: engine)
    #expect(auction.phase == .open)
    #expect(auction.lots[0].closesAt == auction.opensAt.adding(milliseconds: 60_000 + Self.tenMinutes))
    guard case .bid(let reply) = try await engine.submit(room.bid(0, 900, key: "a"), to: room.auction) else {
      Issue.record("no bid reply")
      return
    }
    #expect(reply.answer.outcome == .placed)
    let replayed = try #require(Auction(replaying: try room.ledger.entries(room.auction)))
    #expect(try replayed.lots == served(by: engine).lots)
  }

  @Test func isIgnoredWhereTheRulesSaySo() async throws {
    let engine = try await restarted(.test(duration: 60_000, closing: Closing(softClose: nil, outage: .ignored)))
    defer { engine.stop() }
    try await eventually { try served(by: engine).phase == .closed }
    #expect(try interruptions().isEmpty)
  }

  @Test func putsOffAStartThatFellIntoIt() async throws {
    let engine = try await restarted(.test(), opensIn: 300_000)
    defer { engine.stop() }
    #expect(try interruptions() == [Self.tenMinutes])
    let auction = try served(by: engine)
    #expect(auction.phase == .scheduled)
    // It was to open five minutes ago.
    #expect(auction.opensAt == room.clock.now.adding(milliseconds: 300_000))
  }

  @Test func opensAtOnceWhereItIsIgnored() async throws {
    let closing = Closing(softClose: nil, outage: .ignored)
    let engine = try await restarted(.test(closing: closing), opensIn: 300_000)
    defer { engine.stop() }
    try await eventually { try served(by: engine).phase == .open }
    #expect(try interruptions().isEmpty)
    // The lost five minutes are lost.
    #expect(try served(by: engine).lots[0].closesAt == room.clock.now.adding(milliseconds: 3_600_000 - 300_000))
  }

  @Test func isNothingToAStartThatIsStillToCome() async throws {
    let engine = try await restarted(.test(), opensIn: 3_600_000)
    defer { engine.stop() }
    #expect(try interruptions().isEmpty)
    #expect(try served(by: engine).phase == .scheduled)
  }

  @Test(arguments: [0, 3_000, 3_001]) func isNoneWhereARestartTookAMoment(away: Int64) async throws {
    let engine = try await restarted(.test(), away: away)
    defer { engine.stop() }
    #expect(try interruptions() == (away > 3_000 ? [away] : []))
  }

  @Test func isNotKnownWhereNobodyEverNoted() async throws {
    let engine = try await restarted(.test()) { room.ledger.noteLast(nil) }
    defer { engine.stop() }
    #expect(try interruptions().isEmpty)
  }

  /// Nothing was open, hence nobody noted for a week; the announcement itself says that somebody was there.
  @Test func isNotOlderThanTheLastLine() async throws {
    let engine = try await restarted(.test(), opensIn: 300_000) {
      room.ledger.noteLast(room.clock.now.adding(milliseconds: -7 * 86_400_000))
    }
    defer { engine.stop() }
    #expect(try interruptions() == [Self.tenMinutes])
  }

  /// Whether or not the commit of it was durable, it is made up for once.
  @Test(arguments: [true, false]) func isMadeUpForOnce(durable: Bool) async throws {
    let engine = try await restarted(.test(duration: 60_000)) { room.ledger.failNext(durable: durable) }
    defer { engine.stop() }
    #expect(try interruptions() == [Self.tenMinutes])
    #expect(try served(by: engine).phase == .open)
  }

  @Test func isMadeUpForInEveryAuctionAtOnce() async throws {
    let other = AuctionID(bits: 9)
    let engine = room.makeEngine()
    _ = try await engine.submit(room.schedule(), to: room.auction)
    let second = EngineCommand.schedule(
      requirement: RequirementID(bits: 9), room.announcement(), participants: [], seed: nil)
    _ = try await engine.submit(second, to: other)
    engine.stop()
    room.ledger.noteLast(room.clock.now)
    room.clock.putForward(milliseconds: Self.tenMinutes)
    let commits = room.ledger.state.withLock { $0.commits }
    let next = room.makeEngine()
    defer { next.stop() }
    try await eventually { next.currentStatus.isServing }
    for id in [room.auction, other] {
      #expect(try room.ledger.entries(id).last?.event == .interrupted(milliseconds: Self.tenMinutes))
      #expect(next.feed.room(id)?.entries.last?.event == .interrupted(milliseconds: Self.tenMinutes))
    }
    #expect(room.ledger.state.withLock { $0.commits } == commits + 1)
  }
}

/// How an owner says that it is there.
@Suite struct PresenceTests {
  let room = EngineRoom(TestClock(stopped: true))

  /// Puts the clock forward and wakes the engine; how often it has noted by then.
  private func notes(after milliseconds: Int64, by engine: Engine<MemoryJournal>) async -> Int {
    room.clock.putForward(milliseconds: milliseconds)
    _ = try? await engine.submit(.act(.resume), to: AuctionID(bits: 77))
    return room.ledger.notes.count
  }

  @Test func nobodyNotesWhereNothingIsLive() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    #expect(await notes(after: 60_000, by: engine) == 0)
    try await room.opened(engine)
    _ = try await engine.submit(.act(.cancel(reason: "test")), to: room.auction)
    let before = room.ledger.notes.count
    #expect(await notes(after: 3_600_000, by: engine) == before)
  }

  @Test func everySecondWhileSomethingIsOpen() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    #expect(await notes(after: 0, by: engine) == 1)
    #expect(await notes(after: 999, by: engine) == 1)
    #expect(await notes(after: 1, by: engine) == 2)
    #expect(await notes(after: 10_000, by: engine) == 3)
    #expect(room.ledger.notes.last == room.clock.now)
  }

  @Test func everyMinuteWhileSomethingWaitsToOpen() async throws {
    let engine = room.makeEngine()
    defer { engine.stop() }
    _ = try await engine.submit(room.schedule(opensIn: 3_600_000), to: room.auction)
    #expect(await notes(after: 0, by: engine) == 1)
    #expect(await notes(after: 59_999, by: engine) == 1)
    #expect(await notes(after: 1, by: engine) == 2)
  }

  /// Without any command the engine wakes for it, and writes no line.
  @Test func byItself() async throws {
    let room = EngineRoom()
    let engine = room.makeEngine()
    defer { engine.stop() }
    try await room.opened(engine)
    let lines = room.ledger.lines(room.auction).count
    try await eventually { room.ledger.notes.count >= 3 }
    let notes = room.ledger.notes
    #expect(zip(notes, notes.dropFirst()).allSatisfy { $0.milliseconds(until: $1) >= 1_000 })
    #expect(room.ledger.lines(room.auction).count == lines)
  }
}
