// One key opens all lots of its round: it is not put together while one of them takes offers.

import Auctions
import Testing

@testable import Sealing

@Suite struct PastDeadlineTests {
  private func refusal(_ round: Int = 1, in auction: SealedAuction) -> PastDeadline.Refusal? {
    do throws(PastDeadline.Refusal) {
      _ = try PastDeadline(of: round, in: auction.auction, Sample.round.auction)
      return nil
    } catch { return error }
  }

  private func minute(_ minute: Int64) -> Instant { Instant(milliseconds: minute * 60_000) }

  @Test func opensAtTheDeadlineAndNotAMillisecondBefore() throws {
    var sealed = try SealedAuction()
    #expect(refusal(in: sealed) == .tooEarly(deadline: minute(10)))
    try sealed.tick(minute: 9)
    #expect(refusal(in: sealed) == .tooEarly(deadline: minute(10)))
    try sealed.tick(minute: 10)
    #expect(refusal(in: sealed) == nil)
  }

  @Test func staggeredLotsAreWaitedFor() throws {
    var sealed = try SealedAuction(lots: 3, .staggered(intervalMilliseconds: 120_000))
    try sealed.tick(minute: 10)
    #expect(sealed.auction.lots[0].stage == .opening(round: 1))
    for minute in [10, 11, 12, 13] as [Int64] {
      try sealed.tick(minute: minute)
      #expect(refusal(in: sealed) == .tooEarly(deadline: self.minute(14)))
    }
    try sealed.tick(minute: 14)
    #expect(refusal(in: sealed) == nil)
  }

  @Test func anExtendedLotIsWaitedFor() throws {
    var sealed = try SealedAuction()
    try sealed.act(.extend(LotNumber(2), to: minute(30), reason: "Asked for"), minute: 5)
    try sealed.tick(minute: 10)
    #expect(sealed.auction.lots[0].stage == .opening(round: 1))
    #expect(refusal(in: sealed) == .tooEarly(deadline: minute(30)))
    try sealed.tick(minute: 30)
    #expect(refusal(in: sealed) == nil)
  }

  @Test func aLotClosedEarlyWaitsForTheOthers() throws {
    var sealed = try SealedAuction()
    try sealed.act(.closeEarly(LotNumber(1), reason: "Enough"), minute: 5)
    #expect(sealed.auction.lots[0].stage == .opening(round: 1))
    #expect(refusal(in: sealed) == .tooEarly(deadline: minute(10)))
    try sealed.tick(minute: 10)
    #expect(refusal(in: sealed) == nil)
  }

  @Test func aPausedAuctionIsNotPast() throws {
    var sealed = try SealedAuction()
    try sealed.act(.pause(reason: "Fire drill"), minute: 9)
    try sealed.tick(minute: 20)
    #expect(refusal(in: sealed) == .tooEarly(deadline: nil))
    try sealed.act(.resume, minute: 20)
    try sealed.tick(minute: 21)
    #expect(refusal(in: sealed) == nil)
  }

  /// The next serial lot begins when the one before it has been opened: with one key, none can ever be.
  @Test func serialLotsAreNeverPast() throws {
    var sealed = try SealedAuction(.serial(pauseMilliseconds: 0))
    try sealed.tick(minute: 60)
    #expect(refusal(in: sealed) == .tooEarly(deadline: nil))
  }

  @Test func everyRoundHasItsOwnDeadline() throws {
    var sealed = try SealedAuction(rounds: 2)
    try sealed.tick(minute: 10)
    #expect(refusal(1, in: sealed) == nil)
    #expect(refusal(2, in: sealed) == .tooEarly(deadline: nil))
    try sealed.open(minute: 10)
    // In the pause, and while the second round takes offers.
    for minute in [10, 11, 20] as [Int64] {
      try sealed.tick(minute: minute)
      #expect(refusal(1, in: sealed) == nil)
      #expect(refusal(2, in: sealed) == .tooEarly(deadline: minute == 10 ? nil : self.minute(21)))
    }
    try sealed.tick(minute: 21)
    #expect(refusal(2, in: sealed) == nil)
    try sealed.open(2, minute: 21)
    #expect(sealed.auction.phase == .closed)
    #expect(refusal(2, in: sealed) == nil)
  }

  @Test func whatCanNeverBeOpened() throws {
    var sealed = try SealedAuction(rounds: 2)
    #expect(refusal(0, in: sealed) == .unknownRound)
    #expect(refusal(3, in: sealed) == .unknownRound)
    try sealed.tick(minute: 10)
    try sealed.act(.cancel(reason: "No money"), minute: 11)
    #expect(refusal(1, in: sealed) == .cancelled)
  }

  @Test func theDeadlineOfOneRoundOpensNoOther() throws {
    var sealed = try SealedAuction(rounds: 2)
    try sealed.tick(minute: 10)
    let first = try PastDeadline(of: 1, in: sealed.auction, Sample.round.auction)
    let second = sealed.keys[1]
    #expect(throws: CombiningFault.otherRound) {
      try Opening.combine(serverPart: second.serverPart, shares: second.shares, lock: second.lock, after: first)
    }
  }
}
