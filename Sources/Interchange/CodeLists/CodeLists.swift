/// Reference data: the public code lists that requirements are written in, for validation and for pick lists.

/// All lists in memory. Read once at start from the directory that holds the `.tsv` files.
package struct CodeLists: Sendable {
  /// By code.
  package let currencies: [Currency]

  /// By name.
  package let countries: [Country]

  /// The few units that most requirements use, the most usual first.
  package let commonUnits: [Unit]

  private let currencyTable: CodeTable<Currency>
  private let countryTable: CodeTable<Country>
  private let unitTable: CodeTable<Unit>
  private let categoryTable: CodeTable<Category>
  private let unitSearch: CodeSearch<Unit>
  private let categorySearch: CodeSearch<Category>

  /// - Parameter directory: the path of the directory with `currencies.tsv`, `countries.tsv`, `units.tsv` and
  ///   `categories.tsv`.
  package init(directory: String) throws(LoadError) {
    currencyTable = try CodeTable(directory: directory, file: "currencies.tsv", Currency.init(row:))
    countryTable = try CodeTable(directory: directory, file: "countries.tsv", Country.init(row:))
    unitTable = try CodeTable(directory: directory, file: "units.tsv", Unit.init(row:))
    categoryTable = try CodeTable(directory: directory, file: "categories.tsv", Category.init(row:))
    currencies = currencyTable.entries
    countries = countryTable.entries.sorted { $0.name < $1.name }
    commonUnits = Unit.commonCodes.compactMap { [unitTable] in unitTable[$0] }
    unitSearch = CodeSearch(unitTable.entries.filter { !$0.isDeprecated })
    categorySearch = CodeSearch(categoryTable.entries)
  }
}

extension CodeLists {
  /// The currency of a three-letter code in capitals.
  package func currency(_ code: String) -> Currency? { currencyTable[code] }

  /// The country of a two-letter code in capitals.
  package func country(_ code: String) -> Country? { countryTable[code] }

  /// The unit of a common code, deprecated ones included.
  package func unit(_ code: String) -> Unit? { unitTable[code] }

  /// The category of a code with its check digit ("30213100-6") or without ("30213100").
  package func category(_ code: String) -> Category? {
    let digits = String(code.prefix(Category.digitCount))
    guard let category = categoryTable[digits] else { return nil }
    return code.utf8.count == Category.digitCount || category.code == code ? category : nil
  }

  /// The categories that contain this one, the broadest first.
  package func ancestors(of category: Category) -> [Category] {
    (Category.divisionLength..<category.prefix.count).compactMap { length in
      let zeros = String(repeating: "0", count: Category.digitCount - length)
      let ancestor = categoryTable[category.prefix.prefix(length) + zeros]
      return ancestor?.prefix.count == length ? ancestor : nil
    }
  }

  /// Units whose code begins with the text, or whose name or symbol has every word of it; the best match first.
  /// Deprecated units are not proposed.
  package func searchUnits(_ text: String, limit: Int) -> [Unit] { unitSearch.find(text, limit: limit) }

  /// Categories whose code begins with the text, or whose name has every word of it; the best match first.
  package func searchCategories(_ text: String, limit: Int) -> [Category] {
    categorySearch.find(text, limit: limit)
  }
}
