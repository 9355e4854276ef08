// An order's life on its four axes, cell by cell.

import Auctions
import Commerce
import Testing

@Suite struct OrderTests {
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Order>(states: Self.states, rows: Self.rows, text: Self.table).check()
  }

  private static let acknowledged = Order.sample.after(.acknowledged)
  private static let shipped = acknowledged.after(.shipped(.sample(1)))
  private static let delivered = shipped.after(.delivered(shipment: 1, at: noon))
  private static let invoiced = acknowledged.after(.invoiced(number: "A-1"))

  static let states: KeyValuePairs<String, Order> = [
    "placed": .sample,
    "refused": .sample.after(.refused(reason: "sold out")),
    "acknowledged": acknowledged,
    "invoiced": invoiced,
    "paid": invoiced.after(.paid),
    "shipped": shipped,
    "half": delivered.after(.shipped(.sample(2))),
    "full": (2...Order.shipmentLimit).reduce(shipped) { order, number in order.after(.shipped(.sample(number))) },
    "delivered": delivered,
    "deliveredPaid": delivered.after(.invoiced(number: "A-1"), .paid),
    "sentBack": delivered.after(.deliveryRejected(reason: "wrong cables")),
    "accepted": delivered.after(.deliveryAccepted),
    "acceptedInvoiced": delivered.after(.deliveryAccepted, .invoiced(number: "A-1")),
    "completed": delivered.after(.invoiced(number: "A-1"), .paid, .deliveryAccepted, .completed),
    "cancelled": .sample.after(.cancelled(reason: "budget cut")),
  ]

  static let rows: [LifeTable<Order>.Row] = [
    .init("acknowledge", .acknowledge, by: supplier, others: .supplierOnly),
    .init("refuse", .refuse(reason: "sold out"), by: supplier, others: .supplierOnly),
    .init("refuseSilently", .refuse(reason: ""), by: supplier, others: .supplierOnly),
    .init("ship", .ship(carrier: "DHL", trackingNumber: "00340"), by: supplier, others: .supplierOnly),
    .init("shipUntracked", .ship(carrier: "own van", trackingNumber: ""), by: supplier, others: .supplierOnly),
    .init("shipBySomeone", .ship(carrier: "", trackingNumber: "00340"), by: supplier, others: .supplierOnly),
    .init("deliver1", .deliver(shipment: 1), by: supplier, others: .supplierOnly),
    .init("deliver2", .deliver(shipment: 2), by: supplier, others: .supplierOnly),
    .init("deliver0", .deliver(shipment: 0), by: supplier, others: .supplierOnly),
    .init("accept", .acceptDelivery, by: customer, others: .buyerOnly),
    .init("reject", .rejectDelivery(reason: "wrong cables"), by: customer, others: .buyerOnly),
    .init("rejectSilently", .rejectDelivery(reason: ""), by: customer, others: .buyerOnly),
    .init("invoice", .invoice(number: "A-1"), by: supplier, others: .supplierOnly),
    .init("invoiceUnnumbered", .invoice(number: ""), by: supplier, others: .supplierOnly),
    .init("pay", .pay, by: [.buyersBuyer], others: .buyerOnly),
    .init("cancel", .cancel(reason: "budget cut"), by: [.buyersBuyer], others: .buyerOnly),
    .init("cancelSilently", .cancel(reason: ""), by: [.buyersBuyer], others: .buyerOnly),
    .init("cancelAtLength", .cancel(reason: .letters(2_001)), by: [.buyersBuyer], others: .buyerOnly),
  ]

  private static let supplier = [Role.suppliersSupplier]
  private static let customer = [Role.buyersBuyer, .buyersPartner]

  static let table = """
    *                  completed                          !orderCompleted
    *                  cancelled                          !orderCancelled
    refuseSilently     *                                  !reasonMissing
    rejectSilently     *                                  !reasonMissing
    cancelSilently     *                                  !reasonMissing
    cancelAtLength     *                                  !textTooLong
    shipBySomeone      *                                  !carrierMissing
    invoiceUnnumbered  *                                  !invoiceNumberMissing

    acknowledge        placed                             acknowledged
    acknowledge        refused                            !alreadyRefused
    acknowledge        *                                  !alreadyAcknowledged
    refuse             placed                             refused
    refuse             refused                            !alreadyRefused
    refuse             *                                  !alreadyAcknowledged

    ship               placed,refused                     !notAcknowledged
    ship               accepted,acceptedInvoiced          !alreadyAccepted
    ship               full                               !tooManyShipments
    ship               *                                  shipped
    shipUntracked      placed,refused                     !notAcknowledged
    shipUntracked      accepted,acceptedInvoiced          !alreadyAccepted
    shipUntracked      full                               !tooManyShipments
    shipUntracked      *                                  shipped

    deliver1           shipped,full                       delivered
    deliver1           placed,refused,acknowledged        !unknownShipment
    deliver1           invoiced,paid                      !unknownShipment
    deliver1           *                                  !alreadyDelivered
    deliver2           half,full                          delivered
    deliver2           *                                  !unknownShipment
    deliver0           *                                  !unknownShipment

    accept             delivered                          deliveryAccepted
    accept             deliveredPaid                      deliveryAccepted+completed
    accept             accepted,acceptedInvoiced          !alreadyAccepted
    accept             *                                  !notDelivered
    reject             delivered,deliveredPaid            deliveryRejected
    reject             accepted,acceptedInvoiced          !alreadyAccepted
    reject             *                                  !notDelivered

    invoice            placed,refused                     !notAcknowledged
    invoice            invoiced,paid                      !alreadyInvoiced
    invoice            deliveredPaid,acceptedInvoiced     !alreadyInvoiced
    invoice            *                                  invoiced
    pay                invoiced                           paid
    pay                acceptedInvoiced                   paid+completed
    pay                paid,deliveredPaid                 !alreadyPaid
    pay                *                                  !notInvoiced

    cancel             placed,refused,acknowledged        cancelled
    cancel             invoiced                           cancelled
    cancel             paid                               !alreadyPaid
    cancel             *                                  !alreadyShipped
    """
}
