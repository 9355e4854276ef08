// Starting an auction: the formats to choose from, the form, its check while it is filled in, the announcement.

import Auctions
import Commerce
import HTTPTypes
import Hummingbird
import Store
import StrictJSON
import Transcript

struct AuctionStartDesk: Sendable {
  /// Without `?preset=` the formats to choose from.
  func show(_ visit: Visit) async throws -> Response {
    let sheet = try await AuctionStartSheet(visit)
    guard sheet.mayStart else { return visit.go(to: sheet.requirementPath) }
    guard let preset = visit.parameter("preset").flatMap(visit.house.preset) else { return choose(sheet, visit) }
    return form(AuctionReading(preset, for: sheet.subject), sheet, visit)
  }

  /// The form again, as the script of the page asks for it: alone, with everything that is to be said of it.
  func check(_ visit: Visit) async throws -> Response {
    let (sheet, posted) = (try await AuctionStartSheet(visit), try await visit.form())
    let reading = AuctionReading(posted, visit.house.preset(of: posted), for: sheet.subject, visit.codes, visit.texts)
    let content = AuctionFormFragment(form: AuctionForm(reading, sheet.id, sheet.subject, visit))
    return visit.fragment(content)
  }

  /// `action` says what is asked for: to announce the auction, to check the form, or to add a row to it.
  func announce(_ visit: Visit) async throws -> Response {
    let (sheet, posted) = (try await AuctionStartSheet(visit), try await visit.form())
    let reading = AuctionReading(posted, visit.house.preset(of: posted), for: sheet.subject, visit.codes, visit.texts)
    let action = posted["action"]
    if action.hasPrefix("add:") { return form(reading, sheet, visit, grown: String(action.dropFirst(4))) }
    guard action == "announce" else { return form(reading, sheet, visit) }
    guard let plan = reading.plan else { return form(reading, sheet, visit, status: .unprocessableContent) }
    let toConfirm = reading.warnings(for: sheet.subject).confirmation
    guard toConfirm.isEmpty || posted["confirmed"] == toConfirm else {
      let problem = visit.texts["auctionForm.confirmFirst"]
      return form(reading, sheet, visit, general: [problem], status: .unprocessableContent)
    }
    return try await visit.answer(posted) {
      let announced = try await visit.house.schedule(sheet.id, plan, as: visit.call.actor(), at: visit.now)
      // What is told once cannot wait for the next page.
      if let secrets = announced.secrets { return visit.page(AuctionSecretsPage(secrets, announced.auction, sheet)) }
      return visit.go(to: "/auctions/\(announced.auction)", .auctionStarted)
    } again: { objections in
      form(reading, sheet, visit, objections)
    }
  }
}

extension AuctionStartDesk {
  private func choose(_ sheet: AuctionStartSheet, _ visit: Visit) -> Response {
    let page = AuctionStartPage(
      requirementTitle: sheet.subject.content.title, requirementHref: sheet.requirementPath,
      groups: PresetGroup.all(visit.house.presets).map { PresetGroupView($0, sheet, visit.texts) })
    return visit.page(page)
  }

  private func form(
    _ reading: AuctionReading, _ sheet: AuctionStartSheet, _ visit: Visit, _ objections: Objections = .none,
    grown: String = "", general: [String] = [], status: HTTPResponse.Status = .ok
  ) -> Response {
    let isJudged = status != .ok || objections.status != .ok
    let page = AuctionStartPage(
      requirementTitle: sheet.subject.content.title, requirementHref: sheet.requirementPath,
      form: AuctionForm(reading, sheet.id, sheet.subject, visit, grown: grown),
      problems: isJudged ? reading.summary(objections, general, visit.texts) : nil)
    var response = visit.page(page, at: "\(sheet.path)?preset=\(reading.preset)")
    response.status = status
    return response
  }
}

extension AuctionReading {
  /// All that stands in the way, above the form.
  fileprivate func summary(_ objections: Objections, _ general: [String], _ texts: Texts) -> ErrorSummary? {
    let labels = draft.sections.flatMap(\.inputs).reduce(into: [:]) { $0[$1.name] = texts["ruleForm.\($1.label)"] }
    var errors = faults.byField
    for (name, message) in errors { errors[name] = labels[name].map { "\($0): \(message)" } ?? message }
    let document = faults.document.map { "\($0.place) \($0.message)" }
    return ErrorSummary(
      errors: errors, order: draft.sections.flatMap(\.inputs).map(\.name),
      general: general + objections.general + objections.byField.sorted { $0.key < $1.key }.map(\.value) + document,
      texts: texts)
  }
}

