// The short way of a bid: that it is taken, and that nobody could tell it from the long one by its answers.

import Auctions
import Commerce
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SiteSupport
import Testing

@testable import Web

@Suite struct FastBidTests {
  /// Method of the whole: the same request by the router alone and over a socket.
  @Test func theShortWaySaysTheSameAsTheLongOne() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      try await house.served { (site: LiveSite) async throws in
        #expect(try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "first").status == 201)
        let rows: [(body: String, key: String?, type: String, isShort: Bool)] = [
          (#"{"lot": "1", "price": "1200.00"}"#, "first", "application/json", true),
          (#"{"lot": "1", "price": "1100.00"}"#, "first", "application/json", true),
          (#"{"lot": "1", "price": "1199.50"}"#, "refused", "application/json", true),
          (#"{"lot": "7", "price": "1000.00"}"#, "no lot", "application/json", true),
          (#"{"lot": "1", "price": "1000.00", "currency": "USD"}"#, "usd", "application/json", true),
          (#"{"lot": "1", "price": "cheap"}"#, "a", "application/json", false),
          (#"{"lot": "1""#, "b", "application/json", false),
          (#"{"lot": "1", "price": "1000.00", "colour": 1}"#, "c", "application/json", false),
          (#"{"lot": "1", "price": "1000.00"}"#, nil, "application/json", false),
          (#"{"lot": "1", "price": "1000.00"}"#, "d", "text/plain", false),
          (#"{"lot": "1", "price": "1000.00"}"# + String(repeating: " ", count: 5_000), "e", "application/json", false),
        ]
        for row in rows {
          let before = house.shortWays
          let short = try await site.bid(room, row.body, key: row.key, type: row.type)
          let isShort = house.shortWays > before
          #expect(isShort == row.isShort, "\(row)")
          let long = try await house.long(room, row.body, key: row.key, type: row.type)
          #expect(short.status == long.status, "\(row)")
          #expect(short.body == long.body, "\(row)")
          #expect(short.headerNames == long.headerNames, "\(row)")
        }
      }
    }
  }

  @Test func answersComeInTheOrderOfRequests() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      try await house.served { (site: LiveSite) async throws in
        _ = try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "0")
        let before = house.shortWays
        let requests = (1...20).map { number in
          number % 4 == 0
            ? LiveSite.get("/health")
            : LiveSite.bid(room, #"{"lot": "1", "price": "\#(1200 - number).00"}"#, key: "\(number)")
        }
        let last = LiveSite.bid(room, #"{"lot": "1", "price": "1.00"}"#, key: "last", more: "Connection: close\r\n")
        let answers = try await site.send(requests.joined() + last).components(separatedBy: "HTTP/1.1 ").dropFirst()
        #expect(answers.count == 21)
        for (place, answer) in answers.enumerated().prefix(20) {
          let number = place + 1
          #expect(
            number % 4 == 0
              ? answer.hasPrefix("200") && answer.hasSuffix("ok\n") : answer.contains(#""price":"\#(1200 - number).00""#),
            "\(number): \(answer)")
        }
        #expect(house.shortWays > before)
      }
    }
  }

  @Test func aRevokedTokenLosesItsPass() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      let bidder = room.suppliers[0].company
      let token = try await house.token(of: bidder)
      let other = AuctionRoom(
        house: house, buyer: room.buyer, suppliers: [Trader(bidder, token.caller)], requirement: room.requirement,
        id: room.id)
      try await house.served { (site: LiveSite) async throws in
        #expect(try await site.bid(other, #"{"lot": "1", "price": "1200.00"}"#, key: "a").status == 201)
        await house.house.renewBidPasses()
        let before = house.shortWays
        #expect(try await site.bid(other, #"{"lot": "1", "price": "1100.00"}"#, key: "b").status == 201)
        #expect(house.shortWays == before + 1)
        let call = HTTPCall(.delete, "/api/tokens/\(token.id)", as: room.suppliers[0].caller)
        #expect(try await house.send(call).status == 204)
        #expect(try await site.bid(other, #"{"lot": "1", "price": "1000.00"}"#, key: "c").status == 401)
      }
    }
  }

  /// Revoked by another server: found out by the next look at the database.
  @Test func whatAnotherServerChangesCountsASecondLater() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      try await house.served { (site: LiveSite) async throws in
        #expect(try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "a").status == 201)
        try await house.judge(.suspend(reason: "papers"), room.suppliers[0].company.id)
        await house.house.renewBidPasses()
        let refused = try await site.bid(room, #"{"lot": "1", "price": "1100.00"}"#, key: "b")
        #expect(refused.status == 403)
        #expect(refused.body.contains("companyNotVerified"))
      }
    }
  }

  @Test func afterTheEndTheJournalAnswers() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      try await house.served { (site: LiveSite) async throws in
        let placed = try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "a")
        try await room.pass(minutes: 31)
        let late = try await site.bid(room, #"{"lot": "1", "price": "1100.00"}"#, key: "b")
        #expect(late.body.contains("alreadyClosed"))
        let again = try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "a")
        #expect(again.status == 201)
        #expect(again.body.prefix(30) == placed.body.prefix(30))
      }
    }
  }

  @Test func aTokenMaySendOnlySoManyAtOnce() async throws {
    try await TestHouse.open { house in
      let room = try await house.auction()
      try await room.pass(seconds: 1)
      guard case .token(let text) = room.suppliers[0].caller, let id = AuctionID(room.id) else { return }
      try await house.served { (site: LiveSite) async throws in
        _ = try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "0")
        let pass = try #require(house.house.bidPasses.find(text, in: id, at: house.clock.now))
        var answer: Seen?
        // Others use the token's share up as fast as it grows.
        let others = Task.detached {
          while !Task.isCancelled {
            while house.house.tokenUse.take(pass.actor.id) == nil {}
            await Task.yield()
          }
        }
        defer { others.cancel() }
        for attempt in 1...50 where answer?.status != 429 {
          answer = try await site.bid(room, #"{"lot": "1", "price": "1200.00"}"#, key: "\(attempt)")
        }
        #expect(answer?.status == 429)
        #expect(answer?.headerNames.contains("retry-after") == true)
      }
    }
  }
}

private struct Seen {
  var status: Int
  var headerNames: [String]
  var body: String

  init(_ answer: HTTPAnswer) {
    status = answer.status
    // The router's double adds none of the server's own.
    headerNames = Set(answer.headers.map { $0.name.canonicalName } + ["date"]).sorted()
    body = answer.text
  }

  init(raw: String) {
    let parts = raw.components(separatedBy: "\r\n\r\n")
    let lines = parts[0].components(separatedBy: "\r\n")
    status = Int(lines[0].split(separator: " ")[1]) ?? 0
    headerNames = Set(lines.dropFirst().map { $0.split(separator: ":")[0].lowercased() }).sorted()
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
  }
}

extension LiveSite {
  fileprivate static func bid(
    _ room: AuctionRoom, _ body: String, key: String?, type: String = "application/json", more: String = ""
  ) -> String {
    guard case .token(let token) = room.suppliers[0].caller else { return "" }
    let keyLine = key.map { "Idempotency-Key: \($0.replacing(" ", with: "-"))\r\n" } ?? ""
    return "POST \(room.path)/bids HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer \(token)\r\n"
      + "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(keyLine)\(more)\r\n\(body)"
  }

  fileprivate func bid(
    _ room: AuctionRoom, _ body: String, key: String?, type: String = "application/json"
  ) async throws -> Seen {
    Seen(raw: try await send(Self.bid(room, body, key: key, type: type), until: "}"))
  }
}

extension TestHouse {
  /// Runs a real server with the short way in front.
  fileprivate func served(_ test: @Sendable (LiveSite) async throws -> Void) async throws {
    let house = house
    try await LiveSite.serving(test, logger: .silent) {
      httpServer(
        house.makeRouter().buildResponder(), at: .tcp(host: "127.0.0.1", port: 0), bids: BidDesk(house: house),
        logger: .silent, onRunning: $0)
    }
  }

  fileprivate var shortWays: Int {
    let line = house.meters.text().split(separator: "\n").first { $0.hasPrefix("kontor_bids_short_way_total ") }
    return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }.map { Int($0) } ?? 0
  }

  /// By the router alone.
  fileprivate func long(_ room: AuctionRoom, _ body: String, key: String?, type: String) async throws -> Seen {
    var headers: HTTPFields = [.contentType: type]
    headers[HTTPField.Name("Idempotency-Key")!] = key.map { $0.replacing(" ", with: "-") }
    let call = HTTPCall(.post, "\(room.path)/bids", as: room.suppliers[0].caller, headers: headers)
    return Seen(try await send(call, text: body))
  }
}
