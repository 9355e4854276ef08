// The terms of single suppliers of an announced auction: until each has offered.

import Auctions
import Commerce
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

struct SupplierTermsDesk: Sendable {
  func show(_ visit: Visit) async throws -> Response {
    guard let sheet = try await SupplierTermsSheet(visit) else { return try elsewhere(visit) }
    return page(sheet, sheet.typed, visit, .init(), .none)
  }

  /// Only what is different is set: everything else stays as it was said.
  func save(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    guard let sheet = try await SupplierTermsSheet(visit) else { return try elsewhere(visit) }
    var reader = sheet.reader(visit.texts)
    let admissions = reader.admissions(form.tree)
    guard reader.faults.isEmpty else {
      var response = page(sheet, sheet.typed(form), visit, reader.faults, .none)
      response.status = .unprocessableContent
      return response
    }
    return try await visit.answer(form) {
      for admission in admissions where admission != sheet.admission(of: admission.company) {
        try await visit.house.admit(admission, to: sheet.auction, as: visit.call.actor(), at: visit.now)
      }
      return visit.go(to: sheet.path, .saved)
    } again: {
      page(sheet, sheet.typed(form), visit, .init(), $0)
    }
  }

  private func elsewhere(_ visit: Visit) throws -> Response {
    visit.go(to: "/requirements/\(try visit.call.id("id", RequirementNoun.self))")
  }

  private func page(
    _ sheet: SupplierTermsSheet, _ typed: [JSON], _ visit: Visit, _ faults: AuctionFaults, _ objections: Objections
  ) -> Response {
    let words = InputWords(texts: visit.texts, currency: sheet.content.currency, errors: faults.byField)
    let table = TermsTable(
      codes: sheet.rules.ranking.model.declaredCodes, currencies: sheet.currencies,
      lotTitles: sheet.content.lots.map(\.title), words: words)
    let suppliers = sheet.suppliers.enumerated().map { index, supplier in
      table.view(supplier, at: index, typed[index], isFixed: sheet.hasOffered(supplier.id))
    }
    let general = objections.general + objections.byField.sorted { $0.key < $1.key }.map(\.value)
    let page = SupplierTermsPage(
      requirementTitle: sheet.content.title, requirementHref: "/requirements/\(sheet.requirement)",
      auctionHref: "/auctions/\(sheet.auction)", action: sheet.path,
      terms: TermsView(suppliers: suppliers, isOpen: true, wantsValues: !table.codes.isEmpty),
      problems: ErrorSummary(errors: faults.byField, general: general, texts: visit.texts))
    return visit.page(page, at: sheet.path)
  }
}

/// The auction of a requirement with those who take part in it.
private struct SupplierTermsSheet {
  let requirement: RequirementID
  let auction: AuctionID
  let content: RequirementContent
  let suppliers: [AuctionSupplier]
  private let state: Auction

  var path: String { "/requirements/\(requirement)/terms" }
  var rules: Rules { state.rules }
  var currencies: [String] { [content.currency] + state.announcement.rates.map(\.currency) }

  /// Nil where there is no auction whose terms could be set.
  init?(_ visit: Visit) async throws {
    let id = try visit.call.id("id", RequirementNoun.self)
    let found = try await visit.read { work in
      let requirement = try work.requirement(id).record
      guard requirement.buyer == work.actor.company else { throw RecordError.notFound }
      let admissible = try work.admissibleSuppliers(to: id)
      let names = try work.names(of: admissible)
      let suppliers = admissible.map { AuctionSupplier(id: $0, name: names[$0] ?? "–") }
      return (try work.auction(of: id), requirement.content, suppliers)
    }
    guard let line = found.0, line.phase == .scheduled || line.phase == .open else { return nil }
    (requirement, auction, content, suppliers) = (id, line.id, found.1, found.2)
    state = try await visit.house.auctions.load(line.id).0
  }

  func admission(of company: CompanyID) -> Admission {
    state.participants.first { $0.company == company }?.admission ?? Admission(company)
  }

  func hasOffered(_ company: CompanyID) -> Bool {
    state.lots.contains { lot in
      lot.firstOffers.contains { $0.bidder == company } || lot.sealed.contains { $0.offer.bidder == company }
    }
  }

  /// The terms as they are.
  var typed: [JSON] {
    suppliers.map { admission(of: $0.id).typed(rules.ranking.model.declaredCodes, lotCount: content.lots.count) }
  }

  /// The terms as they were posted; who was not on the form keeps those it has.
  func typed(_ form: PostedForm) -> [JSON] {
    let posted = form.tree["terms"]?.elements ?? []
    return zip(suppliers, typed).map { supplier, own in
      posted.first { $0["company"]?.text == "\(supplier.id)" } ?? own
    }
  }

  func reader(_ texts: Texts) -> TermsReader {
    TermsReader(
      rules: rules, currency: content.currency, rates: state.announcement.rates, lotCount: content.lots.count,
      suppliers: suppliers, texts: texts)
  }
}
