// Reads one tender into a requirement: what is asked for, in which currency, under which name.

import Auctions
import Commerce
import StrictJSON

struct TenderReader {
  let codes: CodeLists
  let countryNames: CountryNames
  let today: CalendarDate
  let deliverBy: CalendarDate?
  let deliverTo: RequirementContent.Address?
  var findings = Findings()
  /// From which place of the document a part of the requirement comes, by pointers into the requirement.
  var origins: [String: Place] = [:]

  /// `nil` only where reading on makes no sense. With faults on record the value is not to be used.
  mutating func requirement(_ source: TenderSource) -> ImportedRequirement? {
    origins = [:]
    let tender = source.tender
    guard tender.json?.members != nil else {
      findings.refuse(tender, .wrongKind(expected: .object))
      return nil
    }
    guard !isHigherBetter(tender) else { return nil }
    let parts = TenderParts(of: tender, &findings)
    let items = parts.kept.flatMap(\.items)
    let currency = currency(tender, parts)
    let content = RequirementContent(
      title: title(tender, at: ""), description: description(tender, parts), currency: currency,
      method: method(tender["procurementMethod"]), delivery: delivery(of: items, source),
      lots: parts.kept.enumerated().map { lot($1, at: "/lots/\($0)", currency, source.format) },
      minimalStep: minimalStep(tender, parts, currency), source: identity(of: source))
    origins["/lots"] = tender["lots"]
    check(content, tender)
    return ImportedRequirement(
      format: source.format, content: content, titleEnglish: findings.optionalText(tender["title_en"]),
      descriptionEnglish: findings.optionalText(tender["description_en"]), buyer: buyer(source),
      recordedDeliveryDate: recordedDeliveryDate(of: items, tender), omittedLots: parts.omitted)
  }

  /// The rules that hold for every requirement, said of the places of the document.
  private mutating func check(_ content: RequirementContent, _ tender: Place) {
    // Why there are no lots at all is on record already.
    for fault in content.check(today: today) where fault != Fault("/lots", .tooFew(minimum: 1)) {
      let isEmptyLot = fault.pointer.hasSuffix("/items") && fault.reason == .tooFew(minimum: 1)
      findings.refuse(origin(of: fault.pointer) ?? tender, isEmptyLot ? .lotWithoutItems : .requirement(fault.reason))
    }
  }

  /// The origin of the value itself, or of the nearest value around it that has one.
  private func origin(of pointer: String) -> Place? {
    var path = Substring(pointer)
    while let slash = path.lastIndex(of: "/") {
      if let origin = origins[String(path)] { return origin }
      path = path[..<slash]
    }
    return nil
  }
}

extension TenderReader {
  /// Energy services, for instance, go to the highest saving and have no price to undercut.
  private mutating func isHigherBetter(_ tender: Place) -> Bool {
    let lots = tender["lots"].elements
    let isPriced = tender["value"].exists || lots.contains { $0["value"].exists }
    let isSaving = ([tender] + lots).contains { $0["yearlyPaymentsPercentageRange"].exists }
    guard tender["procurementMethodType"].plainText == "esco" || !isPriced && isSaving else { return false }
    findings.refuse((lots.first ?? tender)["value"], .higherIsBetter)
    return true
  }

  private mutating func identity(of source: TenderSource) -> RequirementContent.Source {
    let scheme = source.format == .prozorroTender ? "prozorro" : "ocds"
    return RequirementContent.Source(scheme: scheme, id: findings.identifier(source.id) ?? Findings.filler)
  }

  private mutating func method(_ place: Place) -> RequirementContent.Method {
    let known: [String: RequirementContent.Method] = ["open": .open, "selective": .selective, "limited": .selective]
    guard let name = findings.identifier(place) else { return .open }
    if known[name] == nil { findings.refuse(place, name == "direct" ? .directAward : .unknownMethod) }
    return known[name] ?? .open
  }

  private mutating func buyer(_ source: TenderSource) -> ImportedRequirement.Buyer? {
    func find(_ name: String) -> Place { source.entity[name].or(source.party[name]) }
    guard let name = findings.optionalText(find("name")) else { return nil }
    let identifier = find("identifier")
    let register = findings.optionalText(identifier["scheme"])
    let number = identifier["id"].wholeNumber ?? findings.optionalText(identifier["id"])
    return ImportedRequirement.Buyer(
      name: name, nameEnglish: findings.optionalText(find("name_en")),
      identifier: register.flatMap { scheme in number.map { Company.Identifier(scheme: scheme, id: $0) } })
  }
}

// MARK: Money

extension TenderReader {
  /// The one currency of the tender: that of its value, or of its first lot's.
  private mutating func currency(_ tender: Place, _ parts: TenderParts) -> String {
    let values = [tender["value"]] + parts.kept.map(\.place["value"])
    let place = (values.first(where: \.exists) ?? tender["value"])["currency"]
    guard let code = findings.identifier(place) else { return Findings.filler }
    if codes.currency(code) == nil { findings.refuse(place, .unknownCurrency) }
    return code
  }

  mutating func money(_ value: Place, _ currency: String) -> Money {
    let given = findings.optionalText(value["currency"])
    if let given, given != currency, currency != Findings.filler {
      findings.refuse(value["currency"], .currencyDiffers(from: currency))
    }
    return findings.number(value["amount"])
  }

  /// The smallest of the lots' steps, or the tender's. Zero is how others write that there is none.
  private mutating func minimalStep(_ tender: Place, _ parts: TenderParts, _ currency: String) -> Money? {
    let ofLots = parts.kept.map(\.place["minimalStep"]).filter(\.exists)
    let places = ofLots.isEmpty ? [tender["minimalStep"]].filter(\.exists) : ofLots
    let steps = places.map { (place: $0, money: money($0, currency)) }
    guard let smallest = steps.filter({ $0.money != .zero }).min(by: { $0.money < $1.money }) else { return nil }
    origins["/minimalStep"] = smallest.place["amount"]
    return smallest.money
  }
}
