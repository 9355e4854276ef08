// The terms of single suppliers as they were typed: a currency, ceilings of their own, declared values.

import Auctions
import StrictJSON

/// Reads `terms[0][company]`, `terms[0][currency]` and, for all lots and for each, `terms[0][scopes][1][lot]`,
/// `…[ceiling]`, `…[declared][code:warranty]`.
struct TermsReader {
  let rules: Rules
  /// ISO 4217, of the auction.
  let currency: String
  let rates: [ExchangeRate]
  let lotCount: Int
  let suppliers: [AuctionSupplier]
  let texts: Texts
  private(set) var faults = AuctionFaults()

  init(
    rules: Rules, currency: String, rates: [ExchangeRate], lotCount: Int, suppliers: [AuctionSupplier], texts: Texts
  ) {
    self.rules = rules
    self.currency = currency
    self.rates = rates
    self.lotCount = lotCount
    self.suppliers = suppliers
    self.texts = texts
  }

  /// One for each supplier that was named and may be admitted.
  mutating func admissions(_ form: JSON) -> [Admission] {
    (form["terms"]?.elements ?? []).compactMap { typed in
      let id = typed["company"]?.text.flatMap(CompanyID.init)
      // By its place in the list, in which it is shown again.
      guard let id, let index = suppliers.firstIndex(where: { $0.id == id }) else { return nil }
      return admission(of: id, typed, "terms[\(index)]")
    }
  }

  private mutating func admission(of company: CompanyID, _ typed: JSON, _ name: String) -> Admission {
    var admission = Admission(company)
    if let own = typed["currency"]?.typedText, own != currency {
      admission.currency = own
      if !rates.contains(where: { $0.currency == own }) {
        faults.object(texts["ruleFault.currencyWithoutRate"], to: "\(name)[currency]")
      }
    }
    for (index, scope) in (typed["scopes"]?.elements ?? []).enumerated() {
      let lot = scope["lot"]?.text.flatMap { Int32($0) }.map { LotNumber($0) }
      if let lot, !(1...Int32(lotCount)).contains(lot.value) { continue }
      read(scope, lot, "\(name)[scopes][\(index)]", into: &admission)
    }
    check(admission, name)
    return admission
  }

  private mutating func read(_ scope: JSON, _ lot: LotNumber?, _ name: String, into admission: inout Admission) {
    if let text = scope["ceiling"]?.typedText {
      if let price = Money(text), price > .zero, price.decimals <= rules.admissibility.decimals {
        admission.ceilings.append(.init(lot: lot, price: price))
      } else {
        faults.object(texts.count("ruleFault.notACeiling", rules.admissibility.decimals), to: "\(name)[ceiling]")
      }
    }
    for code in rules.ranking.model.declaredCodes {
      guard let text = scope["declared"]?["code:\(code.code)"]?.typedText else { continue }
      if let value = code.value(text) {
        admission.declarations.append(Declaration(code: code.code, lot: lot, value: value))
      } else {
        faults.object(texts["ruleFault.notADeclaredValue"], to: "\(name)[declared][code:\(code.code)]")
      }
    }
  }

  /// Values that are numbers and yet cannot be: more than the maximum of a feature, a denominator of zero.
  private mutating func check(_ admission: Admission, _ name: String) {
    let rate = rates.first { $0.currency == admission.currency }?.value ?? .one
    for lot in 1...Int32(max(1, lotCount)) {
      do throws(Ranking.DeclarationFault) {
        _ = try rules.ranking.terms(admission.declarations, lot: LotNumber(lot), rate: rate)
      } catch {
        faults.object(texts["ruleFault.declaration_\(error)"], to: name)
      }
    }
  }
}

extension Admission {
  /// The terms as they would be typed, in the shape that the reader takes.
  func typed(_ codes: [DeclaredCode], lotCount: Int) -> JSON {
    let lots: [LotNumber?] = [nil] + (lotCount > 1 ? (1...Int32(lotCount)).map { LotNumber($0) } : [])
    let scopes = lots.map { lot in
      codes.reduce(
        JSON.nothing.setting(["lot"], to: .string(lot.map { "\($0.value)" } ?? ""))
          .setting(["ceiling"], to: .string(ceilings.last { $0.lot == lot }.map { "\($0.price)" } ?? ""))
      ) { scope, code in
        let value = declarations.last { $0.code == code.code && $0.lot == lot }?.value
        return scope.setting(["declared", "code:\(code.code)"], to: .string(value.map(code.text) ?? ""))
      }
    }
    return JSON.nothing.setting(["company"], to: .string("\(company)"))
      .setting(["currency"], to: .string(currency ?? "")).setting(["scopes"], to: .array(scopes))
  }
}
