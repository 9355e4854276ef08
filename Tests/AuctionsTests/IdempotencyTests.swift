// One key, one bid: what was answered once is answered again, whatever is retried.

import Auctions
import Testing

@Suite struct IdempotencyTests {
  @Test func sameKeySameBidIsTheSameAnswer() throws {
    let scenario = try Scenario.play(
      """
      ceiling 1000 1000
      at   9  A bids 900 key early  → notYetOpen
      at  10  tick                  → opened
      at  11  A bids 900 key k1     → ok rank 1
      at  12  A bids 900 key k1     → again ok
      at  13  A bids 1001 key k2    → aboveCeiling 1000 next 899.99
      at  14  B bids 850 key k1     → ok rank 1           // a key is the bidder's own
      at  15  A bids 1001 key k2    → again aboveCeiling 1000 next 899.99
      at  16  A bids 900 key early  → again notYetOpen    // the first answer, though it would be another now
      at  17  A bids 900 key k1     → again ok            // though no longer rank 1
      at 100  tick                  → lot 1 to B, lot 2 to nobody, closed
      at 101  A bids 900 key k1     → again ok
      at 101  A bids 800 key k3     → alreadyClosed
      """)
    let bids = scenario.journal.count { entry in
      switch entry.event {
      case .bidPlaced, .bidRefused: true
      default: false
      }
    }
    #expect(bids == 5, "a retry leaves no line")
  }

  @Test func sameKeyOtherBidIsAConflict() throws {
    try Scenario.play(
      """
      ceiling 1000 1000
      at  10  tick                    → opened
      at  11  A bids 900 key k1       → ok rank 1
      at  12  A bids 899 key k1       → conflict
      at  12  A bids 900 on 2 key k1  → conflict
      at  12  A bids 2000 key k2      → aboveCeiling 1000 next 899.99
      at  12  A bids 899 key k2       → conflict            // a refusal uses a key as well
      at  13  ranking                 → A 900
      """)
  }

  @Test func answerSaysWhereAndWhen() throws {
    let scenario = try Scenario.play(
      """
      bidders A
      at  10  tick              → opened
      at  11  A bids 900 key k  → ok rank 1
      """)
    let bid = Bid(
      lot: LotNumber(1), bidder: CompanyID(bits: 1), price: try Money(scenario: "900"), key: "k",
      placedBy: ActorID(bits: 2))  // another person of the same company may repeat the request
    guard case .same(let answer) = scenario.auction.earlier(bid) else {
      Issue.record("the key is known")
      return
    }
    #expect(answer.position == 3)  // scheduled, admitted, opened
    #expect(answer.receivedAt == Instant(milliseconds: 11))
    #expect(answer.outcome == .placed)
  }
}
