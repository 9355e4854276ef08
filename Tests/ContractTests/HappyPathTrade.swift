// The main path's trade: requirement, invitation, auction, award, order, delivery, feedback, idea.

import Auctions
import Engine
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing
import Web

// MARK: - Requirement and invitation

extension Story {
  /// A published requirement with two lots.
  func post() async throws -> String {
    try await ask(.post, "/api/imports?deliverBy=2027-05-01", as: buyer.program, example("importTender"))
    let lot = try #require(example("createRequirement")["lots"]?[0])
    let document = example("createRequirement").with("lots", .array([lot, lot.with("title", "Spare computers")]))
    let draft = try await ask(.post, "/api/requirements", as: buyer.program, document)
    let path = try #require(draft.headers[.location])
    let revised = document.with("description", "With a warranty of five years.")
    try await ask(.put, path, as: buyer.program, revised, ifMatch: draft.headers[.eTag])
    try await ask(.put, "\(path)/publication", as: buyer.program)
    try await ask(.get, path, as: buyer.program)
    try await ask(.get, "/api/requirements?scope=own&status=active&limit=1", as: buyer.program)
    try await ask(.get, "\(path)/events", as: buyer.program)
    let matches = try await ask(.get, "\(path)/matches", as: buyer.program)
    #expect(matches.json?["items"]?[0]?["id"]?.text == supplier.id)
    return path
  }

  func inviteAndAccept(_ requirement: String) async throws {
    let invitation = try await invite(supplier.id, to: requirement)
    let other = try await house.company("Somebody Else")
    let withdrawn = try await invite("\(other.id)", to: requirement)
    try await ask(.put, "\(withdrawn)/withdrawal", as: buyer.program)
    try await ask(.get, "\(requirement)/invitations", as: buyer.program)
    try await ask(.get, "/api/invitations", as: supplier.program)
    let received = try await ask(.get, invitation, as: supplier.program)
    let answer = example("answerInvitation")
    try await ask(.put, "\(invitation)/response", as: supplier.program, answer, ifMatch: received.headers[.eTag])
    try await ask(.get, "/api/requirements?scope=others", as: supplier.program)
  }

  func invite(_ company: String, to requirement: String) async throws -> String {
    let body = example("invite").with("supplier", company)
    let answer = try await ask(.post, "\(requirement)/invitations", as: buyer.program, body)
    return try #require(answer.headers[.location])
  }
}

// MARK: - Auction

extension Story {
  /// Announced for later, opened at once, bid in for both lots, closed.
  func auction(_ requirement: String) async throws -> String {
    let opensAt = "\(house.clock.now.adding(milliseconds: 3_600_000))"
    let document = example("scheduleAuction").with("opensAt", opensAt)
    let scheduled = try await ask(.post, "\(requirement)/auctions", as: buyer.program, document)
    let path = try #require(scheduled.headers[.location])
    let id = try #require(scheduled.json?["id"]?.text)
    try await ask(.get, path, as: supplier.program)
    try await admit(to: path, of: requirement)
    try await ask(.put, "\(path)/opening", as: buyer.program, example("openAuction"))
    try await house.pass(seconds: 1, in: id)
    try await ask(.get, "\(path)/rules", as: supplier.program)
    try await watched(path) {
      try await bid("1", "1290.00", in: path)
      try await bid("2", "1280.00", in: path)
      try await refusedBid(in: path)
    }
    try await intervene(in: path)
    try await ask(.get, "/api/auctions?limit=5", as: supplier.program)
    try await house.pass(minutes: 45, in: id)
    for side in [buyer, supplier] {
      #expect(try await ask(.get, path, as: side.program).json?["phase"]?.text == "closed")
    }
    return path
  }

  func bid(_ lot: String, _ price: String, in auction: String) async throws {
    let bid = example("placeBid").with("lot", lot).with("price", price)
    try await ask(.post, "\(auction)/bids", as: supplier.program, bid)
  }

  private func refusedBid(in auction: String) async throws {
    let headers: HTTPFields = [.idempotencyKey: "too-small-a-step"]
    let bid = example("placeBid").with("price", "1289.99")
    let answer = try await house.send(
      HTTPCall(.post, "\(auction)/bids", as: supplier.program, headers: headers, body: bid))
    #expect(answer.reason == "stepTooSmall")
    #expect(answer.json?["nextAdmissiblePrice"]?.text == "1283.55")
  }

