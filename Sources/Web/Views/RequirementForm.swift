// The form of a requirement: lots within it, items within lots.

/// `/requirements/new` and `/requirements/{id}/edit`.
///
/// Posts `title`, `description`, `currency`, `method`, `street`, `locality`, `postalCode`, `country`, `deliveryDate`,
/// `lots[0][title]`, `lots[0][targetPrice]`, `lots[0][items][1][description]`, `…[category]`, `…[quantity]`, `…[unit]`,
/// `revision`, and `action`: `save`, `add-lot`, `remove-lot:0`, `add-item:0`, `remove-item:0:1`.
struct RequirementFormPage: PageView {
  static let template = "requirements/form"
  /// Where the form is posted: `/requirements` or `/requirements/{id}`.
  let action: String
  /// Where "cancel" leads.
  let backHref: String
  /// Revision of the record being edited; `nil` for a new one.
  var revision: String?
  var problems: ErrorSummary?
  let title: Field
  let description: Field
  /// ISO 4217
  let currency: ChoiceField
  /// `open` or `selective`; see `RequirementFormPage.methods`.
  let method: ChoiceField
  let street: Field
  let locality: Field
  let postalCode: Field
  /// ISO 3166-1 alpha-2
  let country: ChoiceField
  /// "2026-12-31"
  let deliveryDate: Field
  /// At least one, each with at least one item.
  let lots: [LotForm]
  /// An empty item's unit choices: what the script copies for a new row.
  let blankUnit: ChoiceField
  /// CPV codes to suggest: value = code, label = description.
  var categories: [Choice] = []

  static let names: Names<RequirementFormPage> = [
    "action": .text { $0.action }, "backHref": .text { $0.backHref }, "revision": .text { $0.revision },
    "problems": .view { $0.problems }, "title": .view { $0.title }, "description": .view { $0.description },
    "currency": .view { $0.currency }, "method": .view { $0.method }, "street": .view { $0.street },
    "locality": .view { $0.locality }, "postalCode": .view { $0.postalCode }, "country": .view { $0.country },
    "deliveryDate": .view { $0.deliveryDate }, "lots": .list { $0.lots }, "categories": .list { $0.categories },
    "isNew": .flag { $0.revision == nil }, "blankLot": .view { LotForm.blank(unit: $0.blankUnit) },
    "blankItem": .view { ItemForm.blank(unit: $0.blankUnit) },
  ]

  /// Fields from top to bottom, for the summary of errors; those of the lots follow.
  static let fieldOrder = [
    "title", "description", "method", "currency", "street", "locality", "postalCode", "country", "deliveryDate",
  ]

  /// The choices of `method`.
  static func methods(_ texts: Texts) -> [(value: String, label: String)] {
    [("open", texts["requirement.method_open"]), ("selective", texts["requirement.method_selective"])]
  }
}

/// One lot's rows.
struct LotForm: View {
  /// Position from 0; the script's pattern has `__lot__`.
  let index: String
  /// Position from 1, as people count.
  let number: String
  let title: Field
  /// Decimal text, in the requirement's currency: the ceiling of the auction.
  let targetPrice: Field
  let items: [ItemForm]

  init(index: Int, title: String, targetPrice: String, items: [ItemForm], errors: [String: String] = [:]) {
    self.init(
      index: String(index), number: String(index + 1),
      title: Field("lots[\(index)][title]", title, errors: errors),
      targetPrice: Field("lots[\(index)][targetPrice]", targetPrice, errors: errors), items: items)
  }

  private init(index: String, number: String, title: Field, targetPrice: Field, items: [ItemForm]) {
    self.index = index
    self.number = number
    self.title = title
    self.targetPrice = targetPrice
    self.items = items
  }

  fileprivate static func blank(unit: ChoiceField) -> LotForm {
    LotForm(
      index: "__lot__", number: "", title: Field("lots[__lot__][title]"),
      targetPrice: Field("lots[__lot__][targetPrice]"), items: [ItemForm.blank(unit: unit)])
  }

  static let names: Names<LotForm> = [
    "lotIndex": .text { $0.index }, "lotNumber": .text { $0.number }, "title": .view { $0.title },
    "targetPrice": .view { $0.targetPrice }, "items": .list { $0.items },
  ]
}

/// One item's row.
struct ItemForm: View {
  let lotIndex: String
  let index: String
  let number: String
  let description: Field
  /// CPV code, e.g. `31320000-5`.
  let category: Field
  /// Decimal text.
  let quantity: Field
  /// UN/ECE Recommendation 20 code, e.g. `MTR`.
  let unit: ChoiceField

  /// - Parameter units: code and label of every unit offered.
  init(
    lot: Int, index: Int, description: String, category: String, quantity: String, unit: String,
    units: [(value: String, label: String)], errors: [String: String] = [:]
  ) {
    let prefix = "lots[\(lot)][items][\(index)]"
    lotIndex = String(lot)
    self.index = String(index)
    number = String(index + 1)
    self.description = Field(prefix + "[description]", description, errors: errors)
    self.category = Field(prefix + "[category]", category, errors: errors)
    self.quantity = Field(prefix + "[quantity]", quantity, errors: errors)
    self.unit = ChoiceField(prefix + "[unit]", unit, of: units, error: errors[prefix + "[unit]"])
  }

  private init(blankWith unit: ChoiceField) {
    let prefix = "lots[__lot__][items][__item__]"
    (lotIndex, index, number) = ("__lot__", "__item__", "")
    description = Field(prefix + "[description]")
    category = Field(prefix + "[category]")
    quantity = Field(prefix + "[quantity]")
    self.unit = ChoiceField(prefix + "[unit]", "", of: unit.choices.map { ($0.value, $0.label) })
  }

  fileprivate static func blank(unit: ChoiceField) -> ItemForm { ItemForm(blankWith: unit) }

  static let names: Names<ItemForm> = [
    "lotIndex": .text { $0.lotIndex }, "itemIndex": .text { $0.index }, "itemNumber": .text { $0.number },
    "description": .view { $0.description }, "category": .view { $0.category }, "quantity": .view { $0.quantity },
    "unit": .view { $0.unit },
  ]
}
