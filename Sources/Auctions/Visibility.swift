// Seam 4, visibility: who may see what, and when. A leak is a failing unit test of this file and `View.swift`.

package struct Visibility: Hashable, Sendable {
  package enum Exposure: String, Hashable, Sendable, CaseIterable { case never, always, afterClose }

  /// To a bidder: its own rank.
  package var ownRank: Exposure
  /// To bidders and observers: the best price of each lot.
  package var bestPrice: Exposure
  /// To bidders and observers: every standing offer and every accepted bid.
  package var allPrices: Exposure
  /// To bidders: how many take part.
  package var bidderCount: Exposure
  /// To bidders: the names behind the aliases.
  package var names: Exposure
  /// To the buyer: the names behind the aliases.
  package var namesToBuyer: Exposure
  /// Whether companies that take no part may look on as bidders see it without an own offer.
  package var observers: Exposure

  package init(
    ownRank: Exposure, bestPrice: Exposure, allPrices: Exposure, bidderCount: Exposure, names: Exposure,
    namesToBuyer: Exposure, observers: Exposure
  ) {
    self.ownRank = ownRank
    self.bestPrice = bestPrice
    self.allPrices = allPrices
    self.bidderCount = bidderCount
    self.names = names
    self.namesToBuyer = namesToBuyer
    self.observers = observers
  }
}

/// Whose eyes the auction is seen through.
package enum Viewer: Hashable, Sendable {
  case buyer
  case bidder(CompanyID)
  case observer
}

extension Auction {
  /// The eyes `company` has, or `nil` where it may not look at all.
  package func viewer(_ company: CompanyID) -> Viewer? {
    if company == announcement.buyer { return .buyer }
    if isParticipant(company) { return .bidder(company) }
    return isExposed(announcement.rules.visibility.observers) ? .observer : nil
  }

  func isExposed(_ exposure: Visibility.Exposure) -> Bool {
    switch exposure {
    case .never: false
    case .always: true
    case .afterClose: phase == .closed
    }
  }

  func seesAllPrices(_ viewer: Viewer) -> Bool {
    viewer == .buyer || isExposed(announcement.rules.visibility.allPrices)
  }

  func seesBestPrice(_ viewer: Viewer) -> Bool {
    seesAllPrices(viewer) || isExposed(announcement.rules.visibility.bestPrice)
  }

  func seesNames(_ viewer: Viewer) -> Bool {
    let rule = announcement.rules.visibility
    return isExposed(viewer == .buyer ? rule.namesToBuyer : rule.names)
  }

  func seesBidderCount(_ viewer: Viewer) -> Bool {
    viewer == .buyer || isExposed(announcement.rules.visibility.bidderCount)
  }
}
