// A second implementation of the rules, slow and simple, written from their text and not from the code.

import Auctions
import Foundation

/// Keeps nothing but the list of what was accepted and computes everything from it again for every answer.
struct NaiveAuditor {
  private struct Accepted {
    var lot: LotNumber
    var bidder: CompanyID
    var price: Money
  }

  private enum Stage { case before, during, after }

  private let announced: Announcement
  private var stage = Stage.before
  private var opensAt: Instant
  private var admitted: [CompanyID] = []
  private var accepted: [Accepted] = []
  private var extended: [(lot: LotNumber, until: Instant)] = []
  private var finished: [LotNumber] = []
  private var keysUsed: [(bidder: CompanyID, key: String)] = []

  init(_ announcement: Announcement) {
    announced = announcement
    opensAt = announcement.opensAt
  }

  /// What the auction owes as an answer. Believes its own answer.
  mutating func answer(
    _ command: Auction.Command, at now: Instant
  ) -> Result<[Auction.Event], Auction.Rejection> {
    switch command {
    case .tick: .success(tick(now))
    case .placeBid(let bid): .success(place(bid, now))
    case .admit(let company): admit(company)
    case .moveOpening(let instant): move(instant, now)
    case .cancel(let reason): cancel(reason)
    }
  }
}

/// Commands other than bids.
extension NaiveAuditor {
  private mutating func admit(_ company: CompanyID) -> Result<[Auction.Event], Auction.Rejection> {
    if stage == .after { return .failure(.alreadyOver) }
    if admitted.contains(company) { return .success([]) }
    admitted.append(company)
    return .success([.participantAdmitted(company)])
  }

  private mutating func move(_ instant: Instant, _ now: Instant) -> Result<[Auction.Event], Auction.Rejection> {
    if stage == .after { return .failure(.alreadyOver) }
    if stage == .during { return .failure(.alreadyOpen) }
    if instant.milliseconds < now.milliseconds { return .failure(.opensInThePast) }
    opensAt = instant
    return .success([.openingMoved(to: instant)])
  }

  private mutating func cancel(_ reason: String) -> Result<[Auction.Event], Auction.Rejection> {
    if stage == .after { return .failure(.alreadyOver) }
    if reason == "" { return .failure(.reasonMissing) }
    stage = .after
    return .success([.cancelled(reason: reason)])
  }

  private mutating func tick(_ now: Instant) -> [Auction.Event] {
    var events: [Auction.Event] = []
    if stage == .before, now.milliseconds >= opensAt.milliseconds {
      stage = .during
      events.append(.opened)
    }
    guard stage == .during else { return events }
    for lot in announced.lots.map(\.number) where !finished.contains(lot) && end(lot) <= now.milliseconds {
      finished.append(lot)
      events.append(.lotClosed(lot, winner: board(lot).first?.bidder))
    }
    if finished.count == announced.lots.count {
      stage = .after
      events.append(.closed)
    }
    return events
  }
}

/// Bids.
extension NaiveAuditor {
  private mutating func place(_ bid: Bid, _ now: Instant) -> [Auction.Event] {
    if keysUsed.contains(where: { $0.bidder == bid.bidder && $0.key == bid.key }) { return [] }
    keysUsed.append((bid.bidder, bid.key))
    if let refusal = refusal(bid, now) { return [.bidRefused(bid, refusal)] }
    let leaderBefore = board(bid.lot).first?.bidder
    accepted.append(Accepted(lot: bid.lot, bidder: bid.bidder, price: bid.price))
    let leaderAfter = board(bid.lot).first?.bidder
    guard let until = newEnd(bid.lot, now, leadChanged: leaderBefore != leaderAfter) else {
      return [.bidPlaced(bid)]
    }
    extended.append((bid.lot, until))
    return [.bidPlaced(bid), .lotExtended(bid.lot, until: until)]
  }

  private func refusal(_ bid: Bid, _ now: Instant) -> Refusal? {
    if !admitted.contains(bid.bidder) { return Refusal(.notAdmitted, offered: bid.price) }
    guard let lot = announced.lots.first(where: { $0.number == bid.lot }) else {
      return Refusal(.unknownLot, offered: bid.price)
    }
    if stage == .before { return Refusal(.notYetOpen, offered: bid.price) }
    if stage != .during || finished.contains(bid.lot) || now.milliseconds >= end(bid.lot) {
      return Refusal(.alreadyClosed, offered: bid.price)
    }
    let table = PriceTable(lot: lot, bidder: bid.bidder, board: board(bid.lot), rule: announced.rules.admissibility)
    guard let objection = table.objection(to: bid.price) else { return nil }
    return Refusal(
      objection.reason, offered: bid.price, threshold: objection.line, nextAdmissible: table.highestWithoutObjection)
  }

