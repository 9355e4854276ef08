// What becomes of an offer, by the auditor: who may offer and when, and what an accepted offer does to the end.

import Auctions

extension NaiveAuditor {
  /// Why a bidder may not offer now, whatever the price.
  func objection(to bidder: CompanyID, on number: LotNumber, isSealed: Bool) -> Refusal.Reason? {
    if admission(bidder) == nil { return .notAdmitted }
    if isDisqualified(bidder) { return .disqualified }
    if lot(number) == nil { return .unknownLot }
    let stage = stage(number)
    let mayPreBid = rules.admissibility.preBids != .none && !hasOpened
    if isOver || isOver(number) { return .alreadyClosed }
    if stage == .waiting && !mayPreBid { return .notYetOpen }
    if pausedAt != nil { return .paused }
    if announced.rules.clock.isSealed != isSealed { return isSealed ? .notSealed : .onlySealed }
    switch stage {
    case .opening(let round): return round < announced.rules.clock.lastRound ? .notBiddingNow : .alreadyClosed
    case .pause, .announcement: return .notBiddingNow
    case .turn(_, let speaker) where speaker != bidder: return .notYourTurn
    default: break
    }
    if rules.admissibility.preBids == .required, hasOpened, !hasPreBid(bidder, number) { return .preBidMissing }
    switch departure(bidder, number) {
    case .missedARound: return .missedARound
    case .notAmongBest: return .notAmongBest
    case .saidSo, .silent: return .outOfTheLot
    case nil: return nil
    }
  }

  private func hasPreBid(_ bidder: CompanyID, _ number: LotNumber) -> Bool {
    let before = journal.prefix { $0.event != .opened }
    return before.contains { entry in
      guard case .bidPlaced(let bid) = entry.event else { return false }
      return bid.bidder == bidder && bid.lot == number
    }
  }

  func refusal(_ bid: Bid) -> Refusal? {
    if let reason = objection(to: bid.bidder, on: bid.lot, isSealed: false) {
      return Refusal(reason, offered: bid.price)
    }
    guard let lot = lot(bid.lot) else { return nil }
    let prices = NaivePrices(self, bid.bidder, lot)
    var found = objectionToForm(bid) ?? prices.objection(to: bid.price.tenThousandths)
    if found == nil || found.map({ Self.comesAfterShares($0.reason) }) == true, let share = objectionToShare(bid) {
      found = share
    }
    guard let found else { return nil }
    return Refusal(
      found.reason, offered: bid.price, threshold: found.line.map(Money.init(tenThousandths:)),
      nextAdmissible: prices.first().price)
  }

  private func objectionToForm(_ bid: Bid) -> NaivePrices.Objection? {
    if let currency = bid.currency?.description, currency != admission(bid.bidder)?.currency ?? announced.currency {
      return (.currencyNotAllowed, nil)
    }
    return bid.origin == .surrogate && !rules.admissibility.surrogateBids ? (.surrogateNotAllowed, nil) : nil
  }

  private func objectionToShare(_ bid: Bid) -> NaivePrices.Objection? {
    var (least, left) = (Clock.wholeLot, Clock.wholeLot)
    if case .dutch(let dutch) = announced.rules.clock.format {
      left -= standing(bid.lot).reduce(0) { $0 + $1.share }
      least = min(dutch.smallestShare ?? Clock.wholeLot, left)
    }
    if bid.share < least { return (.shareTooSmall, nil) }
    return bid.share > left ? (.shareTooLarge, nil) : nil
  }

  /// The price and the clock come before the share, how the offer compares with others after it.
  private static func comesAfterShares(_ reason: Refusal.Reason) -> Bool {
    let order = Refusal.Reason.allCases
    return (order.firstIndex(of: reason) ?? 0) > (order.firstIndex(of: .shareTooLarge) ?? 0)
  }

  /// The price closest to the ceiling that the bidder could offer now.
  func nextAdmissible(_ bidder: CompanyID, _ number: LotNumber) -> NaivePrices.Found {
    let isSealed = announced.rules.clock.isSealed
    guard objection(to: bidder, on: number, isSealed: isSealed) == nil, let lot = lot(number) else { return .none }
    return NaivePrices(self, bidder, lot).first()
  }

  /// What was answered to the same key before.
  func isKnown(_ bidder: CompanyID, _ origin: Bid.Origin, _ key: String) -> Bool {
    (journal + refusals).contains { entry in
      switch entry.event {
      case .bidPlaced(let bid), .bidRefused(let bid, _):
        bid.origin != .proxy && bid.bidder == bidder && bid.origin == origin && bid.key == key
      case .offerSealed(let offer), .sealRefused(let offer, _):
        origin == .own && offer.bidder == bidder && offer.key == key
      default: false
      }
    }
  }
}

extension NaivePrices.Found {
  /// `nil` also where the auditor does not know.
  var price: Money? {
    if case .price(let price) = self { Money(tenThousandths: price) } else { nil }
  }
}

