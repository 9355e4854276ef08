// What can be wrong with a requirement's text: every fault, and where its pointer points.

import Auctions
import Testing

@testable import Commerce

@Suite struct RequirementContentTests {
  @Test func theSampleIsFlawless() {
    #expect(RequirementContent.sample.check(today: noon.date).isEmpty)
  }

  @Test(arguments: Flaw.all) func oneFlawIsOneFault(_ flaw: Flaw) {
    var content = RequirementContent.sample
    flaw.spoil(&content)
    #expect(content.check(today: noon.date) == [flaw.fault], "\(flaw.fault)")
  }

  @Test(arguments: Flaw.borders) func bordersAreInside(_ border: Flaw) {
    var content = RequirementContent.sample
    border.spoil(&content)
    #expect(content.check(today: noon.date).isEmpty, "\(border.fault)")
  }

  @Test func everythingWrongIsListedAtOnce() {
    var content = RequirementContent.sample
    for flaw in Flaw.compatible { flaw.spoil(&content) }
    #expect(content.check(today: noon.date) == Flaw.compatible.map(\.fault))
  }

  @Test func lotsAndItemsBeyondTheLimitAreNotLookedAt() {
    var content = RequirementContent.sample
    content.lots = Array(repeating: .sample("", items: 1), count: 201)
    let faults = content.check(today: noon.date)
    #expect(faults.first == Fault("/lots", .tooMany(limit: 200)))
    #expect(faults.last == Fault("/lots/199/title", .empty))
  }

  /// Length is counted as PostgreSQL counts: in code points, not in what a reader takes for one letter.
  @Test func lengthIsInCodePoints() {
    var content = RequirementContent.sample
    content.title = String(repeating: "e\u{301}", count: 150)
    #expect(content.check(today: noon.date).isEmpty)
    content.title += "e"
    #expect(content.check(today: noon.date) == [Fault("/title", .tooLong(limit: 300))])
  }
}

/// One thing that can be wrong, and the fault it is.
struct Flaw: Sendable {
  let fault: Fault
  let spoil: @Sendable (inout RequirementContent) -> Void

  init(_ pointer: String, _ reason: Fault.Reason, _ spoil: @escaping @Sendable (inout RequirementContent) -> Void) {
    fault = Fault(pointer, reason)
    self.spoil = spoil
  }

  /// In the order in which they are found, and none hides another.
  static let compatible = [
    Flaw("/title", .empty) { $0.title = "" },
    Flaw("/description", .tooLong(limit: 20_000)) { $0.description = .letters(20_001) },
    Flaw("/delivery/date", .inThePast) { $0.delivery.date = noon.date.adding(days: -1) },
    Flaw("/delivery/address/street", .tooLong(limit: 300)) { $0.delivery.address.street = .letters(301) },
    Flaw("/delivery/address/locality", .empty) { $0.delivery.address.locality = "" },
    Flaw("/delivery/address/postalCode", .tooLong(limit: 20)) { $0.delivery.address.postalCode = .letters(21) },
    Flaw("/lots/0/title", .tooLong(limit: 300)) { $0.lots[0].title = .letters(301) },
    Flaw("/lots/0/targetPrice", .notPositive) { $0.lots[0].targetPrice = .zero },
    Flaw("/lots/0/items", .tooFew(minimum: 1)) { $0.lots[0].items = [] },
    Flaw("/lots/1/items/0/description", .empty) { $0.lots[1].items[0].description = "" },
    Flaw("/lots/1/items/1/quantity", .notPositive) { $0.lots[1].items[1].quantity = .of("0") },
    Flaw("/minimalStep", .notPositive) { $0.minimalStep = .zero },
  ]

  static let all =
    compatible + [
      Flaw("/title", .tooLong(limit: 300)) { $0.title = .letters(301) },
      Flaw("/title", .containsControlCharacters) { $0.title = "a\0b" },
      Flaw("/description", .containsControlCharacters) { $0.description = "\0" },
      Flaw("/delivery/address/locality", .tooLong(limit: 100)) { $0.delivery.address.locality = .letters(101) },
      Flaw("/delivery/address/postalCode", .containsControlCharacters) { $0.delivery.address.postalCode = "\0" },
      Flaw("/lots", .tooFew(minimum: 1)) { $0.lots = [] },
      Flaw("/lots", .tooMany(limit: 200)) { $0.lots = Array(repeating: $0.lots[0], count: 201) },
      Flaw("/lots/1/title", .empty) { $0.lots[1].title = "" },
      Flaw("/lots/1/targetPrice", .notPositive) { $0.lots[1].targetPrice = Money(tenThousandths: -1) },
      Flaw("/lots/1/items", .tooMany(limit: 500)) { $0.lots[1] = .sample("Cables", items: 501) },
      Flaw("/lots/0/items/1/description", .tooLong(limit: 2_000)) { $0.lots[0].items[1].description = .letters(2_001) },
      Flaw("/lots/0/items/0/quantity", .notPositive) { $0.lots[0].items[0].quantity = Quantity(tenThousandths: -1) },
      Flaw("/minimalStep", .notPositive) { $0.minimalStep = Money(tenThousandths: -1) },
    ]

  /// Just not wrong.
  static let borders = [
    Flaw("/title", .tooLong(limit: 300)) { $0.title = .letters(300) },
    Flaw("/description", .tooLong(limit: 20_000)) { $0.description = .letters(20_000) },
    Flaw("/delivery/date", .inThePast) { $0.delivery.date = noon.date },
    Flaw("/delivery/address/street", .empty) { $0.delivery.address.street = "" },
    Flaw("/delivery/address/postalCode", .empty) { $0.delivery.address.postalCode = "" },
    Flaw("/lots", .tooMany(limit: 200)) { $0.lots = Array(repeating: $0.lots[0], count: 200) },
    Flaw("/lots/0/items", .tooMany(limit: 500)) { $0.lots[0] = .sample("Cables", items: 500) },
    Flaw("/lots/0/targetPrice", .notPositive) { $0.lots[0].targetPrice = Money(tenThousandths: 1) },
    Flaw("/lots/0/items/0/quantity", .notPositive) { $0.lots[0].items[0].quantity = Quantity(tenThousandths: 1) },
    Flaw("/minimalStep", .notPositive) { $0.minimalStep = Money(tenThousandths: 1) },
  ]
}
