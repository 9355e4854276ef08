// What rules and announcements must be to be used at all.

import Auctions
import Testing

@Suite struct RulesTests {
  private static let ninetyDays: Int64 = 90 * 86_400_000

  @Test func everyFaultIsFound() {
    let faulty: [(Rules.Fault, (inout Rules) -> Void)] = [
      (.durationOutOfRange, { $0.clock = .english(durationMilliseconds: 0) }),
      (.durationOutOfRange, { $0.clock = .english(durationMilliseconds: Self.ninetyDays + 1) }),
      (.decrementNotPositive, { $0.admissibility.decrement = .absolute(.zero) }),
      (.decrementNotPositive, { $0.admissibility.decrement = .absolute(Money(tenThousandths: -1)) }),
      (.decrementNotPositive, { $0.admissibility.decrement = .percent(hundredths: 0) }),
      (.percentAboveHundred, { $0.admissibility.decrement = .percent(hundredths: 10_000) }),
      (.decimalsOutOfRange, { $0.admissibility.decimals = -1 }),
      (.decimalsOutOfRange, { $0.admissibility.decimals = 5 }),
      (.windowOutOfRange, { $0.closing.softClose?.windowMilliseconds = 0 }),
      (.windowOutOfRange, { $0.closing.softClose?.windowMilliseconds = Self.ninetyDays + 1 }),
      (.extensionOutOfRange, { $0.closing.softClose?.extensionMilliseconds = 0 }),
      (.extensionOutOfRange, { $0.closing.softClose?.extensionMilliseconds = Self.ninetyDays + 1 }),
      (.limitNotPositive, { $0.closing.softClose?.limit = 0 }),
    ]
    for (fault, change) in faulty {
      var rules = Rules.plain
      change(&rules)
      #expect(throws: fault) { try rules.check() }
    }
    #expect(Set(faulty.map(\.0)) == Set(Rules.Fault.allCases))
  }

  @Test func theExtremesAreAllowed() throws {
    var rules = Rules.plain
    try rules.check()
    rules.clock = .english(durationMilliseconds: Self.ninetyDays)
    rules.admissibility.decrement = .percent(hundredths: 9_999)
    rules.admissibility.decimals = 4
    rules.closing.softClose?.windowMilliseconds = Self.ninetyDays
    rules.closing.softClose?.limit = 1
    try rules.check()
    rules.admissibility.decrement = .absolute(Money(tenThousandths: .max))
    rules.closing.softClose = nil
    try rules.check()
  }

  @Test func whatCannotBeAnnounced() throws {
    let now = Instant(milliseconds: 1_000)
    let year = Auction.longestAheadMilliseconds
    let refused: [(Auction.ScheduleRejection, (inout Announcement) -> Void)] = [
      (.rules(.decimalsOutOfRange), { $0.rules.admissibility.decimals = 9 }),
      (.noLots, { $0.lots = [] }),
      (.lotTwice, { $0.lots.append($0.lots[0]) }),
      (.ceilingNotPositive, { $0.lots[0].ceiling = .zero }),
      (.ceilingHasTooManyDecimals, { $0.lots[0].ceiling = Money(tenThousandths: 1) }),
      (.opensInThePast, { $0.opensAt = Instant(milliseconds: 999) }),
      (.opensTooLate, { $0.opensAt = now.adding(milliseconds: year) }),
    ]
    for (rejection, change) in refused {
      var announcement = Announcement.plain
      change(&announcement)
      #expect(throws: rejection) { try Auction.schedule(announcement, at: now) }
    }
    var last = Announcement.plain
    last.opensAt = now.adding(milliseconds: year - 1)
    #expect(try Auction.schedule(last, at: now) == .scheduled(last))
    last.opensAt = now
    #expect(try Auction.schedule(last, at: now) == .scheduled(last))
  }

  /// Each is met in the scenarios of `ClosingTests` too; here so that a new one does not go unnoticed.
  @Test func everyRejectionOfACommand() throws {
    let ten = Instant(milliseconds: 10)
    let scheduled = try Scenario.play("runs 10 to 100").auction
    let open = try Scenario.play("at 10 tick → opened").auction
    let over = try Scenario.play("at 10 cancel x → cancelled").auction
    let refused: [(Auction.Rejection, Auction, Auction.Command)] = [
      (.alreadyOver, over, .cancel(reason: "")),
      (.alreadyOver, over, .moveOpening(to: Instant(milliseconds: 0))),
      (.alreadyOpen, open, .moveOpening(to: Instant(milliseconds: 0))),
      (.opensInThePast, scheduled, .moveOpening(to: Instant(milliseconds: 9))),
      (.opensTooLate, scheduled, .moveOpening(to: ten.adding(milliseconds: Auction.longestAheadMilliseconds))),
      (.reasonMissing, open, .cancel(reason: "")),
    ]
    for (rejection, auction, command) in refused {
      #expect(throws: rejection) { try auction.decide(command, at: ten) }
    }
    #expect(Set(refused.map(\.0)) == Set(Auction.Rejection.allCases))
  }

  @Test func aJournalBeginsWithTheAnnouncement() throws {
    #expect(Auction(replaying: []) == nil)
    #expect(Auction(replaying: [Entry(position: 0, at: Instant(milliseconds: 0), event: .opened)]) == nil)
  }
}

extension Rules {
  /// Ninety milliseconds, no decrement, everything shown, soft close.
  static let plain = Rules(
    clock: .english(durationMilliseconds: 90),
    admissibility: Admissibility(
      decrement: .none, base: .own, leaderMayImprove: true, tiesAllowed: true, decimals: 2),
    ranking: Ranking(ties: .earlierFirst), visibility: .everything,
    closing: Closing(
      softClose: .init(
        trigger: .anyBid, windowMilliseconds: 10, extensionMilliseconds: 20, base: .end, limit: nil)))
}

extension Announcement {
  /// One lot of at most 1000.00 from 1010 ms.
  static let plain = Announcement(
    buyer: Names.buyer, rules: .plain, currency: "EUR", opensAt: Instant(milliseconds: 1_010),
    lots: [.init(number: LotNumber(1), ceiling: Money(tenThousandths: 1_000_0000))])
}
