// The lots of a tender with their items, or the tender itself as the only lot.

import Commerce
import StrictJSON

struct TenderParts {
  struct Part {
    /// The lot, or the tender where it has none.
    let place: Place
    let isWhole: Bool
    var items: [Place]
  }

  /// Every lot there is, the cancelled ones too.
  var all: [Place] = []
  var kept: [Part] = []
  /// Titles of the cancelled lots.
  var omitted: [String] = []
}

extension TenderReader {
  mutating func parts(of tender: Place) -> TenderParts {
    let lots = findings.elements(tender["lots"])
    let items = findings.elements(tender["items"])
    guard !lots.isEmpty else {
      return TenderParts(kept: [TenderParts.Part(place: tender, isWhole: true, items: items)])
    }
    var parts = TenderParts(all: lots)
    var numbers: [String: Int?] = [:]
    for lot in lots { numberLot(lot, in: &parts, &numbers) }
    if parts.kept.isEmpty { findings.refuse(tender["lots"], .allLotsCancelled) }
    for item in items { assign(item, to: &parts, numbers) }
    return parts
  }

  /// Notes under which number the lot with its identifier is kept: `nil` if it is cancelled.
  private mutating func numberLot(_ lot: Place, in parts: inout TenderParts, _ numbers: inout [String: Int?]) {
    guard let id = findings.identifier(lot["id"]) else { return }
    guard numbers[id] == nil else { return findings.refuse(lot["id"], .duplicateLot) }
    if ["cancelled", "withdrawn"].contains(lot["status"].plainText) {
      numbers[id] = .some(nil)
      parts.omitted.append(lot["title"].plainText ?? id)
    } else {
      numbers[id] = parts.kept.count
      parts.kept.append(TenderParts.Part(place: lot, isWhole: false, items: []))
    }
  }

  private mutating func assign(_ item: Place, to parts: inout TenderParts, _ numbers: [String: Int?]) {
    let related = item["relatedLot"]
    guard related.exists else { return findings.refuse(item, .withoutLot) }
    guard let id = findings.identifier(related) else { return }
    guard let number = numbers[id] else { return findings.refuse(related, .unknownLot) }
    if let number { parts.kept[number].items.append(item) }
  }
}

// MARK: Lots and items

extension TenderReader {
  /// - Parameter at: the pointer that the lot will have in the requirement.
  mutating func lot(
    _ part: TenderParts.Part, at pointer: String, _ currency: String, _ format: ImportedRequirement.Format
  ) -> RequirementContent.Lot {
    origins[pointer + "/targetPrice"] = part.place["value"]["amount"]
    origins[pointer + "/items"] = part.isWhole ? part.place["items"] : part.place
    return RequirementContent.Lot(
      title: title(part.place, at: pointer), targetPrice: money(part.place["value"], currency),
      items: part.items.enumerated().map { item($1, at: "\(pointer)/items/\($0)", format) })
  }

  private mutating func item(
    _ place: Place, at pointer: String, _ format: ImportedRequirement.Format
  ) -> RequirementContent.Item {
    origins[pointer + "/description"] = place["description"]
    origins[pointer + "/quantity"] = place["quantity"]
    return RequirementContent.Item(
      description: findings.text(place["description"]), category: category(of: place),
      quantity: findings.number(place["quantity"]), unit: unit(place["unit"], format))
  }

  /// Prozorro writes the code into `code`, OCDS into `id`, beside its `scheme`.
  private mutating func unit(_ unit: Place, _ format: ImportedRequirement.Format) -> String {
    if let scheme = findings.optionalText(unit["scheme"]), scheme != "UNCEFACT" {
      findings.refuse(unit["scheme"], .unknownUnitScheme)
    }
    let place = unit[format == .prozorroTender ? "code" : "id"]
    guard let code = findings.identifier(place) else { return Findings.filler }
    // Packages (PK, VI) left Recommendation 20 for Recommendation 21, whose codes it takes up with an X before them.
    guard let known = codes.unit(code) ?? codes.unit("X" + code) else {
      findings.refuse(place, .unknownUnit)
      return Findings.filler
    }
    return known.code
  }

  /// The item's CPV code, which may stand among its additional classifications.
  private mutating func category(of item: Place) -> String {
    let main = item["classification"]
    let all = [main] + findings.elements(item["additionalClassifications"])
    guard let cpv = all.first(where: { Self.isCPV($0["scheme"]) }) else {
      // A scheme that is there but no text has been refused by `identifier`.
      if findings.identifier(main["scheme"]) != nil { findings.refuse(main["scheme"], .unknownCategoryScheme) }
      return Findings.filler
    }
    guard let code = findings.identifier(cpv["id"]) else { return Findings.filler }
    guard let category = codes.category(Self.withoutDecimal(code)) else {
      findings.refuse(cpv["id"], .unknownCategory)
      return Findings.filler
    }
    return category.code
  }

  /// DK 021:2015 is the Ukrainian edition of the CPV, with the same codes.
  private static func isCPV(_ scheme: Place) -> Bool {
    ["CPV", "ДК021", "ДК 021:2015"].contains(scheme.plainText)
  }

  /// Spreadsheets make `45233130.0` of a code without check digit, even in the published examples of OCDS.
  private static func withoutDecimal(_ code: String) -> String {
    code.hasSuffix(".0") ? String(code.dropLast(2)) : code
  }
}
