// The directory of suppliers.

/// `/suppliers?text=&category=`
struct SuppliersPage: PageView {
  static let template = "suppliers/list"
  /// `text`
  let text: Field
  /// `category`: the first digits of a CPV code, or all of it.
  let category: Field
  let rows: [SupplierRow]
  var nextHref: String?

  static let names: Names<SuppliersPage> = [
    "text": .view { $0.text }, "category": .view { $0.category }, "rows": .list { $0.rows },
    "nextHref": .text { $0.nextHref }, "isEmpty": .flag { $0.rows.isEmpty },
  ]
}

/// One supplier in the directory.
struct SupplierRow: View {
  let supplier: Party
  let categories: [CategoryTag]
  /// e.g. "4.6"; absent without feedback.
  var rating: String?
  /// e.g. "12 ratings"
  var ratingCount: String?

  static let names: Names<SupplierRow> = [
    "supplier": .view { $0.supplier }, "categories": .list { $0.categories }, "rating": .text { $0.rating },
    "ratingCount": .text { $0.ratingCount },
  ]
}

/// A CPV category.
struct CategoryTag: View {
  let code: String
  let label: String

  static let names: Names<CategoryTag> = ["code": .text { $0.code }, "label": .text { $0.label }]
}
