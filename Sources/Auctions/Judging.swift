// Whether a bid counts, by the stamp of its receipt. The first rule that fails is the one reported.

extension Auction {
  /// Everything about the bid, in the order of `Refusal.Reason`.
  func judge(_ bid: Bid, at received: Instant) throws(Refusal) {
    let (place, index) = try judgeBidder(bid.bidder, on: bid.lot, at: received, offered: bid.price)
    if let reason = unwritten(bid, by: place) ?? unpriceable(bid) { throw refusal(reason, of: bid, on: index) }
    let cost = rules.ranking.sign * bid.price.tenThousandths
    guard !rules.clock.hasLevels else { return try judgeAnswer(bid, cost, of: place, on: index) }
    if bid.share != Clock.wholeLot { try judgeShare(bid, cost, of: place, on: index) }
    let isMeant = bid.origin == .proxy || isMeant(bid, on: index)
    let lines = thresholds(for: place, on: index)
    var broken = lines.broken(by: cost, isMeant: isMeant)
    if broken == nil, isTaken(cost, on: index, for: place) { broken = (.equalsAnotherOffer, cost) }
    guard let broken else { return }
    let next = admissible(by: lines, for: place, on: index)
    throw refusal(broken.reason, threshold: broken.threshold, of: bid, next: next)
  }

  /// Nothing but the whole lot is offered here; that the price is wrong besides comes first.
  private func judgeShare(_ bid: Bid, _ cost: Int64, of place: Int, on index: Int) throws(Refusal) {
    if let broken = bounds(for: place, on: index).broken(by: cost, isMeant: true) {
      throw refusal(broken.reason, threshold: broken.threshold, of: bid, on: index)
    }
    throw refusal(bid.share < Clock.wholeLot ? .shareTooSmall : .shareTooLarge, of: bid, on: index)
  }

  /// On a clock the price is given: what can be wrong is the level, or the share.
  private func judgeAnswer(_ bid: Bid, _ cost: Int64, of place: Int, on index: Int) throws(Refusal) {
    if let broken = bounds(for: place, on: index).broken(by: cost, isMeant: true) {
      throw refusal(broken.reason, threshold: broken.threshold, of: bid, on: index)
    }
    if let reason = brokenClock(by: bid, of: place, on: index) { throw refusal(reason, of: bid, on: index) }
  }

  /// Who asks, and whether this lot takes offers from it at this moment.
  func judgeBidder(
    _ bidder: CompanyID, on number: LotNumber, at received: Instant, offered: Money, isSealed: Bool = false
  ) throws(Refusal) -> (participant: Int, lot: Int) {
    guard let place = participant(bidder) else { throw Refusal(.notAdmitted, offered: offered) }
    guard !participants[place].isDisqualified else { throw Refusal(.disqualified, offered: offered) }
    guard let index = index(of: number) else { throw Refusal(.unknownLot, offered: offered) }
    if let reason = closedTo(bidder, on: index, at: received, isSealed: isSealed) {
      throw Refusal(reason, offered: offered)
    }
    return (place, index)
  }

  /// Why the lot takes no offer from the bidder now; `nil` if it does.
  private func closedTo(
    _ bidder: CompanyID, on index: Int, at received: Instant, isSealed: Bool
  ) -> Refusal.Reason? {
    if phase == .scheduled { return takesPreBids ? nil : .notYetOpen }
    guard phase == .open, lots[index].phase == .open || lots[index].phase == .scheduled else { return .alreadyClosed }
    if case .waiting = lots[index].stage { return .notYetOpen }
    // While the clock stands still no end passes, whatever the wall says.
    if pausedAt != nil, due(index, seed: nil) == nil { return .paused }
    if let end = lots[index].stageEndsAt, received >= end, endsBidding(lots[index].stage) { return .alreadyClosed }
    if pausedAt != nil { return .paused }
    if rules.clock.isSealed != isSealed { return isSealed ? .notSealed : .onlySealed }
    if let reason = closedStage(lots[index].stage, to: bidder) { return reason }
    if rules.admissibility.preBids == .required, !lots[index].firstOffers.contains(where: { $0.bidder == bidder }) {
      return .preBidMissing
    }
    guard !lots[index].departed.isEmpty else { return nil }
    return lots[index].departed.first { $0.bidder == bidder }?.why.reason
  }

  /// A stage whose end is due but not yet drawn by a tick is over all the same.
  private func endsBidding(_ stage: Stage) -> Bool {
    switch stage {
    case .bidding, .improvement, .sealed: true
    case .waiting, .hidden, .level, .pause, .turn, .announcement, .opening, .over: false
    }
  }

  private func closedStage(_ stage: Stage, to bidder: CompanyID) -> Refusal.Reason? {
    switch stage {
    case .bidding, .improvement, .hidden, .level, .sealed: nil
    case .turn(_, let speaker): speaker == bidder ? nil : .notYourTurn
    case .waiting: .notYetOpen
    case .pause, .announcement: .notBiddingNow
    case .opening(let round): round < rules.clock.rounds ? .notBiddingNow : .alreadyClosed
    case .over: .alreadyClosed
    }
  }

  /// Offers before the opening are taken where the rules know pre-bids.
  private var takesPreBids: Bool { rules.admissibility.preBids != .none }

  private func unwritten(_ bid: Bid, by place: Int) -> Refusal.Reason? {
    if let currency = bid.currency?.description,
      currency != participants[place].admission.currency ?? announcement.currency
    {
      return .currencyNotAllowed
    }
    return bid.origin == .surrogate && !rules.admissibility.surrogateBids ? .surrogateNotAllowed : nil
  }

