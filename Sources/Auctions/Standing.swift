// The ranking applied: who stands where, what each offer comes to, and who has won what.

extension Ranking {
  /// What a price comes to under the bidder's terms; where higher wins, below zero. The lower one is the better one.
  @inline(__always) package func cost(of price: Money, _ terms: Terms) -> Fraction {
    let value = terms.value(of: price)
    return direction == .lower ? value : value.negated
  }

  /// The rank of the offer at `place` of `offers`, from 1: who is equal may share it.
  package func rank(at place: Int, of offers: [Offer]) -> Int {
    switch ties {
    case .earlierFirst, .drawn: place + 1
    case .equalBest: 1 + offers[..<place].count { $0.cost != offers[place].cost }
    case .equalWorst: offers.count - offers[place...].count { $0.cost != offers[place].cost }
    }
  }
}

extension Offer {
  /// Whether the offer ranks before the other: the better value, then the earlier position in the journal.
  @inline(__always) package func precedes(_ other: Offer) -> Bool {
    cost < other.cost || cost == other.cost && position < other.position
  }
}

extension Auction.Lot {
  /// The bidder's standing offer.
  package func offer(of bidder: CompanyID) -> Offer? { place(of: bidder).map { offers[$0] } }

  /// Where the bidder's offer stands, from 0.
  func place(of bidder: CompanyID) -> Int? { offers.firstIndex { $0.bidder == bidder } }

  /// Puts `offer` in its place, and takes the bidder's previous one out. `offers` is always in order.
  mutating func stand(_ offer: Offer) {
    if let previous = place(of: offer.bidder) { settle(offer, from: previous) } else { add(offer) }
  }

  /// Puts `offer` in its place beside whatever the bidder has there.
  mutating func add(_ offer: Offer) {
    offers.append(offer)
    settle(offer, from: offers.count - 1)
  }

  /// Puts `offer` in its place, into which and over which the offers from the free `place` on move by one.
  mutating func settle(_ offer: Offer, from place: Int) {
    var place = place
    var offers = offers.mutableSpan
    while place > 0, offer.precedes(offers[place - 1]) {
      offers[place] = offers[place - 1]
      place -= 1
    }
    while place + 1 < offers.count, offers[place + 1].precedes(offer) {
      offers[place] = offers[place + 1]
      place += 1
    }
    offers[place] = offer
  }
}

extension Auction {
  /// 1 for the best offer; `nil` without an offer.
  package func rank(of bidder: CompanyID, on lot: Lot) -> Int? {
    lot.offers.firstIndex { $0.bidder == bidder }.map { rules.ranking.rank(at: $0, of: lot.offers) }
  }

  /// Who wins the lot as it stands, and what each is paid.
  func winners(of lot: Lot) -> [Win] {
    if rules.clock.isDutch { return lot.offers.map { Win(bidder: $0.bidder, price: $0.price, share: $0.share) } }
    guard let best = lot.offers.first else { return [] }
    guard case .sealed(let sealed) = rules.clock.format, sealed.pricing == .second else {
      return [Win(bidder: best.bidder, price: best.price)]
    }
    return [Win(bidder: best.bidder, price: secondPrice(on: lot, paidTo: best))]
  }

  /// What an award to the bidder would say: the share and the price that it has won, or its own offer where another
  /// has. Several acceptances of a Dutch clock are one; a premium on an index is told as the price it comes to.
  package func contract(of bidder: CompanyID, on lot: Lot) -> (price: Money, currency: String, share: Int)? {
    let currency = participant(bidder).flatMap { participants[$0].admission.currency } ?? announcement.currency
    let won = lot.winners.filter { $0.bidder == bidder }
    guard rules.clock.isDutch, !won.isEmpty else {
      guard let offer = lot.offer(of: bidder) else { return nil }
      if case .index = rules.ranking.model { return (money(offer.cost), announcement.currency, offer.share) }
      return (won.first?.price ?? offer.price, currency, offer.share)
    }
    // The price of a level is that of the whole lot: each share pays its part of it.
    let sum = won.reduce(Int128(0)) { $0 + Int128($1.price.tenThousandths) * Int128($1.share) }
    let price = Int64(truncatingIfNeeded: sum / Int128(Clock.wholeLot))
    return (Money(tenThousandths: price), currency, won.reduce(0) { $0 + $1.share })
  }

  /// Vickrey: the price at which the winner's offer would come to just what the second one does; the ceiling if alone.
  private func secondPrice(on lot: Lot, paidTo best: Offer) -> Money {
    let terms = terms(of: best.bidder, on: lot.number)
    let tick = rules.admissibility.tick
    let bound = Money(
      tenThousandths: rules.ranking.sign * terms.cost(of: lot.ceiling, sign: rules.ranking.sign, tick: tick))
    guard lot.offers.count > 1 else { return bound }
    let isLower = rules.ranking.direction == .lower
    let second = isLower ? lot.offers[1].cost : lot.offers[1].cost.negated
    let exact = terms.price(of: second).map { isLower ? $0 : $0.negated }?.rounded(downTo: tick)
    let price = Money(tenThousandths: rules.ranking.sign * (exact ?? rules.ranking.sign * best.price.tenThousandths))
    // Nobody is paid more than the ceiling, whatever the second offer comes to.
    return isLower ? min(max(price, best.price), bound) : max(min(price, best.price), bound)
  }

  /// Offers so low that they need a justification, best first.
  package func abnormallyLow(on lot: Lot) -> [CompanyID] {
    guard let rule = rules.ranking.abnormallyLow, rules.ranking.direction == .lower else { return [] }
    return lot.offers.indices.filter { isAbnormallyLow($0, on: lot, rule) }.map { lot.offers[$0].bidder }
  }

  private func isAbnormallyLow(_ place: Int, on lot: Lot, _ rule: Ranking.AbnormallyLow) -> Bool {
    let offer = lot.offers[place]
    if place + 1 < lot.offers.count, let line = lot.offers[place + 1].cost.less(rule.belowNextHundredths) {
      if offer.cost <= line { return true }
    }
    let others = lot.firstOffers.filter { $0.bidder != offer.bidder }
    guard !others.isEmpty else { return false }
    let sum = others.reduce(Fraction?.some(.zero)) { sum, other in sum?.plus(other.cost) }
    let mean = Fraction(1, over: Int128(others.count)).flatMap { sum?.times($0) }
    return mean?.less(rule.belowMeanHundredths).map { offer.cost <= $0 } ?? false
  }
}

extension Fraction {
  /// The value less a percentage of it.
  fileprivate func less(_ hundredths: Int64) -> Fraction? {
    Fraction(Int128(10_000 - hundredths), over: 10_000).flatMap { times($0) }
  }
}
