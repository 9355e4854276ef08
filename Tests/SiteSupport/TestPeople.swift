// Companies, persons, tokens and sessions, made past the API so that tests need not sign in.

package import Auctions
package import Commerce
import Store

@testable import Web

package struct TestCompany: Sendable {
  package let id: CompanyID
  package let name: String
  /// Its first member, who may do everything.
  package let founder: TestPerson
}

package struct TestPerson: Sendable {
  package let id: PersonID
  package let email: String
}

extension Rights {
  package static let everything: Rights = [.administrator, .buyer, .supplier, .partner]
}

extension TestHouse {
  /// A company with its founder, verified or not.
  package func company(
    _ name: String, isVerified: Bool = true, categories: [String] = ["30200000-1"]
  ) async throws -> TestCompany {
    let profile = Company.Profile(
      name: name, identifier: .init(scheme: "DE-HRB", id: name), country: "DE", categories: categories)
    let newcomer = newcomer("\(name) Founder")
    let (id, person) = try await house.database.register(profile, by: newcomer, at: clock.now)
    if isVerified { try await judge(.verify, id) }
    return TestCompany(id: id, name: name, founder: TestPerson(id: person, email: newcomer.email))
  }

  /// Lets an operator decide on a company.
  package func judge(_ command: Company.Command, _ company: CompanyID) async throws {
    let actor = Actor(id: .none, person: nil, company: company, rights: [], isVerified: false, isOperator: true)
    _ = try await house.database.verify(as: actor, at: clock.now) {
      try $0.perform(command, on: company, expecting: nil)
    }
  }

  /// A person, a member of `company` if there is one.
  package func person(
    _ name: String, in company: TestCompany? = nil, _ rights: Rights = .everything, isOperator: Bool = false
  ) async throws -> TestPerson {
    let newcomer = newcomer(name)
    let id = try await house.database.register(newcomer, isOperator: isOperator, at: clock.now)
    if let company { try await change(company, .add(id, rights)) }
    return TestPerson(id: id, email: newcomer.email)
  }

  /// Changes who belongs to a company, as its founder.
  package func change(_ company: TestCompany, _ command: Members.Command) async throws {
    _ = try await house.database.write(as: founder(of: company), at: clock.now) { try $0.perform(command) }
  }

  /// A new API token of the company.
  package func token(
    of company: TestCompany, _ rights: Rights = .everything, isReadOnly: Bool = false
  ) async throws -> (id: String, caller: Caller) {
    let secret = SecretToken(.apiToken)
    let view = try await house.database.write(as: founder(of: company), at: clock.now) {
      try $0.createAPIToken(
        "Test", rights: rights, isReadOnly: isReadOnly, hash: secret.hash, by: company.founder.id)
    }
    return ("\(view.id)", .token(secret.text))
  }

  /// A new session of the person, acting for its first company.
  package func session(of person: TestPerson) async throws -> (id: String, caller: Caller) {
    let secret = SecretToken(.session)
    try await house.database.openSession(
      secret.hash, of: person.id, address: "127.0.0.1", userAgent: "Test", limits: .standard, at: clock.now)
    guard let found = try await house.database.session(secret.hash, limits: .standard, at: clock.now) else {
      throw TestHouseError.timeout
    }
    return ("\(found.session)", .session(secret.text))
  }

  private func founder(of company: TestCompany) -> Actor {
    Actor(
      id: ActorID(bits: company.founder.id.bits), person: company.founder.id, company: company.id,
      rights: .everything, isVerified: true, isOperator: false)
  }

  /// Nobody signs in with that password hash.
  private func newcomer(_ name: String) -> NewPerson {
    let mailbox = String(UInt64.random(in: 0 ... .max), radix: 36)
    return NewPerson(name: name, email: "\(mailbox)@people.example", passwordHash: "none", language: "en")
  }
}
