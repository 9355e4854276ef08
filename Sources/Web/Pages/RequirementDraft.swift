// A requirement while it is being typed: every field a text, right or wrong.

import Auctions
import Commerce
import StrictJSON

struct RequirementDraft: Sendable, Equatable {
  struct Lot: Sendable, Equatable {
    var title = ""
    var targetPrice = ""
    var items = [Item()]
  }

  struct Item: Sendable, Equatable {
    var description = ""
    var category = ""
    var quantity = ""
    /// Pieces are what most things are counted in.
    var unit = "H87"
  }

  var title = ""
  var description = ""
  var currency = "EUR"
  var method = RequirementContent.Method.open.rawValue
  var street = ""
  var locality = ""
  var postalCode = ""
  var country = ""
  var deliveryDate = ""
  var lots = [Lot()]
}

extension RequirementDraft {
  /// As a form was posted.
  init(_ form: PostedForm) {
    self.init(
      title: form["title"], description: form["description"], currency: form["currency"], method: form["method"],
      street: form["street"], locality: form["locality"], postalCode: form["postalCode"], country: form["country"],
      deliveryDate: form["deliveryDate"], lots: form.tree["lots"]?.elements?.map(Lot.init) ?? [])
    if lots.isEmpty { lots = [Lot()] }
  }

  /// As it stands.
  init(_ content: RequirementContent) {
    let address = content.delivery.address
    self.init(
      title: content.title, description: content.description, currency: content.currency,
      method: content.method.rawValue, street: address.street, locality: address.locality,
      postalCode: address.postalCode, country: address.country, deliveryDate: "\(content.delivery.date)",
      lots: content.lots.map(Lot.init))
  }
}

extension RequirementDraft.Lot {
  fileprivate init(_ tree: JSON) {
    self.init(
      title: tree.typed("title"), targetPrice: tree.typed("targetPrice").withoutSpaceAround,
      items: tree["items"]?.elements?.map(RequirementDraft.Item.init) ?? [])
    if items.isEmpty { items = [RequirementDraft.Item()] }
  }

  fileprivate init(_ lot: RequirementContent.Lot) {
    self.init(title: lot.title, targetPrice: "\(lot.targetPrice)", items: lot.items.map(RequirementDraft.Item.init))
  }
}

extension RequirementDraft.Item {
  fileprivate init(_ tree: JSON) {
    self.init(
      description: tree.typed("description"), category: tree.typed("category").withoutSpaceAround,
      quantity: tree.typed("quantity").withoutSpaceAround, unit: tree.typed("unit"))
  }

  fileprivate init(_ item: RequirementContent.Item) {
    self.init(
      description: item.description, category: item.category, quantity: "\(item.quantity)", unit: item.unit)
  }
}

extension JSON {
  fileprivate func typed(_ name: String) -> String { self[name]?.text ?? "" }
}

extension String {
  fileprivate var withoutSpaceAround: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

// MARK: - As the API's document

extension RequirementDraft {
  /// The draft in the shape that the API reads, to be read `as: .form`.
  var document: JSON {
    .tree([
      ("title", .string(title)), ("description", .string(description)), ("currency", .string(currency)),
      ("method", .string(method)), ("delivery", delivery), ("lots", .array(lots.map(\.document))),
    ])
  }

  private var delivery: JSON {
    let address = JSON.tree([
      ("street", .string(street)), ("locality", .string(locality)), ("postalCode", .string(postalCode)),
      ("country", .string(country)),
    ])
    return .tree([("address", address), ("date", .string(deliveryDate))])
  }

  /// The fields of the form by the pointers of that document, where their names are not the pointers' own.
  static let names = [
    "/delivery/address/street": "street", "/delivery/address/locality": "locality",
    "/delivery/address/postalCode": "postalCode", "/delivery/address/country": "country",
    "/delivery/date": "deliveryDate",
  ]
}

extension RequirementDraft.Lot {
  fileprivate var document: JSON {
    .tree([
      ("title", .string(title)), ("targetPrice", .string(targetPrice)), ("items", .array(items.map(\.document))),
    ])
  }
}

extension RequirementDraft.Item {
  fileprivate var document: JSON {
    .tree([
      ("description", .string(description)), ("category", .string(category)), ("quantity", .string(quantity)),
      ("unit", .string(unit)),
    ])
  }
}

extension JSON {
  /// An object of members with different names.
  fileprivate static func tree(_ entries: [(name: String, value: JSON)]) -> JSON {
    var members = JSON.Members()
    for entry in entries { _ = members.append(entry.name, entry.value) }
    return .object(members)
  }
}

// MARK: - Rows

/// A button of the form that adds or removes a row.
enum RowAction: Equatable {
  case addLot
  case removeLot(Int)
  case addItem(lot: Int)
  case removeItem(lot: Int, item: Int)

  /// `add-lot`, `remove-lot:0`, `add-item:0`, `remove-item:0:1`; nil for anything else, `save` too.
  init?(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    let numbers = parts.dropFirst().compactMap { Int($0) }
    switch (parts.first, parts.count, numbers.count) {
    case ("add-lot", 1, 0): self = .addLot
    case ("remove-lot", 2, 1): self = .removeLot(numbers[0])
    case ("add-item", 2, 1): self = .addItem(lot: numbers[0])
    case ("remove-item", 3, 2): self = .removeItem(lot: numbers[0], item: numbers[1])
    default: return nil
    }
  }
}

extension RequirementDraft {
  /// One row always stays. What names no row changes nothing.
  mutating func apply(_ action: RowAction) {
    switch action {
    case .addLot:
      if lots.count < RequirementContent.lotLimit { lots.append(Lot()) }
    case .removeLot(let lot):
      if lots.count > 1, lots.indices.contains(lot) { lots.remove(at: lot) }
    case .addItem(let lot):
      if lots.indices.contains(lot), lots[lot].items.count < RequirementContent.itemLimit {
        lots[lot].items.append(Item())
      }
    case .removeItem(let lot, let item):
      if lots.indices.contains(lot), lots[lot].items.count > 1, lots[lot].items.indices.contains(item) {
        lots[lot].items.remove(at: item)
      }
    }
  }
}
