/// The entries of the code lists.

extension CodeLists {
  /// ISO 4217: a currency in use.
  package struct Currency: Hashable, Sendable {
    /// Three capital letters.
    package let code: String
    package let name: String

    /// Decimals of the smallest unit: 2 for EUR, 0 for JPY, 3 for KWD, never more than 4.
    package let minorUnits: Int
  }

  /// ISO 3166-1: a country or territory.
  package struct Country: Hashable, Sendable {
    /// Two capital letters.
    package let code: String
    package let name: String
  }

  /// UN/ECE Recommendation 20: a unit of measure used in international trade.
  package struct Unit: Hashable, Sendable {
    /// The common code: up to three capital letters and digits, "KGM".
    package let code: String
    package let name: String

    /// "kg"; nil for units of counting, which have none.
    package let symbol: String?

    /// Valid in documents of others, not for new ones.
    package let isDeprecated: Bool
  }

  /// CPV 2008 (Regulation (EC) No 213/2008): what is bought. Trailing zeros of the eight digits mark the broader
  /// levels: division 30000000, group 30200000, class 30210000, category 30213000 and below.
  package struct Category: Hashable, Sendable {
    /// Eight digits, a hyphen and the check digit: "30213100-6".
    package let code: String
    package let name: String
  }
}

extension CodeLists.Unit {
  /// Pieces and sets, then mass, length, area, volume, energy, time, services.
  static let commonCodes = [
    "H87", "C62", "SET", "PR", "NMP", "KGM", "GRM", "TNE", "MTR", "KMT", "MTK", "MTQ", "LTR", "KWH", "HUR", "DAY",
    "WEE", "MON", "ANN", "E48", "LS",
  ]
}

extension CodeLists.Category {
  static let digitCount = 8
  static let divisionLength = 2

  /// The code without its check digit.
  package var digits: String { String(code.prefix(Self.digitCount)) }

  /// The digits that matter, at least the two of the division: "30" of 30000000, "302131" of 30213100.
  /// A category lies in another exactly when its digits begin with the other's prefix.
  package var prefix: String {
    let significant = digits.lastIndex { $0 != "0" }.map { digits[...$0] } ?? ""
    return String(significant.count < Self.divisionLength ? digits.prefix(Self.divisionLength) : significant)
  }

  /// Whether the other category is this one or lies in it: who is registered for 30000000 is asked for 30213100.
  package func covers(_ other: CodeLists.Category) -> Bool { other.digits.hasPrefix(prefix) }
}

// MARK: Rows of the files

extension CodeLists.Currency: Coded {
  init?(row: [String]) {
    guard row.count == 3, let minorUnits = Int(row[1]) else { return nil }
    self.init(code: row[0], name: row[2], minorUnits: minorUnits)
  }
}

extension CodeLists.Country: Coded {
  init?(row: [String]) {
    guard row.count == 2 else { return nil }
    self.init(code: row[0], name: row[1])
  }
}

extension CodeLists.Unit: Coded {
  var terms: [String] { symbol.map { [name, $0] } ?? [name] }

  init?(row: [String]) {
    guard row.count == 4 else { return nil }
    self.init(code: row[0], name: row[3], symbol: row[2].isEmpty ? nil : row[2], isDeprecated: row[1] == "deprecated")
  }
}

extension CodeLists.Category: Coded {
  var key: String { digits }

  init?(row: [String]) {
    guard row.count == 2, row[0].utf8.count == Self.digitCount + 2 else { return nil }
    self.init(code: row[0], name: row[1])
  }
}
