// Signing in and out, the acting company, sessions and API tokens.

import Auctions
import Commerce
import HTTPTypes
import Hummingbird
import Store
import StrictJSON

struct SessionAPI: Sendable {
  let house: House

  /// `{"email": …, "password": …}`; the session comes as a cookie.
  func signIn(_ call: Call) async throws -> Response {
    let (email, password) = try await call.json().decode { fields in
      let email = fields.string("email", length: 0...254)
      let password = fields.string("password", length: 0...Limits.passwordLength.upperBound)
      try fields.end()
      return try (email.get(), password.get())
    }
    let token = try await house.signIn(call.attempt(email: email, password: password, house.exposure))
    var response = Response(status: .noContent)
    response.set(cookie: house.cookies.cookie(CookieJar.session, token.text))
    return response
  }

  func signOut(_ call: Call) async throws -> Response {
    let signedIn = try call.person()
    _ = try await house.database.endSession(signedIn.session, of: signedIn.person)
    var response = Response(status: .noContent)
    response.set(cookie: house.cookies.expired(CookieJar.session))
    return response
  }

  func get(_ call: Call) async throws -> Response { .json(try call.person()) }

  /// `{"company": …}`: from now on the session acts for it, under a new token.
  func act(_ call: Call) async throws -> Response {
    let company = try await call.json().decode { fields in
      let company = fields.id("company", CompanyNoun.self)
      try fields.end()
      return try company.get()
    }
    let token = try await house.act(for: company, as: call.person())
    var response = Response(status: .noContent)
    response.set(cookie: house.cookies.cookie(CookieJar.session, token.text))
    return response
  }

  func sessions(_ call: Call) async throws -> Response {
    .json(ItemList(try await house.database.sessions(of: call.person().person, at: call.now)))
  }

  func endSession(_ call: Call) async throws -> Response {
    let id = try call.id("id", SessionNoun.self)
    guard try await house.database.endSession(id, of: call.person().person) else { throw Problem.notFound }
    return Answer.noContent.response
  }

  // MARK: - API tokens

  func tokens(_ call: Call) async throws -> Response {
    try await call.read(house) { .ok(ItemList(try $0.apiTokens())) }
  }

  /// `{"name": …, "rights": […], "readOnly"?: …}`. The answer shows the token, and nothing ever does again: it is
  /// therefore not kept for repetition under an Idempotency-Key.
  func createToken(_ call: Call) async throws -> Response {
    let (name, rights, isReadOnly) = try await call.json().decode { fields in
      let name = fields.string("name", length: 1...100)
      let rights = fields.rights("rights")
      let isReadOnly = fields.optionalBool("readOnly")
      try fields.end()
      return try (name.get(), rights.get().union, isReadOnly.get() ?? false)
    }
    let (view, token) = try await house.createToken(
      name, rights, isReadOnly: isReadOnly, by: call.person(), as: call.actor(), at: call.now)
    let location = "/api/tokens/\(view.id)"
    return Answer.created(NewTokenDocument(view: view, token: token.text), at: location).response
  }

  func revokeToken(_ call: Call) async throws -> Response {
    let id = try call.id("id", APITokenNoun.self)
    try await house.database.write(as: call.actor(), at: call.now) { try $0.revokeAPIToken(id) }
    house.bidPasses.forget { $0.id.bits == id.bits }
    return Answer.noContent.response
  }
}

extension House {
  /// A session may act for any company its person belongs to, each time under a new token.
  func act(for company: CompanyID, as signedIn: SignedIn) async throws -> SecretToken {
    let token = SecretToken(.session)
    let done = try await database.act(for: company, session: signedIn.session, newTokenHash: token.hash)
    guard done else { throw Problem.notFound }
    return token
  }

  func createToken(
    _ name: String, _ rights: Rights, isReadOnly: Bool, by signedIn: SignedIn, as actor: Actor, at now: Instant
  ) async throws -> (APITokenView, SecretToken) {
    let token = SecretToken(.apiToken)
    let view = try await database.write(as: actor, at: now) { work in
      try work.createAPIToken(name, rights: rights, isReadOnly: isReadOnly, hash: token.hash, by: signedIn.person)
    }
    return (view, token)
  }
}

extension Call {
  func attempt(email: String, password: String, _ exposure: Exposure) -> SignInAttempt {
    SignInAttempt(
      email: email, password: password, address: clientAddress(exposure),
      userAgent: request.headers[.userAgent] ?? "")
  }
}
