// The directory of verified suppliers.

import Auctions
import Commerce
import Hummingbird
import Interchange
import Store

struct DirectoryDesk: Sendable {
  /// `?text=` in the name, `?category=` the first digits of a CPV code, or all of it.
  func list(_ visit: Visit) async throws -> Response {
    let (text, typed) = (visit.parameter("text") ?? "", visit.parameter("category") ?? "")
    let category = visit.codes.category(beginning: typed)
    let isUnknown = !typed.isEmpty && category == nil
    let request: PageRequest<CompanyNoun> = visit.pageRequest()
    let page = try await visit.read { try $0.suppliers(text: String(text.prefix(200)), category: category, request) }
    let content = SuppliersPage(
      text: Field("text", text),
      category: Field("category", typed, error: isUnknown ? visit.texts["validation.unknownCode"] : nil),
      rows: isUnknown ? [] : page.items.map { SupplierRow($0, visit.codes) },
      nextHref: isUnknown ? nil : visit.nextHref(page, \.id))
    return visit.page(content)
  }
}

extension SupplierRow {
  fileprivate init(_ line: SupplierLine, _ codes: CodeLists) {
    self.init(supplier: Party(line), categories: line.categories.map(codes.tag))
  }
}

extension CodeLists {
  /// The category of a code, or of its first digits: "3132" is 31320000.
  func category(beginning text: String) -> String? {
    let digits = String(text.prefix { $0 != "-" })
    guard !digits.isEmpty, digits.count <= 8, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return category(text)?.code ?? category(digits + String(repeating: "0", count: 8 - digits.count))?.code
  }
}
