// Works the thresholds of one bidder on one lot out of the rules and the offers that stand.

extension Auction {
  /// - Parameters:
  ///   - place: of the bidder among the participants.
  ///   - index: of the lot.
  // Inlined, because so many words are written in one place and not copied to the next.
  @inline(__always) func thresholds(for place: Int, on index: Int) -> Thresholds {
    var lines = bounds(for: place, on: index)
    // Before the opening offers are replaced freely.
    if phase == .open { draw(&lines, for: place, on: index) }
    return lines
  }

  private func draw(_ lines: inout Thresholds, for place: Int, on index: Int) {
    let own = lots[index].place(of: participants[place].company)
    if let own, rules.admissibility.ownMustImprove { lines.improvement = price(own, on: index) - 1 }
    lines.leaderMayNotImprove =
      own == 0 && !rules.admissibility.leaderMayImprove && !rules.clock.isSealed
    if case .improvement = lots[index].stage { lines.mayNotLead = true }
    let terms = participants[place].terms(on: lots[index].number)
    if lines.mayNotLead || rules.admissibility.looksAtTheLeader {
      lead(
        &lines, over: lots[index].offers.first { $0.bidder != participants[place].company }, terms)
    }
    if lines.mayNotLead, own == 0 {
      // Whatever the leader offered would better the best price.
      lines.rival = price(0, on: index)
      lines.lead = Thresholds.minus(price(0, on: index), lines.tick)
    }
    if !lines.mayNotLead, let decrement = rules.admissibility.decrement {
      owe(decrement, &lines, own: own, on: index, terms)
    }
    if own != 0, let rival = lines.rival, let buffers = rules.admissibility.buffers {
      lines.surround(rival, buffers, terms)
    }
    // Nobody can repeat a sealed offer to say that it is meant.
    if let largest = rules.admissibility.largestDecrement, !rules.clock.isSealed {
      lines.farthest = farthest(largest, lines, own: own, on: index, terms)
    }
  }

  /// The bounds alone, which hold for every offer of the bidder on the lot, whatever the others do.
  @inline(__always) func bounds(for place: Int, on index: Int) -> Thresholds {
    let terms = participants[place].terms(on: lots[index].number)
    return Thresholds(
      tick: rules.admissibility.tick, ceiling: ceiling(of: place, on: index, terms), floor: floor(on: index, terms))
  }

  private func floor(on index: Int, _ terms: Terms) -> Int64 {
    guard rules.ranking.direction == .lower else { return Thresholds.noFloor }
    let floor = lots[index].floor.map { -terms.cost(of: $0, sign: -1, tick: rules.admissibility.tick) }
    return max(floor ?? Thresholds.noFloor, rules.admissibility.belowZero ? Thresholds.noFloor : 1)
  }

  /// Whether another's offer comes to just the same, where that is refused.
  func isTaken(_ cost: Int64, on index: Int, for place: Int) -> Bool {
    guard !rules.admissibility.tiesAllowed, phase == .open, !rules.clock.isSealed else { return false }
    let bidder = participants[place].company
    let value = rules.ranking.cost(
      of: Money(tenThousandths: rules.ranking.sign * cost), participants[place].terms(on: lots[index].number))
    for place in lots[index].offers.indices {
      // Best first: all from here on are worse.
      if value < lots[index].offers[place].cost { return false }
      if lots[index].offers[place].cost == value, lots[index].offers[place].bidder != bidder { return true }
    }
    return false
  }

  @inline(__always) private func price(_ offer: Int, on index: Int) -> Int64 {
    rules.ranking.sign * lots[index].offers[offer].price.tenThousandths
  }

  /// The lot's ceiling in the bidder's currency, and the bidder's own.
  @inline(__always) private func ceiling(of place: Int, on index: Int, _ terms: Terms) -> Int64 {
    let sign = rules.ranking.sign
    let general = terms.cost(of: lots[index].ceiling, sign: sign, tick: rules.admissibility.tick)
    guard let personal = participants[place].ceiling(on: lots[index].number) else { return general }
    return min(general, sign * personal.tenThousandths)
  }

  /// What it takes to lead, in the bidder's own terms.
  private func lead(_ lines: inout Thresholds, over rival: Offer?, _ terms: Terms) {
    guard let rival else { return }
    let (cost, isExact) = own(rival.cost, terms, tick: lines.tick)
    lines.rival = cost
    lines.lead = isExact ? Thresholds.minus(cost, lines.tick) : cost
  }

