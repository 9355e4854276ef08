// What the table of an order's life leaves open: lengths, shipments one by one, the timeline, and how an order begins.

import Auctions
import Commerce
import Testing

@Suite struct OrderDetailTests {
  @Test func texts() {
    let placed = Order.sample
    let acknowledged = placed.after(.acknowledged)
    let delivered = acknowledged.after(.shipped(.sample(1)), .delivered(shipment: 1, at: noon))
    let rows: [(Order, Order.Command, Role, String)] = [
      (placed, .refuse(reason: .letters(2_000)), .suppliersSupplier, "refused"),
      (placed, .refuse(reason: .letters(2_001)), .suppliersSupplier, "!textTooLong"),
      (delivered, .rejectDelivery(reason: .letters(2_000)), .buyersPartner, "deliveryRejected"),
      (delivered, .rejectDelivery(reason: .letters(2_001)), .buyersPartner, "!textTooLong"),
      (placed, .cancel(reason: .letters(2_000)), .buyersBuyer, "cancelled"),
      (acknowledged, .ship(carrier: .letters(100), trackingNumber: .letters(100)), .suppliersSupplier, "shipped"),
      (acknowledged, .ship(carrier: .letters(101), trackingNumber: ""), .suppliersSupplier, "!textTooLong"),
      (acknowledged, .ship(carrier: "DHL", trackingNumber: .letters(101)), .suppliersSupplier, "!textTooLong"),
      (acknowledged, .invoice(number: .letters(100)), .suppliersSupplier, "invoiced"),
      (acknowledged, .invoice(number: .letters(101)), .suppliersSupplier, "!textTooLong"),
    ]
    for (order, command, role, expected) in rows {
      #expect(order.outcome(of: command, by: role.actor) == expected, "\(expected)")
    }
  }

  @Test func shipmentsAreNumberedAndStamped() throws {
    var order = Order.sample.after(.acknowledged)
    for carrier in ["DHL", "own van"] {
      let events = try order.decide(
        .ship(carrier: carrier, trackingNumber: "7"), by: Role.suppliersSupplier.actor, at: noon)
      for event in events { order.fold(event) }
    }
    #expect(order.shipments.map(\.number) == [1, 2])
    #expect(order.shipments.map(\.carrier) == ["DHL", "own van"])
    #expect(order.shipments.allSatisfy { $0.shippedAt == noon && $0.trackingNumber == "7" })
  }

  @Test func anOrderIsDeliveredWithItsLastShipment() {
    let later = noon.adding(milliseconds: 1)
    let both = Order.sample.after(.acknowledged, .shipped(.sample(1)), .shipped(.sample(2)))
    let one = both.after(.delivered(shipment: 2, at: noon))
    #expect(one.delivery == .shipped)
    #expect(one.shipments.map(\.deliveredAt) == [nil, noon])
    let all = one.after(.delivered(shipment: 1, at: later))
    #expect(all.delivery == .delivered)
    #expect(all.shipments.map(\.deliveredAt) == [later, noon])
    let again = all.after(.deliveryRejected(reason: "wrong cables"), .shipped(.sample(3)))
    #expect(again.delivery == .shipped)
    #expect(again.after(.delivered(shipment: 3, at: later)).delivery == .delivered)
  }

  @Test func timeline() {
    #expect(
      Order.Event.shipped(.sample(1)).details == [
        EventDetail("shipment", "1"), EventDetail("carrier", "DHL"), EventDetail("trackingNumber", "00340"),
      ])
    #expect(Order.Event.delivered(shipment: 3, at: noon).details == [EventDetail("shipment", "3")])
    #expect(Order.Event.invoiced(number: "A-1").details == [EventDetail("invoiceNumber", "A-1")])
    #expect(Order.Event.refused(reason: "sold out").details == [EventDetail("reason", "sold out")])
    #expect(Order.Event.placed.kind == "placed")
    #expect(Order.Event.placed.details.isEmpty)
    #expect(Order.sample.after(.placed) == .sample)
  }

  @Test func anAwardedLotBecomesAnOrder() throws {
    let requirement = Requirement.sample(.active)
    let order = Order.place(id: Order.sample.id, number: "2026-000017", award: .of(lot: 2), of: requirement)
    let placed = try #require(order)
    #expect(placed.title == "Control cables")
    #expect(placed.lines.map(\.description) == ["Control cables, type 1", "Control cables, type 2"])
    #expect(placed.lines.allSatisfy { $0.quantity == .of("100") && $0.unit == "MTR" && $0.category == "31320000-5" })
    #expect(placed.total == .of("900.00"))
    #expect(placed.currency == "EUR")
    #expect((placed.buyer, placed.supplier) == (House.buyer, House.supplier))
    #expect(placed.award == AwardID(bits: 30))
    #expect(placed.deliverTo == requirement.content.delivery)
    #expect(placed.outcome(of: .acknowledge, by: Role.suppliersSupplier.actor) == "acknowledged")
  }

  @Test func theOnlyLotIsOrderedUnderTheRequirementsTitle() {
    var requirement = Requirement.sample(.active)
    requirement.content.lots.removeLast()
    #expect(Order.place(id: Order.sample.id, number: "1", award: .of(lot: 1), of: requirement)?.title == "Cables")
  }

  @Test(arguments: [Int32.min, -1, 0, 3, Int32.max]) func noOrderForALotThatIsNotThere(lot: Int32) {
    #expect(Order.place(id: Order.sample.id, number: "1", award: .of(lot: lot), of: .sample(.active)) == nil)
  }

  @Test func noOrderForAnotherRequirementsAward() {
    let other = Requirement(id: RequirementID(bits: 11), buyer: House.buyer, status: .active, content: .sample)
    #expect(Order.place(id: Order.sample.id, number: "1", award: .of(lot: 1), of: other) == nil)
  }
}

extension Order.Shipment {
  static func sample(_ number: Int) -> Self {
    Order.Shipment(number: number, carrier: "DHL", trackingNumber: "00340", shippedAt: noon)
  }
}

extension Award {
  static func of(lot: Int32) -> Award {
    Award(
      id: AwardID(bits: 30), requirement: RequirementID(bits: 10), auction: AuctionID(bits: 50), lot: LotNumber(lot),
      buyer: House.buyer, supplier: House.supplier, price: .of("900.00"),
      currency: "EUR", rank: 1, reason: "")
  }
}
