// The auction form as a browser would post it: shown for a preset or for rules, with some inputs changed.

import Auctions
import Commerce
import Foundation
import StrictJSON
import TestSupport
import Testing
import Transcript

@testable import Web

enum AuctionFormStage {
  static let presets = Result { try Presets(directory: TestFiles.root.appending(path: "contracts/rules").path) }

  static func preset(_ name: String) throws -> RulesDocument {
    try #require(try presets.get().documents.first { $0.name == name })
  }

  static let kogge = AuctionSupplier(id: CompanyID(bits: 7), name: "Kogge")
  static let danube = AuctionSupplier(id: CompanyID(bits: 8), name: "Danube")
  static let buyer = AuctionSupplier(id: CompanyID(bits: 1), name: "Hanse")

  static func subject(prices: [String] = ["1000.00"], minimalStep: String? = nil) throws -> AuctionSubject {
    let day = try #require(CalendarDate(year: 2027, month: 1, day: 31))
    let lots = try prices.enumerated().map { index, price in
      RequirementContent.Lot(title: "Lot \(index + 1)", targetPrice: try #require(Money(price)), items: [])
    }
    let address = RequirementContent.Address(street: "", locality: "Bălți", postalCode: "", country: "MD")
    let content = RequirementContent(
      title: "Paper", description: "", currency: "EUR", method: .open, delivery: .init(address: address, date: day),
      lots: lots, minimalStep: minimalStep.flatMap { Money($0) })
    return AuctionSubject(content: content, suppliers: [kogge, danube], openers: [buyer, kogge, danube])
  }

  /// Every input of the form, by name. Boxes that are not ticked are not posted.
  static func inputs(_ reading: AuctionReading) -> [String: String] {
    var inputs: [String: String] = [:]
    flatten(reading.draft.form, [], into: &inputs)
    inputs["preset"] = reading.preset
    inputs["adjusted"] = "1"
    inputs["base"] = reading.base
    inputs["document"] = reading.document
    inputs["opens"] = "now"
    return inputs.filter { !$0.value.isEmpty }
  }

  private static func flatten(_ tree: JSON, _ path: [String], into inputs: inout [String: String]) {
    if let text = tree.text { inputs[FieldName.of(pointer: "/" + path.joined(separator: "/"))] = text }
    for member in tree.members?.entries ?? [] { flatten(member.value, path + [member.name], into: &inputs) }
    for (index, element) in (tree.elements ?? []).enumerated() { flatten(element, path + ["\(index)"], into: &inputs) }
  }

  /// The form of a preset with changes posted. An empty text is what an emptied field or an unticked box says.
  static func post(
    _ name: String, _ changes: [String: String] = [:], _ subject: AuctionSubject? = nil
  ) throws -> AuctionReading {
    let subject = try subject ?? Self.subject()
    let fresh = AuctionReading(try preset(name), for: subject)
    return try post(inputs(fresh).merging(changes) { $1 }, name, subject)
  }

  static func post(
    _ inputs: [String: String], _ name: String, _ subject: AuctionSubject, _ language: Language = .en
  ) throws -> AuctionReading {
    let form = try PageFormTests.form(inputs.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) })
    let texts = try #require(ViewTests.renderer).texts(language)
    return AuctionReading(form, try preset(name), for: subject, try PageFormTests.codes.get(), texts)
  }
}

extension AuctionReading {
  /// The rules as a document.
  var tree: JSON? { rules.map { RulesDocument(rules: $0).tree } }

  func member(_ pointer: String) -> JSON? { tree?.at(pointer.split(separator: "/").map(String.init)) }
}
