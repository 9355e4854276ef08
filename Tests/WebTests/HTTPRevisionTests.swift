// ETag, If-Match, If-None-Match and Idempotency-Key.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import StrictJSON
import Testing

@testable import Web

@Suite struct HTTPRevisionTests {
  /// A record at revision 17.
  private let site = TestSite { router in
    router.put("/api/record") { request, _ in
      try request.precondition().check(17)
      return Response(status: .noContent)
    }
    router.get("/api/record") { request, _ in
      if request.holds(revision: 17) { return Response.notModified(tag: "17") }
      var response = Response.json("record")
      response.setRevision(17)
      return response
    }
    router.post("/api/key") { request, _ in Response.json(try request.idempotencyKey()) }
    router.post("/api/needs-key") { request, _ in Response.json(try request.requiredIdempotencyKey()) }
  }

  @Test(
    arguments: [
      (nil, 428), ("\"17\"", 204), ("*", 204), ("\"16\"", 412), ("\"16\", \"17\"", 204), ("W/\"17\"", 412),
      ("\"017\"", 412), ("\"abc\"", 412), ("\"\"", 412), ("17", 400), ("\"17", 400), ("", 400), ("\"17\" \"18\"", 400),
      ("\"17\",", 400), ("\"99999999999999999999\"", 412),
    ] as [(String?, Int)])
  func writersSayWhatTheySaw(ifMatch: String?, status: Int) async throws {
    var headers: HTTPFields = [:]
    headers[.ifMatch] = ifMatch
    #expect(try await site.answer(.put, "/api/record", headers: headers).status.code == status)
  }

  @Test(
    arguments: [
      (nil, 200), ("\"17\"", 304), ("W/\"17\"", 304), ("*", 304), ("\"16\"", 200), ("\"16\", W/\"17\"", 304),
      ("17", 200),
    ] as [(String?, Int)])
  func readersAreSparedWhatTheyHold(ifNoneMatch: String?, status: Int) async throws {
    var headers: HTTPFields = [:]
    headers[.ifNoneMatch] = ifNoneMatch
    let answer = try await site.answer(.get, "/api/record", headers: headers)
    #expect(answer.status.code == status)
    #expect(answer.headers[.eTag] == "\"17\"")
  }

  @Test(
    arguments: [
      (nil, 200, "null"), ("4f1c", 200, "\"4f1c\""), ("a b", 400, nil), ("", 400, nil), ("é", 400, nil),
      (String(repeating: "k", count: 200), 200, nil), (String(repeating: "k", count: 201), 400, nil),
    ] as [(String?, Int, String?)])
  func keysAreVisibleASCII(key: String?, status: Int, body: String?) async throws {
    var headers: HTTPFields = [:]
    headers[.idempotencyKey] = key
    let answer = try await site.answer(.post, "/api/key", headers: headers)
    #expect(answer.status.code == status)
    if let body { #expect(answer.text == body) }
  }

  @Test func twoKeysAreNone() async throws {
    var headers: HTTPFields = [:]
    headers[values: .idempotencyKey] = ["a", "b"]
    #expect(try await site.answer(.post, "/api/key", headers: headers).status == .badRequest)
    #expect(try await site.answer(.post, "/api/needs-key").json?["reason"]?.text == "idempotencyKeyRequired")
  }
}
