// Requirements: the list, the page of one, and what a buyer or a supplier does from there.

import Auctions
import Commerce
import Hummingbird
import NIOCore
import Store
import StrictJSON

struct RequirementsDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response { try await list(visit, .none) }

  /// `?status=` shows one state only.
  private func list(_ visit: Visit, _ objections: Objections) async throws -> Response {
    let status = visit.parameter("status").flatMap(Requirement.Status.init(rawValue:))
    let request: PageRequest<RequirementNoun> = visit.pageRequest()
    let page = try await visit.read { try $0.requirements(ofOthers: false, status: status, request) }
    let content = RequirementsPage(
      filters: filters(status, visit.texts), rows: page.items.map { RequirementRow($0, visit) },
      nextHref: visit.nextHref(page, \.id), problems: objections.summary(visit.texts))
    return visit.page(content, at: objections.status == .ok ? nil : "/requirements")
  }

  private func filters(_ status: Requirement.Status?, _ texts: Texts) -> [FilterLink] {
    let states = Requirement.Status.allCases.map { state in
      FilterLink(
        href: "/requirements?status=\(state.rawValue)", label: texts["state.requirement_\(state.rawValue)"],
        isCurrent: state == status)
    }
    return [FilterLink(href: "/requirements", label: texts["list.all"], isCurrent: status == nil)] + states
  }

  /// A tender record of another system as a file; `deliverBy`, if given, replaces its delivery dates.
  func `import`(_ visit: Visit) async throws -> Response {
    try await visit.answer(PostedForm.empty) {
      let upload = try await visit.call.request.upload()
      let imported = try await importTenders(upload, visit)
      let only = imported.count == 1 ? imported.first : nil
      return visit.go(to: only.map { "/requirements/\($0)" } ?? "/requirements", .imported)
    } again: {
      try await list(visit, $0)
    }
  }

  private func importTenders(_ upload: Upload, _ visit: Visit) async throws -> [RequirementID] {
    let deliverBy = try PostedForm(tree: upload.form).decode { fields in
      try fields.optionalValue("deliverBy", expected: "a date") { CalendarDate($0) }.get()
    }
    let (bytes, codes) = (Array(upload.file.bytes.readableBytesView), visit.codes)
    return try await visit.write { work in
      try work.importTender(bytes, deliverBy: deliverBy, codes: codes).map(\.record.id)
    }
  }
}

extension RequirementsDesk {
  func show(_ visit: Visit) async throws -> Response {
    try await show(visit.call.id("id"), visit, .none)
  }

  /// The page of a requirement, with what stands against the form that was sent from it.
  func show(_ id: RequirementID, _ visit: Visit, _ objections: Objections) async throws -> Response {
    let sheet = try await visit.read { try RequirementSheet(id, $0) }
    let result = try await AuctionResult(of: sheet, visit)
    let content = try RequirementPage(sheet, result, visit, objections)
    return visit.page(content, at: "/requirements/\(id)")
  }

  func publish(_ visit: Visit) async throws -> Response {
    try await act(visit) { id, form in
      _ = try await visit.write { try $0.perform(.publish, on: id, expecting: form.seen) }
      return visit.go(to: "/requirements/\(id)", .published)
    }
  }

  /// With the requirement its auction is cancelled too.
  func cancel(_ visit: Visit) async throws -> Response {
    try await act(visit) { id, form in
      let reason = form.trimmed("reason")
      try await visit.house.cancelAuction(
        of: id, reason: reason, expecting: form.seen, as: visit.call.actor(), at: visit.now)
      _ = try await visit.write { try $0.perform(.cancel(reason: reason), on: id, expecting: form.seen) }
      return visit.go(to: "/requirements/\(id)", .cancelled)
    }
  }

  /// Invites one supplier, or with `company=all` every one that matches and was not asked yet.
  func invite(_ visit: Visit) async throws -> Response {
    try await act(visit) { id, form in
      let only = CompanyID(form["company"])
      guard only != nil || form["company"] == "all" else { throw Problem.notFound }
      let invited = try await visit.write { work in
        let suppliers = try only.map { [$0] } ?? work.suppliersToInvite(to: id)
        for supplier in suppliers { _ = try work.invite(supplier, to: id) }
        return suppliers.count
      }
      try await visit.house.admitSuppliers(of: id, as: visit.call.actor(), at: visit.now)
      return visit.go(to: "/requirements/\(id)", invited > 0 ? .invited : nil)
    }
  }

  /// A supplier enters an open requirement by itself, and the auction, if there is one already.
  func takePart(_ visit: Visit) async throws -> Response {
    try await act(visit) { id, _ in
      _ = try await visit.write { try $0.invite($0.actor.company, to: id) }
      try await visit.house.admitSuppliers(of: id, as: visit.call.actor(), at: visit.now)
      return visit.go(to: "/requirements/\(id)", .acceptedInvitation)
    }
  }

  /// What stands against a form of this page is shown on it.
  private func act(
    _ visit: Visit, _ action: (RequirementID, PostedForm) async throws -> Response
  ) async throws -> Response {
    let (id, form) = (try visit.call.id("id", RequirementNoun.self), try await visit.form())
    return try await visit.answer(form) {
      try await action(id, form)
    } again: {
      try await show(id, visit, $0)
    }
  }
}

extension Work {
  /// Suppliers that match an own requirement and were not asked yet.
  fileprivate func suppliersToInvite(to id: RequirementID) throws -> [CompanyID] {
    let requirement = try requirement(id).record
    guard requirement.buyer == actor.company else { throw RecordError.notFound }
    let asked = Set(try invitations(to: id).map(\.record.supplier))
    return try matchingSuppliers(requirement, limit: Limits.pageItemsAtMost).map(\.id).filter { !asked.contains($0) }
  }
}

extension RequirementRow {
  fileprivate init(_ line: RequirementLine, _ visit: Visit) {
    self.init(
      href: "/requirements/\(line.id)", title: line.title,
      badge: Badge("requirement", line.status.rawValue, visit.texts),
      extent: visit.texts.count("count.lots", line.lotCount),
      ceiling: visit.format.money(line.targetTotal, line.currency),
      deliveryDate: visit.format.day(line.deliveryDate), changedAt: visit.format.moment(line.createdAt))
  }
}
