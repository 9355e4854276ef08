// Bidding over the API: bids, limits that the server bids down to, what a bidder takes back or leaves.

import Auctions
import Commerce
import Engine
import Hummingbird
import StrictJSON
import Transcript

struct BiddingAPI: Sendable {
  let house: House

  /// One bid. The key makes it one bid however often it is sent.
  func bid(_ call: Call) async throws -> Response {
    let key = try call.request.requiredIdempotencyKey()
    let offer = try await call.request.json(limit: Limits.bidBytes).decode(BidDocument.init(fields:))
    let actor = try call.actor()
    guard actor.isVerified else { throw Problem.companyNotVerified }
    let bid = Bid(
      lot: offer.lot, bidder: actor.company, price: offer.price, share: offer.share, currency: offer.currency, key: key,
      placedBy: actor.id)
    let id = try call.id("id", Auction.self)
    let seen = try await house.auctions.see(id, as: actor, at: call.now)
    if !seen.auction.isOver, case .program(let bearer) = call.visitor {
      house.bidPasses.note(call.request.bearerToken, bearer, in: id, seen.auction)
    }
    let reply = try await place(bid, in: id, of: seen.auction, at: call.now)
    return Response.json(BidReceipt(reply.answer, now: reply.now), status: .created)
  }

  /// A bid that the buyer enters for a supplier, marked as such. The receipt says what the buyer has done; how the
  /// supplier stands by it is the supplier's business.
  func bidForSupplier(_ call: Call) async throws -> Response {
    let key = try call.request.requiredIdempotencyKey()
    let document = try await call.request.json(limit: Limits.bidBytes)
    let (supplier, lot, price) = try document.decode { fields in
      let (supplier, lot, price) = (fields.id("supplier", CompanyNoun.self), fields.lot(), fields.signedMoney("price"))
      try fields.end()
      return try (supplier.get(), lot.get(), price.get())
    }
    let (id, actor) = try (call.id("id", Auction.self), call.actor())
    let auction = try await house.auctions.own(id, as: actor, at: call.now)
    guard auction.isParticipant(supplier) else { throw EngineRejection.rejected(.notAParticipant) }
    let bid = Bid(lot: lot, bidder: supplier, price: price, origin: .surrogate, key: key, placedBy: actor.id)
    let reply = try await place(bid, in: id, of: auction, at: call.now)
    return Response.json(BidReceipt(reply.answer, now: nil), status: .created)
  }

  /// A refusal is told in the bidder's currency.
  private func place(_ bid: Bid, in id: AuctionID, of auction: Auction, at now: Instant) async throws -> BidReply {
    let reply = try await house.auctions.bid(bid, in: id, at: now)
    guard case .refused(let refusal) = reply.answer.outcome else { return reply }
    let admission = auction.participants.first { $0.company == bid.bidder }?.admission
    throw Problem.of(refusal, currency: admission?.currency ?? auction.announcement.currency)
  }

  /// Leaves a limit with the server, which bids down to it: `limit`, `step`.
  func setProxy(_ call: Call) async throws -> Response {
    let (document, lot, actor) = (try await call.json(limit: Limits.bidBytes), try call.lot(), try call.actor())
    let proxy = try document.decode { fields in
      let (limit, step) = (fields.signedMoney("limit"), fields.optionalMoney("step"))
      try fields.end()
      return Proxy(
        lot: lot, bidder: actor.company, limit: try limit.get(), step: try step.get(), placedBy: actor.id)
    }
    return try await act(call, document, .setProxy(proxy))
  }

  func dropProxy(_ call: Call) async throws -> Response {
    try await act(call, nothing(call)) { .dropProxy($0, $1) }
  }

  /// Takes back the offer of one's own turn.
  func retract(_ call: Call) async throws -> Response {
    try await act(call, nothing(call)) { .retract($0, $1) }
  }

  /// "Out": leaves the clock of a lot for good.
  func leave(_ call: Call) async throws -> Response {
    try await act(call, nothing(call)) { .leave($0, $1) }
  }

  private func nothing(_ call: Call) async throws -> JSON {
    let document = try await call.json(limit: Limits.bidBytes)
    try document.decode { try $0.end() }
    return document
  }

  private func act(
    _ call: Call, _ document: JSON, _ command: (LotNumber, CompanyID) -> Auction.Command
  ) async throws -> Response {
    try await act(call, document, command(call.lot(), call.actor().company))
  }

  /// Done once for a key.
  private func act(_ call: Call, _ document: JSON, _ command: Auction.Command) async throws -> Response {
    let id = try call.id("id", Auction.self)
    return try await call.onceBeside(house, document) {
      try await house.act(command, in: id, as: call.actor(), at: call.now)
      return .noContent
    }
  }
}

extension Call {
  /// The lot in the path. One that the auction does not have is refused by the auction.
  fileprivate func lot() throws(Problem) -> LotNumber {
    guard let text = context.parameters.get("lot"), let lot = LotNumber(shown: text) else { throw .notFound }
    return lot
  }
}

extension Problem {
  static let companyNotVerified = forbidden(
    "companyNotVerified", "The company can prepare everything, but bids only once it is verified.")
}
