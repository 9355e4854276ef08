// An order: one record for buyer and supplier, with four axes that move apart (UBL: Order, OrderResponse,
// DespatchAdvice, ReceiptAdvice, Invoice).

package import Auctions

package enum OrderNoun {}
package typealias OrderID = ID<OrderNoun>

package struct Order: Equatable, Sendable {
  package enum Life: String, Equatable, Sendable, CaseIterable { case open, completed, cancelled }
  package enum Delivery: String, Equatable, Sendable, CaseIterable {
    case notShipped, shipped, delivered, accepted, rejected
  }
  package enum Billing: String, Equatable, Sendable, CaseIterable { case notInvoiced, invoiced, paid }
  package enum Acknowledgement: String, Equatable, Sendable, CaseIterable { case pending, accepted, rejected }

  package struct Line: Equatable, Sendable {
    package var description: String
    package var category: String
    package var quantity: Quantity
    package var unit: String
    package init(description: String, category: String, quantity: Quantity, unit: String) {
      self.description = description
      self.category = category
      self.quantity = quantity
      self.unit = unit
    }
  }

  /// A despatch: what left the supplier, with whom, and when it arrived.
  package struct Shipment: Equatable, Sendable {
    /// From 1 within the order.
    package var number: Int
    package var carrier: String
    package var trackingNumber: String
    package var shippedAt: Instant
    package var deliveredAt: Instant?
    package init(
      number: Int, carrier: String, trackingNumber: String, shippedAt: Instant, deliveredAt: Instant? = nil
    ) {
      self.number = number
      self.carrier = carrier
      self.trackingNumber = trackingNumber
      self.shippedAt = shippedAt
      self.deliveredAt = deliveredAt
    }
  }

  package let id: OrderID
  /// For people: `2026-000017`, counted per buyer.
  package let number: String
  package let buyer: CompanyID
  package let supplier: CompanyID
  package let award: AwardID
  package let title: String
  package let currency: String
  package let total: Money
  package let lines: [Line]
  package let deliverTo: RequirementContent.Delivery
  package var life = Life.open
  package var delivery = Delivery.notShipped
  package var billing = Billing.notInvoiced
  package var acknowledgement = Acknowledgement.pending
  package var shipments: [Shipment] = []
  package var invoiceNumber: String?

  package init(
    id: OrderID, number: String, buyer: CompanyID, supplier: CompanyID, award: AwardID, title: String,
    currency: String, total: Money, lines: [Line], deliverTo: RequirementContent.Delivery
  ) {
    self.id = id
    self.number = number
    self.buyer = buyer
    self.supplier = supplier
    self.award = award
    self.title = title
    self.currency = currency
    self.total = total
    self.lines = lines
    self.deliverTo = deliverTo
  }

  /// The order that an award of `requirement` becomes; `nil` for an award of something else.
  package static func place(id: OrderID, number: String, award: Award, of requirement: Requirement) -> Order? {
    let lots = requirement.content.lots
    let index = Int(award.lot.value) - 1
    guard award.requirement == requirement.id, lots.indices.contains(index) else { return nil }
    let lines = lots[index].items.map {
      Line(
        description: $0.description, category: $0.category, quantity: $0.quantity.share(award.share), unit: $0.unit)
    }
    return Order(
      id: id, number: number, buyer: award.buyer, supplier: award.supplier, award: award.id,
      title: lots.count == 1 ? requirement.content.title : lots[index].title,
      currency: award.currency, total: award.price, lines: lines,
      deliverTo: requirement.content.delivery)
  }
}
