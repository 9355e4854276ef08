// An auction with its buyer and suppliers, done over the API.

package import Auctions
package import HTTPTypes
package import StrictJSON

/// A published requirement, suppliers that have accepted, and their auction.
package struct AuctionRoom: Sendable {
  package let house: TestHouse
  package let buyer: Trader
  package let suppliers: [Trader]
  package let requirement: String
  package let id: String
  package var path: String { "/api/auctions/\(id)" }

  package init(house: TestHouse, buyer: Trader, suppliers: [Trader], requirement: String, id: String) {
    self.house = house
    self.buyer = buyer
    self.suppliers = suppliers
    self.requirement = requirement
    self.id = id
  }
}

extension TestHouse {
  /// - Parameters:
  ///   - rules: a rules document; without one the sample's.
  ///   - plan: further members of the announcement, as `"practice": true`.
  ///   - requirement: what is bought; without it the sample's one lot.
  package func auction(
    _ rules: String = SampleDocuments.rules, suppliers count: Int = 2, plan: String = "",
    requirement: JSON = SampleDocuments.requirement
  ) async throws -> AuctionRoom {
    let market = try await market(suppliers: count, requirement: requirement)
    return try await market.announce(#"{"rules": \#(rules)\#(plan.isEmpty ? "" : ", " + plan)}"#)
  }

  /// The same before anything is announced.
  package func market(
    suppliers count: Int = 2, requirement: JSON = SampleDocuments.requirement
  ) async throws -> Market {
    let buyer = try await trader("Buyer")
    let id = try await make("/api/requirements", buyer, requirement)
    _ = try await succeed(
      HTTPCall(.put, "/api/requirements/\(id)/publication", as: buyer.caller, headers: [.ifMatch: "*"]))
    var suppliers: [Trader] = []
    for number in 0..<count { suppliers.append(try await trader("Supplier \(number + 1)")) }
    let market = Market(house: self, buyer: buyer, suppliers: suppliers, requirement: id)
    for supplier in suppliers { try await market.admit(supplier) }
    return market
  }
}

/// A published requirement and who has accepted.
package struct Market: Sendable {
  package let house: TestHouse
  package let buyer: Trader
  package let suppliers: [Trader]
  package let requirement: String

  /// Invites a company, which accepts.
  package func admit(_ supplier: Trader) async throws {
    let invitation = try await invite(supplier.company)
    let answer = HTTPCall(
      .put, "/api/invitations/\(invitation)/response", as: supplier.caller, headers: [.ifMatch: "*"],
      body: .sample(#"{"answer": "accepted"}"#))
    _ = try await house.succeed(answer)
  }

  package func invite(_ company: TestCompany) async throws -> String {
    let body = JSON.sample(#"{"supplier": "\#(company.id)"}"#)
    return try await house.make("/api/requirements/\(requirement)/invitations", buyer, body)
  }

  package func schedule(_ body: String) async throws -> HTTPAnswer {
    let path = "/api/requirements/\(requirement)/auctions"
    return try await house.send(HTTPCall(.post, path, as: buyer.caller, body: .sample(body)))
  }

  package func announce(_ body: String) async throws -> AuctionRoom {
    let id = try await house.make("/api/requirements/\(requirement)/auctions", buyer, .sample(body))
    return AuctionRoom(house: house, buyer: buyer, suppliers: suppliers, requirement: requirement, id: id)
  }
}

extension AuctionRoom {
  package func supplier(_ number: Int) -> CompanyID { suppliers[number].company.id }

  /// Lets time pass and the auction notice it.
  package func pass(minutes: Int64 = 0, seconds: Int64 = 0) async throws {
    try await house.pass(minutes: minutes, seconds: seconds, in: id)
  }

  package func see(_ trader: Trader) async throws -> JSON {
    try await house.succeed(HTTPCall(.get, path, as: trader.caller)).json ?? .null
  }

  /// The first lot as a supplier sees it.
  package func lot(_ number: Int) async throws -> JSON { try await see(suppliers[number])["lots"]?[0] ?? .null }

  package func lotOfBuyer() async throws -> JSON { try await see(buyer)["lots"]?[0] ?? .null }

  /// - Parameter more: further members, as `"share": "40"`.
  package func bid(
    _ number: Int, _ price: String, lot: String = "1", key: String? = nil, more: String = ""
  ) async throws -> HTTPAnswer {
    let body = #"{"lot": "\#(lot)", "price": "\#(price)"\#(more.isEmpty ? "" : ", " + more)}"#
    let headers: HTTPFields = [.idempotencyKey: key ?? "\(house.clock.now)"]
    return try await house.send(
      HTTPCall(.post, "\(path)/bids", as: suppliers[number].caller, headers: headers, body: .sample(body)))
  }

  package func send(
    _ method: HTTPRequest.Method, _ rest: String, as trader: Trader, _ body: String? = nil, key: String? = nil
  ) async throws -> HTTPAnswer {
    var call = HTTPCall(method, "\(path)/\(rest)", as: trader.caller, body: body.map { .sample($0) })
    call.headers[.idempotencyKey] = key
    return try await house.send(call)
  }
}
