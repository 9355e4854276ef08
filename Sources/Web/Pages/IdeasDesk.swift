// Product ideas: the list with votes, proposing, and the supplier's answer.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct IdeasDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response {
    let request: PageRequest<IdeaNoun> = visit.pageRequest()
    let page = try await visit.read { try $0.ideas(request) }
    let rows = page.items.map { IdeaRow($0, visit) }
    return visit.page(IdeasPage(filters: [], rows: rows, nextHref: visit.nextHref(page, \.id)))
  }

  func new(_ visit: Visit) async throws -> Response { try await form(visit, .none) }

  private func form(_ visit: Visit, _ objections: Objections) async throws -> Response {
    let suppliers = try await visit.read { try $0.addressees() }
    let choices = suppliers.map { (value: "\($0.id)", label: $0.name) }
    let content = IdeaFormPage(
      supplier: objections.choice("supplier", choices.first?.value ?? "", of: choices),
      title: objections.field("title"), text: objections.field("text"),
      problems: objections.summary(order: ["supplier", "title", "text"], visit.texts))
    return visit.page(content, at: "/ideas/new")
  }

  func propose(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    return try await visit.answer(form) {
      let (supplier, title, text) = try form.decode { fields in
        let supplier = fields.id("supplier", CompanyNoun.self)
        let title = fields.string("title", length: 1...200)
        let text = fields.string("text", length: 1...10_000)
        return try (supplier.get(), title.get(), text.get())
      }
      let id = try await visit.write { try $0.proposeIdea(to: supplier, title: title, text: text).record.id }
      return visit.go(to: "/ideas/\(id)", .ideaProposed)
    } again: {
      try await self.form(visit, $0)
    }
  }

  /// `vote=1`, or `0` to take it back; from wherever ideas are listed.
  func vote(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", IdeaNoun.self), try await visit.form())
    let command: Idea.Command = form["vote"] == "0" ? .withdrawVote : .vote
    _ = try await visit.write { try $0.perform(command, on: id, expecting: nil) }
    return visit.goBack(to: form["returnTo"], otherwise: "/ideas/\(id)")
  }

  func respond(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", IdeaNoun.self), try await visit.form())
    return try await visit.answer(form) {
      let command = try form.decode { fields in
        let status = fields.enumeration("status", Idea.Status.self)
        let text = fields.optionalString("text", length: 0...Idea.responseLimit)
        return try Idea.Command.respond(status.get(), text.get() ?? "")
      }
      _ = try await visit.write { try $0.perform(command, on: id, expecting: form.seen) }
      return visit.go(to: "/ideas/\(id)", .saved)
    } again: {
      try await show(id, visit, $0)
    }
  }

  func show(_ visit: Visit) async throws -> Response { try await show(visit.call.id("id"), visit, .none) }

  private func show(_ id: IdeaID, _ visit: Visit, _ objections: Objections) async throws -> Response {
    let sheet = try await visit.read { try IdeaSheet(id, $0) }
    return visit.page(IdeaPage(sheet, visit, objections), at: "/ideas/\(id)")
  }
}

/// One idea with the names of both companies.
private struct IdeaSheet: Sendable {
  let stored: Stored<Idea>
  let actor: Actor
  let names: [CompanyID: String]

  init(_ id: IdeaID, _ work: Work) throws {
    stored = try work.idea(id)
    actor = work.actor
    names = try work.names(of: [stored.record.author, stored.record.addressee])
  }

  func name(_ company: CompanyID) -> String { names[company] ?? "–" }
}

extension IdeaPage {
  fileprivate init(_ sheet: IdeaSheet, _ visit: Visit, _ objections: Objections) {
    let (idea, actor) = (sheet.stored.record, sheet.actor)
    let createdAt = visit.format.moment(sheet.stored.createdAt)
    self.init(
      idea: IdeaRow(sheet, visit), text: idea.text, author: sheet.name(idea.author), createdAt: createdAt,
      problems: objections.summary(visit.texts))
    if !idea.response.isEmpty {
      // The record does not keep when it was answered.
      response = IdeaResponse(text: idea.response, by: sheet.name(idea.addressee), at: Moment(iso: "", text: ""))
    }
    if actor.company == idea.addressee, actor.may([.administrator, .supplier]) {
      responseForm = IdeaResponseForm(
        revision: "\(sheet.stored.revision)", status: objections.typed["status"] ?? idea.status.rawValue,
        text: objections.field("text", idea.response), texts: visit.texts)
    }
  }
}

extension IdeaRow {
  init(_ line: IdeaLine, _ visit: Visit) {
    self.init(
      ideaID: "\(line.id)", title: line.title, excerpt: String(line.text.prefix(Self.excerptLength)),
      supplierName: line.addresseeName, votes: visit.format.number(line.votes), hasVoted: line.hasVoted,
      mayVote: visit.call.visitor.signedIn != nil,
      badge: Badge("idea", line.status.rawValue, visit.texts))
  }

  fileprivate init(_ sheet: IdeaSheet, _ visit: Visit) {
    let idea = sheet.stored.record
    self.init(
      ideaID: "\(idea.id)", title: idea.title, excerpt: String(idea.text.prefix(Self.excerptLength)),
      supplierName: sheet.name(idea.addressee), votes: visit.format.number(idea.voters.count),
      hasVoted: sheet.actor.person.map(idea.voters.contains) ?? false, mayVote: sheet.actor.person != nil,
      badge: Badge("idea", idea.status.rawValue, visit.texts))
  }

  private static let excerptLength = 200
}

extension Work {
  /// Whom an idea may be for: suppliers that this company has ordered from, or, before the first order, all verified
  /// ones.
  fileprivate func addressees() throws -> [(id: CompanyID, name: String)] {
    let orders = try orders(PageRequest(after: nil, limit: Limits.pageItemsAtMost)).items
    var seen: Set<CompanyID> = []
    let suppliers = orders.filter { $0.buyer == actor.company && seen.insert($0.supplier).inserted }
    if !suppliers.isEmpty { return suppliers.map { ($0.supplier, $0.supplierName) } }
    let page = PageRequest<CompanyNoun>(after: nil, limit: Limits.pageItemsAtMost)
    return try self.suppliers(text: "", category: nil, page).items
      .filter { $0.id != actor.company }.map { ($0.id, $0.name) }
  }
}
