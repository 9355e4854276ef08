// Countries by the names that documents use.

import Testing

@testable import Interchange

@Suite struct CountryNameTests {
  @Test(
    arguments: [
      ("Україна", "UA"), ("УКРАЇНА", "UA"), ("Ukraine", "UA"), ("UA", "UA"), ("ua", "UA"), ("United Kingdom", "GB"),
      ("UK", "GB"), ("România", "RO"), ("Romania", "RO"), ("Republica Moldova", "MD"), ("moldova", "MD"),
      ("Narnia", nil), ("", nil), ("UKR", nil),
    ] as [(String, String?)])
  func names(name: String, code: String?) throws {
    #expect(CountryNames(try CodeListTests.loaded.get())[name] == code)
  }

  @Test func everyNameLeadsToACountry() throws {
    let lists = try CodeListTests.loaded.get()
    let names = CountryNames(lists)
    for country in lists.countries {
      #expect(names[country.name] == country.code)
      #expect(names[country.code] == country.code)
    }
  }
}
