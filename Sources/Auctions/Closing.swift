// Seam 5, closing: when a lot ends, and what puts the end off (soft close).

package struct Closing: Hashable, Sendable {
  package struct SoftClose: Hashable, Sendable {
    /// Which accepted bids extend.
    package enum Trigger: String, Hashable, Sendable, CaseIterable {
      case anyBid
      /// Only a bid that takes the lead from someone else, or is the first.
      case leadChanges
    }

    /// What the extension is added to.
    package enum Base: String, Hashable, Sendable, CaseIterable { case end, receipt }

    package var trigger: Trigger
    /// A bid extends if it is received with this much time left or less.
    package var windowMilliseconds: Int64
    package var extensionMilliseconds: Int64
    package var base: Base
    /// How many times a lot may be extended; `nil` means without limit.
    package var limit: Int?

    package init(
      trigger: Trigger, windowMilliseconds: Int64, extensionMilliseconds: Int64, base: Base, limit: Int?
    ) {
      self.trigger = trigger
      self.windowMilliseconds = windowMilliseconds
      self.extensionMilliseconds = extensionMilliseconds
      self.base = base
      self.limit = limit
    }
  }

  /// `nil`: the announced end is the end.
  package var softClose: SoftClose?
  package init(softClose: SoftClose?) { self.softClose = softClose }

  func check() throws(Rules.Fault) {
    guard let softClose else { return }
    guard Clock.lengths.contains(softClose.windowMilliseconds) else { throw .windowOutOfRange }
    guard Clock.lengths.contains(softClose.extensionMilliseconds) else { throw .extensionOutOfRange }
    if let limit = softClose.limit, limit < 1 { throw .limitNotPositive }
  }
}

extension Auction {
  /// The new end that an accepted bid gives its lot, if it gives one. A refused bid never comes here.
  func extendedClose(of lot: Lot, by bid: Bid, received: Instant) -> Instant? {
    guard let soft = announcement.rules.closing.softClose else { return nil }
    let remaining = received.milliseconds(until: lot.closesAt)
    guard remaining > 0, remaining <= soft.windowMilliseconds else { return nil }
    if let limit = soft.limit, lot.extensions >= limit { return nil }
    if soft.trigger == .leadChanges, !takesLead(bid, in: lot) { return nil }
    let base =
      switch soft.base {
      case .end: lot.closesAt
      case .receipt: received
      }
    let end = base.adding(milliseconds: soft.extensionMilliseconds)
    return end > lot.closesAt ? end : nil
  }

  /// A leader that improves its own price changes no hands.
  private func takesLead(_ bid: Bid, in lot: Lot) -> Bool {
    guard let leader = lot.offers.first else { return true }
    return leader.bidder != bid.bidder && bid.price < leader.price
  }
}
