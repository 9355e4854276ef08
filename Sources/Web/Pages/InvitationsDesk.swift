// Invitations as the invited supplier sees and answers them.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct InvitationsDesk: Sendable {
  /// Each row reads its requirement, hence shorter pages than elsewhere.
  private static let pageItems = 20

  func list(_ visit: Visit) async throws -> Response { try await page(visit, .none) }

  /// Accepting lets the supplier into the auction, if there is one already.
  func respond(_ visit: Visit) async throws -> Response {
    let (id, form) = (try visit.call.id("id", InvitationNoun.self), try await visit.form())
    return try await visit.answer(form) {
      let answer = try form.decode { fields in try fields.enumeration("answer", InvitationAnswer.self).get() }
      let requirement = try await visit.write { work in
        try work.perform(answer == .accepted ? .accept : .decline, on: id, expecting: form.seen).record.requirement
      }
      try await visit.house.admitSuppliers(of: requirement, as: visit.call.actor(), at: visit.now)
      return visit.go(
        to: "/requirements/\(requirement)", answer == .accepted ? .acceptedInvitation : .declinedInvitation)
    } again: { try await page(visit, $0) }
  }

  private func page(_ visit: Visit, _ objections: Objections) async throws -> Response {
    let actor = try visit.call.actor()
    let request: PageRequest<InvitationNoun> = visit.pageRequest(limit: Self.pageItems)
    let (page, sheets) = try await visit.read { work in
      let page = try work.receivedInvitations(request)
      return (page, try page.items.map { try InvitationSheet($0, work) })
    }
    let content = InvitationsPage(
      filters: [], rows: sheets.map { InvitationRow($0, visit, actor) },
      nextHref: visit.nextHref(page, \.invitation.record.id))
    return visit.page(content, at: "/invitations", notice: objections.notice)
  }
}

/// An invitation with what it invites to.
struct InvitationSheet: Sendable {
  let line: InvitationLine
  let content: RequirementContent
}

extension InvitationSheet {
  init(_ line: InvitationLine, _ work: Work) throws {
    self.init(line: line, content: try work.requirement(line.invitation.record.requirement).record.content)
  }
}

extension InvitationRow {
  init(_ sheet: InvitationSheet, _ visit: Visit, _ actor: Actor) {
    let (line, invitation, content) = (sheet.line, sheet.line.invitation.record, sheet.content)
    let hasEntered = invitation.status == .accepted
    self.init(
      invitationID: "\(invitation.id)", revision: "\(line.invitation.revision)",
      requirementHref: "/requirements/\(invitation.requirement)", title: line.title, buyerName: line.buyerName,
      badge: Badge("invitation", invitation.status.rawValue, visit.texts),
      invitedAt: visit.format.moment(line.invitation.createdAt), extent: visit.texts.extent(of: content),
      ceiling: content.targetTotal.map { visit.format.money($0, content.currency) },
      deliveryDate: visit.format.day(content.delivery.date),
      mayAnswer: invitation.status == .invited && actor.may(.supplier),
      auctionHref: hasEntered ? line.auction.map { "/auctions/\($0)" } : nil)
  }
}

extension Texts {
  /// "2 lots, 8 items"
  func extent(of content: RequirementContent) -> String {
    let items = content.lots.reduce(0) { $0 + $1.items.count }
    return [count("count.lots", content.lots.count), count("count.items", items)].joined(separator: ", ")
  }
}

extension RequirementContent {
  /// The sum of the target prices; nil where 64 bits do not hold it.
  var targetTotal: Money? {
    var total: Int64 = 0
    for lot in lots {
      let (sum, overflow) = total.addingReportingOverflow(lot.targetPrice.tenThousandths)
      if overflow { return nil }
      total = sum
    }
    return Money(tenThousandths: total)
  }
}
