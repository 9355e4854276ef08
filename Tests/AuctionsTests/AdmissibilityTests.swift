// Which offers count: refusals in their order, decrements, ties, the leader, decimals.

import Auctions
import Testing

@Suite struct AdmissibilityTests {
  @Test func refusalsInOrderOfPrecedence() throws {
    let scenario = try Scenario.play(
      """
      ceiling 1000
      decrement 10 of own
      leader may not improve
      ties refused
      at   0  X bids 0 on 7     → notAdmitted                   // and no such lot, not open, not positive
      at   0  A bids 0 on 7     → unknownLot
      at   0  A bids 0          → notYetOpen
      at  10  A bids 0          → notYetOpen                    // the tick opens, not the clock
      at  10  tick              → opened
      at  11  X bids 900        → notAdmitted
      at  11  A bids 0          → priceNotPositive next 1000
      at  11  A bids -1.001     → priceNotPositive next 1000    // and too many decimals
      at  11  A bids 1000.001   → tooManyDecimals next 1000     // and above the ceiling
      at  11  A bids 1000.01    → aboveCeiling 1000 next 1000
      at  12  A bids 1000       → ok rank 1
      at  13  A bids 1000.01    → aboveCeiling 1000
      at  13  A bids 1000       → leaderMayNotImprove           // nothing would be accepted of A now
      at  13  A bids 500        → leaderMayNotImprove
      at  13  B bids 1000       → equalsAnotherOffer 1000 next 999.99
      at  14  B bids 999.99     → ok rank 1
      at  15  A bids 1000       → notBelowOwnOffer 1000 next 990  // and no full step
      at  15  A bids 999.99     → stepTooSmall 990 next 990     // and equal to B's
      at  15  A bids 990.01     → stepTooSmall 990 next 990
      at  16  A bids 990        → ok rank 1
      at  17  B bids 989.99     → ok rank 1
      at 100  B bids 0          → alreadyClosed                 // the clock closes, before the tick does
      at 100  tick              → lot 1 to B, closed
      at 101  B bids 0          → alreadyClosed
      at 101  X bids 0          → notAdmitted
      """)
    #expect(scenario.reasonsMet == Set(Refusal.Reason.allCases))
  }

  /// Of a ceiling of 1000, Z has offered 1000, B 800 and A 600; C has not offered.
  @Test(arguments: [
    //  decrement      ties       A may     B may     C may
    ("none of own", "allowed", "599.99", "799.99", "1000"),
    ("none of own", "refused", "599.99", "799.99", "999.99"),
    ("none of best", "allowed", "599.99", "600", "600"),
    ("none of best", "refused", "599.99", "599.99", "599.99"),
    ("10 of own", "allowed", "590", "790", "1000"),
    ("200 of own", "allowed", "400", "600", "1000"),
    ("200 of own", "refused", "400", "599.99", "999.99"),
    ("600 of own", "allowed", "nothing", "200", "1000"),
    ("599.995 of own", "allowed", "nothing", "200", "1000"),
    ("10 of best", "allowed", "590", "590", "590"),
    ("10 of best", "refused", "590", "590", "590"),
    ("599.99 of best", "allowed", "0.01", "0.01", "0.01"),
    ("600 of best", "allowed", "nothing", "nothing", "nothing"),
    ("9000 of best", "allowed", "nothing", "nothing", "nothing"),
    ("25 % of own", "allowed", "450", "600", "1000"),
    ("25 % of own", "refused", "450", "599.99", "999.99"),
    ("25 % of best", "allowed", "450", "450", "450"),
    ("0.01 % of best", "allowed", "599.94", "599.94", "599.94"),
    ("99.99 % of best", "allowed", "0.06", "0.06", "0.06"),
  ])
  func decrementByKindAndBase(_ decrement: String, ties: String, a: String, b: String, c: String) throws {
    try Scenario.play(
      """
      bidders A B C Z
      decrement \(decrement)
      ties \(ties)
      at 10  tick            → opened
      at 11  Z stands at 1000 → ok rank 1
      at 11  B stands at 800 → ok rank 1
      at 11  A stands at 600 → ok rank 1
      at 12  A may bid       → \(a)
      at 12  B may bid       → \(b)
      at 12  C may bid       → \(c)
      """)
  }

  /// A percentage is cut at the lot's decimals, never rounded up: 0.5 % of 177 499.00 is 887.495.
  @Test(arguments: [
    // decimals, decrement of 177 499
    (0, "887.00"), (1, "887.40"), (2, "887.49"), (3, "887.495"), (4, "887.495"),
  ])
  func percentIsCut(decimals: Int, expected: String) throws {
    let rule = Admissibility(
      decrement: .percent(hundredths: 50), base: .own, leaderMayImprove: true, tiesAllowed: true, decimals: decimals)
    #expect(rule.decrement(at: try Money(scenario: "177499")).description == expected)
  }

