// One auction: what it is at this moment, as the journal has made it.

/// A reverse auction over one or more lots. Changed by `fold` alone.
package struct Auction: Equatable, Sendable {
  package enum Phase: String, Equatable, Sendable { case scheduled, open, closed, cancelled }

  /// One lot and its standing offers.
  package struct Lot: Equatable, Sendable {
    package let number: LotNumber
    package let ceiling: Money
    package var phase: Phase
    package var closesAt: Instant
    package var extensions = 0
    /// One standing offer a bidder, best first: the ranking itself.
    package var offers: [Offer] = []
  }

  package let announcement: Announcement
  package var opensAt: Instant
  package var phase = Phase.scheduled
  package var lots: [Lot]
  /// In order of admission, which gives the aliases.
  package var participants: [CompanyID] = []
  /// What was answered to each idempotency key, for as long as the auction lives.
  package var answers: [BidKey: Answer] = [:]
  /// How many events were folded: the position of the next one.
  package var position: Int64 = 0

  /// The state after the first event.
  init(_ announcement: Announcement) {
    self.announcement = announcement
    opensAt = announcement.opensAt
    let closesAt = announcement.rules.clock.announcedClose(opensAt: opensAt)
    lots = announcement.lots.map { Lot(number: $0.number, ceiling: $0.ceiling, phase: .scheduled, closesAt: closesAt) }
  }

  package func lot(_ number: LotNumber) -> Lot? { lots.first { $0.number == number } }
  package func isParticipant(_ company: CompanyID) -> Bool { participants.contains(company) }

  /// When the auction next changes by itself; `nil` once it is over.
  package var nextDue: Instant? {
    switch phase {
    case .scheduled: opensAt
    case .open: lots.filter { $0.phase == .open }.map(\.closesAt).min()
    case .closed, .cancelled: nil
    }
  }
}

/// The number of a lot within its requirement, from 1.
package struct LotNumber: Hashable, Comparable, Sendable {
  package var value: Int32
  package init(_ value: Int32) { self.value = value }
  package static func < (a: LotNumber, b: LotNumber) -> Bool { a.value < b.value }
}

/// What is announced when an auction is scheduled; it never changes afterwards.
package struct Announcement: Equatable, Sendable {
  package struct Lot: Equatable, Sendable {
    package var number: LotNumber
    /// The buyer's target price: no offer may be above it.
    package var ceiling: Money
    package init(number: LotNumber, ceiling: Money) {
      self.number = number
      self.ceiling = ceiling
    }
  }

  package var buyer: CompanyID
  package var rules: Rules
  /// ISO 4217.
  package var currency: String
  package var opensAt: Instant
  package var lots: [Lot]

  package init(buyer: CompanyID, rules: Rules, currency: String, opensAt: Instant, lots: [Lot]) {
    self.buyer = buyer
    self.rules = rules
    self.currency = currency
    self.opensAt = opensAt
    self.lots = lots
  }
}

/// A standing offer.
package struct Offer: Equatable, Sendable {
  package var bidder: CompanyID
  package var price: Money
  package var receivedAt: Instant
  package var position: Int64
  package init(bidder: CompanyID, price: Money, receivedAt: Instant, position: Int64) {
    self.bidder = bidder
    self.price = price
    self.receivedAt = receivedAt
    self.position = position
  }
}

/// What a supplier asks for.
package struct Bid: Equatable, Sendable {
  package var lot: LotNumber
  package var bidder: CompanyID
  package var price: Money
  package var key: String
  /// The person or the API token that bids for the company.
  package var placedBy: ActorID
  package init(lot: LotNumber, bidder: CompanyID, price: Money, key: String, placedBy: ActorID) {
    self.lot = lot
    self.bidder = bidder
    self.price = price
    self.key = key
    self.placedBy = placedBy
  }
}

package enum ActorNoun {}
/// A person or an API token: whoever acts for a company.
package typealias ActorID = ID<ActorNoun>
