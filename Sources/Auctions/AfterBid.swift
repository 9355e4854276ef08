// How a lot stands for a bidder right after its bid: what a receipt says.

/// Worked out for one bidder on one lot; a whole view would cost more than the bid itself.
package struct AfterBid: Equatable, Sendable {
  /// ISO 4217, where it is not the auction's.
  package var currency: String?
  package var rank: Int?
  package var bestPrice: Money?
  package var closesAt: Instant
  package var nextAdmissible: Money?
}

extension Auction {
  /// As the rules let `bidder` see it; `nil` on a lot that is none.
  package func afterBid(of bidder: CompanyID, on number: LotNumber) -> AfterBid? {
    guard let lot = lot(number), let place = participant(bidder) else { return nil }
    let sight = sight(of: .bidder(bidder), on: lot)
    return AfterBid(
      currency: participants[place].admission.currency, rank: sight.ownRank ? rank(of: bidder, on: lot) : nil,
      bestPrice: sight.bestPrice ? lot.offers.first.map { money($0.cost) } : nil, closesAt: lot.closesAt,
      nextAdmissible: mayOffer ? nextAdmissible(for: bidder, on: number) : nil)
  }

  /// While the auction is open, and before where offers count already.
  var mayOffer: Bool { phase == .open || phase == .scheduled && rules.admissibility.preBids != .none }
}
