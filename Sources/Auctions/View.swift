// What one kind of viewer may see of an auction. Pure: what is not put in here cannot leave the server.

/// An auction through one viewer's eyes. What the rules hide is `nil` or empty.
package struct AuctionView: Equatable, Sendable {
  package var viewer: Viewer
  package var phase: Auction.Phase
  package var isPaused: Bool
  package var lots: [Lot]
  /// For the buyer: everybody admitted, in order of alias.
  package var participants: [Alias]

  package struct Lot: Equatable, Sendable {
    package var number: LotNumber
    package var phase: Auction.Phase
    package var stage: Stage
    package var opensAt: Instant
    package var closesAt: Instant
    /// Of the present stage; `nil` while people are awaited.
    package var stageEndsAt: Instant?
    package var extensions: Int
    package var ceiling: Money
    /// In the auction's currency, cut to four decimals where rates or weights are in it.
    package var bestPrice: Money?
    package var bidderCount: Int?
    package var shareLeft: Int?
    package var own: Own?
    package var ranking: [Standing]
    package var bids: [SeenBid]
    package var graph: [Point]
    /// Once the lot is closed.
    package var winners: [Winner]
  }

  /// The stage as this viewer may know it.
  package enum Stage: Equatable, Sendable {
    case waiting
    case bidding(phase: Int)
    case improvement
    case hidden
    case level(number: Int, price: Money)
    case pause(round: Int)
    case turn(round: Int, bidder: Alias)
    case announcement
    case sealed(round: Int)
    case opening(round: Int)
    case over
  }

  /// What a bidder knows of itself on a lot.
  package struct Own: Equatable, Sendable {
    /// ISO 4217; `nil`: the auction's.
    package var currency: String?
    package var ceiling: Money?
    package var price: Money?
    /// What the price comes to, and how, where prices are weighed.
    package var value: String?
    package var explanation: String?
    package var rank: Int?
    package var nextAdmissible: Money?
    /// Offered in this turn, not public yet.
    package var pending: Money?
    package var sealed: SealedReceipt?
    package var limit: Money?
    package var step: Money?
    /// Why the bidder can offer here no more.
    package var departure: Auction.Departure?
    package var isDisqualified: Bool
    package var isTurn: Bool
    package var hasAccepted: Bool
  }

  package struct SealedReceipt: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
      case sealed, opened
      case void(Refusal?)
    }
    package var commitment: Bytes32
    package var receivedAt: Instant
    package var outcome: Outcome
  }

  package struct Standing: Equatable, Sendable {
    package var rank: Int
    package var bidder: Alias
    /// In the auction's currency.
    package var price: Money
    /// What the price comes to, and how, where prices are weighed.
    package var value: String?
    package var explanation: String?
    package var share: Int
    package var isOwn: Bool
    package var isAbnormallyLow: Bool
  }

  /// One accepted bid of the history.
  package struct SeenBid: Equatable, Sendable {
    package var position: Int64
    package var at: Instant
    package var bidder: Alias
    package var price: Money
    package var share: Int
    /// That a proxy has bid is its owner's business, and the buyer's.
    package var origin: Bid.Origin
    package var isOwn: Bool
  }

  package struct Point: Equatable, Sendable {
    package var at: Instant
    package var price: Money
  }

  package struct Winner: Equatable, Sendable {
    package var bidder: Alias
    package var price: Money
    package var share: Int
    package var isOwn: Bool
  }
}

/// A bidder as a viewer knows it: a number that stays the same, and the company where names are shown.
package struct Alias: Equatable, Sendable {
  /// From 1, in order of admission: "Bidder 1"; 0 where all are called the same, or where the number would tell how
  /// many others were admitted.
  package var number: Int
  package var company: CompanyID?
}

extension Auction {
  /// The auction as `viewer` may see it. `entries` are the lines of the journal whose bids go into the history:
  /// all of them for a snapshot, those after `position` for a change.
  package func view(for viewer: Viewer, entries: some Sequence<Entry>, after position: Int64 = -1) -> AuctionView {
    let sights = sight(of: viewer)
    var bids: [[AuctionView.SeenBid]] = Array(repeating: [], count: lots.count)
    for entry in entries {
      guard let (index, bid) = seen(entry, by: viewer, sights) else { continue }
      bids[index].append(bid)
    }
    return AuctionView(
      viewer: viewer, phase: phase, isPaused: pausedAt != nil,
      lots: lots.indices.map { view(lots[$0], for: viewer, sights[$0], bids: bids[$0], after: position) },
      // Only the buyer may know who takes part: to a bidder even the list of aliases tells the number of rivals.
      participants: viewer == .buyer ? participants.map { alias($0.company, for: viewer, sights.first) } : [])
  }

