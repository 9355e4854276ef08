// When lots open, are put off and close: soft close, several lots, the opening, cancelling.

import Auctions
import Testing

@Suite struct ClosingTests {
  /// The end is 100, a bid extends with 10 ms left or less.
  @Test(
    arguments: [
      // rule                                  bid at  the end then
      ("by 20 after end within 10 on anyBid", 89, nil),  // 11 ms left: outside
      ("by 20 after end within 10 on anyBid", 90, 120),  // exactly the window
      ("by 20 after end within 10 on anyBid", 99, 120),  // 1 ms before the end
      ("by 1 after end within 10 on anyBid", 99, 101),
      ("by 20 after receipt within 10 on anyBid", 89, nil),
      ("by 20 after receipt within 10 on anyBid", 90, 110),
      ("by 20 after receipt within 10 on anyBid", 99, 119),
      ("by 5 after receipt within 10 on anyBid", 94, nil),  // 99 would be earlier than the end
      ("by 5 after receipt within 10 on anyBid", 95, nil),  // 100 is the end
      ("by 5 after receipt within 10 on anyBid", 96, 101),
      ("by 20 after end within 10 on leadChanges", 90, 120),  // the first offer takes the lead
      ("by 20 after receipt within 1000 on leadChanges", 11, nil),
      ("by 95 after receipt within 1000 on leadChanges", 11, 106),
      ("by 20 after end within 90 on anyBid", 10, 120),  // the window may be the whole auction
      ("never", 99, nil),
    ] as [(String, Int, Int?)])
  func window(_ rule: String, at: Int, end: Int?) throws {
    try Scenario.play(
      """
      extend \(rule)
      at  10       tick       → opened
      at \(at)     A bids 900 → ok rank 1\(end.map { ", until \($0)" } ?? "")
      at \((end ?? 100) - 1) tick → nothing
      at \((end ?? 100) - 1) B bids 1 on 7 → unknownLot
      at \(end ?? 100) B bids 1 → alreadyClosed
      at \(end ?? 100) tick → lot 1 to A, closed
      """)
  }

  @Test func bidAtExactlyTheEndIsTooLate() throws {
    try Scenario.play(
      """
      extend by 20 after end within 10 on anyBid
      at  10  tick       → opened
      at  99  A bids 900 → ok rank 1, until 120
      at 119  B bids 890 → ok rank 1, until 140
      at 140  A bids 880 → alreadyClosed
      at 140  tick       → lot 1 to B, closed
      at 141  A bids 870 → alreadyClosed
      at 141  tick       → nothing
      """)
  }

  @Test func onlyALeadThatChangesHandsExtends() throws {
    try Scenario.play(
      """
      extend by 20 after end within 10 on leadChanges
      at  10  tick       → opened
      at  90  A bids 900 → ok rank 1, until 120   // the first offer
      at 110  A bids 890 → ok rank 1              // the leader improves
      at 111  B bids 895 → ok rank 2              // not the lead
      at 112  B bids 890 → ok rank 2              // equal, but later
      at 113  B bids 889 → ok rank 1, until 140
      at 131  A bids 888 → ok rank 1, until 160
      """)
  }

  @Test func anyBidMayBeTheLeadersOrTheLast() throws {
    try Scenario.play(
      """
      extend by 20 after end within 10 on anyBid
      at  10  tick       → opened
      at  50  A bids 900 → ok rank 1
      at  95  A bids 890 → ok rank 1, until 120
      at 115  B bids 950 → ok rank 2, until 140
      """)
  }

  @Test func refusedBidNeverExtends() throws {
    try Scenario.play(
      """
      extend by 20 after end within 10 on anyBid
      decrement 10 of best
      at  10  tick           → opened
      at  95  A bids 1000.01 → aboveCeiling 1000 next 1000
      at  96  A bids 900     → ok rank 1, until 120
      at 115  B bids 899     → stepTooSmall 890 next 890
      at 116  A bids 900     → notBelowOwnOffer 900 next 890
      at 117  X bids 100     → notAdmitted
      at 120  tick           → lot 1 to A, closed
      """)
  }

