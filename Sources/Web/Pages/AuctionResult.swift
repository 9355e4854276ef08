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
    return view.lots.compactMap { seen in
      guard let lot = auction.lot(seen.number) else { return nil }
      let awards = sheet.awards.filter { $0.record.lot == lot.number && $0.record.status == .active }
      let isActive = sheet.mayBuy && sheet.stored.record.status == .active && !auction.announcement.isPractice
      let outcome = LotOutcome(
        auction: auction, lot: lot, ranking: seen.ranking, awarded: awards.map(\.record), mayAward: isActive)
      return result(outcome, awards, sheet, visit)
    }
  }

  private func result(
    _ outcome: LotOutcome, _ awards: [Stored<Award>], _ sheet: RequirementSheet, _ visit: Visit
  ) -> LotResult {
    let index = Int(outcome.lot.number.value) - 1
    let offers = outcome.standings.map { offer($0, outcome, visit) }
    return LotResult(
      lot: "\(outcome.lot.number.value)", number: "\(outcome.lot.number.value)",
      title: sheet.content.lots.indices.contains(index) ? sheet.content.lots[index].title : "", offers: offers,
      isWeighed: offers.contains { $0.value != nil }, isShared: offers.contains { $0.share != nil },
      mayAward: offers.contains(where: \.isChoice), isPractice: auction.announcement.isPractice,
      awards: awards.map { state($0, sheet, visit) })
  }

  private func offer(_ standing: LotOutcome.Standing, _ outcome: LotOutcome, _ visit: Visit) -> RankedOffer {
    let (format, own) = (visit.format, auction.announcement.currency)
    let bidder = standing.seen.bidder
    var offer = RankedOffer(
      rank: "\(standing.seen.rank)", supplierKey: bidder.company.map { "\($0)" } ?? "bidder:\(bidder.number)",
      supplier: Party(name: visit.texts.called(bidder, names)),
      price: written(standing.price, standing.currency, format))
    if standing.currency != own, !isIndex { offer.converted = format.money(standing.seen.price, own) }
    offer.value = standing.seen.value.map { format.amount(format.decimal($0), own) }
    offer.explanation = standing.seen.explanation
    if standing.contract.share < Clock.wholeLot {
      offer.share = format.percent(hundredths: Int64(standing.contract.share))
    }
    let contract = standing.contract
    if contract.price != standing.price || contract.currency != standing.currency {
      offer.paid = format.money(contract.price, contract.currency)
    }
    offer.saving = saving(standing, outcome.lot, format)
    (offer.hasWon, offer.isLow) = (outcome.hasWon(standing), standing.seen.isAbnormallyLow)
    (offer.isChoice, offer.isTicked) = (outcome.isChoice(standing), outcome.proposed == standing.company)
    return offer
  }

  private var isIndex: Bool { if case .index = auction.rules.ranking.model { true } else { false } }

  /// A premium on an index may be a percentage.
  private func written(_ price: Money, _ currency: String, _ format: Format) -> String {
    guard case .index(let index) = auction.rules.ranking.model, index.unit == .percent else {
      return format.money(price, currency)
    }
    return format.decimal("\(price)") + "\u{A0}%"
  }

  /// Against the target price, where that is what offers are compared with.
  private func saving(_ standing: LotOutcome.Standing, _ lot: Auction.Lot, _ format: Format) -> String? {
    guard auction.rules.ranking.direction == .lower, !isIndex else { return nil }
    return format.saving(standing.seen.price, against: lot.ceiling)
  }

  private func state(_ award: Stored<Award>, _ sheet: RequirementSheet, _ visit: Visit) -> AwardState {
    let record = award.record
    return AwardState(
      awardID: "\(record.id)", supplier: Party(name: names[record.supplier] ?? "–"),
      price: visit.format.money(record.price, record.currency),
      share: record.share < Clock.wholeLot ? visit.format.percent(hundredths: Int64(record.share)) : nil,
      revision: "\(award.revision)", orderHref: record.order.map { "/orders/\($0)" },
      mayOrder: sheet.mayBuy && record.order == nil)
  }
}

/// Who stands where on a closed lot, and who can still be awarded.
private struct LotOutcome {
  struct Standing {
    let seen: AuctionView.Standing
    let company: CompanyID
    /// As the bidder wrote it.
    let price: Money
    let currency: String
    let contract: (price: Money, currency: String, share: Int)
  }

  let lot: Auction.Lot
  /// One for each bidder, best first: several acceptances of a clock are one.
  let standings: [Standing]
  private let awarded: [Award]
  private let mayAward: Bool

  init(auction: Auction, lot: Auction.Lot, ranking: [AuctionView.Standing], awarded: [Award], mayAward: Bool) {
    self.lot = lot
    self.awarded = awarded
    self.mayAward = mayAward
    var standings: [Standing] = []
    // The view has the offers in the order in which the lot has them.
    for (seen, offer) in zip(ranking, lot.offers) where !standings.contains(where: { $0.company == offer.bidder }) {
      guard let contract = auction.contract(of: offer.bidder, on: lot) else { continue }
      let currency = auction.participants.first { $0.company == offer.bidder }?.admission.currency
      standings.append(
        Standing(
          seen: seen, company: offer.bidder, price: offer.price, currency: currency ?? auction.announcement.currency,
          contract: contract))
    }
    self.standings = standings
  }

  func hasWon(_ standing: Standing) -> Bool { lot.winners.contains { $0.bidder == standing.company } }

  /// Whether the lot has room for it, and it has no award yet.
  func isChoice(_ standing: Standing) -> Bool {
    let taken = awarded.reduce(0) { $0 + $1.share }
    let isAwarded = awarded.contains { $0.supplier == standing.company }
    return mayAward && !isAwarded && taken + standing.contract.share <= Clock.wholeLot
  }

  /// The first winner that waits for its award; where none does, the best offer that can have one.
  var proposed: CompanyID? {
    let choices = standings.filter(isChoice)
    return (choices.first(where: hasWon) ?? choices.first)?.company
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
