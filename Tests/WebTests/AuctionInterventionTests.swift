// What a buyer does to its auction over the API, and who else may not.

import Auctions
import Engine
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@Suite struct AuctionInterventionTests {
  private static let reason = #"{"reason": "The line was down."}"#

  @Test func aPauseRefusesBidsUntilItIsOver() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction(plan: #""opensAt": "2026-11-21T08:10:00Z""#)
      #expect(try await room.send(.put, "pause", as: room.buyer, Self.reason).reason == "notOpen")
      try await room.pass(minutes: 10)
      #expect(try await room.send(.put, "pause", as: room.buyer, #"{"reason": " "}"#).reason == "reasonMissing")
      #expect(try await room.send(.put, "pause", as: room.buyer, Self.reason).status == 204)
      #expect(try await room.see(room.suppliers[0])["paused"] == .bool(true))
      #expect(try await room.send(.put, "pause", as: room.buyer, Self.reason).reason == "alreadyPaused")
      let bid = try await room.bid(0, "1200.00")
      #expect((bid.status, bid.reason) == (409, "paused"))
      #expect(bid.json?["rule"]?.text == "/closing/pause")
      #expect(try await room.send(.delete, "pause", as: room.buyer).status == 204)
      #expect(try await room.send(.delete, "pause", as: room.buyer).reason == "notPaused")
      #expect(try await room.bid(0, "1200.00").status == 201)
    }
  }

  @Test func endsArePutOffAndBroughtForward() async throws {
    try await TestHouse.open { house in
      let lot = SampleDocuments.requirement["lots"]?[0] ?? .null
      let two = SampleDocuments.requirement.with("lots", .array([lot, lot]))
      let room = try await house.auction(requirement: two)
      try await room.pass(seconds: 1)
      let end = "2026-11-21T09:30:00.000Z"
      let late = #"{"lot": "2", "closesAt": "\#(end)", "reason": "More time."}"#
      #expect(try await room.send(.put, "extension", as: room.buyer, late).status == 204)
      #expect(try await room.see(room.buyer)["lots"]?[1]?["closesAt"]?.text == end)
      #expect(try await room.send(.put, "extension", as: room.buyer, late).reason == "endNotLater")
      let unknown = #"{"lot": "3", "closesAt": "\#(end)", "reason": "More time."}"#
      #expect(try await room.send(.put, "extension", as: room.buyer, unknown).reason == "unknownLot")
      let never = #"{"closesAt": "2028-01-01T00:00:00.000Z", "reason": "More time."}"#
      #expect(try await room.send(.put, "extension", as: room.buyer, never).reason == "endTooLate")

      _ = try await room.bid(0, "1200.00")
      let closing = #"{"lot": "1", "reason": "Enough."}"#
      #expect(try await room.send(.put, "closing", as: room.buyer, closing).status == 204)
      #expect(try await room.see(room.buyer)["lots"]?[0]?["winners"]?[0]?["price"]?.text == "1200.00")
      #expect(try await room.send(.put, "closing", as: room.buyer, closing).reason == "lotNotOpen")
      #expect(try await room.send(.put, "closing", as: room.buyer, #"{"reason": "Enough."}"#).status == 204)
      #expect(try await room.see(room.buyer)["phase"]?.text == "closed")
      #expect(try await room.send(.put, "closing", as: room.buyer, closing).reason == "alreadyOver")
    }
  }

  @Test func rulesChangeForWhatComes() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      _ = try await room.bid(0, "1200.00")
      func change(_ rules: String) async throws -> HTTPAnswer {
        try await room.send(.put, "rules", as: room.buyer, #"{"rules": \#(rules), "reason": "They are close."}"#)
      }
      let steps = SampleDocuments.rules(
        admissibility: #"{"decrement": {"kind": "amount", "amount": "50.00", "base": "best"}}"#)
      #expect(try await change(steps).status == 204)
      #expect(try await room.bid(1, "1190.00").reason == "stepTooSmall")
      #expect(try await room.lot(0)["ownPrice"]?.text == "1200.00")
      let rules = try await house.send(HTTPCall(.get, "\(room.path)/rules", as: room.suppliers[1].caller))
      #expect(rules.json?["admissibility"]?["decrement"]?["amount"]?.text == "50.00")
      let clock = SampleDocuments.rules(clock: #"{"kind": "english", "durationMilliseconds": 60000}"#)
      #expect(try await change(clock).reason == "clockFixed")
      #expect(try await change(SampleDocuments.rules(ranking: #"{"ties": "equalBest"}"#)).reason == "rankingFixed")
      let unsound = try await change(SampleDocuments.rules(admissibility: #"{"decimals": 9}"#))
      #expect(unsound.json?["errors"]?[0]?["pointer"]?.text == "/rules/admissibility/decimals")
    }
  }

  @Test func suppliersAreExcludedAndTakenBack() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      _ = try await room.bid(0, "1200.00")
      _ = try await room.bid(1, "1100.00")
      let participant = "participants/\(room.supplier(1))"
      #expect(
        try await room.send(.put, "\(participant)/reinstatement", as: room.buyer, Self.reason).reason
          == "notDisqualified")
      #expect(try await room.send(.put, "\(participant)/disqualification", as: room.buyer, Self.reason).status == 204)
      #expect(try await room.lot(0)["ownRank"]?.int64 == 1)
      let bid = try await room.bid(1, "1000.00")
      #expect((bid.status, bid.reason) == (403, "disqualified"))
      #expect(try await room.send(.put, "\(participant)/reinstatement", as: room.buyer, Self.reason).status == 204)
      #expect(try await room.lot(0)["ownRank"]?.int64 == 2)
      let stranger = try await house.company("Stranger")
      let other = "participants/\(stranger.id)/disqualification"
      #expect(try await room.send(.put, other, as: room.buyer, Self.reason).reason == "notAParticipant")
    }
  }

  @Test func termsAreSetUntilTheFirstOffer() async throws {
    try await TestHouse.open { house in
      let rates = #""rates": [{"currency": "USD", "units": "1.25", "equal": "1"}]"#
      let room = try await house.auction(plan: rates)
      let participant = "participants/\(room.supplier(1))"
      func admit(_ terms: String) async throws -> HTTPAnswer {
        try await room.send(.put, participant, as: room.buyer, terms)
      }
      #expect(try await admit(#"{"currency": "CHF"}"#).reason == "currencyUnknown")
      #expect(try await admit(#"{"ceilings": [{"lot": 7, "price": "1.00"}]}"#).reason == "ceilingInvalid")
      #expect(try await admit(#"{"declarations": [{"code": "x", "value": "1.00"}]}"#).reason == "unknownCode")
      #expect(try await admit(#"{"currency": "USD", "ceilings": [{"price": "1500.00"}]}"#).status == 204)
      try await room.pass(seconds: 1)
      #expect(try await room.bid(1, "1450.00").status == 201)
      #expect(try await admit("{}").reason == "admissionFixed")
      let stranger = try await house.company("Stranger")
      let answer = try await room.send(.put, "participants/\(stranger.id)", as: room.buyer, "{}")
      #expect((answer.status, answer.reason) == (409, "notAccepted"))
      let nobody = "participants/01932f7c-6a3e-7c1b-9a55-0242ac1200ff"
      #expect(try await room.send(.put, nobody, as: room.buyer, "{}").fingerprint == answer.fingerprint)
    }
  }

  @Test func observersAreInvitedOnes() async throws {
    try await TestHouse.open { house in
      let visibility = #"""
        {"ownRank": "always", "bestPrice": "always", "allPrices": "never", "bidderCount": "never", "names": "never",
        "namesToBuyer": "always", "observers": "invited"}
        """#
      let market = try await house.market()
      let room = try await market.announce(#"{"rules": \#(SampleDocuments.rules(visibility: visibility))}"#)
      let onlooker = try await house.trader("Onlooker")
      let path = "observers/\(onlooker.company.id)"
      #expect(try await room.send(.put, path, as: room.buyer).reason == "notInvited")
      _ = try await market.invite(onlooker.company)
      let look = HTTPCall(.get, room.path, as: onlooker.caller)
      #expect(try await house.send(look).reason == "notAdmitted")
      #expect(try await room.send(.put, path, as: room.buyer).status == 204)
      #expect(try await house.send(look).json?["viewer"]?.text == "observer")
      // Whoever looks on takes no part.
      let bid = HTTPCall(
        .post, "\(room.path)/bids", as: onlooker.caller, headers: [.idempotencyKey: "1"],
        body: .sample(#"{"lot": "1", "price": "1.00"}"#))
      #expect(try await house.send(bid).reason == "notAdmitted")
      #expect(try await room.send(.put, "lots/1/departure", as: onlooker).reason == "notAdmitted")
    }
  }

  /// What an observer may see no more is not shown to it any longer.
  @Test func offersAreTakenBackByTheBuyer() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      _ = try await room.bid(0, "1200.00")
      func withdraw(_ supplier: Int, lot: String = "1") async throws -> HTTPAnswer {
        let body = #"{"supplier": "\#(room.supplier(supplier))", "lot": "\#(lot)", "reason": "A slip."}"#
        return try await room.send(.post, "withdrawals", as: room.buyer, body, key: nil)
      }
      #expect(try await withdraw(1).reason == "nothingToWithdraw")
      #expect(try await withdraw(0, lot: "2").reason == "unknownLot")
      #expect(try await withdraw(0).status == 204)
      #expect(try await room.lot(0)["ownPrice"] == nil)
      #expect(try await room.bid(0, "1250.00").status == 201)
    }
  }

  static let interventions: [(method: HTTPRequest.Method, path: String, body: String?)] = [
    (.put, "pause", reason), (.delete, "pause", nil), (.put, "closing", reason), (.put, "cancellation", reason),
    (.put, "extension", #"{"closesAt": "2026-12-01T00:00:00Z", "reason": "More time."}"#), (.put, "opening", "{}"),
    (.put, "rules", #"{"rules": \#(SampleDocuments.rules), "reason": "Another day."}"#),
    (.put, "participants/{company}", "{}"), (.put, "participants/{company}/disqualification", reason),
    (.put, "participants/{company}/reinstatement", reason), (.put, "observers/{company}", nil),
    (.post, "withdrawals", #"{"supplier": "{company}", "lot": "1", "reason": "A slip."}"#),
    (.post, "surrogate-bids", #"{"supplier": "{company}", "lot": "1", "price": "1.00"}"#),
  ]

  /// To its suppliers an auction that they may see is not theirs to run: the same as none at all.
  @Test func onlyTheBuyerIntervenes() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let position = try await room.see(room.buyer)["position"]
      for (method, path, body) in Self.interventions {
        let company = "\(room.supplier(0))"
        let answer = try await room.send(
          method, path.replacing("{company}", with: company), as: room.suppliers[0],
          body?.replacing("{company}", with: company), key: "\(method)-\(path)")
        #expect((answer.status, answer.reason) == (404, "notFound"), "\(method) \(path): \(answer)")
      }
      #expect(try await room.see(room.buyer)["position"] == position)
    }
  }

  /// Sent again under its key an intervention is done once; without one it is refused by its own rules.
  @Test func aKeyMakesItOneIntervention() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      for _ in 0..<2 {
        #expect(try await room.send(.put, "pause", as: room.buyer, Self.reason, key: "a").status == 204)
      }
      for _ in 0..<2 { #expect(try await room.send(.delete, "pause", as: room.buyer, key: "b").status == 204) }
      let other = try await room.send(.put, "pause", as: room.buyer, #"{"reason": "Again."}"#, key: "a")
      #expect(other.reason == "idempotencyKeyConflict")
    }
  }
}
