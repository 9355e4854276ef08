// The directory: verified companies, by text and by what they supply.

package import Auctions
package import Commerce

extension Work {
  /// Verified companies whose name contains `text` and that supply `category` or something above it.
  package func suppliers(
    text: String, category: String?, _ page: PageRequest<CompanyNoun>
  ) throws -> Page<SupplierLine> {
    let pattern = "%" + text.escapedForLike + "%"
    let supplies: SQL = category.map { "AND \(Self.supplies(anyOf: [$0]))" } ?? ""
    let rows = try transaction.rows(
      """
      SELECT c.id, c.name, c.country, c.categories FROM company c
      WHERE c.verification = 'verified' AND c.name ILIKE \(pattern) AND c.id < \(page.before) \(supplies)
      ORDER BY c.id DESC LIMIT \(page.fetched)
      """, Self.supplierLine)
    return Page(rows, limit: page.limit)
  }

  /// Verified companies that supply something a requirement asks for, other than the buyer, best matches first.
  package func matchingSuppliers(_ requirement: Requirement, limit: Int) throws -> [SupplierLine] {
    let wanted = Array(Set(requirement.content.lots.flatMap(\.items).map(\.category))).sorted()
    return try transaction.rows(
      """
      SELECT c.id, c.name, c.country, c.categories FROM company c
      WHERE c.verification = 'verified' AND c.id <> \(requirement.buyer) AND \(Self.supplies(anyOf: wanted))
      ORDER BY (SELECT count(*) FROM unnest(\(wanted)) w WHERE \(Self.covers)) DESC, c.name, c.id
      LIMIT \(limit)
      """, Self.supplierLine)
  }

  private static func supplierLine(_ row: inout Row) throws -> SupplierLine {
    try SupplierLine(id: row(), name: row(), country: row(), categories: row())
  }

  private static func supplies(anyOf wanted: [String]) -> SQL {
    "EXISTS (SELECT FROM unnest(\(wanted)) w WHERE \(covers))"
  }

  /// Trailing zeros of a CPV code's eight digits mark the level above; the first two digits are its division.
  private static let covers: SQL = """
    EXISTS (
      SELECT FROM unnest(c.categories) k WHERE starts_with(w, left(k, 2) || rtrim(substr(k, 3, 6), '0')))
    """
}

extension String {
  /// Text as it stands, where LIKE would see wildcards.
  var escapedForLike: String {
    var escaped = ""
    for character in unicodeScalars {
      if character == "%" || character == "_" || character == "\\" { escaped.unicodeScalars.append("\\") }
      escaped.unicodeScalars.append(character)
    }
    return escaped
  }
}
