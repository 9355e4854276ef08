// A second implementation of the rules, slow and simple, written from their text and not from the code.

import Auctions

/// Keeps nothing but the list of what happened, and works everything out from it again for every answer.
package struct NaiveAuditor {
  let announced: Announcement
  /// As announced, and as the buyer changed them.
  private(set) var rules: Rules
  /// What changed something.
  private(set) var journal: [Entry]
  /// What was refused: more than half of all, and asked for seldom.
  private(set) var refusals: [Entry] = []

  init?(_ first: Entry) {
    guard case .scheduled(let announcement) = first.event else { return nil }
    announced = announcement
    rules = announcement.rules
    journal = [first]
  }

  mutating func record(_ entries: [Entry]) {
    for entry in entries {
      switch entry.event {
      case .bidRefused, .sealRefused: refusals.append(entry)
      case .rulesChanged(let changed, _):
        rules = changed
        journal.append(entry)
      default: journal.append(entry)
      }
    }
  }

  /// The position of the next entry.
  var position: Int64 { Int64(journal.count + refusals.count) }

  struct Standing: Equatable {
    var bidder: CompanyID
    var price: Int64
    var value: Ratio
    var share: Int
    /// When it was received: the place of its entry in the journal.
    var order: Int64
  }
}

// What holds for the whole auction.
extension NaiveAuditor {
  var hasOpened: Bool { journal.contains { $0.event == .opened } }
  func hasOpened(before entry: Entry) -> Bool {
    journal.contains { $0.event == .opened && $0.position < entry.position }
  }

  var isOver: Bool { isClosed || journal.contains { if case .cancelled = $0.event { true } else { false } } }
  var isClosed: Bool { journal.contains { $0.event == .closed } }

  /// As announced, as moved, and later by every outage into which it fell.
  var opensAt: Int64 {
    var at = announced.opensAt.milliseconds
    for entry in journal {
      if case .openingMoved(let moved) = entry.event { at = moved.milliseconds }
      if case .interrupted(let away) = entry.event, !hasOpened(before: entry) {
        if at < entry.at.milliseconds { at += away }
      }
    }
    return at
  }

  /// Admitted companies in the order of their first admission, with their last terms.
  var admissions: [Admission] {
    var all: [Admission] = []
    for entry in journal {
      guard case .participantAdmitted(let admission) = entry.event else { continue }
      if let place = all.firstIndex(where: { $0.company == admission.company }) {
        all[place] = admission
      } else {
        all.append(admission)
      }
    }
    return all
  }

  func admission(_ company: CompanyID) -> Admission? { admissions.first { $0.company == company } }

  func isDisqualified(_ company: CompanyID, before position: Int64 = .max) -> Bool {
    var isOut = false
    for entry in journal where entry.position < position {
      if case .participantDisqualified(company, _) = entry.event { isOut = true }
      if case .participantReinstated(company, _) = entry.event { isOut = false }
    }
    return isOut
  }

  var pausedAt: Int64? {
    var at: Int64?
    for entry in journal {
      if case .paused = entry.event { at = entry.at.milliseconds }
      if entry.event == .resumed { at = nil }
    }
    return at
  }

  func lot(_ number: LotNumber) -> Announcement.Lot? { announced.lots.first { $0.number == number } }

  var tick: Int64 { [10_000, 1_000, 100, 10, 1][rules.admissibility.decimals] }
  var higherWins: Bool { announced.rules.ranking.direction == .higher }

  func isBetter(_ a: Ratio, _ b: Ratio) -> Bool { higherWins ? a > b : a < b }

  func terms(_ company: CompanyID, _ number: LotNumber) -> NaiveTerms {
    NaiveTerms(admission(company), lot: number, announced: announced)
  }
}

// The offers that stand, and their order.
extension NaiveAuditor {
  /// Best first; of equal ones the earlier first.
  func standing(_ number: LotNumber) -> [Standing] {
    all(number).filter { !isDisqualified($0.bidder) }.sorted { a, b in
      a.value == b.value ? a.order < b.order : isBetter(a.value, b.value)
    }
  }

  /// Those of the disqualified too.
  func all(_ number: LotNumber) -> [Standing] {
    var offers: [Standing] = []
    var pending: Standing?
    var isOpen = false
    var level: Money?
    for entry in journal {
      if entry.event == .opened { isOpen = true }
      if case .stageBegan(number, .level(_, let price), _) = entry.event { level = price }
      if entry.event.endsTurn(of: number), let said = pending {
        offers.removeAll { $0.bidder == said.bidder }
        offers.append(said)
        pending = nil
      }
      switch entry.event {
      case .bidPlaced(let bid) where bid.lot == number:
        var offer = offer(bid.bidder, number, bid.price, share: bid.share, order: entry.position)
        // On a clock everybody accepts the same price, whatever it is cut to in other currencies.
        if let level { offer.value = Ratio(Int128(level.tenThousandths)) }
        // What is said in a turn counts when the turn is over.
        if isOpen, announced.rules.clock.hasTurns {
          pending = offer
        } else {
          if !announced.rules.clock.isDutch { offers.removeAll { $0.bidder == bid.bidder } }
          offers.append(offer)
        }
      case .offerOpened(number, let opened):
        offers.removeAll { $0.bidder == opened.bidder }
        let order = sealed(opened.bidder, number, before: entry.position)?.position ?? 0
        offers.append(offer(opened.bidder, number, opened.price, share: Clock.wholeLot, order: order))
      case .offerRetracted(number, _): pending = nil
      case .participantDisqualified(let bidder, _): if pending?.bidder == bidder { pending = nil }
      // The disqualified have no standing offer that could be withdrawn.
      case .offerWithdrawn(number, let bidder, _): offers.removeAll { $0.bidder == bidder }
      default: break
      }
    }
    return offers
  }

