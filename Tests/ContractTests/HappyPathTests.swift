// The whole main path over the API: every operation succeeds at least once, and every answer is as described.

import Auctions
import HTTPTypes
import SiteSupport
import StrictJSON
import Synchronization
import Testing

@Suite struct HappyPathTests {
  @Test(.timeLimit(.minutes(3))) func everyOperationSucceedsAsDescribed() async throws {
    let contract = try #require(Contract.shared)
    let succeeded = Mutex<Set<String>>([])
    var house = try await TestHouse()
    house.onAnswer = { call, answer in
      for fault in contract.faults(of: answer, to: call) { Issue.record("\(call): \(fault)\n\(answer)") }
      guard answer.isSuccess, let operation = contract.operation(call.method, call.path) else { return }
      succeeded.withLock { _ = $0.insert(operation.id) }
    }
    var story = Story(house: house, contract: contract)
    do { try await story.tell() } catch { Issue.record(error) }
    await house.close()
    let missing = contract.operations.map(\.id).filter { id in !succeeded.withLock { $0.contains(id) } }
    #expect(missing == [], "never answered with success")
  }
}

/// Who takes part, and what they have made so far.
struct Story {
  let house: TestHouse
  let contract: Contract
  var buyer = Side()
  var supplier = Side()

  /// One company: its program, and its first person's session.
  struct Side {
    var id = ""
    var person = Caller.nobody
    var program = Caller.nobody
    var email = ""
  }

  mutating func tell() async throws {
    buyer = try await register("Port of Giurgiulești", "astrid.lund@port.example")
    supplier = try await register("Nordlicht Components", "jonas.berg@nordlicht.example")
    try await verify()
    try await equip()
    try await meetMembers()
    try await lookAround()
    let requirement = try await post()
    try await inviteAndAccept(requirement)
    let auction = try await auction(requirement)
    try await cancelOthers()
    try await sealedTender()
    try await runOtherFormats()
    try await readRules()
    let award = try await award(requirement, auction)
    try await deliver(award)
    try await propose()
    try await operate()
    try await leave()
  }

  /// Sends a call that must succeed, with the revision `*` where one is needed and a key where one may be sent. With a
  /// key it is sent twice, and the second answer is the first.
  @discardableResult
  func ask(
    _ method: HTTPRequest.Method, _ path: String, as caller: Caller, _ body: JSON? = nil, ifMatch: String? = nil
  ) async throws -> HTTPAnswer {
    var call = HTTPCall(method, path, as: caller, body: body)
    if let operation = contract.operation(method, path) {
      if operation.needsRevision { call.headers[.ifMatch] = ifMatch ?? "*" }
      let key = "\(operation)-\(house.clock.now)"
      if operation.header("Idempotency-Key") != nil { call.headers[.idempotencyKey] = key }
    }
    let answer = try await house.succeed(call)
    if call.headers[.idempotencyKey] != nil {
      let again = try await house.succeed(call)
      #expect(again.status == answer.status && again.headers[.location] == answer.headers[.location], "\(call)")
      // A bid's receipt shows how its lot stands now; a sealed offer's salt is told once.
      let differs = path.hasSuffix("/bids") || path.hasSuffix("/sealed-offers")
      #expect(again.body == answer.body || differs, "\(call)")
    }
    return answer
  }

  /// The body that the document gives as an example of that operation.
  func example(_ id: String) -> JSON { contract.operations.first { $0.id == id }?.example ?? .null }
}

// MARK: - Companies and people

extension Story {
  private func register(_ name: String, _ email: String) async throws -> Side {
    let example = example("register")
    let company = (example["company"] ?? .null).with("name", name)
    let person = (example["person"] ?? .null).with("email", email)
    try await ask(.post, "/api/registrations", as: .nobody, example.with("company", company).with("person", person))
    var side = Side(email: email)
    side.person = try await signIn(email)
    let session = try await ask(.get, "/api/session", as: side.person)
    side.id = try #require(session.json?["company"]?.text)
    return side
  }

