// Seam 2, admissibility: which offers count. The first rule that fails is the one reported.

package struct Admissibility: Hashable, Sendable {
  /// By how much an offer must fall, at least.
  package enum Decrement: Hashable, Sendable {
    case none
    case absolute(Money)
    /// Hundredths of a percent of the base; the result is cut, never rounded up, at the lot's decimals.
    case percent(hundredths: Int64)

    /// Hundredths of a percent that an offer can fall by and still be one.
    package static let percentages: ClosedRange<Int64> = 1...9_999
  }

  /// What the decrement is measured from.
  package enum Base: String, Hashable, Sendable, CaseIterable { case own, best }

  package var decrement: Decrement
  package var base: Base
  package var leaderMayImprove: Bool
  /// Whether an offer may equal another supplier's standing offer.
  package var tiesAllowed: Bool
  /// Decimals a price may have, 0…4.
  package var decimals: Int
  package static let decimalPlaces = 0...4

  package init(decrement: Decrement, base: Base, leaderMayImprove: Bool, tiesAllowed: Bool, decimals: Int) {
    self.decrement = decrement
    self.base = base
    self.leaderMayImprove = leaderMayImprove
    self.tiesAllowed = tiesAllowed
    self.decimals = decimals
  }

  func check() throws(Rules.Fault) {
    switch decrement {
    case .none: break
    case .absolute(let money): guard money > .zero else { throw .decrementNotPositive }
    case .percent(let hundredths):
      guard hundredths > 0 else { throw .decrementNotPositive }
      guard Decrement.percentages.contains(hundredths) else { throw .percentAboveHundred }
    }
    guard Self.decimalPlaces.contains(decimals) else { throw .decimalsOutOfRange }
  }

  /// The smallest price difference, in ten-thousandths: 100 at two decimals.
  var tick: Int64 { (0..<(4 - decimals)).reduce(1) { value, _ in value * 10 } }

  /// The decrement at `base`, cut at the lot's decimals.
  package func decrement(at base: Money) -> Money {
    switch decrement {
    case .none: return .zero
    case .absolute(let money): return money
    case .percent(let hundredths):
      let exact = Int128(base.tenThousandths) * Int128(hundredths) / 10_000
      let cut = Int64(exact) / tick * tick
      return Money(tenThousandths: cut)
    }
  }
}

/// Why an offer was refused: the rule, the price it draws the line at, and what would be accepted instead.
package struct Refusal: Error, Hashable, Sendable {
  /// In order of precedence.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case notAdmitted, unknownLot, notYetOpen, alreadyClosed, priceNotPositive, tooManyDecimals, aboveCeiling,
      leaderMayNotImprove, notBelowOwnOffer, stepTooSmall, equalsAnotherOffer
  }

  package var reason: Reason
  package var offered: Money
  /// The price the rule compares with: ceiling, own offer, or the base less the decrement.
  package var threshold: Money?
  /// The highest price that would be accepted at this moment; `nil` where none would.
  package var nextAdmissible: Money?

  package init(_ reason: Reason, offered: Money, threshold: Money? = nil, nextAdmissible: Money? = nil) {
    self.reason = reason
    self.offered = offered
    self.threshold = threshold
    self.nextAdmissible = nextAdmissible
  }
}

extension Auction {
  /// Whether `bid` counts, judged by the stamp of its receipt.
  func admit(_ bid: Bid, at received: Instant) throws(Refusal) {
    guard isParticipant(bid.bidder) else { throw Refusal(.notAdmitted, offered: bid.price) }
    guard let lot = lot(bid.lot) else { throw Refusal(.unknownLot, offered: bid.price) }
    guard phase != .scheduled else { throw Refusal(.notYetOpen, offered: bid.price) }
    guard phase == .open, lot.phase == .open, received < lot.closesAt else {
      throw Refusal(.alreadyClosed, offered: bid.price)
    }
    if let (reason, threshold) = broken(by: bid, in: lot) {
      let next = highestAdmissible(for: bid.bidder, in: lot)
      throw Refusal(reason, offered: bid.price, threshold: threshold, nextAdmissible: next)
    }
  }

  /// The first rule about the price that the bid breaks, and the price that rule draws the line at.
  private func broken(by bid: Bid, in lot: Lot) -> (Refusal.Reason, threshold: Money?)? {
    let rule = announcement.rules.admissibility
    let own = lot.offer(of: bid.bidder)
    guard bid.price > .zero else { return (.priceNotPositive, nil) }
    guard bid.price.decimals <= rule.decimals else { return (.tooManyDecimals, nil) }
    guard bid.price <= lot.ceiling else { return (.aboveCeiling, lot.ceiling) }
    if let own {
      if !rule.leaderMayImprove, own == lot.offers.first { return (.leaderMayNotImprove, nil) }
      guard bid.price < own.price else { return (.notBelowOwnOffer, own.price) }
    }
    if let limit = decrementLimit(for: own, in: lot), bid.price > limit { return (.stepTooSmall, limit) }
    if !rule.tiesAllowed, lot.offers.contains(where: { $0.price == bid.price && $0.bidder != bid.bidder }) {
      return (.equalsAnotherOffer, bid.price)
    }
    return nil
  }

  /// The base less the decrement; `nil` where nothing has been offered that the decrement could be measured from.
  private func decrementLimit(for own: Offer?, in lot: Lot) -> Money? {
    let rule = announcement.rules.admissibility
    let base =
      switch rule.base {
      case .own: own?.price
      case .best: lot.offers.first?.price
      }
    guard let base else { return nil }
    // With a zero decrement (none, or a percentage cut to nothing) the best price may be equalled, never exceeded.
    return base - rule.decrement(at: base)
  }

  /// The highest price that `bidder` could offer now: the largest for which no price rule is broken.
  package func highestAdmissible(for bidder: CompanyID, in lot: Lot) -> Money? {
    let rule = announcement.rules.admissibility
    let own = lot.offer(of: bidder)
    if let own, !rule.leaderMayImprove, own == lot.offers.first { return nil }
    var limit = lot.ceiling.tenThousandths
    if let own { limit = min(limit, own.price.tenThousandths - 1) }
    if let step = decrementLimit(for: own, in: lot) { limit = min(limit, step.tenThousandths) }
    var price = Money(tenThousandths: limit / rule.tick * rule.tick)
    // Each other offer can stand in the way once at most, so this ends.
    while !rule.tiesAllowed, lot.offers.contains(where: { $0.price == price && $0.bidder != bidder }) {
      price = Money(tenThousandths: price.tenThousandths - rule.tick)
    }
    return limit > 0 && price > .zero ? price : nil
  }
}
