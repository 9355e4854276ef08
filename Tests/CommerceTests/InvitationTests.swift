// Invitations: who is asked, who may ask to take part, and what can become of it.

import Auctions
import Commerce
import Testing

@Suite struct InvitationTests {
  @Test func everyCommandInEveryStateByEveryone() {
    LifeTable<Invitation>(
      states: [
        "invited": invitation(.invited), "accepted": invitation(.accepted), "declined": invitation(.declined),
        "withdrawn": invitation(.withdrawn),
      ],
      rows: [
        .init("accept", .accept, by: [.suppliersSupplier], others: .invitedSupplierOnly),
        .init("decline", .decline, by: [.suppliersSupplier], others: .invitedSupplierOnly),
        .init("withdraw", .withdraw, by: [.buyersBuyer], others: .buyersOnly),
      ],
      text: """
        accept    invited,declined    accepted
        accept    accepted            -
        accept    withdrawn           !withdrawn
        decline   invited             declined
        decline   declined            -
        decline   accepted            !alreadyAccepted
        decline   withdrawn           !withdrawn
        withdraw  invited,declined    withdrawn
        withdraw  withdrawn           -
        withdraw  accepted            !alreadyAccepted
        """
    ).check()
  }

  /// Status and method of the requirement, whom it goes to, who asks, whether there is one already, outcome.
  @Test func whoCanBeInvited() {
    let rows: [(Requirement.Status, RequirementContent.Method, CompanyID, bySupplier: Bool, exists: Bool, String)] = [
      (.active, .open, House.supplier, false, false, "ok"),
      (.active, .open, House.supplier, true, false, "ok"),
      (.active, .selective, House.supplier, false, false, "ok"),
      (.active, .selective, House.supplier, true, false, "!notOpenToAll"),
      (.draft, .selective, House.supplier, false, false, "ok"),
      (.draft, .open, House.supplier, true, false, "!requirementNotPublished"),
      (.complete, .open, House.supplier, false, false, "!requirementNotPublished"),
      (.complete, .open, House.supplier, true, false, "!requirementNotPublished"),
      (.cancelled, .open, House.supplier, false, false, "!requirementNotPublished"),
      (.cancelled, .open, House.supplier, true, false, "!requirementNotPublished"),
      (.active, .open, House.buyer, false, false, "!ownRequirement"),
      (.active, .open, House.buyer, true, false, "!ownRequirement"),
      (.active, .selective, House.buyer, true, true, "!ownRequirement"),
      (.active, .open, House.supplier, false, true, "!alreadyInvited"),
      (.active, .open, House.supplier, true, true, "!alreadyInvited"),
      (.active, .selective, House.supplier, true, true, "!notOpenToAll"),
      (.complete, .open, House.buyer, false, true, "!requirementNotPublished"),
    ]
    for row in rows {
      let actual = outcome { () throws(Invitation.Refused) in
        try Invitation.issue(
          for: .sample(row.0, method: row.1), to: row.2, bySupplier: row.bySupplier,
          existing: row.exists ? invitation(.declined) : nil)
      }
      #expect(actual == row.5, "\(row)")
    }
    expectAllMet(Invitation.Refused.self, in: rows.map(\.5))
  }

  @Test func eventsMakeTheState() {
    let invited = invitation(.invited)
    #expect(invited.after(.issued(.accepted)).status == .accepted)
    #expect(invited.after(.declined).status == .declined)
    #expect(invited.after(.declined, .accepted).status == .accepted)
    #expect(invited.after(.withdrawn).status == .withdrawn)
    #expect(Invitation.Event.issued(.invited).kind == "invited")
    #expect(Invitation.Event.issued(.invited).details.isEmpty)
  }

  private func invitation(_ status: Invitation.Status) -> Invitation {
    Invitation(
      id: InvitationID(bits: 40), requirement: RequirementID(bits: 10), buyer: House.buyer, supplier: House.supplier,
      status: status)
  }
}
