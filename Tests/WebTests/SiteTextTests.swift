// Text that breaks input handling, sent through every text field of a requirement and back.

import Foundation
import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Testing

@testable import Web

@Suite struct SiteTextTests {
  private static func naughtyStrings() throws -> [String] {
    let file = TestFiles.sharedData.appending(path: "naughty-strings/blns.json")
    return try JSON(parsing: Array(Data(contentsOf: file))).elements?.compactMap(\.text) ?? []
  }

  private func requirement(_ text: String) -> JSON {
    func object(_ members: KeyValuePairs<String, JSON>) -> JSON {
      var object = JSON.Members()
      for (name, value) in members { _ = object.append(name, value) }
      return .object(object)
    }
    let item = object([
      "description": .string(text), "category": .string("31320000-5"), "quantity": .string("2.5"),
      "unit": .string("MTR"),
    ])
    let address = object([
      "street": .string(text), "locality": .string("Lübeck"), "postalCode": .string(""), "country": .string("DE"),
    ])
    return object([
      "title": .string(text), "description": .string(text), "currency": .string("EUR"), "method": .string("open"),
      "delivery": object(["address": address, "date": .string("2027-01-31")]),
      "lots": .array([object(["title": .string(text), "targetPrice": .string("100.00"), "items": .array([item])])]),
    ])
  }

  @Test func naughtyStringsComeBackUnharmedOrAreRefusedForWhatTheyAre() async throws {
    let strings = try Self.naughtyStrings()
    #expect(strings.count > 400)
    try await TestHouse.open { house in
      let company = try await house.company("Naughty")
      let session = try await house.session(of: company.founder).caller
      var shown = 0
      for text in strings {
        let answer = try await house.send(
          HTTPCall(.post, "/api/requirements", as: session, body: requirement(text)))
        guard answer.status == 201 else {
          // Empty or blank, or longer than a street may be: said of the field, and nothing is stored.
          #expect(answer.status == 422, "\(text.debugDescription): \(answer)")
          #expect(answer.json?["errors"]?.elements?.isEmpty == false)
          continue
        }
        let expected = Array(text.precomposedStringWithCanonicalMapping.utf8)
        #expect(answer.json?["title"]?.text.map { Array($0.utf8) } == expected)
        #expect(answer.json?["lots"]?[0]?["items"]?[0]?["description"]?.text.map { Array($0.utf8) } == expected)
        if shown < 40, let id = answer.json?["id"]?.text {
          shown += 1
          let page = try await house.send(HTTPCall(.get, "/requirements/\(id)", as: session))
          #expect(page.status == 200)
          #expect(!page.text.contains("<script>alert"), "\(text)")
        }
      }
    }
  }

  @Test(arguments: [
    "0", "-1", "0.00001", "1e400", "NaN", "1,5", "", " 1", "١٢", "9999999999999999", "1.", ".5", "+1", "0x10",
  ])
  func aPriceIsADecimalOrNothing(_ price: String) async throws {
    try await TestHouse.open { house in
      let company = try await house.company("Prices")
      let caller = try await house.token(of: company).caller
      let text = String(decoding: requirement("Cable").encoded(), as: UTF8.self)
      let document = try JSON(parsing: Array(text.replacing("\"100.00\"", with: "\"\(price)\"").utf8))
      let answer = try await house.send(HTTPCall(.post, "/api/requirements", as: caller, body: document))
      #expect(answer.status == 422)
      #expect(answer.json?["errors"]?[0]?["pointer"]?.text == "/lots/0/targetPrice")
    }
  }
}
