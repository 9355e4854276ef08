// What is asked of a random auction: offers near every border, and all that a buyer may do.

import Auctions

extension RandomAuction {
  mutating func command() -> Auction.Command {
    switch Int.random(in: 0..<200, using: &random) {
    case 0..<40: interventions()
    case 40..<44: .admit(admission(of: Self.companies.dropLast().randomElement(using: &random) ?? .none))
    case 44..<46: .admitObserver(CompanyID(bits: 50))
    case 46..<62 where auction.rules.clock.isJapanese: .leave(lot(), bidder())
    case 46..<52: .retract(lot(), bidder())
    case 46..<72 where auction.rules.admissibility.proxyBids: proxy()
    case 46..<54: proxy()
    default: offer()
    }
  }

  private mutating func offer() -> Auction.Command {
    guard auction.rules.clock.isSealed else { return .placeBid(bid()) }
    let number = lot()
    if case .opening = auction.lot(number)?.stage, !random.once(in: 3) {
      return .open(number, opened(on: number), seed: seed)
    }
    if random.once(in: 30) { return .open(number, opened(on: number), seed: seed) }
    return random.once(in: 12) ? .placeBid(bid()) : .seal(sealedOffer())
  }

  /// Mostly a bidder that can bid at this moment.
  mutating func bidder() -> CompanyID {
    if case .turn(_, let speaker) = auction.lots.randomElement(using: &random)?.stage, !random.once(in: 4) {
      return speaker
    }
    let company = Self.companies.randomElement(using: &random) ?? .none
    return random.once(in: 3) ? company : auction.participants.randomElement(using: &random)?.company ?? company
  }

  /// Rarely a lot that does not exist.
  mutating func lot() -> LotNumber {
    let open = auction.lots.filter { $0.phase == .open }
    let drawn = random.once(in: 8) || open.isEmpty ? auction.lots : open
    return random.once(in: 60) ? LotNumber(9) : drawn.randomElement(using: &random)?.number ?? LotNumber(1)
  }

  private mutating func bid() -> Bid {
    let (bidder, number) = (bidder(), lot())
    let isForeign = random.once(in: 40)
    let own = auction.participants.first { $0.company == bidder }?.admission.currency
    return Bid(
      lot: number, bidder: bidder, price: price(for: bidder, on: number), share: share(number),
      currency: (isForeign ? "CHF" : random.once(in: 5) ? own : nil).flatMap { CurrencyCode($0) },
      origin: random.once(in: 12) ? .surrogate : .own,
      key: random.once(in: 25) ? "repeated" : "key \(journal.count)", placedBy: ActorID(bits: 1))
  }

  private mutating func share(_ number: LotNumber) -> Int {
    guard auction.rules.clock.isDutch, let left = auction.lot(number)?.shareLeft else {
      return random.once(in: 80) ? [5_000, 15_000, 0].randomElement(using: &random) ?? 0 : Clock.wholeLot
    }
    let shares = [Clock.wholeLot, left, left, left + 1, 2_500, 1_000, 999, 1, 0, -1, left / 2]
    return shares.randomElement(using: &random) ?? left
  }

  /// Mostly close to the line between admissible and not.
  mutating func price(for bidder: CompanyID, on number: LotNumber) -> Money {
    guard let lot = auction.lot(number) else { return Money(tenThousandths: 10_000) }
    let tick = rules.tick
    if case .level(_, let price) = lot.stage, !random.once(in: 8) { return price }
    let ceiling = lot.ceiling.tenThousandths / tick
    let anywhere = Int64.random(in: -2...(ceiling * 2), using: &random) * tick
    let line = auction.nextAdmissible(for: bidder, on: number)?.tenThousandths
    let rival = lot.offers.randomElement(using: &random)?.price.tenThousandths
    let repeated = lastPrice(of: bidder, on: number)
    let little = Int64.random(in: -2...5, using: &random) * tick
    let drawn = [
      line, line, line.map { $0 - little }, line.map { $0 + tick }, rival, repeated, anywhere,
      rival.map { $0 - little },
    ]
    .randomElement(using: &random)
    let price = (drawn ?? nil) ?? anywhere
    return Money(tenThousandths: random.once(in: 40) ? price + max(1, tick / 10) : price)
  }

  /// What the bidder last offered, accepted or not.
  private func lastPrice(of bidder: CompanyID, on number: LotNumber) -> Int64? {
    for entry in journal.reversed() {
      switch entry.event {
      case .bidPlaced(let bid), .bidRefused(let bid, _):
        if bid.bidder == bidder, bid.lot == number { return bid.price.tenThousandths }
      default: break
      }
    }
    return nil
  }

  private mutating func proxy() -> Auction.Command {
    let (bidder, number) = (bidder(), lot())
    guard !random.once(in: 5) else { return .dropProxy(number, bidder) }
    let below = Int64.random(in: -1...12, using: &random) * rules.tick
    let limit = price(for: bidder, on: number).tenThousandths - below
    let step = random.once(in: 3) ? Money(tenThousandths: Int64.random(in: 1...4, using: &random) * rules.tick) : nil
    return .setProxy(
      Proxy(lot: number, bidder: bidder, limit: Money(tenThousandths: limit), step: step, placedBy: ActorID(bits: 1)))
  }
}

