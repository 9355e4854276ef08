// The terms of single suppliers as views: in the form of an auction, and on their own page afterwards.

import Auctions
import Commerce
import StrictJSON

/// What the inputs of terms are made from.
struct TermsTable {
  let codes: [DeclaredCode]
  /// ISO 4217: the auction's, then those with a rate.
  let currencies: [String]
  let lotTitles: [String]
  let words: InputWords

  /// Above this, only what holds for all lots is asked for: a form has its limits.
  private static let lotsAtMost = 20

  /// - Parameter typed: as `TermsReader` takes it.
  func view(_ supplier: AuctionSupplier, at index: Int, _ typed: JSON, isFixed: Bool = false) -> SupplierTermsView {
    let prefix = "terms[\(index)]"
    let scopes = typed["scopes"]?.elements ?? []
    let hasLots = (2...Self.lotsAtMost).contains(lotTitles.count)
    let lot = words.texts["requirement.lot"]
    let lots = hasLots ? lotTitles.enumerated().map { ("\($0 + 1)", "\(lot) \($0 + 1): \($1)") } : []
    let views = ([("", "")] + lots).enumerated().map { place, lot in
      scope("\(prefix)[scopes][\(place)]", lot, scopes.first { $0["lot"]?.text == lot.0 } ?? .nothing)
    }
    return SupplierTermsView(
      companyID: "\(supplier.id)", name: supplier.name, prefix: prefix,
      currency: currencies.count > 1 ? currency(prefix, typed) : nil, scope: views[0], lots: Array(views.dropFirst()),
      error: words.errors[prefix], isFixed: isFixed)
  }

  private func currency(_ prefix: String, _ typed: JSON) -> ChoiceField {
    let name = "\(prefix)[currency]"
    let own = typed["currency"]?.text ?? ""
    return ChoiceField(
      name, own.isEmpty ? currencies[0] : own, of: currencies.map { ($0, $0) }, error: words.errors[name])
  }

  private func scope(_ prefix: String, _ lot: (number: String, title: String), _ typed: JSON) -> TermsScopeView {
    let ceiling = Field("\(prefix)[ceiling]", typed["ceiling"]?.text ?? "", errors: words.errors)
    let declared = codes.map { code in
      let name = "\(prefix)[declared][code:\(code.code)]"
      let value = typed["declared"]?["code:\(code.code)"]?.text ?? ""
      return CellView(
        label: words.texts.text("ruleForm.code_\(code.code)") ?? code.code,
        text: Field(name, value, errors: words.errors), suffix: suffix(code))
    }
    return TermsScopeView(
      prefix: prefix, lot: lot.number, title: lot.title,
      fields: [CellView(label: words.label("terms_ceiling"), text: ceiling)] + declared)
  }

  private func suffix(_ code: DeclaredCode) -> String? {
    switch code.kind {
    case .fraction, .percent: "%"
    case .amount: words.currency
    case .number: nil
    }
  }
}

extension TermsView {
  /// In the form; nil as long as nobody has accepted.
  init?(_ reading: AuctionReading, _ subject: AuctionSubject, _ words: InputWords) {
    guard !subject.suppliers.isEmpty else { return nil }
    let typed = reading.posted.tree["terms"]?.elements ?? []
    let codes = reading.rules?.ranking.model.declaredCodes ?? []
    let currencies = reading.posted.rateRows.compactMap { $0["currency"]?.typedText }
    let table = TermsTable(
      codes: codes, currencies: [subject.content.currency] + currencies, lotTitles: subject.content.lots.map(\.title),
      words: words)
    self.init(
      suppliers: subject.suppliers.enumerated().map { index, supplier in
        let own = typed.first { $0["company"]?.text == "\(supplier.id)" }
        return table.view(supplier, at: index, own ?? .nothing)
      },
      isOpen: words.errors.keys.contains { $0.hasPrefix("terms[") }, wantsValues: !codes.isEmpty)
  }
}
