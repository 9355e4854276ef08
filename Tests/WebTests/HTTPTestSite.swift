// A small application for the tests of the HTTP pieces: the middlewares in their order, and the routes of the test.
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import StrictJSON

@testable import Web

struct TestContext: ConnectionContext {
  var coreContext: CoreRequestContextStorage
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }
}

struct TestSite {
  var exposure = Exposure()
  var map: @Sendable (any Error) -> Problem? = { _ in nil }
  var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  var routes: @Sendable (Router<TestContext>) -> Void

  var application: Application<RouterResponder<TestContext>> {
    let router = Router(context: TestContext.self, options: .autoGenerateHeadEndpoints)
    let table = RouteTable()
    router.add(middleware: SecurityHeaders(exposure))
    router.add(
      middleware: ErrorMiddleware(routes: table, map: map) { problem, _, _ in
        .html("<h1>\(problem.title)</h1>", status: problem.status)
      })
    router.add(middleware: SameOrigin(exposure))
    routes(router)
    let responder = router.buildResponder()
    table.fill(from: router)
    return Application(responder: responder, logger: logger)
  }

  /// One request through the router.
  func answer(
    _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields = [:], body: String? = nil
  ) async throws -> TestResponse {
    try await application.test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
  }
}

extension TestResponse {
  var text: String { String(buffer: body) }
  var json: JSON? { try? JSON(parsing: body.readableBytesView) }
}

/// Texts that have broken other programs.
enum NaughtyStrings {
  static let all: [String] = {
    let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    let file = package.appending(path: "../shared/data/naughty-strings/blns.json")
    guard let bytes = try? Data(contentsOf: file), let list = try? JSON(parsing: bytes).elements else { return [] }
    return list.compactMap(\.text)
  }()
}

extension String {
  /// As browsers write a value of a form.
  var formEncoded: String {
    utf8.map { byte in
      switch byte {
      case UInt8(ascii: " "): "+"
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        String(UnicodeScalar(byte))
      default: "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
      }
    }.joined()
  }
}
