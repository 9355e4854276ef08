// What one bidder may offer on one lot at one moment, price by price.

import Auctions

struct NaivePrices {
  typealias Objection = (reason: Refusal.Reason, line: Int64?)

  private let auditor: NaiveAuditor
  private let isProxy: Bool
  private let bidder: CompanyID
  private let number: LotNumber
  private let rule: Admissibility
  private let stage: Auction.Stage
  private let offers: [NaiveAuditor.Standing]
  private let terms: NaiveTerms
  private let tick: Int64
  private let least: Int64?
  private let most: Int64
  /// A price that was refused as a slip of the pen and nothing has been said since.
  private let repeated: Int64?
  private var mayRepeat = true

  /// - Parameter isProxy: its offers are no slips of the pen, and defend the lead rather than improve it.
  init(_ auditor: NaiveAuditor, _ bidder: CompanyID, _ lot: Announcement.Lot, isProxy: Bool = false) {
    self.isProxy = isProxy
    self.auditor = auditor
    self.bidder = bidder
    number = lot.number
    rule = auditor.rules.admissibility
    stage = auditor.stage(lot.number)
    offers = auditor.standing(lot.number)
    terms = auditor.terms(bidder, lot.number)
    tick = auditor.tick
    let own = auditor.admission(bidder)?.ceilings.last { $0.lot == nil || $0.lot == lot.number }?.price.tenThousandths
    let ceiling = auditor.bound(terms.own(lot.ceiling))
    most = own.map { auditor.higherWins ? max($0, ceiling) : min($0, ceiling) } ?? ceiling
    least = auditor.higherWins ? nil : lot.floor.map { auditor.terms(bidder, lot.number).own($0).up(to: auditor.tick) }
    repeated = auditor.doubted(bidder, lot.number)
    start = terms.rate == Ratio(1) ? lot.ceiling.tenThousandths : terms.own(lot.ceiling).down(to: tick)
  }

  /// The lot's ceiling in the bidder's money.
  private let start: Int64

  /// Lower is better: as if everything were turned upside down where higher wins.
  private var sign: Int64 { auditor.higherWins ? -1 : 1 }
  private func isWorse(_ a: Int64, than b: Int64) -> Bool { sign * a > sign * b }
  private var rival: NaiveAuditor.Standing? { offers.first { $0.bidder != bidder } }
  private var own: Int64? { offers.first { $0.bidder == bidder }?.price }
  private var isSealed: Bool { auditor.announced.rules.clock.isSealed }
  private var leads: Bool { offers.first?.bidder == bidder }

  /// What another's offer is in this bidder's money.
  private func seen(_ offer: NaiveAuditor.Standing) -> Int64 {
    offer.bidder == bidder ? cut(offer.price) : auditor.bound(terms.price(offer.value))
  }

  /// After a change of the rules an own price may have decimals that prices no longer have.
  private func cut(_ price: Int64) -> Int64 { auditor.bound(Ratio(Int128(price))) }

  /// Whether the offer would be better than the best one, its bidder's own or not.
  private func betters(_ price: Int64) -> Bool {
    offers.first.map { auditor.isBetter(terms.value(price), $0.value) } ?? false
  }

  /// Whether nobody else would stand before the offer.
  private func wouldLead(_ price: Int64) -> Bool {
    guard let rival else { return true }
    return auditor.isBetter(terms.value(price), rival.value)
  }

  /// Before the opening, and where nothing is compared yet, only the price itself is judged.
  func objection(to price: Int64) -> Objection? {
    if let wrong = objectionToPrice(price) { return wrong }
    if !auditor.hasOpened { return nil }
    if case .level = stage { return objectionToLevel(price) }
    return objectionToOffer(price)
  }

