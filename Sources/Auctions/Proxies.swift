// Bids that the server makes for a supplier, down to the limit it has left.

extension Auction {
  func setProxy(_ proxy: Proxy, at now: Instant) throws(Rejection) -> [Event] {
    guard let index = index(of: proxy.lot) else { throw .unknownLot }
    guard !lots[index].isOver, phase == .scheduled || lots[index].phase == .open else { throw .lotNotOpen }
    guard let place = participant(proxy.bidder), !participants[place].isDisqualified else { throw .notAParticipant }
    guard rules.admissibility.proxyBids else { throw .proxiesNotAllowed }
    guard isWithinBounds(proxy, of: place, on: index) else { throw .limitNotAdmissible }
    var outcome = Outcome(self, at: now)
    outcome.happen(.proxySet(proxy))
    outcome.letProxiesBid(on: index)
    return outcome.events
  }

  private func isWithinBounds(_ proxy: Proxy, of place: Int, on index: Int) -> Bool {
    let rule = rules.admissibility
    guard proxy.limit.tenThousandths != .min, proxy.limit.tenThousandths % rule.tick == 0 else { return false }
    if let step = proxy.step { guard step > .zero, step.tenThousandths % rule.tick == 0 else { return false } }
    let lines = thresholds(for: place, on: index)
    let cost = rules.ranking.sign * proxy.limit.tenThousandths
    return cost <= lines.ceiling && cost >= lines.floor
  }

  func dropProxy(_ number: LotNumber, _ company: CompanyID) throws(Rejection) -> [Event] {
    guard let lot = lot(number) else { throw .unknownLot }
    guard lot.proxies.contains(where: { $0.bidder == company }) else { throw .noLimit }
    return [.proxyDropped(number, company)]
  }

  /// The thresholds of the proxy's owner; `nil` where it cannot bid at all.
  private func lines(of proxy: Proxy, on index: Int) -> (Thresholds, place: Int)? {
    guard let place = participant(proxy.bidder), !participants[place].isDisqualified else { return nil }
    guard lots[index].takes(proxy.bidder), mayBid(proxy.bidder, on: index) else { return nil }
    var lines = thresholds(for: place, on: index)
    // A proxy's leap is no slip of the pen, and a leader that defends itself does not improve for its own sake.
    lines.farthest = -.max
    lines.leaderMayNotImprove = false
    return (lines, place)
  }

  private func mayBid(_ bidder: CompanyID, on index: Int) -> Bool {
    rules.admissibility.preBids != .required || lots[index].firstOffers.contains { $0.bidder == bidder }
  }

  /// The worst cost with which the proxy's owner would lead the lot, and still break no rule.
  fileprivate func leading(_ proxy: Proxy, on index: Int) -> Int64? {
    guard let (lines, place) = lines(of: proxy, on: index) else { return nil }
    var bound = lines.lead ?? .max
    if let rival = lines.rival, let step = proxy.step {
      bound = min(bound, Thresholds.minus(rival, step.tenThousandths))
    }
    return lines.admissible(upTo: bound) { isTaken($0, on: index, for: place) }
  }

  /// The best cost that the proxy may go to by itself, and still break no rule.
  fileprivate func utmost(_ proxy: Proxy, on index: Int) -> Int64? {
    guard let (lines, place) = lines(of: proxy, on: index) else { return nil }
    return lines.admissible(downTo: limit(proxy)) { isTaken($0, on: index, for: place) }
  }

  fileprivate func limit(_ proxy: Proxy) -> Int64 { rules.ranking.sign * proxy.limit.tenThousandths }

  fileprivate func limitValue(_ proxy: Proxy) -> Fraction {
    rules.ranking.cost(of: proxy.limit, terms(of: proxy.bidder, on: proxy.lot))
  }
}

extension Outcome {
  /// Lets proxies answer each other until none can or need do more. Two of them go to where they meet at once: the
  /// weaker at its limit, the stronger one step better.
  mutating func letProxiesBid(on index: Int) {
    let lot = auction.lots[index]
    guard !lot.proxies.isEmpty, lot.phase == .open, canBid(lot.stage) else { return }
    guard auction.rules.admissibility.proxyBids, auction.pausedAt == nil else { return }
    // Every turn of this loop brings one proxy to its limit or changes the lead for good.
    for _ in 0...(2 * lot.proxies.count) {
      guard let challenger = strongestChallenger(on: index) else { return }
      let leader = auction.lots[index].offers.first?.bidder
      let defence = auction.lots[index].proxies.first { $0.bidder == leader }
      if let defence { meet(challenger, defence, on: index) } else { lead(challenger, on: index) }
    }
  }

  private func canBid(_ stage: Auction.Stage) -> Bool {
    switch stage {
    case .bidding, .hidden: true
    case .waiting, .improvement, .level, .pause, .turn, .announcement, .sealed, .opening, .over: false
    }
  }

  /// Of the proxies whose owners do not lead but could, the one with the best limit; of equal limits the earlier.
  private func strongestChallenger(on index: Int) -> Proxy? {
    let leader = auction.lots[index].offers.first?.bidder
    let able = auction.lots[index].proxies.filter { proxy in
      guard proxy.bidder != leader, let cost = auction.leading(proxy, on: index) else { return false }
      return cost >= auction.limit(proxy)
    }
    return able.min { auction.limitValue($0) < auction.limitValue($1) }
  }

  private mutating func lead(_ proxy: Proxy, on index: Int) {
    guard let cost = auction.leading(proxy, on: index), cost >= auction.limit(proxy) else { return }
    bid(cost, for: proxy, on: index)
  }

  private mutating func bid(_ cost: Int64, for proxy: Proxy, on index: Int) {
    let bid = Bid(
      lot: proxy.lot, bidder: proxy.bidder, price: Money(tenThousandths: auction.rules.ranking.sign * cost),
      origin: .proxy, key: "", placedBy: proxy.placedBy)
    var ends: [Auction.Event] = []
    auction.extensions(
      by: auction.offer(bid, at: now, auction.position), on: index, at: now, into: &ends)
    happen(.bidPlaced(bid))
    for event in ends { happen(event) }
  }

  /// The challenger can take the lead now; what matters is who still can when both have gone to their limits.
  private mutating func meet(_ challenger: Proxy, _ leader: Proxy, on index: Int) {
    if let cost = answer(of: challenger, to: leader, on: index), cost >= auction.limit(challenger) {
      goToLimit(leader, on: index)
      return lead(challenger, on: index)
    }
    if let cost = answer(of: leader, to: challenger, on: index), cost >= auction.limit(leader) {
      goToLimit(challenger, on: index)
      return lead(leader, on: index)
    }
    // Within one step of each other: who leads stays, at its limit if need be.
    goToLimit(leader, on: index)
  }

  /// The cost at which `proxy` would lead if its rival stood at its own limit.
  private func answer(of proxy: Proxy, to rival: Proxy, on index: Int) -> Int64? {
    var outcome = Outcome(auction, at: now)
    outcome.goToLimit(rival, on: index)
    return outcome.auction.leading(proxy, on: index)
  }

  private mutating func goToLimit(_ proxy: Proxy, on index: Int) {
    guard let cost = auction.utmost(proxy, on: index) else { return }
    // Where own offers may rise, a price above one's own would be admissible: no limit asks for that.
    if let own = auction.lots[index].offer(of: proxy.bidder) {
      guard cost < auction.rules.ranking.sign * own.price.tenThousandths else { return }
    }
    bid(cost, for: proxy, on: index)
  }
}
