// Countries by name: most documents have no code for the country of an address.

struct CountryNames {
  /// By name in lower case.
  private let codes: [String: String]

  init(_ lists: CodeLists) {
    var codes = Self.others
    for country in lists.countries {
      codes[country.name.lowercased()] = country.code
      codes[country.code.lowercased()] = country.code
    }
    self.codes = codes
  }

  /// The two letters of ISO 3166-1 for a name, or for themselves.
  subscript(_ name: String) -> String? { codes[name.lowercased()] }

  /// Names that documents use and the list does not: long forms, and the languages of the neighbourhood.
  private static let others = [
    "україна": "UA", "украина": "UA", "ucraina": "UA",
    "молдова": "MD", "республіка молдова": "MD", "республика молдова": "MD", "republica moldova": "MD",
    "republic of moldova": "MD", "moldova, republic of": "MD",
    "румунія": "RO", "румыния": "RO", "românia": "RO",
    "польща": "PL", "польша": "PL", "polska": "PL", "polonia": "PL",
    "німеччина": "DE", "германия": "DE", "deutschland": "DE", "germania": "DE",
    "united kingdom": "GB", "united kingdom of great britain and northern ireland": "GB", "great britain": "GB",
    "united states": "US", "united states of america": "US", "usa": "US",
  ]
}
