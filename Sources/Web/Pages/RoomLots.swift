// Puts what the view of an auction shows into the parts of the room's page.

import Auctions
import Commerce
import Transcript

struct RoomLots {
  let seen: SeenAuction
  let view: AuctionView
  let visit: Visit

  var texts: Texts { visit.texts }
  var format: Format { visit.format }
  var rules: Rules { seen.auction.rules }
  var currency: String { seen.auction.announcement.currency }

  /// An amount in the auction's currency.
  func words(_ price: Money) -> String { format.money(price, currency) }
  func called(_ bidder: Alias) -> String { texts.called(bidder, seen.names) }

  func lot(_ lot: AuctionView.Lot) -> RoomLot {
    let index = Int(lot.number.value) - 1
    let (step, prices) = (DecrementText(rules.admissibility), OwnPrices(lot, seen, format))
    return RoomLot(
      id: "\(lot.number.value)", number: "\(lot.number.value)",
      title: seen.lotTitles.indices.contains(index) ? seen.lotTitles[index] : "\(lot.number.value)",
      phase: lot.phase.rawValue, opensAt: format.moment(lot.opensAt), closesAt: format.moment(lot.closesAt),
      stage: stage(lot),
      ceilingText: lot.own?.ceiling.map(prices.words) ?? prices.ofOthers(lot.ceiling),
      unit: prices.unit, rate: prices.rate, own: own(lot, prices), decrementKind: step.kind,
      decrementValue: step.value, bestPriceText: lot.bestPrice.map(words),
      bidderCount: lot.bidderCount.map { format.number($0) }, bids: lot.bids.reversed().map { bid($0, prices) },
      ranking: ranking(lot, prices), dial: dial(lot, prices), turns: turns(lot, prices), seal: seal(lot),
      phases: phases(lot))
  }

  private func bid(_ bid: AuctionView.SeenBid, _ prices: OwnPrices) -> RoomBid {
    RoomBid(
      at: format.moment(bid.at), bidder: called(bid.bidder),
      price: bid.isOwn ? prices.words(bid.price) : prices.ofOthers(bid.price), isOwn: bid.isOwn, mark: mark(bid))
  }

  /// That the server bids by a limit is its owner's business alone.
  private func mark(_ bid: AuctionView.SeenBid) -> String? {
    switch bid.origin {
    case .own: nil
    case .surrogate: texts["room.bySurrogate"]
    case .proxy: bid.isOwn ? texts["room.byProxy"] : nil
    }
  }

  private func ranking(_ lot: AuctionView.Lot, _ prices: OwnPrices) -> [RoomStanding] {
    lot.ranking.map { standing in
      let isWhole = standing.share == Clock.wholeLot
      // On a Dutch clock one bidder may stand several times, each time for its own share.
      let win = lot.winners.first { $0.bidder == standing.bidder && $0.share == standing.share }
      return RoomStanding(
        rank: "\(standing.rank)", bidder: called(standing.bidder), price: prices.ofOthers(standing.price),
        value: standing.value.map { words($0) }, explanation: standing.explanation,
        share: isWhole ? nil : format.percent(hundredths: Int64(standing.share)), isOwn: standing.isOwn,
        isAbnormallyLow: standing.isAbnormallyLow, hasWon: win != nil,
        paid: win.flatMap { $0.price == standing.price ? nil : texts("room.paid", ["price": words($0.price)]) })
    }
  }

  private func words(_ value: String) -> String { format.amount(value, currency) }

  private func phases(_ lot: AuctionView.Lot) -> [RoomPhase] {
    guard case .english(let english) = rules.clock.format, english.phases > 1 else { return [] }
    var now = lot.phase == .closed ? english.phases + 1 : 0
    if case .bidding(let phase) = lot.stage { now = phase }
    return (1...english.phases).map { RoomPhase(number: "\($0)", isPast: $0 < now, isNow: $0 == now) }
  }

  /// For the buyer: the view names nobody to others.
  func participants(_ present: Set<CompanyID>) -> [RoomParticipant] {
    zip(view.participants, seen.auction.participants).map { alias, participant in
      RoomParticipant(
        bidder: texts.alias(of: alias), name: alias.company.flatMap { seen.names[$0] },
        isPresent: present.contains(participant.company), isDisqualified: participant.isDisqualified)
    }
  }
}

/// How the reader's own prices are written: they may be in another currency than the auction's, or a percentage.
struct OwnPrices {
  let unit: String
  let rate: String?
  private let unitOfOthers: String
  private let format: Format

  init(_ lot: AuctionView.Lot, _ seen: SeenAuction, _ format: Format) {
    let announcement = seen.auction.announcement
    var auctionUnit = announcement.currency
    if case .index(let index) = seen.auction.rules.ranking.model, index.unit == .percent { auctionUnit = "%" }
    unitOfOthers = auctionUnit
    unit = lot.own?.currency ?? auctionUnit
    let rate = announcement.rates.first { $0.currency == lot.own?.currency }
    self.rate = rate.map { "\($0.units.description)/\($0.equal.description)" }
    self.format = format
  }

  func words(_ price: Money) -> String { format.amount("\(price)", unit) }
  /// Everybody else's are in the auction's currency.
  func ofOthers(_ price: Money) -> String { format.amount("\(price)", unitOfOthers) }
}

/// The step for the buttons that go on by it.
private struct DecrementText {
  let kind: String
  let value: String

  init(_ rule: Admissibility) {
    switch rule.decrement?.step {
    case .portion(.amount(let step)), .either(let step, _, _): (kind, value) = ("absolute", "\(step)")
    case .portion(.percent(let hundredths)):
      let fraction = String(hundredths % 100 + 100).dropFirst()
      (kind, value) = ("percent", "\(hundredths / 100).\(fraction)")
    case .banded(let bands): (kind, value) = ("absolute", "\(bands.last?.step ?? Money(tenThousandths: 100))")
    // Without a smallest step the buttons go on by the smallest difference there is.
    case nil: (kind, value) = ("absolute", rule.decimals == 0 ? "1.00" : "0.01")
    }
  }
}
