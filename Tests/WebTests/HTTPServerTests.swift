// The server's bounds on real sockets: slow clients, large heads, endless bodies.
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import Web

@Suite struct HTTPServerTests {
  private let site = TestSite { router in
    router.get("/api/hello") { _, _ in Response.json("hello") }
    router.get("/api/slow") { _, _ in
      try await Task.sleep(for: .milliseconds(600))
      return Response.json("slow")
    }
    router.post("/api/echo") { request, _ in Response.json(try await request.json()) }
  }

  private let brief = ConnectionLimits(
    head: .milliseconds(300), body: .milliseconds(300), stalledReader: .seconds(1), bodyBytes: 1 << 20)

  private static let post =
    "POST /api/echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "

  @Test(arguments: ["", "GET /api/hello HT", "GET /api/hello HTTP/1.1\r\nHost: localhost\r\n", post + "10\r\n\r\n[1,"])
  func clientsThatDripAreCutOff(sent: String) async throws {
    try await site.serve(limits: brief) { live in
      let clock = ContinuousClock()
      let time = try await clock.measure {
        let text = try await live.connect().executeThenClose { inbound, outbound in
          try await outbound.write(ByteBuffer(string: sent))
          return try await inbound.text()
        }
        #expect(text == "")
      }
      #expect(time > .milliseconds(200) && time < .seconds(60))
    }
  }

  @Test func theSecondHeadHasADeadlineToo() async throws {
    try await site.serve(limits: brief) { live in
      let clock = ContinuousClock()
      let connection = try await live.connect()
      try await connection.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: LiveSite.get("/api/hello")))
        try await Task.sleep(for: .milliseconds(600))  // Between requests only the idle timeout counts.
        try await outbound.write(ByteBuffer(string: LiveSite.get("/api/slow") + ""))
        try await Task.sleep(for: .milliseconds(900))  // A slow answer is not the client's fault.
        try await outbound.write(ByteBuffer(string: "GET /"))
        let time = try await clock.measure {
          let text = try await inbound.text()
          #expect(text.contains("\"hello\"") && text.contains("\"slow\""))
        }
        #expect(time < .seconds(60))
      }
    }
  }

  @Test func idleConnectionsAreClosed() async throws {
    try await site.serve(idle: .milliseconds(300)) { live in
      let text = try await live.send(LiveSite.get("/api/hello"))
      #expect(text.hasSuffix("\"hello\""))
    }
  }

  @Test(arguments: [
    String(repeating: "x", count: 40 << 10),
    (0..<200).map { "h\r\nX-\($0): 1" }.joined(),
  ])
  func largeHeadsAreRefused(header: String) async throws {
    try await site.serve { live in
      let text = try await live.send("GET /api/hello HTTP/1.1\r\nHost: localhost\r\nX: \(header)\r\n\r\n")
      #expect(text.hasPrefix("HTTP/1.1 400"), "\(text)")
    }
  }

  @Test(arguments: ["\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n{}"])
  func whatIsNoHTTPIsAnsweredAndClosed(sent: String) async throws {
    try await site.serve(limits: brief) { live in
      // Bytes that come after the server has closed reset the connection, answer and all: it is closed either way.
      let text = (try? await live.send(sent)) ?? ""
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400"), "\(text)")
    }
  }

  @Test func aLargeBodyIsRefusedAndTheConnectionLivesOn() async throws {
    try await site.serve { live in
      let body = "\"" + String(repeating: "x", count: 400 << 10) + "\""
      let request = "\(Self.post)\(body.utf8.count)\r\n\r\n\(body)\(LiveSite.get("/api/hello"))"
      let text = try await live.send(request, until: "\"hello\"")
      #expect(text.hasPrefix("HTTP/1.1 413"))
      #expect(text.contains("HTTP/1.1 200 OK"))
    }
  }

  @Test func anEndlessBodyIsCutOff() async throws {
    try await site.serve(limits: brief) { live in
      let connection = try await live.connect()
      await #expect(throws: (any Error).self) {
        try await connection.executeThenClose { inbound, outbound in
          try await outbound.write(ByteBuffer(string: "\(Self.post)99999999999\r\n\r\n"))
          while true { try await outbound.write(ByteBuffer(repeating: 0x20, count: 64 << 10)) }
        }
      }
    }
  }

  @Test func theBodyIsAskedForWhenTheClientWaits() async throws {
    try await site.serve { live in
      try await live.connect().executeThenClose { inbound, outbound in
        var text = inbound.makeAsyncIterator()
        try await outbound.write(ByteBuffer(string: "\(Self.post)2\r\nExpect: 100-continue\r\n\r\n"))
        #expect(try await text.next().map { String(buffer: $0) } == "HTTP/1.1 100 Continue\r\n\r\n")
        try await outbound.write(ByteBuffer(string: "[]"))
        #expect(try await text.next().map { String(buffer: $0).hasSuffix("\r\n\r\n[]") } == true)
      }
    }
  }

  /// "price=10" may be the beginning of "price=1000".
  @Test(arguments: ["Content-Length: 10\r\n\r\nprice=10", "Transfer-Encoding: chunked\r\n\r\n8\r\nprice=10\r\n"])
  func aFormCutShortIsNotTaken(rest: String) async throws {
    let taken = Mutex(0)
    let site = TestSite { router in
      router.post("/api/form") { request, _ in
        _ = try await request.form()
        taken.withLock { $0 += 1 }
        return Response.json("taken")
      }
    }
    try await site.serve { live in
      let head = "POST /api/form HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
      let text = try await live.connect().executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: head + rest))
        outbound.finish()
        return try await inbound.text()
      }
      #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400"), "\(text)")
    }
    #expect(taken.withLock { $0 } == 0)
  }

  @Test func runningRequestsEndBeforeTheServerDoes() async throws {
    let hasBegun = Mutex(false)
    let site = TestSite { router in
      router.get("/api/slow") { _, _ in
        hasBegun.withLock { $0 = true }
        try await Task.sleep(for: .milliseconds(600))
        return Response.json("slow")
      }
    }
    let text = try await site.serve { live in
      async let answer = live.send(LiveSite.get("/api/slow"))
      while !hasBegun.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(10)) }
      await live.stop()
      return try await answer
    }
    #expect(text.hasSuffix("\"slow\""))
  }

  @Test func manyFilesMayBeOpen() {
    #expect(OpenFiles.raiseLimit() >= 1024)
  }
}
