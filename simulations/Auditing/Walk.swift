// One random auction beside its auditor: every answer and every state compared.

package import Auctions

/// Walks until the auction is over, or until something is wrong. Every fault names its seed: `Walk(seed:)` repeats
/// that auction and nothing else.
package struct Walk {
  package let seed: UInt64
  package private(set) var played: RandomAuction
  package private(set) var auditor: NaiveAuditor
  /// What was wrong first; nothing is looked at after it.
  package private(set) var fault: Fault?
  package private(set) var commands = 0
  private var late = 0

  package struct Fault {
    package var kind: String
    package var details: String
  }

  package init?(seed: UInt64, kind: Clock.Kind? = nil) {
    guard let auction = RandomAuction(seed: seed, kind: kind) else { return nil }
    guard let auditor = NaiveAuditor(auction.journal[0]) else { return nil }
    self.seed = seed
    played = auction
    self.auditor = auditor
  }

  package var isSound: Bool { fault == nil }

  package mutating func run(steps: Int) {
    // A few commands after the end must change nothing.
    for _ in 0..<steps where isSound && late < 5 { step() }
    if isSound, Auction(replaying: played.journal) != played.auction { fail("the journal gives another auction") }
  }

  private mutating func step() {
    if played.auction.isOver { late += 1 }
    let move = played.next()
    if move.isPunctual { letPass() }
    guard isSound else { return }
    carryOut(move.command, auditor.answer(move.command, at: played.now))
    letPass()
  }

  /// What is due happens, one tick after another.
  private mutating func letPass() {
    while isSound, let tick = played.due {
      let due = played.auction.nextDue(seed: played.seed)?.milliseconds
      let answer = try? played.auction.decide(tick, at: played.now)
      let ended = (answer ?? []).compactMap { if case .lotClosed(let lot, _) = $0 { lot } else { nil } }
      carryOut(tick, .success(auditor.tick(at: played.now, drawn: due, ended: ended, seed: played.seed)))
    }
  }

  private mutating func carryOut(_ command: Auction.Command, _ audited: NaiveAuditor.Answer) {
    commands += 1
    let before = played.auction
    let answer = Self.answer(before, command, played.now)
    if Self.answer(before, command, played.now) != answer { return fail("decided twice, twice otherwise") }
    compare(answer, audited, command)
    guard isSound else { return }
    let entries = played.record((try? answer.get()) ?? [])
    auditor.record(entries)
    compareLots()
    if played.due == nil { compareNext() }
    for wrong in Step(before: before, after: played.auction, entries: entries).faults { fail(wrong) }
  }

  private static func answer(_ auction: Auction, _ command: Auction.Command, _ now: Instant) -> NaiveAuditor.Answer {
    do throws(Auction.Rejection) { return .success(try auction.decide(command, at: now)) } catch {
      return .failure(error)
    }
  }

  private mutating func fail(_ kind: String, _ details: @autoclosure () -> String = "") {
    guard isSound else { return }
    let clock = played.auction.announcement.rules.clock.kind
    fault = Fault(kind: "\(clock): \(kind)", details: "at \(played.now.milliseconds) \(details())")
  }
}

// Answers.
extension Walk {
  private mutating func compare(
    _ answer: NaiveAuditor.Answer, _ audited: NaiveAuditor.Answer, _ command: Auction.Command
  ) {
    switch (answer, audited) {
    case (.success(let events), .success(let foretold)):
      if !follows(events, foretold) { disagree(command, answer, audited) }
      guard isSound, events.first?.wakesProxies == true, let lot = command.lot,
        let idle = auditor(after: events).idleProxy(on: lot)
      else { return }
      fail("a proxy is idle", "\(idle) after \(command): \(events)")
    case (.failure(let one), .failure(let other)): if one != other { disagree(command, answer, audited) }
    default: disagree(command, answer, audited)
    }
  }

  private func auditor(after events: [Auction.Event]) -> NaiveAuditor {
    var auditor = auditor
    for event in events {
      auditor.record([Entry(position: auditor.position, at: played.now, event: event)])
    }
    return auditor
  }

  /// Every event is foretold, but for the offers of proxies, which are checked one by one where they come.
  private mutating func follows(_ events: [Auction.Event], _ foretold: [Auction.Event]) -> Bool {
    var (rest, expected, now) = (events[...], foretold[...], auditor)
    while let event = rest.first {
      var said = [event]
      if case .bidPlaced(let bid) = event, bid.origin == .proxy {
        if let wrong = now.objection(toProxyBid: bid) { fail("a proxy's bid: \(wrong)", "\(bid)") }
        var answer = NaiveAnswer(now, at: played.now)
        answer.place(bid)
        said = answer.events
      } else {
        guard let next = expected.popFirst(), event == next || isDrawn(event, next) || isFar(event, next) else {
          return false
        }
      }
      guard rest.starts(with: said) else { return false }
      rest.removeFirst(said.count)
      for event in said {
        now.record([Entry(position: now.position, at: played.now, event: event)])
      }
    }
    return expected.isEmpty
  }

  /// Where a lot is drawn between equal offers, the auditor knows what they come to, but not who is drawn.
  private func isDrawn(_ event: Auction.Event, _ foretold: Auction.Event) -> Bool {
    guard played.auction.rules.ranking.ties == .drawn else { return false }
    guard case .lotClosed(let lot, let wins) = event, case .lotClosed(lot, let others) = foretold else { return false }
    return wins.count == others.count
      && zip(wins, others).allSatisfy { auditor.value($0, lot) == auditor.value($1, lot) }
  }

