// Style sheets, scripts and icons.
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

@Suite struct HTTPAssetTests {
  private let assets: AssetFiles
  private let site: TestSite

  init() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: "assets-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    try FileManager.default.createDirectory(at: directory.appending(path: "css"), withIntermediateDirectories: true)
    try Data("secret".utf8).write(to: directory.appending(path: ".env"))
    try Data("secret".utf8).write(to: directory.appending(path: "notes.md"))
    try Data("a{}".utf8).write(to: directory.appending(path: "css/kontor.css"))
    try Data("export {}".utf8).write(to: directory.appending(path: "room.js"))
    try FileManager.default.createSymbolicLink(
      at: directory.appending(path: "passwd.txt"), withDestinationURL: URL(filePath: "/etc/passwd"))
    let assets = try AssetFiles(directory: directory.path)
    self.assets = assets
    site = TestSite { assets.addRoutes(to: $0) }
  }

  @Test func filesHaveTheirKind() async throws {
    let css = try await site.answer(.get, "/assets/css/kontor.css")
    #expect(css.text == "a{}")
    #expect(css.headers[.contentType] == "text/css; charset=utf-8")
    #expect(css.headers[.cacheControl] == "no-cache")
    #expect(css.headers[.xContentTypeOptions] == "nosniff")
    #expect(try await site.answer(.get, "/assets/room.js").headers[.contentType] == "text/javascript; charset=utf-8")
    let head = try await site.answer(.head, "/assets/room.js")
    #expect(head.headers[.contentLength] == "9" && head.body.readableBytes == 0)
  }

  @Test func whatHasItsHashIsKeptForGood() async throws {
    let address = assets.address(of: "css/kontor.css")
    #expect(address.hasPrefix("/assets/css/kontor.css?v="))
    let answer = try await site.answer(.get, address)
    #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
    #expect(assets.address(of: "none.css") == "/assets/none.css")
  }

  @Test func unchangedFilesAreNotSentAgain() async throws {
    let first = try await site.answer(.get, "/assets/room.js")
    let tag = try #require(first.headers[.eTag])
    let second = try await site.answer(.get, "/assets/room.js", headers: [.ifNoneMatch: tag])
    #expect(second.status == .notModified && second.body.readableBytes == 0)
    #expect(try await site.answer(.get, "/assets/room.js", headers: [.ifNoneMatch: "\"x\""]).status == .ok)
  }

  @Test(arguments: [
    "/assets/.env", "/assets/notes.md", "/assets/passwd.txt", "/assets/../../etc/passwd", "/assets/css/../.env",
    "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/css", "/assets/css/", "/assets/", "/assets/room.js%00.css",
    "/assets//etc/passwd", "/assets/ROOM.JS",
  ])
  func nothingElseIsServed(path: String) async throws {
    #expect(try await site.answer(.get, path).status == .notFound)
  }
}
