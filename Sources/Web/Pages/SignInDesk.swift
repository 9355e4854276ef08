// Signing in and out, and choosing the company to act for.

import Auctions
import Commerce
import Hummingbird
import Store

struct SignInDesk: Sendable {
  /// `?next=` is where to go on to.
  func show(_ visit: Visit) -> Response {
    let next = LocalPath(visit.parameter("next") ?? "")?.text ?? ""
    if visit.call.visitor.signedIn != nil { return visit.goBack(to: next, otherwise: "/dashboard") }
    return visit.page(SignInPage(returnTo: next))
  }

  /// A new session under a new token; the one before, if there is one, ends.
  func signIn(_ visit: Visit) async throws -> Response {
    let (form, house) = (try await visit.form(), visit.house)
    return try await visit.answer(form) {
      let attempt = visit.call.attempt(
        email: String(form["email"].prefix(254)),
        password: String(form["password"].prefix(Limits.passwordLength.upperBound + 1)), house.exposure)
      let token = try await house.signIn(attempt)
      if let old = visit.call.visitor.signedIn { _ = try await house.database.endSession(old.session, of: old.person) }
      var response = visit.goBack(to: form["returnTo"], otherwise: "/dashboard")
      response.set(cookie: house.cookies.cookie(CookieJar.session, token.text))
      return response
    } again: { objections in
      let next = LocalPath(form["returnTo"])?.text ?? ""
      let content = SignInPage(
        email: objections.field("email"), returnTo: next, problems: objections.summary(visit.texts))
      return visit.page(content, at: "/sign-in")
    }
  }

  func signOut(_ visit: Visit) async throws -> Response {
    if let signedIn = visit.call.visitor.signedIn {
      _ = try await visit.house.database.endSession(signedIn.session, of: signedIn.person)
    }
    var response = visit.go(to: "/", .signedOut)
    response.set(cookie: visit.house.cookies.expired(CookieJar.session))
    return response
  }

  /// From now on the session acts for another company, under a new token.
  func act(_ visit: Visit) async throws -> Response {
    let form = try await visit.form()
    guard let company = CompanyID(form["company"]) else { throw Problem.notFound }
    let token = try await visit.house.act(for: company, as: visit.call.person())
    var response = visit.go(to: "/dashboard")
    response.set(cookie: visit.house.cookies.cookie(CookieJar.session, token.text))
    return response
  }
}
