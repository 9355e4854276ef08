// Where a lot stands, in words, and what the reader's own part in it is. `room/stage.js` says the same from messages.

import Auctions
import Transcript

extension RoomLots {
  func stage(_ lot: AuctionView.Lot) -> RoomStage {
    var stage = running(lot)
    if lot.phase == .closed || lot.phase == .cancelled {
      let words = lot.phase == .closed ? texts["room.closed"] : texts["state.auction_cancelled"]
      stage = RoomStage(
        kind: lot.stage.kind.rawValue, label: "", words: words, foot: texts["room.closedAt"],
        footAt: format.moment(lot.closesAt))
    } else if view.isPaused {
      stage.words = texts["room.paused"]
    }
    return stage
  }

  private func running(_ lot: AuctionView.Lot) -> RoomStage {
    let (label, foot, at) = words(lot)
    var stage = RoomStage(
      kind: lot.stage.kind.rawValue, label: label, foot: texts["room.\(foot)"], footAt: format.moment(at))
    switch lot.stage {
    case .hidden: stage.words = texts["room.anyMoment"]
    case .opening: stage.words = texts["room.opening"]
    default: break
    }
    return stage
  }

  /// The label, the key of the foot, and the moment that the foot names.
  private func words(_ lot: AuctionView.Lot) -> (String, String, Instant) {
    let (closes, stageEnds) = (lot.closesAt, lot.stageEndsAt ?? lot.closesAt)
    switch lot.stage {
    case .waiting: return (texts["room.opensIn"], "opensAt", lot.stageEndsAt ?? lot.opensAt)
    case .bidding(let phase): return (bidding(phase), "closesAt", closes)
    case .improvement: return (texts["room.improvement"], "closesAt", stageEnds)
    case .hidden: return (texts["room.hiddenEnd"], "atTheLatest", stageEnds)
    case .level(let number, _): return (texts("room.level", ["n": "\(number + 1)"]), "closesLatest", closes)
    case .pause(let round): return (texts("room.pauseBefore", ["n": "\(round)"]), "closesAt", closes)
    case .turn(_, let bidder):
      let label = lot.own?.isTurn == true ? texts["room.yourTurn"] : texts("room.turnOf", ["bidder": called(bidder)])
      return (label, "closesAt", closes)
    case .announcement: return (texts["room.announcement"], "closesAt", stageEnds)
    case .sealed: return (texts["room.sealedFor"], "opensSeals", stageEnds)
    case .opening: return (texts["room.openersAwaited"], "sealedSince", closes)
    case .over: return ("", "closedAt", closes)
    }
  }

  private func bidding(_ phase: Int) -> String {
    guard case .english(let english) = rules.clock.format, english.phases > 1 else { return texts["room.timeLeft"] }
    return texts("room.phaseOf", ["n": "\(phase)", "all": "\(english.phases)"])
  }
}

extension RoomLots {
  func own(_ lot: AuctionView.Lot, _ prices: OwnPrices) -> RoomOwn {
    guard let own = lot.own else { return RoomOwn() }
    let win = lot.winners.first { $0.isOwn }
    return RoomOwn(
      priceText: own.price.map(prices.words), value: own.value.map { format.amount($0, currency) },
      explanation: own.explanation, rank: own.rank.map { "\($0)" }, next: own.nextAdmissible.map { "\($0)" },
      nextText: own.nextAdmissible.map(prices.words), mayOffer: mayOffer(lot, own),
      pending: own.pending.map(prices.words), departure: departure(own), result: result(lot, own, win, prices),
      hasWon: win != nil,
      takesLimit: rules.admissibility.proxyBids && lot.winners.isEmpty && !seen.auction.isOver,
      limitText: own.limit.map(prices.words), limit: own.limit.map { "\($0)" }, step: own.step.map { "\($0)" })
  }

  private func mayOffer(_ lot: AuctionView.Lot, _ own: AuctionView.Own) -> Bool {
    guard !own.isDisqualified, own.departure == nil, !view.isPaused else { return false }
    switch lot.stage {
    case .waiting: return view.phase == .scheduled && rules.admissibility.preBids != .none
    case .bidding, .improvement, .hidden, .level, .sealed: return true
    case .turn: return own.isTurn
    case .pause, .announcement, .opening, .over: return false
    }
  }

  private func departure(_ own: AuctionView.Own) -> String? {
    if own.isDisqualified { return texts["problem.disqualified"] }
    return own.departure.map { texts["room.departed_\($0.rawValue)"] }
  }

  private func result(
    _ lot: AuctionView.Lot, _ own: AuctionView.Own, _ win: AuctionView.Winner?, _ prices: OwnPrices
  ) -> String? {
    guard lot.phase == .closed else { return nil }
    if let win {
      guard win.share < Clock.wholeLot else { return texts("room.won", ["price": prices.words(win.price)]) }
      let share = lot.winners.filter(\.isOwn).reduce(0) { $0 + $1.share }
      return texts("room.wonShare", ["share": format.percent(hundredths: Int64(share))])
    }
    return own.price.map { texts("room.lost", ["price": prices.words($0)]) }
  }
}
