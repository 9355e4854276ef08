// A secret that the rules hide may change as it likes: the view does not.

import Auctions
import Testing

/// Walks every visibility × phase × viewer × secret. Two auctions differ in one secret only. Where the rules hide it
/// the two views must be equal, and where they show it the views must differ, or the walk would prove nothing.
///
/// Positions count what happens and are no secret, so both auctions have the same number of events. The decrement is
/// measured from the own offer and ties are allowed: other rules tell of rivals by what they refuse.
@Suite struct LeakTests {
  @Test(arguments: Secret.allCases) fileprivate func hiddenSecretsStayHidden(_ secret: Secret) throws {
    for visibility in Visibility.all {
      for phase in [Auction.Phase.scheduled, .open, .closed, .cancelled] {
        let (one, other) = try (secret.stage(visibility, phase, false), secret.stage(visibility, phase, true))
        for viewer in [Viewer.bidder(own), .observer, .buyer] {
          let equal = one.view(viewer) == other.view(viewer)
          let shown = secret.isShown(to: viewer, by: visibility, in: phase)
          guard equal != shown else {
            Issue.record("\(secret) is \(shown ? "hidden from" : "leaked to") \(viewer), \(phase), \(visibility)")
            return
          }
        }
      }
    }
  }

  /// What the rules of admissibility tell by themselves, whatever the visibility says: a preset must not combine a
  /// hidden best price with a decrement measured from it, nor hidden prices with refused ties.
  @Test func whatAdmissibilityTells() throws {
    var stage = try ViewStage(.nothing, base: .best)
    stage.happen(.participantAdmitted(own), .participantAdmitted(rivals[0]), .opened, .bid(rivals[0], 800))
    #expect(stage.view(.bidder(own)).lots[0].nextAdmissible == Money(tenThousandths: 790_0000))
  }
}

private let own = CompanyID(bits: 1)
private let rivals = (2...5).map { CompanyID(bits: UInt128($0)) }

private enum Secret: String, CaseIterable {
  case bestPrice, otherPrice, ownRank, bidderCount, rivalName, admittedCount

  /// The auction as it is, or with the secret otherwise.
  func stage(_ visibility: Visibility, _ phase: Auction.Phase, _ otherwise: Bool) throws -> ViewStage {
    var stage = try ViewStage(visibility)
    let last = self == .rivalName && otherwise ? rivals[3] : rivals[2]
    stage.happen(.participantAdmitted(rivals[0]), .participantAdmitted(rivals[1]))
    // Instead of a further admission an event that changes nothing.
    let moved = Auction.Event.openingMoved(to: stage.auction.opensAt)
    stage.happen(self == .admittedCount && otherwise ? moved : .participantAdmitted(last), .participantAdmitted(own))
    guard phase != .scheduled else { return stage }
    stage.happen(.opened, .bid(own, 900))
    switch self {
    case .bestPrice: stage.happen(.bid(rivals[0], otherwise ? 790 : 800), .bid(rivals[1], 850))
    case .otherPrice: stage.happen(.bid(rivals[0], 800), .bid(rivals[1], otherwise ? 840 : 850))
    case .ownRank: stage.happen(.bid(rivals[0], 800), .bid(rivals[1], otherwise ? 950 : 850))
    case .bidderCount: stage.happen(.bid(rivals[0], 960), .bid(otherwise ? rivals[0] : rivals[1], 950))
    case .rivalName: stage.happen(.bid(last, 800))
    case .admittedCount: stage.happen(.bid(rivals[0], 800))
    }
    stage.end(in: phase)
    return stage
  }

  /// From the words of the rules, not from the code.
  func isShown(to viewer: Viewer, by rule: Visibility, in phase: Auction.Phase) -> Bool {
    func exposed(_ exposure: Visibility.Exposure) -> Bool {
      exposure == .always || (exposure == .afterClose && phase == .closed)
    }
    let buyer = viewer == .buyer
    let bidder = viewer == .bidder(own)
    let prices = buyer || exposed(rule.allPrices)
    // Before the start only the buyer sees something of its rivals: the list of who is admitted.
    if phase == .scheduled {
      return buyer && (self == .admittedCount || (self == .rivalName && exposed(rule.namesToBuyer)))
    }
    switch self {
    case .bestPrice: return prices || exposed(rule.bestPrice)
    case .otherPrice: return prices
    case .ownRank: return prices || (bidder && exposed(rule.ownRank))
    case .bidderCount: return prices || exposed(rule.bidderCount)
    case .rivalName: return buyer ? exposed(rule.namesToBuyer) : prices && exposed(rule.names)
    // Aliases are numbered in order of admission.
    case .admittedCount: return prices
    }
  }
}

extension Visibility {
  fileprivate static var all: [Visibility] {
    var all = [Visibility.nothing]
    let fields: [WritableKeyPath<Visibility, Exposure>] = [
      \.ownRank, \.bestPrice, \.allPrices, \.bidderCount, \.names, \.namesToBuyer, \.observers,
    ]
    for field in fields {
      all = all.flatMap { visibility in
        Exposure.allCases.map { exposure in
          var changed = visibility
          changed[keyPath: field] = exposure
          return changed
        }
      }
    }
    return all
  }
}
