// What an auction has come to, as its buyer sees it on the page of the requirement: offers per lot, and the awards.

import Auctions
import Commerce
import HTTPTypes
import Store

struct AuctionResult: Sendable {
  let auction: Auction
  /// Nil for who is not let in.
  private let view: AuctionView?
  private let names: [CompanyID: String]

  /// Nil where there is no auction, or none that this server can tell about at the moment.
  init?(of sheet: RequirementSheet, _ visit: Visit) async throws {
    guard let line = sheet.auction else { return nil }
    do { auction = try await visit.house.auctions.load(line.id).0 } catch let problem as Problem {
      guard problem.status == .serviceUnavailable else { throw problem }
      return nil
    }
    let viewer = auction.viewer(sheet.actor.company)
    view = viewer.map { [auction] in auction.view(for: $0, entries: [Entry]()) }
    // Only those that the view names: the rules may hide them even from the buyer.
    let shown = view?.lots.flatMap(\.ranking).compactMap(\.bidder.company) ?? []
    let companies = shown + sheet.awards.map(\.record.supplier)
    names = sheet.isOwn && !companies.isEmpty ? try await visit.read { try $0.names(of: companies) } : [:]
  }

  /// Offers and awards of every lot, once the auction is closed; to its buyer only.
  func lots(_ sheet: RequirementSheet, _ visit: Visit) -> [LotResult] {
    guard sheet.isOwn, let view, view.phase == .closed else { return [] }
    return view.lots.map { lot in
      let award = sheet.awards.first { $0.record.lot == lot.number && $0.record.status == .active }
      let mayAward = sheet.mayBuy && sheet.stored.record.status == .active && award == nil
      let index = Int(lot.number.value) - 1
      return LotResult(
        lot: "\(lot.number.value)", number: "\(lot.number.value)",
        title: sheet.content.lots.indices.contains(index) ? sheet.content.lots[index].title : "",
        offers: lot.ranking.map { offer($0, lot, sheet.content.currency, visit) },
        mayAward: mayAward && !lot.ranking.isEmpty, award: award.map { state($0, sheet, visit) })
    }
  }

  private func offer(
    _ standing: AuctionView.Standing, _ lot: AuctionView.Lot, _ currency: String, _ visit: Visit
  ) -> RankedOffer {
    RankedOffer(
      rank: "\(standing.rank)", companyID: standing.bidder.company.map { "\($0)" } ?? "",
      supplier: Party(name: visit.texts.called(standing.bidder, names)),
      price: visit.format.money(standing.price, currency),
      saving: visit.format.saving(standing.price, against: lot.ceiling))
  }

  private func state(_ award: Stored<Award>, _ sheet: RequirementSheet, _ visit: Visit) -> AwardState {
    AwardState(
      awardID: "\(award.record.id)", supplier: Party(name: names[award.record.supplier] ?? "–"),
      price: visit.format.money(award.record.price, sheet.content.currency), revision: "\(award.revision)",
      orderHref: award.record.order.map { "/orders/\($0)" }, mayOrder: sheet.mayBuy && award.record.order == nil)
  }
}

extension Texts {
  /// A bidder by its name where the view shows it, otherwise "Bidder 2"; "Bidder" where even the number is hidden.
  func called(_ bidder: Alias, _ names: [CompanyID: String]) -> String {
    bidder.company.flatMap { names[$0] } ?? alias(of: bidder)
  }

  func alias(of bidder: Alias) -> String {
    bidder.number > 0 ? "\(self["room.bidder"]) \(bidder.number)" : self["room.bidder"]
  }
}
