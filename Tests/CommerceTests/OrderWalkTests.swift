// Random lives of orders: whatever is asked in whatever order, each axis only moves along its allowed edges.

import Auctions
import Commerce
import Testing

@Suite struct OrderWalkTests {
  @Test(arguments: UInt64(1)...100) func axesMoveAlongTheirEdges(seed: UInt64) throws {
    var random = Seeded(seed: seed)
    var order = Order.sample
    var now = noon
    for _ in 0..<200 {
      now = now.adding(milliseconds: Int64.random(in: 0...86_400_000, using: &random))
      let before = order
      let role = Role.allCases[Int.random(in: 0..<Role.allCases.count, using: &random)]
      let command = Order.Command.random(using: &random)
      guard let events = try? order.decide(command, by: role.actor, at: now) else { continue }
      #expect(before.life == .open, "\(command) after the end, seed \(seed)")
      #expect(!events.isEmpty)
      for event in events {
        let step = order
        order.fold(event)
        #expect(step.mayBecome(order), "\(event), seed \(seed)")
      }
      #expect(order.isSound, "after \(command), seed \(seed)")
    }
  }

  /// Over many seeds both ends are reached, so that the walk above has not passed by the interesting places.
  @Test func walksReachEveryEnd() {
    var ends: Set<Order.Life> = []
    var deliveries: Set<Order.Delivery> = []
    for seed in UInt64(1)...100 {
      var random = Seeded(seed: seed)
      var order = Order.sample
      for _ in 0..<400 {
        let role = Role.allCases[Int.random(in: 0..<Role.allCases.count, using: &random)]
        let events = try? order.decide(.random(using: &random), by: role.actor, at: noon)
        for event in events ?? [] { order.fold(event) }
        deliveries.insert(order.delivery)
      }
      ends.insert(order.life)
    }
    #expect(ends.isSuperset(of: [.completed, .cancelled]))
    #expect(deliveries == Set(Order.Delivery.allCases))
  }
}

extension Order {
  /// Whether one event may lead from here to `next`.
  fileprivate func mayBecome(_ next: Order) -> Bool {
    Self.lifeEdges.contains(life, next.life) && Self.deliveryEdges.contains(delivery, next.delivery)
      && Self.billingEdges.contains(billing, next.billing)
      && Self.acknowledgementEdges.contains(acknowledgement, next.acknowledgement)
      && next.shipments.count >= shipments.count
  }

  private static let lifeEdges = Edges<Life>([.open: [.completed, .cancelled]])
  private static let deliveryEdges = Edges<Delivery>([
    .notShipped: [.shipped], .shipped: [.delivered], .delivered: [.accepted, .rejected, .shipped],
    .rejected: [.shipped],
  ])
  private static let billingEdges = Edges<Billing>([.notInvoiced: [.invoiced], .invoiced: [.paid]])
  private static let acknowledgementEdges = Edges<Acknowledgement>([.pending: [.accepted, .rejected]])

  /// What is true of every order between two commands.
  fileprivate var isSound: Bool {
    let arrived = !shipments.isEmpty && shipments.allSatisfy { $0.deliveredAt != nil }
    return (life == .completed) == (delivery == .accepted && billing == .paid)
      && (delivery == .notShipped) == shipments.isEmpty
      && [.delivered, .accepted, .rejected].contains(delivery) == arrived
      && (shipments.isEmpty && billing == .notInvoiced || acknowledgement == .accepted)
      && (invoiceNumber != nil) == (billing != .notInvoiced)
      && (life != .cancelled || shipments.isEmpty && billing != .paid)
      && shipments.map(\.number) == Array(1..<(shipments.count + 1))
      && shipments.allSatisfy { $0.deliveredAt.map { at in at >= noon } ?? true }
  }
}

/// Where an axis may go from each of its values; staying is always allowed.
private struct Edges<Value: Hashable & Sendable>: Sendable {
  private let next: [Value: [Value]]
  init(_ next: [Value: [Value]]) { self.next = next }

  func contains(_ from: Value, _ to: Value) -> Bool { from == to || next[from, default: []].contains(to) }
}

extension Order.Command {
  fileprivate static func random(using random: inout Seeded) -> Self {
    let text = ["", "because", String.letters(2_001)][Int.random(in: 0..<3, using: &random)]
    switch Int.random(in: 0..<11, using: &random) {
    case 0: return .acknowledge
    // Rare, or few orders would get any further.
    case 1 where Int.random(in: 0..<20, using: &random) == 0: return .refuse(reason: text)
    case 2: return .ship(carrier: text, trackingNumber: "")
    case 3, 4: return .deliver(shipment: Int.random(in: 0...6, using: &random))
    case 5: return .acceptDelivery
    case 6: return .rejectDelivery(reason: text)
    case 7: return .invoice(number: text)
    case 8: return .pay
    case 9 where Int.random(in: 0..<20, using: &random) == 0: return .cancel(reason: text)
    default: return .acknowledge
    }
  }
}