  /// Where the next admissible price is further away than the auditor looks.
  private func isFar(_ event: Auction.Event, _ foretold: Auction.Event) -> Bool {
    guard case .bidRefused(let bid, var refusal) = event, refusal.nextAdmissible != nil,
      auditor.nextAdmissible(bid.bidder, bid.lot) == .unknown
    else { return false }
    refusal.nextAdmissible = nil
    return foretold == .bidRefused(bid, refusal)
  }

  private mutating func disagree(
    _ command: Auction.Command, _ answer: NaiveAuditor.Answer, _ audited: NaiveAuditor.Answer
  ) {
    let name = String("\(command)".prefix { $0 != "(" })
    fail("\(name): \(answer.brief), the auditor: \(audited.brief)", "\(command)\n\(answer)\nthe auditor: \(audited)")
  }
}

extension NaiveAuditor {
  fileprivate func value(_ win: Win, _ lot: LotNumber) -> Ratio {
    terms(win.bidder, lot).value(win.price.tenThousandths)
  }
}

extension Auction.Command {
  fileprivate var lot: LotNumber? {
    switch self {
    case .placeBid(let bid): bid.lot
    case .setProxy(let proxy): proxy.lot
    default: nil
    }
  }
}

extension NaiveAuditor.Answer {
  /// Only what kind of events there are, and why something was refused.
  fileprivate var brief: String {
    switch self {
    case .failure(let rejection): "!\(rejection)"
    case .success(let events): events.map(\.brief).joined(separator: ", ")
    }
  }
}

extension Auction.Event {
  /// What proxies answer at once.
  fileprivate var wakesProxies: Bool {
    switch self {
    case .bidPlaced, .proxySet: true
    default: false
    }
  }

  fileprivate var brief: String {
    if case .bidRefused(_, let refusal) = self { return "refused \(refusal.reason)" }
    if case .stageBegan(_, let stage, _) = self { return String("\(stage)".prefix { $0 != "(" }) }
    return String("\(self)".prefix { $0 != "(" })
  }
}

// States.
extension Walk {
  private mutating func compareLots() {
    for lot in played.auction.lots {
      compareRanking(lot)
      guard played.auction.phase == .open, !lot.isOver, lot.stageEndsAt != nil || lot.stage != .waiting else {
        continue
      }
      if auditor.stage(lot.number) != lot.stage { fail("the stage", "\(lot.stage)") }
      let end = auditor.stageEnd(lot.number)
      if end != lot.stageEndsAt?.milliseconds { fail("the stage's end", "\(lot), the auditor \(end ?? -1)") }
      // How many will speak is not known before a lot of turns begins.
      guard lot.stage != .waiting || !played.auction.rules.clock.hasTurns else { continue }
      guard let close = auditor.close(lot.number), close != lot.closesAt.milliseconds else { continue }
      fail("the lot's end", "\(lot), the auditor \(close)")
    }
  }

  private mutating func compareRanking(_ lot: Auction.Lot) {
    let offers = auditor.standing(lot.number)
    let ranking = played.auction.announcement.rules.ranking
    if offers.map(\.value) != lot.offers.map({ $0.value(where: ranking.direction) }) {
      return fail("the values", "\(offers) \(lot.offers)")
    }
    // Who is drawn first of equals the auditor does not know.
    guard ranking.ties != .drawn else { return }
    if offers.map(\.bidder) != lot.offers.map(\.bidder) { return fail("the ranking", "\(offers) \(lot.offers)") }
    guard !played.auction.rules.clock.isDutch else { return }
    let ranks = offers.indices.map { auditor.rank($0, of: offers) }
    if ranks != offers.map({ played.auction.rank(of: $0.bidder, on: lot) ?? 0 }) { fail("the ranks", "\(ranks)") }
    let low = played.auction.abnormallyLow(on: lot)
    if auditor.abnormallyLow(lot.number) != low { fail("abnormally low", "\(low) \(offers)") }
  }

  /// The next admissible price of one bidder on each lot: as the auditor finds it, and as a bid would be answered.
  private mutating func compareNext() {
    let bidder = RandomAuction.companies[commands % 6]
    for lot in played.auction.lots {
      let next = played.auction.nextAdmissible(for: bidder, on: lot.number)
      let found = auditor.nextAdmissible(bidder, lot.number)
      if found != .unknown, found.price != next { fail("the next price", "\(next?.description ?? "none") \(found)") }
      guard played.auction.phase == .open, isSound else { continue }
      if let next, !played.accepts(next, of: bidder, on: lot) { fail("the next price is refused", "\(next)") }
      let worse = Int64(auditor.higherWins ? -1 : 1) * auditor.tick
      guard let above = next.map({ Money(tenThousandths: $0.tenThousandths + worse) }) else { continue }
      if played.accepts(above, of: bidder, on: lot) { fail("a worse price is accepted", "\(above)") }
    }
  }
}

extension Offer {
  fileprivate func value(where direction: Ranking.Direction) -> Ratio {
    Ratio(direction == .lower ? cost.numerator : -cost.numerator, cost.denominator)
  }
}

extension RandomAuction {
  /// Whether an offer made now, and for the first time, would be accepted; a sealed one, if it were opened now.
  func accepts(_ price: Money, of bidder: CompanyID, on lot: Auction.Lot) -> Bool {
    let bid = Bid(
      lot: lot.number, bidder: bidder, price: price,
      share: auction.rules.clock.isDutch ? lot.shareLeft : Clock.wholeLot,
      key: "a new key", placedBy: ActorID(bits: 1))
    guard !auction.rules.clock.isSealed else {
      do throws(Refusal) { try auction.judgeBeforeSealing(bid, at: now) } catch { return false }
      return true
    }
    return (try? auction.decide(.placeBid(bid), at: now))?.first == .bidPlaced(bid)
  }
}