  /// The last offer of everybody in the lot: cheapest first, of equals the one made earlier.
  private func board(_ lot: LotNumber) -> [PriceTable.Offer] {
    var last: [(order: Int, offer: PriceTable.Offer)] = []
    for (order, bid) in accepted.enumerated() where bid.lot == lot {
      last.removeAll { $0.offer.bidder == bid.bidder }
      last.append((order, PriceTable.Offer(bidder: bid.bidder, price: bid.price)))
    }
    return last.sorted { ($0.offer.price.tenThousandths, $0.order) < ($1.offer.price.tenThousandths, $1.order) }
      .map(\.offer)
  }

  private func end(_ lot: LotNumber) -> Int64 {
    if let last = extended.last(where: { $0.lot == lot }) { return last.until.milliseconds }
    guard case .english(let duration) = announced.rules.clock else { return 0 }
    return opensAt.milliseconds + duration
  }

  private func newEnd(_ lot: LotNumber, _ now: Instant, leadChanged: Bool) -> Instant? {
    guard let rule = announced.rules.closing.softClose else { return nil }
    let remaining = end(lot) - now.milliseconds
    if remaining <= 0 || remaining > rule.windowMilliseconds { return nil }
    if rule.trigger == .leadChanges && !leadChanged { return nil }
    if extended.count(where: { $0.lot == lot }) == rule.limit { return nil }
    let from = rule.base == .end ? end(lot) : now.milliseconds
    let until = from + rule.extensionMilliseconds
    return until <= end(lot) ? nil : Instant(milliseconds: until)
  }
}

/// What one bidder may offer in one lot at one moment, price by price.
struct PriceTable {
  struct Offer {
    var bidder: CompanyID
    var price: Money
  }

  typealias Objection = (reason: Refusal.Reason, line: Money?)

  private let ceiling: Money
  private let own: Money?
  private let leads: Bool
  private let others: [Money]
  private let rule: Admissibility
  private let stepLine: Money?

  init(lot: Announcement.Lot, bidder: CompanyID, board: [Offer], rule: Admissibility) {
    ceiling = lot.ceiling
    own = board.first { $0.bidder == bidder }?.price
    leads = board.first?.bidder == bidder
    others = board.filter { $0.bidder != bidder }.map(\.price)
    self.rule = rule
    let base = rule.base == .own ? own : board.first?.price
    stepLine = base.map { Money(tenThousandths: $0.tenThousandths - Self.step(rule, from: $0)) }
  }

  func objection(to price: Money) -> Objection? {
    let cents = price.tenThousandths
    if cents <= 0 { return (.priceNotPositive, nil) }
    if Self.places(price) > rule.decimals { return (.tooManyDecimals, nil) }
    if cents > ceiling.tenThousandths { return (.aboveCeiling, ceiling) }
    if leads && !rule.leaderMayImprove { return (.leaderMayNotImprove, nil) }
    if let own, cents >= own.tenThousandths { return (.notBelowOwnOffer, own) }
    if let stepLine, cents > stepLine.tenThousandths { return (.stepTooSmall, stepLine) }
    if !rule.tiesAllowed && others.contains(price) { return (.equalsAnotherOffer, price) }
    return nil
  }

  /// Tries every price of the lot, the highest first.
  var highestWithoutObjection: Money? {
    let smallest: [Int64] = [10_000, 1_000, 100, 10, 1]
    for price in stride(from: ceiling.tenThousandths, to: 0, by: -Int(smallest[rule.decimals])) {
      if objection(to: Money(tenThousandths: price)) == nil { return Money(tenThousandths: price) }
    }
    return nil
  }

  /// Decimal arithmetic as on paper: the percentage, then every further digit struck off.
  private static func step(_ rule: Admissibility, from base: Money) -> Int64 {
    switch rule.decrement {
    case .none: return 0
    case .absolute(let amount): return amount.tenThousandths
    case .percent(let hundredths):
      var exact = Decimal(base.tenThousandths) / 10_000 * Decimal(hundredths) / 10_000
      var cut = Decimal()
      NSDecimalRound(&cut, &exact, rule.decimals, .down)
      return NSDecimalNumber(decimal: cut * 10_000).int64Value
    }
  }

  private static func places(_ price: Money) -> Int {
    guard let point = price.description.split(separator: ".").last else { return 0 }
    return point.reversed().drop { $0 == "0" }.count
  }
}
