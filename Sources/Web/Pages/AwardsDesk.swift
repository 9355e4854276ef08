// Awards from the page of a requirement, and the orders that they become.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct AwardsDesk: Sendable {
  /// The buyer's decision for one offer of a closed lot.
  func award(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", RequirementNoun.self), try await visit.form())
    return try await visit.answer(form) {
      let bidders = try await AwardedBidders(form["supplier"], of: id, visit)
      let decision = try form.decode { fields in
        let lot = fields.int("lot", in: Int32(1)...Int32(RequirementContent.lotLimit))
        let supplier = fields.value("supplier", expected: "an offer", bidders.company)
        let reason = fields.reason()
        return try Award.Decision(lot: LotNumber(lot.get()), supplier: supplier.get(), reason: reason.get() ?? "")
      }
      _ = try await visit.house.award(decision, of: id, as: visit.call.actor(), at: visit.now)
      return visit.go(to: "/requirements/\(id)", .awarded)
    } again: {
      try await RequirementsDesk().show(id, visit, $0)
    }
  }

  /// Places the order.
  func order(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", AwardNoun.self), try await visit.form())
    let requirement = try await visit.read { try $0.award(id).record.requirement }
    return try await visit.answer(form) {
      let order = try await visit.write { try $0.placeOrder(id, expecting: form.seen).record.id }
      return visit.go(to: "/orders/\(order)", .orderPlaced)
    } again: {
      try await RequirementsDesk().show(requirement, visit, $0)
    }
  }
}

/// Who is meant by an offer of the result: a company, or `bidder:2` where even the buyer does not know who it is.
private struct AwardedBidders {
  private let participants: [Participant]

  init(_ text: String, of id: RequirementID, _ visit: Visit) async throws {
    guard text.hasPrefix(Self.prefix), let line = try await visit.read({ try $0.ownAuction(of: id) }) else {
      participants = []
      return
    }
    participants = try await visit.house.auctions.load(line.id).0.participants
  }

  private static let prefix = "bidder:"

  func company(_ text: String) -> CompanyID? {
    guard text.hasPrefix(Self.prefix) else { return CompanyID(text) }
    guard let number = Int(text.dropFirst(Self.prefix.count)), participants.indices.contains(number - 1) else {
      return nil
    }
    return participants[number - 1].company
  }
}

extension Work {
  fileprivate func ownAuction(of id: RequirementID) throws -> AuctionLine? {
    guard try requirement(id).record.buyer == actor.company else { throw RecordError.notFound }
    return try auction(of: id)
  }
}
