// What must hold from one state of an auction to the next, whatever the rules are.

import Auctions

struct Step {
  let before: Auction
  let after: Auction
  let entries: [Entry]

  var faults: [String] {
    var faults: [String] = []
    if !areDense { faults.append("positions have gaps") }
    if isRefusal, hasChanged { faults.append("a refused bid changed something") }
    if before.isOver, !isRefusal, !entries.isEmpty { faults.append("something happened after the end") }
    for (old, new) in zip(before.lots, after.lots) {
      if !isInOrder(new) { faults.append("somebody ranks above a better offer") }
      if !bestStays(old, new) { faults.append("the best offer became worse") }
      if !endStays(old, new) { faults.append("an end came nearer") }
    }
    for (place, entry) in entries.enumerated() {
      if let wrong = wrongExtension(entry, after: entries[..<place]) { faults.append(wrong) }
    }
    return faults
  }

  private var areDense: Bool {
    entries.map(\.position) == Array(before.position..<after.position)
  }

  private var isRefusal: Bool {
    entries.count == 1
      && entries.allSatisfy {
        switch $0.event {
        case .bidRefused, .sealRefused: true
        default: false
        }
      }
  }

  /// Whether anything but the answers, the position and the noted slips of the pen is otherwise now.
  private var hasChanged: Bool {
    var same = after
    same.answers = before.answers
    same.position = before.position
    for index in same.lots.indices { same.lots[index].doubts = before.lots[index].doubts }
    return same != before
  }

  private func isInOrder(_ lot: Auction.Lot) -> Bool {
    zip(lot.offers, lot.offers.dropFirst()).allSatisfy { $0.cost <= $1.cost }
      && (after.rules.clock.isDutch || Set(lot.offers.map(\.bidder)).count == lot.offers.count)
  }

  /// While offers may only get better, nothing but the buyer's intervention makes the best one worse.
  private func bestStays(_ old: Auction.Lot, _ new: Auction.Lot) -> Bool {
    guard before.phase == .open, before.rules.admissibility.ownMustImprove, !entries.contains(where: \.isIntervention)
    else { return true }
    guard let best = old.offers.first?.cost else { return true }
    // What was accepted in a turn under other rules stands at its end.
    if let pending = old.pending, let own = old.offer(of: pending.bidder), own.cost < pending.cost { return true }
    return new.offers.first.map { $0.cost <= best } ?? false
  }

  private func endStays(_ old: Auction.Lot, _ new: Auction.Lot) -> Bool {
    guard old.phase == .open, new.phase == .open, old.stage == new.stage else { return true }
    return (new.stageEndsAt ?? old.stageEndsAt) == new.stageEndsAt
      && (new.stageEndsAt.map { $0 >= old.stageEndsAt ?? $0 } ?? true)
  }

  /// An extension follows an accepted bid on its lot, in the window, within the limit and the total.
  private func wrongExtension(_ entry: Entry, after earlier: ArraySlice<Entry>) -> String? {
    guard case .lotExtended(let number, let until, .softClose) = entry.event else { return nil }
    guard let soft = before.rules.closing.softClose, case .bidPlaced(let bid) = earlier.last?.event, bid.lot == number,
      let new = after.lot(number), let old = before.lot(number)
    else { return "an extension without a bid" }
    if case .bidding = new.stage {} else { return "an extension of another stage" }
    if let limit = soft.limit, new.extensions > limit { return "an extension past the limit" }
    if let total = soft.totalMilliseconds, new.announcedClose.milliseconds(until: until) > total {
      return "an extension past the total"
    }
    // Where proxies bid as well, the end has moved before.
    let moved = earlier.contains {
      if case .lotExtended(number, _, _) = $0.event { true } else { $0.event == .resumed }
    }
    guard !moved, old.stage == new.stage else { return nil }
    let remaining = entry.at.milliseconds(until: old.closesAt)
    guard remaining > 0, remaining <= soft.windowMilliseconds else { return "an extension outside its window" }
    return until > old.closesAt ? nil : "an extension that shortens"
  }
}

extension Entry {
  fileprivate var isIntervention: Bool {
    switch event {
    case .offerWithdrawn, .participantDisqualified, .participantReinstated, .rulesChanged: true
    default: false
    }
  }
}
