// The name that a client gives a write, so that sending it again does nothing twice.
import HTTPTypes
import Hummingbird

extension Request {
  /// The `Idempotency-Key`, 1 to 200 visible ASCII characters; nil without one, 400 if it is anything else.
  func idempotencyKey() throws(Problem) -> String? {
    let values = headers[values: .idempotencyKey]
    guard let key = values.first else { return nil }
    guard values.count == 1, Limits.idempotencyKeyLength.contains(key.utf8.count),
      key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw .badRequest("malformedIdempotencyKey", "Idempotency-Key must be 1 to 200 visible ASCII characters.")
    }
    return key
  }

  /// The `Idempotency-Key` of a write that is not done without one: 400 if it is missing.
  func requiredIdempotencyKey() throws(Problem) -> String {
    guard let key = try idempotencyKey() else {
      throw .badRequest("idempotencyKeyRequired", "Send an Idempotency-Key: any text that names this attempt.")
    }
    return key
  }
}

extension HTTPField.Name {
  static let idempotencyKey = Self("Idempotency-Key")!
}
