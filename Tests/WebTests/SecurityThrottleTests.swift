// Limits of how often, on a clock that the test moves.
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import Web

private final class FakeClock: Sendable {
  private let time = Mutex(ContinuousClock.now)
  var now: ContinuousClock.Instant { time.withLock { $0 } }
  func advance(_ duration: Duration) { time.withLock { $0 += duration } }
}

@Suite struct SecurityThrottleTests {
  private let clock = FakeClock()

  private func limit(burst: Int, keys: Int = 1000) -> RateLimit<String> {
    RateLimit(burst: burst, interval: .seconds(10), keys: keys, now: { [clock] in clock.now })
  }

  @Test func soManyAtOnceThenOneInEachInterval() {
    let limit = limit(burst: 3)
    #expect((0..<3).allSatisfy { _ in limit.take("a") == nil })
    #expect(limit.take("a") == .seconds(10))
    #expect(limit.take("b") == nil)
    clock.advance(.seconds(4))
    #expect(limit.take("a") == .seconds(6))
    clock.advance(.seconds(6))
    #expect(limit.take("a") == nil)
    #expect(limit.take("a") == .seconds(10))
    clock.advance(.seconds(1000))
    #expect((0..<3).allSatisfy { _ in limit.take("a") == nil })
    #expect(limit.take("a") != nil)
  }

  @Test func useCanBeTakenBack() {
    let limit = limit(burst: 1)
    #expect(limit.take("a") == nil)
    limit.giveBack("a")
    #expect(limit.take("a") == nil)
    #expect(limit.take("a") != nil)
    limit.reset("a")
    #expect(limit.take("a") == nil)
    limit.giveBack("unknown")
  }

  @Test func refusalsSayWhenToComeBack() {
    let limit = limit(burst: 1)
    #expect(throws: Never.self) { try limit.admit("a") }
    clock.advance(.milliseconds(500))
    let problem = #expect(throws: Problem.self) { try limit.admit("a") }
    #expect(problem?.status == .tooManyRequests)
    #expect(problem?.headers[.retryAfter] == "10")
  }

  @Test func memoryIsBounded() {
    let limit = limit(burst: 2, keys: 100)
    for _ in 0..<2 { _ = limit.take("hot") }
    for key in 0..<10_000 {
      _ = limit.take("\(key)")
      if key % 20 == 0 { clock.advance(.milliseconds(1)) }
      #expect(limit.count <= 100)
    }
    clock.advance(.seconds(100))
    for key in 0..<100 { _ = limit.take("new \(key)") }
    #expect(limit.count <= 100)
  }

  @Test func whoUsedMostIsRememberedLongest() {
    let limit = limit(burst: 5, keys: 100)
    for _ in 0..<5 { _ = limit.take("guesser") }
    for key in 0..<500 { _ = limit.take("\(key)") }
    #expect(limit.take("guesser") != nil)
  }

  private var throttle: SignInThrottle { SignInThrottle(now: { [clock] in clock.now }) }

  private func address(_ text: String) throws -> ClientAddress {
    let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    return ClientAddress(of: request, peer: try SocketAddress(ipAddress: text, port: 1), trustedProxies: 0)
  }

  @Test func guessingOneAccountIsSlow() throws {
    let throttle = throttle
    var admitted = 0
    for attempt in 0..<100 {
      let account = attempt % 2 == 0 ? "ana@example.com" : "Ana@Example.com"
      if (try? throttle.admit(account: account, address: address("10.0.0.\(attempt)"))) != nil { admitted += 1 }
    }
    #expect(admitted == Limits.signInsPerAccount)
    #expect(throws: Never.self) { try throttle.admit(account: "ion@example.com", address: address("10.1.0.1")) }
    clock.advance(.seconds(Limits.signInAccountSeconds))
    #expect(throws: Never.self) { try throttle.admit(account: "ana@example.com", address: address("10.1.0.1")) }
  }

  @Test func guessingFromOneAddressIsSlow() throws {
    let throttle = throttle
    var admitted = 0
    for attempt in 0..<100 {
      if (try? throttle.admit(account: "\(attempt)@example.com", address: address("10.0.0.1"))) != nil { admitted += 1 }
    }
    #expect(admitted == Limits.signInsPerAddress)
  }

  @Test func successIsForgiven() throws {
    let throttle = throttle
    let office = try address("10.0.0.1")
    for _ in 0..<1000 {
      try throttle.admit(account: "ana@example.com", address: office)
      throttle.succeeded(account: "ana@example.com", address: office)
    }
  }
}
