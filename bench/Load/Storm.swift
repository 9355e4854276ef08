// bench-load storm: bids in many auctions at a steady rate, while very many look on.

import ArgumentParser
import StrictJSON

struct Storm: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Bids at a steady rate while many streams are open.")

  @OptionGroup var option: StageOption
  @Option var count = 10_000
  @Option var connections = 64
  @Option(help: "Bids a second.") var rate = 2_000.0
  @Option var seconds = 20.0
  @Option(help: "The server's process, to look at its memory.") var server: Int32 = 0

  func run() throws {
    let stage = try Stage(file: option.stage)
    let poller = Poller()
    let bidding = Bidding(stage, connections: connections)
    let traffic = Traffic(poller, to: stage.address, connections: connections, rate: rate, bidding)
    let audience = Audience(poller, stage)
    let before = residentKilobytes(server)
    try audience.enter(count)
    let open = residentKilobytes(server)
    let deliveries = Deliveries(stage.auctions.count)
    bidding.onAccepted = { auction, position, _, time in deliveries.note(auction, position, time) }
    audience.onTold = { viewer, known, last in deliveries.told(viewer.auction, known, last) }
    var most = open
    var nextLook: Moment = 0
    let (events, bytes) = (audience.events, audience.bytes)
    let end = now() + Moment(seconds * Double(second))
    let look = {
      guard now() > nextLook else { return }
      nextLook = now() + second
      most = max(most, residentKilobytes(server))
    }
    try traffic.run(until: end, meanwhile: look)
    let settled = settle(poller, audience, bidding)
    report {
      $0.member("viewers", audience.present)
      $0.object("streamRefusals") { $0.members(audience.refusals) }
      $0.member("lost", audience.lost)
      bidding.write(to: &$0, seconds: seconds)
      $0.member("deliveries", deliveries.times)
      $0.member("events", audience.events - events)
      $0.member("megabytes", (audience.bytes - bytes) >> 20)
      $0.member("wrongAtTheEnd", wrong(audience, bidding))
      $0.member("settledSeconds", Milliseconds(Double(settled) / Double(second)))
      $0.member("serverKilobytesBefore", before)
      $0.member("serverKilobytesOpen", open)
      $0.member("serverKilobytesMost", most)
      $0.member("serverKilobytesAfter", residentKilobytes(server))
    }
  }

  /// How long after the last bid everyone knew the last price; gives up after 30 seconds.
  private func settle(_ poller: Poller, _ audience: Audience, _ bidding: Bidding) -> Moment {
    let start = now()
    while wrong(audience, bidding) > 0, now() < start + 30 * second { rest(poller, 0.05) }
    return now() - start
  }

  private func wrong(_ audience: Audience, _ bidding: Bidding) -> Int {
    audience.viewers.count { viewer in
      let best = bidding.best[viewer.auction]
      return best != .max && viewer.bestPrice != best
    }
  }
}

/// How long after anybody could know of a line of the journal each viewer learns of it, alone or with later ones.
///
/// Nobody sees the commit from outside. It is before the first sign of it: the bidder's answer or the first viewer's
/// event, whichever comes first (a busy server may well tell viewers before it answers).
private final class Deliveries {
  /// When each line was first known of, by auction and position; 0: not yet.
  private var known: [[Moment]]
  private(set) var times = Histogram()

  init(_ auctions: Int) { known = Array(repeating: [], count: auctions) }

  func note(_ auction: Int, _ position: Int64, _ time: Moment) {
    reach(auction, Int(position))
    if known[auction][Int(position)] == 0 { known[auction][Int(position)] = time }
  }

  /// A viewer that knew of the lines up to `before` has been told of those up to `last`.
  func told(_ auction: Int, _ before: Int64, _ last: Int64) {
    let present = now()
    reach(auction, Int(last))
    for position in Int(before) + 1...Int(last) {
      if known[auction][position] == 0 { known[auction][position] = present }
      times.record(present - known[auction][position])
    }
  }

  private func reach(_ auction: Int, _ position: Int) {
    let missing = position + 1 - known[auction].count
    if missing > 0 { known[auction] += Array(repeating: 0, count: missing) }
  }
}
