// Many watch one auction: who sees the same is sent the same bytes, and who does not read holds up nobody.

import Auctions
import Commerce
import Engine
import NIOCore
import NIOEmbedded
import SiteSupport
import StrictJSON
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct AuctionCrowdTests {
  private static let hidden = SampleDocuments.rules(
    visibility: #"""
      {"ownRank": "always", "bestPrice": "always", "allPrices": "never", "bidderCount": "never", "names": "never",
      "namesToBuyer": "always", "observers": "everyone"}
      """#)

  @Test func whoSeesTheSameIsSentTheSameBytes() async throws {
    try await TestHouse.open { house in
      let market = try await house.market()
      var onlookers: [Trader] = []
      for number in 0..<2 {
        onlookers.append(try await house.trader("Onlooker \(number)"))
        _ = try await market.invite(onlookers[number].company)
      }
      let room = try await market.announce(#"{"rules": \#(Self.hidden)}"#)
      try await room.pass(seconds: 1)
      let everybody = [room.buyer, room.suppliers[0], room.suppliers[1]] + onlookers
      var known: [Knowledge] = []
      for trader in everybody { known.append(try await room.newcomer(trader)) }
      var minds = Minds()
      let first = try room.turns(of: known, &minds)
      #expect(Set(first.map { $0?.message }).count == 3, "bidders that have not bid see the same")
      #expect(first[3]?.message == first[4]?.message)
      _ = try await room.bid(0, "1200.00")
      let second = try room.turns(of: first.compactMap { $0?.next }, &minds)
      #expect(second.count == 5 && second.allSatisfy { $0?.message != nil })
      #expect(Set(second.map { $0?.message }).count == 4, "buyer, two bidders, observers")
      #expect(second[3]?.message == second[4]?.message)
      #expect(second[3]?.next.told === second[4]?.next.told, "from now on they are one")
      // Who comes later is in step at once.
      let late = try room.turns(of: [try await room.newcomer(onlookers[1])], &minds)
      #expect(late[0]?.next === second[4]?.next)
      let nothing = try room.turns(of: second.compactMap { $0?.next }, &minds)
      #expect(nothing.allSatisfy { $0?.message == nil })
    }
  }

  /// Nothing waits for who does not read: the states that are over by then are skipped.
  @Test func whoDoesNotReadSkipsWhatIsOver() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let knowledge = try await room.newcomer(room.buyer)
      let channel = NIOAsyncTestingChannel()
      try await channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1))
      let gallery = house.house.gallery
      let visit = try gallery.enter(try #require(AuctionID(room.id)), as: room.buyer.company.id)
      let stream = Task {
        await LiveLine.run(on: channel, farewell: ByteBuffer(string: "bye"), hasToStop: { false }) { line in
          gallery.seat(visit, line, knowledge, with: nil)
        }
      }
      #expect(try await channel.heard().contains("event: snapshot"))
      channel.isWritable = false
      for price in ["1250.00", "1200.00", "1150.00"] {
        _ = try await room.bid(0, price)
        try await house.settle()
        await house.heartbeat()
      }
      #expect(try await channel.readOutbound(as: ByteBuffer.self) == nil)
      channel.isWritable = true
      try await channel.testingEventLoop.executeInContext { channel.pipeline.fireChannelWritabilityChanged() }
      let change = try await channel.heard()
      #expect(change.contains("event: change"))
      for price in ["1250.00", "1200.00", "1150.00"] { #expect(change.contains(#""price":"\#(price)""#)) }
      try await house.settle()
      #expect(try await channel.readOutbound(as: ByteBuffer.self) == nil)
      try await channel.close()
      await stream.value
      gallery.leave(visit)
      #expect(house.streams == 0)
    }
  }

  /// However fast they bid, and however much of it is told together: everybody knows everything in the end, once.
  @Test func whatComesFastIsToldWhole() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let events = try await house.watch(room.path, as: [room.buyer.caller, room.suppliers[1].caller]) {
        for step in 1...40 { _ = try await room.bid(0, "\(1290 - step).00") }
      }
      for seen in events {
        let changes = seen.filter { $0.kind == "change" }
        #expect(changes.count <= 40)
        #expect(changes.last?.json?["lots"]?[0]?["bestPrice"]?.text == "1250.00")
        let bids = changes.flatMap { $0.json?["lots"]?[0]?["bids"]?.elements ?? [] }
        #expect(bids.count == 40, "none is left out of the history")
      }
    }
  }
}

extension AuctionRoom {
  /// What somebody knows who has just come.
  fileprivate func newcomer(_ trader: Trader) async throws -> Knowledge {
    let actor = Actor(
      id: .none, person: nil, company: trader.company.id, rights: .everything, isVerified: true, isOperator: false)
    let seen = try await house.house.auctions.see(try #require(AuctionID(id)), as: actor, at: house.clock.now)
    return Knowledge(actor, Surroundings(seen), .events, cursor: nil)
  }

  fileprivate func turns(of known: [Knowledge], _ minds: inout Minds) throws -> [Telling.Turn?] {
    let auction = try #require(AuctionID(id))
    let room = try #require(house.house.engine.feed.room(auction))
    let telling = Telling(of: room, to: known, names: [:], isBeat: false, at: house.clock.now, &minds)
    return known.map { telling.turns[$0] ?? nil }
  }
}

extension NIOAsyncTestingChannel {
  fileprivate func heard() async throws -> String {
    String(buffer: try await waitForOutboundWrite(as: ByteBuffer.self))
  }
}
