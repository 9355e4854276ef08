// When things happen, by the auditor: stages and their ends, levels, waiting lots, pauses and outages.

import Auctions

extension NaiveAuditor {
  func isOver(_ number: LotNumber) -> Bool {
    isOver || journal.contains { if case .lotClosed(number, _) = $0.event { true } else { false } }
  }

  func stage(_ number: LotNumber) -> Auction.Stage {
    if isOver(number) { return .over }
    return began(number).map(\.stage) ?? .waiting
  }

  struct Began {
    var stage: Auction.Stage
    var end: Int64?
    var place: Int
  }

  /// The last stage of a lot that began.
  func began(_ number: LotNumber, before place: Int = .max) -> Began? {
    for (index, entry) in journal.enumerated().reversed() where index < place {
      if case .stageBegan(number, let stage, let end) = entry.event {
        return Began(stage: stage, end: end?.milliseconds, place: index)
      }
    }
    return nil
  }

  /// When the present stage ends by itself: as it was said when it began, and all that has put it off since.
  func stageEnd(_ number: LotNumber, before place: Int = .max) -> Int64? {
    guard let began = began(number, before: place), let announcedEnd = began.end else { return nil }
    return putOff(announcedEnd, number, isLast: isLast(began.stage), from: began.place + 1, to: place)
  }

  /// A time that was set before the entry at `from`, moved by what happened up to `to`.
  private func putOff(_ end: Int64, _ number: LotNumber, isLast: Bool, from: Int, to: Int) -> Int64 {
    var (end, pausedAt, isPaused): (Int64, Int64, Bool) = (end, 0, false)
    var rule = announced.rules.closing.pause
    for (index, entry) in journal.enumerated() where index < to {
      if case .rulesChanged(let changed, _) = entry.event { rule = changed.closing.pause }
      if case .paused = entry.event { (pausedAt, isPaused) = (entry.at.milliseconds, true) }
      if index < from, entry.event == .resumed { isPaused = false }
      guard index >= from else { continue }
      switch entry.event {
      case .lotExtended(number, let until, _): end += until.milliseconds - (close(number, before: index) ?? 0)
      // In a pause nobody could offer anyway.
      case .interrupted(let away): if !isPaused { end += away }
      case .resumed:
        isPaused = false
        let noticed = from > 0 ? journal[from - 1].at.milliseconds : 0
        let stage = min(noticed, stageEnd(number, before: from - 1) ?? noticed)
        if rule == .stops { end += entry.at.milliseconds - max(pausedAt, stage) }
        if rule == .addedAtEnd && isLast { end += entry.at.milliseconds - max(pausedAt, start(number)) }
      default: break
      }
    }
    return end
  }

  /// When the lot began, however late that was noticed.
  private func start(_ number: LotNumber) -> Int64 {
    for (index, entry) in journal.enumerated() {
      guard case .stageBegan(number, let stage, _) = entry.event, stage != .waiting else { continue }
      return stageEnd(number, before: index) ?? opensAt
    }
    return opensAt
  }

  /// The stage that is lengthened where pauses are added at the end, and what comes after it.
  func isLast(_ stage: Auction.Stage) -> Bool {
    switch (stage, announced.rules.clock.format) {
    case (.bidding(let phase), .english(let english)): phase == english.phases
    case (.improvement, _), (.hidden, _): true
    case (.sealed(let round), .sealed(let sealed)): round == sealed.rounds
    default: false
    }
  }

  /// Pauses of the present lot that are still to be added to its last stage.
  func owed(_ number: LotNumber, before place: Int = .max) -> Int64 {
    var (sum, pausedAt, rule): (Int64, Int64, Closing.Pause) = (0, 0, announced.rules.closing.pause)
    for (index, entry) in journal.enumerated() where index < place {
      if case .rulesChanged(let changed, _) = entry.event { rule = changed.closing.pause }
      if case .paused = entry.event { pausedAt = entry.at.milliseconds }
      guard entry.event == .resumed, rule == .addedAtEnd else { continue }
      if let began = began(number, before: index), began.stage != .waiting, !isLast(began.stage) {
        sum += entry.at.milliseconds - max(pausedAt, start(number))
      }
    }
    return sum
  }

