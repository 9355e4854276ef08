// Auctions over the API: the list, their announcement, how they look, their rules.

import Auctions
import Commerce
import Hummingbird
import Interchange
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

  /// Announces the auction of a requirement.
  func schedule(_ call: Call) async throws -> Response {
    let id = try call.id("id", RequirementNoun.self)
    let document = try await call.json()
    let plan = try document.decode { try AuctionPlan(fields: $0, house) }
    var announced: Announced?
    let response = try await call.onceBeside(house, document) {
      let auction = try await house.schedule(id, plan, as: call.actor(), at: call.now)
      announced = auction
      return .created(CreatedDocument(id: "\(auction.auction)"), at: "/api/auctions/\(auction.auction)")
    }
    // What opens sealed offers is told once, and is not in the answer that is kept for the key.
    guard let announced, let secrets = announced.secrets else { return response }
    let whole = ScheduledDocument(auction: announced.auction, secrets: secrets)
    return Answer.created(whole, at: "/api/auctions/\(announced.auction)").response
  }

  func get(_ call: Call) async throws -> Response {
    let seen = try await house.auctions.see(call.id("id"), as: call.actor(), at: call.now)
    return Response.json(seen.message(at: call.now, present: house.present(in: seen)))
  }

  /// The rules document that the auction runs by now.
  func rules(_ call: Call) async throws -> Response {
    let seen = try await house.auctions.see(call.id("id"), as: call.actor(), at: call.now)
    return Response.json(RulesDocument(rules: seen.auction.rules))
  }
}

extension AuctionPlan {
  /// `rules` or the name of a `preset`, and what the auction has besides: `opensAt`, `practice`, `rates`, `floors`,
  /// `participants`, `openers`.
  fileprivate init(fields: JSON.Fields, _ house: House) throws(JSON.Faulty) {
    let rules = fields.optionalObject("rules") { fields throws(JSON.Faulty) in try RulesDocument(fields: fields).rules }
    let preset = fields.optionalValue("preset", expected: "the name of a preset, such as english-open") {
      house.presets[$0]
    }
    let opensAt = fields.optionalInstant("opensAt")
    let isPractice = fields.optionalBool("practice")
    let rates = fields.optionalArray("rates", count: 0...50) { $0.object(ExchangeRate.init(fields:)) }
    let floors = fields.optionalArray("floors") { $0.object(Floor.init(fields:)) }
    let participants = fields.optionalArray("participants") { $0.object(Admission.init(fields:)) }
    let openers = fields.optionalArray("openers", count: 0...AuctionPlan.openersAtMost) {
      $0.value(expected: "the identifier of a company") { CompanyID($0) }
    }
    switch (rules.value, preset.value) {
    case (.some(nil), .some(nil)): fields.refuse("rules", .missing)
    case (.some(_?), .some(_?)): fields.refuse("preset", "must be left out where there are rules")
    default: break
    }
    Self.refuseUnknown(rates.value.flatMap(\.self) ?? [], fields, house)
    Self.refuseRepeated(floors.value.flatMap(\.self)?.map(\.lot), at: "/floors", "lot", fields)
    Self.refuseRepeated(participants.value.flatMap(\.self)?.map(\.company), at: "/participants", "company", fields)
    try fields.end()
    let (written, named) = (try rules.get(), try preset.get())
    guard let chosen = written ?? named else { throw fields.refuse(at: "/rules", .missing) }
    self.init(
      rules: chosen, opensAt: try opensAt.get(), isPractice: try isPractice.get() ?? false,
      rates: try rates.get() ?? [], floors: Dictionary(try floors.get() ?? []),
      participants: try participants.get() ?? [], openers: try openers.get() ?? [])
  }

  private static func refuseUnknown(_ rates: [ExchangeRate], _ fields: JSON.Fields, _ house: House) {
    for (index, rate) in rates.enumerated() where house.codes.currency(rate.currency) == nil {
      fields.refuse(at: "/rates/\(index)/currency", .malformed(expected: "a currency code such as USD (ISO 4217)"))
    }
  }

  private static func refuseRepeated(
    _ keys: [some Hashable]?, at path: String, _ name: String, _ fields: JSON.Fields
  ) {
    let keys = keys ?? []
    for index in keys.indices where keys[..<index].contains(keys[index]) {
      fields.refuse(at: "\(path)/\(index)/\(name)", .refused("occurs a second time"))
    }
  }
}

/// The lowest price that counts for a lot.
private struct Floor {
  let lot: LotNumber
  let price: Money

  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let lot = fields.int("lot", in: Int32(1)...Int32.max)
    let price = fields.signedMoney("price")
    try fields.end()
    self.lot = LotNumber(try lot.get())
    self.price = try price.get()
  }
}

extension [LotNumber: Money] {
  fileprivate init(_ floors: [Floor]) { self = floors.reduce(into: [:]) { $0[$1.lot] = $1.price } }
}

/// The identifier of something new.
struct CreatedDocument: JSONWritable {
  var id: String
  func write(to writer: inout JSONWriter) { writer.object { $0.member("id", id) } }
}
