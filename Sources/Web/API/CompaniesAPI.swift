// Companies over the API: registration, profile, members, tokens, directory, verification.

import Auctions
import Commerce
import Hummingbird
import Interchange
import Store
import StrictJSON

struct CompaniesAPI: Sendable {
  let house: House

  /// A new company and its first administrator. The answer is the same whether the address has an account or not.
  func register(_ call: Call) async throws -> Response {
    let registration = try await call.json().decode { fields in
      let company = fields.object("company") { try Company.Profile(reading: $0, codes: house.codes) }
      let person = fields.object("person") { try Registration.Person(reading: $0) }
      try fields.end()
      return try Registration(company.get(), person.get())
    }
    try await house.register(registration, address: call.clientAddress(house.exposure))
    return Response(status: .accepted)
  }

  /// Verified suppliers: `?text=` in the name, `?category=` a CPV code.
  func suppliers(_ call: Call) async throws -> Response {
    let (paging, text, category) = try call.request.query { query in
      let text = query.optionalString("text", length: 0...200)
      let category = query.optionalValue("category", expected: "a CPV code") { house.codes.category($0)?.code }
      let paging = try Paging<CompanyID>(query)
      try query.end()
      return try (paging, text.get() ?? "", category.get())
    }
    let page = try await house.database.read(as: call.actor(), at: call.now) {
      try $0.suppliers(text: text, category: category, PageRequest(paging))
    }
    return call.list(page, \.id)
  }

  func get(_ call: Call) async throws -> Response {
    let id = try call.id("id", CompanyNoun.self)
    return try await call.read(house) { work in Self.answer(try work.company(id), work) }
  }

  func changeProfile(_ call: Call) async throws -> Response {
    let (id, seen, codes) = try (call.id("id", CompanyNoun.self), call.seenRevisions(), house.codes)
    return try await call.write(house) { work, document in
      let profile = try document.decode { try Company.Profile(reading: $0, codes: codes) }
      return try Self.answer(work.perform(.changeProfile(profile), on: id, expecting: seen), work)
    }
  }

  private static func answer(_ stored: Stored<Company>, _ work: Work) -> Answer {
    let isOwn = stored.record.id == work.actor.company
    return .ok(CompanyDocument(stored: stored, showsVerification: isOwn), revision: stored.revision)
  }

  // MARK: - Members

  func members(_ call: Call) async throws -> Response {
    try await call.read(house) { .ok(ItemList(try $0.memberProfiles())) }
  }

  /// `{"email": …, "rights": […]}`: a person who has an account becomes a member.
  func addMember(_ call: Call) async throws -> Response {
    let document = try await call.json()
    let (email, rights) = try document.decode { fields in
      let email = fields.value("email", expected: "an e-mail address") { $0.looksLikeEmail ? $0.asEmailKey : nil }
      let rights = fields.rights("rights")
      try fields.end()
      return try (email.get(), rights.get().union)
    }
    return try await call.onceBeside(house, document) {
      let members = try await house.addMember(email: email, rights, as: call.actor(), at: call.now)
      return .created(ItemList(members), at: "/api/members")
    }
  }

  func changeMember(_ call: Call) async throws -> Response {
    let person = try call.id("id", PersonNoun.self)
    let rights = try await call.json().decode { fields in
      let rights = fields.rights("rights")
      try fields.end()
      return try rights.get().union
    }
    try await house.change(person, to: rights, as: call.actor(), at: call.now)
    return Answer.noContent.response
  }

  func removeMember(_ call: Call) async throws -> Response {
    let person = try call.id("id", PersonNoun.self)
    try await house.change(person, to: nil, as: call.actor(), at: call.now)
    return Answer.noContent.response
  }

  // MARK: - Verification

  /// Companies by state of verification; those that wait if none is named.
  func verifications(_ call: Call) async throws -> Response {
    let state = try call.request.query { query in
      let state = query.optionalEnumeration("status", VerificationState.self)
      try query.end()
      return try state.get() ?? .pending
    }
    let companies = try await house.database.verify(as: call.operatorActor(for: .none), at: call.now) {
      try $0.companies(verification: state.rawValue, limit: Limits.pageItemsAtMost)
    }
    return .json(ItemList(companies.map { CompanyDocument(stored: $0, showsVerification: true) }))
  }

  /// `{"status": "verified" | "rejected" | "suspended", "reason"?: …}`
  func verify(_ call: Call) async throws -> Response {
    let (id, seen) = try (call.id("id", CompanyNoun.self), call.seenRevisions())
    let command = try await call.json().decode { fields in
      let status = fields.enumeration("status", VerificationDecision.self)
      let reason = fields.reason()
      try fields.end()
      return try status.get().command(reason.get() ?? "")
    }
    let stored = try await house.database.verify(as: call.operatorActor(for: id), at: call.now) {
      try $0.perform(command, on: id, expecting: seen)
    }
    return Answer.ok(CompanyDocument(stored: stored, showsVerification: true), revision: stored.revision).response
  }
}

enum VerificationState: String, CaseIterable {
  case pending, verified, rejected, suspended
}

enum VerificationDecision: String, CaseIterable {
  case verified, rejected, suspended

  func command(_ reason: String) -> Company.Command {
    switch self {
    case .verified: .verify
    case .rejected: .reject(reason: reason)
    case .suspended: .suspend(reason: reason)
    }
  }
}

extension Registration {
  /// The person of a registration.
  struct Person {
    var name: String
    var email: String
    var password: String
    var language: String

    init(reading fields: JSON.Fields) throws {
      let name = fields.string("name", length: 1...200)
      let email = fields.value("email", expected: "an e-mail address") { $0.looksLikeEmail ? $0 : nil }
      let password = fields.string("password", length: 0...Limits.passwordLength.upperBound)
      let language = fields.optionalEnumeration("language", Language.self)
      do throws(PasswordRefusal) {
        let names = [name.value, email.value].compactMap { $0 }
        if let password = password.value { try PasswordPolicy.check(password, names: names) }
      } catch { fields.refuse("password", error.sentence) }
      try fields.end()
      self.name = try name.get()
      self.email = try email.get()
      self.password = try password.get()
      self.language = try (language.get() ?? .en).rawValue
    }
  }

  init(_ profile: Company.Profile, _ person: Person) {
    self.init(
      profile: profile, name: person.name, email: person.email, password: person.password, language: person.language)
  }
}

extension PasswordRefusal {
  /// A sentence without its subject.
  var sentence: String {
    switch self {
    case .tooShort(let minimum): "must have at least \(minimum) characters"
    case .tooLong(let maximum): "must have at most \(maximum) characters"
    case .common: "is one of the first that anybody would guess"
    case .containsName: "must not be made of your name or address"
    }
  }
}

extension Call {
  /// The operator as an actor, who acts for the platform: the events stand with the company that is decided on.
  func operatorActor(for company: CompanyID) throws(Problem) -> Actor {
    let signedIn = try person()
    return Actor(
      id: ActorID(bits: signedIn.person.bits), person: signedIn.person, company: company, rights: [],
      isVerified: false, isOperator: signedIn.isOperator)
  }
}
