// Reads a JSON body strictly: one document by RFC 8259, its text normalised to NFC.
import Foundation
import Hummingbird
import NIOCore
import StrictJSON

extension Request {
  /// The body as a tree.
  ///
  /// 415 unless it is `application/json`, 413 beyond `limit` bytes, 400 with the place if it is not strict JSON or
  /// nested more than 32 deep.
  func json(limit: Int = Limits.jsonBytes) async throws -> JSON {
    _ = try contentType("application/json")
    let body = try await wholeBody(limit: limit)
    do {
      return try JSON(parsing: body.readableBytesView, limits: JSON.Limits(bytes: limit)).normalised
    } catch {
      throw Problem(error)
    }
  }
}

extension JSON {
  /// All text in NFC. PostgreSQL compares bytes: without this, one name could be registered in two spellings.
  var normalised: JSON { mappingStrings(\.normalised) }
}

extension String {
  /// The text in NFC.
  var normalised: String { utf8.allSatisfy { $0 < 0x80 } ? self : precomposedStringWithCanonicalMapping }
}
