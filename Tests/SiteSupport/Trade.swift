// A trade from requirement to shipment, done over the API by a program of each side.

import Auctions
import HTTPTypes
package import StrictJSON

/// What a trade leaves behind, by identifier.
package struct Trade: Sendable {
  package var requirement = ""
  package var invitation = ""
  package var auction = ""
  package var award = ""
  package var order = ""
}

/// A company and the program that acts for it, with all rights.
package struct Trader: Sendable {
  package let company: TestCompany
  package let caller: Caller

  package init(_ company: TestCompany, _ caller: Caller) {
    self.company = company
    self.caller = caller
  }
}

extension TestHouse {
  package func trader(_ name: String) async throws -> Trader {
    let company = try await company(name)
    return try await Trader(company, token(of: company).caller)
  }

  /// The buyer posts, invites, auctions, awards and orders; the supplier accepts, bids once and ships.
  package func trade(_ buyer: Trader, with supplier: Trader) async throws -> Trade {
    var trade = Trade()
    try await invite(buyer, supplier, &trade)
    try await auction(buyer, supplier, &trade)
    try await order(buyer, supplier, &trade)
    return trade
  }

  private func invite(_ buyer: Trader, _ supplier: Trader, _ trade: inout Trade) async throws {
    trade.requirement = try await make("/api/requirements", buyer, SampleDocuments.requirement)
    try await put("/api/requirements/\(trade.requirement)/publication", buyer)
    let invitation = JSON.sample(#"{"supplier": "\#(supplier.company.id)"}"#)
    trade.invitation = try await make("/api/requirements/\(trade.requirement)/invitations", buyer, invitation)
    try await put("/api/invitations/\(trade.invitation)/response", supplier, .sample(#"{"answer": "accepted"}"#))
  }

  private func auction(_ buyer: Trader, _ supplier: Trader, _ trade: inout Trade) async throws {
    let rules = JSON.sample(#"{"rules": \#(SampleDocuments.rules)}"#)
    trade.auction = try await make("/api/requirements/\(trade.requirement)/auctions", buyer, rules)
    try await pass(seconds: 1, in: trade.auction)
    let bid = JSON.sample(#"{"lot": "1", "price": "1290.00"}"#)
    let call = HTTPCall(
      .post, "/api/auctions/\(trade.auction)/bids", as: supplier.caller, headers: [.idempotencyKey: "bid"], body: bid)
    _ = try await succeed(call)
    try await pass(minutes: 31, in: trade.auction)
  }

  private func order(_ buyer: Trader, _ supplier: Trader, _ trade: inout Trade) async throws {
    let decision = JSON.sample(#"{"lot": 1, "supplier": "\#(supplier.company.id)"}"#)
    trade.award = try await make("/api/requirements/\(trade.requirement)/awards", buyer, decision)
    trade.order = try await make("/api/awards/\(trade.award)/orders", buyer)
    try await put("/api/orders/\(trade.order)/acknowledgement", supplier, .sample(#"{"answer": "accepted"}"#))
    let shipment = JSON.sample(#"{"carrier": "Danube Freight"}"#)
    let path = "/api/orders/\(trade.order)/shipments"
    _ = try await succeed(
      HTTPCall(.post, path, as: supplier.caller, headers: [.ifMatch: "*"], body: shipment))
  }

  /// Sends a call that must succeed.
  package func succeed(_ call: HTTPCall) async throws -> HTTPAnswer {
    let answer = try await send(call)
    guard answer.isSuccess else { throw TestHouseError.unexpected(call, answer) }
    return answer
  }

  /// Makes a record and answers its identifier.
  package func make(_ path: String, _ trader: Trader, _ body: JSON = .sample("{}")) async throws -> String {
    let call = HTTPCall(.post, path, as: trader.caller, headers: [.ifMatch: "*"], body: body)
    let answer = try await succeed(call)
    guard let id = answer.json?["id"]?.text else { throw TestHouseError.unexpected(call, answer) }
    return id
  }

  private func put(_ path: String, _ trader: Trader, _ body: JSON = .sample("{}")) async throws {
    _ = try await succeed(HTTPCall(.put, path, as: trader.caller, headers: [.ifMatch: "*"], body: body))
  }
}

package enum SampleDocuments {
  /// For invited suppliers, with one lot.
  package static let requirement = JSON.sample(
    """
    {
      "title": "Portable computers", "currency": "EUR", "method": "selective",
      "delivery": {"address": {"locality": "Giurgiulești", "country": "MD"}, "date": "2027-03-31"},
      "lots": [{"title": "Computers", "targetPrice": "1300.00", "items": [
        {"description": "14 inches", "category": "30213100-6", "quantity": "2", "unit": "H87"}
      ]}]
    }
    """)

  /// An open English auction of half an hour.
  package static let rules = rules()

  /// The same with other parts, each as JSON.
  package static func rules(
    clock: String = #"{"kind": "english", "durationMilliseconds": 1800000}"#,
    admissibility: String =
      #"{"decrement": {"kind": "amount", "amount": "1.00", "base": "best"}, "tiesAllowed": false}"#,
    ranking: String = "{}",
    visibility: String = #"""
    {"ownRank": "always", "bestPrice": "always", "allPrices": "always", "bidderCount": "always", "names": "never",
    "namesToBuyer": "afterClose"}
    """#,
    closing: String = "{}"
  ) -> String {
    """
    {
      "format": "kontor-rules/1", "clock": \(clock), "admissibility": \(admissibility), "ranking": \(ranking),
      "visibility": \(visibility), "closing": \(closing)
    }
    """
  }
}

extension JSON {
  /// The value of a text that a test writes down; a misspelt one is null, which no reader accepts.
  package static func sample(_ text: String) -> JSON { (try? JSON(parsing: text.utf8)) ?? .null }

  /// The same object with a member set to another value, in its place or at the end.
  package func with(_ name: String, _ value: JSON) -> JSON {
    var changed = Members()
    for member in members?.entries ?? [] {
      _ = changed.append(member.name, member.name == name ? value : member.value)
    }
    _ = changed.append(name, value)
    return .object(changed)
  }

  package func with(_ name: String, _ text: String) -> JSON { with(name, .string(text)) }
}
