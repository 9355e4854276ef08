// The one place that says whether a round may be opened.

package import Auctions

/// Proof that nobody can offer in a round any more, on any lot: only with it is a round's key put together.
///
/// One key opens all lots of its round. As long as one of them still takes offers, be it staggered, extended or paused,
/// none is opened.
package struct PastDeadline: Equatable, Sendable {
  package let round: SealedRound

  package enum Refusal: Error, Equatable, Sendable {
    /// What was sealed stays sealed.
    case cancelled
    case notSealed
    case unknownRound
    /// With the latest end of the round, where that is known.
    case tooEarly(deadline: Instant?)
  }

  /// The auction must be as the journal has it.
  package init(of number: Int, in auction: Auction, _ id: AuctionID) throws(Refusal) {
    guard auction.phase != .cancelled else { throw .cancelled }
    guard case .sealed(let sealed) = auction.rules.clock.format else { throw .notSealed }
    guard (1...sealed.rounds).contains(number), let round = UInt32(exactly: number) else { throw .unknownRound }
    let waiting = auction.lots.filter { !$0.isPast(number) }
    guard waiting.isEmpty else { throw .tooEarly(deadline: auction.deadline(of: number, sealed, waiting)) }
    self.round = SealedRound(auction: id, number: round)
  }
}

extension Auction {
  /// When the last of these lots ends its round; `nil` where that is not known yet, or while a pause moves it.
  fileprivate func deadline(of round: Int, _ sealed: Clock.Sealed, _ lots: [Lot]) -> Instant? {
    guard pausedAt == nil else { return nil }
    if phase == .scheduled { return sealed.rounds == 1 ? lots.map(\.closesAt).max() : nil }
    let ends = lots.compactMap { $0.stage == .sealed(round: round) ? $0.stageEndsAt : nil }
    return ends.count == lots.count ? ends.max() : nil
  }
}

extension Auction.Lot {
  /// Whether offers of the round can no longer be made, changed or replaced on this lot.
  fileprivate func isPast(_ round: Int) -> Bool {
    switch stage {
    case .opening(let present): present >= round
    case .pause(let next), .sealed(let next): next > round
    case .over: true
    case .waiting, .bidding, .improvement, .hidden, .level, .turn, .announcement: false
    }
  }
}
