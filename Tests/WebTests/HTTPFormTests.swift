// Posted forms, queries and the names of fields.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StrictJSON
import Testing

@testable import Web

@Suite struct HTTPFormTests {
  private let site = TestSite { router in
    router.post("/echo") { request, _ in Response.json(try await request.form()) }
    router.get("/api/list") { request, _ in
      let paging = try request.paging(by: Int.self)
      var response = Response.json { writer in
        writer.object {
          $0.member("limit", paging.limit)
          $0.member("after", paging.after)
        }
      }
      response.headers.setNextPage(after: paging.after.map { $0 + paging.limit }, of: request)
      return response
    }
    router.get("/api/search") { request, _ in
      let text = try request.query { query in
        let text = query.string("q", length: 1...20)
        _ = try Paging<Int>(query)
        try query.end()
        return try text.get()
      }
      return Response.json(text)
    }
  }

  private func post(_ body: String, type: String = "application/x-www-form-urlencoded") async throws -> TestResponse {
    try await site.answer(
      .post, "/echo", headers: [.contentType: type, .accept: "application/json"], body: body)
  }

  @Test(arguments: [
    ("", "{}"), ("a=", #"{"a":""}"#), ("a=1&b=x+y%21", #"{"a":"1","b":"x y!"}"#),
    ("a=1&a=2", #"{"a":["1","2"]}"#), ("tags[]=x&tags[]=y", #"{"tags":["x","y"]}"#), ("a==b", #"{"a":"=b"}"#),
    ("lots[0][items][1][quantity]=5", #"{"lots":[{"items":[{"quantity":"5"}]}]}"#),
    ("lots[10][t]=b&lots[2][t]=a", #"{"lots":[{"t":"a"},{"t":"b"}]}"#),
    ("address[city]=Ia%C8%99i", #"{"address":{"city":"Iași"}}"#), ("a%5Bb%5D=1", #"{"a":{"b":"1"}}"#),
    ("a/b=1", #"{"a/b":"1"}"#), ("a[b~/c]=1", #"{"a":{"b~/c":"1"}}"#), ("t=1%0D%0A2", #"{"t":"1\n2"}"#),
    ("n=e%CC%81", #"{"n":"é"}"#), ("price=1%2C5", #"{"price":"1,5"}"#),
  ])
  func formsBecomeTrees(body: String, expected: String) async throws {
    let answer = try await post(body)
    #expect(answer.status == .ok)
    #expect(answer.text.utf8.elementsEqual(expected.utf8), "\(answer.text)")
  }

  @Test(arguments: [
    "a", "=1", "a=1&", "&a=1", "a=1&&b=2", "a=%", "a=%4", "a=%zz", "a=%C3", "a=%FF", "a=%C0%80", "%ff=1", "a[=1",
    "a]=1", "a[b=1", "a[b]c=1", "a[][b]=1", "[a]=1", "a[b]]=1", "a[[b]]=1",
    String(repeating: "n", count: 201) + "=1",
    Array(repeating: "a=1", count: 5_001).joined(separator: "&"),
  ])
  func malformedFormsAreRefused(body: String) async throws {
    let answer = try await post(body)
    #expect(answer.status == .badRequest)
    #expect(answer.json?["reason"]?.text == "malformedForm")
  }

  @Test func deepNamesDoNoHarm() async throws {
    let name = "a" + String(repeating: "[b]", count: 60)
    #expect(try await post("\(name)=1").status == .ok)
  }

  @Test func typeAndSizeAreChecked() async throws {
    #expect(try await post("a=1", type: "text/plain").status == .unsupportedMediaType)
    #expect(try await post("a=1", type: "application/x-www-form-urlencoded; charset=utf-8").status == .ok)
    let large = try await post("a=" + String(repeating: "x", count: Limits.formBytes))
    #expect(large.status == .contentTooLarge)
  }

  @Test func naughtyStringsComeBackUnharmed() async throws {
    for text in NaughtyStrings.all {
      let answer = try await post("text=\(text.formEncoded)&list[0][x]=\(text.formEncoded)")
      let expected = text.replacing("\r\n", with: "\n").normalised
      #expect(answer.json?["text"]?.text?.utf8.elementsEqual(expected.utf8) == true, "\(text.debugDescription)")
      #expect(answer.json?["list"]?[0]?["x"]?.text?.utf8.elementsEqual(expected.utf8) == true)
    }
  }

  @Test(arguments: [
    ("/lots/0/items/1/quantity", "lots[0][items][1][quantity]"), ("/title", "title"), ("", ""),
    ("/a~1b/c~0d", "a/b[c~d]"),
  ])
  func pointersNameFields(pointer: String, expected: String) {
    #expect(FieldName.of(pointer: pointer) == expected)
  }

  @Test(
    arguments: [
      ("", #"{"limit":50,"after":null}"#, nil), ("?limit=10", #"{"limit":10,"after":null}"#, nil),
      ("?limit=10&after=7", #"{"limit":10,"after":7}"#, "</api/list?limit=10&after=17>; rel=\"next\""),
      ("?after=7", #"{"limit":50,"after":7}"#, "</api/list?after=57>; rel=\"next\""),
    ] as [(String, String, String?)])
  func listsArePaged(query: String, expected: String, link: String?) async throws {
    let answer = try await site.answer(.get, "/api/list" + query)
    #expect(answer.text == expected)
    #expect(answer.headers[.link] == link)
  }

  @Test(arguments: [
    ("?limit=0", "/limit"), ("?limit=201", "/limit"), ("?limit=ten", "/limit"), ("?after=x", "/after"),
    ("?page=2", "/page"), ("?limit=1&limit=2", "/limit"),
  ])
  func queriesAreStrict(query: String, pointer: String) async throws {
    let answer = try await site.answer(.get, "/api/list" + query)
    #expect(answer.status == .badRequest)
    #expect(answer.json?["reason"]?.text == "invalidQuery")
    #expect(answer.json?["errors"]?[0]?["pointer"]?.text == pointer)
  }

  @Test func queriesAreDecoded() async throws {
    #expect(try await site.answer(.get, "/api/search?q=st%C3%BChle+rot&limit=3").text == "\"stühle rot\"")
    #expect(try await site.answer(.get, "/api/search?q=%ZZ").status == .badRequest)
  }

  @Test func pagesEndWhereTheListEnds() {
    let paging = Paging<Int>(limit: 2)
    #expect(paging.fetched == 3)
    #expect(paging.page([1, 2, 3], key: { $0 }) == ([1, 2], 2))
    #expect(paging.page([1, 2], key: { $0 }) == ([1, 2], nil))
    #expect(paging.page([], key: { $0 }) == ([], nil))
  }
}
