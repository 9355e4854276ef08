// What buyers do to their auctions over the API: who takes part, the start, pauses, ends, rules. Each with its reason.

import Auctions
import Commerce
import Hummingbird
import StrictJSON
import Transcript

struct AuctionInterventionsAPI: Sendable {
  let house: House

  // MARK: - Who takes part

  /// The terms of a supplier that has accepted: `currency`, `ceilings`, `declarations`.
  func admit(_ call: Call) async throws -> Response {
    let (id, company) = try (call.id("id", Auction.self), call.id("company", CompanyNoun.self))
    let document = try await call.json()
    let admission = try document.decode { fields in
      let (currency, ceilings, declarations) = Admission.terms(fields)
      try fields.end()
      return Admission(
        company, currency: try currency.get(), ceilings: try ceilings.get() ?? [],
        declarations: try declarations.get() ?? [])
    }
    return try await call.onceBeside(house, document) {
      try await house.admit(admission, to: id, as: call.actor(), at: call.now)
      return .noContent
    }
  }

  func disqualify(_ call: Call) async throws -> Response {
    let company = try call.id("company", CompanyNoun.self)
    return try await giveReason(call) { .disqualify(company, reason: $0) }
  }

  func reinstate(_ call: Call) async throws -> Response {
    let company = try call.id("company", CompanyNoun.self)
    return try await giveReason(call) { .reinstate(company, reason: $0) }
  }

  func admitObserver(_ call: Call) async throws -> Response {
    let (id, company) = try (call.id("id", Auction.self), call.id("company", CompanyNoun.self))
    let document = try await call.json()
    try document.decode { try $0.end() }
    return try await call.onceBeside(house, document) {
      try await house.admitObserver(company, to: id, as: call.actor(), at: call.now)
      return .noContent
    }
  }

  // MARK: - The course

  /// Moves the start, to now if no time is given.
  func open(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let opensAt = fields.optionalInstant("opensAt")
      try fields.end()
      let time = try opensAt.get()
      return { .moveOpening(to: time ?? $0) }
    }
  }

  func cancel(_ call: Call) async throws -> Response { try await giveReason(call) { .cancel(reason: $0) } }
  func pause(_ call: Call) async throws -> Response { try await giveReason(call) { .pause(reason: $0) } }

  func resume(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      try fields.end()
      return { _ in .resume }
    }
  }

  /// Closes one lot now, or all that are open.
  func closeEarly(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let (lot, reason) = (fields.optionalLot(), fields.reason())
      try fields.end()
      let command = Auction.Command.closeEarly(try lot.get(), reason: try reason.given())
      return { _ in command }
    }
  }

  /// Puts the end of one lot off, or of all that are open.
  func extend(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let (lot, closesAt, reason) = (fields.optionalLot(), fields.instant("closesAt"), fields.reason())
      try fields.end()
      let command = Auction.Command.extend(try lot.get(), to: try closesAt.get(), reason: try reason.given())
      return { _ in command }
    }
  }

  /// Rules for what comes; what was accepted stays.
  func change(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let rules = fields.object("rules") { fields throws(JSON.Faulty) in try RulesDocument(fields: fields).rules }
      let reason = fields.reason()
      try fields.end()
      let command = Auction.Command.change(try rules.get(), reason: try reason.given())
      return { _ in command }
    }
  }

  /// Takes the standing offer of a supplier back.
  func withdraw(_ call: Call) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let (supplier, lot, reason) = (fields.id("supplier", CompanyNoun.self), fields.lot(), fields.reason())
      try fields.end()
      let command = Auction.Command.withdraw(try lot.get(), try supplier.get(), reason: try reason.given())
      return { _ in command }
    }
  }

  // MARK: - One command

  /// A command with nothing but a reason.
  private func giveReason(_ call: Call, _ command: (String) -> Auction.Command) async throws -> Response {
    try await intervene(call) { fields throws(JSON.Faulty) in
      let reason = fields.reason()
      try fields.end()
      let command = command(try reason.given())
      return { _ in command }
    }
  }

  /// Done once for a key. The command is handed the present.
  private func intervene(
    _ call: Call, _ read: (JSON.Fields) throws(JSON.Faulty) -> (Instant) -> Auction.Command
  ) async throws -> Response {
    let id = try call.id("id", Auction.self)
    let document = try await call.json()
    let command = try document.decode(read)
    return try await call.onceBeside(house, document) {
      try await house.command(id, as: call.actor(), at: call.now, command)
      return .noContent
    }
  }
}

extension JSON.Field<String?> {
  /// The words of a reason; blank ones are none, which the auction refuses.
  fileprivate func given() throws(JSON.Faulty) -> String {
    let reason = try get() ?? ""
    return reason.allSatisfy(\.isWhitespace) ? "" : reason
  }
}
