// An award: the buyer's decision for one offer of a closed lot (OCDS: award).

package import Auctions

package enum AwardNoun {}
package typealias AwardID = ID<AwardNoun>

package struct Award: Equatable, Sendable {
  /// OCDS awardStatus, as far as it is used: an active award can be ordered, a cancelled one makes way for the next.
  package enum Status: String, Equatable, Sendable, CaseIterable { case active, cancelled }

  package let id: AwardID
  package let requirement: RequirementID
  package let auction: AuctionID
  package let lot: LotNumber
  package let buyer: CompanyID
  package let supplier: CompanyID
  package let price: Money
  /// ISO 4217, of the price: the supplier's own, where the auction compared several.
  package let currency: String
  /// In ten-thousandths of the lot.
  package let share: Int
  /// The rank that the offer had at the close.
  package let rank: Int
  /// Why not the best offer, where it is not.
  package let reason: String
  package var status: Status
  package var order: OrderID?

  package init(
    id: AwardID, requirement: RequirementID, auction: AuctionID, lot: LotNumber, buyer: CompanyID,
    supplier: CompanyID, price: Money, currency: String, share: Int = Clock.wholeLot, rank: Int, reason: String,
    status: Status = .active, order: OrderID? = nil
  ) {
    self.id = id
    self.requirement = requirement
    self.auction = auction
    self.lot = lot
    self.buyer = buyer
    self.supplier = supplier
    self.price = price
    self.currency = currency
    self.share = share
    self.rank = rank
    self.reason = reason
    self.status = status
    self.order = order
  }
}

extension Award {
  /// What the buyer decides.
  package struct Decision: Equatable, Sendable {
    package var lot: LotNumber
    package var supplier: CompanyID
    package var reason: String
    package init(lot: LotNumber, supplier: CompanyID, reason: String) {
      self.lot = lot
      self.supplier = supplier
      self.reason = reason
    }
  }

  package enum Refused: Error, Equatable, CaseIterable, Sendable {
    case buyersOnly
    case auctionNotClosed
    /// A practice auction binds nobody.
    case practiceOnly
    case unknownLot
    case noSuchOffer
    /// The price is zero or below: nothing that an order could ask for.
    case supplierPays
    case alreadyAwarded
    case reasonMissing
  }

  /// The award that `decision` makes of a closed auction. The ranking is the auction's own; no second one exists.
  package static func decide(
    _ decision: Decision, id: AwardID, auctionID: AuctionID, auction: Auction, requirement: RequirementID,
    awarded: [Award], by actor: Actor
  ) throws(Refused) -> Award {
    guard actor.company == auction.announcement.buyer, actor.may(.buyer) else { throw .buyersOnly }
    guard auction.phase == .closed else { throw .auctionNotClosed }
    guard let lot = auction.lot(decision.lot) else { throw .unknownLot }
    guard !auction.announcement.isPractice else { throw .practiceOnly }
    guard let rank = auction.rank(of: decision.supplier, on: lot),
      let terms = auction.contract(of: decision.supplier, on: lot)
    else { throw .noSuchOffer }
    guard terms.price > .zero else { throw .supplierPays }
    let others = awarded.filter { $0.lot == decision.lot && $0.status == .active }
    let shares = others.reduce(terms.share) { $0 + $1.share }
    guard shares <= Clock.wholeLot, !others.contains(where: { $0.supplier == decision.supplier }) else {
      throw .alreadyAwarded
    }
    let hasWon = rank == 1 || lot.winners.contains { $0.bidder == decision.supplier }
    guard hasWon || !decision.reason.isEmpty else { throw .reasonMissing }
    return Award(
      id: id, requirement: requirement, auction: auctionID, lot: decision.lot, buyer: actor.company,
      supplier: decision.supplier, price: terms.price, currency: terms.currency, share: terms.share, rank: rank,
      reason: decision.reason)
  }
}

extension Award: Record {
  package enum Command: Equatable, Sendable {
    /// `orderEnded`: whether the order that it became was refused or cancelled, so that the lot may go to the next.
    case cancel(reason: String, orderEnded: Bool)
    case order(OrderID)
  }

  package enum Event: RecordEvent {
    case awarded(LotNumber, Money)
    case cancelled(reason: String)
    case ordered(OrderID)

    package var kind: String {
      switch self {
      case .awarded: "awarded"
      case .cancelled: "awardCancelled"
      case .ordered: "ordered"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .awarded(let lot, let price): [EventDetail("lot", "\(lot.value)"), EventDetail("price", "\(price)")]
      case .cancelled(let reason): .optional("reason", reason)
      case .ordered(let order): [EventDetail("order", "\(order)")]
      }
    }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case buyersOnly
    case notActive
    case alreadyOrdered
    case reasonMissing
  }

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    guard actor.company == buyer, actor.may(.buyer) else { throw .buyersOnly }
    guard status == .active else { throw .notActive }
    switch command {
    case .cancel(let reason, let orderEnded):
      guard order == nil || orderEnded else { throw .alreadyOrdered }
      guard !reason.isEmpty else { throw .reasonMissing }
      return [.cancelled(reason: reason)]
    case .order(let order):
      guard self.order == nil else { throw .alreadyOrdered }
      return [.ordered(order)]
    }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .awarded: status = .active
    case .cancelled: status = .cancelled
    case .ordered(let order): self.order = order
    }
  }
}