// What is sealed.
extension RandomAuction {
  private mutating func sealedOffer() -> SealedOffer {
    SealedOffer(
      lot: lot(), bidder: bidder(), commitment: seed, envelope: [0],
      key: random.once(in: 25) ? "repeated" : "key \(journal.count)", placedBy: ActorID(bits: 1))
  }

  mutating func seal(_ offer: SealedOffer) {
    let price = price(for: offer.bidder, on: offer.lot)
    envelopes.removeAll { $0.lot == offer.lot && $0.bidder == offer.bidder }
    envelopes.append(Envelope(lot: offer.lot, bidder: offer.bidder, price: price))
  }

  /// Mostly all that wait; rarely one less, or one too many.
  private mutating func opened(on number: LotNumber) -> [OpenedOffer] {
    let waiting = auction.lot(number)?.sealed.map(\.offer.bidder) ?? []
    var found = envelopes.filter { $0.lot == number && waiting.contains($0.bidder) }
      .map { OpenedOffer(bidder: $0.bidder, price: $0.price, salt: seed) }
    if random.once(in: 10), !found.isEmpty { found.removeLast() }
    if random.once(in: 20) { found.append(OpenedOffer(bidder: Self.companies[0], price: .zero, salt: seed)) }
    return found
  }
}

// What a buyer does.
extension RandomAuction {
  private mutating func interventions() -> Auction.Command {
    let reason = random.once(in: 8) ? "" : "because"
    let one = random.once(in: 2) ? lot() : nil
    let all: [Auction.Command] = [
      .withdraw(lot(), bidder(), reason: reason), .withdraw(lot(), bidder(), reason: reason),
      .disqualify(bidder(), reason: reason), .reinstate(bidder(), reason: reason), .reinstate(bidder(), reason: reason),
      .moveOpening(to: now.adding(milliseconds: .random(in: -3...30, using: &random))), .pause(reason: reason), .resume,
      .resume, .resume,
      .extend(one, to: now.adding(milliseconds: .random(in: -5...80, using: &random)), reason: reason),
      .change(changed(), reason: reason),
    ]
    if random.once(in: 30) { return .closeEarly(one, reason: reason) }
    if random.once(in: 90) { return .cancel(reason: random.once(in: 3) ? "enough" : "") }
    return all.randomElement(using: &random) ?? .resume
  }

  private mutating func changed() -> Rules {
    var changed = auction.rules
    switch Int.random(in: 0..<8, using: &random) {
    case 0:
      changed.admissibility.decrement = random.once(in: 3) ? nil : rules.decrement()
    case 1: changed.admissibility.tiesAllowed.toggle()
    case 2: changed.admissibility.leaderMayImprove.toggle()
    case 3: changed.admissibility.ownMustImprove.toggle()
    case 4: changed.visibility = rules.visibility()
    case 5: changed.closing = rules.closing(auction.rules.clock.kind)
    case 6: changed.ranking.ties = changed.ranking.ties == .equalBest ? .equalWorst : .equalBest
    default: changed.clock.lots = .serial(pauseMilliseconds: 7)
    }
    return changed
  }
}

extension RandomAuction {
  /// Mostly plain; else with a currency, ceilings and declarations, of which few are faulty.
  mutating func admission(of company: CompanyID) -> Admission {
    var admission = Admission(company)
    if random.once(in: 4) {
      admission.currency = (RandomRules.currencies + ["EUR", "EUR"]).randomElement(using: &random)
    }
    if random.once(in: 60) { admission.currency = "CHF" }
    if random.once(in: 5) {
      let price = Money(tenThousandths: Int64.random(in: 4...60, using: &random) * rules.tick)
      admission.ceilings = [.init(lot: random.once(in: 2) ? LotNumber(1) : nil, price: price)]
    }
    for code in rules.model.codes where !random.once(in: 3) {
      admission.declarations.append(
        Declaration(code: code, lot: random.once(in: 4) ? LotNumber(2) : nil, value: declared(code)))
    }
    return admission
  }

  private mutating func declared(_ code: String) -> Measure {
    switch code {
    case "denominator":
      Measure(tenThousandths: [8_000, 10_000, 12_500, 30_000].randomElement(using: &random) ?? 10_000)
    case "addition", "nonPriceCost", "freight":
      Measure(tenThousandths: Int64.random(in: -3...8, using: &random) * rules.tick + (random.once(in: 4) ? 1 : 0))
    case "duty": Measure(tenThousandths: [0, 50_000, -20_000, 70_000].randomElement(using: &random) ?? 0)
    case "days": Measure(tenThousandths: Int64.random(in: 0...4, using: &random) * 10_000)
    default: Measure(tenThousandths: [0, 250, 500, 1_000, 1_000].randomElement(using: &random) ?? 0)
    }
  }
}
