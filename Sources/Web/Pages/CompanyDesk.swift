// The acting company: its page and its profile.

import Auctions
import Commerce
import Hummingbird
import Interchange
import Store
import StrictJSON

struct CompanyDesk: Sendable {
  func show(_ visit: Visit) async throws -> Response { try await page(visit, .none) }

  /// The page, with what stands against a form of it, or with the secret of a token that was just made.
  func page(_ visit: Visit, _ objections: Objections, created: CreatedToken? = nil) async throws -> Response {
    let sheet = try await visit.read { try CompanySheet($0) }
    let sessions = try await sessions(visit)
    return visit.page(CompanyPage(sheet, sessions, created, visit, objections), at: "/company")
  }

  private func sessions(_ visit: Visit) async throws -> [SessionRow] {
    guard let signedIn = visit.call.visitor.signedIn else { return [] }
    return try await visit.house.database.sessions(of: signedIn.person, at: visit.now).map { session in
      SessionRow(
        sessionID: "\(session.id)", device: Device(session.userAgent)?.words ?? visit.texts["company.unknownDevice"],
        address: session.address, startedAt: visit.format.moment(session.createdAt),
        lastSeenAt: visit.format.moment(session.lastSeenAt), isCurrent: session.id == signedIn.session)
    }
  }

  /// Country and categories; name and identifier are what was verified.
  func changeProfile(_ visit: Visit) async throws -> Response {
    let (form, codes) = (try await visit.form(), visit.codes)
    return try await visit.answer(form) {
      let (country, categories) = try Self.readProfile(form, codes)
      _ = try await visit.write { work in
        let company = work.actor.company
        var profile = try work.company(company).record.profile
        (profile.country, profile.categories) = (country, categories)
        let faults = profile.check()
        guard faults.isEmpty else { throw Faults(faults) }
        return try work.perform(.changeProfile(profile), on: company, expecting: form.seen)
      }
      return visit.go(to: "/company", .saved)
    } again: {
      try await page(visit, $0)
    }
  }

  private static func readProfile(_ form: PostedForm, _ codes: CodeLists) throws -> (String, [String]) {
    try form.decode { fields in
      let country = fields.code("country", expected: "a country") { codes.country($0)?.code }
      let categories = fields.optionalValue("categories", expected: "CPV codes", length: 1...4_000) { text in
        let words = text.split { $0.isWhitespace || $0 == "," || $0 == ";" }.map(String.init)
        let known = words.compactMap { codes.category($0)?.code }
        return known.count == words.count ? known : nil
      }
      return try (country.get(), categories.get() ?? [])
    }
  }
}

/// The company with its members and, for administrators, its tokens.
private struct CompanySheet: Sendable {
  let stored: Stored<Company>
  let actor: Actor
  let members: [MemberProfile]
  let tokens: [APITokenView]

  init(_ work: Work) throws {
    stored = try work.company(work.actor.company)
    actor = work.actor
    members = try work.memberProfiles()
    tokens = actor.may(.administrator) ? try work.apiTokens() : []
  }
}

extension CompanyPage {
  fileprivate init(
    _ sheet: CompanySheet, _ sessions: [SessionRow], _ created: CreatedToken?, _ visit: Visit,
    _ objections: Objections
  ) {
    let (company, texts) = (sheet.stored.record, visit.texts)
    let reason = company.verification.reason
    self.init(
      name: company.profile.name, revision: "\(sheet.stored.revision)", party: Party(company),
      verification: Badge("verification", company.verification.name, texts),
      verificationNote: reason.isEmpty ? nil : reason, categories: company.profile.categories.map(visit.codes.tag),
      createdToken: created, sessions: sessions, problems: objections.summary(texts))
    let mayChange = sheet.actor.may(.administrator)
    members = sheet.members.map { member in
      MemberRow(
        memberID: "\(member.person)", revision: revision, name: member.name, email: member.email,
        rights: CheckField.rights(Set(member.rights.names), texts), isSelf: member.person == sheet.actor.person,
        mayChange: mayChange)
    }
    if mayChange { showToAdministrator(sheet, visit, objections) }
  }

  private mutating func showToAdministrator(_ sheet: CompanySheet, _ visit: Visit, _ objections: Objections) {
    let (company, texts) = (sheet.stored.record, visit.texts)
    profile = CompanyProfileForm(
      country: objections.choice("country", company.profile.country, of: visit.codes.countryChoices),
      categories: objections.field("categories", company.profile.categories.joined(separator: " ")))
    newMember = NewMemberForm(
      email: objections.field("email"), name: objections.field("name"),
      rights: CheckField.rights(objections.tickedRights, texts))
    tokens = sheet.tokens.map { TokenRow($0, visit) }
    newToken = NewTokenForm(
      tokenName: objections.field("tokenName"),
      scopes: CheckField.rights(objections.tickedRights, texts) + [
        CheckField("readOnly", texts["company.readOnly"], checked: objections.isTicked("readOnly"))
      ])
  }
}

extension Objections {
  fileprivate var tickedRights: Set<String> { Set(Rights.all.map(\.name).filter { isTicked($0) }) }
}

extension TokenRow {
  fileprivate init(_ token: APITokenView, _ visit: Visit) {
    let rights = token.rights.names.map { visit.texts["company.right_\($0)"] }
    let scopes = rights + (token.isReadOnly ? [visit.texts["company.readOnly"]] : [])
    self.init(
      tokenID: "\(token.id)", name: token.name, scopes: scopes.joined(separator: ", "),
      createdAt: visit.format.moment(token.createdAt), lastUsedAt: token.lastUsedAt.map(visit.format.moment),
      isRevoked: token.revokedAt != nil)
  }
}
