// Real tender records of Prozorro become requirements, value for value.

import Auctions
import Commerce
import Foundation
import StrictJSON
import Testing

@testable import Interchange

@Suite struct ProzorroImportTests {
  let codes: CodeLists
  init() throws { codes = try CodeListTests.loaded.get() }

  @Test func cables() throws {
    let imported = try #require(Answer(Documents.cables.bytes, codes: codes).requirements.only)
    let content = imported.content
    #expect(imported.format == .prozorroTender)
    #expect(content.source == .init(scheme: "prozorro", id: "UA-2024-02-05-014363-a"))
    #expect(content.title == "Ізольовані дроти і кабелі")
    #expect(content.description == "")
    #expect((content.currency, content.method) == ("UAH", .open))
    #expect(content.minimalStep == .of("8000"))
    #expect(content.delivery.date == inThreeMonths)
    #expect(
      content.delivery.address == .init(street: "", locality: "Житомир", postalCode: "10005", country: "UA"))
    #expect(content.check(today: today).isEmpty)
    let lot = try #require(content.lots.only)
    #expect(lot.title == content.title)
    #expect(lot.targetPrice == .of("682000"))
    #expect(lot.items.map(\.quantity) == [4000, 5000, 6000, 100, 500, 1000, 200].map { .of("\($0)") })
    #expect(lot.items.allSatisfy { $0.unit == "MTR" && $0.category == "31320000-5" })
    #expect(lot.items.map(\.description).first == "СІП-4 2х16")
  }

  @Test func whatTheRecordSaysBesides() throws {
    let imported = try #require(Answer(Documents.cables.bytes, codes: codes).requirements.only)
    #expect(imported.recordedDeliveryDate == CalendarDate("2024-12-31"))
    #expect(imported.buyer?.nameEnglish == "ME \"Electric networks of external illumination \"Misʹksvitlo\"")
    #expect(imported.buyer?.identifier == .init(scheme: "UA-EDR", id: "03344148"))
    #expect((imported.titleEnglish, imported.descriptionEnglish) == (nil, nil))
    #expect(imported.omittedLots.isEmpty)
  }

  @Test func pastDeliveryIsRefusedUnlessAnotherDayIsChosen() throws {
    #expect(
      Answer(try Documents.cables.bytes, codes: codes, deliverBy: nil).faults
        == [ImportFault(pointer: "/items/0/deliveryDate/endDate", reason: .requirement(.inThePast))])
    let yesterday = CalendarDate(daysSince1970: today.daysSince1970 - 1)
    #expect(
      Answer(try Documents.cables.bytes, codes: codes, deliverBy: yesterday).faults.map(\.reason)
        == [.requirement(.inThePast)])
    #expect(Answer(try Documents.cables.bytes, codes: codes, deliverBy: today).requirements.count == 1)
  }

  @Test func chosenAddress() throws {
    let address = RequirementContent.Address(street: "Quay 1", locality: "Giurgiulești", postalCode: "", country: "MD")
    let imported = try TenderImport.read(
      Documents.cables.tree.without("/items/0/deliveryAddress/locality").encoded(), codes: codes, today: today,
      deliverBy: today, deliverTo: address)
    #expect(imported.only?.content.delivery == .init(address: address, date: today))
  }

  /// A title of 1538 characters is cut, and kept whole in the description.
  @Test func operatingRoom() throws {
    let imported = try #require(Answer(Documents.operatingRoom.bytes, codes: codes).requirements.only)
    let content = imported.content
    let title = try #require(Documents.operatingRoom.tree["title"]?.text)
    #expect(title.unicodeScalars.count == 1538)
    #expect(content.title.hasSuffix("Відсмоктувач, Монітор…"))
    #expect(content.title.unicodeScalars.count <= 300)
    #expect(title.hasPrefix(content.title.dropLast()))
    #expect(content.description == title)
    #expect(content.lots.map(\.title) == [content.title])
    #expect(content.lots.map(\.targetPrice) == [.of("1780000")])
    #expect(content.minimalStep == .of("1780"))
    #expect(content.source?.id == "UA-2020-01-20-001169-c")
    let item = try #require(content.lots.only?.items.only)
    #expect((item.quantity, item.unit, item.category) == (.of("18"), "E50", "33160000-9"))
    #expect(item.description.unicodeScalars.count == 1539)
    #expect(imported.recordedDeliveryDate == CalendarDate("2020-12-31"))
  }

  /// Recommendation 20 has given up the codes of packages; what remains is a list of eight faults.
  @Test func medicines() throws {
    let imported = try #require(Answer(Documents.medicines.bytes, codes: codes).requirements.only)
    let content = imported.content
    #expect(content.lots.map(\.targetPrice) == [.of("92000"), .of("7000")])
    #expect(content.lots.map(\.items.count) == [4, 4])
    #expect(content.lots[0].title.hasPrefix("ЛОТ № 1 Меропенем/ Meropenem;"))
    #expect(content.lots[0].items.map(\.quantity) == [100, 100, 5, 70].map { .of("\($0)") })
    #expect(content.lots[0].items.allSatisfy { $0.unit == "XVI" && $0.category == "33600000-6" })
    #expect(content.lots[1].items.allSatisfy { $0.unit == "XPK" })
    #expect(content.minimalStep == .of("35"))
    #expect(content.delivery.address.locality == "Харків")
    #expect(imported.recordedDeliveryDate == CalendarDate("2022-12-31"))
  }

  @Test func anEnergyServiceIsRefusedForWhatItIs() throws {
    let faults = Answer(try Documents.energyService.bytes, codes: codes)
    #expect(
      faults.lines == ["/lots/0/value: lots without value: higher-is-better tenders are not supported yet"])
  }

  /// As the API answers, with the record as `data`.
  @Test func wrappedRecord() throws {
    var members = JSON.Members()
    #expect(members.append("data", try Documents.cables.tree.without("/items/3/unit")))
    let wrapped = JSON.object(members)
    #expect(Answer(wrapped.encoded(), codes: codes).lines == ["/data/items/3/unit: is required"])
    let whole = Answer(wrapped.with("/data", try Documents.cables.tree).encoded(), codes: codes)
    #expect(whole == Answer(try Documents.cables.bytes, codes: codes))
  }
}

extension Array {
  /// The only element.
  var only: Element? { count == 1 ? first : nil }
}
