// Requests over keep-alive connections, one in flight on each: as fast as answers come, or at a steady rate.

import Glibc

/// What is asked and who hears the answers.
protocol Conversation: AnyObject {
  /// Writes the next request of that connection into the empty buffer.
  func compose(_ connection: Int, into request: inout [UInt8])
  func answered(_ connection: Int, _ reply: Reply, sent: Moment)
}

final class Traffic {
  private let poller: Poller
  private let conversation: any Conversation
  private let address: Address
  private var lines: [Line] = []
  private var idle: [Int] = []
  /// Between requests; nil: the next request follows the answer.
  private let interval: Double?
  private var nextDue: Double = 0
  private var request: [UInt8] = []
  private(set) var isOpen = false
  private(set) var reconnects = 0

  init(
    _ poller: Poller, to address: Address, connections: Int, rate: Double?, _ conversation: any Conversation
  ) throws {
    self.poller = poller
    self.conversation = conversation
    self.address = address
    interval = rate.map { Double(second) / $0 }
    for index in 0..<connections { try connect(index) }
  }

  private func connect(_ index: Int) throws {
    let line = Line(try address.connect(index), index, self)
    if index < lines.count { lines[index] = line } else { lines.append(line) }
    poller.add(line)
  }

  /// Sends until the deadline. Returns when the last answer is there, or after ten seconds without it.
  func run(until deadline: Moment, meanwhile: () -> Void = {}) {
    begin()
    while now() < deadline {
      poller.turn(until: min(deadline, interval == nil || idle.isEmpty ? deadline : Moment(nextDue)))
      sendDue()
      meanwhile()
    }
    isOpen = false
    let patience = now() + 10 * second
    while idle.count < lines.count, now() < patience { poller.turn(until: patience) }
  }

  /// One request on the first connection.
  func runOnce() {
    idle = Array(lines.indices.dropFirst())
    send(0, due: now())
    let patience = now() + 10 * second
    while idle.count < lines.count, now() < patience { poller.turn(until: patience) }
  }

  private func begin() {
    isOpen = true
    idle = []
    nextDue = Double(now())
    if interval == nil { for index in lines.indices { send(index, due: now()) } } else { idle = Array(lines.indices) }
  }

  /// At a steady rate the clock runs from when a request was due, whether or not a connection was free then.
  private func sendDue() {
    guard let interval else { return }
    let present = Double(now())
    while nextDue <= present, let index = idle.popLast() {
      send(index, due: Moment(nextDue))
      nextDue += interval
    }
  }

  private func send(_ index: Int, due: Moment) {
    request.removeAll(keepingCapacity: true)
    conversation.compose(index, into: &request)
    lines[index].sent = due
    if !sendWhole(request, to: lines[index].socket) { shutdown(lines[index].socket, Int32(SHUT_RDWR)) }
  }

  fileprivate func answered(_ index: Int, _ reply: Reply) {
    conversation.answered(index, reply, sent: lines[index].sent)
    if interval == nil, isOpen { send(index, due: now()) } else { idle.append(index) }
  }

  fileprivate func lost(_ index: Int) {
    reconnects += 1
    guard isOpen, (try? connect(index)) != nil else { return idle.append(index) }
    if interval == nil { send(index, due: now()) } else { idle.append(index) }
  }
}

/// One connection.
private final class Line: Peer {
  private let index: Int
  private unowned let traffic: Traffic
  /// The beginning of an answer whose rest is on its way.
  private var partial: [UInt8] = []
  var sent: Moment = 0

  init(_ socket: Int32, _ index: Int, _ traffic: Traffic) {
    self.index = index
    self.traffic = traffic
    super.init(socket)
  }

  override func receive(_ bytes: UnsafeRawBufferPointer) {
    if partial.isEmpty, let reply = Reply(bytes) { return traffic.answered(index, reply) }
    partial += bytes
    let whole = partial
    whole.withUnsafeBytes { bytes in
      guard let reply = Reply(bytes) else { return }
      partial.removeAll(keepingCapacity: true)
      traffic.answered(index, reply)
    }
  }

  override func ended() { traffic.lost(index) }
}