  func objectionToPrice(_ price: Int64) -> Objection? {
    if price <= 0 && !rule.belowZero { return (.priceNotPositive, nil) }
    if price % tick != 0 { return (.tooManyDecimals, nil) }
    if isWorse(price, than: most) { return (auditor.higherWins ? .belowMinimum : .aboveCeiling, most) }
    if let least, price < least { return (.belowFloor, least) }
    return nil
  }

  /// On a clock only the price shown counts, and on a Japanese one only once.
  private func objectionToLevel(_ price: Int64) -> Objection? {
    let shown = auditor.levels(number).map { auditor.bound(terms.own(Money(tenThousandths: $0))) }
    guard case .level(let level, _) = stage else { return nil }
    if auditor.hasAccepted(bidder, number) { return (.alreadyAccepted, nil) }
    if price == shown[level] { return nil }
    if shown[..<level].contains(price) { return (.levelLeft, shown[level]) }
    return (.notTheClockPrice, shown[level])
  }

  private func objectionToOffer(_ price: Int64) -> Objection? {
    let value = terms.value(price)
    if stage == .improvement, betters(price) { return (.mayNotLead, offers.first.map(seen)) }
    if leads && !rule.leaderMayImprove && !isSealed && !isProxy { return (.leaderMayNotImprove, nil) }
    if let own, rule.ownMustImprove, !isWorse(own, than: price) { return (.notBelowOwnOffer, own) }
    if let short = objectionToStep(price) { return short }
    if let near = objectionToNearness(price) { return near }
    if isSealed { return nil }
    if !isProxy, let far = objectionToHaste(price) { return far }
    if !rule.tiesAllowed, offers.contains(where: { $0.bidder != bidder && $0.value == value }) {
      return (.equalsAnotherOffer, price)
    }
    return nil
  }

  // MARK: - Steps

  private func objectionToStep(_ price: Int64) -> Objection? {
    guard let decrement = rule.decrement, stage != .improvement, let base = base(decrement.base) else { return nil }
    if decrement.appliesTo == .lead && !wouldLead(price) { return nil }
    let step = step(decrement, base)
    let line = base - sign * step
    if isWorse(price, than: line) { return (.stepTooSmall, line) }
    guard decrement.exactMultiples, step > 0, (base - price) % step != 0 else { return nil }
    var multiple = base - sign * step
    while isWorse(multiple, than: price) { multiple -= sign * step }
    return (.notAMultiple, multiple)
  }

  private func base(_ base: Admissibility.Decrement.Base) -> Int64? {
    switch base {
    case .own: return own.map(cut)
    case .best: return offers.first.map(seen)
    case .nextAbove:
      guard let place = offers.firstIndex(where: { $0.bidder == bidder }) else { return offers.last.map(seen) }
      return seen(offers[max(0, place - 1)])
    }
  }

  private func step(_ decrement: Admissibility.Decrement, _ base: Int64) -> Int64 {
    let whole: Int64 =
      switch decrement.percentOf {
      case .base: base
      case .own: own.map(cut) ?? base
      case .best: offers.first.map(seen) ?? base
      case .start: start
      }
    switch decrement.step {
    case .portion(let portion): return size(portion, of: whole)
    case .either(let amount, let percent, let choice):
      let both = [size(.amount(amount), of: whole), size(.percent(hundredths: percent), of: whole)]
      return choice == .smaller ? min(both[0], both[1]) : max(both[0], both[1])
    case .banded(let bands):
      let band = bands.first { base > size(.amount($0.above), of: 0) } ?? bands[bands.count - 1]
      return size(.amount(band.step), of: 0)
    }
  }

  /// Cut at the tick: nothing is ever rounded up.
  private func size(_ portion: Portion, of whole: Int64) -> Int64 {
    switch portion {
    case .amount(let amount): terms.rate == Ratio(1) ? amount.tenThousandths : terms.own(amount).down(to: tick)
    case .percent(let hundredths): Ratio(Int128(abs(whole)) * Int128(hundredths), 10_000).down(to: tick)
    }
  }

  // MARK: - Buffers and the largest step