  /// What the one whose turn it is has offered.
  func pending(_ number: LotNumber) -> Bid? {
    var pending: Bid?
    guard announced.rules.clock.hasTurns, hasOpened else { return nil }
    for entry in journal {
      if entry.event.endsTurn(of: number) || entry.event == .opened { pending = nil }
      if case .bidPlaced(let bid) = entry.event, bid.lot == number { pending = bid }
      if case .offerRetracted(number, _) = entry.event { pending = nil }
      if case .participantDisqualified(let bidder, _) = entry.event, bidder == pending?.bidder { pending = nil }
    }
    return pending
  }

  /// The envelope that a bidder sealed last.
  func sealed(_ bidder: CompanyID, _ number: LotNumber, before position: Int64 = .max) -> Entry? {
    journal.last { entry in
      guard entry.position < position, case .offerSealed(let offer) = entry.event else { return false }
      return offer.bidder == bidder && offer.lot == number
    }
  }

  private func offer(
    _ bidder: CompanyID, _ number: LotNumber, _ price: Money, share: Int, order: Int64
  ) -> Standing {
    let price = price.tenThousandths
    return Standing(
      bidder: bidder, price: price, value: terms(bidder, number).value(price), share: share, order: order)
  }

  /// By the rule for ties: 1, 2, 3, or the better or the worse of the places that equal offers take.
  func rank(_ place: Int, of offers: [Standing]) -> Int {
    let value = offers[place].value
    switch announced.rules.ranking.ties {
    case .earlierFirst, .drawn: return place + 1
    case .equalBest: return offers.count { isBetter($0.value, value) } + 1
    case .equalWorst: return offers.count { !isBetter(value, $0.value) }
    }
  }

  func wins(_ number: LotNumber, _ offers: [Standing]) -> [Win] {
    if announced.rules.clock.isDutch {
      return offers.map { Win(bidder: $0.bidder, price: Money(tenThousandths: $0.price), share: $0.share) }
    }
    guard let best = offers.first else { return [] }
    var price = best.price
    if case .sealed(let sealed) = announced.rules.clock.format, sealed.pricing == .second {
      let terms = terms(best.bidder, number)
      let ceiling = bound(terms.own(lot(number)?.ceiling ?? .zero))
      price = ceiling
      if offers.count > 1 {
        let second = bound(terms.price(offers[1].value))
        // Cutting may not pay a winner less than it asked for, nor a good value more than the ceiling.
        price = higherWins ? max(min(second, best.price), ceiling) : min(max(second, best.price), ceiling)
      }
    }
    return [Win(bidder: best.bidder, price: Money(tenThousandths: price))]
  }

  /// Translated prices are cut against the bidder.
  func bound(_ price: Ratio) -> Int64 { higherWins ? price.up(to: tick) : price.down(to: tick) }

  /// Bidders whose offers need a justification: so far below the mean of the others' first offers, or below the next.
  func abnormallyLow(_ number: LotNumber) -> [CompanyID] {
    guard let rule = announced.rules.ranking.abnormallyLow, !higherWins else { return [] }
    let offers = standing(number)
    let first = firstOffers(number)
    return offers.enumerated().filter { place, offer in
      let others = first.filter { $0.bidder != offer.bidder }
      let sum = others.reduce(Ratio(0)) { $0 + $1.value }
      let mean = others.isEmpty ? nil : sum / Ratio(Int128(others.count))
      let next = offers.dropFirst(place + 1).first { $0.bidder != offer.bidder }
      return isFar(offer.value, mean, rule.belowMeanHundredths)
        || isFar(offer.value, next?.value, rule.belowNextHundredths)
    }.map(\.element.bidder)
  }

  /// What everybody began with: the first offer, or the last one before the opening.
  private func firstOffers(_ number: LotNumber) -> [Standing] {
    var (first, isOpen): ([Standing], Bool) = ([], false)
    for entry in journal {
      if entry.event == .opened { isOpen = true }
      guard let said = entry.event.offer(on: number) else { continue }
      if isOpen, first.contains(where: { $0.bidder == said.bidder }) { continue }
      first.removeAll { $0.bidder == said.bidder }
      first.append(offer(said.bidder, number, said.price, share: 0, order: 0))
    }
    return first
  }

  private func isFar(_ value: Ratio, _ from: Ratio?, _ hundredths: Int64) -> Bool {
    guard let from else { return false }
    return value <= from * Ratio(10_000 - Int128(hundredths), 10_000)
  }
}

extension Auction.Event {
  fileprivate func offer(on number: LotNumber) -> (bidder: CompanyID, price: Money)? {
    switch self {
    case .bidPlaced(let bid) where bid.lot == number: (bid.bidder, bid.price)
    case .offerOpened(number, let opened): (opened.bidder, opened.price)
    default: nil
    }
  }

  /// A turn is over when the next stage begins, or the lot ends.
  func endsTurn(of number: LotNumber) -> Bool {
    switch self {
    case .stageBegan(number, _, _), .turnsOrdered(number, _, _): true
    default: false
    }
  }
}
