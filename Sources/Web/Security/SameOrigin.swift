// Refuses what another site makes a browser send: forged form posts and scripts that ride on somebody's cookie.
import HTTPTypes
import Hummingbird

/// Lets an unsafe request pass only if it comes from this site's own pages, or from no browser at all.
///
/// Browsers say where a request comes from in `Sec-Fetch-Site` (over HTTPS and on localhost) and in `Origin` (with
/// every POST); pages cannot change either. A request with a bearer token is exempt: no browser adds that by itself.
/// Whoever authenticates a request must then use the token and not look at the cookie.
struct SameOrigin<Context: RequestContext>: RouterMiddleware {
  private let exposure: Exposure

  init(_ exposure: Exposure) { self.exposure = exposure }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard request.isFromOwnSite(exposure) else {
      throw Problem.forbidden("crossOrigin", "The request comes from another site.")
    }
    return try await next(request, context)
  }
}

extension Request {
  /// The bearer token, nil without one. The scheme's case does not matter.
  var bearerToken: String? {
    guard let text = headers[.authorization], text.lowercased().hasPrefix("bearer ") else { return nil }
    return String(text.dropFirst("bearer ".count).drop { $0 == " " })
  }

  func isFromOwnSite(_ exposure: Exposure) -> Bool {
    let isSafe = method == .get || method == .head || method == .options
    if isSafe || bearerToken != nil { return true }
    let origin = headers[.origin]?.lowercased()
    if let site = headers[.secFetchSite] {
      // "none": the person did it by hand, in the address bar or by reloading.
      return site == "same-origin" || site == "none" || origin.map(exposure.publicOrigins.contains) == true
    }
    if let origin { return isOwn(origin, exposure) }
    // Neither header: no browser of today. Without a cookie there is nobody's name to act in.
    return headers[.cookie] == nil
  }

  private func isOwn(_ origin: String, _ exposure: Exposure) -> Bool {
    if exposure.publicOrigins.contains(origin) { return true }
    guard let host = head.authority?.lowercased() else { return false }
    let schemes = exposure.behindTLS ? ["https"] : ["http", "https"]
    return schemes.contains { scheme in
      origin == "\(scheme)://\(host)" || origin == "\(scheme)://\(host.withoutDefaultPort(of: scheme))"
    }
  }
}

extension String {
  fileprivate func withoutDefaultPort(of scheme: String) -> String {
    let port = scheme == "https" ? ":443" : ":80"
    return hasSuffix(port) ? String(dropLast(port.count)) : self
  }
}

extension HTTPField.Name {
  fileprivate static let secFetchSite = Self("Sec-Fetch-Site")!
}
