// The viewers of one auction whose connections share an event loop: what is new is written to all of them in one go.

import NIOCore

/// One viewer's place. Belongs to its row.
final class Seat {
  fileprivate let line: LiveLine
  fileprivate var knowledge: Knowledge
  /// Whether anything was sent since the last beat: then that one needs no heartbeat.
  fileprivate var hasSpoken = false
  /// Whether it has missed something while it did not read.
  fileprivate var isBehind = false
  fileprivate var number = -1

  init(_ line: LiveLine, _ knowledge: Knowledge) {
    self.line = line
    self.knowledge = knowledge
  }
}

/// Belongs to its event loop: nothing but `deliver` and `close` may be used elsewhere.
final class Row: @unchecked Sendable {
  private let loop: any EventLoop
  private let ring: @Sendable () -> Void
  private var seats: [Seat] = []
  private var isClosed = false

  /// - Parameter ring: asks for what is new to somebody in the row.
  init(on loop: any EventLoop, ring: @escaping @Sendable () -> Void) {
    self.loop = loop
    self.ring = ring
  }

  func take(_ seat: Seat) {
    loop.preconditionInEventLoop()
    guard !isClosed else { return seat.line.end() }
    seat.number = seats.count
    seats.append(seat)
    seat.line.onEnd = { [self, unowned seat] in remove(seat) }
    seat.line.onWritable = { [ring, unowned seat] in if seat.isBehind { ring() } }
    ring()
  }

  private func remove(_ seat: Seat) {
    let last = seats.removeLast()
    guard last !== seat else { return }
    seats[seat.number] = last
    last.number = seat.number
  }

  /// Tells everyone who reads, and answers what they know then. Who does not read skips it.
  func deliver(_ telling: Telling) -> EventLoopFuture<Set<Knowledge>> {
    loop.submit { self.tell(telling) }
  }

  private func tell(_ telling: Telling) -> Set<Knowledge> {
    var minds: Set<Knowledge> = []
    // Who is told together sits together more often than not.
    var (known, turn): (Knowledge?, Telling.Turn??) = (nil, nil)
    for seat in seats {
      if seat.knowledge !== known {
        known = seat.knowledge
        turn = telling.turns[seat.knowledge]
        if case .some(.some(let turn)) = turn { minds.insert(turn.next) }
      }
      switch turn {
      case .some(.some(let turn)): seat.hear(turn, telling.heartbeat)
      case .some(nil): seat.line.end()
      case nil: if seat.mayHear() { minds.insert(seat.knowledge) }
      }
    }
    return minds
  }

  /// Ends every stream.
  func close() {
    loop.execute { [self] in
      isClosed = true
      for seat in seats { seat.line.end() }
    }
  }
}

extension Seat {
  fileprivate func mayHear() -> Bool {
    isBehind = !line.isReading
    return !isBehind
  }

  fileprivate func hear(_ turn: Telling.Turn, _ heartbeat: ByteBuffer?) {
    if let message = turn.message {
      isBehind = !line.send(message)
      // What was missed is made up for from here.
      guard !isBehind else { return }
      hasSpoken = true
    }
    knowledge = turn.next
    guard let heartbeat else { return }
    if !hasSpoken { line.send(heartbeat) }
    hasSpoken = false
  }
}
