// One of two twins: an auction played up to a phase, with a secret that is one thing or the other.

import Auctions
import Testing
import Transcript

struct LeakWorld {
  private var stage: LiveStage
  private let names: [CompanyID: String]
  private let secret: Secret
  private let isOther: Bool

  static let viewers: [Viewer] = [
    .buyer, .observer, .bidder(LiveStage.a), .bidder(LiveStage.b), .bidder(LiveStage.c), .bidder(LiveStage.d),
  ]

  init(_ secret: Secret, isOther: Bool, _ phase: LeakPhase, _ policy: Visibility) throws {
    self.secret = secret
    self.isOther = isOther
    var names = LiveStage.names
    if secret == .name, isOther { names[LiveStage.b] = "Zimbru SA" }
    self.names = names
    var admissions = LiveStage.admissions(LiveStage.a, LiveStage.b, LiveStage.c, LiveStage.d)
    if secret == .ceiling {
      admissions[2].ceilings = [.init(lot: nil, price: Money(tenThousandths: isOther ? 900_0000 : 910_0000))]
    }
    stage = try LiveStage(secret.rules(policy), admissions: admissions) { announcement in
      if secret.isSealed {
        announcement.sealing = .init(
          openers: [LiveStage.buyer], rounds: [.init(publicKey: .sample(1), shareDigests: [.sample(2)])])
      }
    }
    try play(until: phase)
  }

  private mutating func play(until phase: LeakPhase) throws {
    // Where offers count before the opening they are made there.
    if secret.hasPreBids { for bid in offers { try stage.play(-30_000, bid) } }
    guard phase != .scheduled else { return }
    for (time, offer) in timedOffers { try stage.play(time, offer) }
    if secret.hasPreBids { try stage.play(1_300) }
    if phase == .closed { try stage.play(10_000_000) }
    if phase == .cancelled { try stage.play(1_500, .cancel(reason: "no money")) }
  }

  /// The best first, so that no later one moves the best price.
  private var offers: [Auction.Command] {
    let (a, b, c, d) = (LiveStage.a, LiveStage.b, LiveStage.c, LiveStage.d)
    var offers: [Auction.Command] = [
      .bid(c, secret == .bestPrice && isOther ? 840_00 : 850_00, key: key),
      .bid(a, secret == .otherPrice && isOther ? 895_00 : 900_00, key: key),
      .bid(b, secret == .order && isOther ? 910_00 : 880_00, key: key),
    ]
    if secret == .count, isOther { offers.append(.bid(d, 950_00)) }
    if secret == .refusedBid, isOther { offers.append(.bid(b, 1_001_00)) }
    if secret == .limit {
      let limit = Money(tenThousandths: isOther ? 600_0000 : 700_0000)
      offers.append(
        .setProxy(Proxy(lot: LotNumber(1), bidder: c, limit: limit, step: nil, placedBy: LiveStage.person(of: c))))
    }
    return offers
  }

  private var key: String { secret == .keys && isOther ? "another key" : "secret key" }

  private var timedOffers: [(Int64, Auction.Command)] {
    let (a, b, c, d) = (LiveStage.a, LiveStage.b, LiveStage.c, LiveStage.d)
    switch secret {
    case .levelAccepted: return [(100, .bid(isOther ? b : c, 1_000_00))]
    case .turnOffer: return [(1_200, .bid(a, isOther ? 890_00 : 895_00))]
    case .envelope: return [(100, .seal(a, 1)), (200, .seal(b, isOther ? 2 : 3)), (300, .seal(c, 4))]
    case .sealedCount: return [(100, .seal(a, 1)), (200, .seal(b, 2))] + (isOther ? [(300, .seal(d, 4))] : [])
    default: return []
    }
  }

  /// The position of an open format is everybody's: receipts carry it. That of a sealed one is not.
  func message(for viewer: Viewer) -> [UInt8] {
    let auction = stage.auction
    let position = secret.isSealed ? auction.shownPosition(to: viewer, stage.journal) : 0
    let names = names
    let context = LiveContext(
      auction: AuctionID(bits: 0xE1), requirement: "r-7", title: "Tractor parts", currency: "MDL",
      format: auction.rules.clock.kind.rawValue, isPractice: false, position: position,
      serverTime: LiveStage.instant(100_000), lotTitle: { "Lot \($0.value)" }, companyName: { names[$0] },
      isPresent: { $0 == 2 })
    var view = auction.view(for: viewer, entries: stage.journal)
    // Positions of single bids are the same where nothing was refused in between.
    if secret == .refusedBid || secret == .limit { for lot in view.lots.indices { view.lots[lot].forgetPositions() } }
    return LiveMessage(view, in: context).encoded()
  }
}

extension AuctionView.Lot {
  fileprivate mutating func forgetPositions() {
    for bid in bids.indices { bids[bid].position = 0 }
  }
}

extension Secret {
  fileprivate var isSealed: Bool { self == .envelope || self == .sealedCount }

  fileprivate var hasPreBids: Bool { !isSealed && self != .levelAccepted }

  fileprivate func rules(_ policy: Visibility) -> Rules {
    var rules = Rules.live(format, policy)
    rules.admissibility.tiesAllowed = true
    rules.admissibility.decrement = nil
    rules.admissibility.preBids = self == .turnOffer ? .required : hasPreBids ? .allowed : .none
    rules.admissibility.proxyBids = self == .limit
    return rules
  }

  private var format: Clock.Format {
    switch self {
    case .levelAccepted: .japanese(.init(step: .percent(hundredths: 500), floor: nil, intervalMilliseconds: 5_000))
    case .turnOffer:
      .turns(
        .init(
          rounds: 1, firstPauseMilliseconds: 1_000, pauseMilliseconds: 1_000, turnMilliseconds: 1_000,
          finalPauseMilliseconds: 1_000))
    case .envelope, .sealedCount:
      .sealed(.init(durationMilliseconds: 60_000, pricing: .first, rounds: 1, pauseMilliseconds: 0, openersNeeded: 1))
    default: .english(.init(durationMilliseconds: 600_000))
    }
  }
}

extension Bytes32 {
  fileprivate static func sample(_ byte: UInt8) -> Bytes32 { Bytes32(Array(repeating: byte, count: 32))! }
}
