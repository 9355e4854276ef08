// A sealed auction with everybody around it: a buyer, suppliers, and openers that take no part.

import Auctions
import Foundation
import HTTPTypes
import Sealing
import SiteSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// Everything goes over the API, by a program of each side.
struct SealedStage: Sendable {
  var house: TestHouse
  let buyer: Trader
  let suppliers: [Trader]
  let notary: Trader
  let auditor: Trader
  let requirement: String
  let auction: String
  /// By round.
  let buyerShares: [String]
  let codes: [CompanyID: String]

  var path: String { "/api/auctions/\(auction)" }

  /// An auction of `preset`, which two of three open: the buyer, a notary and an auditor. It takes offers at once.
  init(
    _ preset: String = "sealed-first-price", in house: TestHouse, targets: [String] = ["1300.00"],
    changing rules: (JSON) -> JSON = { $0 }
  ) async throws {
    self.house = house
    buyer = try await house.trader("Buyer")
    notary = try await house.trader("Notary")
    auditor = try await house.trader("Auditor")
    var suppliers: [Trader] = []
    for name in ["Alder", "Birch"] { suppliers.append(try await house.trader(name)) }
    self.suppliers = suppliers
    requirement = try await Self.requirement(in: house, buyer, suppliers, targets)
    let openers = JSON.array([buyer, notary, auditor].map { .string("\($0.company.id)") })
    let body = JSON.sample("{}").with("rules", rules(try Self.preset(preset))).with("openers", openers)
    let call = HTTPCall(
      .post, "\(requirement)/auctions", as: buyer.caller, headers: [.idempotencyKey: "announcement"], body: body)
    let answer = try await house.succeed(call)
    auction = try #require(answer.json?["id"]?.text)
    let sealing = try #require(answer.json?["sealing"])
    buyerShares = (sealing["shares"]?.elements ?? []).compactMap { $0["text"]?.text }
    codes = Dictionary(
      uniqueKeysWithValues: (sealing["handovers"]?.elements ?? []).compactMap { handover in
        guard let id = handover["opener"]?["id"]?.text.flatMap(CompanyID.init) else { return nil }
        return handover["code"]?.text.map { (id, $0) }
      })
    let again = try await house.succeed(call)
    #expect(again.json?["id"]?.text == auction)
    #expect(again.json?["sealing"] == nil, "what opens offers is told once")
    try await pass(seconds: 1)
  }

  static func preset(_ name: String) throws -> JSON {
    let file = TestFiles.root.appending(path: "contracts/rules/\(name).json")
    return try JSON(parsing: Data(contentsOf: file))
  }

