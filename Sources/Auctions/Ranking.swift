// Seam 3, ranking: the one order of offers, for the live board, the award and the verifier alike.

package struct Ranking: Hashable, Sendable {
  /// Which of two equal offers ranks better.
  package enum Ties: String, Hashable, Sendable, CaseIterable { case earlierFirst }

  package var ties: Ties
  package init(ties: Ties) { self.ties = ties }

  /// Whether `a` ranks before `b`: the lower price, then the earlier position in the journal.
  package func precedes(_ a: Offer, _ b: Offer) -> Bool {
    guard a.price == b.price else { return a.price < b.price }
    switch ties {
    case .earlierFirst: return a.position < b.position
    }
  }
}

extension Auction.Lot {
  /// The bidder's standing offer.
  package func offer(of bidder: CompanyID) -> Offer? { offers.first { $0.bidder == bidder } }

  /// 1 for the best offer; `nil` without an offer.
  package func rank(of bidder: CompanyID) -> Int? { offers.firstIndex { $0.bidder == bidder }.map { $0 + 1 } }

  /// Puts `offer` in its place and takes the bidder's previous one out. `offers` is always in order.
  mutating func stand(_ offer: Offer, by ranking: Ranking) {
    offers.removeAll { $0.bidder == offer.bidder }
    let place = offers.firstIndex { ranking.precedes(offer, $0) } ?? offers.endIndex
    offers.insert(offer, at: place)
  }
}
