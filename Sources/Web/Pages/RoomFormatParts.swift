// What only some formats show: the dial and its levels, the turns of a round, the seal.

import Auctions
import Commerce

extension RoomLots {
  func dial(_ lot: AuctionView.Lot, _ prices: OwnPrices) -> RoomDial? {
    guard let pace = Pace(rules, ceiling: lot.ceiling) else { return nil }
    var dial = RoomDial(
      step: "\(pace.step)", intervalMilliseconds: "\(pace.intervalMilliseconds)", rungs: rungs(lot))
    if case .level(_, let price) = lot.stage { dial.priceText = format.decimal("\(price)") }
    if let smallest = pace.smallestShare, let left = lot.shareLeft {
      dial.smallestShare = "\(smallest)"
      dial.smallestShareText = texts("room.shareMin", ["share": format.percent(hundredths: Int64(smallest))])
      dial.shareLeft = "\(left)"
      dial.shareLeftText = format.percent(hundredths: Int64(left))
      dial.shareField = "\(Money(tenThousandths: Int64(left) * 100))"
    }
    return dial
  }

  /// The levels that the clock has shown, from the journal: everybody in the room has seen them.
  private func rungs(_ lot: AuctionView.Lot) -> [RoomRung] {
    let accepted = Set(lot.bids.filter(\.isOwn).map(\.price))
    let levels = seen.entries.compactMap { entry -> (Int, Money, Instant)? in
      guard case .stageBegan(lot.number, .level(let number, let price), _) = entry.event else { return nil }
      return (number, price, entry.at)
    }
    let isOpen = lot.phase == .open
    return levels.suffix(Self.shownRungs).reversed().map { number, price, at in
      RoomRung(
        number: "\(number + 1)", price: "\(price)", priceText: format.decimal("\(price)"), at: format.moment(at),
        isNow: isOpen && number == levels.last?.0, isAccepted: accepted.contains(price))
    }
  }

  private static var shownRungs: Int { 100 }
}

/// How a clock with levels goes on.
private struct Pace {
  /// Below zero on a clock that falls.
  let step: Money
  let intervalMilliseconds: Int64
  let smallestShare: Int?

  init?(_ rules: Rules, ceiling: Money) {
    let tick = rules.admissibility.tick
    switch rules.clock.format {
    case .japanese(let clock):
      step = Money.zero - clock.step.cut(of: ceiling, tick: tick)
      (intervalMilliseconds, smallestShare) = (clock.intervalMilliseconds, nil)
    case .dutch(let clock):
      step = clock.step.cut(of: ceiling, tick: tick)
      (intervalMilliseconds, smallestShare) = (clock.intervalMilliseconds, clock.smallestShare)
    case .english, .sealed, .turns: return nil
    }
  }
}

extension Portion {
  /// What it comes to of a price, cut at the tick.
  fileprivate func cut(of price: Money, tick: Int64) -> Money {
    switch self {
    case .amount(let amount): return amount
    case .percent(let hundredths):
      let exact = Int128(price.tenThousandths) * Int128(hundredths) / 10_000
      return Money(tenThousandths: Int64(exact) / tick * tick)
    }
  }
}

extension RoomLots {
  func turns(_ lot: AuctionView.Lot, _ prices: OwnPrices) -> RoomTurns? {
    guard case .turns(let rule) = rules.clock.format else { return nil }
    let speakers = speakers(lot, prices)
    let turnCount = max(speakers.count, 1)
    let own = speakers.firstIndex { $0.isOwn }
    return RoomTurns(
      round: "\(round(lot.stage) ?? 0)",
      rounds: (1...rule.rounds).map { number in
        RoomRound(
          number: "\(number)", label: texts("room.round", ["n": "\(number)"]),
          parts: [RoomPart(isPause: true)] + Array(repeating: RoomPart(isPause: false), count: turnCount))
      },
      speakers: speakers,
      ownPlace: own.map { texts("room.ownPlace", ["n": "\($0 + 1)", "all": "\(speakers.count)"]) })
  }

  private func round(_ stage: AuctionView.Stage) -> Int? {
    switch stage {
    case .pause(let round), .turn(let round, _): round
    default: nil
    }
  }

  /// The order of the round, worst first. It tells who ranks where, so it is shown only where all prices are.
  private func speakers(_ lot: AuctionView.Lot, _ prices: OwnPrices) -> [RoomSpeaker] {
    guard lot.phase == .open, !lot.ranking.isEmpty, let inner = seen.auction.lot(lot.number) else { return [] }
    let order = inner.turns.compactMap { company in inner.offers.firstIndex { $0.bidder == company } }
    let speaking = speaking(inner, lot)
    return order.enumerated().filter { lot.ranking.indices.contains($0.element) }.map { place, index in
      let standing = lot.ranking[index]
      let state = place < speaking ? "spoken" : place == speaking && isTurn(lot.stage) ? "speaking" : "waiting"
      return RoomSpeaker(
        place: "\(place + 1)", bidder: called(standing.bidder), isOwn: standing.isOwn,
        price: prices.ofOthers(standing.price), state: state, stateText: texts["room.turn_\(state)"])
    }
  }

  /// How many have spoken in this round.
  private func speaking(_ inner: Auction.Lot, _ lot: AuctionView.Lot) -> Int {
    switch inner.stage {
    case .turn(_, let bidder):
      let standing = inner.turns.filter { company in inner.offers.contains { $0.bidder == company } }
      return standing.firstIndex(of: bidder) ?? 0
    case .announcement, .over: return inner.turns.count
    default: return 0
    }
  }

  private func isTurn(_ stage: AuctionView.Stage) -> Bool {
    if case .turn = stage { true } else { false }
  }
}
