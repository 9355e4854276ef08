// Values that many tests begin with.

import Auctions
import Commerce

extension RequirementContent {
  /// Two lots of cable, to be delivered in a month.
  static let sample = RequirementContent(
    title: "Cables", description: "", currency: "EUR", method: .open,
    delivery: Delivery(
      address: Address(street: "", locality: "Chișinău", postalCode: "MD-2001", country: "MD"),
      date: noon.date.adding(days: 30)),
    lots: [.sample("Overhead cables"), .sample("Control cables")])
}

extension RequirementContent.Lot {
  static func sample(_ title: String, items: Int = 2) -> Self {
    RequirementContent.Lot(
      title: title, targetPrice: .of("1000.00"),
      items: (1...items).map {
        RequirementContent.Item(
          description: "\(title), type \($0)", category: "31320000-5", quantity: .of("100"), unit: "MTR")
      })
  }
}

extension Requirement {
  static func sample(_ status: Status, method: RequirementContent.Method = .open) -> Requirement {
    var content = RequirementContent.sample
    content.method = method
    return Requirement(id: RequirementID(bits: 10), buyer: House.buyer, status: status, content: content)
  }
}

extension Order {
  static let sample = Order(
    id: OrderID(bits: 20), number: "2026-000017", buyer: House.buyer, supplier: House.supplier,
    award: AwardID(bits: 30), title: "Cables", currency: "EUR", total: .of("900.00"), lines: [],
    deliverTo: RequirementContent.sample.delivery)
}

extension CalendarDate {
  func adding(days: Int32) -> CalendarDate { CalendarDate(daysSince1970: daysSince1970 + days) }
}

extension FixedPoint {
  /// A value that the test writes down; a misspelt one is minus one ten-thousandth, which no test expects.
  static func of(_ text: String) -> Self { Self(text) ?? Self(tenThousandths: -1) }
}

extension String {
  static func letters(_ count: Int) -> String { String(repeating: "x", count: count) }
}

/// SplitMix64: the same numbers for the same seed on every machine.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