  /// Published, with suppliers that have accepted.
  private static func requirement(
    in house: TestHouse, _ buyer: Trader, _ suppliers: [Trader], _ targets: [String]
  ) async throws -> String {
    let lot = try #require(SampleDocuments.requirement["lots"]?[0])
    let document = SampleDocuments.requirement.with("lots", .array(targets.map { lot.with("targetPrice", $0) }))
    let path = "/api/requirements/\(try await house.make("/api/requirements", buyer, document))"
    try await change(house, buyer, "\(path)/publication")
    for supplier in suppliers {
      let body = JSON.sample(#"{"supplier": "\#(supplier.company.id)"}"#)
      let invitation = try await house.make("\(path)/invitations", buyer, body)
      try await change(house, supplier, "/api/invitations/\(invitation)/response", #"{"answer": "accepted"}"#)
    }
    return path
  }

  private static func change(_ house: TestHouse, _ trader: Trader, _ path: String, _ body: String = "{}") async throws {
    _ = try await house.succeed(
      HTTPCall(.put, path, as: trader.caller, headers: [.ifMatch: "*"], body: .sample(body)))
  }
}

extension SealedStage {
  func pass(minutes: Int64 = 0, seconds: Int64 = 0) async throws {
    try await house.pass(minutes: minutes, seconds: seconds, in: auction)
  }

  /// Lets the round's time run out.
  func deadline(hours: Int64 = 24) async throws { try await pass(minutes: hours * 60) }

  func get(_ resource: String = "", as trader: Trader) async throws -> JSON {
    try #require(try await house.succeed(HTTPCall(.get, path + resource, as: trader.caller)).json)
  }

  func seal(
    _ price: String, lot: String = "1", by supplier: Int, key: String = "\(UInt64.random(in: 0 ... .max))"
  ) async throws -> HTTPAnswer {
    try await send(supplier, key, .sample(#"{"lot": "\#(lot)", "price": "\#(price)"}"#))
  }

  /// Sealed by the supplier itself, with what the server says of the round.
  func selfSeal(
    _ price: String, lot: Int32 = 1, round: Int = 1, by supplier: Int,
    key: String = "\(UInt64.random(in: 0 ... .max))"
  ) async throws -> (answer: HTTPAnswer, salt: String) {
    let content = OfferContent(price: try #require(Money(price)))
    let sealed = try await lock(round).seal(
      content, lot: LotNumber(lot), bidder: suppliers[supplier].company.id)
    let body = JSON.sample(
      """
      {"lot": "\(lot)", "round": \(round), "commitment": "\(sealed.commitment.hexadecimal)",
        "envelope": "\(sealed.envelope.hexadecimal)"}
      """)
    return (try await send(supplier, key, body), content.salt.hexadecimal)
  }

  private func send(_ supplier: Int, _ key: String, _ body: JSON) async throws -> HTTPAnswer {
    try await house.send(
      HTTPCall(
        .post, "\(path)/sealed-offers", as: suppliers[supplier].caller, headers: [.idempotencyKey: key], body: body))
  }

  /// As everybody may know it.
  func lock(_ round: Int) async throws -> Lock {
    let sealing = try await get("/sealing", as: suppliers[0])
    let announced = try #require(sealing["rounds"]?[round - 1])
    let publicKey = try #require(announced["publicKey"]?.text.flatMap { [UInt8](hexadecimal: $0) })
    let digests = (announced["shareDigests"]?.elements ?? []).compactMap {
      $0.text.flatMap { [UInt8](hexadecimal: $0) }
    }
    let place = SealedRound(auction: try #require(AuctionID(auction)), number: UInt32(round))
    return try #require(
      Lock(round: place, publicKey: publicKey, needed: Int(sealing["needed"]?.int64 ?? 0), shareDigests: digests))
  }

  func collect(_ code: String?, as opener: Trader) async throws -> HTTPAnswer {
    let body = JSON.sample("{}").with("code", code ?? "")
    return try await house.send(HTTPCall(.post, "\(path)/shares", as: opener.caller, body: body))
  }

  /// The shares of an opener, by round.
  func shares(of opener: Trader) async throws -> [String] {
    let answer = try await collect(codes[opener.company.id], as: opener)
    return (answer.json?["shares"]?.elements ?? []).compactMap { $0["text"]?.text }
  }

  func give(_ share: String?, round: Int = 1, as opener: Trader) async throws -> HTTPAnswer {
    let body = JSON.sample("{}").with("share", share ?? "")
    return try await house.send(HTTPCall(.put, "\(path)/openings/\(round)", as: opener.caller, body: body))
  }

  /// The lines of the journal, as text.
  func journal() async throws -> [String] {
    let id = try #require(AuctionID(auction))
    return try await house.database.connected(as: house.database.superuser) { connection in
      try connection.rows("SELECT event FROM auction_journal WHERE auction_id = \(id) ORDER BY position") { row in
        String(decoding: try row() as [UInt8], as: UTF8.self)
      }
    }
  }

  /// How many rows there are of what opens sealed offers.
  func keyParts() async throws -> (parts: Int, lockedShares: Int) {
    try await house.database.connected(as: house.database.superuser) { connection in
      try connection.one(
        "SELECT (SELECT count(*) FROM auction_key_part), (SELECT count(*) FROM auction_locked_share)"
      ) { row in try (row(), row()) }
    }
  }
}
