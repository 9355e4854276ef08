// One idempotency key, one bid: what was answered once is answered again, whatever is retried.

/// A key is the bidder's own: two companies may use the same text.
package struct BidKey: Hashable, Sendable {
  package var bidder: CompanyID
  package var key: String
  package init(bidder: CompanyID, key: String) {
    self.bidder = bidder
    self.key = key
  }
}

/// What the journal holds about one key.
package struct Answer: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case placed
    case refused(Refusal)
  }

  package var lot: LotNumber
  package var price: Money
  package var position: Int64
  package var receivedAt: Instant
  package var outcome: Outcome

  package init(lot: LotNumber, price: Money, position: Int64, receivedAt: Instant, outcome: Outcome) {
    self.lot = lot
    self.price = price
    self.position = position
    self.receivedAt = receivedAt
    self.outcome = outcome
  }
}

extension Auction {
  package enum Earlier: Equatable, Sendable {
    /// The same bid again: this was its answer.
    case same(Answer)
    /// The key was used for another lot or price.
    case conflict
  }

  /// What was answered to this key before; `nil` for a new one.
  package func earlier(_ bid: Bid) -> Earlier? {
    guard let answer = answers[BidKey(bidder: bid.bidder, key: bid.key)] else { return nil }
    return answer.lot == bid.lot && answer.price == bid.price ? .same(answer) : .conflict
  }
}