  @Test func percentOfTheOwnOffer() throws {
    try Scenario.play(
      """
      ceiling 200000
      decrement 0.5 % of own
      at 10  tick              → opened
      at 11  A bids 177499     → ok rank 1
      at 12  A bids 176611.52  → stepTooSmall 176611.51 next 176611.51
      at 12  A bids 176611.51  → ok rank 1
      at 13  B bids 200000     → ok rank 2
      at 14  B bids 199000.01  → stepTooSmall 199000 next 199000
      at 14  B bids 199000     → ok rank 2
      """)
  }

  @Test func percentCutToNothing() throws {
    try Scenario.play(
      """
      ceiling 0.9
      decrement 1 % of best
      at 10  tick       → opened
      at 11  A bids 0.9 → ok rank 1
      at 12  B may bid  → 0.90      // a hundredth of 0.90 is less than a cent, so the best price may be equalled
      at 12  A may bid  → 0.89      // but one's own offer may not
      at 12  A bids 0.9 → notBelowOwnOffer 0.90 next 0.89
      at 12  B bids 0.9 → ok rank 2
      """)
  }

  @Test func decrementOnTheBestPrice() throws {
    try Scenario.play(
      """
      decrement 10 of best
      at 10  tick          → opened
      at 11  A bids 900    → ok rank 1
      at 11  B bids 890.01 → stepTooSmall 890 next 890
      at 11  B bids 890    → ok rank 1
      at 12  A bids 885    → stepTooSmall 880 next 880
      at 12  B bids 885    → stepTooSmall 880 next 880   // the leader owes the step from its own offer
      at 12  B bids 880    → ok rank 1
      at 13  A bids 900    → notBelowOwnOffer 900 next 870
      at 13  ranking       → B 880, A 900
      """)
  }

  @Test func tiesAllowedRankTheEarlierFirst() throws {
    try Scenario.play(
      """
      ties allowed
      at 10  tick       → opened
      at 11  A bids 900 → ok rank 1
      at 11  B bids 900 → ok rank 2   // in the same millisecond the order of receipt counts
      at 12  C bids 900 → ok rank 3
      at 13  ranking    → A 900, B 900, C 900
      at 14  C bids 899 → ok rank 1
      at 15  A bids 899 → ok rank 2   // improving moves one behind an equal older offer
      at 16  ranking    → C 899, A 899, B 900
      """)
  }

  @Test func tiesRefused() throws {
    try Scenario.play(
      """
      ties refused
      decimals 0
      ceiling 3
      at 10  tick     → opened
      at 11  A bids 3 → ok rank 1
      at 11  B bids 3 → equalsAnotherOffer 3 next 2
      at 12  B bids 2 → ok rank 1
      at 13  C may bid → 1            // 3 and 2 are taken
      at 13  A bids 2 → equalsAnotherOffer 2 next 1
      at 14  A bids 1 → ok rank 1
      at 15  C may bid → 3            // A left it
      at 15  B may bid → nothing
      at 15  B bids 1 → equalsAnotherOffer 1
      """)
  }

  @Test func leaderMayNotImprove() throws {
    try Scenario.play(
      """
      leader may not improve
      at 10  tick       → opened
      at 11  A bids 900 → ok rank 1
      at 12  A bids 800 → leaderMayNotImprove
      at 12  A may bid  → nothing
      at 13  B bids 900 → ok rank 2
      at 14  A bids 800 → leaderMayNotImprove
      at 14  B bids 899 → ok rank 1
      at 15  A bids 898 → ok rank 1
      at 16  B bids 800 → ok rank 1
      """)
  }

  @Test(arguments: [
    // decimals, price, outcome, the smallest step below 10
    (0, "9.1", "tooManyDecimals next 10", "9"), (0, "9", "ok rank 1", "8"),
    (1, "9.11", "tooManyDecimals next 10", "9.90"), (1, "9.1", "ok rank 1", "9"),
    (2, "9.111", "tooManyDecimals next 10", "9.99"), (2, "9.11", "ok rank 1", "9.10"),
    (3, "9.1111", "tooManyDecimals next 10", "9.999"), (3, "9.111", "ok rank 1", "9.11"),
    (4, "9.1111", "ok rank 1", "9.111"),
  ])
  func decimals(_ decimals: Int, price: String, outcome: String, next: String) throws {
    try Scenario.play(
      """
      ceiling 10
      decimals \(decimals)
      at 10  tick            → opened
      at 11  B stands at 10  → ok rank 1
      at 12  A bids \(price) → \(outcome)
      at 13  \(outcome.hasPrefix("ok") ? "A" : "B") may bid → \(next)
      """)
  }

  @Test func lotsAreJudgedApart() throws {
    try Scenario.play(
      """
      ceiling 1000 50
      decrement 10 of best
      at 10  tick             → opened
      at 11  A bids 900 on 1  → ok rank 1
      at 11  A bids 900 on 2  → aboveCeiling 50 next 50
      at 12  B bids 50 on 2   → ok rank 1
      at 12  B may bid on 1   → 890
      at 12  A may bid on 2   → 40
      at 13  A bids 40 on 2   → ok rank 1
      at 14  ranking on 1     → A 900
      at 14  ranking on 2     → A 40, B 50
      """)
  }
}
