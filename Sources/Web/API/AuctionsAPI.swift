// Auctions over the API: announce, start, cancel, look, bid.

import Auctions
import Commerce
import Engine
import Hummingbird
import Store
import StrictJSON
import Transcript

struct AuctionsAPI: Sendable {
  let house: House

  func list(_ call: Call) async throws -> Response {
    let paging = try call.request.paging(by: AuctionID.self)
    let page = try await house.database.read(as: call.actor(), at: call.now) { try $0.auctions(PageRequest(paging)) }
    return call.list(page, \.id)
  }

  /// Announces the auction of a requirement: `opensAt` (none: at once) and `rules`.
  func schedule(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    let document = try await call.json()
    let (opensAt, rules) = try document.decode { fields in
      let opensAt = fields.optionalInstant("opensAt")
      let rules = fields.object("rules") { try RulesDocument(fields: $0).rules }
      try fields.end()
      return try (opensAt.get(), rules.get())
    }
    return try await call.onceBeside(house, document) {
      let auction = try await house.schedule(id, rules, opensAt: opensAt, as: call.actor(), at: call.now)
      return .created(CreatedDocument(id: "\(auction)"), at: "/api/auctions/\(auction)")
    }
  }

  func get(_ call: Call) async throws -> Response {
    let seen = try await house.auctions.see(call.id("id"), as: call.actor(), at: call.now)
    return Response.json(seen.message(at: call.now, present: house.present(in: seen)))
  }

  /// The rules document that the auction runs by.
  func rules(_ call: Call) async throws -> Response {
    let seen = try await house.auctions.see(call.id("id"), as: call.actor(), at: call.now)
    return Response.json(RulesDocument(rules: seen.auction.announcement.rules))
  }

  /// Moves the start, to now if no time is given.
  func open(_ call: Call) async throws -> Response {
    let document = try await call.json()
    let opensAt = try document.decode { fields in
      let opensAt = fields.optionalInstant("opensAt")
      try fields.end()
      return try opensAt.get()
    }
    let id = try call.id("id", Auction.self)
    return try await call.onceBeside(house, document) {
      try await house.command(id, as: call.actor(), at: call.now) { .moveOpening(to: opensAt ?? $0) }
      return .noContent
    }
  }

  func cancel(_ call: Call) async throws -> Response {
    let document = try await call.json()
    let reason = try document.reason()
    let id = try call.id("id", Auction.self)
    return try await call.onceBeside(house, document) {
      try await house.command(id, as: call.actor(), at: call.now) { _ in .cancel(reason: reason) }
      return .noContent
    }
  }

  /// One bid. The key makes it one bid however often it is sent.
  func bid(_ call: Call) async throws -> Response {
    let key = try call.request.requiredIdempotencyKey()
    let (lot, price) = try await call.request.json(limit: Limits.bidBytes).decode { fields in
      let lot = fields.value("lot", expected: "the number of a lot, such as \"1\"") { Int32($0).map { LotNumber($0) } }
      let price = fields.value("price", expected: "a decimal amount such as 1234.50") { Money($0) }
      try fields.end()
      return try (lot.get(), price.get())
    }
    let actor = try call.actor()
    guard actor.isVerified else { throw Problem.companyNotVerified }
    let id = try call.id("id", Auction.self)
    let seen = try await house.auctions.see(id, as: actor, at: call.now)
    let bid = Bid(lot: lot, bidder: actor.company, price: price, key: key, placedBy: actor.id)
    let reply = try await house.auctions.bid(bid, in: id, at: call.now)
    if case .refused(let refusal) = reply.answer.outcome {
      throw Problem.of(refusal, currency: seen.auction.announcement.currency)
    }
    return Response.json(BidReceipt(reply.answer, lot: reply.lot), status: .created)
  }
}

extension Problem {
  static let companyNotVerified = forbidden(
    "companyNotVerified", "The company can prepare everything, but bids only once it is verified.")
}

/// The identifier of something new.
struct CreatedDocument: JSONWritable {
  var id: String
  func write(to writer: inout JSONWriter) { writer.object { $0.member("id", id) } }
}
