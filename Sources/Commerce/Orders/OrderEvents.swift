// What can be asked of an order, what can happen to it, and why not.

package import Auctions

extension Order {
  package enum Command: Equatable, Sendable {
    case acknowledge
    case refuse(reason: String)
    case ship(carrier: String, trackingNumber: String)
    /// The shipment with this number has arrived.
    case deliver(shipment: Int)
    case acceptDelivery
    case rejectDelivery(reason: String)
    case invoice(number: String)
    case pay
    case cancel(reason: String)
  }

  package enum Event: RecordEvent {
    case placed
    case acknowledged
    case refused(reason: String)
    case shipped(Shipment)
    case delivered(shipment: Int, at: Instant)
    case deliveryAccepted
    case deliveryRejected(reason: String)
    case invoiced(number: String)
    case paid
    case completed
    case cancelled(reason: String)

    package var kind: String {
      switch self {
      case .placed: "placed"
      case .acknowledged: "acknowledged"
      case .refused: "refused"
      case .shipped: "shipped"
      case .delivered: "delivered"
      case .deliveryAccepted: "deliveryAccepted"
      case .deliveryRejected: "deliveryRejected"
      case .invoiced: "invoiced"
      case .paid: "paid"
      case .completed: "completed"
      case .cancelled: "cancelled"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .placed, .acknowledged, .deliveryAccepted, .paid, .completed: []
      case .refused(let reason), .deliveryRejected(let reason), .cancelled(let reason): .optional("reason", reason)
      case .shipped(let shipment):
        [
          EventDetail("shipment", "\(shipment.number)"), EventDetail("carrier", shipment.carrier),
          EventDetail("trackingNumber", shipment.trackingNumber),
        ]
      case .delivered(let shipment, _): [EventDetail("shipment", "\(shipment)")]
      case .invoiced(let number): [EventDetail("invoiceNumber", number)]
      }
    }
  }

  /// In order of precedence.
  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case supplierOnly
    case buyerOnly
    case orderCancelled
    case orderCompleted
    case reasonMissing
    case carrierMissing
    case invoiceNumberMissing
    case textTooLong
    case alreadyAcknowledged
    case alreadyRefused
    case notAcknowledged
    case alreadyAccepted
    case tooManyShipments
    case unknownShipment
    case alreadyDelivered
    case notDelivered
    case alreadyInvoiced
    case notInvoiced
    case alreadyShipped
    case alreadyPaid
  }

  package static let shipmentLimit = 200
  package static let textLimit = 2_000
}
