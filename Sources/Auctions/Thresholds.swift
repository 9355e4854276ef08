// The lines that the rules draw for one bidder on one lot at one moment, all as costs: prices times the ranking's sign.

/// Worked out once, used twice: to say which rule an offer breaks, and to find the next price that breaks none.
struct Thresholds {
  let tick: Int64
  /// The least good cost that counts.
  var ceiling: Int64
  /// The best cost that counts: no number is below this where none is set.
  var floor: Int64
  /// The least good cost that improves on the bidder's own offer; where it need not, every one does.
  var improvement: Int64 = .max
  var leaderMayNotImprove = false
  /// The bidder's offers may equal the best but not beat it.
  var mayNotLead = false
  /// The base of the decrement, cut at the tick, and the step that is owed from it.
  var base: Int64?
  var step: Int64 = 0
  var stepIsForTheLead = false
  var exactMultiples = false
  /// The best offer of the others in this bidder's own terms, and the worst cost that beats it.
  var rival: Int64?
  var lead: Int64?
  /// Costs round the leader that are refused, ends included.
  var buffer: ClosedRange<Int64>?
  /// What the largest decrement leads to; where there is none, it leads anywhere.
  var farthest: Int64 = -.max

  init(tick: Int64, ceiling: Int64, floor: Int64) {
    self.tick = tick
    self.ceiling = ceiling
    self.floor = floor
  }

  static var noFloor: Int64 { -.max }

  /// Subtraction that stops at the end of 64 bits: beyond it no price can be written.
  static func minus(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? (a < 0 ? -.max : .max) : difference
  }

  /// Cut to a whole number of ticks, never upwards.
  func cut(_ cost: Int64) -> Int64 { Self.cut(cost, tick: tick) }

  static func cut(_ cost: Int64, tick: Int64) -> Int64 {
    let rest = cost % tick
    return Self.minus(cost, rest < 0 ? rest + tick : rest)
  }
}

extension Thresholds {
  typealias Broken = (reason: Refusal.Reason, threshold: Int64?)

  /// Costs that would lead by less than the step, where only those that lead owe it.
  private var tooCloseToLead: ClosedRange<Int64>? {
    guard stepIsForTheLead, let base, let lead else { return nil }
    let limit = Self.minus(base, step)
    return limit < lead ? (limit + 1)...lead : nil
  }

  /// The first rule that `cost` breaks. `isMeant`: the bidder has said twice that this is its price.
  @inline(__always) func broken(by cost: Int64, isMeant: Bool) -> Broken? {
    if let broken = brokenBounds(by: cost) { return broken }
    if let base, owesSteps(at: cost) {
      let limit = Self.minus(base, step)
      if !stepIsForTheLead || tooCloseToLead?.contains(cost) == true, cost > limit { return (.stepTooSmall, limit) }
      if exactMultiples, step > 0, Self.minus(base, cost) % step != 0 {
        return (.notAMultiple, nextMultiple(below: cost))
      }
    }
    if let buffer, buffer.contains(cost) { return (.insideBuffer, buffer.lowerBound - 1) }
    if cost < farthest, !isMeant { return (.stepTooLarge, farthest) }
    return nil
  }

  @inline(__always) private func brokenBounds(by cost: Int64) -> Broken? {
    if cost > ceiling { return (.aboveCeiling, ceiling) }
    if cost < floor { return (.belowFloor, floor) }
    if mayNotLead, let lead, let rival, cost <= lead { return (.mayNotLead, rival) }
    if leaderMayNotImprove { return (.leaderMayNotImprove, nil) }
    if cost > improvement { return (.notBelowOwnOffer, improvement + 1) }
    return nil
  }

  /// The worst cost up to `bound` that breaks no rule; `nil` where none is left.
  /// - Parameter isTaken: whether another offer stands in the way of this very cost.
  // Inlined, or the closure would hold a copy of the auction.
  @inline(__always) func admissible(upTo bound: Int64 = .max, isTaken: (Int64) -> Bool) -> Int64? {
    guard !leaderMayNotImprove else { return nil }
    var cost = min(bound, ceiling, improvement)
    if let base, !stepIsForTheLead { cost = min(cost, Self.minus(base, step)) }
    cost = align(cost)
    // Each obstacle is passed once at most, so this ends.
    while true {
      if let zone = tooCloseToLead, zone.contains(cost) {
        cost = align(zone.lowerBound - 1)
      } else if let buffer, buffer.contains(cost) {
        cost = align(buffer.lowerBound - 1)
      } else if isTaken(cost) {
        cost = align(Self.minus(cost, tick))
      } else {
        break
      }
    }
    guard cost >= farthest, cost >= floor else { return nil }
    if mayNotLead, let lead, cost <= lead { return nil }
    return cost
  }

  /// The best cost from `limit` up that breaks no rule; `nil` where none does.
  func admissible(downTo limit: Int64, isTaken: (Int64) -> Bool) -> Int64? {
    var cost = multiple(from: limit)
    // Each obstacle is passed once at most, so this ends.
    while let obstacle = [tooCloseToLead, buffer].compactMap({ $0 }).first(where: { $0.contains(cost) }) {
      let (next, overflow) = cut(obstacle.upperBound).addingReportingOverflow(tick)
      guard !overflow else { return nil }
      cost = next
    }
    while isTaken(cost) {
      let (next, overflow) = cost.addingReportingOverflow(tick)
      guard !overflow else { return nil }
      cost = multiple(from: next)
    }
    return broken(by: cost, isMeant: true) == nil ? cost : nil
  }

  /// The first cost from `limit` up that is whole steps below the base, or where none are owed.
  private func multiple(from limit: Int64) -> Int64 {
    guard exactMultiples, step > 0, let base, base > limit, owesSteps(at: limit) else { return limit }
    let cost = Self.minus(base, Self.minus(base, limit) / step * step)
    guard let lead, !owesSteps(at: cost) else { return cost }
    let (next, overflow) = cut(lead).addingReportingOverflow(tick)
    return overflow ? cost : next
  }

  /// Where only those that lead owe a step, others do not.
  private func owesSteps(at cost: Int64) -> Bool { !stepIsForTheLead || (lead.map { cost <= $0 } ?? true) }

  /// Cut to the tick, and to whole steps below the base where those are owed.
  private func align(_ cost: Int64) -> Int64 {
    let cost = cut(cost)
    guard exactMultiples, step > 0, base != nil else { return cost }
    guard owesSteps(at: cost) else { return cost }
    return nextMultiple(below: cost)
  }

  private func nextMultiple(below cost: Int64) -> Int64 {
    guard let base, step > 0 else { return cost }
    let distance = Self.minus(base, cost)
    let steps = max(1, distance / step + (distance % step > 0 ? 1 : 0))
    let (down, overflow) = steps.multipliedReportingOverflow(by: step)
    return overflow ? -.max : Self.minus(base, down)
  }
}