  private func view(
    _ lot: Lot, for viewer: Viewer, _ sight: Sight, bids: [AuctionView.SeenBid], after position: Int64
  ) -> AuctionView.Lot {
    var seen = AuctionView.Lot(
      number: lot.number, phase: lot.phase, stage: stage(lot.stage, for: viewer, sight), opensAt: lot.opensAt,
      closesAt: lot.closesAt, stageEndsAt: lot.stageEndsAt, extensions: lot.extensions, ceiling: lot.ceiling,
      ranking: ranking(lot, for: viewer, sight), bids: bids, graph: [], winners: winners(lot, for: viewer, sight))
    if sight.bestPrice { seen.bestPrice = lot.offers.first.map { money($0.cost) } }
    if sight.bidderCount { seen.bidderCount = bidderCount(lot) }
    if rules.clock.isDutch { seen.shareLeft = lot.shareLeft }
    // The graph is the history of the best price: who may not see that one may not see this.
    if sight.priceGraph {
      seen.graph = lot.graph.suffix { $0.position > position }.map { .init(at: $0.at, price: money($0.cost)) }
    }
    if case .bidder(let company) = viewer { seen.own = own(company, on: lot, sight) }
    return seen
  }

  private func stage(_ stage: Stage, for viewer: Viewer, _ sight: Sight) -> AuctionView.Stage {
    switch stage {
    case .waiting: .waiting
    case .bidding(let phase): .bidding(phase: phase)
    case .improvement: .improvement
    case .hidden: .hidden
    case .level(let number, let price): .level(number: number, price: price)
    case .pause(let round): .pause(round: round)
    case .turn(let round, let bidder): .turn(round: round, bidder: alias(bidder, for: viewer, sight))
    case .announcement: .announcement
    case .sealed(let round): .sealed(round: round)
    case .opening(let round): .opening(round: round)
    case .over: .over
    }
  }

  /// On a Japanese clock who is still in, otherwise who has offered.
  private func bidderCount(_ lot: Lot) -> Int {
    guard rules.clock.isJapanese, lot.phase == .open else { return Set(lot.offers.map(\.bidder)).count }
    return participants.count { !$0.isDisqualified && lot.takes($0.company) }
  }

  private func own(_ company: CompanyID, on lot: Lot, _ sight: Sight) -> AuctionView.Own? {
    guard let place = participant(company) else { return nil }
    let offer = lot.offer(of: company)
    let proxy = lot.proxies.first { $0.bidder == company }
    let isWeighed = rules.ranking.model != .price
    var own = AuctionView.Own(
      currency: participants[place].admission.currency, ceiling: participants[place].ceiling(on: lot.number),
      price: offer?.price, value: isWeighed ? offer.map { valueText($0.cost) } : nil,
      explanation: isWeighed ? offer.map { explanation(of: $0, on: lot.number) } : nil,
      rank: sight.ownRank ? rank(of: company, on: lot) : nil, pending: lot.pending(of: company),
      sealed: receipt(of: company, on: lot), limit: proxy?.limit, step: proxy?.step,
      departure: lot.departed.first { $0.bidder == company }?.why, isDisqualified: participants[place].isDisqualified,
      isTurn: false, hasAccepted: false)
    if case .turn(_, company) = lot.stage { own.isTurn = true }
    if case .level = lot.stage, let index = index(of: lot.number) { own.hasAccepted = hasAccepted(company, on: index) }
    if mayOffer { own.nextAdmissible = nextAdmissible(for: company, on: lot.number) }
    return own
  }

  private func receipt(of company: CompanyID, on lot: Lot) -> AuctionView.SealedReceipt? {
    guard let sealed = lot.sealed.first(where: { $0.offer.bidder == company }) else { return nil }
    let void = lot.voided.first { $0.bidder == company }
    let isOpened = lot.offers.contains { $0.bidder == company && $0.position == sealed.position }
    return AuctionView.SealedReceipt(
      commitment: sealed.offer.commitment, receivedAt: sealed.receivedAt,
      outcome: void.map { .void($0.refusal) } ?? (isOpened ? .opened : .sealed))
  }