extension House {
  fileprivate func preset(_ name: String) -> RulesDocument? { presets.documents.first { $0.name == name } }

  /// The preset that a form was made from; one that is not known any more makes way for the usual one.
  fileprivate func preset(of form: PostedForm) -> RulesDocument {
    preset(form["preset"]) ?? preset(PresetGroup.usual) ?? presets.documents[0]
  }
}

/// What starting an auction is about, read in one transaction.
struct AuctionStartSheet: Sendable {
  let id: RequirementID
  let subject: AuctionSubject
  /// Whether there is nothing in the way: published, no auction yet.
  let mayStart: Bool

  var requirementPath: String { "/requirements/\(id)" }
  var path: String { requirementPath + "/auction" }

  init(_ visit: Visit) async throws {
    let id = try visit.call.id("id", RequirementNoun.self)
    self = try await visit.read { try AuctionStartSheet(id, $0) }
  }

  private init(_ id: RequirementID, _ work: Work) throws {
    let requirement = try work.requirement(id).record
    guard requirement.buyer == work.actor.company else { throw RecordError.notFound }
    self.id = id
    mayStart = try requirement.status == .active && work.auction(of: id) == nil
    let invitations = try work.invitationLines(to: id)
    let admissible = try work.admissibleSuppliers(to: id)
    let names = try work.names(of: [requirement.buyer] + invitations.map(\.invitation.record.supplier))
    func named(_ id: CompanyID) -> AuctionSupplier { AuctionSupplier(id: id, name: names[id] ?? "–") }
    let asked = invitations.filter { [.invited, .accepted].contains($0.invitation.record.status) }
    subject = AuctionSubject(
      content: requirement.content, suppliers: admissible.map(named),
      bidders: requirement.content.method == .selective && !asked.isEmpty ? asked.count : nil,
      openers: [named(requirement.buyer)] + (try work.otherCompanies()))
  }
}

extension Work {
  /// Verified companies that could hold a share.
  fileprivate func otherCompanies() throws -> [AuctionSupplier] {
    let page = try suppliers(text: "", category: nil, PageRequest(after: nil, limit: Limits.pageItemsAtMost))
    return page.items.filter { $0.id != actor.company }.map { AuctionSupplier(id: $0.id, name: $0.name) }
      .sorted { $0.name < $1.name }
  }
}

extension PresetGroupView {
  fileprivate init(_ group: PresetGroup, _ sheet: AuctionStartSheet, _ texts: Texts) {
    self.init(
      name: group.name, title: texts["format.group_\(group.name)"], about: texts["format.group_\(group.name)_about"],
      presets: group.presets.map { PresetCard($0, sheet, texts) })
  }
}

extension PresetCard {
  fileprivate init(_ document: RulesDocument, _ sheet: AuctionStartSheet, _ texts: Texts) {
    let name = document.name ?? ""
    self.init(
      href: "\(sheet.path)?preset=\(name)", picture: PresetGroup.picture(of: name, document.rules.clock.kind),
      title: texts.name(ofPreset: name), about: texts.text("format.\(name)") ?? texts.title(of: document),
      fits: texts.text("format.\(name)_fits"),
      isUsual: name == PresetGroup.usual)
  }
}

extension Visit {
  /// A part of a page, for the script that asks for it.
  fileprivate func fragment(_ content: some PageView) -> Response {
    Response.html(house.renderer.html(content, in: Frame(texts: texts, path: path)))
  }
}

extension AuctionSecretsPage {
  fileprivate init(_ secrets: OpeningSecrets, _ auction: AuctionID, _ sheet: AuctionStartSheet) {
    self.init(
      auctionHref: "/auctions/\(auction)", sealingHref: "/auctions/\(auction)/sealing",
      requirementTitle: sheet.subject.content.title,
      shares: secrets.shares.map { SecretShareView(round: "\($0.round)", text: $0.text) },
      hasSeveralRounds: secrets.shares.count > 1,
      handovers: secrets.handovers.map { HandoverView(name: $0.name, code: $0.code) })
  }
}
