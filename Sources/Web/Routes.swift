// Puts routes into the router, each behind its access.

import HTTPTypes
import Hummingbird

/// What `Site.swift` is written with.
struct Routes {
  typealias Handler = @Sendable (Call) async throws -> Response

  let router: Router<SiteContext>
  let house: House

  func on(_ method: HTTPRequest.Method, _ path: RouterPath, _ access: Access, _ handler: @escaping Handler) {
    let isSafe = method == .get || method == .head
    let house = house
    router.on(path, method: method) { request, context in
      try access.check(context.visitor, isSafe: isSafe)
      return try await handler(Call(request: request, context: context, now: house.now()))
    }
  }
}
