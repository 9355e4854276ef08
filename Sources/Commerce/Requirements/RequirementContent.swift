// What a buyer writes into a requirement, and what can be wrong with it.

package import Auctions

package struct RequirementContent: Equatable, Sendable {
  /// OCDS procurementMethod: whether any verified supplier may take part or only the invited.
  package enum Method: String, Equatable, Sendable, CaseIterable { case open, selective }

  package struct Address: Equatable, Sendable {
    package var street: String
    package var locality: String
    package var postalCode: String
    /// ISO 3166-1, two letters.
    package var country: String
    package init(street: String, locality: String, postalCode: String, country: String) {
      self.street = street
      self.locality = locality
      self.postalCode = postalCode
      self.country = country
    }
  }

  package struct Delivery: Equatable, Sendable {
    package var address: Address
    /// The day by which the goods are to be there.
    package var date: CalendarDate
    package init(address: Address, date: CalendarDate) {
      self.address = address
      self.date = date
    }
  }

  package struct Item: Equatable, Sendable {
    package var description: String
    /// A CPV code with its check digit: `30213100-6`.
    package var category: String
    package var quantity: Quantity
    /// UN/ECE Recommendation 20 common code: `KGM`.
    package var unit: String
    package init(description: String, category: String, quantity: Quantity, unit: String) {
      self.description = description
      self.category = category
      self.quantity = quantity
      self.unit = unit
    }
  }

  package struct Lot: Equatable, Sendable {
    package var title: String
    /// For the whole lot: offers start at or below it.
    package var targetPrice: Money
    package var items: [Item]
    package init(title: String, targetPrice: Money, items: [Item]) {
      self.title = title
      self.targetPrice = targetPrice
      self.items = items
    }
  }

  /// The record of another system that this requirement was imported from.
  package struct Source: Equatable, Sendable {
    /// `ocds` or `prozorro`.
    package var scheme: String
    package var id: String
    package init(scheme: String, id: String) {
      self.scheme = scheme
      self.id = id
    }
  }

  package var title: String
  package var description: String
  /// ISO 4217.
  package var currency: String
  package var method: Method
  package var delivery: Delivery
  /// Numbered from 1 in this order.
  package var lots: [Lot]
  /// The smallest step that the source asks for; the auction form offers it.
  package var minimalStep: Money?
  package var source: Source?

  package init(
    title: String, description: String, currency: String, method: Method, delivery: Delivery, lots: [Lot],
    minimalStep: Money? = nil, source: Source? = nil
  ) {
    self.title = title
    self.description = description
    self.currency = currency
    self.method = method
    self.delivery = delivery
    self.lots = lots
    self.minimalStep = minimalStep
    self.source = source
  }
}

extension RequirementContent {
  package static let lotLimit = 200
  package static let itemLimit = 500

  /// Every mistake that can be seen without code lists. `today` is the day in UTC.
  package func check(today: CalendarDate) -> [Fault] {
    var faults: [Fault] = []
    faults.text("/title", title, atMost: 300)
    faults.text("/description", description, atLeast: 0, atMost: 20_000)
    faults.check("/delivery/date", delivery.date >= today, .inThePast)
    faults += delivery.address.check()
    faults.check("/lots", !lots.isEmpty, .tooFew(minimum: 1))
    faults.check("/lots", lots.count <= Self.lotLimit, .tooMany(limit: Self.lotLimit))
    for (index, lot) in lots.prefix(Self.lotLimit).enumerated() { faults += lot.check(at: "/lots/\(index)") }
    if let minimalStep { faults.check("/minimalStep", minimalStep > .zero, .notPositive) }
    return faults
  }
}

extension RequirementContent.Address {
  fileprivate func check() -> [Fault] {
    var faults: [Fault] = []
    faults.text("/delivery/address/street", street, atLeast: 0, atMost: 300)
    faults.text("/delivery/address/locality", locality, atMost: 100)
    faults.text("/delivery/address/postalCode", postalCode, atLeast: 0, atMost: 20)
    return faults
  }
}

extension RequirementContent.Lot {
  fileprivate func check(at pointer: String) -> [Fault] {
    var faults: [Fault] = []
    faults.text(pointer + "/title", title, atMost: 300)
    faults.check(pointer + "/targetPrice", targetPrice > .zero, .notPositive)
    faults.check(pointer + "/items", !items.isEmpty, .tooFew(minimum: 1))
    let limit = RequirementContent.itemLimit
    faults.check(pointer + "/items", items.count <= limit, .tooMany(limit: limit))
    for (index, item) in items.prefix(limit).enumerated() {
      faults.text("\(pointer)/items/\(index)/description", item.description, atMost: 2_000)
      faults.check("\(pointer)/items/\(index)/quantity", item.quantity.tenThousandths > 0, .notPositive)
    }
    return faults
  }
}
