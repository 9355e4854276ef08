// The live stream of an auction: who is sent what, when, and when nothing.

import Auctions
import Commerce
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@Suite(.timeLimit(.minutes(10))) struct AuctionStreamTests {
  private static let ranked = SampleDocuments.rules(
    admissibility: #"{"decrement": {"kind": "amount", "amount": "1.00", "base": "own"}}"#,
    visibility: #"""
      {"ownRank": "always", "bestPrice": "never", "allPrices": "afterClose", "bidderCount": "never", "names": "never",
      "namesToBuyer": "always"}
      """#)

  @Test func changesHoldWhatIsNewAndRefusalsAreNobodysBusiness() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      _ = try await room.bid(0, "1250.00")
      let events = try await house.watch(room.path, as: room.callers) {
        _ = try await room.bid(0, "1200.00")
        try await house.settle()
        _ = try await room.bid(1, "1199.99")
        try await house.settle()
        _ = try await room.bid(1, "1100.00")
      }
      for (viewer, seen) in events.enumerated() {
        #expect(seen.map(\.kind).filter { $0 != "presence" } == ["snapshot", "change", "change"], "viewer \(viewer)")
        let prices = seen.filter { $0.kind != "presence" }.map { event in
          (event.json?["lots"]?[0]?["bids"]?.elements ?? []).compactMap { $0["price"]?.text }
        }
        #expect(prices == [["1250.00"], ["1200.00"], ["1100.00"]], "viewer \(viewer)")
        #expect(seen.allSatisfy { ($0.id != nil) == ($0.kind != "presence") })
      }
    }
  }

  /// After the close a viewer may see what was hidden before: all of it is sent.
  @Test func theCloseShowsWhatWasHidden() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction(Self.ranked)
      try await room.pass(seconds: 1)
      let events = try await house.watch(room.path, as: [room.suppliers[1].caller]) {
        _ = try await room.bid(0, "1200.00")
        try await house.settle()
        _ = try await room.bid(1, "1100.00")
        try await house.settle()
        try await room.pass(minutes: 31)
      }
      let kinds = events[0].map(\.kind)
      #expect(kinds == ["snapshot", "change", "snapshot"], "the other's bid changes nothing for who sees no price")
      let bids = events[0].map { $0.json?["lots"]?[0]?["bids"]?.elements?.count }
      #expect(bids == [0, 1, 2])
    }
  }

  /// The starting gate: one's own first offer opens the view of everything before it.
  @Test func theFirstOfferOpensTheView() async throws {
    try await TestHouse.open { house in
      let room = try await house.market().announce(#"{"preset": "english-gated"}"#)
      try await room.pass(seconds: 1)
      _ = try await room.bid(0, "1200.00")
      let events = try await house.watch(room.path, as: [room.suppliers[1].caller]) {
        _ = try await room.bid(0, "1150.00")
        try await house.settle()
        _ = try await room.bid(1, "1100.00")
        try await house.settle()
        _ = try await room.bid(0, "1000.00")
      }
      #expect(events[0].map(\.kind) == ["snapshot", "snapshot", "change"])
      let prices = events[0].map { event in
        (event.json?["lots"]?[0]?["bids"]?.elements ?? []).compactMap { $0["price"]?.text }
      }
      #expect(prices == [[], ["1200.00", "1150.00", "1100.00"], ["1000.00"]])
    }
  }

  @Test func whoReturnsIsSentWhatWasMissed() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction(Self.ranked)
      try await room.pass(seconds: 1)
      _ = try await room.bid(1, "1290.00")
      let first = try #require(try await house.watch(room.path, as: [room.suppliers[1].caller])[0].first?.id)
      _ = try await room.bid(0, "1200.00")
      let missed = try await house.watch(room.path, as: [room.suppliers[1].caller], after: first)[0]
      #expect(missed.map(\.kind) == ["change"])
      #expect(missed.first?.json?["lots"]?[0]?["ownRank"]?.int64 == 2)
      _ = try await room.bid(1, "1100.00")
      let own = try await house.watch(room.path, as: [room.suppliers[1].caller], after: first)[0]
      #expect(own.map(\.kind) == ["snapshot"], "an offer of one's own may have opened the view")
      let never = try await house.watch(room.path, as: [room.suppliers[1].caller], after: "999")[0]
      #expect(never.map(\.kind) == ["snapshot"], "an event that there never was")
    }
  }

  /// What is shown stays the same, and yet everybody is told.
  @Test func newRulesAreTold() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let events = try await house.watch(room.path, as: [room.suppliers[0].caller]) {
        let rules = SampleDocuments.rules(admissibility: #"{"tiesAllowed": false, "surrogateBids": true}"#)
        _ = try await room.send(.put, "rules", as: room.buyer, #"{"rules": \#(rules), "reason": "By phone, too."}"#)
      }
      #expect(events[0].map(\.kind) == ["snapshot", "change"])
    }
  }

  /// Heartbeats follow the clock: never right after a message, and nothing else makes one.
  @Test func silenceIsFilledByTheClockAlone() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction(suppliers: 3)
      try await room.pass(seconds: 1)
      let events = try await house.watch(room.path, as: [room.buyer.caller, room.suppliers[0].caller]) {
        _ = try await house.watch(room.path, as: [room.suppliers[1].caller])
        for _ in 0..<3 {
          await house.heartbeat()
          try await house.settle()
        }
        _ = try await room.bid(2, "1200.00")
        try await house.settle()
        for _ in 0..<2 {
          await house.heartbeat()
          try await house.settle()
        }
      }
      #expect(
        events[0].map(\.kind) == [
          "snapshot", "presence", "presence", "presence", "heartbeat", "heartbeat", "change", "heartbeat",
        ])
      #expect(events[1].map(\.kind) == ["snapshot", "heartbeat", "heartbeat", "change", "heartbeat"])
    }
  }

  // MARK: - The end of a stream

  @Test func aStreamEndsWithItsSession() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      let session = try await house.session(of: room.suppliers[0].company.founder)
      let watcher = try await house.open(room, as: session.caller)
      await house.heartbeat()
      try await house.settle()
      #expect(house.streams == 1)
      _ = try await house.succeed(HTTPCall(.delete, "/api/sessions/\(session.id)", as: session.caller))
      await house.heartbeat()
      #expect(ServerEvent.all(in: try await watcher.value.text).first?.kind == "snapshot")
      try await eventually { house.streams == 0 }
    }
  }

  @Test func aStreamEndsWithItsToken() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      let company = room.suppliers[0].company
      let token = try await house.token(of: company)
      let watcher = try await house.open(room, as: token.caller)
      let founder = try await house.session(of: company.founder).caller
      _ = try await house.succeed(HTTPCall(.delete, "/api/tokens/\(token.id)", as: founder))
      await house.heartbeat()
      _ = try await watcher.value
      try await eventually { house.streams == 0 }
    }
  }

  @Test func aStreamEndsWhenItsSessionActsForAnotherCompany() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      let person = try await house.person("Both", in: room.suppliers[0].company)
      let other = try await house.company("Other")
      try await house.change(other, .add(person.id, .supplier))
      let session = try await house.session(of: person).caller
      let watcher = try await house.open(room, as: session)
      let act = JSON.sample(#"{"company": "\#(other.id)"}"#)
      _ = try await house.succeed(HTTPCall(.put, "/api/session/company", as: session, body: act))
      await house.heartbeat()
      _ = try await watcher.value
      try await eventually { house.streams == 0 }
    }
  }

  @Test func whoMayLookOnNoMoreIsSentNothingMore() async throws {
    try await TestHouse.open { house in
      func rules(_ observers: String) -> String {
        SampleDocuments.rules(
          visibility: #"""
            {"ownRank": "always", "bestPrice": "always", "allPrices": "always", "bidderCount": "always",
            "names": "never", "namesToBuyer": "always", "observers": "\#(observers)"}
            """#)
      }
      let market = try await house.market()
      let onlooker = try await house.trader("Onlooker")
      _ = try await market.invite(onlooker.company)
      let room = try await market.announce(#"{"rules": \#(rules("everyone"))}"#)
      try await room.pass(seconds: 1)
      let watcher = try await house.open(room, as: onlooker.caller)
      let change = #"{"rules": \#(rules("nobody")), "reason": "Among ourselves."}"#
      #expect(try await room.send(.put, "rules", as: room.buyer, change).status == 204)
      #expect(ServerEvent.all(in: try await watcher.value.text).map(\.kind) == ["snapshot"])
    }
  }
}

extension TestHouse {
  /// A stream that will end by itself.
  fileprivate func open(_ room: AuctionRoom, as caller: Caller) async throws -> Task<HTTPAnswer, any Error> {
    let call = HTTPCall(.get, "\(room.path)/events", as: caller)
    let watcher = Task { try await send(call, overSocket: true) }
    try await eventually { streams == 1 }
    try await settle()
    return watcher
  }
}

extension AuctionRoom {
  /// The buyer's program and those of its suppliers.
  fileprivate var callers: [Caller] { [buyer.caller] + suppliers.map(\.caller) }
}
