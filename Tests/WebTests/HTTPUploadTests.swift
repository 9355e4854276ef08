// Uploaded files, well-formed and not.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import StrictJSON
import Testing

@testable import Web

@Suite struct HTTPUploadTests {
  private let site = TestSite { router in
    router.post("/upload") { request, _ in
      let upload = try await request.upload()
      return Response.json { writer in
        writer.object {
          $0.member("field", upload.file.field)
          $0.member("name", upload.file.name)
          $0.member("type", upload.file.contentType)
          $0.member("size", upload.file.bytes.readableBytes)
          $0.member("form", upload.form)
        }
      }
    }
  }

  private func post(_ body: String, boundary: String = "boundary=XX") async throws -> TestResponse {
    let headers: HTTPFields = [.contentType: "multipart/form-data; \(boundary)", .accept: "application/json"]
    return try await site.answer(.post, "/upload", headers: headers, body: body)
  }

  private static func part(_ disposition: String, _ content: String, type: String? = nil) -> String {
    let type = type.map { "Content-Type: \($0)\r\n" } ?? ""
    return "--XX\r\nContent-Disposition: form-data; \(disposition)\r\n\(type)\r\n\(content)\r\n"
  }

  @Test func aFileArrivesWithItsForm() async throws {
    let body =
      Self.part("name=\"note[text]\"", "two\r\nlines")
      + Self.part("name=\"file\"; filename=\"a;b %22c%22.json\"", "{\r\n--X\r\n}", type: "application/json")
      + "--XX--\r\n"
    let answer = try await post(body)
    #expect(
      answer.text == """
        {"field":"file","name":"a;b \\"c\\".json","type":"application/json","size":9,\
        "form":{"note":{"text":"two\\nlines"}}}
        """)
  }

  @Test func anEmptyFileIsAFile() async throws {
    let answer = try await post(Self.part("name=f; filename=\"\"", "") + "--XX--", boundary: "boundary=\"XX\"")
    #expect(answer.json?["size"]?.int64 == 0)
  }

  @Test(arguments: [
    "", "--XX", "--XX--", "XX\r\n", "--XY\r\n\r\n--XY--", part("name=a", "1"), part("name=a", "1") + "--XX--",
    part("name=f; filename=a", "1"), part("name=f; filename=a", "1") + "--XX",
    part("filename=a", "1") + "--XX--", part("name=\"f; filename=a", "1") + "--XX--",
    "--XX\r\n\r\n1\r\n--XX--", "--XX\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--XX--",
    part("name=f; filename=a", "1") + part("name=g; filename=b", "2") + "--XX--",
    part("name=f; filename=\(String(repeating: "n", count: 5_000))", "1") + "--XX--",
  ])
  func malformedUploadsAreRefused(body: String) async throws {
    let answer = try await post(body)
    #expect(answer.status == .badRequest)
    #expect(answer.json?["reason"]?.text == "malformedUpload")
  }

  @Test func theBoundaryIsNeeded() async throws {
    #expect(try await post("", boundary: "charset=utf-8").status == .badRequest)
  }

  @Test func largeFilesAreReadQuicklyAndBounded() async throws {
    let clock = ContinuousClock()
    let line = "\r\n-" + String(repeating: "x", count: 97)
    let content = String(repeating: line, count: Limits.importBytes / 100 - 100)
    let time = try await clock.measure {
      let answer = try await post(Self.part("name=f; filename=a", content) + "--XX--")
      #expect(answer.json?["size"]?.int64 == Int64(content.utf8.count))
    }
    // Quadratic reading would take minutes; a busy machine may take some seconds.
    #expect(time < .seconds(60))
    let large = try await post(Self.part("name=f; filename=a", content + content) + "--XX--")
    #expect(large.status == .contentTooLarge)
  }
}
