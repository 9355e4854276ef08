// Requirements: the list with the import box, and the page of one requirement.

/// `/requirements`. The import box posts a file `file` to `/imports` (multipart/form-data).
struct RequirementsPage: PageView {
  static let template = "requirements/list"
  let filters: [FilterLink]
  let rows: [RequirementRow]
  /// Address of the next page of the list.
  var nextHref: String?
  /// What was wrong with an imported file.
  var problems: ErrorSummary?

  static let names: Names<RequirementsPage> = [
    "filters": .list { $0.filters }, "rows": .list { $0.rows }, "nextHref": .text { $0.nextHref },
    "problems": .view { $0.problems }, "isEmpty": .flag { $0.rows.isEmpty },
  ]
}

/// One requirement in a list.
struct RequirementRow: View {
  let href: String
  let title: String
  let badge: Badge
  /// e.g. "2 lots, 8 items"
  let extent: String
  /// Sum of the target prices, formatted.
  var ceiling: String?
  /// Formatted day.
  var deliveryDate: String?
  let changedAt: Moment

  static let names: Names<RequirementRow> = [
    "href": .text { $0.href }, "title": .text { $0.title }, "badge": .view { $0.badge }, "extent": .text { $0.extent },
    "ceiling": .text { $0.ceiling }, "deliveryDate": .text { $0.deliveryDate }, "changedAt": .view { $0.changedAt },
  ]
}

/// `/requirements/{id}`: one record, seen by its buyer, by an invited supplier or, if it is open, by any.
struct RequirementPage: PageView {
  static let template = "requirements/requirement"
  let id: String
  let revision: String
  let title: String
  let badge: Badge
  let description: String
  let buyer: Party
  let currency: String
  /// "Open to every verified supplier" or "By invitation"
  let method: String
  /// Address on one line.
  let deliveryPlace: String
  /// Formatted day.
  let deliveryDate: String
  let lots: [RequirementLot]
  var problems: ErrorSummary?
  let timeline: [TimelineEntry]

  /// What the buyer may do now; the state decides.
  var mayEdit = false
  var mayPublish = false
  var mayCancel = false
  /// Verified suppliers whose categories match (buyer only).
  var matches: [SupplierMatch] = []
  var mayInvite = false
  /// Who was invited and what they answered (buyer only).
  var invitations: [InvitationState] = []
  /// Where the auction is started (buyer only, when it may be started).
  var startHref: String?
  /// Where the terms of suppliers are set, before and while they offer (buyer only).
  var termsHref: String?
  /// The auction, once there is one.
  var auction: AuctionCard?
  /// After the close: offers per lot, and the award (buyer only).
  var results: [LotResult] = []
  /// A supplier's own invitation.
  var ownInvitation: InvitationRow?
  /// Whether a supplier without an invitation may enter by itself: a post to `/requirements/{id}/participation`.
  var mayTakePart = false
  /// Whether the supplier must still be verified before it can bid.
  var awaitsVerification = false

  static let names: Names<RequirementPage> = [
    "id": .text { $0.id }, "revision": .text { $0.revision }, "title": .text { $0.title },
    "badge": .view { $0.badge }, "description": .text { $0.description }, "buyer": .view { $0.buyer },
    "currency": .text { $0.currency }, "method": .text { $0.method }, "deliveryPlace": .text { $0.deliveryPlace },
    "deliveryDate": .text { $0.deliveryDate }, "lots": .list { $0.lots }, "problems": .view { $0.problems },
    "timeline": .list { $0.timeline }, "mayEdit": .flag { $0.mayEdit }, "mayPublish": .flag { $0.mayPublish },
    "mayCancel": .flag { $0.mayCancel }, "mayInvite": .flag { $0.mayInvite }, "matches": .list { $0.matches },
    "hasMatches": .flag { !$0.matches.isEmpty }, "invitations": .list { $0.invitations },
    "hasInvitations": .flag { !$0.invitations.isEmpty }, "startHref": .text { $0.startHref },
    "termsHref": .text { $0.termsHref },
    "auction": .view { $0.auction }, "results": .list { $0.results }, "hasResults": .flag { !$0.results.isEmpty },
    "ownInvitation": .view { $0.ownInvitation }, "mayTakePart": .flag { $0.mayTakePart },
    "awaitsVerification": .flag { $0.awaitsVerification },
  ]
}

/// One lot with its items.
struct RequirementLot: View {
  let number: String
  let title: String
  /// Formatted with currency.
  var targetPrice: String?
  let items: [ItemRow]

  static let names: Names<RequirementLot> = [
    "lotNumber": .text { $0.number }, "title": .text { $0.title }, "targetPrice": .text { $0.targetPrice },
    "items": .list { $0.items },
  ]
}

/// One item: what, how much.
struct ItemRow: View {
  let description: String
  /// CPV code.
  let categoryCode: String
  /// The code in words.
  var category: String?
  /// Formatted.
  let quantity: String
  /// Unit in words.
  let unit: String

  static let names: Names<ItemRow> = [
    "description": .text { $0.description }, "categoryCode": .text { $0.categoryCode },
    "category": .text { $0.category }, "quantity": .text { $0.quantity }, "unit": .text { $0.unit },
  ]
}

/// A supplier who could deliver. Inviting posts `company` (or `company=all`) and `revision`.
struct SupplierMatch: View {
  let companyID: String
  let supplier: Party
  /// Why it matches: its categories in words.
  let reason: String
  let isInvited: Bool

  static let names: Names<SupplierMatch> = [
    "companyID": .text { $0.companyID }, "supplier": .view { $0.supplier }, "reason": .text { $0.reason },
    "isInvited": .flag { $0.isInvited },
  ]
}

/// An invitation as its sender sees it.
struct InvitationState: View {
  let supplier: Party
  let badge: Badge
  let at: Moment

  static let names: Names<InvitationState> = [
    "supplier": .view { $0.supplier }, "badge": .view { $0.badge }, "at": .view { $0.at },
  ]
}
