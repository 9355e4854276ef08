// The companies of the matrix and everything that they have: two trades a side, ideas, members, tokens, sessions.

import Auctions
import Commerce
import HTTPTypes
import SiteSupport
import Store
import StrictJSON
import TestSupport

/// A company with its people and its records.
struct Household: Sendable {
  let trader: Trader
  var people: [Role: TestPerson] = [:]
  let colleague: TestPerson
  /// One's own and a colleague's, as buyer.
  var bought: [Trade] = []
  /// The same as supplier.
  var sold: [Trade] = []
  var proposed: [String] = []
  var received: [String] = []
  var tokens: [String] = []

  var company: TestCompany { trader.company }
}

/// Everything lives in one house; only the closed auctions have been forgotten by its engine, as after a restart.
struct MatrixWorld: Sendable {
  let house: TestHouse
  /// The company of most roles.
  let mine: Household
  /// The company of the unverified role: it traded before it was suspended.
  let suspended: Household
  /// A company that has nothing to do with either.
  let other: Household
  /// Whom the first two trade with.
  let partner: Trader
  let platformOperator: TestPerson
  let reader: Caller
  /// Never verified: nobody else knows of it.
  let unknown: TestCompany

  static let shared = Task { try await MatrixWorld() }

  private init() async throws {
    let database = try await TestDatabase.migrated()
    let clock = TestClock()
    let builder = try await TestHouse(on: database, clock: clock)
    partner = try await builder.trader("Partner")
    var mine = try await builder.household("Mine", trading: partner)
    mine.people = try await builder.people(of: mine)
    self.mine = mine
    var suspended = try await builder.household("Suspended", trading: partner)
    suspended.people = [.unverified: suspended.company.founder]
    self.suspended = suspended
    other = try await builder.household("Other", trading: builder.trader("Other's Partner"))
    platformOperator = try await builder.person("Operator", isOperator: true)
    reader = try await builder.token(of: mine.company, isReadOnly: true).caller
    unknown = try await builder.company("Unknown", isVerified: false)
    try await builder.change(mine.company, .change(mine.company.founder.id, .administrator))
    try await builder.judge(.suspend(reason: "For the matrix."), suspended.company.id)
    await builder.close()
    house = try await TestHouse(on: database, clock: clock)
  }

  func household(_ role: Role) -> Household { role == .unverified ? suspended : mine }

  /// Somebody in that role, in a session of their own.
  func caller(_ role: Role) async throws -> Caller {
    switch role {
    case .anonymous: return .nobody
    case .readOnlyToken: return reader
    case .platformOperator: return try await house.session(of: platformOperator).caller
    default:
      guard let person = household(role).people[role] else { throw TestHouseError.noIdentifier(role.rawValue) }
      return try await house.session(of: person).caller
    }
  }

  func person(_ role: Role) -> TestPerson {
    role == .platformOperator ? platformOperator : household(role).people[role] ?? mine.company.founder
  }
}

extension TestHouse {
  fileprivate func household(_ name: String, trading partner: Trader) async throws -> Household {
    let trader = try await trader(name)
    let colleague = try await person("\(name) Colleague", in: trader.company, .buyer)
    var household = Household(trader: trader, colleague: colleague)
    for _ in 0..<2 {
      household.bought.append(try await trade(trader, with: partner))
      household.sold.append(try await trade(partner, with: trader))
      household.proposed.append(try await propose(trader, to: partner))
      household.received.append(try await propose(partner, to: trader))
      household.tokens.append(try await token(of: trader.company).id)
    }
    return household
  }

  private func propose(_ author: Trader, to addressee: Trader) async throws -> String {
    let idea = #"{"addressee": "\#(addressee.company.id)", "title": "Longer cables"}"#
    return try await make("/api/ideas", author, .sample(idea))
  }

