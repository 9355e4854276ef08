// Folding offers: what stands, what was refused, what each key was answered.

extension Auction {
  mutating func stand(_ bid: Bid, at now: Instant) {
    guard let index = index(of: bid.lot) else { return }
    let (isPreBid, isDutch) = (phase == .scheduled, rules.clock.isDutch)
    let isActive = rules.admissibility.activity == .everyRound
    let offer = offer(bid, at: now, position)
    // The lot is taken up once: every access to it asks whether somebody shares it.
    lots[index].accept(offer, isPreBid: isPreBid, besideOthers: isDutch, isActive: isActive)
    if openedAt != nil { lots[index].notePrice(at: now, position: position) }
  }

  /// Keeps the graph of the lot's best price.
  mutating func notePrice(of lot: LotNumber, at now: Instant, _ position: Int64) {
    guard openedAt != nil, let index = index(of: lot) else { return }
    lots[index].notePrice(at: now, position: position)
  }

  mutating func noteDoubt(_ bid: Bid, _ refusal: Refusal) {
    guard rules.admissibility.largestDecrement != nil, let index = index(of: bid.lot) else { return }
    lots[index].forgetDoubt(of: bid.bidder)
    if refusal.reason == .stepTooLarge { lots[index].doubts.append(Doubt(bidder: bid.bidder, price: bid.price)) }
  }

  mutating func keep(_ offer: SealedOffer, at now: Instant, _ position: Int64) {
    guard let index = index(of: offer.lot) else { return }
    lots[index].sealed.removeAll { $0.offer.bidder == offer.bidder }
    lots[index].sealed.append(.init(offer: offer, receivedAt: now, position: position))
    lots[index].active.append(offer.bidder)
    remember(offer, .sealed(offer.commitment), at: now, position)
  }

  /// An opened offer counts from when it was sealed.
  mutating func stand(_ opened: OpenedOffer, on number: LotNumber) {
    guard let index = index(of: number) else { return }
    guard let sealed = lots[index].sealed.first(where: { $0.offer.bidder == opened.bidder }) else { return }
    let offer = Offer(
      bidder: opened.bidder, price: opened.price,
      cost: rules.ranking.cost(of: opened.price, terms(of: opened.bidder, on: number)),
      receivedAt: sealed.receivedAt, position: sealed.position)
    lots[index].stand(offer)
    lots[index].note(offer, isPreBid: false)
    drawTies(on: index)
    if let place = participant(opened.bidder), participants[place].isDisqualified {
      lots[index].setAside(opened.bidder)
    }
  }

  /// Puts equal offers in the order that the seed gives their bidders.
  mutating func drawTies(on index: Int) {
    guard rules.ranking.ties == .drawn, let seed else { return }
    let lot = UInt64(lots[index].number.value) << 32
    let draws = participants.indices.map { (participants[$0].company, seed.draw(lot | UInt64($0))) }
    func draw(_ offer: Offer) -> UInt64 { draws.first { $0.0 == offer.bidder }?.1 ?? .max }
    lots[index].offers.sort { $0.cost == $1.cost ? draw($0) < draw($1) : $0.cost < $1.cost }
  }

  mutating func remember(_ bid: Bid, _ outcome: Answer.Outcome, at now: Instant) {
    // A proxy's bids have no key: nobody asked for them one by one.
    guard bid.origin != .proxy else { return }
    let answer = Answer(
      lot: bid.lot, price: bid.price, share: bid.share, position: position, receivedAt: now,
      outcome: outcome)
    answers.keep(answer, for: BidKey(bid))
  }

  mutating func remember(_ offer: SealedOffer, _ outcome: Answer.Outcome, at now: Instant, _ position: Int64) {
    let answer = Answer(
      lot: offer.lot, price: .zero, share: Clock.wholeLot, position: position, receivedAt: now,
      outcome: outcome)
    answers.keep(answer, for: BidKey(offer))
  }
}

extension Auction.Lot {
  /// An accepted offer, and what the lot remembers of it.
  fileprivate mutating func accept(_ offer: Offer, isPreBid: Bool, besideOthers: Bool, isActive: Bool) {
    let previous = place(of: offer.bidder)
    if case .turn = stage {
      pending = offer
    } else if let previous, !besideOthers {
      settle(offer, from: previous)
    } else {
      add(offer)
    }
    if previous == nil || isPreBid { note(offer, isPreBid: isPreBid) }
    if isActive { active.append(offer.bidder) }
    forgetDoubt(of: offer.bidder)
  }

  /// The offer of the turn that ends now stands.
  mutating func publishTurn() {
    guard let offer = pending else { return }
    pending = nil
    published.append(offer.position)
    stand(offer)
  }

  mutating func note(_ offer: Offer, isPreBid: Bool) {
    if let known = firstOffers.firstIndex(where: { $0.bidder == offer.bidder }) {
      if isPreBid { firstOffers[known] = offer }
    } else {
      firstOffers.append(offer)
    }
  }

  /// A new point of the graph where the best offer comes to something else than before.
  mutating func notePrice(at now: Instant, position: Int64) {
    guard let best = offers.first?.cost, best != graph.last?.cost else { return }
    graph.append(Auction.GraphPoint(at: now, position: position, cost: best))
  }

  mutating func forgetDoubt(of bidder: CompanyID) {
    if !doubts.isEmpty { doubts.removeAll { $0.bidder == bidder } }
  }

  mutating func setAside(_ bidder: CompanyID) {
    if pending?.bidder == bidder { pending = nil }
    let standing = offers.filter { $0.bidder == bidder }
    // What it sealed before its exclusion and was opened after it takes the place of its earlier offer.
    if !standing.isEmpty { setAside.removeAll { $0.bidder == bidder } }
    setAside += standing
    offers.removeAll { $0.bidder == bidder }
    proxies.removeAll { $0.bidder == bidder }
  }

  mutating func bringBack(_ bidder: CompanyID) {
    for offer in setAside where offer.bidder == bidder { add(offer) }
    setAside.removeAll { $0.bidder == bidder }
  }

  mutating func set(_ proxy: Proxy) {
    proxies.removeAll { $0.bidder == proxy.bidder }
    proxies.append(proxy)
  }

  /// - Parameter isAnnounced: the move is not the lot's own extension, and counts for no total.
  mutating func extend(until end: Instant, isAnnounced: Bool) {
    let length = closesAt.milliseconds(until: end)
    closesAt = end
    stageEndsAt = stageEndsAt?.adding(milliseconds: length)
    if isAnnounced { announcedClose = announcedClose.adding(milliseconds: length) }
  }

  mutating func close(_ winners: [Win], at now: Instant) {
    // Sooner than planned where it was sold, left or closed early; a hidden end is known only now.
    if now < closesAt || stage == .hidden { closesAt = now }
    phase = .closed
    stage = .over
    stageEndsAt = nil
    // Limits stay their owners' secret, and nobody needs them any more.
    proxies = []
    self.winners = winners
  }
}
