// The sealed offers of an auction as its journal has them: what was sealed, what was found, and a hash over each round.

package import Auctions

/// A sealed offer, and what has become of it.
package struct RecordedOffer: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case sealed
    /// The same bidder sealed another one later; this one was never opened.
    case replaced
    case opened(OpenedOffer)
    /// Opened, but not counted.
    case void(OpenedOffer, Refusal)
    /// There was no offer in the envelope, or not the one that was committed to.
    case unreadable
  }

  package var place: OfferPlace
  package var sealed: SealedOffer
  package var receivedAt: Instant
  package var position: Int64
  package var outcome = Outcome.sealed
  /// Where the journal says what has become of it.
  package var settledAt: Int64?

  /// SHA-256 over place, commitment and envelope.
  package var receipt: [UInt8] { Domain.receipt.digest(place.bytes + sealed.commitment.bytes + sealed.envelope) }
}

/// All sealed offers of an auction, in order of receipt.
package struct RoundOffers: Sendable {
  package private(set) var all: [RecordedOffer] = []
  private let auction: AuctionID
  private var rounds: [LotNumber: UInt32] = [:]
  /// Where the last offer of each place is.
  private var last: [OfferPlace: Int] = [:]

  package init(_ entries: some Sequence<Entry>, of auction: AuctionID) {
    self.auction = auction
    for entry in entries { fold(entry) }
  }

  /// The last offer of each bidder on each lot: what an opening opens.
  package func standing(in round: SealedRound) -> [RecordedOffer] {
    all.filter { $0.place.round == round && $0.outcome != .replaced }
  }

  /// SHA-256 over the round and lot, commitment and receipt of each standing offer, in the order of these. It hides how
  /// many there are. Whoever notes it before the opening knows afterwards that nothing was added, left out or changed.
  package func digest(of round: SealedRound) -> [UInt8] {
    let lines = standing(in: round).map { $0.place.lot.value.bigEndianBytes + $0.sealed.commitment.bytes + $0.receipt }
    let sorted = lines.sorted { $0.lexicographicallyPrecedes($1) }
    return Domain.roundOffers.digest(round.bytes + sorted.flatMap(\.self))
  }

  private mutating func fold(_ entry: Entry) {
    switch entry.event {
    case .stageBegan(let lot, .sealed(let round), _): rounds[lot] = UInt32(clamping: round)
    case .offerSealed(let offer): add(offer, entry)
    case .offerOpened(let lot, let opened): settle(lot, opened.bidder, .opened(opened), entry)
    case .offerVoid(let lot, let opened, let refusal): settle(lot, opened.bidder, .void(opened, refusal), entry)
    case .offerUnreadable(let lot, let bidder): settle(lot, bidder, .unreadable, entry)
    default: break
    }
  }

  private mutating func add(_ offer: SealedOffer, _ entry: Entry) {
    settle(offer.lot, offer.bidder, .replaced, entry)
    guard let place = place(offer.lot, offer.bidder) else { return }
    last[place] = all.count
    all.append(RecordedOffer(place: place, sealed: offer, receivedAt: entry.at, position: entry.position))
  }

  private mutating func settle(
    _ lot: LotNumber, _ bidder: CompanyID, _ outcome: RecordedOffer.Outcome, _ entry: Entry
  ) {
    guard let place = place(lot, bidder), let index = last[place] else { return }
    all[index].outcome = outcome
    all[index].settledAt = entry.position
  }

  private func place(_ lot: LotNumber, _ bidder: CompanyID) -> OfferPlace? {
    rounds[lot].map { OfferPlace(round: SealedRound(auction: auction, number: $0), lot: lot, bidder: bidder) }
  }
}
