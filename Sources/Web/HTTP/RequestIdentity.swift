// The name of one request in logs, in `X-Request-Id` and on the page of an internal error.
import HTTPTypes
import Hummingbird
import Logging

extension RequestContext {
  /// Given by the server, never taken from the request. "-" if the log handler keeps no metadata.
  var requestID: String { logger[metadataKey: "hb.request.id"].map { "\($0)" } ?? "-" }
}

extension HTTPField.Name {
  static let requestID = Self("X-Request-Id")!
}