  /// The prices of a clock, by going from one to the next.
  func levels(_ number: LotNumber) -> [Int64] {
    guard let lot = lot(number) else { return [] }
    let ceiling = lot.ceiling.tenThousandths
    var prices: [Int64] = []
    switch announced.rules.clock.format {
    case .japanese(let japanese):
      let floor = max(japanese.floor.map { part($0, ceiling) } ?? 0, lot.floor?.tenThousandths ?? 0, 1)
      var price = ceiling
      while price >= floor, prices.count < 1_000 {
        prices.append(price)
        price -= part(japanese.step, ceiling)
      }
    case .dutch(let dutch):
      var price = max(part(dutch.start, ceiling), lot.floor?.tenThousandths ?? 0, tick)
      while price <= ceiling, prices.count < 1_000 {
        prices.append(price)
        price += part(dutch.step, ceiling)
      }
    default: break
    }
    return prices
  }

  private func part(_ portion: Portion, _ ceiling: Int64) -> Int64 {
    let tick: Int64 = [10_000, 1_000, 100, 10, 1][announced.rules.admissibility.decimals]
    return switch portion {
    case .amount(let amount): amount.tenThousandths
    case .percent(let hundredths): Ratio(Int128(ceiling) * Int128(hundredths), 10_000).down(to: tick)
    }
  }

  /// When something happens to the lot by itself; `nil` where it waits for people or for another lot.
  /// - Parameter hidden: when its hidden end comes; the auditor only knows between when and when.
  func due(_ number: LotNumber, hidden: Int64?) -> Int64? {
    guard !isOver(number) else { return nil }
    let stage = stage(number)
    if pausedAt != nil {
      if rules.closing.pause == .stops || rules.closing.pause == .addedAtEnd && isLast(stage) { return nil }
    }
    return stage == .hidden ? hidden : stageEnd(number)
  }

  var phase: Auction.Phase {
    if journal.contains(where: { if case .cancelled = $0.event { true } else { false } }) { return .cancelled }
    return isClosed ? .closed : hasOpened ? .open : .scheduled
  }

  /// When the lot ends if nothing more puts it off: the present stage and all that follow it.
  func close(_ number: LotNumber, before place: Int = .max) -> Int64? {
    guard let began = began(number, before: place), let end = stageEnd(number, before: place) else { return nil }
    // What is hidden is not told: the known end stays the end.
    if began.stage == .hidden { return end - (rules.closing.hiddenEnd?.latestMilliseconds ?? 0) }
    return end + rest(after: began.stage, number) + (isLast(began.stage) ? 0 : owed(number, before: place))
  }

  /// The length of all stages that follow one.
  private func rest(after stage: Auction.Stage, _ number: LotNumber) -> Int64 {
    switch (announced.rules.clock.format, stage) {
    case (.english(let english), .waiting): english.durationMilliseconds * Int64(english.phases)
    case (.japanese(let clock), .waiting): clock.intervalMilliseconds * Int64(levels(number).count)
    case (.dutch(let clock), .waiting): clock.intervalMilliseconds * Int64(levels(number).count)
    case (.sealed(let sealed), .waiting):
      sealed.durationMilliseconds + (sealed.pauseMilliseconds + sealed.durationMilliseconds) * Int64(sealed.rounds - 1)
    case (.english(let english), .bidding(let phase)): english.durationMilliseconds * Int64(english.phases - phase)
    case (.japanese(let clock), .level(let level, _)):
      clock.intervalMilliseconds * Int64(levels(number).count - level - 1)
    case (.dutch(let clock), .level(let level, _)):
      clock.intervalMilliseconds * Int64(levels(number).count - level - 1)
    case (.sealed(let sealed), .sealed(let round)):
      (sealed.pauseMilliseconds + sealed.durationMilliseconds) * Int64(sealed.rounds - round)
    case (.sealed(let sealed), .pause(let round)):
      sealed.durationMilliseconds
        + (sealed.pauseMilliseconds + sealed.durationMilliseconds) * Int64(sealed.rounds - round)
    case (.turns(let turns), .pause(let round)): turns.rest(round, spoken: 0, of: self.turns(number).count)
    case (.turns(let turns), .turn(let round, let bidder)):
      turns.rest(round, spoken: 1 + (self.turns(number).firstIndex(of: bidder) ?? 0), of: self.turns(number).count)
    default: 0
    }
  }
}

extension Clock.Turns {
  fileprivate func rest(_ round: Int, spoken: Int, of speakers: Int) -> Int64 {
    var length = turnMilliseconds * Int64(speakers - spoken) + finalPauseMilliseconds
    for _ in round..<rounds { length += pauseMilliseconds + turnMilliseconds * Int64(speakers) }
    return length
  }
}
