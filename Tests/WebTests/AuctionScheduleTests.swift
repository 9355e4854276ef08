// Announcing auctions over the API: rules or a preset, and everything that a buyer may set besides.

import Auctions
import Engine
import HTTPTypes
import Sealing
import SiteSupport
import StrictJSON
import Testing
import Transcript

@testable import Web

@Suite struct AuctionScheduleTests {
  @Test(arguments: Presets.supplied.filter { !$0.hasPrefix("sealed") })
  func everyPresetCanBeAnnounced(name: String) async throws {
    try await TestHouse.open { house in
      let room = try await house.market().announce(#"{"preset": "\#(name)"}"#)
      let rules = try await house.send(HTTPCall(.get, "\(room.path)/rules", as: room.suppliers[0].caller))
      #expect(rules.json?["clock"] == house.presets[name]?["clock"])
      try await room.pass(seconds: 1)
      #expect(try await room.see(room.suppliers[0])["viewer"]?.text == "bidder")
    }
  }

  @Test func everythingThatABuyerSetsIsAnnounced() async throws {
    try await TestHouse.open { house in
      let market = try await house.market()
      let terms = #"""
        {"company": "\#(market.suppliers[1].company.id)", "currency": "USD", "ceilings": [{"price": "1400.00"}],
        "declarations": [{"code": "freight", "value": "-12.50"}, {"code": "freight", "lot": 1, "value": "20.00"}]}
        """#
      let criteria = #"{"model": {"kind": "totalCost", "criteria": [{"code": "freight", "kind": "amount"}]}}"#
      let room = try await market.announce(
        #"""
        {"rules": \#(SampleDocuments.rules(ranking: criteria)), "opensAt": "2026-11-22T08:00:00.000Z", "practice": true,
        "rates": [{"currency": "USD", "units": "1.25", "equal": "1"}], "floors": [{"lot": 1, "price": "500.00"}],
        "participants": [\#(terms)]}
        """#)
      let id = try #require(AuctionID(room.id))
      let auction = try #require(house.house.engine.feed.room(id)).auction
      #expect(auction.opensAt == Instant("2026-11-22T08:00:00.000Z"))
      #expect(auction.announcement.isPractice)
      #expect(auction.announcement.lots[0].floor == Money("500.00"))
      #expect(auction.participants.map(\.company) == market.suppliers.map(\.company.id))
      #expect(auction.participants[0].admission == Admission(room.supplier(0)))
      #expect(auction.participants[1].admission.currency == "USD")
      #expect(auction.participants[1].admission.declarations.map(\.value.description) == ["-12.50", "20.00"])
      let seen = try await room.see(room.suppliers[1])
      #expect(seen["practice"] == .bool(true))
      #expect(seen["lots"]?[0]?["ownCurrency"]?.text == "USD")
      #expect(seen["lots"]?[0]?["ownCeiling"]?.text == "1400.00")
    }
  }

  /// The hash before, the seed afterwards; the journal holds the same.
  @Test func whatIsLeftToChanceIsCommittedTo() async throws {
    try await TestHouse.open { house in
      let closing = #"{"hiddenEnd": {"afterExtensions": 0, "earliestMilliseconds": 0, "latestMilliseconds": 60000}}"#
      let room = try await house.auction(SampleDocuments.rules(closing: closing))
      let id = try #require(AuctionID(room.id))
      let commitment = house.house.engine.feed.room(id)?.auction.announcement.seedCommitment
      #expect(commitment != nil)
      try await room.pass(seconds: 1)
      try await room.pass(minutes: 32)
      let auction = try #require(house.house.engine.feed.room(id)).auction
      #expect(auction.phase == .closed)
      let seed = try #require(auction.seed.flatMap { Secret(bytes: $0.bytes) })
      #expect(SeedCommitment(to: seed).bytes == commitment?.bytes)
      let plain = try await house.auction()
      let other = try #require(AuctionID(plain.id))
      #expect(house.house.engine.feed.room(other)?.auction.announcement.seedCommitment == nil)
    }
  }

  static let mistakes: [(body: String, pointer: String)] = [
    (#"{}"#, "/rules"),
    (#"{"preset": "english"}"#, "/preset"),
    (#"{"preset": "english-open", "rules": \#(SampleDocuments.rules)}"#, "/preset"),
    (
      #"{"rules": \#(SampleDocuments.rules(clock: #"{"kind": "english", "durationMilliseconds": 0}"#))}"#,
      "/rules/clock/durationMilliseconds"
    ),
    (#"{"preset": "english-open", "opensAt": "tomorrow"}"#, "/opensAt"),
    (#"{"preset": "english-open", "rates": [{"currency": "XYZ", "units": "1", "equal": "1"}]}"#, "/rates/0/currency"),
    (
      #"{"preset": "english-open", "rates": [{"currency": "USD", "units": "1.123456789", "equal": "1"}]}"#,
      "/rates/0/units"
    ),
    (
      #"{"preset": "english-open", "floors": [{"lot": 1, "price": "1.00"}, {"lot": 1, "price": "2.00"}]}"#,
      "/floors/1/lot"
    ),
    (#"{"preset": "english-open", "floors": [{"lot": 0, "price": "1.00"}]}"#, "/floors/0/lot"),
    (#"{"preset": "english-open", "participants": [{"currency": "USD"}]}"#, "/participants/0/company"),
  ]

  @Test func everyMistakeIsNamedWithItsPlace() async throws {
    try await TestHouse.open { house in
      let market = try await house.market()
      for (body, pointer) in Self.mistakes {
        let answer = try await market.schedule(body)
        #expect(answer.reason == "invalidDocument", "\(body): \(answer)")
        #expect(answer.json?["errors"]?[0]?["pointer"]?.text == pointer, "\(body): \(answer)")
      }
      let stranger = try await house.company("Stranger")
      let twice = [stranger, stranger].map { #"{"company": "\#($0.id)"}"# }.joined(separator: ", ")
      let answer = try await market.schedule(#"{"preset": "english-open", "participants": [\#(twice)]}"#)
      #expect(answer.json?["errors"]?[0]?["pointer"]?.text == "/participants/1/company")
    }
  }

  @Test func whatTheAuctionRefusesIsNotAnnouncedAtAll() async throws {
    try await TestHouse.open { house in
      let market = try await house.market()
      let (first, stranger) = (market.suppliers[0].company.id, try await house.company("Stranger").id)
      let refused: [(more: String, reason: String, status: Int)] = [
        (#""floors": [{"lot": 2, "price": "1.00"}]"#, "unknownLot", 422),
        (#""floors": [{"lot": 1, "price": "1300.01"}]"#, "floorAboveCeiling", 422),
        (#""rates": [{"currency": "EUR", "units": "1", "equal": "1"}]"#, "rateInvalid", 422),
        (#""participants": [{"company": "\#(first)", "currency": "USD"}]"#, "currencyUnknown", 422),
        (#""participants": [{"company": "\#(first)", "ceilings": [{"price": "0.001"}]}]"#, "ceilingInvalid", 422),
        (
          #""participants": [{"company": "\#(first)", "declarations": [{"code": "x", "value": "1.00"}]}]"#,
          "unknownCode", 422
        ),
        (#""participants": [{"company": "\#(stranger)"}]"#, "notAccepted", 409),
        (#""opensAt": "2020-01-01T00:00:00Z""#, "opensInThePast", 422),
      ]
      for (more, reason, status) in refused {
        let answer = try await market.schedule(#"{"rules": \#(SampleDocuments.rules), \#(more)}"#)
        #expect((answer.status, answer.reason) == (status, reason), "\(more): \(answer)")
      }
      // Nothing of it has taken the requirement's place.
      _ = try await market.announce(#"{"preset": "english-open"}"#)
      #expect(try await market.schedule(#"{"preset": "english-open"}"#).reason == "auctionExists")
    }
  }

  /// Suppliers that accept later are admitted, and nobody else's terms are touched by that.
  @Test func whoAcceptsLaterIsAdmittedBesideTheOthers() async throws {
    try await TestHouse.open { house in
      let market = try await house.market(suppliers: 1)
      let terms = #"{"company": "\#(market.suppliers[0].company.id)", "ceilings": [{"price": "1100.00"}]}"#
      let room = try await market.announce(#"{"preset": "english-open", "participants": [\#(terms)]}"#)
      let late = try await house.trader("Late")
      try await market.admit(late)
      #expect(try await room.see(late)["viewer"]?.text == "bidder")
      #expect(try await room.lot(0)["ownCeiling"]?.text == "1100.00")
    }
  }
}

extension TestHouse {
  /// The documents as they are in `contracts/rules`.
  fileprivate var presets: [String: JSON] {
    house.presets.documents.reduce(into: [:]) { $0[$1.name ?? ""] = try? JSON(parsing: $1.encoded()) }
  }
}
