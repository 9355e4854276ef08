// A client of the public API, as any program of a customer's would be.

import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import StrictJSON

/// One company's program with its token.
struct APIClient: Sendable {
  let origin: String
  let token: String

  struct Reply: Sendable {
    var status: Int
    var location: String?
    var revision: String?
    var body: JSON
  }

  /// Sends a request; `body` is JSON that this program wrote itself.
  func send(
    _ method: String, _ path: String, _ body: String? = nil, key: String? = nil, revision: String? = nil
  ) async throws -> Reply {
    var request = HTTPClientRequest(url: origin + path)
    request.method = .RAW(value: method)
    request.headers.add(name: "authorization", value: "Bearer \(token)")
    if let key { request.headers.add(name: "idempotency-key", value: key) }
    if let revision { request.headers.add(name: "if-match", value: revision) }
    if let body {
      request.headers.add(name: "content-type", value: "application/json")
      request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(15))
    let bytes = Array(try await response.body.collect(upTo: 4 << 20).readableBytesView)
    return Reply(
      status: Int(response.status.code), location: response.headers.first(name: "location"),
      revision: response.headers.first(name: "etag"), body: bytes.isEmpty ? .null : try JSON(parsing: bytes))
  }

  /// As `send`, for requests that are expected to succeed.
  func expect(
    _ method: String, _ path: String, _ body: String? = nil, revision: String? = nil
  ) async throws -> Reply {
    let reply = try await send(method, path, body, revision: revision)
    guard (200..<300).contains(reply.status) else {
      throw Complaint("\(method) \(path): \(reply.status) \(String(decoding: reply.body.encoded(), as: UTF8.self))")
    }
    return reply
  }
}
