// Logs, request ids and meters.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import StrictJSON
import Synchronization
import Testing

@testable import Web

/// Keeps what is logged.
private final class Lines: Sendable {
  private let state = Mutex<[String]>([])
  var all: [String] { state.withLock { $0 } }
  func append(_ bytes: [UInt8]) { state.withLock { $0.append(String(decoding: bytes, as: UTF8.self)) } }
}

@Suite struct HTTPObservationTests {
  private let lines = Lines()
  private let meters = Meters()

  private func logger(_ format: LogLines.Format) -> Logger {
    Logger(label: "kontor") { LogLines(label: $0, format: format, write: lines.append) }
  }

  private func site(_ format: LogLines.Format = .json) -> TestSite {
    TestSite(logger: logger(format)) { [meters] router in
      let api = router.group("api").add(middleware: AccessLog(meters: meters, Exposure()))
      api.get("orders/{id}") { _, _ in Response.json("order") }
      api.get("fail") { _, _ -> Response in throw CancellationError() }
    }
  }

  @Test func eachRequestIsOneLine() async throws {
    let answer = try await site().answer(.get, "/api/orders/4711?q=secret", headers: [.requestID: "forged"])
    #expect(lines.all.count == 1)
    let record = try JSON(parsing: (lines.all.first ?? "").utf8)
    #expect(record["path"]?.text == "/api/orders/4711")
    #expect(record["method"]?.text == "GET")
    #expect(record["status"]?.text == "200")
    #expect(record["client"]?.text == "local")
    #expect(record["level"]?.text == "info")
    #expect(record["message"]?.text == "Request")
    #expect(record["request"]?.text == answer.headers[.requestID])
    #expect(answer.headers[.requestID] != "forged")
    #expect(!lines.all.joined().contains("secret"))
  }

  @Test func nobodyWritesASecondLine() {
    let logger = logger(.text)
    logger.info("a\nb", metadata: ["path": "/x y\"\n2026 info kontor: forged", "plain": "1", "empty": ""])
    #expect(lines.all.count == 1)
    let line = lines.all.first ?? ""
    #expect(line.count { $0 == "\n" } == 1)
    #expect(
      line.hasSuffix(
        " info kontor: a\\u{a}b empty=\"\" path=\"/x y\\\"\\u{a}2026 info kontor: forged\" plain=1\n"), "\(line)")
  }

  @Test func fieldsDoNotReplaceTheRecord() throws {
    logger(.json).warning("real", metadata: ["message": "forged", "naughty": "\u{0}\u{2028}\"\\"])
    let record = try JSON(parsing: (lines.all.first ?? "").utf8)
    #expect(record["message"]?.text == "real")
    #expect(record["naughty"]?.text == "\u{0}\u{2028}\"\\")
  }

  @Test func levelsBelowTheLimitAreSilent() {
    logger(.text).debug("unheard")
    #expect(lines.all.isEmpty)
  }

  @Test func requestsAreCountedByRoute() async throws {
    let site = site()
    for id in 0..<20 { _ = try await site.answer(.get, "/api/orders/\(id)") }
    meters.record(route: "/x", method: .init("BREW")!, status: .notFound, seconds: 99)
    let text = meters.text()
    #expect(
      text.contains(#"kontor_http_request_seconds_count{route="/api/orders/{id}",method="GET",status="2xx"} 20"#))
    #expect(text.contains(#"kontor_http_request_seconds_bucket{route="/x",method="OTHER",status="4xx",le="10"} 0"#))
    #expect(text.contains(#"kontor_http_request_seconds_bucket{route="/x",method="OTHER",status="4xx",le="+Inf"} 1"#))
    #expect(text.contains(#"kontor_http_request_seconds_sum{route="/x",method="OTHER",status="4xx"} 99"#))
    #expect(text.contains("# TYPE kontor_http_request_seconds histogram\n"))
  }

  @Test func readingsAreAskedForWhenCollected() {
    let streams = Mutex(3.0)
    meters.add(.gauge, "kontor_streams", "Open\nstreams \\ now.") { streams.withLock { $0 } }
    streams.withLock { $0 = 4.5 }
    #expect(
      meters.text().hasSuffix(
        "# HELP kontor_streams Open\\nstreams \\\\ now.\n# TYPE kontor_streams gauge\nkontor_streams 4.5\n"))
  }

  @Test func labelsAreEscaped() {
    var text = MeterText()
    text.add("a", [("b", "c\"d\\e\nf")], .infinity)
    text.add("a", [], .nan)
    #expect(text.lines == "a{b=\"c\\\"d\\\\e\\nf\"} +Inf\na NaN\n")
  }
}
