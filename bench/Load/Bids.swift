// bench-load bids: how many bids a second, and how long each takes.

import ArgumentParser
import StrictJSON

struct Bids: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Bids in all auctions of the stage.")

  @OptionGroup var option: StageOption
  @Option var connections = 64
  @Option var seconds = 10.0
  @Option(help: "Seconds before the counting begins.") var warmUp = 1.0
  @Option(help: "Bids a second. Default: as many as are answered.") var rate: Double?

  @Option(help: "Stops before the time is over when so many are answered.") var count = Int.max

  func run() throws {
    let stage = try Stage(file: option.stage)
    let poller = Poller()
    let bidding = Bidding(stage, connections: connections)
    let traffic = Traffic(poller, to: stage.address, connections: connections, rate: rate, bidding)
    try traffic.connect()
    bidding.countsFrom = now() + Moment(warmUp * Double(second))
    bidding.countsUntil = bidding.countsFrom + Moment(seconds * Double(second))
    try traffic.run(until: bidding.countsUntil, unless: { bidding.accepted + bidding.refused >= count })
    report {
      bidding.write(to: &$0, seconds: seconds)
      $0.member("broken", traffic.broken)
    }
  }
}
