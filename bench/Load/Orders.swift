// bench-load orders: how fast the portal shows orders.

import ArgumentParser
import StrictJSON

struct Orders: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Reads orders, one after the other.")

  @OptionGroup var option: StageOption
  @Option var connections = 64
  @Option var seconds = 10.0
  @Option(help: "Seconds before the counting begins.") var warmUp = 1.0

  func run() throws {
    let stage = try Stage(file: option.stage)
    let reading = Reading(stage)
    let traffic = Traffic(Poller(), to: stage.address, connections: connections, rate: nil, reading)
    try traffic.connect()
    reading.countsFrom = now() + Moment(warmUp * Double(second))
    reading.countsUntil = reading.countsFrom + Moment(seconds * Double(second))
    try traffic.run(until: reading.countsUntil)
    report {
      $0.member("perSecond", Milliseconds(Double(reading.times.count) / seconds))
      $0.member("milliseconds", reading.times)
      $0.member("bytes", reading.bytes)
      $0.object("errors") { for (status, count) in reading.errors { $0.member("\(status)", count) } }
    }
  }
}

private final class Reading: Conversation {
  private let requests: [[UInt8]]
  private var asked = 0
  var countsFrom: Moment = 0
  var countsUntil: Moment = .max
  private(set) var times = Histogram()
  private(set) var errors: [Int: Int] = [:]
  /// Of the last body.
  private(set) var bytes = 0

  /// Every order is read with every token in turn.
  init(_ stage: Stage) {
    requests = (0..<max(stage.orders.count, stage.readers.count)).map { index in
      let (order, reader) = (stage.orders[index % stage.orders.count], stage.readers[index % stage.readers.count])
      return Array(
        "GET /api/orders/\(order) HTTP/1.1\r\nHost: \(stage.address.host)\r\nAuthorization: Bearer \(reader)\r\n\r\n"
          .utf8)
    }
  }

  func compose(_ connection: Int, into request: inout [UInt8]) {
    asked += 1
    request += requests[asked % requests.count]
  }

  func answered(_ connection: Int, _ reply: Reply, sent: Moment) {
    let present = now()
    guard present >= countsFrom, present < countsUntil else { return }
    bytes = reply.body.count
    if reply.status == 200 { times.record(present - sent) } else { errors[reply.status, default: 0] += 1 }
  }
}
