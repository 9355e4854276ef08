// Random rules and random bids beside an auditor that was written naively from the same rules. `bin/simulate rules`
// does the same a thousand times as often.

import Auctions
import Auditing
import Testing

@Suite struct PropertyTests {
  @Test(arguments: 0..<10 as Range<UInt64>)
  func theAuditorAgrees(block: UInt64) {
    var commands = 0
    for seed in (block * 12)..<(block * 12 + 12) {
      guard var walk = Walk(seed: seed) else { continue }
      walk.run(steps: 90)
      commands += walk.commands
      if let fault = walk.fault { Issue.record("bin/simulate rules --seed \(seed): \(fault.kind) \(fault.details)") }
    }
    #expect(commands > 300, "hardly anything was played")
  }

  /// Every format is played to its end, with offers in it.
  @Test(arguments: Clock.Kind.allCases)
  func formatsAreReached(kind: Clock.Kind) {
    let ended = (0..<60 as Range<UInt64>).contains { seed in
      guard var walk = Walk(seed: seed, kind: kind) else { return false }
      walk.run(steps: 90)
      return walk.isSound && walk.played.auction.phase == .closed
        && walk.played.auction.lots.contains { !$0.winners.isEmpty }
    }
    #expect(ended)
  }
}
