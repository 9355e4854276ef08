// Takes in the body of a request, up to a limit.
import HTTPTypes
import Hummingbird
import NIOCore

extension Request {
  /// The whole body; 413 if it is larger. One that announces its size is refused without reading it.
  func wholeBody(limit: Int) async throws -> ByteBuffer {
    let announced = headers[.contentLength].flatMap { Int($0) }
    if let announced, announced > limit { throw Problem.contentTooLarge(limitBytes: limit) }
    do {
      let bytes = try await body.collect(upTo: limit)
      // A form cut short by a lost connection could still be a form: with another price.
      guard announced == nil || announced == bytes.readableBytes else {
        throw Problem.badRequest("incompleteBody", "The body ends before the announced length.")
      }
      return bytes
    } catch is NIOTooManyBytesError {
      throw Problem.contentTooLarge(limitBytes: limit)
    }
  }
}
