// Invitations as the invited supplier sees them, and what it may enter uninvited.

/// `/invitations`: the invitations of a supplier, or with `?filter=open` what is open to all.
struct InvitationsPage: PageView {
  static let template = "invitations/list"
  let filters: [FilterLink]
  var rows: [InvitationRow] = []
  /// What is open to all, in place of the invitations; nil where those are shown.
  var openings: [OpeningRow]?
  var nextHref: String?

  static let names: Names<InvitationsPage> = [
    "filters": .list { $0.filters }, "rows": .list { $0.rows }, "openings": .list { $0.openings ?? [] },
    "nextHref": .text { $0.nextHref }, "showsOpen": .flag { $0.openings != nil },
    "isEmpty": .flag { ($0.openings?.isEmpty ?? true) && $0.rows.isEmpty },
  ]
}

/// One invitation. Answering posts `answer` (`accepted`, `declined`) and `revision` to `/invitations/{id}/response`.
struct InvitationRow: View {
  let invitationID: String
  let revision: String
  let requirementHref: String
  let title: String
  let buyerName: String
  let badge: Badge
  let invitedAt: Moment
  /// e.g. "2 lots, 8 items"
  let extent: String
  /// Formatted with currency.
  var ceiling: String?
  /// Formatted day.
  var deliveryDate: String?
  var mayAnswer = false
  /// The room, once there is an auction and the invitation is accepted.
  var auctionHref: String?

  static let names: Names<InvitationRow> = [
    "invitationID": .text { $0.invitationID }, "invitationRevision": .text { $0.revision },
    "requirementHref": .text { $0.requirementHref }, "title": .text { $0.title }, "buyerName": .text { $0.buyerName },
    "badge": .view { $0.badge }, "invitedAt": .view { $0.invitedAt }, "extent": .text { $0.extent },
    "ceiling": .text { $0.ceiling }, "deliveryDate": .text { $0.deliveryDate }, "mayAnswer": .flag { $0.mayAnswer },
    "auctionHref": .text { $0.auctionHref },
  ]
}

/// A requirement that the company may enter by itself.
struct OpeningRow: View {
  let requirementHref: String
  let title: String
  let buyerName: String
  /// e.g. "2 lots"
  let extent: String
  /// Sum of the target prices, formatted with currency.
  let ceiling: String
  /// Formatted day.
  let deliveryDate: String

  static let names: Names<OpeningRow> = [
    "requirementHref": .text { $0.requirementHref }, "title": .text { $0.title }, "buyerName": .text { $0.buyerName },
    "extent": .text { $0.extent }, "ceiling": .text { $0.ceiling }, "deliveryDate": .text { $0.deliveryDate },
  ]
}
