// Invitations as the invited supplier sees and answers them, and the list of what it may enter uninvited.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct InvitationsDesk: Sendable {
  /// Each row reads its requirement, hence shorter pages than elsewhere.
  private static let pageItems = 20

  /// `?filter=open` shows what is open to every supplier in place of the invitations.
  func list(_ visit: Visit) async throws -> Response {
    try await visit.parameter("filter") == "open" ? openToAll(visit) : page(visit, .none)
  }

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
    } again: {
      try await page(visit, $0)
    }
  }

  private func page(_ visit: Visit, _ objections: Objections) async throws -> Response {
    let actor = try visit.call.actor()
    let request: PageRequest<InvitationNoun> = visit.pageRequest(limit: Self.pageItems)
    let (page, sheets) = try await visit.read { work in
      let page = try work.receivedInvitations(request)
      return (page, try page.items.map { try InvitationSheet($0, work) })
    }
    let content = InvitationsPage(
      filters: filters(isOpen: false, visit.texts), rows: sheets.map { InvitationRow($0, visit, actor) },
      nextHref: visit.nextHref(page, \.invitation.record.id))
    return visit.page(content, at: "/invitations", notice: objections.notice)
  }

  private func openToAll(_ visit: Visit) async throws -> Response {
    let request: PageRequest<RequirementNoun> = visit.pageRequest(limit: Self.pageItems)
    let (openings, lastRead) = try await visit.read { try $0.openings(request) }
    let content = InvitationsPage(
      filters: filters(isOpen: true, visit.texts), openings: openings.map { OpeningRow($0, visit) },
      nextHref: visit.nextHref(lastRead, \.id))
    return visit.page(content)
  }

  private func filters(isOpen: Bool, _ texts: Texts) -> [FilterLink] {
    [
      FilterLink(href: "/invitations", label: texts["nav.invitations"], isCurrent: !isOpen),
      FilterLink(href: "/invitations?filter=open", label: texts["invitation.openToAll"], isCurrent: isOpen),
    ]
  }
}

extension Work {
  /// What this company may enter by itself: at least a page of it, unless there is less.
  /// - Returns: also the page of requirements read last, after which the list goes on.
  fileprivate func openings(
    _ first: PageRequest<RequirementNoun>
  ) throws -> (openings: [RequirementLine], lastRead: Page<RequirementLine>) {
    var request = first
    var page = try requirements(ofOthers: true, status: .active, request)
    var openings = try page.items.filter(isOpening)
    while page.hasMore, openings.count < request.limit {
      request.after = page.items.last?.id
      page = try requirements(ofOthers: true, status: .active, request)
      openings += try page.items.filter(isOpening)
    }
    return (openings, page)
  }

  /// Whoever has an invitation already, however answered, finds it among the invitations.
  private func isOpening(_ line: RequirementLine) throws -> Bool {
    guard line.method == .open, try invitations(to: line.id).isEmpty else { return false }
    return try auction(of: line.id)?.phase != .closed
  }
}

extension OpeningRow {
  fileprivate init(_ line: RequirementLine, _ visit: Visit) {
    self.init(
      requirementHref: "/requirements/\(line.id)", title: line.title, buyerName: line.buyerName,
      extent: visit.texts.count("count.lots", line.lotCount),
      ceiling: visit.format.money(line.targetTotal, line.currency), deliveryDate: visit.format.day(line.deliveryDate))
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
