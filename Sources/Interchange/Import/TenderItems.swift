// Lots and items: what exactly is wanted, how much of it, and in which of the codes that everybody knows.

import Auctions
import Commerce
import StrictJSON

extension TenderReader {
  /// - Parameter pointer: where the lot will be in the requirement.
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
      return Findings.filler
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
      // A scheme that is missing or no text is refused by `identifier`.
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
