// What follows when a stage ends, by the auditor: the next stage, who is out, the close.

import Auctions

/// A copy of the auditor that writes down what follows, one event after another.
struct NaiveAnswer {
  var auditor: NaiveAuditor
  private(set) var events: [Auction.Event] = []
  let now: Instant
  /// Reveals what was left to chance when all is over.
  var seed: Bytes32?

  init(_ auditor: NaiveAuditor, at now: Instant, seed: Bytes32? = nil) {
    self.auditor = auditor
    self.now = now
    self.seed = seed
  }

  mutating func say(_ event: Auction.Event) {
    events.append(event)
    auditor.record([Entry(position: auditor.position, at: now, event: event)])
  }

  private var clock: Clock { auditor.announced.rules.clock }

  // MARK: - Time

  mutating func open() {
    let at = auditor.opensAt
    say(.opened)
    for lot in auditor.announced.lots where !clock.isSerial || lot.number == LotNumber(1) { begin(lot.number, at) }
  }

  mutating func begin(_ number: LotNumber, _ at: Int64) {
    switch clock.format {
    case .english: stage(number, .bidding(phase: 1), at)
    case .japanese, .dutch: stage(number, .level(number: 0, price: level(number, 0)), at)
    case .sealed: stage(number, .sealed(round: 1), at)
    case .turns: startRound(number, 1, at)
    }
  }

  /// The stage of a lot has ended at `at`: one step on.
  mutating func advance(_ number: LotNumber, _ at: Int64) {
    switch auditor.stage(number) {
    case .waiting: begin(number, at)
    case .bidding(let phase): endPhase(number, phase, at)
    case .level(let level, _): endLevel(number, level, at)
    case .pause(let round): clock.isSealed ? stage(number, .sealed(round: round), at) : speak(number, round, 0, at)
    case .turn(let round, let bidder): endTurn(number, round, bidder, at)
    case .sealed(let round): say(.stageBegan(number, .opening(round: round), endsAt: nil))
    case .improvement, .hidden, .announcement: close(number, at)
    case .opening, .over: break
    }
  }

  /// The length of a stage, and where it began.
  private mutating func stage(_ number: LotNumber, _ stage: Auction.Stage, _ at: Int64) {
    var length: Int64 = 0
    switch (clock.format, stage) {
    case (.english(let english), .bidding): length = english.durationMilliseconds
    case (.english, .improvement): length = auditor.rules.closing.improvementMilliseconds ?? 0
    case (.english, .hidden): length = auditor.rules.closing.hiddenEnd?.latestMilliseconds ?? 0
    case (.japanese(let japanese), _): length = japanese.intervalMilliseconds
    case (.dutch(let dutch), _): length = dutch.intervalMilliseconds
    case (.sealed(let sealed), .pause): length = sealed.pauseMilliseconds
    case (.sealed(let sealed), _): length = sealed.durationMilliseconds
    case (.turns(let turns), .pause(1)): length = turns.firstPauseMilliseconds
    case (.turns(let turns), .pause): length = turns.pauseMilliseconds
    case (.turns(let turns), .turn): length = turns.turnMilliseconds
    case (.turns(let turns), _): length = turns.finalPauseMilliseconds
    default: break
    }
    if auditor.isLast(stage), stage != .improvement, stage != .hidden { length += auditor.owed(number) }
    if case .staggered(let interval) = clock.lots, stage.isFirst { length += interval * Int64(number.value - 1) }
    say(.stageBegan(number, stage, endsAt: Instant(milliseconds: at + length)))
  }

  /// Closes the lot with whoever stands best; the next serial one waits for its turn.
  mutating func close(_ number: LotNumber, _ at: Int64) {
    say(.lotClosed(number, auditor.wins(number, auditor.standing(number))))
    let next = LotNumber(number.value + 1)
    guard case .serial(let pause) = clock.lots, auditor.lot(next) != nil else { return }
    say(.stageBegan(next, .waiting, endsAt: Instant(milliseconds: at + pause)))
  }

  mutating func closeWhenDone() {
    guard auditor.announced.lots.allSatisfy({ auditor.isOver($0.number) }) else { return }
    let isNeeded = auditor.rules.closing.hiddenEnd != nil || auditor.rules.ranking.ties == .drawn
    if isNeeded, !auditor.isSeedRevealed {
      // Who does not know the seed leaves the last word to the next tick.
      guard let seed else { return }
      say(.seedRevealed(seed))
    }
    say(.closed)
  }

  // MARK: - English

  private mutating func endPhase(_ number: LotNumber, _ phase: Int, _ at: Int64) {
    let closing = auditor.rules.closing
    guard auditor.isLast(.bidding(phase: phase)) else {
      dismissSilent(number)
      return stage(number, .bidding(phase: phase + 1), at)
    }
    if let hidden = closing.hiddenEnd, auditor.extensions(number) >= hidden.afterExtensions {
      stage(number, .hidden, at)
    } else if closing.improvementMilliseconds != nil, !auditor.standing(number).isEmpty {
      stage(number, .improvement, at)
    } else {
      close(number, at)
    }
  }

  /// Who had to offer in this phase or round and has not.
  private mutating func dismissSilent(_ number: LotNumber) {
    guard auditor.rules.admissibility.activity == .everyRound else { return }
    let active = auditor.active(number)
    for bidder in auditor.undeparted(number) where !active.contains(bidder) {
      say(.bidderLeft(number, bidder, .missedARound))
    }
  }

