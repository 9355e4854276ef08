// Posting and revising a requirement: the form, its rows, and what is wrong with it beside its fields.

import Auctions
import Commerce
import Hummingbird
import Interchange
import Store
import StrictJSON

struct RequirementFormDesk: Sendable {
  /// Most requirements are delivered to the buyer's own country.
  func new(_ visit: Visit) async throws -> Response {
    let country = try await visit.read { try $0.company($0.actor.company).record.profile.country }
    return page(RequirementDraft(country: country), visit)
  }

  func create(_ visit: Visit) async throws -> Response {
    let (form, codes) = (try await visit.form(), visit.codes)
    let draft = RequirementDraft(form)
    if let action = RowAction(form["action"]) { return page(draft.applying(action), visit) }
    return try await visit.answer(form, names: RequirementDraft.names) {
      let id = try await visit.write { work in
        let content = try RequirementContent.read(draft.document, as: .form, codes: codes, today: work.now.date)
        return try work.createRequirement(content).record.id
      }
      return visit.go(to: "/requirements/\(id)", .saved)
    } again: {
      page(draft, visit, $0)
    }
  }

  func edit(_ visit: Visit) async throws -> Response { try await edit(visit.call.id("id"), visit, .none) }

  func revise(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", RequirementNoun.self), try await visit.form())
    let draft = RequirementDraft(form)
    let record = EditedRecord(id: id, revision: form["revision"])
    if let action = RowAction(form["action"]) { return page(draft.applying(action), visit, of: record) }
    return try await visit.answer(form, names: RequirementDraft.names) {
      try await visit.write { try draft.revise(id, expecting: form.seen, visit.codes, $0) }
      return visit.go(to: "/requirements/\(id)", .saved)
    } again: { objections in
      // What somebody else has written meanwhile must not be lost under what was typed here.
      if objections.isStale { return try await edit(id, visit, objections) }
      return page(draft, visit, objections, of: record)
    }
  }

  private func edit(_ id: RequirementID, _ visit: Visit, _ objections: Objections) async throws -> Response {
    let stored = try await visit.read { work in
      let stored = try work.requirement(id)
      guard stored.record.buyer == work.actor.company else { throw RecordError.notFound }
      return stored
    }
    guard stored.record.status == .draft else { return visit.go(to: "/requirements/\(id)") }
    let record = EditedRecord(id: id, revision: "\(stored.revision)")
    return page(RequirementDraft(stored.record.content), visit, objections, of: record)
  }
}

/// The record that a form changes, at the revision it was made from.
private struct EditedRecord {
  let id: RequirementID
  let revision: String
}

extension RequirementDraft {
  /// Puts the draft in the place of a record's content, of which a form shows not everything.
  fileprivate func revise(_ id: RequirementID, expecting seen: [Int64], _ codes: CodeLists, _ work: Work) throws {
    var content = try RequirementContent.read(document, as: .form, codes: codes, today: work.now.date)
    let old = try work.requirement(id).record.content
    (content.source, content.minimalStep) = (old.source, old.minimalStep)
    _ = try work.perform(.revise(content), on: id, expecting: seen)
  }

  fileprivate func applying(_ action: RowAction) -> RequirementDraft {
    var draft = self
    draft.apply(action)
    return draft
  }
}

extension RequirementFormDesk {
  private func page(
    _ draft: RequirementDraft, _ visit: Visit, _ objections: Objections = .none, of record: EditedRecord? = nil
  ) -> Response {
    let errors = objections.byField
    func field(_ name: String, _ value: String) -> Field { Field(name, value, errors: errors) }
    let units = visit.codes.unitChoices(for: draft)
    let content = RequirementFormPage(
      action: record.map { "/requirements/\($0.id)" } ?? "/requirements",
      backHref: record.map { "/requirements/\($0.id)" } ?? "/requirements", revision: record?.revision,
      problems: objections.summary(order: RequirementFormPage.fieldOrder, visit.texts),
      title: field("title", draft.title), description: field("description", draft.description),
      currency: ChoiceField(
        "currency", draft.currency, of: visit.codes.currencyChoices, error: errors["currency"]),
      method: ChoiceField(
        "method", draft.method, of: RequirementFormPage.methods(visit.texts), error: errors["method"]),
      street: field("street", draft.street), locality: field("locality", draft.locality),
      postalCode: field("postalCode", draft.postalCode),
      country: ChoiceField("country", draft.country, of: visit.codes.countryChoices, error: errors["country"]),
      deliveryDate: field("deliveryDate", draft.deliveryDate),
      lots: draft.lots.enumerated().map { LotForm($1, index: $0, units: units, errors: errors) },
      blankUnit: ChoiceField("unit", "H87", of: units), categories: visit.codes.suggestions(for: draft))
    return visit.page(content, at: record.map { "/requirements/\($0.id)/edit" } ?? "/requirements/new")
  }
}

extension LotForm {
  fileprivate init(
    _ lot: RequirementDraft.Lot, index: Int, units: [(value: String, label: String)], errors: [String: String]
  ) {
    let items = lot.items.enumerated().map { place, item in
      ItemForm(
        lot: index, index: place, description: item.description, category: item.category, quantity: item.quantity,
        unit: item.unit, units: units, errors: errors)
    }
    self.init(index: index, title: lot.title, targetPrice: lot.targetPrice, items: items, errors: errors)
  }
}

extension CodeLists {
  fileprivate var currencyChoices: [(value: String, label: String)] {
    currencies.map { ($0.code, "\($0.code) · \($0.name)") }
  }

  /// The usual units, and those that the draft uses besides.
  fileprivate func unitChoices(for draft: RequirementDraft) -> [(value: String, label: String)] {
    let usual = commonUnits
    let others = Set(draft.lots.flatMap(\.items).map(\.unit)).subtracting(usual.map(\.code)).sorted().compactMap(unit)
    return (usual + others).map { unit in (unit.code, unit.symbol.map { "\(unit.name) (\($0))" } ?? unit.name) }
  }

  /// CPV categories to choose from: every division, and what the words of the draft's items find.
  fileprivate func suggestions(for draft: RequirementDraft) -> [Choice] {
    let words = draft.lots.flatMap(\.items).flatMap { [$0.category, $0.description] }.filter { !$0.isEmpty }
    let found = words.prefix(Self.searches).flatMap { searchCategories(String($0.prefix(60)), limit: 8) }
    let divisions = (3...98).compactMap { category(($0 < 10 ? "0\($0)" : "\($0)") + "000000") }
    var seen: Set<String> = []
    return (found + divisions).filter { seen.insert($0.code).inserted }.map { Choice($0.code, $0.name) }
  }

  /// A bound on the work of one page.
  private static let searches = 40
}
