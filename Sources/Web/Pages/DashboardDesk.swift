// The page after signing in: what waits for this person, per right they have in the acting company.

import Auctions
import Commerce
import Hummingbird
import Store

struct DashboardDesk: Sendable {
  func show(_ visit: Visit) async throws -> Response {
    let signedIn = try visit.call.person()
    var content = DashboardPage(personName: signedIn.name)
    if signedIn.isOperator { content.waitingCompanies = try await waitingCompanies(visit) }
    guard let actor = signedIn.actor else { return visit.page(content) }
    content.awaitsVerification = !actor.isVerified
    let work = try await visit.read { try Waiting($0) }
    let orders = OrderRows(visit, actor)
    if actor.may(.buyer) {
      content.buyer = BuyerDesk(
        counts: counts(work.requirements, visit),
        auctions: try work.auctions.filter { $0.buyer == actor.company }.map { try visit.card($0) },
        orders: orders.waiting(work.orders) { $0.buyer == actor.company })
    }
    if actor.may(.supplier) {
      content.supplier = SupplierDesk(
        invitations: work.invitations.map { InvitationRow($0, visit, actor) },
        auctions: try work.auctions.filter { $0.buyer != actor.company }.map { try visit.card($0) },
        orders: orders.waiting(work.orders) { $0.supplier == actor.company })
    }
    if actor.may(.partner) {
      content.partner = PartnerDesk(
        orders: orders.rows(work.orders.filter { $0.buyer == actor.company && $0.isOnTheWay }),
        ideas: work.ideas.map { IdeaRow($0, visit) })
    }
    return visit.page(content)
  }

  private func counts(_ requirements: [RequirementLine], _ visit: Visit) -> [StateCount] {
    Requirement.Status.allCases.compactMap { status in
      let count = requirements.count { $0.status == status }
      guard count > 0 else { return nil }
      let badge = Badge("requirement", status.rawValue, visit.texts)
      return StateCount(
        count: visit.format.number(count), label: badge.text, href: "/requirements?status=\(status.rawValue)",
        tone: badge.tone)
    }
  }

  /// How many companies wait for an operator; nil when none does.
  private func waitingCompanies(_ visit: Visit) async throws -> String? {
    let waiting = try await visit.house.database.verify(as: visit.call.operatorActor(for: .none), at: visit.now) {
      try $0.companies(verification: VerificationState.pending.rawValue, limit: Limits.pageItemsAtMost).count
    }
    return waiting == 0 ? nil : visit.format.number(waiting)
  }
}

/// What a desk is made of: the newest records of each kind that may wait for somebody.
private struct Waiting: Sendable {
  let requirements: [RequirementLine]
  let auctions: [AuctionLine]
  let invitations: [InvitationSheet]
  let orders: [Store.OrderLine]
  let ideas: [IdeaLine]

  init(_ work: Work) throws {
    let many = Limits.pageItemsAtMost
    requirements = try work.requirements(ofOthers: false, status: nil, PageRequest(after: nil, limit: many)).items
    auctions = try work.auctions(PageRequest(after: nil, limit: many)).items.filter {
      $0.phase == .open || $0.phase == .scheduled
    }
    invitations = try work.receivedInvitations(PageRequest(after: nil, limit: many)).items
      .filter { $0.invitation.record.status == .invited }.prefix(Self.shown).map { try InvitationSheet($0, work) }
    orders = try work.orders(PageRequest(after: nil, limit: many)).items
    let voted = try work.ideas(PageRequest(after: nil, limit: many)).items
    ideas = Array(voted.sorted { $0.votes > $1.votes }.prefix(Self.shown))
  }

  /// Of each kind on the desk.
  private static let shown = 6
}

extension Store.OrderLine {
  fileprivate var isOnTheWay: Bool { life == .open && (delivery == .shipped || delivery == .delivered) }
}
