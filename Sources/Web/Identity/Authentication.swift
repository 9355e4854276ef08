// Finds out who asks: a session cookie or an API token, never both, and never in the address.

import Auctions
import Commerce
import HTTPTypes
import Hummingbird
import Store

struct Authentication: RouterMiddleware {
  typealias Context = SiteContext
  let house: House

  func handle(
    _ request: Request, context: SiteContext, next: @concurrent (Request, SiteContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    if Self.concernsSomebody(request) { context.visitor = try await visitor(request) }
    return try await next(request, context)
  }

  /// Style sheets and the questions of monitors are the same for everybody, and answered while the database is away.
  private static func concernsSomebody(_ request: Request) -> Bool {
    !request.uri.path.hasPrefix("/assets/") && !request.isFromMonitor
  }

  private func visitor(_ request: Request) async throws -> Visitor {
    let now = house.now()
    if request.headers[.authorization] != nil {
      // A token that is not good is an error, not a visit without one.
      guard let text = request.bearerToken, let token = SecretToken(.apiToken, text: text),
        let bearer = try await house.database.bearer(token.hash, at: now)
      else { throw Problem.unauthenticated }
      try house.tokenUse.admit(bearer.actor.id)
      return .program(bearer)
    }
    guard let cookie = house.cookies.value(CookieJar.session, of: request),
      let token = SecretToken(.session, text: cookie)
    else { return .anonymous }
    let signedIn = try await house.database.session(token.hash, limits: .standard, at: now)
    return signedIn.map(Visitor.person) ?? .anonymous
  }
}

extension SessionLimits {
  static let standard = SessionLimits(
    idleMilliseconds: Limits.sessionIdleMilliseconds, absoluteMilliseconds: Limits.sessionMilliseconds)
}

extension CookieJar {
  /// The name of the session's cookie.
  static let session = "session"
}
