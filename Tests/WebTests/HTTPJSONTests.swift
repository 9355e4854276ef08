// JSON bodies: what is taken in, what is refused and how.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StrictJSON
import Testing

@testable import Web

@Suite struct HTTPJSONTests {
  private let site = TestSite { router in
    router.post("/api/echo") { request, _ in Response.json(try await request.json()) }
    router.post("/api/small") { request, _ in Response.json(try await request.json(limit: 20)) }
  }

  private func post(_ body: String, type: String? = "application/json", path: String = "/api/echo") async throws
    -> TestResponse
  {
    var headers: HTTPFields = [:]
    headers[.contentType] = type
    return try await site.answer(.post, path, headers: headers, body: body)
  }

  @Test(
    arguments: [
      ("application/json", 200), ("application/json; charset=utf-8", 200), ("Application/JSON;charset=\"UTF-8\"", 200),
      ("application/json; charset=latin1", 415), ("text/json", 415), ("application/x-www-form-urlencoded", 415),
      (nil, 415), ("", 415), ("application/json; charset", 415), ("application/json, text/html", 415),
    ] as [(String?, Int)])
  func theTypeMustBeJSON(type: String?, status: Int) async throws {
    #expect(try await post("{}", type: type).status.code == status)
  }

  @Test func compressedBodiesAreRefused() async throws {
    let headers: HTTPFields = [.contentType: "application/json", .contentEncoding: "gzip"]
    #expect(try await site.answer(.post, "/api/echo", headers: headers, body: "{}").status.code == 415)
  }

  @Test(arguments: [
    (#"{"a":1"#, 1, 7), (#"{"a":1,}"#, 1, 7), (#"{"a":1,"a":2}"#, 1, 8), ("{\n  \"a\": nul\n}", 2, 8), ("", 1, 1),
    ("\u{FEFF}{}", 1, 1), ("{} {}", 1, 4), ("'a'", 1, 1), (#"{"a":01}"#, 1, 6), (#"{"a":NaN}"#, 1, 6),
  ])
  func malformedTextIsRefusedWithThePlace(body: String, line: Int64, column: Int64) async throws {
    let answer = try await post(body)
    #expect(answer.status == .badRequest)
    #expect(answer.json?["reason"]?.text == "malformedJson")
    #expect(answer.json?["line"]?.int64 == line)
    #expect(answer.json?["column"]?.int64 == column)
  }

  @Test func nestingIsBounded() async throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let answer = try await post(deep)
    #expect(answer.status == .badRequest)
    #expect(answer.json?["detail"]?.text?.contains("nested more than 32 deep") == true)
  }

  @Test func sizeIsBounded() async throws {
    let large = "\"" + String(repeating: "x", count: 10 << 20) + "\""
    let answer = try await post(large)
    #expect(answer.status == .contentTooLarge)
    #expect(answer.json?["limitBytes"]?.int64 == Int64(Limits.jsonBytes))
    #expect(try await post(#"{"a":"12345678901"}"#, path: "/api/small").status == .ok)
    #expect(try await post(#"{"a":"123456789012345"}"#, path: "/api/small").status == .contentTooLarge)
  }

  @Test func textBecomesNFC() async throws {
    let answer = try await post(#"{"e\u0301":["Ame\u0301lie","\u212B"]}"#)
    #expect(answer.text.utf8.elementsEqual("{\"e\u{301}\":[\"Am\u{E9}lie\",\"\u{C5}\"]}".utf8))
  }

  @Test func naughtyStringsComeBackUnharmed() async throws {
    #expect(NaughtyStrings.all.count > 500)
    let sent = JSON.array(NaughtyStrings.all.map(JSON.string))
    let answer = try await post(String(decoding: sent.encoded(), as: UTF8.self))
    #expect(answer.status == .ok)
    let returned = answer.json?.elements?.compactMap(\.text) ?? []
    #expect(returned.count == NaughtyStrings.all.count)
    for (sent, returned) in zip(NaughtyStrings.all, returned) {
      #expect(returned.utf8.elementsEqual(sent.normalised.utf8), "\(sent.debugDescription)")
      #expect(returned == sent, "\(sent.debugDescription)")
    }
  }
}
