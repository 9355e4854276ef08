// bench-load viewers: how long one change takes to reach everyone who looks on.

import ArgumentParser
import StrictJSON

struct Viewers: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Opens streams, makes bids one by one, waits for each.")

  @OptionGroup var option: StageOption
  @Option var count = 5_000
  @Option(help: "How many bids.") var repeats = 25
  @Option(help: "The server's process, to look at its memory.") var server: Int32 = 0

  func run() throws {
    let stage = try Stage(file: option.stage)
    let poller = Poller()
    let audience = Audience(poller, stage)
    let bidding = Bidding(stage, connections: 1)
    let traffic = Traffic(poller, to: stage.address, connections: 1, rate: nil, bidding)
    // The first bid warms up what every later one uses.
    try traffic.runOnce()
    let before = residentKilobytes(server)
    let opening = now()
    try audience.enter(count)
    let opened = now()
    rest(poller, 1)
    let after = residentKilobytes(server)
    var rounds: [Round] = []
    for _ in 0..<repeats {
      rounds.append(try round(poller, audience, bidding, traffic))
      rest(poller, 0.2)
    }
    let afterwards = residentKilobytes(server)
    report {
      $0.member("viewers", audience.present)
      $0.object("streamRefusals") { $0.members(audience.refusals) }
      $0.member("lost", audience.lost)
      $0.member("openSeconds", Milliseconds(Double(opened - opening) / Double(second)))
      $0.member("serverKilobytesBefore", before)
      $0.member("serverKilobytesOpen", after)
      $0.member("serverKilobytesAfter", afterwards)
      let viewers = Double(max(1, audience.present))
      $0.member("kilobytesPerViewer", Milliseconds(Double(after - before) / viewers))
      $0.member("kilobytesPerViewerAfter", Milliseconds(Double(afterwards - before) / viewers))
      $0.members(rounds)
      $0.member("bytesPerEvent", audience.bytes / max(1, audience.events))
    }
  }

  private func round(_ poller: Poller, _ audience: Audience, _ bidding: Bidding, _ traffic: Traffic) throws -> Round {
    var times: [Moment] = []
    times.reserveCapacity(count)
    audience.onTold = { _, _, _ in times.append(now()) }
    var answer: Moment = 0
    bidding.onAccepted = { _, _, _, time in answer = time }
    let sent = now()
    try traffic.runOnce()
    let patience = sent + 5 * second
    while times.count < audience.present, now() < patience { poller.turn(until: patience) }
    audience.onTold = nil
    return Round(sent, answer, times, of: audience.present)
  }
}

/// Lets messages come in.
func rest(_ poller: Poller, _ seconds: Double) {
  let end = now() + Moment(seconds * Double(second))
  while now() < end { poller.turn(until: end) }
}