  /// Does something while both sides watch; what they were sent is looked at when they leave.
  private func watched(_ auction: String, _ body: () async throws -> Void) async throws {
    let watchers = [buyer, supplier].map { side in
      house.follow(HTTPCall(.get, "\(auction)/events", as: side.program))
    }
    try await eventually { house.streams == 2 }
    try await body()
    await house.heartbeat()
    try await Task.sleep(for: .milliseconds(200))
    for watcher in watchers {
      let kinds = ServerEvent.all(in: try await watcher.stop().text).map(\.kind)
      #expect(kinds.first == "snapshot")
      #expect(kinds.contains("change"))
    }
  }

  /// Others that come to nothing.
  func cancelOthers() async throws {
    let draft = try await ask(.post, "/api/requirements", as: buyer.program, example("createRequirement"))
    let path = try #require(draft.headers[.location])
    let published = try await ask(.put, "\(path)/publication", as: buyer.program)
    let scheduled = try await ask(.post, "\(path)/auctions", as: buyer.program, example("scheduleAuction"))
    let auction = try #require(scheduled.headers[.location])
    try await ask(.put, "\(auction)/cancellation", as: buyer.program, example("cancelAuction"))
    let revision = published.headers[.eTag]
    try await ask(.put, "\(path)/cancellation", as: buyer.program, example("cancelRequirement"), ifMatch: revision)
  }
}

// MARK: - Award and order

extension Story {
  /// Awards both lots. The award of the second is taken back, given again, ordered, and the order cancelled.
  func award(_ requirement: String, _ auction: String) async throws -> String {
    let first = try await decide(1, requirement)
    let mistaken = try await decide(2, requirement)
    try await ask(.put, "\(mistaken)/cancellation", as: buyer.program, example("cancelAward"))
    let second = try await decide(2, requirement)
    let order = try await ask(.post, "\(second)/orders", as: buyer.program)
    let path = try #require(order.headers[.location])
    let reason = example("cancelOrder")
    try await ask(.put, "\(path)/cancellation", as: buyer.program, reason, ifMatch: order.headers[.eTag])
    try await ask(.get, "\(requirement)/awards", as: supplier.program)
    try await ask(.get, first, as: supplier.program)
    return first
  }

  private func decide(_ lot: Int, _ requirement: String) async throws -> String {
    let decision = example("award").with("lot", .number(JSON.Number(lot))).with("supplier", supplier.id)
    let answer = try await ask(.post, "\(requirement)/awards", as: buyer.program, decision)
    return try #require(answer.headers[.location])
  }

  func deliver(_ award: String) async throws {
    let order = try await ask(.post, "\(award)/orders", as: buyer.program)
    let path = try #require(order.headers[.location])
    try await ask(.put, "\(path)/acknowledgement", as: supplier.program, example("acknowledgeOrder"))
    try await ask(.post, "\(path)/shipments", as: supplier.program, example("shipOrder"))
    try await ask(.put, "\(path)/shipments/1/delivery", as: supplier.program)
    try await ask(.put, "\(path)/acceptance", as: buyer.program, example("acceptDelivery"))
    try await ask(.put, "\(path)/invoice", as: supplier.program, example("invoiceOrder"))
    let paid = try await ask(.put, "\(path)/payment", as: buyer.program)
    #expect(paid.json?["life"]?.text == "completed")
    try await ask(.get, "/api/orders?limit=1", as: supplier.program)
    try await ask(.get, path, as: supplier.program)
    let timeline = try await ask(.get, "\(path)/events", as: buyer.program).json?["items"]?.elements ?? []
    #expect(
      timeline.compactMap { $0["kind"]?.text } == [
        "placed", "acknowledged", "shipped", "delivered", "deliveryAccepted", "invoiced", "paid", "completed",
      ])
    try await ask(.post, "\(path)/feedback", as: buyer.program, example("giveFeedback"))
    try await ask(.get, "\(path)/feedback", as: supplier.program)
  }
}

// MARK: - Ideas

extension Story {
  func propose() async throws {
    let idea = example("proposeIdea").with("addressee", supplier.id)
    let proposed = try await ask(.post, "/api/ideas", as: buyer.program, idea)
    let path = try #require(proposed.headers[.location])
    // The session has been idle for the length of the auction.
    let voter = try await house.session(of: house.company("Passer-by").founder).caller
    #expect(try await house.send(HTTPCall(.put, "\(path)/vote", as: voter)).status == 404)
    let customer = try await signIn(buyer.email)
    #expect(try await ask(.put, "\(path)/vote", as: customer).json?["votes"]?.int64 == 1)
    #expect(try await ask(.delete, "\(path)/vote", as: customer).json?["votes"]?.int64 == 0)
    let seen = try await ask(.get, path, as: supplier.program)
    let answer = example("answerIdea")
    try await ask(.put, "\(path)/response", as: supplier.program, answer, ifMatch: seen.headers[.eTag])
    try await ask(.get, "/api/ideas", as: buyer.program)
  }
}