  // MARK: - Clocks

  private func level(_ number: LotNumber, _ level: Int) -> Money {
    Money(tenThousandths: auditor.levels(number)[level])
  }

  private mutating func endLevel(_ number: LotNumber, _ reached: Int, _ at: Int64) {
    if clock.isJapanese {
      for bidder in auditor.remaining(number) where !auditor.hasAccepted(bidder, number) {
        say(.bidderLeft(number, bidder, .silent))
      }
    }
    let isAlone = clock.isJapanese && auditor.remaining(number).count <= 1
    if isAlone || reached + 1 == auditor.levels(number).count { return close(number, at) }
    stage(number, .level(number: reached + 1, price: level(number, reached + 1)), at)
  }

  // MARK: - Turns

  /// The worst speaks first; of equals, the later one. An offer of the turn that ends here counts.
  private mutating func startRound(_ number: LotNumber, _ round: Int, _ at: Int64) {
    var published = auditor
    published.record([Entry(position: .max, at: now, event: .stageBegan(number, .announcement, endsAt: nil))])
    let order = published.standing(number).reversed().map(\.bidder)
    if round == 1 && order.isEmpty { return close(number, at) }
    say(.turnsOrdered(number, round: round, order))
    stage(number, .pause(round: round), at)
  }

  private mutating func speak(_ number: LotNumber, _ round: Int, _ place: Int, _ at: Int64) {
    guard case .turns(let turns) = clock.format else { return }
    let order = auditor.turns(number)
    if place < order.count { return stage(number, .turn(round: round, bidder: order[place]), at) }
    round < turns.rounds ? startRound(number, round + 1, at) : stage(number, .announcement, at)
  }

  private mutating func endTurn(_ number: LotNumber, _ round: Int, _ bidder: CompanyID, _ at: Int64) {
    speak(number, round, (auditor.turns(number).firstIndex(of: bidder) ?? 0) + 1, at)
  }

  // MARK: - Sealed rounds

  /// A round is over: the next one, after its pause, or the close.
  mutating func goOn(_ number: LotNumber, _ round: Int, _ at: Int64) {
    guard case .sealed(let sealed) = clock.format, round < sealed.rounds else {
      if let seed, auditor.rules.ranking.ties == .drawn, !auditor.isSeedRevealed { say(.seedRevealed(seed)) }
      return close(number, at)
    }
    dismissSilent(number)
    if let advancing = sealed.advancing {
      let best = auditor.standing(number).prefix(advancing).map(\.bidder)
      for bidder in auditor.undeparted(number) where !best.contains(bidder) {
        say(.bidderLeft(number, bidder, .notAmongBest))
      }
    }
    stage(number, sealed.pauseMilliseconds > 0 ? .pause(round: round + 1) : .sealed(round: round + 1), at)
  }
}

extension NaiveAuditor {
  var isSeedRevealed: Bool {
    journal.contains { if case .seedRevealed = $0.event { true } else { false } }
  }

  /// Extensions of the lot's own.
  func extensions(_ number: LotNumber) -> Int {
    journal.count { if case .lotExtended(number, _, .softClose) = $0.event { true } else { false } }
  }

  func departure(_ bidder: CompanyID, _ number: LotNumber) -> Auction.Departure? {
    for entry in journal {
      if case .bidderLeft(number, bidder, let why) = entry.event { return why }
    }
    return nil
  }

  func undeparted(_ number: LotNumber) -> [CompanyID] {
    admissions.map(\.company).filter { departure($0, number) == nil }
  }

  /// Who can still offer on the lot.
  func remaining(_ number: LotNumber) -> [CompanyID] { undeparted(number).filter { !isDisqualified($0) } }

  /// Who has offered since the present stage began, or sealed before the opening of it.
  func active(_ number: LotNumber) -> [CompanyID] {
    var active: [CompanyID] = []
    for entry in journal {
      switch entry.event {
      // What was offered before the opening counts for the first phase.
      case .stageBegan(number, .bidding(phase: 1), _): active.removeAll { isDisqualified($0, before: entry.position) }
      case .stageBegan(number, .bidding, _), .stageBegan(number, .sealed, _): active = []
      case .offerWithdrawn(number, let bidder, _) where !hasOpened(before: entry): active.removeAll { $0 == bidder }
      case .bidPlaced(let bid) where bid.lot == number: active.append(bid.bidder)
      case .offerSealed(let offer) where offer.lot == number: active.append(offer.bidder)
      default: break
      }
    }
    return active
  }

  /// Envelopes of the present round, the last of each bidder, in the order in which they came.
  func envelopes(_ number: LotNumber) -> [SealedOffer] {
    var waiting: [SealedOffer] = []
    for entry in journal {
      if case .stageBegan(number, .sealed, _) = entry.event { waiting = [] }
      guard case .offerSealed(let offer) = entry.event, offer.lot == number else { continue }
      waiting.removeAll { $0.bidder == offer.bidder }
      waiting.append(offer)
    }
    return waiting
  }

  /// Who speaks when in the present round.
  func turns(_ number: LotNumber) -> [CompanyID] {
    var order: [CompanyID] = []
    for entry in journal { if case .turnsOrdered(number, _, let said) = entry.event { order = said } }
    return order
  }
}

extension Auction.Stage {
  fileprivate var isFirst: Bool { self == .bidding(phase: 1) || self == .sealed(round: 1) }
}

extension Clock {
  var isSerial: Bool { if case .serial = lots { true } else { false } }
}
