// What the command line does without a server: import tenders, create operators, set up a demonstration.

package import Auctions
package import Commerce
package import Interchange
package import Store

/// Imports tenders for the company of a person.
package struct TenderDesk: Sendable {
  private let database: Database
  private let codes: CodeLists

  package init(database: Database, codes: CodeLists) {
    self.database = database
    self.codes = codes
  }

  /// - Parameter email: of a buyer; the requirements become drafts of that person's first company.
  package func `import`(
    _ bytes: [UInt8], forPersonWith email: String, deliverBy: CalendarDate?, at now: Instant
  ) async throws -> [Stored<Requirement>] {
    guard let actor = try await database.firstActor(email: email.asEmailKey) else { throw DeskError.nobody(email) }
    guard actor.may(.buyer) else { throw DeskError.notABuyer(email) }
    return try await database.write(as: actor, at: now) { [codes] work in
      try work.importTender(bytes, deliverBy: deliverBy, codes: codes)
    }
  }
}

package enum DeskError: Error, CustomStringConvertible {
  case nobody(String)
  case notABuyer(String)
  case emailTaken(String)
  case password(PasswordRefusal)

  package var description: String {
    switch self {
    case .nobody(let email): "nobody who acts for a company has the address \(email)"
    case .notABuyer(let email): "\(email) has no right to buy"
    case .emailTaken(let email): "\(email) has an account already"
    case .password(let refusal): "the password \(refusal.sentence)"
    }
  }
}

/// Creates operators.
package struct OperatorDesk: Sendable {
  private let database: Database
  private let hasher = PasswordHasher()

  package init(database: Database) { self.database = database }

  package func create(name: String, email: String, password: String, at now: Instant) async throws {
    do throws(PasswordRefusal) { try PasswordPolicy.check(password, names: [name, email]) } catch {
      throw DeskError.password(error)
    }
    let person = try await NewPerson(
      name: name, email: email.asEmailKey, passwordHash: hasher.hash(password), language: "en")
    do { _ = try await database.register(person, isOperator: true, at: now) } catch RegistrationError.emailTaken {
      throw DeskError.emailTaken(email)
    }
  }
}

/// Sets up the companies of a demonstration, each only where it is not there yet.
package struct DemonstrationDesk: Sendable {
  private let house: House
  private var database: Database { house.database }

  package init(_ house: House) { self.house = house }

  package func ensureOperator(email: String, password: String, at now: Instant) async throws {
    guard try await database.person(email: email) == nil else { return }
    _ = try await database.register(newPerson("Olga Operator", email, password), isOperator: true, at: now)
  }

  /// The verified company of the person with this address, and a new API token for it.
  package func ensureCompany(
    _ profile: Company.Profile, email: String, password: String, at now: Instant
  ) async throws -> (CompanyID, token: String) {
    if try await database.person(email: email) == nil {
      let registered = try await database.register(
        profile, by: newPerson(profile.name, email, password), at: now)
      try await verify(registered.company, at: now)
    }
    guard let actor = try await database.firstActor(email: email), let person = actor.person else {
      throw DeskError.nobody(email)
    }
    let token = SecretToken(.apiToken)
    try await database.write(as: actor, at: now) { work in
      for old in try work.apiTokens() where old.revokedAt == nil && old.name == Self.tokenName {
        try work.revokeAPIToken(old.id)
      }
      _ = try work.createAPIToken(
        Self.tokenName, rights: [.buyer, .supplier, .partner], isReadOnly: false, hash: token.hash, by: person)
    }
    return (actor.company, token.text)
  }

  /// A colleague of somebody, with fewer rights.
  package func ensureColleague(
    email: String, name: String, password: String, of administrator: String, rights: Rights, at now: Instant
  ) async throws {
    guard try await database.person(email: email) == nil,
      let actor = try await database.firstActor(email: administrator)
    else { return }
    let person = try await database.register(newPerson(name, email, password), isOperator: false, at: now)
    _ = try await database.write(as: actor, at: now) { try $0.perform(.add(person, rights)) }
  }

  private static let tokenName = "Demonstration"

  private func newPerson(_ name: String, _ email: String, _ password: String) async throws -> NewPerson {
    try await NewPerson(name: name, email: email, passwordHash: house.hasher.hash(password), language: "en")
  }

  private func verify(_ company: CompanyID, at now: Instant) async throws {
    let actor = Actor(id: .none, person: nil, company: company, rights: [], isVerified: false, isOperator: true)
    _ = try await database.verify(as: actor, at: now) { try $0.perform(.verify, on: company, expecting: nil) }
  }
}
