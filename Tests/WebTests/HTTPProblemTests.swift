// Refusals as the API and the pages tell them.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StrictJSON
import Testing

@testable import Web

@Suite struct HTTPProblemTests {
  private struct Unforeseen: Error {}
  private struct Foreseen: Error {}

  private let site = TestSite(
    map: { $0 is Foreseen ? .conflict("stepTooSmall", "The step is 1.00.") : nil },
    routes: { router in
      router.get("/api/orders/{id}") { _, _ -> Response in throw Problem.notFound }
      router.put("/api/orders/{id}") { _, _ -> Response in throw Foreseen() }
      router.post("/api/fail") { _, _ -> Response in throw Unforeseen() }
      router.get("/orders/{id}") { _, _ -> Response in throw Problem.notFound }
      router.get("/api/busy") { _, _ -> Response in throw Problem.unavailable("busy", retryAfterSeconds: 3) }
      router.get("/api/teapot") { _, _ -> Response in throw HTTPError(.init(code: 418, reasonPhrase: "I'm a teapot")) }
      router.get("/api/faults") { _, _ -> Response in
        _ = try JSON(parsing: #"{"lots":[{"title":""}],"x/y":1}"#.utf8).decode { fields in
          _ = fields.array("lots") { lot in
            lot.object {
              _ = $0.string("title")
              try $0.end()
            }
          }
          try fields.end()
        }
        return Response(status: .ok)
      }
    })

  @Test func aProblemIsADocument() throws {
    let problem = Problem(
      .conflict, "stepTooSmall", detail: "No.", errors: [.init(pointer: "/price", detail: "is too high")],
      members: [.init("admissible", "99.00"), .init("line", 3)])
    #expect(
      String(decoding: problem.encoded(), as: UTF8.self) == """
        {"type":"/problems/step-too-small","title":"Step too small","status":409,"detail":"No.",\
        "reason":"stepTooSmall","errors":[{"pointer":"/price","detail":"is too high"}],"admissible":"99.00","line":3}
        """)
  }

  @Test func missingAndUnknownAreTheSameByteForByte() async throws {
    let missing = try await site.answer(.get, "/api/orders/4711")
    let unknown = try await site.answer(.get, "/api/nothing/of/the/kind?x=1")
    #expect(missing.status == .notFound && unknown.status == .notFound)
    #expect(missing.body == unknown.body)
    #expect(missing.headers == unknown.headers)
    #expect(missing.text == #"{"type":"/problems/not-found","title":"Not found","status":404,"reason":"notFound"}"#)
    #expect(missing.headers[.contentType] == "application/problem+json")
  }

  @Test func aWrongMethodIsToldTheRightOnes() async throws {
    let answer = try await site.answer(.delete, "/api/orders/4711")
    #expect(answer.status == .methodNotAllowed)
    #expect(answer.headers[.allow] == "GET, HEAD, PUT")
    #expect(answer.json?["reason"]?.text == "methodNotAllowed")
  }

  @Test func errorsOfTheDomainAreMapped() async throws {
    let answer = try await site.answer(.put, "/api/orders/1")
    #expect(answer.status == .conflict)
    #expect(answer.json?["type"]?.text == "/problems/step-too-small")
  }

  @Test func unforeseenErrorsShowOnlyAnId() async throws {
    let answer = try await site.answer(.post, "/api/fail")
    #expect(answer.status == .internalServerError)
    #expect(answer.json?["id"]?.text?.isEmpty == false)
    #expect(!answer.text.contains("Unforeseen"))
  }

  @Test func errorsOfTheFrameworkHaveTheSameForm() async throws {
    let answer = try await site.answer(.get, "/api/teapot")
    #expect(answer.status.code == 418)
    #expect(answer.json?["reason"]?.text == "iMATeapot")
    #expect(answer.headers[.contentSecurityPolicy] != nil)
  }

  @Test func retryAfterIsSent() async throws {
    let answer = try await site.answer(.get, "/api/busy")
    #expect(answer.status == .serviceUnavailable)
    #expect(answer.headers[.retryAfter] == "3")
  }

  @Test func faultsNameTheirPlaces() async throws {
    let answer = try await site.answer(.get, "/api/faults")
    #expect(answer.status == .unprocessableContent)
    let pointers = answer.json?["errors"]?.elements?.map { $0["pointer"]?.text }
    #expect(pointers == ["/lots/0/title", "/x~1y"])
  }

  @Test(
    arguments: [
      ("/orders/1", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
      ("/orders/1", nil, "text/html; charset=utf-8"), ("/orders/1", "*/*", "text/html; charset=utf-8"),
      ("/orders/1", "application/json", "application/problem+json"),
      ("/orders/1", "text/event-stream", "application/problem+json"),
      ("/nowhere", "text/html", "text/html; charset=utf-8"), ("/apiary", "text/html", "text/html; charset=utf-8"),
      ("/api/orders/1", "text/html", "application/problem+json"), ("/api", nil, "application/problem+json"),
    ] as [(String, String?, String)])
  func peopleGetPages(path: String, accept: String?, expected: String) async throws {
    var headers: HTTPFields = [:]
    headers[.accept] = accept
    let answer = try await site.answer(.get, path, headers: headers)
    #expect(answer.headers[.contentType] == expected)
    #expect(answer.status == .notFound)
  }

  @Test(arguments: [
    ("/orders/1?x=%20#y", "/orders/1?x=%20#y"), ("/", "/"), ("//evil.example", "/"), ("https://evil.example", "/"),
    ("/\\evil.example", "/"), ("", "/"), ("orders", "/"), ("/a\r\nSet-Cookie: a=b", "/"), ("/a b", "/"),
  ])
  func redirectsStayHere(path: String, expected: String) {
    #expect(Response.seeOther(path).headers[.location] == expected)
  }

  @Test(arguments: ["/api/orders/1", "/orders/1", "/nowhere"])
  func headHasNoBody(path: String) async throws {
    let answer = try await site.answer(.head, path)
    #expect(answer.status == .notFound)
    #expect(answer.body.readableBytes == 0)
  }
}
