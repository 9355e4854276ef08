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
  /// Nil where a connection has yet to be made, or has been lost.
  private var lines: [Line?]
  /// Without a request in flight, in no order that means anything.
  private var idle: [Int]
  /// Between requests; nil: the next request follows the answer.
  private let interval: Double?
  private var nextDue: Double = 0
  private var request: [UInt8] = []
  private var isOpen = false
  /// Connections that were lost with a request in flight.
  private(set) var broken = 0

  init(_ poller: Poller, to address: Address, connections: Int, rate: Double?, _ conversation: any Conversation) {
    self.poller = poller
    self.conversation = conversation
    self.address = address
    interval = rate.map { Double(second) / $0 }
    lines = Array(repeating: nil, count: connections)
    idle = Array(lines.indices)
  }

  /// Connects what is not connected: a server closes connections on which nobody asks anything.
  func connect() throws {
    for index in lines.indices where lines[index] == nil {
      let line = Line(try address.connect(index), index, self)
      lines[index] = line
      poller.add(line)
    }
  }

  /// Sends until the deadline. Returns when the last answer is there, or after ten seconds without it.
  func run(until deadline: Moment, unless isEnough: () -> Bool = { false }, meanwhile: () -> Void = {}) throws {
    try connect()
    isOpen = true
    nextDue = Double(now())
    while now() < deadline, !isEnough() {
      if interval == nil { sendAll() } else { sendDue() }
      poller.turn(until: min(deadline, interval == nil || idle.isEmpty ? deadline : Moment(nextDue)))
      meanwhile()
    }
    isOpen = false
    waitForAnswers()
  }

  /// One request on one connection.
  func runOnce() throws {
    try connect()
    if let index = idle.popLast() { send(index, due: now()) }
    waitForAnswers()
  }

  private func waitForAnswers() {
    let patience = now() + 10 * second
    while idle.count < lines.count, now() < patience { poller.turn(until: patience) }
  }

  private func sendAll() {
    let free = idle
    idle = []
    for index in free { send(index, due: now()) }
  }

  /// At a steady rate the clock runs from when a request was due, whether or not a connection was free then.
  private func sendDue() {
    guard let interval else { return }
    let present = Double(now())
    while nextDue <= present, let index = idle.popLast() {
      guard isConnected(index) else { return idle.insert(index, at: 0) }
      send(index, due: Moment(nextDue))
      nextDue += interval
    }
  }

  private func isConnected(_ index: Int) -> Bool {
    if lines[index] == nil { try? connect() }
    return lines[index] != nil
  }

  private func send(_ index: Int, due: Moment) {
    guard isConnected(index), let line = lines[index] else { return idle.append(index) }
    request.removeAll(keepingCapacity: true)
    conversation.compose(index, into: &request)
    line.sent = due
    line.isBusy = true
    if !sendWhole(request, to: line.socket) { shutdown(line.socket, Int32(SHUT_RDWR)) }
  }

  fileprivate func answered(_ line: Line, _ reply: Reply) {
    line.isBusy = false
    conversation.answered(line.index, reply, sent: line.sent)
    if interval == nil, isOpen { send(line.index, due: now()) } else { idle.append(line.index) }
  }

  fileprivate func lost(_ line: Line) {
    lines[line.index] = nil
    guard line.isBusy else { return }
    broken += 1
    idle.append(line.index)
  }
}

/// One connection.
private final class Line: Peer {
  let index: Int
  private unowned let traffic: Traffic
  /// The beginning of an answer whose rest is on its way.
  private var partial: [UInt8] = []
  var sent: Moment = 0
  var isBusy = false

  init(_ socket: Int32, _ index: Int, _ traffic: Traffic) {
    self.index = index
    self.traffic = traffic
    super.init(socket)
  }

  override func receive(_ bytes: UnsafeRawBufferPointer) {
    if partial.isEmpty, let reply = Reply(bytes) { return traffic.answered(self, reply) }
    partial += bytes
    let whole = partial
    whole.withUnsafeBytes { bytes in
      guard let reply = Reply(bytes) else { return }
      partial.removeAll(keepingCapacity: true)
      traffic.answered(self, reply)
    }
  }

  override func ended() { traffic.lost(self) }
}
