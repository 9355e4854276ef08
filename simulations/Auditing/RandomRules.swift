// Rules drawn at random: every parameter, few prices and short times, so that every edge is met often.

import Auctions

/// Draws announcements that can be scheduled. The steps are so small, and the prices so few, that ties and borders are
/// the rule.
struct RandomRules {
  var random: SplitMix64
  private(set) var decimals = 2
  private(set) var model = ValueModel.price
  private var direction = Ranking.Direction.lower

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  var tick: Int64 { Self.tick(decimals) }
  static func tick(_ decimals: Int) -> Int64 { [10_000, 1_000, 100, 10, 1][decimals] }

  static let buyer = CompanyID(bits: 99)
  static let currencies = ["USD", "RON"]

  mutating func announcement(_ kind: Clock.Kind, seed: Bytes32) -> Announcement {
    decimals = Int.random(in: 0...4, using: &random)
    let hasLevels = kind == .japanese || kind == .dutch
    direction = hasLevels || !random.once(in: 4) ? .lower : .higher
    model = hasLevels ? .price : valueModel()
    let lots = (1...Int.random(in: 1...3, using: &random)).map { lot(Int32($0), hasLevels: hasLevels) }
    let rules = rules(kind)
    var announcement = Announcement(
      buyer: Self.buyer, rules: rules, currency: "EUR",
      opensAt: Instant(milliseconds: .random(in: 0...30, using: &random)), lots: lots, rates: rates(),
      isPractice: random.once(in: 9), seedCommitment: seed)
    if case .sealed(let sealed) = rules.clock.format {
      let round = Announcement.Sealing.Round(
        publicKey: seed, shareDigests: Array(repeating: seed, count: sealed.openersNeeded))
      announcement.sealing = .init(
        openers: Array(repeating: Self.buyer, count: sealed.openersNeeded),
        rounds: Array(repeating: round, count: sealed.rounds))
    }
    return announcement
  }

  private mutating func lot(_ number: Int32, hasLevels: Bool) -> Announcement.Lot {
    let ceiling = Int64.random(in: 5...60, using: &random)
    let floor = random.once(in: 4) ? Int64.random(in: 1...ceiling, using: &random) / (hasLevels ? 2 : 1) : nil
    return Announcement.Lot(
      number: LotNumber(number), ceiling: Money(tenThousandths: ceiling * tick),
      floor: floor.map { Money(tenThousandths: $0 * tick) })
  }

  /// Numbers that do not come out even, and one that does.
  private mutating func rates() -> [ExchangeRate] {
    let pairs: [(Int64, Int64)] = [(111_720_000, 100_000_000), (300_000_000, 700_000_000), (50_000_000, 100_000_000)]
    return Self.currencies.map { currency in
      let (units, equal) = pairs.randomElement(using: &random) ?? (1, 1)
      return ExchangeRate(
        currency: currency, units: RateNumber(hundredMillionths: units), equal: RateNumber(hundredMillionths: equal))
    }
  }

  mutating func rules(_ kind: Clock.Kind) -> Rules {
    var rules = Rules(
      clock: clock(kind), admissibility: admissibility(kind), ranking: Ranking(model: model, direction: direction),
      visibility: visibility(), closing: closing(kind))
    let isEnglish = kind == .english
    rules.ranking.ties =
      ([.earlierFirst, .earlierFirst, .equalBest, .equalWorst] + (kind == .sealed ? [.drawn] : []))
      .randomElement(using: &random) ?? .earlierFirst
    if random.once(in: 3) {
      rules.ranking.abnormallyLow = .init(belowMeanHundredths: percentage(), belowNextHundredths: percentage())
    }
    if rules.clock.hasSilence, random.once(in: 2) { rules.admissibility.activity = .everyRound }
    if isEnglish { rules.admissibility.proxyBids = random.once(in: 4) }
    return rules
  }

  func percentage(_ random: inout SplitMix64) -> Int64 {
    [1, 50, 333, 1_000, 2_500, 5_000, 9_999].randomElement(using: &random) ?? 50
  }

  private mutating func percentage() -> Int64 { percentage(&random) }
  mutating func length(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &random) }
}