  func signIn(_ email: String) async throws -> Caller {
    let answer = try await ask(.post, "/api/session", as: .nobody, example("signIn").with("email", email))
    return try caller(answer)
  }

  /// As whom the cookie of an answer makes one go on.
  private func caller(_ answer: HTTPAnswer) throws -> Caller {
    let cookie = try #require(answer.headers[.setCookie])
    return .session(String(cookie.prefix { $0 != ";" }.dropFirst("session=".count)))
  }

  private func verify() async throws {
    let person = try await house.person("Olga Operator", isOperator: true)
    let platform = try await house.session(of: person).caller
    let waiting = try await ask(.get, "/api/verifications?status=pending", as: platform).json?["items"]?.elements ?? []
    #expect(waiting.count == 2)
    for company in waiting {
      let id = try #require(company["id"]?.text)
      let revision = try #require(company["revision"]?.int64)
      let path = "/api/verifications/\(id)"
      try await ask(.put, path, as: platform, example("verifyCompany"), ifMatch: "\"\(revision)\"")
    }
  }

  /// A program for each company, and tokens come and gone.
  private mutating func equip() async throws {
    buyer.program = try await program(buyer)
    supplier.program = try await program(supplier)
    let spare = try await ask(.post, "/api/tokens", as: buyer.person, example("createToken"))
    let path = try #require(spare.headers[.location])
    try await ask(.delete, path, as: buyer.person)
    #expect(try await ask(.get, "/api/tokens", as: buyer.person).json?["items"]?.elements?.count == 2)
  }

  private func program(_ side: Side) async throws -> Caller {
    let rights = JSON.array(["administrator", "buyer", "supplier", "partner"].map(JSON.string))
    let token = try await ask(.post, "/api/tokens", as: side.person, example("createToken").with("rights", rights))
    return .token(try #require(token.json?["token"]?.text))
  }

  private func meetMembers() async throws {
    let colleague = try await house.person("Mihai Colleague")
    let newcomer = example("addMember").with("email", colleague.email)
    try await ask(.post, "/api/members", as: buyer.program, newcomer)
    try await ask(.put, "/api/members/\(colleague.id)", as: buyer.program, example("changeMember"))
    #expect(try await ask(.get, "/api/members", as: buyer.program).json?["items"]?.elements?.count == 2)
    try await ask(.delete, "/api/members/\(colleague.id)", as: buyer.program)
  }

  private mutating func lookAround() async throws {
    let path = "/api/companies/\(supplier.id)"
    let company = try await ask(.get, path, as: supplier.program)
    let profile = example("changeCompany").with("categories", .array([.string("30200000-1")]))
    try await ask(.put, path, as: supplier.program, profile, ifMatch: company.headers[.eTag])
    try await ask(.get, path, as: buyer.program)
    try await ask(.get, "/api/companies?text=nord&category=30213100-6&limit=1", as: buyer.program)
    let acting = example("actForCompany").with("company", buyer.id)
    buyer.person = try caller(await ask(.put, "/api/session/company", as: buyer.person, acting))
    _ = try await signIn(buyer.email)
    let sessions = try await ask(.get, "/api/sessions", as: buyer.person).json?["items"]?.elements ?? []
    #expect(sessions.count == 2)
  }

  /// Ends the sessions: another one of one's own, then the one that asks.
  private func leave() async throws {
    _ = try await signIn(supplier.email)
    let asking = try await signIn(supplier.email)
    let sessions = try await ask(.get, "/api/sessions", as: asking).json?["items"]?.elements ?? []
    let oldest = try #require(sessions.last?["id"]?.text)
    try await ask(.delete, "/api/sessions/\(oldest)", as: asking)
    try await ask(.delete, "/api/session", as: asking)
    #expect(try await house.send(HTTPCall(.get, "/api/session", as: asking)).status == 401)
  }

  private func operate() async throws {
    for path in ["/health", "/ready", "/metrics"] { try await ask(.get, path, as: .nobody) }
  }
}
