// Auctions: the list, and the room.

import Auctions
import Commerce
import Hummingbird
import Store

struct AuctionsDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response {
    let request: PageRequest<Auction> = visit.pageRequest()
    let page = try await visit.read { try $0.auctions(request) }
    let content = AuctionsPage(
      filters: [], auctions: try page.items.map { try visit.card($0) }, nextHref: visit.nextHref(page, \.id))
    return visit.page(content)
  }

  /// The room as it is at this moment; `?wall` shows it for a wall. A module keeps it alive from the API's stream.
  func room(_ visit: Visit) async throws -> Response {
    let actor = try visit.call.actor()
    let seen = try await visit.house.auctions.see(visit.call.id("id"), as: actor, at: visit.now)
    let isWall = (visit.call.request.uri.query ?? "").split(separator: "&").contains { $0.hasPrefix("wall") }
    return visit.page(AuctionRoomPage(seen, visit, actor, isWall: isWall))
  }
}

extension AuctionRoomPage {
  fileprivate init(_ seen: SeenAuction, _ visit: Visit, _ actor: Actor, isWall: Bool) {
    let (texts, announcement) = (visit.texts, seen.auction.announcement)
    let view = seen.auction.view(for: seen.viewer, entries: seen.entries)
    let room = Room(seen: seen, visit: visit, present: visit.house.present(in: seen))
    self.init(
      id: "\(seen.line.id)", title: seen.line.title, requirementHref: "/requirements/\(seen.line.requirement)",
      buyerName: seen.line.buyerName, currency: announcement.currency, phase: view.phase.rawValue,
      badge: Badge("auction", view.phase.rawValue, texts), viewer: Viewer(seen.viewer), isWall: isWall,
      mayBid: Viewer(seen.viewer) == .bidder && actor.isVerified && actor.may(.supplier),
      rules: RuleText.sentences(for: announcement, texts), lots: view.lots.map(room.lot),
      participants: view.participants.map(room.participant))
  }
}

extension AuctionRoomPage.Viewer {
  fileprivate init(_ viewer: Auctions.Viewer) {
    switch viewer {
    case .buyer: self = .buyer
    case .bidder: self = .bidder
    case .observer: self = .observer
    }
  }
}

/// Puts what the view shows into the parts of the page.
private struct Room {
  let seen: SeenAuction
  let visit: Visit
  let present: Set<CompanyID>

  private var currency: String { seen.auction.announcement.currency }
  private func words(_ price: Money) -> String { visit.format.money(price, currency) }

  func lot(_ lot: AuctionView.Lot) -> RoomLot {
    let index = Int(lot.number.value) - 1
    let step = DecrementText(seen.auction.announcement.rules.admissibility)
    return RoomLot(
      id: "\(lot.number.value)", number: "\(lot.number.value)",
      title: seen.lotTitles.indices.contains(index) ? seen.lotTitles[index] : "\(lot.number.value)",
      phase: lot.phase.rawValue, badge: Badge("auction", lot.phase.rawValue, visit.texts),
      opensAt: visit.format.moment(lot.opensAt), closesAt: visit.format.moment(lot.closesAt),
      ceiling: "\(lot.ceiling)", ceilingText: words(lot.ceiling), decrementKind: step.kind, decrementValue: step.value,
      bestPriceText: lot.bestPrice.map(words), ownPriceText: lot.ownPrice.map(words),
      ownRank: lot.ownRank.map { "\($0)" }, nextAdmissiblePrice: lot.nextAdmissible.map { "\($0)" },
      nextAdmissiblePriceText: lot.nextAdmissible.map(words), bids: lot.bids.reversed().map(bid))
  }

  private func bid(_ bid: AuctionView.SeenBid) -> RoomBid {
    RoomBid(
      at: visit.format.moment(bid.at), bidder: visit.texts.called(bid.bidder, seen.names), price: words(bid.price),
      isOwn: bid.isOwn)
  }

  func participant(_ alias: Alias) -> RoomParticipant {
    let participants = seen.auction.participants
    let company = participants.indices.contains(alias.number - 1) ? participants[alias.number - 1] : nil
    return RoomParticipant(
      bidder: visit.texts.alias(of: alias), name: alias.company.flatMap { seen.names[$0] },
      isPresent: company.map(present.contains) ?? false)
  }
}

/// The step for the buttons that go down by it.
private struct DecrementText {
  let kind: String
  let value: String

  init(_ rule: Admissibility) {
    switch rule.decrement {
    case .absolute(let step): (kind, value) = ("absolute", "\(step)")
    case .percent(let hundredths):
      let fraction = String(hundredths % 100 + 100).dropFirst()
      (kind, value) = ("percent", "\(hundredths / 100).\(fraction)")
    // Without a smallest step the buttons go down by the smallest difference there is.
    case .none: (kind, value) = ("absolute", rule.decimals == 0 ? "1.00" : "0.01")
    }
  }
}
