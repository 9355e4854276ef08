// bench-load watch: looks on while auctions open and close by themselves, and says how late that was seen.

import ArgumentParser
import StrictJSON

struct Watch: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watches auctions from before they open until they close.")

  @OptionGroup var option: StageOption

  func run() throws {
    let stage = try Stage(file: option.stage)
    let poller = Poller()
    let audience = Audience(poller, stage)
    let delays = Delays(stage)
    audience.onPhase = { delays.note($0) }
    try audience.enter(stage.auctions.count)
    let end = (stage.auctions.map(\.closesAt).max() ?? 0) + 5_000
    while wallMilliseconds() < end, delays.closed < stage.auctions.count { poller.turn(until: now() + second / 10) }
    report {
      $0.member("watched", audience.present + audience.lost)
      $0.object("streamRefusals") { $0.members(audience.refusals) }
      $0.member("opened", delays.opened)
      $0.member("closed", delays.closed)
      $0.member("openingDelay", delays.opening)
      $0.member("closingDelay", delays.closing)
    }
  }
}

private final class Delays {
  private let stage: Stage
  private(set) var opening = Histogram()
  private(set) var closing = Histogram()
  private(set) var opened = 0
  private(set) var closed = 0
  private var wasScheduled: [Bool]

  init(_ stage: Stage) {
    self.stage = stage
    wasScheduled = Array(repeating: false, count: stage.auctions.count)
  }

  func note(_ viewer: Viewer) {
    let auction = stage.auctions[viewer.auction]
    let present = wallMilliseconds()
    switch viewer.phase {
    case .unknown: break
    case .scheduled: wasScheduled[viewer.auction] = true
    case .open where wasScheduled[viewer.auction]:
      opened += 1
      opening.record(Moment((present - auction.opensAt) * 1_000_000))
    case .open: break
    case .over:
      closed += 1
      closing.record(Moment((present - auction.closesAt) * 1_000_000))
    }
  }
}
