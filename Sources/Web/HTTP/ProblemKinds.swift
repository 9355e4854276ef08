// The problems that any route may have, whatever it is about.
import HTTPTypes

extension Problem {
  /// The same for a record that does not exist and for one that is somebody else's, byte for byte: hence no detail.
  static let notFound = Problem(.notFound, "notFound")

  static func methodNotAllowed(_ allowed: [HTTPRequest.Method]) -> Problem {
    let list = allowed.map(\.rawValue).joined(separator: ", ")
    return Problem(.methodNotAllowed, "methodNotAllowed", headers: [.allow: list])
  }

  /// Nobody is signed in, or the token is not (or no longer) good.
  static let unauthenticated = Problem(
    .unauthorized, "unauthenticated", title: "Sign in or send an API token", headers: [.wwwAuthenticate: "Bearer"])

  static func badRequest(_ reason: String, _ detail: String) -> Problem {
    Problem(.badRequest, reason, detail: detail)
  }

  static func forbidden(_ reason: String, _ detail: String? = nil) -> Problem {
    Problem(.forbidden, reason, detail: detail)
  }

  static func conflict(_ reason: String, _ detail: String? = nil) -> Problem {
    Problem(.conflict, reason, detail: detail)
  }

  static func unprocessable(_ reason: String, _ detail: String? = nil) -> Problem {
    Problem(.unprocessableContent, reason, detail: detail)
  }

  static func contentTooLarge(limitBytes: Int) -> Problem {
    Problem(
      .contentTooLarge, "contentTooLarge", detail: "The body must not be larger than \(limitBytes) bytes.",
      members: [Member("limitBytes", limitBytes)])
  }

  static func unsupportedMediaType(_ expected: String) -> Problem {
    Problem(
      .unsupportedMediaType, "unsupportedMediaType", detail: "The Content-Type must be \(expected).",
      headers: [.accept: expected])
  }

  /// The record has changed since it was read.
  static let changedMeanwhile = Problem(
    .preconditionFailed, "changedMeanwhile", detail: "The record is not at the revision named by If-Match.")

  /// A shared record is only changed by those who say which revision they saw.
  static let revisionRequired = Problem(
    .preconditionRequired, "revisionRequired", detail: "Send the record's ETag as If-Match.")

  static func tooManyRequests(retryAfterSeconds: Int64, _ reason: String = "tooManyRequests") -> Problem {
    Problem(.tooManyRequests, reason, headers: [.retryAfter: "\(max(1, retryAfterSeconds))"])
  }

  /// The server cannot do it now; the same request may succeed later.
  static func unavailable(_ reason: String, retryAfterSeconds: Int64) -> Problem {
    Problem(.serviceUnavailable, reason, headers: [.retryAfter: "\(max(1, retryAfterSeconds))"])
  }

  /// Nothing is told but the id under which the log has the rest.
  static func internalError(id: String) -> Problem {
    Problem(.internalServerError, "internalError", title: "Something went wrong", members: [Member("id", id)])
  }
}
