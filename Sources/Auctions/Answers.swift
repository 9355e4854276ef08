// One idempotency key, one bid: what was answered once is answered again, whatever is retried.

/// A key is the bidder's own: two companies may use the same text, and the buyer's for surrogate bids are others still.
package struct BidKey: Equatable, Sendable {
  private let bidder: CompanyID
  private let origin: Bid.Origin
  private let key: KeyDigest

  package init(_ bid: Bid) {
    bidder = bid.bidder
    origin = bid.origin
    key = bid.keyDigest
  }

  package init(_ offer: SealedOffer) {
    bidder = offer.bidder
    origin = .own
    key = offer.keyDigest
  }

  /// Where the table begins to look. Who chooses keys cannot know the factor, and so cannot make them meet.
  func hash(_ spread: UInt64) -> Int { Int(truncatingIfNeeded: (key.low &* spread) >> 32) }
  /// What it looks for there: never 0, which says that nothing is there.
  var tag: UInt8 { max(1, UInt8(truncatingIfNeeded: key.high)) }

  /// Odd, and another one in every process, like the seeds of Swift's own tables. Nothing that is decided depends on
  /// it.
  static let spread: UInt64 = {
    var hasher = Hasher()
    hasher.combine(0)
    return UInt64(bitPattern: Int64(hasher.finalize())) | 1
  }()
}

/// An idempotency key in 128 bits, worked out once when the bid is read: tables need not hash and compare its text.
/// Keys of different text that met here would be one key; who could bring that about would cheat only itself.
package struct KeyDigest: Hashable, Sendable {
  fileprivate let high: UInt64
  fileprivate let low: UInt64

  /// Two lanes of FNV-1a with different starts and turns, mixed at the end.
  package init(_ key: String) {
    var (a, b): (UInt64, UInt64) = (0xcbf2_9ce4_8422_2325, 0x9ae1_6a3b_2f90_404f)
    for byte in key.utf8 {
      a = (a ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
      b = ((b << 29 | b >> 35) ^ UInt64(byte)) &* 0x9e37_79b9_7f4a_7c15
    }
    high = a ^ (a >> 32)
    low = b ^ (b >> 29) ^ UInt64(key.utf8.count)
  }
}

/// What the journal holds about one key.
package struct Answer: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable {
    case placed
    case refused(Refusal)
    case sealed(Bytes32)
  }

  package var lot: LotNumber
  package var price: Money
  package var share: Int
  package var position: Int64
  package var receivedAt: Instant
  package var outcome: Outcome

  package init(
    lot: LotNumber, price: Money, share: Int = Clock.wholeLot, position: Int64, receivedAt: Instant, outcome: Outcome
  ) {
    self.lot = lot
    self.price = price
    self.share = share
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
    guard let answer = answers[BidKey(bid)] else { return nil }
    let isSame = answer.lot == bid.lot && answer.price == bid.price && answer.share == bid.share
    return isSame ? .same(answer) : .conflict
  }

  /// A sealed price cannot be compared: the key alone says that it is the same offer again.
  package func earlier(_ offer: SealedOffer) -> Earlier? {
    guard let answer = answers[BidKey(offer)] else { return nil }
    return answer.lot == offer.lot ? .same(answer) : .conflict
  }
}
