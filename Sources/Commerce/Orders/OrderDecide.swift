// The rules of an order: who may do what, and when.

package import Auctions

extension Order: Record {
  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    try checkSide(command, actor)
    guard life != .cancelled else { throw .orderCancelled }
    guard life != .completed else { throw .orderCompleted }
    try checkText(command)
    switch command {
    case .acknowledge, .refuse: return try answer(command)
    case .ship(let carrier, let trackingNumber): return try ship(carrier, trackingNumber, at: now)
    case .deliver(let shipment): return try deliver(shipment, at: now)
    case .acceptDelivery, .rejectDelivery: return try inspect(command)
    case .invoice(let number): return try invoice(number)
    case .pay: return try pay()
    case .cancel(let reason): return try cancel(reason)
    }
  }

  private func checkSide(_ command: Command, _ actor: Actor) throws(Rejection) {
    switch command {
    case .acknowledge, .refuse, .ship, .deliver, .invoice:
      guard actor.company == supplier, actor.may(.supplier) else { throw .supplierOnly }
    case .acceptDelivery, .rejectDelivery:
      guard actor.company == buyer, actor.may([.buyer, .partner]) else { throw .buyerOnly }
    case .pay, .cancel:
      guard actor.company == buyer, actor.may(.buyer) else { throw .buyerOnly }
    }
  }

  private func checkText(_ command: Command) throws(Rejection) {
    switch command {
    case .refuse(let reason), .rejectDelivery(let reason), .cancel(let reason):
      guard !reason.isEmpty else { throw .reasonMissing }
      guard reason.unicodeScalars.count <= Self.textLimit else { throw .textTooLong }
    case .ship(let carrier, let trackingNumber):
      guard !carrier.isEmpty else { throw .carrierMissing }
      guard carrier.unicodeScalars.count <= 100, trackingNumber.unicodeScalars.count <= 100 else { throw .textTooLong }
    case .invoice(let number):
      guard !number.isEmpty else { throw .invoiceNumberMissing }
      guard number.unicodeScalars.count <= 100 else { throw .textTooLong }
    case .acknowledge, .deliver, .acceptDelivery, .pay: break
    }
  }

  private func answer(_ command: Command) throws(Rejection) -> [Event] {
    guard acknowledgement != .accepted else { throw .alreadyAcknowledged }
    guard acknowledgement != .rejected else { throw .alreadyRefused }
    if case .refuse(let reason) = command { return [.refused(reason: reason)] }
    return [.acknowledged]
  }

  private func ship(_ carrier: String, _ trackingNumber: String, at now: Instant) throws(Rejection) -> [Event] {
    guard acknowledgement == .accepted else { throw .notAcknowledged }
    guard delivery != .accepted else { throw .alreadyAccepted }
    guard shipments.count < Self.shipmentLimit else { throw .tooManyShipments }
    let number = shipments.count + 1
    return [
      .shipped(Shipment(number: number, carrier: carrier, trackingNumber: trackingNumber, shippedAt: now))
    ]
  }

  private func deliver(_ number: Int, at now: Instant) throws(Rejection) -> [Event] {
    guard let shipment = shipments.first(where: { $0.number == number }) else { throw .unknownShipment }
    guard shipment.deliveredAt == nil else { throw .alreadyDelivered }
    return [.delivered(shipment: number, at: now)]
  }

  private func inspect(_ command: Command) throws(Rejection) -> [Event] {
    guard delivery != .accepted else { throw .alreadyAccepted }
    guard delivery == .delivered else { throw .notDelivered }
    if case .rejectDelivery(let reason) = command { return [.deliveryRejected(reason: reason)] }
    return billing == .paid ? [.deliveryAccepted, .completed] : [.deliveryAccepted]
  }

  private func invoice(_ number: String) throws(Rejection) -> [Event] {
    guard acknowledgement == .accepted else { throw .notAcknowledged }
    guard billing == .notInvoiced else { throw .alreadyInvoiced }
    return [.invoiced(number: number)]
  }

  private func pay() throws(Rejection) -> [Event] {
    guard billing != .notInvoiced else { throw .notInvoiced }
    guard billing != .paid else { throw .alreadyPaid }
    return delivery == .accepted ? [.paid, .completed] : [.paid]
  }

  private func cancel(_ reason: String) throws(Rejection) -> [Event] {
    // What is on its way is rejected on arrival, not cancelled.
    guard shipments.isEmpty else { throw .alreadyShipped }
    guard billing != .paid else { throw .alreadyPaid }
    return [.cancelled(reason: reason)]
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .placed: life = .open
    case .acknowledged: acknowledgement = .accepted
    case .refused: acknowledgement = .rejected
    case .shipped(let shipment):
      shipments.append(shipment)
      delivery = .shipped
    case .delivered(let number, let at):
      for index in shipments.indices where shipments[index].number == number { shipments[index].deliveredAt = at }
      if shipments.allSatisfy({ $0.deliveredAt != nil }) { delivery = .delivered }
    case .deliveryAccepted: delivery = .accepted
    case .deliveryRejected: delivery = .rejected
    case .invoiced(let number):
      billing = .invoiced
      invoiceNumber = number
    case .paid: billing = .paid
    case .completed: life = .completed
    case .cancelled: life = .cancelled
    }
  }
}
