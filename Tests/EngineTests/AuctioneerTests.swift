// The owner of live auctions by itself: no thread and no clock, every instant as the test says.

import Auctions
import Commerce
import Testing
import Transcript

@testable import Engine

@Suite struct AuctioneerTests {
  private static let seed = Bytes32(Array(0..<32))!

  // MARK: - Batches

  /// Opens and closes in one batch, since nothing was decided in between.
  @Test func openingAndClosingTogether() throws {
    let owner = try Owner(.test(duration: 60_000))
    owner.pass(to: 3_600_000)
    #expect(
      try owner.kinds == [
        .scheduled, .participantAdmitted, .participantAdmitted, .participantAdmitted, .opened, .stageBegan, .lotClosed,
        .closed,
      ])
    #expect(owner.appends.count == 2)
    #expect(owner.appends[1].expected == 4)
    #expect(owner.appends[1].phase == .closed)
    #expect(try owner.entries.map(\.position) == Array(0..<8))
    #expect(try owner.entries[4...].allSatisfy { $0.at == Owner.instant(3_600_000) })
    #expect(owner.nextDue == nil)
    let end = try owner.live.lots[0].closesAt
    #expect(end == Owner.instant(61_000))
  }

  /// Even the announcement: one append creates the auction and ends it.
  @Test func announcedOpenedAndClosedTogether() throws {
    let owner = Owner()
    let answers = owner.batch(
      [
        (0, Owner.schedule(.test(duration: 60_000), opensAt: 0)), (5, .bid(Owner.a, 900, key: "a")),
        (59_999, .bid(Owner.b, 890, key: "b")), (60_000, .bid(Owner.c, 880, key: "c")),
      ], at: 70_000)
    #expect(answers.count == 4)
    #expect(owner.appends.count == 1)
    #expect(owner.appends[0].opening?.requirement == Owner.requirement)
    #expect(owner.appends[0].phase == .closed)
    // Bids are judged by their own stamps: the last one came at exactly the end.
    #expect(
      try owner.kinds == [
        .scheduled, .participantAdmitted, .participantAdmitted, .participantAdmitted, .opened, .stageBegan, .bidPlaced,
        .bidPlaced, .lotClosed, .closed,
      ])
    guard case .success(.bid(let late)) = answers[3] else {
      Issue.record("no bid reply")
      return
    }
    #expect(late.answer.outcome == .refused(Refusal(.alreadyClosed, offered: Money(tenThousandths: 8_800_000))))
    #expect(try owner.live.lots[0].winners.map(\.bidder) == [Owner.b])
    #expect(Auction(replaying: try owner.entries)?.lots == (try owner.live.lots))
  }

  @Test func anAnnouncementWithAParticipantThatCannotBeAdmittedLeavesNothing() throws {
    let owner = Owner()
    let command = EngineCommand.schedule(
      requirement: Owner.requirement, .test(.test(), buyer: Owner.buyer, opensAt: Owner.instant(1_000)),
      participants: [Admission(Owner.a), Admission(Owner.b, currency: "USD")], seed: nil)
    #expect(throws: EngineRejection.rejected(.currencyUnknown)) { try owner.act(command, at: 0) }
    #expect(owner.appends.isEmpty)
    #expect(owner.nextDue == nil)
    #expect(throws: EngineRejection.unknownAuction) { try owner.act(.bid(Owner.a, 900, key: "a"), at: 1) }
    _ = try owner.act(Owner.schedule(.test()), at: 2)
  }

  /// "Now" was a moment ago when the command gets here.
  @Test func aStartAMomentAgoIsNow() throws {
    let owner = Owner()
    #expect(throws: EngineRejection.schedule(.opensInThePast)) {
      try owner.act(Owner.schedule(.test(), opensAt: 0), at: 60_000)
    }
    _ = try owner.act(Owner.schedule(.test(), opensAt: 0), at: 59_999)
    #expect(try owner.live.opensAt == Owner.instant(59_999))
    #expect(try owner.live.phase == .open)
  }

  // MARK: - Chance

  private static let hidden = Rules.test(
    duration: 60_000,
    closing: Closing(
      softClose: nil, hiddenEnd: .init(afterExtensions: 0, earliestMilliseconds: 10_000, latestMilliseconds: 70_000)))

  /// The moment comes from the seed, which nobody can read before it has come.
  @Test func aHiddenEndIsTheMomentDrawn() throws {
    let owner = try Owner(Self.hidden, seed: Self.seed)
    owner.pass(to: 61_000)
    #expect(try owner.live.lots[0].stage == .hidden)
    let drawn = 61_000 + 10_000 + Int64(Self.seed.draw(1) % 60_001)
    #expect(owner.nextDue == Owner.instant(drawn))
    #expect(try owner.live.nextDue() == Owner.instant(61_000 + 70_000))
    let last = try owner.bid(.bid(Owner.a, 900, key: "a"), at: drawn - 1)
    #expect(last.answer.outcome == .placed)
    #expect(owner.lines.allSatisfy { !$0.text.contains(Self.seed.description) })
    let late = try owner.bid(.bid(Owner.b, 800, key: "b"), at: drawn)
    #expect(late.answer.outcome == .refused(Refusal(.alreadyClosed, offered: Money(tenThousandths: 8_000_000))))
    #expect(try owner.kinds.suffix(3) == [.lotClosed, .seedRevealed, .closed])
    #expect(try owner.entries.contains { $0.event == .seedRevealed(Self.seed) })
    #expect(try owner.live.lots[0].winners.map(\.bidder) == [Owner.a])
  }

  @Test func anotherSeedAnotherEnd() throws {
    let ends: [Int64] = try (UInt8(0)..<8).map { number in
      let owner = try Owner(Self.hidden, seed: Bytes32(Array(repeating: number, count: 32))!)
      owner.pass(to: 61_000)
      return owner.nextDue?.milliseconds ?? 0
    }
    #expect(Set(ends).count > 6)
    #expect(ends.allSatisfy { Owner.instant(71_000).milliseconds...Owner.instant(131_000).milliseconds ~= $0 })
  }

  /// The journal does not have the seed; the ledger beside it does.
  @Test func aRestartKnowsTheSeed() throws {
    let owner = try Owner(Self.hidden, seed: Self.seed)
    owner.pass(to: 61_000)
    #expect(owner.appends[0].opening?.seed == Self.seed)
    let next = try owner.successor(seed: Self.seed)
    #expect(next.nextDue == owner.nextDue)
    #expect(next.lastStamp == Owner.instant(61_000))
    // Who has lost it waits until no seed could have come later.
    #expect(try owner.successor(seed: nil).nextDue == Owner.instant(61_000 + 70_000))
  }

  @Test func chanceNeedsASeed() throws {
    let owner = Owner()
    #expect(throws: EngineRejection.schedule(.announcement(.seedMissing))) {
      try owner.act(Owner.schedule(Self.hidden), at: 0)
    }
  }

  // MARK: - Keys

  /// The buyer's keys for what it offers for others are not the suppliers'.
  @Test func surrogateKeysAreTheBuyersOwn() throws {
    var rules = Rules.test()
    rules.admissibility.surrogateBids = true
    let owner = try Owner(rules)
    let own = try owner.bid(.bid(Owner.a, 900, key: "k"), at: 2_000)
    let surrogate = try owner.bid(.bid(Owner.a, 890, origin: .surrogate, key: "k"), at: 2_001)
    let other = try owner.bid(.bid(Owner.b, 880, origin: .surrogate, key: "k"), at: 2_002)
    #expect([own, surrogate, other].map(\.answer.outcome) == [.placed, .placed, .placed])
    #expect([own, surrogate, other].map(\.answer.position) == [6, 7, 8])
    let count = owner.lines.count
    for (command, first) in [
      (EngineCommand.bid(Owner.a, 900, key: "k"), own), (.bid(Owner.a, 890, origin: .surrogate, key: "k"), surrogate),
      (.bid(Owner.b, 880, origin: .surrogate, key: "k"), other),
    ] {
      let again = try owner.bid(command, at: 3_000)
      #expect(again.answer == first.answer)
      #expect(again.isRepeated)
    }
    #expect(throws: EngineRejection.keyConflict) {
      try owner.act(.bid(Owner.a, 890, key: "k"), at: 3_000)
    }
    #expect(throws: EngineRejection.keyConflict) {
      try owner.act(.bid(Owner.a, 900, origin: .surrogate, key: "k"), at: 3_000)
    }
    #expect(owner.lines.count == count)
    #expect(try owner.live.lots[0].offers.map(\.origin) == [.surrogate, .surrogate])
  }

  /// A share belongs to what is offered: the same key with another one is another bid.
  @Test func aKeyWithAnotherShare() throws {
    let owner = try Owner(
      .test(
        .dutch(
          .init(
            start: .percent(hundredths: 5_000), step: .percent(hundredths: 500), intervalMilliseconds: 60_000,
            smallestShare: 1_000))))
    func accept(_ share: Int) -> EngineCommand {
      .act(
        .placeBid(
          Bid(
            lot: LotNumber(1), bidder: Owner.a, price: Money(tenThousandths: 5_000_000), share: share, key: "k",
            placedBy: ActorID(bits: 99))))
    }
    #expect(try owner.bid(accept(4_000), at: 2_000).isRepeated == false)
    #expect(try owner.bid(accept(4_000), at: 2_001).isRepeated)
    #expect(throws: EngineRejection.keyConflict) { try owner.act(accept(5_000), at: 2_002) }
    #expect(try owner.live.lots[0].shareLeft == 6_000)
  }

  // MARK: - Limits

  @Test func aLimitBidsExtendsAndAnswers() throws {
    var rules = Rules.test(
      duration: 60_000,
      closing: Closing(
        softClose: .init(
          trigger: .anyBid, windowMilliseconds: 10_000, extensionMilliseconds: 10_000, base: .receipt)))
    rules.admissibility.proxyBids = true
    let owner = try Owner(rules)
    _ = try owner.bid(.bid(Owner.a, 950, key: "a"), at: 2_000)
    let proxy = Proxy(
      lot: LotNumber(1), bidder: Owner.b, limit: Money(tenThousandths: 8_000_000), step: nil,
      placedBy: ActorID(bits: 99))
    // Four seconds before the end.
    guard case .done(let position) = try owner.act(.act(.setProxy(proxy)), at: 57_000) else {
      Issue.record("not done")
      return
    }
    #expect(position == 10)
    #expect(try owner.kinds.suffix(4) == [.bidPlaced, .proxySet, .bidPlaced, .lotExtended])
    #expect(try owner.live.lots[0].closesAt == Owner.instant(67_000))
    #expect(owner.appends.last?.closesAt == Owner.instant(67_000))
    // The rival learns in the answer to its own bid that it has been beaten.
    let rival = try owner.bid(.bid(Owner.a, 900, key: "b"), at: 58_000)
    #expect(rival.answer.outcome == .placed)
    #expect(rival.now?.rank == 2)
    #expect(rival.now?.bestPrice == Money(tenThousandths: 8_999_900))
    #expect(try owner.kinds.suffix(3) == [.bidPlaced, .lotExtended, .bidPlaced])
    #expect(try owner.live.lots[0].closesAt == Owner.instant(68_000))
    _ = try owner.act(.act(.dropProxy(LotNumber(1), Owner.b)), at: 59_000)
    #expect(try owner.bid(.bid(Owner.a, 890, key: "c"), at: 60_000).now?.rank == 1)
    #expect(Auction(replaying: try owner.entries)?.lots == (try owner.live.lots))
  }

  @Test func whatIsRefusedChangesNothing() throws {
    let owner = try Owner(.test())
    owner.pass(to: 1_000)
    let count = owner.lines.count
    let proxy = Proxy(
      lot: LotNumber(1), bidder: Owner.b, limit: Money(tenThousandths: 8_000_000), step: nil,
      placedBy: ActorID(bits: 99))
    #expect(throws: EngineRejection.rejected(.proxiesNotAllowed)) { try owner.act(.act(.setProxy(proxy)), at: 2_000) }
    #expect(throws: EngineRejection.rejected(.alreadyOpen)) {
      try owner.act(.act(.moveOpening(to: Owner.instant(3_000))), at: 2_000)
    }
    #expect(owner.lines.count == count)
  }
}