  /// The cost that comes to `value` under the bidder's terms, cut at the tick, and whether nothing was cut.
  @inline(__always) private func own(_ value: Fraction, _ terms: Terms, tick: Int64) -> (
    Int64, isExact: Bool
  ) {
    if case .plain = terms, let whole = value.whole, whole % tick == 0 {
      return (whole, true)
    }
    let isLower = rules.ranking.direction == .lower
    let exact = terms.price(of: isLower ? value : value.negated).map { isLower ? $0 : $0.negated }
    guard let exact, let cut = exact.rounded(downTo: tick) else {
      // Too far away for any price that can be written.
      return (value < terms.addition ? -.max : .max, false)
    }
    return (cut, Fraction(cut) == exact)
  }

  private func owe(
    _ decrement: Admissibility.Decrement, _ lines: inout Thresholds, own place: Int?, on index: Int, _ terms: Terms
  ) {
    guard let base = base(decrement.base, own: place, on: index, terms, tick: lines.tick) else { return }
    let sign = rules.ranking.sign
    let whole: Int64 =
      switch decrement.percentOf {
      case .base: base
      case .own: place.map { price($0, on: index) } ?? base
      case .best: lots[index].offers.first.map { self.own($0.cost, terms, tick: lines.tick).0 } ?? base
      case .start: sign * terms.own(lots[index].ceiling, tick: lines.tick).tenThousandths
      }
    let step = decrement.amount(
      at: Money(tenThousandths: sign * base), percentOf: Money(tenThousandths: Int64(whole.magnitude)),
      tick: lines.tick, terms)
    lines.base = base
    lines.step = step.tenThousandths
    lines.stepIsForTheLead = decrement.appliesTo == .lead
    // Who is alone leads with whatever it offers.
    if place == 0, lines.lead == nil { lines.lead = .max }
    lines.exactMultiples = decrement.exactMultiples
  }

  private func base(
    _ base: Admissibility.Decrement.Base, own place: Int?, on index: Int, _ terms: Terms, tick: Int64
  ) -> Int64? {
    switch base {
    // A price from before a change of the decimals need not lie on the tick.
    case .own: place.map { Thresholds.cut(price($0, on: index), tick: tick) }
    case .best: lots[index].offers.first.map { own($0.cost, terms, tick: tick).0 }
    case .nextAbove:
      if let place {
        own(lots[index].offers[max(0, place - 1)].cost, terms, tick: tick).0
      } else {
        lots[index].offers.last.map { own($0.cost, terms, tick: tick).0 }
      }
    }
  }

  private func farthest(
    _ largest: Admissibility.LargestDecrement, _ lines: Thresholds, own place: Int?, on index: Int,
    _ terms: Terms
  ) -> Int64 {
    let own = place.map { price($0, on: index) }
    let best = [own, lines.rival].compactMap { $0 }.min()
    let base = (largest.base == .own ? own : best) ?? lines.ceiling
    let start = rules.ranking.sign * terms.own(lots[index].ceiling, tick: lines.tick).tenThousandths
    let whole = largest.percentOf == .base ? base : start
    let step = largest.step.amount(
      of: Money(tenThousandths: Int64(whole.magnitude)), tick: lines.tick, terms)
    return Thresholds.minus(base, step.tenThousandths)
  }
}

extension Admissibility {
  /// Whether anything in the rules is measured from the best offer of the others.
  @inline(__always) fileprivate var looksAtTheLeader: Bool {
    buffers != nil || proxyBids || largestDecrement?.base == .best || decrement?.appliesTo == .lead
  }
}

extension Thresholds {
  /// Nearer than the front nobody takes the lead from `rival`, nearer than the back nobody follows.
  fileprivate mutating func surround(_ rival: Int64, _ buffers: Admissibility.Buffers, _ terms: Terms) {
    let price = Money(tenThousandths: Int64(rival.magnitude))
    func width(_ portion: Portion) -> Int64 {
      portion.amount(of: price, tick: tick, terms).tenThousandths
    }
    let low = Self.minus(rival, width(buffers.front)) + 1
    let high = Self.minus(rival, -(buffers.back.map { width($0) } ?? 0))
    // Where the buffer reaches beyond all numbers, the last one is inside it too.
    let last = high == .max ? high : high - 1
    if low <= last { buffer = low...last }
  }
}
