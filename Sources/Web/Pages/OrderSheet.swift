// Everything that the page of an order is made of, read in one transaction, and the page made of it.

import Auctions
import Commerce
import Interchange
import Store

struct OrderSheet: Sendable {
  let stored: Stored<Order>
  let actor: Actor
  let now: Instant
  let buyer: Party
  let supplier: Party
  let requirement: RequirementID
  let timeline: [Store.TimelineEntry]
  let feedback: [Feedback]

  init(_ id: OrderID, _ work: Work) throws {
    stored = try work.order(id)
    (actor, now) = (work.actor, work.now)
    buyer = try work.party(stored.record.buyer)
    supplier = try work.party(stored.record.supplier)
    requirement = try work.award(stored.record.award).record.requirement
    timeline = try work.timeline(ofOrder: id)
    feedback = try work.feedback(on: id)
  }

  /// Whether the rules of the order would let the reader do it now: nothing else decides what a page offers.
  fileprivate func allows(_ command: Order.Command) -> Bool {
    (try? stored.record.decide(command, by: actor, at: now)) != nil
  }

  fileprivate var mayRate: Bool {
    Feedback.Subject.allCases.contains { subject in
      let given = try? Feedback.give(
        id: .none, on: stored.record, subject: subject, rating: 5, text: "", given: feedback, by: actor, at: now)
      return given != nil
    }
  }
}

extension OrderPage {
  init(_ sheet: OrderSheet, _ visit: Visit, _ objections: Objections) {
    let (order, format) = (sheet.stored.record, visit.format)
    self.init(
      id: "\(order.id)", revision: "\(sheet.stored.revision)", number: order.number, title: order.title,
      buyer: sheet.buyer, supplier: sheet.supplier, placedAt: format.moment(sheet.stored.createdAt),
      total: format.money(order.total, order.currency), axes: order.axes(visit.texts),
      lines: order.lines.map { OrderLine($0, visit) }, deliveryPlace: visit.codes.line(order.deliverTo.address),
      deliveryDate: format.day(order.deliverTo.date),
      requirementHref: sheet.actor.may([.buyer, .supplier]) ? "/requirements/\(sheet.requirement)" : nil,
      shipments: order.shipments.map { ShipmentRow($0, visit) },
      timeline: sheet.timeline.map { TimelineEntry($0, of: "order", visit) },
      actions: OrderActions(sheet, objections), feedback: sheet.feedback.map { FeedbackCard($0, sheet, visit) },
      problems: objections.summary(visit.texts))
  }
}

extension Order {
  fileprivate func axes(_ texts: Texts) -> [OrderAxis] {
    [
      OrderAxis("life", state: life.rawValue, texts: texts),
      OrderAxis("delivery", state: delivery.rawValue, texts: texts),
      OrderAxis("billing", state: billing.rawValue, detail: invoiceNumber, texts: texts),
      OrderAxis("acknowledgement", state: acknowledgement.rawValue, texts: texts),
    ]
  }
}

extension OrderActions {
  fileprivate init(_ sheet: OrderSheet, _ objections: Objections) {
    let order = sheet.stored.record
    self.init(
      mayAcknowledge: sheet.allows(.acknowledge),
      // More could follow what has arrived, but that is for the API: here it would only be in the way.
      mayShip: order.delivery != .delivered && sheet.allows(.ship(carrier: "-", trackingNumber: "-")),
      mayDeliver: order.shipments.contains { sheet.allows(.deliver(shipment: $0.number)) },
      mayAccept: sheet.allows(.acceptDelivery), mayInvoice: sheet.allows(.invoice(number: "-")),
      mayPay: sheet.allows(.pay), mayCancel: sheet.allows(.cancel(reason: "-")), mayRate: sheet.mayRate,
      reason: objections.field("reason"), carrier: objections.field("carrier"),
      trackingNumber: objections.field("trackingNumber"), invoiceNumber: objections.field("invoiceNumber"),
      orderText: objections.field("orderText"), supplierText: objections.field("supplierText"))
  }
}

extension OrderLine {
  fileprivate init(_ line: Order.Line, _ visit: Visit) {
    self.init(
      description: line.description, categoryCode: line.category, quantity: visit.format.quantity(line.quantity),
      unit: visit.codes.unitName(line.unit))
  }
}

extension ShipmentRow {
  fileprivate init(_ shipment: Order.Shipment, _ visit: Visit) {
    let state: Order.Delivery = shipment.deliveredAt == nil ? .shipped : .delivered
    self.init(
      carrier: shipment.carrier, trackingNumber: shipment.trackingNumber,
      at: visit.format.moment(shipment.deliveredAt ?? shipment.shippedAt),
      badge: Badge("delivery", state.rawValue, visit.texts))
  }
}

extension FeedbackCard {
  fileprivate init(_ feedback: Feedback, _ sheet: OrderSheet, _ visit: Visit) {
    self.init(
      subject: feedback.subject == .order ? visit.texts["order.one"] : sheet.supplier.name, rating: feedback.rating,
      text: feedback.text, by: sheet.buyer.name, at: visit.format.moment(feedback.givenAt))
  }
}
