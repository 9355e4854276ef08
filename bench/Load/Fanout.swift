// bench-load fanout: the same as viewers for the message brokers that Kontor is compared with.

import ArgumentParser
import StrictJSON

struct Fanout: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Sends messages to many subscribers of Redis or NATS.")

  enum Broker: String, ExpressibleByArgument, CaseIterable { case redis, nats }

  @Option var broker: Broker
  @Option var port: UInt16
  @Option var count = 5_000
  @Option var repeats = 25
  @Option(help: "Of each message: as many as an event of Kontor has.") var bytes = 1_000

  func run() throws {
    let poller = Poller()
    let address = Address(host: "127.0.0.1", port: port)
    let subscribers = try (0..<count).map { index in
      let subscriber = Subscriber(try address.connect(index), bytes)
      poller.add(subscriber)
      _ = sendWhole(broker.subscription, to: subscriber.socket)
      if index % 64 == 0 { poller.turn(until: now() + second / 100) }
      return subscriber
    }
    rest(poller, 2)
    let publisher = Subscriber(try address.connect(), .max)
    poller.add(publisher)
    if broker == .nats { _ = sendWhole(Broker.greeting, to: publisher.socket) }
    let message = broker.message(bytes)
    let rounds = (0..<repeats).map { _ in round(poller, subscribers, publisher, message) }
    report {
      $0.member("viewers", count)
      $0.members(rounds)
    }
  }

  private func round(
    _ poller: Poller, _ subscribers: [Subscriber], _ publisher: Subscriber, _ message: [UInt8]
  ) -> Round {
    var times: [Moment] = []
    times.reserveCapacity(subscribers.count)
    for subscriber in subscribers { subscriber.wait { times.append(now()) } }
    let sent = now()
    _ = sendWhole(message, to: publisher.socket)
    let patience = sent + 5 * second
    while times.count < subscribers.count, now() < patience { poller.turn(until: patience) }
    rest(poller, 0.2)
    return Round(sent, sent, times, of: subscribers.count)
  }
}

extension Fanout.Broker {
  fileprivate static let greeting = Array("CONNECT {\"verbose\":false}\r\n".utf8)

  fileprivate var subscription: [UInt8] {
    switch self {
    case .redis: Array("SUBSCRIBE lot\r\n".utf8)
    case .nats: Self.greeting + Array("SUB lot 1\r\n".utf8)
    }
  }

  fileprivate func message(_ bytes: Int) -> [UInt8] {
    let content = String(repeating: "x", count: bytes)
    return switch self {
    case .redis: Array("*3\r\n$7\r\nPUBLISH\r\n$3\r\nlot\r\n$\(bytes)\r\n\(content)\r\n".utf8)
    case .nats: Array("PUB lot \(bytes)\r\n\(content)\r\n".utf8)
    }
  }
}

/// Has a message when so many bytes have come as it has.
private final class Subscriber: Peer {
  private let whole: Int
  private var left: Int
  private var told: (() -> Void)?

  init(_ socket: Int32, _ whole: Int) {
    self.whole = whole
    left = .max
    super.init(socket)
  }

  func wait(_ told: @escaping () -> Void) {
    left = whole
    self.told = told
  }

  override func receive(_ bytes: UnsafeRawBufferPointer) {
    if bytes.end(of: "PING\r\n") != nil { _ = sendWhole(Array("PONG\r\n".utf8), to: socket) }
    guard let told else { return }
    left -= bytes.count
    guard left <= 0 else { return }
    self.told = nil
    told()
  }
}