  private func ranking(_ lot: Lot, for viewer: Viewer, _ sight: Sight) -> [AuctionView.Standing] {
    // Without this line a ranked auction would show every price.
    guard sight.allPrices else { return [] }
    let isWeighed = rules.ranking.model != .price
    let low = viewer == .buyer ? abnormallyLow(on: lot) : []
    return lot.offers.enumerated().map { place, offer in
      AuctionView.Standing(
        rank: rules.ranking.rank(at: place, of: lot.offers), bidder: alias(offer.bidder, for: viewer, sight),
        price: converted(offer.price, of: offer.bidder, on: lot.number), value: isWeighed ? valueText(offer.cost) : nil,
        explanation: isWeighed ? explanation(of: offer, on: lot.number) : nil, share: offer.share,
        isOwn: viewer == .bidder(offer.bidder), isAbnormallyLow: low.contains(offer.bidder))
    }
  }

  private func winners(_ lot: Lot, for viewer: Viewer, _ sight: Sight) -> [AuctionView.Winner] {
    // Whoever won knows it; others only where they see prices.
    lot.winners.filter { sight.allPrices || viewer == .bidder($0.bidder) }.map { win in
      AuctionView.Winner(
        bidder: alias(win.bidder, for: viewer, sight), price: win.price, share: win.share,
        isOwn: viewer == .bidder(win.bidder))
    }
  }

  /// The bid that an entry holds, where the viewer may see it: its own always, others' by the rules.
  private func seen(_ entry: Entry, by viewer: Viewer, _ sights: [Sight]) -> (Int, AuctionView.SeenBid)? {
    let (number, bidder, price): (LotNumber, CompanyID, Money)
    var (share, origin) = (Clock.wholeLot, Bid.Origin.own)
    switch entry.event {
    case .bidPlaced(let bid):
      (number, bidder, price) = (bid.lot, bid.bidder, bid.price)
      (share, origin) = (bid.share, bid.origin)
    case .offerOpened(let lot, let opened): (number, bidder, price) = (lot, opened.bidder, opened.price)
    default: return nil
    }
    guard let index = index(of: number) else { return nil }
    let isOwn = viewer == .bidder(bidder)
    guard isOwn || sights[index].history, isOwn || isPublic(entry, on: index) else { return nil }
    let seen = AuctionView.SeenBid(
      position: entry.position, at: entry.at, bidder: alias(bidder, for: viewer, sights[index]),
      price: isOwn ? price : converted(price, of: bidder, on: number), share: share,
      origin: isOwn || viewer == .buyer || origin == .surrogate ? origin : .own, isOwn: isOwn)
    return (index, seen)
  }

  /// In a turn only the last offer becomes public, and only when the turn is over.
  private func isPublic(_ entry: Entry, on index: Int) -> Bool {
    guard rules.clock.hasTurns, let openedAt, entry.at >= openedAt else { return true }
    return lots[index].published.contains(entry.position)
  }

  private func alias(_ company: CompanyID, for viewer: Viewer, _ sight: Sight?) -> Alias {
    // Where a bidder sees only itself, "Bidder 7" would tell it of six others.
    let isNumbered = viewer == .buyer || (sight?.allPrices ?? false) && rules.visibility.aliases == .stable
    // A company knows its own name; the rules say who knows the others'.
    let isNamed = (sight?.names ?? false) || viewer == .bidder(company)
    return Alias(number: isNumbered ? (participant(company) ?? -1) + 1 : 0, company: isNamed ? company : nil)
  }

  /// What an offer comes to, cut to four decimals; it may be larger than any price that can be written.
  package func valueText(_ cost: Fraction) -> String {
    (rules.ranking.direction == .lower ? cost : cost.negated).tenThousandthsText
  }

  /// A cost as an amount of the auction's currency, cut to four decimals.
  package func money(_ cost: Fraction) -> Money {
    let value = rules.ranking.direction == .lower ? cost : cost.negated
    return Money(tenThousandths: value.rounded(downTo: 1) ?? (value < .zero ? -.max : .max))
  }

  /// A bidder's price in the auction's currency, cut to four decimals.
  private func converted(_ price: Money, of bidder: CompanyID, on lot: LotNumber) -> Money {
    let rate = terms(of: bidder, on: lot).rate
    guard rate != .one else { return price }
    return Fraction(price.tenThousandths).times(rate)?.rounded(downTo: 1).map(Money.init(tenThousandths:)) ?? price
  }
}

extension Auction.Lot {
  fileprivate func pending(of bidder: CompanyID) -> Money? { pending?.bidder == bidder ? pending?.price : nil }
}
