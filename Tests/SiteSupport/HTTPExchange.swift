// One request of a test and its answer.

package import HTTPTypes
import HummingbirdTesting
import NIOCore
package import StrictJSON

/// Who sends a request.
package enum Caller: Sendable {
  case nobody
  /// A person in a browser, by the session's secret. Its requests come from the site's own pages.
  case session(String)
  /// A program, by its API token.
  case token(String)

  fileprivate var fields: HTTPFields {
    switch self {
    case .nobody: [:]
    case .session(let secret): [.cookie: "session=\(secret)", .secFetchSite: "same-origin"]
    case .token(let secret): [.authorization: "Bearer \(secret)"]
    }
  }
}

package struct HTTPCall: Sendable {
  package var method: HTTPRequest.Method
  /// With its query.
  package var path: String
  package var caller: Caller
  package var headers: HTTPFields
  package var body: JSON?

  package init(
    _ method: HTTPRequest.Method, _ path: String, as caller: Caller = .nobody, headers: HTTPFields = [:],
    body: JSON? = nil
  ) {
    self.method = method
    self.path = path
    self.caller = caller
    self.headers = headers
    self.body = body
  }

  /// All that goes over the wire.
  package var allHeaders: HTTPFields {
    var fields = headers
    for field in caller.fields { fields.append(field) }
    if body != nil, fields[.contentType] == nil { fields[.contentType] = "application/json" }
    return fields
  }
}

package struct HTTPAnswer: Sendable {
  package var status: Int
  package var headers: HTTPFields
  package var body: [UInt8]

  init(status: Int, headers: HTTPFields, body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  init(_ response: TestResponse) {
    self.init(
      status: response.status.code, headers: response.headers, body: Array(response.body.readableBytesView))
  }

  package var text: String { String(decoding: body, as: UTF8.self) }
  package var json: JSON? { try? JSON(parsing: body) }
  /// Of a problem, its kind.
  package var reason: String? { json?["reason"]?.text }
  package var isSuccess: Bool { (200..<300).contains(status) }

  /// Everything that somebody could tell two answers apart by, but the time and the name of the request.
  package var fingerprint: String {
    let kept = headers.filter { $0.name != .date && $0.name != .requestID }
    let lines = kept.map { "\($0.name.canonicalName): \($0.value)" }.sorted()
    return (["\(status)"] + lines + ["", text]).joined(separator: "\n")
  }
}

extension HTTPCall: CustomStringConvertible {
  package var description: String { "\(method.rawValue) \(path)" }
}

extension HTTPAnswer: CustomStringConvertible {
  package var description: String { "\(status) \(text.prefix(500))" }
}

extension HTTPField.Name {
  package static let idempotencyKey = Self("Idempotency-Key")!
  package static let requestID = Self("X-Request-Id")!
  static let lastEventID = Self("Last-Event-ID")!
  fileprivate static let secFetchSite = Self("Sec-Fetch-Site")!
}