  /// A person for each right. The administrator is the founder, so that there is no second one.
  fileprivate func people(of household: Household) async throws -> [Role: TestPerson] {
    [
      .administrator: household.company.founder,
      .buyer: try await person("Buyer", in: household.company, .buyer),
      .supplier: try await person("Supplier", in: household.company, .supplier),
      .partner: try await person("Partner", in: household.company, .partner),
    ]
  }
}

extension MatrixWorld {
  /// The identifier of the record that the operation's address is to name.
  func record(of operation: Operation, _ role: Role, _ ownership: Ownership) async throws -> String {
    let household = ownership == .others ? other : household(role)
    let place = ownership == .colleagues ? 1 : 0
    let sells = operation.access == .company(["supplier"])
    let trade = sells ? household.sold[place] : household.bought[place]
    switch (ownership, operation.path.split(separator: "/")[1]) {
    case (.nobodys, _): return "01932f7c-6a3e-7c1b-9a55-0242ac1200ff"
    case (_, "requirements"): return trade.requirement
    case (_, "invitations"): return trade.invitation
    case (_, "auctions"): return trade.auction
    case (_, "awards"): return trade.award
    case (_, "orders"): return trade.order
    case (_, "ideas"): return operation.id == "answerIdea" ? household.received[place] : household.proposed[place]
    case (_, "tokens"): return household.tokens[place]
    case (.own, "members"): return "\(person(role).id)"
    case (_, "members"): return "\(household.colleague.id)"
    case (.own, "sessions"): return try await house.session(of: person(role)).id
    case (_, "sessions"): return try await house.session(of: household.colleague).id
    case (.others, "companies"): return "\(unknown.id)"
    case (_, "companies"), (_, "verifications"): return "\(household.company.id)"
    case (_, let noun): throw TestHouseError.noIdentifier(String(noun))
    }
  }

  /// A request that the server has no reason to refuse before it looks at the record.
  func call(_ operation: Operation, _ role: Role, _ ownership: Ownership) async throws -> HTTPCall {
    let id = operation.namesRecord ? try await record(of: operation, role, ownership) : ""
    let path = operation.path.replacing("{id}", with: id).replacing("{number}", with: "1")
      .replacing("{lot}", with: "1").replacing("{company}", with: "\(partner.company.id)")
      .replacing("{name}", with: "english-open")
    var call = HTTPCall(operation.method, path, as: try await caller(role), body: body(operation, role))
    if operation.needsRevision { call.headers[.ifMatch] = "*" }
    let key = "\(operation)-\(role)-\(ownership)"
    if operation.header("Idempotency-Key") != nil { call.headers[.idempotencyKey] = key }
    return call
  }

  /// The document's example, with companies in it that exist.
  private func body(_ operation: Operation, _ role: Role) -> JSON? {
    guard var body = operation.example else { return nil }
    let (partner, company) = (partner.company.id, household(role).company.id)
    let existing = [("supplier", partner), ("addressee", partner), ("company", company)]
    for (name, id) in existing where body[name]?.text != nil { body = body.with(name, "\(id)") }
    guard operation.id == "changeCompany" else { return body }
    // Under another name it would have to be verified anew, which is another test's business.
    let name = household(role).company.name
    return body.with("name", name).with("identifier", .sample(#"{"scheme": "DE-HRB", "id": "\#(name)"}"#))
  }

  /// Counts of everything that the other company and its partner have, and of all that ever happened.
  func footprint() async throws -> [Int] {
    let company = other.company.id
    return try await house.database.connected(as: house.database.superuser) { connection in
      try connection.one(
        """
        SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM auction_journal),
          (SELECT count(*) FROM api_token WHERE revoked_at IS NOT NULL),
          (SELECT count(*) FROM membership WHERE company_id = \(company)),
          (SELECT count(*) FROM idempotency), (SELECT count(*) FROM idea_vote)
        """
      ) { row in try [row(), row(), row(), row(), row(), row()] }
    }
  }
}
