// One request of the API on its way to its answer.

import Auctions
import Commerce
import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Store
import StrictJSON

/// A request with the one who makes it, after the route's access has been checked.
struct Call: Sendable {
  let request: Request
  let context: SiteContext
  let now: Instant

  var visitor: Visitor { context.visitor }

  /// The company acted for. Routes that need it say so in `Site.swift`.
  func actor() throws(Problem) -> Actor {
    guard let actor = visitor.actor else { throw .unauthenticated }
    return actor
  }

  /// The person signed in.
  func person() throws(Problem) -> SignedIn {
    guard let signedIn = visitor.signedIn else { throw .forbidden("personsOnly") }
    return signedIn
  }

  /// An identifier in the path. One that is none names nothing: 404.
  func id<Noun>(_ name: String, _ noun: Noun.Type = Noun.self) throws(Problem) -> ID<Noun> {
    guard let text = context.parameters.get(name), let id = ID<Noun>(text) else { throw .notFound }
    return id
  }

  /// The revisions that the client has seen of a shared record; `nil` for `If-Match: *`.
  func seenRevisions() throws(Problem) -> [Int64]? {
    switch try request.precondition() {
    case .any: nil
    case .revisions(let seen): seen
    }
  }

  /// A number in the path.
  func number(_ name: String) throws(Problem) -> Int {
    guard let text = context.parameters.get(name), let number = Int(text), number > 0 else { throw .notFound }
    return number
  }

  /// Whose attempt it is, for throttling and for the list of sessions.
  func clientAddress(_ exposure: Exposure) -> ClientAddress {
    ClientAddress(of: request, peer: context.channel.remoteAddress, trustedProxies: exposure.trustedProxies)
  }
}

/// What the API answers to a write.
struct Answer: Sendable {
  var status: HTTPResponse.Status
  var location: String?
  var revision: Int64?
  var body: [UInt8]

  /// Something new at `location`.
  static func created(_ document: some JSONWritable, at location: String, revision: Int64? = nil) -> Answer {
    Answer(status: .created, location: location, revision: revision, body: encode(document))
  }

  /// The record as it is now.
  static func ok(_ document: some JSONWritable, revision: Int64? = nil) -> Answer {
    Answer(status: .ok, location: nil, revision: revision, body: encode(document))
  }

  static let noContent = Answer(status: .noContent, location: nil, revision: nil, body: [])

  static func encode(_ document: some JSONWritable) -> [UInt8] {
    var writer = JSONWriter(capacity: 512)
    writer.value(document)
    return writer.bytes
  }

  var response: Response {
    var headers: HTTPFields = [:]
    if !body.isEmpty { headers[.contentType] = "application/json" }
    headers[.location] = location
    headers[.eTag] = revision.map { "\"\($0)\"" }
    return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}

extension Call {
  /// Answers a read as the acting company sees things.
  func read(_ house: House, _ body: @escaping @Sendable (Work) throws -> Answer) async throws -> Response {
    try await house.database.read(as: actor(), at: now, body).response
  }

  /// Answers a write in one transaction: the change, its events and, with an Idempotency-Key, the answer itself.
  func write(
    _ house: House, limit: Int = Limits.jsonBytes, _ body: @escaping @Sendable (Work, JSON) throws -> Answer
  ) async throws -> Response {
    try await write(house, json(limit: limit), body)
  }

  /// The same with a body that has been read.
  func write(
    _ house: House, _ document: JSON, _ body: @escaping @Sendable (Work, JSON) throws -> Answer
  ) async throws -> Response {
    try await once(house, document.encoded()) { try body($0, document) }.response
  }

  /// Does something in one transaction, together with keeping its answer under the request's key.
  func once(
    _ house: House, _ bytes: [UInt8], _ body: @escaping @Sendable (Work) throws -> Answer
  ) async throws -> Answer {
    let (key, fingerprint) = (try request.idempotencyKey(), fingerprint(of: bytes))
    return try await house.database.write(as: actor(), at: now) { work in
      try work.once(key, fingerprint: fingerprint) { try body(work) }
    }
  }

  /// Does something that is more than a transaction, and keeps its answer afterwards. A server that ends in between
  /// forgets the key; what was done refuses to be done again by its own rules.
  func onceBeside(
    _ house: House, _ document: JSON, _ act: () async throws -> Answer
  ) async throws -> Response {
    if let kept = try await keptAnswer(house, document) { return kept.response }
    let answer = try await act()
    return try await once(house, document.encoded()) { _ in answer }.response
  }

  /// What was answered to this request before, for writes that touch more than the database.
  func keptAnswer(_ house: House, _ document: JSON) async throws -> Answer? {
    guard let key = try request.idempotencyKey() else { return nil }
    let fingerprint = fingerprint(of: document.encoded())
    return try await house.database.read(as: actor(), at: now) { work in
      try work.keptAnswer(key, fingerprint: fingerprint).map(Answer.init)
    }
  }

  /// The body as JSON; an empty one is an empty object, for writes that say everything by their address.
  func json(limit: Int = Limits.jsonBytes) async throws -> JSON {
    if request.headers[.contentType] == nil, try await request.wholeBody(limit: limit).readableBytes == 0 {
      return .object(JSON.Members())
    }
    return try await request.json(limit: limit)
  }

  /// The same for the same request, whatever else differs.
  private func fingerprint(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: Array("\(request.method) \(request.uri.path) \(request.headers[.ifMatch] ?? "")\n".utf8))
    hash.update(data: bytes)
    return Array(hash.finalize())
  }
}

extension Work {
  /// Does `body` unless it was done under this key before; then the answer is the one it had.
  func once(_ key: String?, fingerprint: [UInt8], _ body: () throws -> Answer) throws -> Answer {
    guard let key else { return try body() }
    if let kept = try keptAnswer(key, fingerprint: fingerprint) { return Answer(kept) }
    let answer = try body()
    try keep(answer.kept, key, fingerprint: fingerprint)
    return answer
  }
}

extension Answer {
  fileprivate init(_ kept: KeptAnswer) {
    self.init(status: .init(code: kept.status), location: kept.location, revision: nil, body: kept.body)
  }

  fileprivate var kept: KeptAnswer { KeptAnswer(status: status.code, location: location, body: body) }
}
