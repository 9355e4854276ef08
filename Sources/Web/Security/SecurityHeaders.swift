// What every response tells browsers not to do.
import HTTPTypes
import Hummingbird

/// Sets the security headers of every response; a header that the handler has set stays.
struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  private let fields: HTTPFields

  init(_ exposure: Exposure) { fields = Self.fields(exposure) }

  static func fields(_ exposure: Exposure) -> HTTPFields {
    var fields: HTTPFields = [
      .contentSecurityPolicy: Self.contentSecurityPolicy,
      .xContentTypeOptions: "nosniff",
      .referrerPolicy: "same-origin",
      .crossOriginOpenerPolicy: "same-origin",
      .crossOriginResourcePolicy: "same-origin",
      .permissionsPolicy: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      .cacheControl: "no-store",
    ]
    if exposure.behindTLS { fields[.strictTransportSecurity] = "max-age=31536000" }
    return fields
  }

  func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for field in fields where response.headers[field.name] == nil { response.headers.append(field) }
    return response
  }

  /// Nothing from elsewhere, nothing inline, in nobody's frame. `default-src` covers what is not named.
  private static var contentSecurityPolicy: String {
    """
    default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
    """
  }
}

extension HTTPField.Name {
  fileprivate static let referrerPolicy = Self("Referrer-Policy")!
  fileprivate static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy")!
  fileprivate static let permissionsPolicy = Self("Permissions-Policy")!
}
