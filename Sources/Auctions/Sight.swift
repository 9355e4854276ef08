// What a viewer's eyes may rest on at this moment: the visibility policy applied to the auction's state.

/// Whose eyes the auction is seen through.
package enum Viewer: Hashable, Sendable {
  case buyer
  case bidder(CompanyID)
  case observer
}

/// What one viewer may see of one lot. When it widens, a viewer has to be told what was hidden before.
package struct Sight: Hashable, Sendable {
  package var ownRank: Bool
  package var bestPrice: Bool
  package var allPrices: Bool
  package var history: Bool
  package var priceGraph: Bool
  package var bidderCount: Bool
  package var names: Bool
  /// How many turns have become public.
  package var published: Int
  package var hasOpened: Bool
}

extension Auction {
  /// The eyes `company` has, or `nil` where it may not look at all.
  package func viewer(_ company: CompanyID) -> Viewer? {
    if company == announcement.buyer { return .buyer }
    if isParticipant(company) { return .bidder(company) }
    let mayEnter =
      switch rules.visibility.observers {
      case .nobody: false
      case .invited: observers.contains(company)
      case .everyone: true
      }
    return mayEnter && isExposed(rules.visibility.observersFrom, to: .observer) ? .observer : nil
  }

  package func sight(of viewer: Viewer) -> [Sight] { lots.map { sight(of: viewer, on: $0) } }

  package func sight(of viewer: Viewer, on lot: Lot) -> Sight {
    let rule = rules.visibility
    func sees(_ exposure: Visibility.Exposure) -> Bool { isExposed(exposure, to: viewer, on: lot) }
    // What was offered before the opening is nobody else's business, the buyer's neither.
    let hasOpened = openedAt != nil
    let isBuyer = viewer == .buyer
    // Where few take part, a price says whose it is.
    let hasEnough = isBuyer || phase == .closed || lot.offers.count >= rule.bestPriceMinimumBidders
    let mayPrice = hasOpened && hasEnough
    let all = mayPrice && (isBuyer || sees(rule.allPrices))
    return Sight(
      ownRank: hasOpened && sees(rule.ownRank), bestPrice: all || mayPrice && sees(rule.bestPrice), allPrices: all,
      history: mayPrice && (isBuyer || sees(rule.history)), priceGraph: all || mayPrice && sees(rule.priceGraph),
      bidderCount: hasOpened && (isBuyer || sees(rule.bidderCount)),
      names: sees(isBuyer ? rule.namesToBuyer : rule.names), published: lot.published.count, hasOpened: hasOpened)
  }

  /// The position that `viewer` is told. Where offers are sealed the journal's own would tell how many there are, so
  /// it counts only the entries that the viewer may know of.
  package func shownPosition(to viewer: Viewer, _ entries: some Sequence<Entry>) -> Int64 {
    // Those of a cancelled auction are never opened: how many they were stays as secret as what they said.
    guard rules.clock.isSealed, phase != .closed else { return position - 1 }
    return Int64(entries.count { isKnown($0.event, to: viewer) }) - 1
  }

  /// Whether anything that happened under seal is the viewer's business.
  private func isKnown(_ event: Event, to viewer: Viewer) -> Bool {
    switch event {
    case .offerSealed(let offer), .sealRefused(let offer, _): viewer == .bidder(offer.bidder)
    case .participantAdmitted(let admission): viewer == .buyer || viewer == .bidder(admission.company)
    case .bidRefused(let bid, _): viewer == .bidder(bid.bidder)
    default: true
    }
  }

  private func isExposed(_ exposure: Visibility.Exposure, to viewer: Viewer, on lot: Lot? = nil) -> Bool {
    switch exposure {
    case .never: return false
    case .always: return true
    case .afterClose: return phase == .closed
    case .afterOwnOffer:
      guard phase != .closed else { return true }
      guard case .bidder(let company) = viewer, let lot else { return false }
      return lot.firstOffers.contains { $0.bidder == company }
    }
  }
}