  private func objectionToNearness(_ price: Int64) -> Objection? {
    guard let buffers = rule.buffers, let leader = offers.first, leader.bidder != bidder else { return nil }
    let middle = seen(leader)
    let front = middle - sign * size(buffers.front, of: middle)
    let back = middle + sign * (buffers.back.map { size($0, of: middle) } ?? 0)
    return isWorse(price, than: front) && isWorse(back, than: price) ? (.insideBuffer, front) : nil
  }

  private func objectionToHaste(_ price: Int64) -> Objection? {
    guard let largest = rule.largestDecrement else { return nil }
    let from = (largest.base == .own ? own.map(cut) : offers.first.map(seen)) ?? most
    let line = from - sign * size(largest.step, of: largest.percentOf == .base ? from : start)
    guard isWorse(line, than: price) else { return nil }
    return largest.passesWhenRepeated && mayRepeat && repeated == price ? nil : (.stepTooLarge, line)
  }

  // MARK: - The next price

  /// What a search through the prices, one after another, comes to.
  enum Found: Equatable {
    case price(Int64)
    case none
    /// Further away than the auditor looks.
    case unknown
  }

  private static let searched = 700

  /// The price closest to the ceiling that is good. Only a price that gets through at once is told.
  func first(_ isGood: (Int64) -> Bool = { _ in true }) -> Found {
    var atOnce = self
    atOnce.mayRepeat = false
    if case .level(let level, _) = stage {
      let price = auditor.bound(terms.own(Money(tenThousandths: auditor.levels(number)[level])))
      return atOnce.objection(to: price) == nil ? .price(price) : .none
    }
    var price = cut(most)
    for _ in 0..<Self.searched {
      if atOnce.objection(to: price) == nil, isGood(price) { return .price(price) }
      price -= sign * tick
      if let least, price < least { return .none }
      if price <= 0 && !rule.belowZero { return .none }
    }
    return .unknown
  }

  // MARK: - Limits

  /// Whether the offer takes the lead, by the proxy's own step where it has one.
  func isLead(_ price: Int64, by step: Money?) -> Bool {
    guard let rival else { return true }
    guard wouldLead(price) else { return false }
    return step.map { !isWorse(price, than: seen(rival) - sign * $0.tenThousandths) } ?? true
  }

  /// Whether the offer would take back some of the bidder's own.
  func isRetreat(_ price: Int64) -> Bool { own.map { !isWorse($0, than: price) } ?? false }

  func isPast(_ limit: Money, _ price: Int64) -> Bool { isWorse(limit.tenThousandths, than: price) }
}

extension NaiveAuditor {
  /// The price of the last bid on the lot, if it was refused as a slip of the pen.
  func doubted(_ bidder: CompanyID, _ number: LotNumber) -> Int64? {
    let placed = journal.last {
      if case .bidPlaced(let bid) = $0.event { bid.bidder == bidder && bid.lot == number } else { false }
    }
    let refused = refusals.last {
      if case .bidRefused(let bid, _) = $0.event { bid.bidder == bidder && bid.lot == number } else { false }
    }
    guard let refused, refused.position > placed?.position ?? -1 else { return nil }
    guard case .bidRefused(let bid, let refusal) = refused.event, refusal.reason == .stepTooLarge else { return nil }
    return bid.price.tenThousandths
  }

  /// Whether the bidder has accepted the level that a Japanese clock shows.
  func hasAccepted(_ bidder: CompanyID, _ number: LotNumber) -> Bool {
    guard announced.rules.clock.isJapanese, !isDisqualified(bidder) else { return false }
    for entry in journal.reversed() {
      if case .stageBegan(number, _, _) = entry.event { return false }
      if case .bidPlaced(let bid) = entry.event, bid.bidder == bidder, bid.lot == number { return true }
      if case .offerWithdrawn(number, bidder, _) = entry.event { return false }
    }
    return false
  }
}