extension RandomRules {
  private mutating func clock(_ kind: Clock.Kind) -> Clock {
    switch kind {
    case .english:
      let phases = random.once(in: 4) ? 3 : 1
      let duration = length(5...(phases > 1 ? 60 : 200))
      return Clock(.english(.init(durationMilliseconds: duration, phases: phases)), lots: order(staggers: phases == 1))
    case .japanese:
      let floor = random.once(in: 2) ? portion(of: 9) : nil
      let japanese = Clock.Japanese(step: levelStep(), floor: floor, intervalMilliseconds: length(3...40))
      return Clock(.japanese(japanese), lots: order(meets: false))
    case .dutch:
      let share = random.once(in: 2) ? nil : [1, 1_000, 2_500, 3_333, 10_000].randomElement(using: &random)
      let dutch = Clock.Dutch(
        start: portion(of: 4), step: levelStep(), intervalMilliseconds: length(1...40), smallestShare: share)
      return Clock(.dutch(dutch), lots: order(meets: false))
    case .sealed:
      let rounds = random.once(in: 2) ? 1 : Int.random(in: 2...3, using: &random)
      let sealed = Clock.Sealed(
        durationMilliseconds: length(5...100), pricing: rounds == 1 && random.once(in: 2) ? .second : .first,
        rounds: rounds, pauseMilliseconds: random.once(in: 2) ? 0 : length(1...20),
        advancing: random.once(in: 2) ? nil : Int.random(in: 1...3, using: &random), openersNeeded: 2)
      return Clock(.sealed(sealed), lots: order(staggers: rounds == 1))
    case .turns:
      let turns = Clock.Turns(
        rounds: Int.random(in: 1...3, using: &random), firstPauseMilliseconds: length(0...15),
        pauseMilliseconds: length(0...10), turnMilliseconds: length(3...25), finalPauseMilliseconds: length(0...10))
      return Clock(.turns(turns), lots: order(meets: false))
    }
  }

  private mutating func order(meets: Bool = true, staggers: Bool = false) -> Clock.LotOrder {
    var orders: [Clock.LotOrder] = [.independent, .serial(pauseMilliseconds: length(0...20))]
    if meets { orders.append(.parallel) }
    if meets && staggers { orders += Array(repeating: .staggered(intervalMilliseconds: length(1...30)), count: 2) }
    return orders.randomElement(using: &random) ?? .independent
  }

  /// A few ticks, or a percentage that often comes to less than one.
  mutating func portion(of ticks: Int64 = 4) -> Portion {
    random.once(in: 2)
      ? .amount(Money(tenThousandths: length(1...ticks) * tick)) : .percent(hundredths: percentage())
  }

  /// Never nothing, or the clock would stand still.
  private mutating func levelStep() -> Portion {
    random.once(in: 2)
      ? .amount(Money(tenThousandths: length(1...6) * tick)) : .percent(hundredths: length(2_000...5_000))
  }

  private mutating func valueModel() -> ValueModel {
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1:
      let features = (0...1).map { ValueModel.Feature(code: "feature \($0)", maximum: .init(tenThousandths: 1_000)) }
      return .features(features)
    case 2: return .lifeCycleCost
    case 3: return .mixed
    case 4:
      return .totalCost([
        .init(code: "freight", kind: .amount), .init(code: "duty", kind: .percent),
        .init(code: "days", kind: .each(cost: Measure(tenThousandths: -tick * 2))),
      ])
    case 5:
      let unit = random.once(in: 2) ? ValueModel.Index.Unit.percent : .amount
      return .index(.init(name: "copper", reference: Money(tenThousandths: 37_0000), unit: unit))
    default: return .price
    }
  }
}

extension RandomRules {
  private mutating func admissibility(_ kind: Clock.Kind) -> Admissibility {
    let hasLevels = kind == .japanese || kind == .dutch
    var rule = Admissibility(
      decrement: random.once(in: 4) ? nil : decrement(), ownMustImprove: !random.once(in: 4),
      leaderMayImprove: !random.once(in: 4), tiesAllowed: random.once(in: 2), decimals: decimals,
      belowZero: random.once(in: 5), withdrawal: random.once(in: 5) ? .never : .byBuyer,
      surrogateBids: random.once(in: 2))
    if !hasLevels, random.once(in: 5) {
      rule.buffers = .init(front: portion(), back: random.once(in: 2) ? portion(of: 6) : nil)
    }
    if random.once(in: 4) {
      rule.largestDecrement = .init(
        step: portion(of: 12), base: random.once(in: 2) ? .own : .best, percentOf: random.once(in: 2) ? .base : .start,
        passesWhenRepeated: random.once(in: 2))
    }
    if kind == .english { rule.preBids = [.none, .none, .allowed, .required].randomElement(using: &random) ?? .none }
    if kind == .turns {
      rule.preBids = .required
      if random.once(in: 2) { rule.withdrawal = .withinTurn }
    }
    return rule
  }

