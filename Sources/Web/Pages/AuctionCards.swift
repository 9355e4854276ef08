// Auctions at a glance, as far as the rules let the reader see them.

import Auctions
import Commerce
import Engine
import Store

extension Visit {
  /// The card of an auction in a list: its figures only while it is live, when they are in memory.
  func card(_ line: AuctionLine) throws -> AuctionCard {
    try card(line, house.engine.feed.room(line.id)?.auction)
  }

  /// - Parameter auction: the auction itself; of it only what its `view` shows this reader gets on the card.
  func card(_ line: AuctionLine, _ auction: Auction?) throws -> AuctionCard {
    let actor = try call.actor()
    let view = auction.flatMap { auction in
      auction.viewer(actor.company).map { auction.view(for: $0, entries: [Entry]()) }
    }
    let phase = view?.phase ?? line.phase
    var card = AuctionCard(
      href: "/auctions/\(line.id)", title: line.title, badge: Badge("auction", phase.rawValue, texts),
      isOpen: phase == .open)
    card.isPractice = auction?.announcement.isPractice ?? false
    let extent = auction.map { texts.count("count.lots", $0.lots.count) }
    card.subtitle = line.buyer == actor.company ? extent : line.buyerName
    if phase == .scheduled { card.opensAt = format.moment(auction?.opensAt ?? line.opensAt) }
    if phase == .open { card.closesAt = format.moment(auction?.lots.map(\.closesAt).max() ?? line.closesAt) }
    // Prices of several lots do not add up to one figure.
    if let view, let auction, let lot = view.lots.first, view.lots.count == 1 {
      card.bestPrice = lot.bestPrice.map { format.money($0, auction.announcement.currency) }
      card.saving = lot.bestPrice.flatMap { format.saving($0, against: lot.ceiling) }
      card.ownRank = lot.own?.rank.map { format.number($0) }
    }
    return card
  }
}
