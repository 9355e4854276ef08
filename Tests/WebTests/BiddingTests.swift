// Bidding over the API: every kind of offer, and what is refused as which problem.

import Auctions
import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct BiddingTests {
  @Test func aRefusedBidSaysWhichRuleWhereAndWhatInstead() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      #expect(try await room.bid(0, "1200.00").status == 201)
      let refused = try await room.bid(1, "1199.50")
      #expect((refused.status, refused.reason) == (422, "stepTooSmall"))
      #expect(refused.json?["rule"]?.text == "/admissibility/decrement")
      #expect(refused.json?["offered"]?.text == "1199.50")
      #expect(refused.json?["threshold"]?.text == "1199.00")
      #expect(refused.json?["nextAdmissiblePrice"]?.text == "1199.00")
      #expect(refused.json?["detail"]?.text?.contains("1199.00 EUR") == true)
      #expect(try await room.bid(1, "1199.00", lot: "2").reason == "unknownLot")
    }
  }

  @Test func oneKeyIsOneBid() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let first = try await room.bid(0, "1200.00", key: "a")
      let again = try await room.bid(0, "1200.00", key: "a")
      #expect(again.status == 201)
      #expect(again.json?["position"] == first.json?["position"])
      #expect(try await room.bid(0, "1100.00", key: "a").reason == "idempotencyKeyConflict")
      #expect(try await room.bid(1, "1100.00", key: "a").status == 201, "another company's key")
    }
  }

  /// Everything of one's own is in one's own currency, everything else in the auction's.
  @Test func biddersOfferInTheirOwnCurrency() async throws {
    try await TestHouse.open { house in
      let market = try await house.market()
      let terms = #"{"company": "\#(market.suppliers[1].company.id)", "currency": "USD"}"#
      let room = try await market.announce(
        #"""
        {"rules": \#(SampleDocuments.rules), "participants": [\#(terms)],
        "rates": [{"currency": "USD", "units": "1.25", "equal": "1"}]}
        """#)
      try await room.pass(seconds: 1)
      #expect(try await room.bid(0, "1200.00").status == 201)
      #expect(try await room.lot(1)["nextAdmissiblePrice"]?.text == "1498.75")
      let refused = try await room.bid(1, "1499.00")
      #expect(refused.json?["threshold"]?.text == "1498.75")
      #expect(refused.json?["detail"]?.text?.contains("1498.75 USD") == true, "\(refused)")
      #expect(try await room.bid(1, "1000.00", more: #""currency": "EUR""#).reason == "currencyNotAllowed")
      let placed = try await room.bid(1, "1000.00", more: #""currency": "USD""#)
      #expect(placed.json?["ownCurrency"]?.text == "USD")
      #expect(placed.json?["price"]?.text == "1000.00")
      #expect(placed.json?["bestPrice"]?.text == "800.00")
      let own = try await room.lot(1)
      #expect(own["ownCurrency"]?.text == "USD")
      #expect(own["ownPrice"]?.text == "1000.00")
      #expect(own["bestPrice"]?.text == "800.00")
      #expect(own["bids"]?[1]?["price"]?.text == "1000.00")
      let other = try await room.lot(0)
      #expect(other["ownCurrency"] == nil)
      #expect(other["bids"]?[1]?["price"]?.text == "800.00")
    }
  }

  @Test func pricesMayBeBelowZeroWhereTheRulesSaySo() async throws {
    try await TestHouse.open { house in
      let rules = SampleDocuments.rules(admissibility: #"{"belowZero": true}"#)
      let room = try await house.auction(rules)
      try await room.pass(seconds: 1)
      #expect(try await room.bid(0, "-12.50").json?["price"]?.text == "-12.50")
      #expect(try await room.lot(0)["ownPrice"]?.text == "-12.50")
      let plain = try await house.auction()
      try await plain.pass(seconds: 1)
      let refused = try await plain.bid(0, "-12.50")
      #expect((refused.status, refused.reason) == (422, "priceNotPositive"))
      #expect(refused.json?["offered"]?.text == "-12.50")
    }
  }

  @Test(arguments: ["1e3", "--1", "-", "1,5", "+1", "", "0x1", "-1.23456"])
  func aPriceIsADecimalWithAMinusAtMost(price: String) async throws {
    try await TestHouse.open { house in
      let room = try await house.auction(suppliers: 1)
      let answer = try await room.bid(0, price)
      #expect(answer.reason == "invalidDocument")
      #expect(answer.json?["errors"]?[0]?["pointer"]?.text == "/price")
    }
  }

  @Test func aRisingClockSellsShares() async throws {
    try await TestHouse.open { house in
      let room = try await house.market().announce(#"{"preset": "dutch-partial"}"#)
      try await room.pass(seconds: 1)
      let price = try #require(try await room.lot(0)["stage"]?["price"]?.text)
      for share in ["100.01", "0", "12.345", "-1", "a"] {
        let answer = try await room.bid(0, price, more: #""share": "\#(share)""#)
        #expect(answer.json?["errors"]?[0]?["pointer"]?.text == "/share", "\(share)")
      }
      #expect(try await room.bid(0, price, more: #""share": "10""#).reason == "shareTooSmall")
      #expect(try await room.bid(0, price, key: "a", more: #""share": "40""#).status == 201)
      #expect(try await room.bid(0, price, key: "a", more: #""share": "50""#).reason == "idempotencyKeyConflict")
      #expect(try await room.lot(1)["shareLeft"]?.int64 == 6_000)
      #expect(try await room.bid(1, price).reason == "shareTooLarge")
      #expect(try await room.bid(1, price, more: #""share": "60""#).status == 201)
      let winners = try await room.lotOfBuyer()["winners"]?.elements ?? []
      #expect(winners.map { $0["share"]?.int64 } == [4_000, 6_000])
    }
  }

  @Test func theBuyerEntersOffersWhereItMay() async throws {
    try await TestHouse.open { house in
      func surrogate(_ room: AuctionRoom, _ price: String, key: String? = "a") async throws -> HTTPAnswer {
        let body = #"{"supplier": "\#(room.supplier(0))", "lot": "1", "price": "\#(price)"}"#
        return try await room.send(.post, "surrogate-bids", as: room.buyer, body, key: key)
      }
      let plain = try await house.auction()
      try await plain.pass(seconds: 1)
      #expect(try await surrogate(plain, "1200.00").reason == "surrogateNotAllowed")

      let room = try await house.auction(SampleDocuments.rules(admissibility: #"{"surrogateBids": true}"#))
      try await room.pass(seconds: 1)
      #expect(try await surrogate(room, "1200.00", key: nil).reason == "idempotencyKeyRequired")
      let receipt = try await surrogate(room, "1200.00")
      #expect(receipt.status == 201)
      #expect(receipt.json?["rank"] == nil)
      #expect(try await surrogate(room, "1200.00").json?["position"] == receipt.json?["position"])
      #expect(try await surrogate(room, "1100.00").reason == "idempotencyKeyConflict")
      #expect(try await room.bid(0, "1100.00", key: "a").status == 201, "the supplier's keys are its own")
      let bids = try await room.lot(0)["bids"]?.elements ?? []
      #expect(bids.map { $0["origin"]?.text } == ["surrogate", nil])
      let stranger = try await house.company("Stranger")
      let body = #"{"supplier": "\#(stranger.id)", "lot": "1", "price": "1.00"}"#
      #expect(try await room.send(.post, "surrogate-bids", as: room.buyer, body, key: "b").reason == "notAParticipant")
    }
  }

  @Test func theServerBidsDownToALimit() async throws {
    try await TestHouse.open { house in
      let decrement = #"{"decrement": {"kind": "amount", "amount": "10.00", "base": "best"}, "proxyBids": true}"#
      let room = try await house.auction(SampleDocuments.rules(admissibility: decrement))
      try await room.pass(seconds: 1)
      func limit(_ body: String) async throws -> HTTPAnswer {
        try await room.send(.put, "lots/1/proxy", as: room.suppliers[0], body)
      }
      #expect(try await limit(#"{"limit": "1300.01"}"#).reason == "limitNotAdmissible")
      #expect(try await limit(#"{"limit": "1000.00", "step": "20.00"}"#).status == 204)
      #expect(try await room.lot(0)["proxy"]?["limit"]?.text == "1000.00")
      #expect(try await room.bid(1, "1100.00").status == 201)
      #expect(try await room.lot(0)["ownPrice"]?.text == "1080.00")
      let seen = try await room.see(room.suppliers[1])
      #expect(!String(decoding: seen.encoded(), as: UTF8.self).contains("1000.00"), "the limit is secret")
      #expect(seen["lots"]?[0]?["bids"]?.elements?.last?["origin"] == nil, "and so is that the server bids")
      #expect(try await room.lot(0)["bids"]?.elements?.last?["origin"]?.text == "proxy")
      #expect(try await room.send(.delete, "lots/1/proxy", as: room.suppliers[0]).status == 204)
      #expect(try await room.send(.delete, "lots/1/proxy", as: room.suppliers[0]).reason == "noLimit")
      #expect(try await room.send(.delete, "lots/9/proxy", as: room.suppliers[0]).reason == "unknownLot")
      #expect(try await room.send(.delete, "lots/x/proxy", as: room.suppliers[0]).reason == "notFound")
      let plain = try await house.auction()
      let refused = try await plain.send(.put, "lots/1/proxy", as: plain.suppliers[0], #"{"limit": "1.00"}"#)
      #expect((refused.status, refused.reason) == (403, "proxiesNotAllowed"))
    }
  }

  @Test func aTurnIsTakenBackWhileItLasts() async throws {
    try await TestHouse.open { house in
      let opensAt = house.clock.now.adding(milliseconds: 60_000)
      let room = try await house.market().announce(#"{"preset": "three-rounds", "opensAt": "\#(opensAt)"}"#)
      _ = try await room.bid(0, "1290.00")
      _ = try await room.bid(1, "1280.00")
      try await room.pass(seconds: 61)
      #expect(try await room.bid(0, "1200.00").reason == "notBiddingNow")
      try await room.pass(seconds: 301)
      // The worst speaks first.
      #expect(try await room.bid(1, "1200.00").reason == "notYourTurn")
      #expect(try await room.send(.delete, "lots/1/offer", as: room.suppliers[1]).reason == "notYourTurn")
      #expect(try await room.send(.delete, "lots/1/offer", as: room.suppliers[0]).reason == "nothingToWithdraw")
      #expect(try await room.bid(0, "1200.00").status == 201)
      #expect(try await room.lot(0)["stage"]?["own"] == .bool(true))
      #expect(try await room.lot(0)["pendingPrice"]?.text == "1200.00")
      #expect(try await room.lot(1)["bestPrice"]?.text == "1280.00", "public only when the turn is over")
      #expect(try await room.send(.delete, "lots/1/offer", as: room.suppliers[0]).status == 204)
      try await room.pass(seconds: 121)
      #expect(try await room.lot(1)["bestPrice"]?.text == "1280.00")
    }
  }

  @Test func aFallingClockIsLeftForGood() async throws {
    try await TestHouse.open { house in
      let room = try await house.market(suppliers: 3).announce(#"{"preset": "japanese"}"#)
      try await room.pass(seconds: 1)
      let price = try #require(try await room.lot(0)["stage"]?["price"]?.text)
      #expect(try await room.bid(0, price).status == 201)
      #expect(try await room.lot(0)["accepted"] == .bool(true))
      #expect(try await room.send(.put, "lots/1/departure", as: room.suppliers[0]).reason == "levelAccepted")
      #expect(try await room.send(.put, "lots/1/departure", as: room.suppliers[1]).status == 204)
      #expect(try await room.lot(1)["departure"]?.text == "saidSo")
      #expect(try await room.bid(1, price).reason == "outOfTheLot")
      #expect(try await room.send(.put, "lots/1/departure", as: room.suppliers[1]).reason == "notInTheLot")
      #expect(try await room.bid(2, "1.00").reason == "notTheClockPrice")
    }
  }

  /// Nothing is changed in an auction that is over, whether the engine remembers it or not.
  @Test func anAuctionThatIsOverSaysSo() async throws {
    let database = try await TestDatabase.migrated()
    let clock = TestClock()
    let first = try await TestHouse(on: database, clock: clock)
    let room = try await first.auction(SampleDocuments.rules(admissibility: #"{"proxyBids": true}"#))
    try await room.pass(seconds: 1)
    _ = try await room.bid(0, "1200.00", key: "a")
    try await room.pass(minutes: 31)
    try await expectOver(room, first)
    await first.close()
    let second = try await TestHouse(on: database, clock: clock)
    try await expectOver(room, second)
    await second.close()
  }

  private func expectOver(_ room: AuctionRoom, _ house: TestHouse) async throws {
    let supplier = room.suppliers[0].caller
    let calls: [(HTTPCall, String)] = [
      (HTTPCall(.put, "\(room.path)/lots/1/proxy", as: supplier, body: .sample(#"{"limit": "1.00"}"#)), "alreadyOver"),
      (HTTPCall(.delete, "\(room.path)/lots/1/proxy", as: supplier), "alreadyOver"),
      (HTTPCall(.put, "\(room.path)/lots/1/departure", as: supplier), "alreadyOver"),
      (HTTPCall(.delete, "\(room.path)/lots/1/offer", as: supplier), "alreadyOver"),
      (HTTPCall(.delete, "\(room.path)/pause", as: room.buyer.caller), "alreadyOver"),
      (bid("1200.00", "b", room), "alreadyClosed"),
    ]
    for (call, reason) in calls {
      let answer = try await house.send(call)
      #expect((answer.status, answer.reason) == (409, reason), "\(call): \(answer)")
    }
    #expect(try await house.send(bid("1200.00", "a", room)).status == 201, "what was answered is answered again")
  }

  private func bid(_ price: String, _ key: String, _ room: AuctionRoom) -> HTTPCall {
    HTTPCall(
      .post, "\(room.path)/bids", as: room.suppliers[0].caller, headers: [.idempotencyKey: key],
      body: .sample(#"{"lot": "1", "price": "\#(price)"}"#))
  }
}
