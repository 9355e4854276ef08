// Awards: made from a closed auction by its own ranking, ordered or taken back.

import Auctions
import Commerce
import Testing

@Suite struct AwardTests {
  @Test func everyCommandInEveryStateByEveryone() {
    let active = Award.of(lot: 1)
    LifeTable<Award>(
      states: [
        "active": active, "ordered": active.after(.ordered(Order.sample.id)),
        "cancelled": active.after(.cancelled(reason: "no papers")),
      ],
      rows: [
        .init("cancel", .cancel(reason: "no papers", orderEnded: false), by: [.buyersBuyer], others: .buyersOnly),
        .init("cancelAfter", .cancel(reason: "refused", orderEnded: true), by: [.buyersBuyer], others: .buyersOnly),
        .init("cancelSilently", .cancel(reason: "", orderEnded: false), by: [.buyersBuyer], others: .buyersOnly),
        .init("order", .order(Order.sample.id), by: [.buyersBuyer], others: .buyersOnly),
      ],
      text: """
        cancelAfter     ordered    awardCancelled
        *               ordered    !alreadyOrdered
        *               cancelled  !notActive
        cancel          active     awardCancelled
        cancelAfter     active     awardCancelled
        cancelSilently  active     !reasonMissing
        order           active     ordered
        """
    ).check()
  }

  /// Phase of the auction, who decides, lot, for whom, with which reason, whether the lot is awarded, outcome.
  @Test func whoWinsWhat() throws {
    let closed = try Auction.closed()
    let rows: [(Auction, Role, Int32, CompanyID, String, [Award], String)] = [
      (closed, .buyersBuyer, 1, House.rival, "", [], "ok"),
      (closed, .buyersBuyer, 1, House.supplier, "better papers", [], "ok"),
      (closed, .buyersBuyer, 1, House.supplier, "", [], "!reasonMissing"),
      (closed, .buyersBuyer, 2, House.supplier, "", [], "ok"),
      (closed, .buyersBuyer, 2, House.rival, "", [], "!noSuchOffer"),
      (closed, .buyersBuyer, 1, House.elsewhere, "", [], "!noSuchOffer"),
      (closed, .buyersBuyer, 3, House.rival, "", [], "!unknownLot"),
      (closed, .buyersBuyer, 1, House.rival, "", [.of(lot: 1)], "!alreadyAwarded"),
      (closed, .buyersBuyer, 1, House.supplier, "", [.of(lot: 1)], "!alreadyAwarded"),
      (closed, .buyersBuyer, 2, House.supplier, "", [.of(lot: 1)], "ok"),
      (closed, .buyersBuyer, 1, House.rival, "", [.of(lot: 1).after(.cancelled(reason: "no papers"))], "ok"),
      (try .scheduled(), .buyersBuyer, 1, House.rival, "", [], "!auctionNotClosed"),
      (try .open(), .buyersBuyer, 3, House.rival, "", [.of(lot: 1)], "!auctionNotClosed"),
      (try .closed(at: 1), .buyersBuyer, 1, House.rival, "", [], "ok"),
      (try .closed(at: 0), .buyersBuyer, 1, House.rival, "", [], "!supplierPays"),
      (try .closed(at: -5_00), .buyersBuyer, 1, House.rival, "", [], "!supplierPays"),
      (try .closed(at: 900_00, isPractice: true), .buyersBuyer, 1, House.rival, "", [], "!practiceOnly"),
      (try .cancelled(), .buyersBuyer, 1, House.rival, "", [], "!auctionNotClosed"),
    ]
    let refusedRoles = Role.allCases.filter { $0 != .buyersBuyer }
      .map { (closed, $0, Int32(1), House.rival, "", [] as [Award], "!buyersOnly") }
    for row in rows + refusedRoles {
      let decision = Award.Decision(lot: LotNumber(row.2), supplier: row.3, reason: row.4)
      let actual = outcome { () throws(Award.Refused) in try decide(decision, row.0, row.5, by: row.1) }
      #expect(actual == row.6, "\(row.1) \(decision)")
    }
    expectAllMet(Award.Refused.self, in: (rows + refusedRoles).map(\.6))
  }

  @Test func anAwardSaysPriceAndRankOfTheOffer() throws {
    let decision = Award.Decision(lot: LotNumber(1), supplier: House.supplier, reason: "better papers")
    let award = try decide(decision, .closed(), [], by: .buyersBuyer)
    #expect(award.price == .of("950.00"))
    #expect(award.rank == 2)
    #expect(award.reason == "better papers")
    #expect((award.status, award.order) == (.active, nil))
    #expect((award.buyer, award.supplier, award.lot) == (House.buyer, House.supplier, LotNumber(1)))
    #expect((award.auction, award.requirement) == (AuctionID(bits: 50), RequirementID(bits: 10)))
  }

  @Test func timeline() {
    let awarded = Award.Event.awarded(LotNumber(2), .of("900.00"))
    #expect(awarded.kind == "awarded")
    #expect(awarded.details == [EventDetail("lot", "2"), EventDetail("price", "900.00")])
    #expect(Award.Event.ordered(Order.sample.id).details == [EventDetail("order", "\(Order.sample.id)")])
    #expect(Award.Event.cancelled(reason: "no papers").details == [EventDetail("reason", "no papers")])
    #expect(Award.of(lot: 1).after(.cancelled(reason: ""), .awarded(LotNumber(1), .zero)).status == .active)
    #expect(Award.of(lot: 1).after(.ordered(Order.sample.id)).order == Order.sample.id)
  }

  private func decide(
    _ decision: Award.Decision, _ auction: Auction, _ awarded: [Award], by role: Role
  ) throws(Award.Refused) -> Award {
    try Award.decide(
      decision, id: AwardID(bits: 30), auctionID: AuctionID(bits: 50), auction: auction,
      requirement: RequirementID(bits: 10), awarded: awarded, by: role.actor)
  }
}
