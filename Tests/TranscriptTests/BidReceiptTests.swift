// The answer to an offer: what the journal holds of it, and how its lot stands.

import Auctions
import Testing
import Transcript

@Suite struct BidReceiptTests {
  private func receipt(_ command: Auction.Command, in stage: LiveStage) throws -> String {
    let (earlier, bidder): (Auction.Earlier?, CompanyID) =
      switch command {
      case .placeBid(let bid): (stage.auction.earlier(bid), bid.bidder)
      case .seal(let offer): (stage.auction.earlier(offer), offer.bidder)
      default: (nil, LiveStage.buyer)
      }
    guard case .same(let answer) = earlier else {
      Issue.record("the offer has an answer")
      return ""
    }
    return BidReceipt(answer, now: stage.auction.afterBid(of: bidder, on: answer.lot)).encoded().text
  }

  @Test func ofABid() throws {
    let bid = Auction.Command.bid(LiveStage.c, 845_67)
    var stage = try LiveStage(.live(Rules.sound.clock.format, .open))
    try stage.play(8_000, .bid(LiveStage.b, 812_34), bid)
    #expect(
      try receipt(bid, in: stage)
        == #"""
        {"position":9,"lot":1,"price":"845.67","receivedAt":"2026-11-21T22:30:08.000Z","rank":2,"bestPrice":"812.34",
        "closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"845.66"}
        """#.onOneLine)
    stage.auction.rules.visibility = .ranked
    #expect(
      try receipt(bid, in: stage)
        == #"""
        {"position":9,"lot":1,"price":"845.67","receivedAt":"2026-11-21T22:30:08.000Z","rank":2,
        "closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"845.66"}
        """#.onOneLine)
  }

  /// The price is the bidder's own, and so is the next one; the best price is in the auction's currency.
  @Test func inACurrencyOfItsOwn() throws {
    let bid = Auction.Command.bid(LiveStage.a, 40_00)
    var stage = try LiveStage(
      .live(Rules.sound.clock.format, .open), ceilings: [1_000_0000],
      admissions: [Admission(LiveStage.a, currency: "EUR")]
    ) {
      $0.rates = [.init(currency: "EUR", units: RateNumber("1")!, equal: RateNumber("20")!)]
    }
    try stage.play(1_000, bid)
    #expect(
      try receipt(bid, in: stage)
        == #"""
        {"position":4,"lot":1,"price":"40.00","ownCurrency":"EUR","receivedAt":"2026-11-21T22:30:01.000Z","rank":1,
        "bestPrice":"800.00","closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"39.99"}
        """#.onOneLine)
  }

  @Test func ofAShare() throws {
    let bid = Auction.Command.bid(LiveStage.a, 500_00, share: 4_000)
    var stage = try LiveStage(
      .live(
        .dutch(
          .init(
            start: .percent(hundredths: 5_000), step: .percent(hundredths: 500), intervalMilliseconds: 30_000,
            smallestShare: 2_500)), .ranked))
    try stage.play(1_000, bid)
    #expect(
      try receipt(bid, in: stage)
        == #"""
        {"position":8,"lot":1,"price":"500.00","share":4000,"receivedAt":"2026-11-21T22:30:01.000Z","rank":1,
        "closesAt":"2026-11-21T22:35:30.000Z","nextAdmissiblePrice":"500.00"}
        """#.onOneLine)
  }

  /// Of a sealed price nobody knows more than the hash.
  @Test func ofASealedOffer() throws {
    let key = Bytes32(Array(repeating: 7, count: 32))!
    let offer = Auction.Command.seal(LiveStage.a, 0xA1)
    var stage = try LiveStage(.live(.sealed(.init(durationMilliseconds: 1_800_000, openersNeeded: 1)), .ranked)) {
      $0.sealing = .init(openers: [LiveStage.buyer], rounds: [.init(publicKey: key, shareDigests: [key])])
    }
    try stage.play(1_000, offer)
    #expect(
      try receipt(offer, in: stage)
        == #"""
        {"position":8,"lot":1,"commitment":"a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1",
        "receivedAt":"2026-11-21T22:30:01.000Z","closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"1000.00"}
        """#.onOneLine)
  }
}
