// What one kind of viewer may see of an auction. Pure: what is not put in here cannot leave the server.

/// An auction through one viewer's eyes. What the rules hide is `nil` or empty.
package struct AuctionView: Equatable, Sendable {
  package struct Lot: Equatable, Sendable {
    package var number: LotNumber
    package var phase: Auction.Phase
    package var opensAt: Instant
    package var closesAt: Instant
    package var extensions: Int
    package var ceiling: Money
    package var bestPrice: Money?
    package var ownPrice: Money?
    package var ownRank: Int?
    package var bidderCount: Int?
    package var nextAdmissible: Money?
    package var ranking: [Standing]
    package var bids: [SeenBid]
  }

  package struct Standing: Equatable, Sendable {
    package var rank: Int
    package var bidder: Alias
    package var price: Money
    package var isOwn: Bool
  }

  /// One accepted bid of the history.
  package struct SeenBid: Equatable, Sendable {
    package var position: Int64
    package var at: Instant
    package var bidder: Alias
    package var price: Money
    package var isOwn: Bool
  }

  package var viewer: Viewer
  package var phase: Auction.Phase
  package var lots: [Lot]
  /// For the buyer: everybody admitted, in order of alias.
  package var participants: [Alias]
}

/// A bidder as a viewer knows it: a number that stays the same, and the company where names are shown.
package struct Alias: Equatable, Sendable {
  /// From 1, in order of admission: "Bidder 1"; 0 where the number would tell how many others were admitted.
  package var number: Int
  package var company: CompanyID?
}

extension Auction {
  /// The auction as `viewer` may see it. `entries` are the lines of the journal whose bids go into the history:
  /// all of them for a snapshot, the new ones for a change.
  package func view(for viewer: Viewer, entries: some Sequence<Entry>) -> AuctionView {
    var bids: [LotNumber: [AuctionView.SeenBid]] = [:]
    for entry in entries {
      guard case .bidPlaced(let bid) = entry.event, sees(bid, viewer) else { continue }
      let seen = AuctionView.SeenBid(
        position: entry.position, at: entry.at, bidder: alias(bid.bidder, for: viewer), price: bid.price,
        isOwn: viewer == .bidder(bid.bidder))
      bids[bid.lot, default: []].append(seen)
    }
    return AuctionView(
      viewer: viewer, phase: phase, lots: lots.map { view($0, for: viewer, bids: bids[$0.number] ?? []) },
      // Only the buyer may know who takes part: to a bidder even the list of aliases tells the number of rivals.
      participants: viewer == .buyer ? participants.map { alias($0, for: viewer) } : [])
  }

  private func view(_ lot: Lot, for viewer: Viewer, bids: [AuctionView.SeenBid]) -> AuctionView.Lot {
    var seen = AuctionView.Lot(
      number: lot.number, phase: lot.phase, opensAt: opensAt, closesAt: lot.closesAt, extensions: lot.extensions,
      ceiling: lot.ceiling, ranking: ranking(lot, for: viewer), bids: bids)
    if seesBestPrice(viewer) { seen.bestPrice = lot.offers.first?.price }
    if seesBidderCount(viewer) { seen.bidderCount = lot.offers.count }
    guard case .bidder(let company) = viewer else { return seen }
    seen.ownPrice = lot.offer(of: company)?.price
    if isExposed(announcement.rules.visibility.ownRank) { seen.ownRank = lot.rank(of: company) }
    if phase == .open, lot.phase == .open { seen.nextAdmissible = highestAdmissible(for: company, in: lot) }
    return seen
  }

  private func ranking(_ lot: Lot, for viewer: Viewer) -> [AuctionView.Standing] {
    // Without this line a ranked auction would show every price.
    guard seesAllPrices(viewer) else { return [] }
    return lot.offers.enumerated().map { index, offer in
      AuctionView.Standing(
        rank: index + 1, bidder: alias(offer.bidder, for: viewer), price: offer.price,
        isOwn: viewer == .bidder(offer.bidder))
    }
  }

  /// A bidder always sees its own bids; another's only where all prices are shown.
  private func sees(_ bid: Bid, _ viewer: Viewer) -> Bool {
    seesAllPrices(viewer) || viewer == .bidder(bid.bidder)
  }

  private func alias(_ company: CompanyID, for viewer: Viewer) -> Alias {
    // Where a bidder sees only itself, "Bidder 7" would tell it of six others.
    let number = seesAllPrices(viewer) ? (participants.firstIndex(of: company) ?? -1) + 1 : 0
    // A company knows its own name; the rules say who knows the others'.
    let named = seesNames(viewer) || viewer == .bidder(company)
    return Alias(number: number, company: named ? company : nil)
  }
}
