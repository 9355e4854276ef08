// Many viewers with an open stream each, and what the last event told each of them.

import Glibc
import StrictJSON

final class Audience {
  private let poller: Poller
  private let stage: Stage
  private(set) var viewers: [Viewer] = []
  private var waiting = 0
  private(set) var refusals: [String: Int] = [:]
  private(set) var lost = 0
  private(set) var bytes = 0
  private(set) var events = 0
  /// A viewer has been told of everything up to `last`; before it knew the lines up to `known`.
  var onTold: ((_ viewer: Viewer, _ known: Int64, _ last: Int64) -> Void)?
  /// The phase of its auction is another one.
  var onPhase: ((Viewer) -> Void)?

  /// How many streams are being opened at the same time.
  private static let atOnce = 64

  init(_ poller: Poller, _ stage: Stage) {
    self.poller = poller
    self.stage = stage
  }

  /// Opens streams one after the other and waits until all are answered; viewer by viewer they take another auction,
  /// and within an auction another company.
  func enter(_ count: Int) throws {
    let patience = now() + 120 * second
    while viewers.count < count || waiting > 0, now() < patience {
      while viewers.count < count, waiting < Self.atOnce { try open(viewers.count) }
      poller.turn(until: now() + second / 10)
    }
  }

  private func open(_ index: Int) throws {
    let auction = index % stage.auctions.count
    // Another company for each viewer of an auction, and others in the next auction: each may open so many at once.
    let token = stage.viewers[(index / stage.auctions.count + auction) % stage.viewers.count]
    let viewer = Viewer(try stage.address.connect(index), auction, self)
    let request = """
      GET /api/auctions/\(stage.auctions[auction].id)/events HTTP/1.1\r\nHost: \(stage.address.host)\r\n\
      Authorization: Bearer \(token)\r\nAccept: text/event-stream\r\n\r\n
      """
    viewers.append(viewer)
    poller.add(viewer)
    waiting += 1
    _ = sendWhole(Array(request.utf8), to: viewer.socket)
  }

  /// Those that are told what happens.
  var present: Int { viewers.count(where: \.isPresent) }

  fileprivate func entered(_ viewer: Viewer) {
    waiting -= 1
    if !viewer.isPresent { refusals["\(viewer.status)", default: 0] += 1 }
  }

  fileprivate func left(_ viewer: Viewer, wasPresent: Bool) {
    if wasPresent { lost += 1 } else { waiting -= 1 }
  }

  fileprivate func count(_ bytes: Int) { self.bytes += bytes }
  fileprivate func countEvent() { events += 1 }
}

final class Viewer: Peer {
  let auction: Int
  private unowned let audience: Audience
  private let lines = EventLines()
  /// The id of the last event; -1 before the first.
  private(set) var known: Int64 = -1
  private var coming: Int64 = -1
  /// In cents; 0 where no message has held one.
  private(set) var bestPrice: Int64 = 0
  private(set) var phase = Phase.unknown
  private(set) var isPresent = false
  private var isAnswered = false

  enum Phase { case unknown, scheduled, open, over }

  fileprivate init(_ socket: Int32, _ auction: Int, _ audience: Audience) {
    self.auction = auction
    self.audience = audience
    super.init(socket)
  }

  var status: Int { lines.status }

  override func receive(_ bytes: UnsafeRawBufferPointer) {
    audience.count(bytes.count)
    lines.read(bytes) { read(line: $0) }
    // A refusal is no stream of events: its status says all.
    if !isAnswered, lines.status > 200 || lines.status < 0 { answer(isPresent: false) }
  }

  private func answer(isPresent: Bool) {
    isAnswered = true
    self.isPresent = isPresent
    audience.entered(self)
  }

  private func read(line: UnsafeRawBufferPointer) {
    if line.isEmpty { return endEvent() }
    switch line[0] {
    case UInt8(ascii: "i"): if let id = line.after("id: ") { coming = id.leadingInteger }
    case UInt8(ascii: "d"): read(data: line)
    default: break
    }
  }

  private func read(data: UnsafeRawBufferPointer) {
    if let price = data.after("\"bestPrice\":\"") { bestPrice = price.leadingCents }
    guard audience.onPhase != nil, let text = data.after("\"phase\":\"") else { return }
    let named: Phase =
      switch text.first {
      case UInt8(ascii: "s"): .scheduled
      case UInt8(ascii: "o"): .open
      default: .over
      }
    guard named != phase else { return }
    phase = named
    audience.onPhase?(self)
  }

  private func endEvent() {
    audience.countEvent()
    guard coming > known else { return }
    let before = known
    known = coming
    if !isAnswered { answer(isPresent: lines.status == 200) }
    audience.onTold?(self, before, known)
  }

  override func ended() {
    audience.left(self, wasPresent: isAnswered)
    isPresent = false
  }
}
