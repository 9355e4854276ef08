// Everything that the page of a requirement is made of, read in one transaction, and the page made of it.

import Auctions
import Commerce
import Interchange
import Store

struct RequirementSheet: Sendable {
  let stored: Stored<Requirement>
  let actor: Actor
  let buyer: Party
  /// Suppliers who could deliver (to the buyer, as long as they can be asked).
  let matches: [SupplierLine]
  /// To the buyer all of them, to a supplier its own.
  let invitations: [InvitationLine]
  let auction: AuctionLine?
  /// To the buyer.
  let awards: [Stored<Award>]
  let timeline: [Store.TimelineEntry]

  init(_ id: RequirementID, _ work: Work) throws {
    stored = try work.requirement(id)
    actor = work.actor
    let (isOwn, isOver) = (stored.record.buyer == actor.company, stored.record.isOver)
    buyer = try work.party(stored.record.buyer)
    matches = isOwn && !isOver ? try work.matchingSuppliers(stored.record, limit: Limits.pageItems) : []
    invitations = try work.invitationLines(to: id)
    auction = try work.auction(of: id)
    awards = isOwn ? try work.awards(of: id) : []
    timeline = try work.timeline(ofRequirement: id)
  }

  var content: RequirementContent { stored.record.content }
  var isOwn: Bool { stored.record.buyer == actor.company }
  var mayBuy: Bool { isOwn && actor.may(.buyer) }
}

extension Requirement {
  fileprivate var isOver: Bool { status == .complete || status == .cancelled }
}

extension RequirementPage {
  init(
    _ sheet: RequirementSheet, _ result: AuctionResult?, _ visit: Visit, _ objections: Objections
  ) throws {
    let (requirement, content, texts) = (sheet.stored.record, sheet.content, visit.texts)
    self.init(
      id: "\(requirement.id)", revision: "\(sheet.stored.revision)", title: content.title,
      badge: Badge("requirement", requirement.status.rawValue, texts), description: content.description,
      buyer: sheet.buyer, currency: content.currency, method: texts["requirement.method_\(content.method.rawValue)"],
      deliveryPlace: visit.codes.line(content.delivery.address),
      deliveryDate: visit.format.day(content.delivery.date), lots: content.lotViews(visit),
      problems: objections.summary(texts),
      timeline: sheet.timeline.map { TimelineEntry($0, of: "requirement", visit) })
    auction = try sheet.auction.map { try visit.card($0, result?.auction) }
    if sheet.isOwn { showToBuyer(sheet, visit) } else { showToSupplier(sheet, visit) }
    results = result?.lots(sheet, visit) ?? []
  }

  private mutating func showToBuyer(_ sheet: RequirementSheet, _ visit: Visit) {
    let status = sheet.stored.record.status
    mayEdit = sheet.mayBuy && status == .draft
    mayPublish = mayEdit
    mayCancel = sheet.mayBuy && (status == .draft || status == .active)
    mayInvite = mayCancel && sheet.auction?.phase != .closed
    let invited = Set(sheet.invitations.map(\.invitation.record.supplier))
    matches = sheet.matches.map { supplier in
      SupplierMatch(
        companyID: "\(supplier.id)", supplier: Party(supplier),
        reason: visit.codes.reason(supplier.categories, for: sheet.content), isInvited: invited.contains(supplier.id))
    }
    invitations = sheet.invitations.map { line in
      InvitationState(
        supplier: Party(name: line.supplierName),
        badge: Badge("invitation", line.invitation.record.status.rawValue, visit.texts),
        at: visit.format.moment(line.invitation.createdAt))
    }
    if sheet.mayBuy, status == .active, sheet.auction == nil {
      startHref = "/requirements/\(sheet.stored.record.id)/auction"
    }
    if sheet.mayBuy, sheet.auction?.phase == .scheduled || sheet.auction?.phase == .open {
      termsHref = "/requirements/\(sheet.stored.record.id)/terms"
    }
  }

  private mutating func showToSupplier(_ sheet: RequirementSheet, _ visit: Visit) {
    let own = sheet.invitations.first { $0.invitation.record.supplier == sheet.actor.company }
    ownInvitation = own.map { InvitationRow(InvitationSheet(line: $0, content: sheet.content), visit, sheet.actor) }
    let isActive = sheet.stored.record.status == .active && sheet.actor.may(.supplier)
    let isEnterable = sheet.content.method == .open && sheet.auction?.phase != .closed
    mayTakePart = isActive && isEnterable && own == nil
    awaitsVerification = isActive && !sheet.actor.isVerified
  }
}

extension RequirementContent {
  fileprivate func lotViews(_ visit: Visit) -> [RequirementLot] {
    lots.enumerated().map { index, lot in
      RequirementLot(
        number: "\(index + 1)", title: lot.title, targetPrice: visit.format.money(lot.targetPrice, currency),
        items: lot.items.map { item in
          ItemRow(
            description: item.description, categoryCode: item.category,
            category: visit.codes.category(item.category)?.name, quantity: visit.format.quantity(item.quantity),
            unit: visit.codes.unitName(item.unit))
        })
    }
  }
}

extension CodeLists {
  /// The categories of a supplier, in words, that something asked for lies in.
  fileprivate func reason(_ categories: [String], for content: RequirementContent) -> String {
    let wanted = Set(content.lots.flatMap(\.items).map(\.category)).compactMap { category($0) }
    let covering = categories.compactMap { category($0) }.filter { own in wanted.contains { own.covers($0) } }
    return covering.prefix(3).map(\.name).joined(separator: ", ")
  }
}