  @Test func limitedExtensions() throws {
    try Scenario.play(
      """
      extend by 10 after end within 10 on anyBid at most 2
      at  10  tick       → opened
      at  95  A bids 900 → ok rank 1, until 110
      at 105  B bids 890 → ok rank 1, until 120
      at 115  A bids 880 → ok rank 1
      at 119  B bids 870 → ok rank 1
      at 120  tick       → lot 1 to B, closed
      """)
  }

  @Test func lotsCloseApart() throws {
    try Scenario.play(
      """
      ceiling 1000 1000 1000
      extend by 20 after end within 10 on anyBid
      at  10  tick            → opened
      at  50  B bids 900 on 1 → ok rank 1
      at  95  A bids 900 on 2 → ok rank 1, until 120
      at 100  tick            → lot 1 to B, lot 3 to nobody
      at 100  A bids 800 on 1 → alreadyClosed
      at 100  A bids 800 on 3 → alreadyClosed
      at 111  B bids 800 on 2 → ok rank 1, until 140
      at 120  tick            → nothing
      at 140  tick            → lot 2 to B, closed
      """)
  }

  @Test func opensAndClosesInOneTick() throws {
    try Scenario.play(
      """
      ceiling 1000 1000
      at   9  tick       → nothing
      at 100  tick       → opened, lot 1 to nobody, lot 2 to nobody, closed
      at 100  A bids 900 → alreadyClosed
      at 100  tick       → nothing
      """)
  }

  @Test func openingIsMoved() throws {
    try Scenario.play(
      """
      runs 10 to 100
      at   0  open at 50  → opens at 50
      at  10  tick        → nothing
      at  10  A bids 900  → notYetOpen
      at  20  open at 19  → opensInThePast
      at  20  open at 31622400020 → opensTooLate      // a year of 366 days ahead
      at  20  open at 31622400019 → opens at 31622400019
      at  20  open at 20  → opens at 20               // now: the next tick opens
      at  20  tick        → opened
      at  21  open at 60  → alreadyOpen
      at 100  tick        → nothing                   // the length stays: from 20 for 90
      at 109  A bids 900  → ok rank 1
      at 110  tick        → lot 1 to A, closed
      at 110  open at 200 → alreadyOver
      """)
  }

  @Test func cancelling() throws {
    try Scenario.play(
      """
      ceiling 1000 1000
      extend by 20 after end within 10 on anyBid
      at  10  tick              → opened
      at  11  cancel            → reasonMissing
      at  95  A bids 900 on 2   → ok rank 1, until 120
      at 100  tick              → lot 1 to nobody
      at 101  cancel wrong drawing → cancelled
      at 102  cancel again      → alreadyOver
      at 102  A bids 800 on 2   → alreadyClosed
      at 102  admit D           → alreadyOver
      at 102  open at 300       → alreadyOver
      at 300  tick              → nothing
      """)
    let early = try Scenario.play(
      """
      at 5   cancel wrong drawing → cancelled
      at 10  tick                 → nothing
      at 11  A bids 900           → alreadyClosed
      """)
    #expect(early.auction.nextDue == nil)
  }

  @Test func lateAdmission() throws {
    try Scenario.play(
      """
      at  10  tick       → opened
      at  11  D bids 900 → notAdmitted
      at  12  admit D    → admitted D
      at  12  admit D    → nothing
      at  13  D bids 900 → ok rank 1
      at 100  tick       → lot 1 to D, closed
      at 100  admit E    → alreadyOver
      """)
  }

  @Test func nextDue() throws {
    func due(after script: String) throws -> Int64? { try Scenario.play(script).auction.nextDue?.milliseconds }
    #expect(try due(after: "runs 10 to 100") == 10)
    #expect(try due(after: "at 0 open at 30 → opens at 30") == 30)
    #expect(try due(after: "at 10 tick → opened") == 100)
    #expect(try due(after: "at 100 tick → opened, lot 1 to nobody, closed") == nil)
    #expect(
      try due(
        after: """
          ceiling 9 9
          extend by 20 after end within 10 on anyBid
          at  10  tick        → opened
          at  90  A bids 1    → ok rank 1, until 120
          at 100  tick        → lot 2 to nobody
          """) == 120)
  }
}
