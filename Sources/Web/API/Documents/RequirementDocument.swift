// A requirement on paper: what a buyer sends, and what both sides read.

import Auctions
import Commerce
import Interchange
import Store
package import StrictJSON

/// A requirement as the API shows it.
struct RequirementDocument: JSONWritable {
  var stored: Stored<Requirement>
  var buyerName: String

  func write(to writer: inout JSONWriter) {
    let (requirement, content) = (stored.record, stored.record.content)
    writer.object {
      $0.member("id", requirement.id)
      $0.member("revision", stored.revision)
      $0.member("status", requirement.status.rawValue)
      $0.company("buyer", requirement.buyer, buyerName)
      $0.member("title", content.title)
      $0.member("description", content.description)
      $0.member("currency", content.currency)
      $0.member("method", content.method.rawValue)
      $0.member("delivery", content.delivery)
      $0.array("lots") { for (index, lot) in content.lots.enumerated() { $0.lot(lot, number: index + 1) } }
      $0.optionalMember("minimalStep", content.minimalStep.map { "\($0)" })
      if let source = content.source {
        $0.object("source") {
          $0.member("scheme", source.scheme)
          $0.member("id", source.id)
        }
      }
      $0.member("createdAt", stored.createdAt)
    }
  }
}

extension JSONWriter {
  mutating func member(_ name: String, _ delivery: RequirementContent.Delivery) {
    object(name) {
      $0.object("address") {
        $0.member("street", delivery.address.street)
        $0.member("locality", delivery.address.locality)
        $0.member("postalCode", delivery.address.postalCode)
        $0.member("country", delivery.address.country)
      }
      $0.member("date", delivery.date)
    }
  }

  fileprivate mutating func lot(_ lot: RequirementContent.Lot, number: Int) {
    object {
      $0.member("number", number)
      $0.member("title", lot.title)
      $0.member("targetPrice", lot.targetPrice)
      $0.array("items") { for item in lot.items { $0.item(item) } }
    }
  }

  private mutating func item(_ item: RequirementContent.Item) {
    object {
      $0.member("description", item.description)
      $0.member("category", item.category)
      $0.member("quantity", item.quantity)
      $0.member("unit", item.unit)
    }
  }
}

extension RequirementContent {
  /// Reads what a buyer sends, checks it against the code lists and its own rules, and reports every fault.
  static func read(_ document: JSON, as origin: JSON.Origin, codes: CodeLists, today: CalendarDate) throws -> Self {
    try document.decode(as: origin) { fields in
      let title = fields.string("title", length: 1...300)
      let description = fields.optionalString("description", length: 0...20_000)
      let currency = fields.code("currency", expected: "an ISO 4217 currency such as EUR") { codes.currency($0)?.code }
      let method = fields.enumeration("method", Method.self)
      let delivery = fields.object("delivery") { try Delivery(reading: $0, codes: codes, today: today) }
      let lots = fields.array("lots", count: 1...lotLimit) { $0.object { try Lot(reading: $0, codes: codes) } }
      let step = fields.optionalMoney("minimalStep")
      try fields.end()
      return try RequirementContent(
        title: title.get(), description: description.get() ?? "", currency: currency.get(), method: method.get(),
        delivery: delivery.get(), lots: lots.get(), minimalStep: step.get())
    }
  }
}

extension RequirementContent.Delivery {
  fileprivate init(reading fields: JSON.Fields, codes: CodeLists, today: CalendarDate) throws {
    let address = fields.object("address") { try RequirementContent.Address(reading: $0, codes: codes) }
    let date = fields.date("date")
    if let day = date.value, day < today { fields.refuse("date", "must not be in the past") }
    try fields.end()
    try self.init(address: address.get(), date: date.get())
  }
}

extension RequirementContent.Address {
  fileprivate init(reading fields: JSON.Fields, codes: CodeLists) throws {
    let street = fields.optionalString("street", length: 0...300)
    let locality = fields.string("locality", length: 1...100)
    let postalCode = fields.optionalString("postalCode", length: 0...20)
    let country = fields.code("country", expected: "an ISO 3166-1 country such as DE") { codes.country($0)?.code }
    try fields.end()
    try self.init(
      street: street.get() ?? "", locality: locality.get(), postalCode: postalCode.get() ?? "", country: country.get())
  }
}

extension RequirementContent.Lot {
  fileprivate init(reading fields: JSON.Fields, codes: CodeLists) throws {
    // The number is the place in the list; documents that were read from the API carry it along.
    let _ = fields.optionalInt("number", in: 1...RequirementContent.lotLimit)
    let title = fields.string("title", length: 1...300)
    let price = fields.money("targetPrice")
    if let price = price.value, price <= .zero { fields.refuse("targetPrice", "must be greater than zero") }
    let items = fields.array("items", count: 1...RequirementContent.itemLimit) {
      $0.object { try RequirementContent.Item(reading: $0, codes: codes) }
    }
    try fields.end()
    try self.init(title: title.get(), targetPrice: price.get(), items: items.get())
  }
}

extension RequirementContent.Item {
  fileprivate init(reading fields: JSON.Fields, codes: CodeLists) throws {
    let description = fields.string("description", length: 1...2_000)
    let category = fields.code("category", expected: "a CPV code such as 30213100-6") { codes.category($0)?.code }
    let quantity = fields.quantity("quantity")
    if let amount = quantity.value, amount.tenThousandths <= 0 {
      fields.refuse("quantity", "must be greater than zero")
    }
    let unit = fields.code("unit", expected: "a UN/ECE Recommendation 20 unit such as KGM") { codes.unit($0)?.code }
    try fields.end()
    try self.init(
      description: description.get(), category: category.get(), quantity: quantity.get(), unit: unit.get())
  }
}

extension JSON.Fields {
  /// A code of a list; `find` gives it in its proper spelling, `nil` if the list has none such.
  func code(_ name: String, expected: String, _ find: (String) -> String?) -> JSON.Field<String> {
    value(name, expected: expected, length: 1...100, find)
  }
}

/// A requirement as a line of a list.
extension RequirementLine: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("id", id)
      $0.member("status", status.rawValue)
      $0.company("buyer", buyer, buyerName)
      $0.member("title", title)
      $0.member("method", method.rawValue)
      $0.member("currency", currency)
      $0.member("targetTotal", targetTotal)
      $0.member("lotCount", lotCount)
      $0.member("deliveryDate", deliveryDate)
      $0.member("createdAt", createdAt)
    }
  }
}
