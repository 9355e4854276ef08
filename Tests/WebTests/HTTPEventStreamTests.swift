// Live streams: their framing, and that nothing is left of them when clients vanish or the server stops.
import Glibc
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Web

/// Counts the streams that are open.
private final class Streams: Sendable {
  private let state = Mutex((open: 0, ended: 0))
  var open: Int { state.withLock { $0.open } }
  var ended: Int { state.withLock { $0.ended } }

  func begin() { state.withLock { $0.open += 1 } }

  func end() {
    state.withLock {
      $0.open -= 1
      $0.ended += 1
    }
  }
}

@Suite struct HTTPEventStreamTests {
  private let streams = Streams()

  private var site: TestSite {
    TestSite { [streams] router in
      router.get("/api/whole") { _, _ in
        var events = ByteBuffer()
        ServerSentEvent.writeRetry(milliseconds: 1_000, to: &events)
        ServerSentEvent(id: 7, event: "bid", data: Array(#"{"price":"1.00"}"#.utf8)).write(to: &events)
        ServerSentEvent(data: Array("two\r\nlines\n".utf8)).write(to: &events)
        return EventStream.response(events)
      }
      router.get("/api/endless") { request, context in
        streams.begin()
        return EventStream(onEnd: streams.end) { line in line.send(Self.hello) }.response(to: request, context)
      }
      router.get("/api/flood") { request, context in
        streams.begin()
        let flood = EventStream.chunk(ByteBuffer(repeating: UInt8(ascii: "x"), count: 64 << 10))
        return EventStream(onEnd: streams.end) { line in
          line.onWritable = { [unowned line] in while line.send(flood) {} }
          while line.send(flood) {}
        }.response(to: request, context)
      }
      router.get("/api/brief") { request, context in
        streams.begin()
        return EventStream(onEnd: streams.end) { line in
          line.send(Self.hello)
          line.end()
          line.send(Self.hello)
        }.response(to: request, context)
      }
      router.get("/api/dropped") { request, context -> Response in
        streams.begin()
        _ = EventStream(onEnd: streams.end) { _ in }.response(to: request, context)
        throw Problem.notFound
      }
      router.get("/api/seen") { request, _ in Response.json(try request.lastEventID()) }
    }
  }

  private static let hello: ByteBuffer = {
    var bytes = ByteBuffer()
    ServerSentEvent(event: "hello", data: []).write(to: &bytes)
    return EventStream.chunk(bytes)
  }()

  @Test func eventsAreFramed() async throws {
    let answer = try await site.answer(.get, "/api/whole")
    #expect(
      answer.text == """
        retry: 1000

        id: 7
        event: bid
        data: {"price":"1.00"}

        data: two
        data: lines
        data:\u{20}


        """)
    #expect(answer.headers[.contentType] == "text/event-stream")
    #expect(answer.headers[.cacheControl] == "no-store")
  }

  /// The chunks of the line and those of HTTP make one whole response, and nothing follows it.
  @Test func theLineEndsTheResponse() async throws {
    let text = try await site.serve { live in
      try await live.send(LiveSite.get("/api/brief") + LiveSite.get("/api/whole"))
    }
    #expect(text.hasPrefix("HTTP/1.1 200 OK\r\n"))
    let heads = text.lowercased()
    #expect(heads.contains("content-type: text/event-stream\r\n") && heads.contains("cache-control: no-store\r\n"))
    #expect(heads.contains("transfer-encoding: chunked\r\n") && heads.contains("x-accel-buffering: no\r\n"))
    #expect(text.hasSuffix("\r\n\r\n15\r\nevent: hello\ndata: \n\n\r\n0\r\n\r\n"))
    #expect(streams.open == 0 && streams.ended == 1)
  }

  @Test(arguments: [(nil, 200), ("17", 200), ("0", 200), ("-1", 400), ("x", 400), ("", 400)] as [(String?, Int)])
  func theLastPositionIsANumber(id: String?, status: Int) async throws {
    var headers: HTTPFields = [:]
    headers[.lastEventID] = id
    #expect(try await site.answer(.get, "/api/seen", headers: headers).status.code == status)
  }

  @Test func aStreamThatNeverBeginsEndsToo() async throws {
    #expect(try await site.answer(.get, "/api/dropped").status == .notFound)
    #expect(try await site.answer(.head, "/api/endless").status == .ok)
    #expect(try await eventually { streams.ended == 2 })
  }

  @Test func nothingIsLeftOfClientsThatVanish() async throws {
    var limits = ConnectionLimits()
    limits.stalledReader = .seconds(1)
    try await site.serve(limits: limits) { live in
      for round in 0..<4 {
        try await withThrowingTaskGroup(of: Void.self) { group in
          for client in 0..<50 { group.addTask { try await Self.comeAndGo(live, client + round) } }
          try await group.waitForAll()
        }
      }
      #expect(try await eventually { streams.open == 0 })
      #expect(streams.ended == 200)
    }
  }

  /// Reads the first event and is gone: by a proper close, by a reset, or with a second request in the line.
  private static func comeAndGo(_ live: LiveSite, _ number: Int) async throws {
    let connection = try await live.connect()
    if number % 3 == 1, let socket = connection.channel as? any SocketOptionProvider {
      try await socket.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
    }
    let requests = String(repeating: LiveSite.get("/api/endless"), count: number % 3 == 2 ? 2 : 1)
    try await connection.executeThenClose { inbound, outbound in
      try await outbound.write(ByteBuffer(string: requests))
      let text = try await inbound.text(until: "event: hello")
      #expect(text.hasPrefix("HTTP/1.1 200 OK"))
    }
  }

  @Test func aReaderThatDoesNotReadLosesTheConnection() async throws {
    var limits = ConnectionLimits()
    limits.stalledReader = .milliseconds(300)
    try await site.serve(limits: limits) { live in
      let connection = try await live.connect()
      try await connection.executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: LiveSite.get("/api/flood")))
        #expect(try await eventually { streams.ended == 1 })
      }
    }
  }

  @Test func theServerEndsStreamsWhenItStops() async throws {
    try await site.serve { live in
      let text = try await live.connect().executeThenClose { inbound, outbound in
        try await outbound.write(ByteBuffer(string: LiveSite.get("/api/endless")))
        #expect(try await eventually { streams.open == 1 })
        try await Task.sleep(for: .milliseconds(200))
        await live.stop()
        return try await inbound.text()
      }
      #expect(text.hasSuffix("0\r\n\r\n"))
      #expect(try await eventually { streams.open == 0 })
    }
  }
}
