// One lot of an auction: its stage, its end, and the offers that stand.

extension Auction {
  package struct Lot: Equatable, Sendable {
    package let number: LotNumber
    package let ceiling: Money
    package let floor: Money?
    package var phase = Phase.scheduled
    package var stage = Stage.waiting
    package var opensAt = Instant(milliseconds: 0)
    /// When the lot, and its present stage, began in truth.
    package var beganAt = Instant(milliseconds: 0)
    package var stageBeganAt = Instant(milliseconds: 0)
    /// When the present stage ends by itself; `nil`: it waits for people, or for another lot.
    package var stageEndsAt: Instant?
    /// When the lot ends, as far as is known.
    package var closesAt = Instant(milliseconds: 0)
    /// The end without extensions, from which their total is measured.
    package var announcedClose = Instant(milliseconds: 0)
    package var extensions = 0
    /// Best first: the ranking itself. One standing offer a bidder, but on a Dutch clock one per acceptance.
    package var offers: [Offer] = []
    /// Offers of the disqualified, which come back if they are reinstated.
    package var setAside: [Offer] = []
    /// What the one whose turn it is has offered; it stands when the turn ends.
    package var pending: Offer?
    /// The bidders of this round in the order in which they speak.
    package var turns: [CompanyID] = []
    /// Each bidder's first offer.
    package var firstOffers: [Offer] = []
    /// Who can bid on this lot no more: out of a Japanese clock, silent in a round, not among the best.
    package var departed: [Departed] = []
    /// Who has offered in the present phase or round.
    package var active: [CompanyID] = []
    package var proxies: [Proxy] = []
    /// The sealed offers of the present round.
    package var sealed: [Sealed] = []
    /// Of this round: opened, but not counted.
    package var voided: [Voided] = []
    /// Where the journal has the offers that stood when a turn ended.
    package var published: [Int64] = []
    /// How the best offer has changed since the opening.
    package var graph = Chunked<GraphPoint>()
    /// Prices refused as slips of the pen, which pass when they are repeated.
    package var doubts: [Doubt] = []
    /// Pauses to be added to the last stage.
    package var owedMilliseconds: Int64 = 0
    package var winners: [Win] = []

    init(_ lot: Announcement.Lot) {
      number = lot.number
      ceiling = lot.ceiling
      floor = lot.floor
    }

    /// Whether the bidder has ever offered here, sealed or not.
    func hasOffer(of bidder: CompanyID) -> Bool {
      firstOffers.contains { $0.bidder == bidder } || sealed.contains { $0.offer.bidder == bidder }
    }

    package var isOver: Bool { phase == .closed || phase == .cancelled }

    /// In ten-thousandths of the lot: what nobody has accepted yet.
    package var shareLeft: Int { Clock.wholeLot - offers.reduce(0) { $0 + $1.share } }
  }

  /// Where a lot stands in its course.
  package enum Stage: Hashable, Sendable {
    /// Not begun: before the start, or until its turn among serial lots.
    case waiting
    /// English, in this phase from 1.
    case bidding(phase: Int)
    /// 44-FZ: the others may still improve their own.
    case improvement
    /// The known end is past; the real one comes by surprise.
    case hidden
    /// A clock that shows this price.
    case level(number: Int, price: Money)
    /// Before this round of turns or sealed offers, from 1.
    case pause(round: Int)
    case turn(round: Int, bidder: CompanyID)
    /// After the last turn, before the result.
    case announcement
    case sealed(round: Int)
    /// The deadline is past; the openers are awaited.
    case opening(round: Int)
    case over
  }

  package struct Departed: Hashable, Sendable {
    package var bidder: CompanyID
    package var why: Departure
  }

  /// How a bidder leaves a lot for good.
  package enum Departure: String, Hashable, Sendable, CaseIterable {
    /// It said so, or was silent when a level ended.
    case saidSo, silent
    /// It offered nothing in a round in which it had to.
    case missedARound
    /// Others were better when the best went on to the next round.
    case notAmongBest
  }

  package struct Doubt: Hashable, Sendable {
    var bidder: CompanyID
    var price: Money
  }

  /// `nil`: the envelope held no offer.
  package struct Voided: Equatable, Sendable {
    package var bidder: CompanyID
    package var refusal: Refusal?
  }

  package struct GraphPoint: Equatable, Sendable {
    package var at: Instant
    package var position: Int64
    package var cost: Fraction
  }

  /// A sealed offer and where the journal has it.
  package struct Sealed: Equatable, Sendable {
    package var offer: SealedOffer
    package var receivedAt: Instant
    package var position: Int64
  }
}