  mutating func decrement() -> Admissibility.Decrement {
    Admissibility.Decrement(
      step(), base: [.own, .best, .nextAbove].randomElement(using: &random) ?? .own,
      percentOf: [.base, .base, .own, .best, .start].randomElement(using: &random) ?? .base,
      appliesTo: random.once(in: 3) ? .lead : .every, exactMultiples: random.once(in: 3))
  }

  private mutating func step() -> Admissibility.Decrement.Step {
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return .portion(portion())
    case 1:
      let amount = Money(tenThousandths: length(1...4) * tick)
      return .either(amount: amount, percentHundredths: percentage(), random.once(in: 2) ? .smaller : .larger)
    case 2:
      let (high, middle) = (length(25...40), length(10...24))
      let bands = [high, middle, length(0...9)].map {
        Admissibility.Decrement.Band(
          above: Money(tenThousandths: $0 * tick), step: Money(tenThousandths: length(1...5) * tick))
      }
      return .banded(Array(bands.prefix(Int.random(in: 1...3, using: &random))))
    default: return .portion(.amount(Money(tenThousandths: length(1...3) * tick)))
    }
  }

  mutating func visibility() -> Visibility {
    func any() -> Visibility.Exposure { Visibility.Exposure.allCases.randomElement(using: &random) ?? .never }
    return Visibility(
      ownRank: any(), bestPrice: any(), bestPriceMinimumBidders: random.once(in: 3) ? 2 : 0, allPrices: any(),
      history: any(), priceGraph: any(), bidderCount: any(), names: any(),
      namesToBuyer: [.never, .always, .afterClose].randomElement(using: &random) ?? .never,
      aliases: random.once(in: 3) ? .common : .stable,
      observers: Visibility.Observers.allCases.randomElement(using: &random) ?? .nobody,
      observersFrom: random.once(in: 2) ? .always : .afterClose)
  }

  mutating func closing(_ kind: Clock.Kind) -> Closing {
    var closing = Closing(softClose: nil, outage: random.once(in: 4) ? .ignored : .added)
    if kind == .english || kind == .sealed {
      closing.pause = [.stops, .runsOn, .addedAtEnd].randomElement(using: &random) ?? .stops
    }
    guard kind == .english else { return closing }
    if !random.once(in: 4) { closing.softClose = softClose() }
    if random.once(in: 5) {
      closing.improvementMilliseconds = length(1...40)
    } else if random.once(in: 5) {
      let earliest = length(0...10)
      closing.hiddenEnd = .init(
        afterExtensions: closing.softClose == nil ? 0 : Int.random(in: 0...2, using: &random),
        earliestMilliseconds: earliest, latestMilliseconds: earliest + length(1...30))
    }
    return closing
  }

  private mutating func softClose() -> Closing.SoftClose {
    let window = length(1...100)
    let triggers: [Closing.SoftClose.Trigger] = [
      .anyBid, .bestPrice, .leadChanges, .someoneBeaten, .rank(Int.random(in: 1...3, using: &random)),
    ]
    let base = Closing.SoftClose.Base.allCases.randomElement(using: &random) ?? .end
    return Closing.SoftClose(
      trigger: triggers.randomElement(using: &random) ?? .anyBid, windowMilliseconds: window,
      extensionMilliseconds: base == .remaining ? window + length(0...30) : length(1...60), base: base,
      scope: random.once(in: 3) ? .allLots : .lot,
      limit: random.once(in: 2) ? nil : Int.random(in: 1...3, using: &random),
      totalMilliseconds: random.once(in: 3) ? length(1...120) : nil)
  }
}

extension Clock {
  /// Phases or rounds in which a bidder can be silent.
  var hasSilence: Bool {
    switch format {
    case .english(let english): english.phases > 1
    case .sealed(let sealed): sealed.rounds > 1
    case .japanese, .dutch, .turns: false
    }
  }
}
