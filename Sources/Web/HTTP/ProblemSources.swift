// How errors of reading and of the framework become problems.
import Commerce
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

extension Problem {
  /// The problem that a well-known error is; nil for an error that nobody foresaw.
  init?(known error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as JSON.SyntaxError: self.init(error)
    case let faults as JSON.Faults: self.init(faults)
    case let faults as Commerce.Faults: self.init(faults)
    case let error as HTTPError: self.init(error)
    case let error as any HTTPResponseError: self.init(status: error.status)
    case is CancellationError: self = .unavailable("interrupted", retryAfterSeconds: 1)
    default: return nil
    }
  }

  /// The text is no JSON: 400 with the place.
  init(_ error: JSON.SyntaxError) {
    self = .badRequest("malformedJson", "\(error).")
    members = [Member("line", error.line), Member("column", error.column), Member("offset", error.offset)]
  }

  /// The document is sound but its values are not: 422 with all of them.
  init(_ faults: JSON.Faults) {
    self.init(faults.list.map { Entry(pointer: $0.pointer.description, detail: $0.detail) }, omitted: faults.omitted)
  }

  init(_ faults: Commerce.Faults) {
    self.init(faults.list.map { Entry(pointer: $0.pointer, detail: $0.reason.sentence) })
  }

  init(_ entries: [Entry], omitted: Int = 0) {
    self.init(.unprocessableContent, "invalidDocument", title: "The document has mistakes", errors: entries)
    if omitted > 0 { members = [Member("omittedErrors", omitted)] }
  }

  private init(_ error: HTTPError) {
    self.init(status: error.status)
    detail = error.body
    headers = error.headers
  }

  /// A problem of which only the status is known.
  private init(status: HTTPResponse.Status) {
    switch status {
    case .notFound: self = .notFound
    default: self.init(status, Self.reason(of: status))
    }
  }

  /// "Content Too Large" → `contentTooLarge`.
  private static func reason(of status: HTTPResponse.Status) -> String {
    let words = status.reasonPhrase.split { !$0.isLetter }.map { $0.lowercased() }
    guard let first = words.first else { return "status\(status.code)" }
    return first + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
  }
}