  private func unpriceable(_ bid: Bid) -> Refusal.Reason? {
    guard bid.price > .zero || rules.admissibility.belowZero else { return .priceNotPositive }
    // Beyond this no sum could be trusted.
    guard bid.price.tenThousandths != .min else { return .priceNotPositive }
    return bid.price.tenThousandths % rules.admissibility.tick == 0 ? nil : .tooManyDecimals
  }

  /// Entering the same price a second time means it.
  private func isMeant(_ bid: Bid, on index: Int) -> Bool {
    guard rules.admissibility.largestDecrement?.passesWhenRepeated == true else { return false }
    return lots[index].doubts.contains { $0.bidder == bid.bidder && $0.price == bid.price }
  }

  /// With the price that would be accepted instead.
  private func refusal(
    _ reason: Refusal.Reason, threshold cost: Int64? = nil, of bid: Bid, on index: Int
  ) -> Refusal {
    var refusal = refusal(reason, threshold: cost, of: bid, next: nextAdmissible(for: bid.bidder, on: index))
    if cost == nil { refusal.threshold = clockPrice(reason, of: bid, on: index) }
    return refusal
  }

  private func refusal(_ reason: Refusal.Reason, threshold cost: Int64?, of bid: Bid, next: Money?) -> Refusal {
    let isMinimum = reason == .aboveCeiling && rules.ranking.direction == .higher
    return Refusal(
      isMinimum ? .belowMinimum : reason, offered: bid.price,
      threshold: cost.map { Money(tenThousandths: rules.ranking.sign * $0) }, nextAdmissible: next)
  }

  private func clockPrice(_ reason: Refusal.Reason, of bid: Bid, on index: Int) -> Money? {
    guard reason == .levelLeft || reason == .notTheClockPrice else { return nil }
    return clockPrice(for: bid.bidder, on: index)
  }
}

extension Auction.Departure {
  fileprivate var reason: Refusal.Reason {
    switch self {
    case .saidSo, .silent: .outOfTheLot
    case .missedARound: .missedARound
    case .notAmongBest: .notAmongBest
    }
  }
}

extension Auction {
  private func brokenClock(by bid: Bid, of place: Int, on index: Int) -> Refusal.Reason? {
    guard case .level(let number, _) = lots[index].stage, let price = clockPrice(for: bid.bidder, on: index) else {
      return .notTheClockPrice
    }
    if rules.clock.isJapanese, hasAccepted(bid.bidder, on: index) { return .alreadyAccepted }
    if bid.price != price {
      return isPassed(bid.price, of: place, before: number, on: index) ? .levelLeft : .notTheClockPrice
    }
    return brokenShare(bid.share, on: index)
  }

  private func isPassed(_ price: Money, of place: Int, before number: Int, on index: Int) -> Bool {
    guard let levels = levels(on: index) else { return false }
    let (terms, tick) = (participants[place].terms(on: lots[index].number), rules.admissibility.tick)
    guard terms != .plain else { return levels.number(of: price).map { $0 < number } ?? false }
    return (0..<number).contains { terms.own(levels.price($0), tick: tick) == price }
  }

  /// What the clock shows, in the bidder's currency.
  package func clockPrice(for bidder: CompanyID, on index: Int) -> Money? {
    guard case .level(_, let price) = lots[index].stage else { return nil }
    return terms(of: bidder, on: lots[index].number).own(price, tick: rules.admissibility.tick)
  }

  /// Whether the bidder has accepted the level that the clock shows.
  func hasAccepted(_ bidder: CompanyID, on index: Int) -> Bool {
    guard case .level(_, let price) = lots[index].stage else { return false }
    // By what it comes to: two levels may be the same price once cut in the bidder's currency.
    return lots[index].offers.contains { $0.bidder == bidder && $0.cost == Fraction(price.tenThousandths) }
  }

  private func brokenShare(_ share: Int, on index: Int) -> Refusal.Reason? {
    guard case .dutch(let dutch) = rules.clock.format else {
      return share == Clock.wholeLot ? nil : share < Clock.wholeLot ? .shareTooSmall : .shareTooLarge
    }
    let left = lots[index].shareLeft
    guard share >= min(dutch.smallestShare ?? Clock.wholeLot, left) else { return .shareTooSmall }
    return share <= left ? nil : .shareTooLarge
  }

  /// The price closest to the ceiling that would be accepted of the bidder now; `nil` where none would.
  package func nextAdmissible(for bidder: CompanyID, on lot: LotNumber) -> Money? {
    index(of: lot).flatMap { nextAdmissible(for: bidder, on: $0) }
  }

  func nextAdmissible(for bidder: CompanyID, on index: Int) -> Money? {
    guard let place = participant(bidder), !participants[place].isDisqualified else { return nil }
    let present = lots[index].stageEndsAt.map { $0.adding(milliseconds: -1) } ?? opensAt
    guard closedTo(bidder, on: index, at: present, isSealed: rules.clock.isSealed) == nil else { return nil }
    if let price = clockPrice(for: bidder, on: index) {
      let isInBounds = bounds(for: place, on: index).broken(by: price.tenThousandths, isMeant: true) == nil
      return rules.clock.isJapanese && hasAccepted(bidder, on: index) || !isInBounds ? nil : price
    }
    return admissible(by: thresholds(for: place, on: index), for: place, on: index)
  }

  @inline(__always) private func admissible(by lines: Thresholds, for place: Int, on index: Int) -> Money? {
    guard let cost = lines.admissible(isTaken: { isTaken($0, on: index, for: place) }) else { return nil }
    let price = Money(tenThousandths: rules.ranking.sign * cost)
    return price > .zero || rules.admissibility.belowZero ? price : nil
  }
}
