// Noninterference: of two auctions that differ in one secret only, who may not know it is sent the same bytes.

import Auctions
import Testing
import Transcript

@Suite struct LeakTests {
  /// Every secret in every phase under every policy, through everybody's eyes.
  @Test(arguments: Secret.allCases, LeakPhase.allCases)
  func nobodyIsSentWhatTheRulesHide(secret: Secret, phase: LeakPhase) throws {
    var (hidden, shown) = (0, 0)
    for policy in Visibility.walk {
      let (one, other) = (
        try LeakWorld(secret, isOther: false, phase, policy), try LeakWorld(secret, isOther: true, phase, policy)
      )
      for viewer in LeakWorld.viewers {
        let isSame = one.message(for: viewer) == other.message(for: viewer)
        let mayKnow = secret.mayBeKnown(to: viewer, phase, policy)
        #expect(isSame || mayKnow, "\(secret) \(phase) \(viewer) \(policy)")
        if isSame { hidden += 1 } else { shown += 1 }
      }
    }
    #expect(hidden > 0)
    // Otherwise the two worlds would be one, and the test could not fail.
    #expect(shown > 0 || secret.isNobodys(phase))
  }
}

enum LeakPhase: CaseIterable, CustomTestStringConvertible {
  case scheduled, open, closed, cancelled
  var testDescription: String { "\(self)" }
}

/// What one of the twins has otherwise than the other.
enum Secret: CaseIterable, CustomTestStringConvertible {
  /// The price of the best offer, of `c`.
  case bestPrice
  /// The price of an offer that was never the best, of `a`.
  case otherPrice
  /// Whether `b` is before or behind `a`.
  case order
  /// Whether `d` has offered, behind everybody else.
  case count
  /// What `b` is called.
  case name
  /// How far the server may bid for `c`.
  case limit
  /// The price above which `c` may not offer.
  case ceiling
  /// A bid of `b` that was refused.
  case refusedBid
  /// Idempotency keys, and who pressed the button.
  case keys
  /// Which of two accepted the level of a Japanese clock.
  case levelAccepted
  /// What `a` has offered in its turn, while the turn lasts.
  case turnOffer
  /// What is inside the envelope of `b`, and what closes it.
  case envelope
  /// How many have sealed an offer.
  case sealedCount

  var testDescription: String { "\(self)" }

  /// Whether no message holds it at all.
  func isNobodys(_ phase: LeakPhase) -> Bool {
    switch self {
    case .refusedBid, .keys: true
    // Limits are forgotten with the close.
    case .limit: phase == .closed
    case .levelAccepted, .turnOffer, .envelope, .sealedCount: phase == .scheduled
    case .bestPrice, .otherPrice, .order, .count, .name, .ceiling: false
    }
  }

  /// Said once more, from the rules' text and not from the code.
  func mayBeKnown(to viewer: Viewer, _ phase: LeakPhase, _ policy: Visibility) -> Bool {
    let eyes = Eyes(viewer: viewer, phase: phase, policy: policy)
    switch self {
    case .bestPrice:
      return eyes.isBidder(LiveStage.c) || eyes.seePrices(policy.bestPrice, policy.priceGraph)
    case .otherPrice: return eyes.isBidder(LiveStage.a) || eyes.seePrices()
    case .order:
      // Its own rank tells a bidder how many are before it.
      let isRanked = eyes.isBidder(LiveStage.a) && phase != .scheduled && eyes.see(policy.ownRank)
      return eyes.isBidder(LiveStage.b) || isRanked || eyes.seePrices()
    case .count:
      let isCounted = phase != .scheduled && (viewer == .buyer || eyes.see(policy.bidderCount))
      return eyes.isBidder(LiveStage.d) || isCounted || eyes.seePrices()
    case .name:
      return eyes.isBidder(LiveStage.b) || eyes.see(viewer == .buyer ? policy.namesToBuyer : policy.names)
    case .limit, .ceiling: return eyes.isBidder(LiveStage.c)
    case .refusedBid, .keys: return false
    case .levelAccepted:
      let concerned = eyes.isBidder(LiveStage.b) || eyes.isBidder(LiveStage.c)
      // Who was silent has left the lot, and won nothing.
      return concerned || eyes.seePrices() || phase != .open && phase != .scheduled && viewer == .buyer
    // What was offered in a turn that was broken off was never made.
    case .turnOffer: return eyes.isBidder(LiveStage.a) || phase == .closed && eyes.seePrices()
    case .envelope: return eyes.isBidder(LiveStage.b)
    case .sealedCount: return eyes.isBidder(LiveStage.d)
    }
  }
}

/// What a viewer's place entitles it to.
private struct Eyes {
  let viewer: Viewer
  let phase: LeakPhase
  let policy: Visibility

  func isBidder(_ company: CompanyID) -> Bool { viewer == .bidder(company) }

  func see(_ exposure: Visibility.Exposure) -> Bool {
    switch exposure {
    case .never: false
    case .always: true
    case .afterClose: phase == .closed
    case .afterOwnOffer:
      phase == .closed || isBidder(LiveStage.a) || isBidder(LiveStage.b) || isBidder(LiveStage.c)
        || isBidder(LiveStage.d)
    }
  }

  /// Prices of others: where all are shown or each bid is, or where one of `more` is.
  func seePrices(_ more: Visibility.Exposure...) -> Bool {
    guard phase != .scheduled else { return false }
    guard viewer != .buyer else { return true }
    guard phase == .closed || policy.bestPriceMinimumBidders == 0 else { return false }
    return ([policy.allPrices, policy.history] + more).contains { see($0) }
  }
}

extension Visibility {
  /// Each datum in every exposure, with all others hidden and with all others shown.
  static let walk: [Visibility] = {
    let data: [WritableKeyPath<Visibility, Exposure>] = [
      \.ownRank, \.bestPrice, \.allPrices, \.history, \.priceGraph, \.bidderCount, \.names, \.namesToBuyer,
    ]
    var all: [Visibility] = []
    for base in [Exposure.never, .always] {
      for minimum in [0, 9] {
        for aliases in [Aliases.stable, .common] {
          let plain = Visibility(
            ownRank: base, bestPrice: base, bestPriceMinimumBidders: minimum, allPrices: base, history: base,
            priceGraph: base, bidderCount: base, names: base, namesToBuyer: base, aliases: aliases,
            observers: .everyone)
          for datum in data {
            for exposure in Exposure.allCases where datum != \.namesToBuyer || exposure != .afterOwnOffer {
              var policy = plain
              policy[keyPath: datum] = exposure
              all.append(policy)
            }
          }
        }
      }
    }
    return all
  }()
}
