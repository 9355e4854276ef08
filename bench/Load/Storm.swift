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
    let traffic = try Traffic(poller, to: stage.address, connections: connections, rate: rate, bidding)
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
    traffic.run(until: end) {
      guard now() > nextLook else { return }
      nextLook = now() + second
      most = max(most, residentKilobytes(server))
    }
    let settled = settle(poller, audience, bidding)
    report {
      $0.member("viewers", audience.present)
      $0.object("refusals") { for (status, count) in audience.refusals { $0.member(status, count) } }
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

/// From the answer to each accepted bid to each viewer that learns of it, alone or together with later ones.
///
/// What a viewer knows before the bidder is not counted, which makes the figures worse than they are.
private final class Deliveries {
  /// By auction and position.
  private var answered: [[Moment]]
  private(set) var times = Histogram()

  init(_ auctions: Int) { answered = Array(repeating: [], count: auctions) }

  func note(_ auction: Int, _ position: Int64, _ time: Moment) {
    let missing = Int(position) + 1 - answered[auction].count
    if missing > 0 { answered[auction] += Array(repeating: 0, count: missing) }
    answered[auction][Int(position)] = time
  }

  func told(_ auction: Int, _ known: Int64, _ last: Int64) {
    let present = now()
    let end = min(Int(last), answered[auction].count - 1)
    guard known >= 0, Int(known) < end else { return }
    for position in Int(known) + 1...end where answered[auction][position] > 0 {
      times.record(present - answered[auction][position])
    }
  }
}