/// A standing offer.
package struct Offer: Equatable, Sendable {
  package var bidder: CompanyID
  /// As the bidder wrote it, in its own currency.
  package var price: Money
  /// What it comes to, in the auction's currency; where higher wins, below zero. The lower one is the better one.
  package var cost: Fraction
  /// In ten-thousandths of the lot.
  package var share: Int
  package var origin: Bid.Origin
  package var receivedAt: Instant
  package var position: Int64

  package init(
    bidder: CompanyID, price: Money, cost: Fraction? = nil, share: Int = Clock.wholeLot, origin: Bid.Origin = .own,
    receivedAt: Instant, position: Int64
  ) {
    self.bidder = bidder
    self.price = price
    self.cost = cost ?? Fraction(price.tenThousandths)
    self.share = share
    self.origin = origin
    self.receivedAt = receivedAt
    self.position = position
  }
}

/// What a winner is owed.
package struct Win: Hashable, Sendable {
  package var bidder: CompanyID
  /// In the bidder's currency. At a second price it is not the bidder's own.
  package var price: Money
  package var share: Int
  package init(bidder: CompanyID, price: Money, share: Int = Clock.wholeLot) {
    self.bidder = bidder
    self.price = price
    self.share = share
  }
}

/// What a supplier asks for. Written once, then handed on from request to journal to feed: its copies share one text.
package struct Bid: Equatable, Sendable {
  /// Who wrote the price: the supplier, the server for it (by its proxy), or the buyer for it.
  package enum Origin: String, Hashable, Sendable, CaseIterable { case own, proxy, surrogate }

  private struct Text: Equatable, Sendable {
    var lot: LotNumber
    var bidder: CompanyID
    var price: Money
    var share: Int
    var currency: CurrencyCode?
    var origin: Origin
    var key: String
    var keyDigest: KeyDigest
    var placedBy: ActorID
  }

  private let text: Shared<Text>

  package init(
    lot: LotNumber, bidder: CompanyID, price: Money, share: Int = Clock.wholeLot, currency: CurrencyCode? = nil,
    origin: Origin = .own, key: String, placedBy: ActorID
  ) {
    text = Shared(
      Text(
        lot: lot, bidder: bidder, price: price, share: share, currency: currency, origin: origin, key: key,
        keyDigest: KeyDigest(key), placedBy: placedBy))
  }

  package var lot: LotNumber { text.value.lot }
  package var bidder: CompanyID { text.value.bidder }
  package var price: Money { text.value.price }
  /// In ten-thousandths of the lot; less than the whole only on a Dutch clock.
  package var share: Int { text.value.share }
  /// Where the bid says it.
  package var currency: CurrencyCode? { text.value.currency }
  package var origin: Origin { text.value.origin }
  package var key: String { text.value.key }
  package var keyDigest: KeyDigest { text.value.keyDigest }
  /// The person or the API token that bids for the company.
  package var placedBy: ActorID { text.value.placedBy }
}

extension Bid: CustomStringConvertible {
  package var description: String {
    "Bid(\(price) by \(bidder) on lot \(lot.value), share \(share), \(origin), key \(key))"
  }
}

/// An offer that nobody can read before the opening.
package struct SealedOffer: Equatable, Sendable {
  package var lot: LotNumber
  package var bidder: CompanyID
  /// SHA-256 of auction, round, lot, price and a salt: what the supplier's receipt says.
  package var commitment: Bytes32
  /// Price and salt, encrypted to the round's key.
  package var envelope: [UInt8]
  package let key: String
  package let keyDigest: KeyDigest
  package var placedBy: ActorID
  package init(
    lot: LotNumber, bidder: CompanyID, commitment: Bytes32, envelope: [UInt8], key: String, placedBy: ActorID
  ) {
    self.lot = lot
    self.bidder = bidder
    self.commitment = commitment
    self.envelope = envelope
    self.key = key
    keyDigest = KeyDigest(key)
    self.placedBy = placedBy
  }
}

/// What was found in an envelope.
package struct OpenedOffer: Equatable, Sendable {
  package var bidder: CompanyID
  package var price: Money
  package var salt: Bytes32
  package init(bidder: CompanyID, price: Money, salt: Bytes32) {
    self.bidder = bidder
    self.price = price
    self.salt = salt
  }
}

/// What a supplier leaves with the server: bid for me, down to this.
package struct Proxy: Hashable, Sendable {
  package var lot: LotNumber
  package var bidder: CompanyID
  package var limit: Money
  /// How far below a rival to go; `nil`: as little as the rules let it.
  package var step: Money?
  package var placedBy: ActorID
  package init(lot: LotNumber, bidder: CompanyID, limit: Money, step: Money?, placedBy: ActorID) {
    self.lot = lot
    self.bidder = bidder
    self.limit = limit
    self.step = step
    self.placedBy = placedBy
  }
}