// Soft close.
extension NaiveAnswer {
  mutating func place(_ bid: Bid) {
    let before = auditor.standing(bid.lot)
    say(.bidPlaced(bid))
    let after = auditor.standing(bid.lot)
    if let until = extended(bid, before, after) { extend(bid.lot, until, .softClose) }
    guard auditor.announced.rules.clock.isDutch, after.reduce(0, { $0 + $1.share }) == Clock.wholeLot else { return }
    close(bid.lot, now.milliseconds)
    closeWhenDone()
  }

  private func extended(
    _ bid: Bid, _ before: [NaiveAuditor.Standing], _ after: [NaiveAuditor.Standing]
  ) -> Int64? {
    guard auditor.hasOpened, let soft = auditor.rules.closing.softClose, case .bidding = auditor.stage(bid.lot),
      auditor.isLast(auditor.stage(bid.lot)), let end = auditor.stageEnd(bid.lot)
    else { return nil }
    let remaining = end - now.milliseconds
    guard remaining > 0, remaining <= soft.windowMilliseconds else { return nil }
    guard isTriggered(soft.trigger, bid, before, after) else { return nil }
    if let limit = soft.limit, auditor.extensions(bid.lot) >= limit { return nil }
    var until = (soft.base == .end ? end : now.milliseconds) + soft.extensionMilliseconds
    if let total = soft.totalMilliseconds { until = min(until, auditor.endWithoutExtensions(bid.lot) + total) }
    return until > end ? until : nil
  }

  private func isTriggered(
    _ trigger: Closing.SoftClose.Trigger, _ bid: Bid, _ before: [NaiveAuditor.Standing],
    _ after: [NaiveAuditor.Standing]
  ) -> Bool {
    guard let place = after.firstIndex(where: { $0.bidder == bid.bidder }) else { return false }
    switch trigger {
    case .anyBid: return true
    case .bestPrice: return before.first.map { auditor.isBetter(after[place].value, $0.value) } ?? true
    case .leadChanges: return place == 0 && before.first?.bidder != bid.bidder
    case .rank(let rank): return auditor.rank(place, of: after) <= rank
    case .someoneBeaten:
      return before.enumerated().contains { old, offer in
        guard offer.bidder != bid.bidder else { return false }
        return (after.firstIndex { $0.bidder == offer.bidder } ?? 0) > old
      }
    }
  }

  /// Puts the end of a lot off, and of the others that go along with it.
  mutating func extend(_ number: LotNumber, _ until: Int64, _ cause: Auction.Cause) {
    let old = auditor.close(number) ?? until
    let others = auditor.announced.lots.map(\.number).filter { $0 != number && auditor.isExtensible($0, cause) }
    let ends = others.map { auditor.close($0) ?? 0 }
    say(.lotExtended(number, until: Instant(milliseconds: until), cause))
    let all = cause == .softClose && auditor.rules.closing.softClose?.scope == .allLots
    if all || auditor.announced.rules.clock.lots == .parallel {
      for (other, end) in zip(others, ends) where end < until {
        say(.lotExtended(other, until: Instant(milliseconds: until), .otherLot))
      }
    } else if case .staggered = auditor.announced.rules.clock.lots {
      let later = zip(others, ends).filter { $0.0 > number }
      guard let next = later.first, until > next.1 else { return }
      for (other, end) in later {
        say(.lotExtended(other, until: Instant(milliseconds: end + until - old), .otherLot))
      }
    }
  }
}

extension NaiveAuditor {
  /// Whether the lot goes along: nothing but the buyer moves a hidden end, or the time for improvement.
  func isExtensible(_ number: LotNumber, _ cause: Auction.Cause) -> Bool {
    if cause.isBuyers { return !isOver(number) && stage(number) != .waiting && stageEnd(number) != nil }
    return switch stage(number) {
    case .bidding, .sealed: true
    default: false
    }
  }

  /// Lots with one end share its total; a staggered lot that is pushed is announced anew.
  private func counts(_ cause: Auction.Cause) -> Bool {
    if case .staggered = announced.rules.clock.lots, cause == .otherLot { return false }
    return !cause.isBuyers
  }

  /// The end as it was announced: with pauses, outages and what the buyer put off, but without extensions.
  func endWithoutExtensions(_ number: LotNumber) -> Int64 {
    var extended: Int64 = 0
    for (place, entry) in journal.enumerated() {
      if case .lotExtended(number, let until, let cause) = entry.event, counts(cause) {
        extended += until.milliseconds - (close(number, before: place) ?? 0)
      }
    }
    return (stageEnd(number) ?? 0) - extended
  }
}

extension Clock {
  fileprivate var lastRound: Int {
    if case .sealed(let sealed) = format { sealed.rounds } else { 1 }
  }
}

extension Auction.Cause {
  var isBuyers: Bool { if case .buyer = self { true } else { false } }
}
