// While offers are sealed nobody learns that somebody else has sealed one: not from bytes, ids or timing.

import Auctions
import Commerce
import Engine
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing
import Transcript
import Web

@Suite(.timeLimit(.minutes(10))) struct SealedStreamTests {
  @Test func aSealedOfferIsItsBiddersBusinessAlone() async throws {
    try await TestHouse.open { house in
      let room = try await house.sealedAuction()
      let events = try await house.watch(room.path, as: [room.buyer.caller] + room.suppliers.map(\.caller)) {
        for number in 0..<3 {
          try await room.seal(1, key: "\(number)")
          await house.heartbeat()
          try await house.settle()
        }
      }
      // The first beat comes right after the snapshot, or after who else has come.
      #expect(events[0].map(\.kind) == ["snapshot", "presence", "presence", "heartbeat", "heartbeat"])
      #expect(events[1].map(\.kind) == ["snapshot", "heartbeat", "heartbeat"])
      #expect(events[2].map(\.kind) == ["snapshot", "change", "change", "change"])
      let ids = events.map { $0.compactMap { $0.id.flatMap { Int($0) } } }
      #expect(ids[2] == [ids[2][0], ids[2][0] + 1, ids[2][0] + 2, ids[2][0] + 3])
      #expect(ids[1] == [ids[2][0]])
    }
  }

  @Test func whoReturnsLearnsNothingFromAPosition() async throws {
    try await TestHouse.open { house in
      let room = try await house.sealedAuction()
      let before = try await room.fingerprint(0)
      try await room.seal(1, key: "a")
      try await room.seal(1, key: "b")
      #expect(try await room.fingerprint(0) == before)
      let first = try await house.watch(room.path, as: [room.suppliers[0].caller])[0]
      let again = try await house.watch(room.path, as: [room.suppliers[0].caller], after: first.first?.id)[0]
      #expect(again.map(\.kind) == ["snapshot"])
      #expect(again.first?.id == first.first?.id)
      // Its own offer is its business.
      try await room.seal(0, key: "c")
      #expect(try await room.lot(0)["sealedOffer"]?["outcome"]?.text == "sealed")
      #expect(try await room.fingerprint(0) != before)
    }
  }
}

extension TestHouse {
  /// A sealed auction that has opened. Nobody will open its offers: the keys are none.
  fileprivate func sealedAuction() async throws -> AuctionRoom {
    let market = try await market()
    let clock = #"{"kind": "sealed", "durationMilliseconds": 3600000, "openersNeeded": 1}"#
    let document = JSON.sample(SampleDocuments.rules(clock: clock, admissibility: "{}"))
    let hash = try #require(Bytes32(Array(repeating: 0, count: 32)))
    let announcement = Announcement(
      buyer: market.buyer.company.id, rules: try RulesDocument(document).rules, currency: "EUR",
      opensAt: self.clock.now.adding(milliseconds: 1_000),
      lots: [.init(number: LotNumber(1), ceiling: Money(tenThousandths: 13_000_000))],
      sealing: .init(openers: [market.buyer.company.id], rounds: [.init(publicKey: hash, shareDigests: [hash])]))
    let requirement = try #require(RequirementID(market.requirement))
    let id = AuctionID.version7(at: self.clock.now, random: .random(in: .min ... .max))
    let command = EngineCommand.schedule(
      requirement: requirement, announcement, participants: market.suppliers.map { Admission($0.company.id) },
      seed: nil)
    _ = try await house.engine.submit(command, to: id)
    let room = AuctionRoom(
      house: self, buyer: market.buyer, suppliers: market.suppliers, requirement: market.requirement, id: "\(id)")
    try await room.pass(seconds: 2)
    return room
  }
}

extension AuctionRoom {
  /// Seals something for a supplier, past the API.
  fileprivate func seal(_ number: Int, key: String) async throws {
    let commitment = try #require(Bytes32((0..<32).map { UInt8($0) }))
    let offer = SealedOffer(
      lot: LotNumber(1), bidder: supplier(number), commitment: commitment, envelope: [1, 2, 3], key: key,
      placedBy: .none)
    let auction = try #require(AuctionID(id))
    _ = try await house.house.engine.submit(.act(.seal(offer)), to: auction)
  }

  /// Everything that a supplier is told, but the time.
  fileprivate func fingerprint(_ number: Int) async throws -> String {
    let seen = try await see(suppliers[number]).with("serverTime", "")
    return String(decoding: seen.encoded(), as: UTF8.self)
  }
}
