// The page after signing in: what waits for this person, per right they have.

/// `/dashboard`
struct DashboardPage: PageView {
  static let template = "dashboard/dashboard"
  let personName: String
  /// Shown when the acting company is not verified yet: it can prepare but not bid.
  var awaitsVerification = false
  /// Present with the right `buyer`.
  var buyer: BuyerDesk?
  /// Present with the right `supplier`.
  var supplier: SupplierDesk?
  /// Present with the right `partner`.
  var partner: PartnerDesk?
  /// Present for an operator: companies waiting for verification, as text; `nil` when none waits.
  var waitingCompanies: String?

  static let names: Names<DashboardPage> = [
    "personName": .text { $0.personName }, "awaitsVerification": .flag { $0.awaitsVerification },
    "buyer": .view { $0.buyer }, "supplier": .view { $0.supplier }, "partner": .view { $0.partner },
    "waitingCompanies": .text { $0.waitingCompanies },
  ]
}

/// A buyer's work: requirements by state, auctions that run, orders that wait.
struct BuyerDesk: View {
  /// One per state that has any.
  let counts: [StateCount]
  let auctions: [AuctionCard]
  let orders: [OrderRow]

  static let names: Names<BuyerDesk> = [
    "counts": .list { $0.counts }, "auctions": .list { $0.auctions }, "orders": .list { $0.orders },
    "hasAuctions": .flag { !$0.auctions.isEmpty }, "hasOrders": .flag { !$0.orders.isEmpty },
    "hasCounts": .flag { !$0.counts.isEmpty },
  ]
}

/// A supplier's work: invitations to answer, auctions to bid in, orders to acknowledge.
struct SupplierDesk: View {
  let invitations: [InvitationRow]
  let auctions: [AuctionCard]
  let orders: [OrderRow]

  static let names: Names<SupplierDesk> = [
    "invitations": .list { $0.invitations }, "auctions": .list { $0.auctions }, "orders": .list { $0.orders },
    "hasInvitations": .flag { !$0.invitations.isEmpty }, "hasAuctions": .flag { !$0.auctions.isEmpty },
    "hasOrders": .flag { !$0.orders.isEmpty },
  ]
}

/// A partner's view: orders on the way and the ideas with most votes.
struct PartnerDesk: View {
  let orders: [OrderRow]
  let ideas: [IdeaRow]

  static let names: Names<PartnerDesk> = [
    "orders": .list { $0.orders }, "ideas": .list { $0.ideas }, "hasOrders": .flag { !$0.orders.isEmpty },
    "hasIdeas": .flag { !$0.ideas.isEmpty },
  ]
}

/// How many records are in a state, and where they are listed.
struct StateCount: View {
  let count: String
  let label: String
  let href: String
  let tone: Tone

  static let names: Names<StateCount> = [
    "count": .text { $0.count }, "label": .text { $0.label }, "href": .text { $0.href },
    "tone": .text { $0.tone.rawValue },
  ]
}
