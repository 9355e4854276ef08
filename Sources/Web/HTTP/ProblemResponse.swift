// A problem as a response of the API.
import HTTPTypes
import Hummingbird
import NIOCore

extension Problem: HTTPResponseError {
  func response(from request: Request, context: some RequestContext) -> Response { response(to: request) }

  /// As `application/problem+json`.
  func response(to request: Request) -> Response {
    var headers = self.headers
    headers[.contentType] = "application/problem+json"
    let response = Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: encoded())))
    return request.method == .head ? response.createHeadResponse() : response
  }
}

extension Request {
  /// Whether it asks for what monitors and load balancers ask for, which is the same for everybody.
  var isFromMonitor: Bool { ["/health", "/ready", "/metrics"].contains(uri.path) }

  /// Whether the one who asks wants to read a page: neither under /api nor a monitor, and Accept names HTML or nothing
  /// in particular.
  var wantsPage: Bool {
    let path = uri.path
    guard path != "/api", !path.hasPrefix("/api/"), !isFromMonitor else { return false }
    let accepted = headers[.accept]?.lowercased() ?? "*/*"
    return accepted.contains("text/html") || accepted.contains("*/*") && !accepted.contains("json")
  }
}
