// What the forms of the pages become: drafts, documents, rules, and the way back to a page.
import Auctions
import Commerce
import Foundation
import HTTPTypes
import Interchange
import StrictJSON
import Testing

@testable import Web

@Suite struct PageFormTests {
  static let codes = Result {
    try CodeLists(directory: TemplateTests.web.appending(path: "../Interchange/CodeLists/data").path)
  }

  static func form(_ inputs: [(name: String, value: String)]) throws -> PostedForm {
    let text = inputs.map { "\($0.name.formEncoded)=\($0.value.formEncoded)" }.joined(separator: "&")
    return PostedForm(tree: try JSON(FormText(parsing: Array(text.utf8))))
  }

  // MARK: - Where to go on to

  @Test(arguments: [
    ("/orders", true), ("/orders?after=1&x=%2F", true), ("/", true), ("", false), ("orders", false),
    ("//evil.example", false), ("/\\evil.example", false), ("https://evil.example/", false), ("/a b", false),
    ("/a\r\nSet-Cookie: x=1", false), ("/ä", false), ("/" + String(repeating: "a", count: 1_000), false),
  ])
  func onlyPathsOfThisSite(text: String, isLocal: Bool) {
    #expect((LocalPath(text) != nil) == isLocal)
  }

  @Test func aPathAsParameterIsOneValue() throws {
    let path = try #require(LocalPath("/orders?after=1&x=%2F"))
    let query = try FormText(parsing: Array("next=\(path.asParameter)".utf8))
    #expect(query.inputs == [FormText.Input(name: "next", value: path.text)])
  }

  // MARK: - Rows of the requirement form

  @Test(arguments: [
    ("add-lot", RowAction.addLot), ("remove-lot:1", .removeLot(1)), ("add-item:0", .addItem(lot: 0)),
    ("remove-item:0:2", .removeItem(lot: 0, item: 2)), ("save", nil), ("", nil), ("remove-lot", nil),
    ("remove-lot:x", nil), ("remove-item:1", nil), ("add-lot:1", nil),
  ])
  func rowButtons(text: String, action: RowAction?) {
    #expect(RowAction(text) == action)
  }

  @Test(arguments: [
    (RowAction.addLot, [1, 1, 2]), (.removeLot(0), [2]), (.addItem(lot: 1), [1, 3]),
    (.removeItem(lot: 1, item: 0), [1, 1]), (.removeItem(lot: 0, item: 0), [1, 2]), (.removeLot(7), [1, 2]),
    (.removeLot(-1), [1, 2]), (.addItem(lot: 9), [1, 2]),
  ])
  func rowsComeAndGo(action: RowAction, itemCounts: [Int]) {
    var draft = RequirementDraft()
    draft.lots = [.init(items: [.init()]), .init(items: [.init(), .init()])]
    draft.apply(action)
    #expect(draft.lots.map(\.items.count).sorted() == itemCounts.sorted())
  }

  // MARK: - The requirement as it was typed

  static let typed: [(name: String, value: String)] = [
    ("title", "Paper"), ("description", ""), ("currency", "EUR"), ("method", "open"), ("street", ""),
    ("locality", "Chișinău"), ("postalCode", ""), ("country", "MD"), ("deliveryDate", "2027-01-31"),
    ("lots[0][title]", "A4"), ("lots[0][targetPrice]", " 100.50 "), ("lots[0][items][0][description]", "Sheets"),
    ("lots[0][items][0][category]", "30197630"), ("lots[0][items][0][quantity]", "12.5"),
    ("lots[0][items][0][unit]", "KGM"), ("revision", "3"), ("action", "save"),
  ]
  static let today = CalendarDate(year: 2026, month: 11, day: 21)

  @Test func aDraftIsReadAsTheDocumentOfTheAPI() throws {
    let draft = RequirementDraft(try Self.form(Self.typed))
    let content = try RequirementContent.read(
      draft.document, as: .form, codes: Self.codes.get(), today: #require(Self.today))
    #expect(content.title == "Paper")
    #expect(content.delivery.address.locality == "Chișinău")
    #expect(content.lots.map(\.targetPrice) == [Money("100.50")])
    #expect(content.lots[0].items[0].category == "30197630-1")
    let again = RequirementDraft(content)
    #expect(again.lots[0].targetPrice == "100.50")
    #expect(
      try RequirementContent.read(again.document, as: .form, codes: Self.codes.get(), today: #require(Self.today))
        == content)
  }

  @Test(arguments: [
    ("title", "", "title"), ("locality", "", "locality"), ("country", "XX", "country"),
    ("deliveryDate", "2026-11-20", "deliveryDate"), ("deliveryDate", "soon", "deliveryDate"),
    ("lots[0][title]", " ", "lots[0][title]"), ("lots[0][targetPrice]", "1,5", "lots[0][targetPrice]"),
    ("lots[0][targetPrice]", "0", "lots[0][targetPrice]"),
    ("lots[0][items][0][category]", "paper", "lots[0][items][0][category]"),
    ("lots[0][items][0][quantity]", "-1", "lots[0][items][0][quantity]"),
    ("lots[0][items][0][unit]", "ZZZZ", "lots[0][items][0][unit]"),
  ])
  func whatIsWrongStandsBesideItsField(name: String, value: String, field: String) throws {
    let inputs = Self.typed.map { $0.name == name ? (name, value) : $0 }
    let form = try Self.form(inputs)
    let texts = try #require(ViewTests.renderer).texts(.en)
    #expect {
      try RequirementContent.read(
        RequirementDraft(form).document, as: .form, codes: Self.codes.get(), today: #require(Self.today))
    } throws: { error in
      let objections = Objections(error, to: form, names: RequirementDraft.names, texts)
      return objections?.byField.keys.sorted() == [field] && objections?.status == .unprocessableContent
    }
  }
}
