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
      let decision = try form.decode { fields in
        let lot = fields.int("lot", in: Int32(1)...Int32(RequirementContent.lotLimit))
        let supplier = fields.id("supplier", CompanyNoun.self)
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
