// Auctions: the list, and the room where one is fought out.

/// `/auctions`
struct AuctionsPage: PageView {
  static let template = "auctions/list"
  let filters: [FilterLink]
  let auctions: [AuctionCard]
  var nextHref: String?

  static let names: Names<AuctionsPage> = [
    "filters": .list { $0.filters }, "auctions": .list { $0.auctions }, "nextHref": .text { $0.nextHref },
    "isEmpty": .flag { $0.auctions.isEmpty },
  ]
}

/// An auction at a glance.
struct AuctionCard: View {
  let href: String
  let title: String
  let badge: Badge
  let isOpen: Bool
  /// Buyer's name (to suppliers) or e.g. "2 lots" (to the buyer).
  var subtitle: String?
  /// When it opens, while it is scheduled.
  var opensAt: Moment?
  /// When the last lot closes, while it is open: shown as a countdown.
  var closesAt: Moment?
  /// Formatted with currency; absent where the rules hide it.
  var bestPrice: String?
  /// The reader's own rank.
  var ownRank: String?
  /// e.g. "−12.4 %" of the best price against the ceiling.
  var saving: String?

  static let names: Names<AuctionCard> = [
    "href": .text { $0.href }, "title": .text { $0.title }, "badge": .view { $0.badge }, "isOpen": .flag { $0.isOpen },
    "subtitle": .text { $0.subtitle }, "opensAt": .view { $0.opensAt }, "closesAt": .view { $0.closesAt },
    "bestPrice": .text { $0.bestPrice }, "ownRank": .text { $0.ownRank }, "saving": .text { $0.saving },
  ]
}

/// `/auctions/{id}`. The server renders the state at load; a module keeps it alive from `/api/auctions/{id}/events` and
/// posts bids to `/api/auctions/{id}/bids`.
struct AuctionRoomPage: PageView {
  /// Who is looking; decides what the page offers, not what the server reveals.
  enum Viewer: String, Sendable { case buyer, bidder, observer }

  static let template = "auctions/room"
  let id: String
  let title: String
  let requirementHref: String
  let buyerName: String
  /// ISO 4217
  let currency: String
  /// `scheduled`, `open`, `closed`, `cancelled`
  let phase: String
  let badge: Badge
  let viewer: Viewer
  /// `?wall`: large type, no navigation.
  var isWall = false
  /// A bidder may watch but not bid until verified.
  var mayBid = false
  /// The rules in words, one sentence each.
  let rules: [RuleText]
  let lots: [RoomLot]
  /// Who takes part (buyer only).
  var participants: [RoomParticipant] = []

  static let names: Names<AuctionRoomPage> = [
    "id": .text { $0.id }, "title": .text { $0.title }, "requirementHref": .text { $0.requirementHref },
    "buyerName": .text { $0.buyerName }, "currency": .text { $0.currency }, "phase": .text { $0.phase },
    "badge": .view { $0.badge }, "viewer": .text { $0.viewer.rawValue }, "isBuyer": .flag { $0.viewer == .buyer },
    "isBidder": .flag { $0.viewer == .bidder }, "mayBid": .flag { $0.mayBid },
    "rules": .list { $0.rules }, "lots": .list { $0.lots }, "hasSeveralLots": .flag { $0.lots.count > 1 },
    "participants": .list { $0.participants }, "wall": .text { $0.isWall ? "wall" : "" },
  ]
}

/// One rule of the auction in words.
struct RuleText: View {
  let text: String

  init(_ text: String) { self.text = text }

  static let names: Names<RuleText> = ["rule": .text { $0.text }]
}

/// One lot as it stands when the page is made. Texts are formatted; raw values are what the module computes with.
struct RoomLot: View {
  let id: String
  let number: String
  let title: String
  /// `scheduled`, `open`, `closed`
  let phase: String
  let badge: Badge
  let opensAt: Moment
  let closesAt: Moment
  /// Raw decimal text and formatted with currency; absent where there is no ceiling.
  var ceiling: String?
  var ceilingText: String?
  /// `absolute` or `percent`, and its decimal value: for the buttons that go down by steps.
  let decrementKind: String
  let decrementValue: String
  /// Absent where the rules hide it or there is none.
  var bestPriceText: String?
  var ownPriceText: String?
  var ownRank: String?
  /// Raw decimal text for the form, and formatted.
  var nextAdmissiblePrice: String?
  var nextAdmissiblePriceText: String?
  /// Newest first.
  var bids: [RoomBid] = []

  static let names: Names<RoomLot> = [
    "lotID": .text { $0.id }, "lotNumber": .text { $0.number }, "lotTitle": .text { $0.title },
    "lotPhase": .text { $0.phase }, "lotBadge": .view { $0.badge }, "opensAt": .view { $0.opensAt },
    "closesAt": .view { $0.closesAt }, "ceiling": .text { $0.ceiling }, "ceilingText": .text { $0.ceilingText },
    "decrementKind": .text { $0.decrementKind }, "decrementValue": .text { $0.decrementValue },
    "bestPriceText": .text { $0.bestPriceText }, "ownPriceText": .text { $0.ownPriceText },
    "ownRank": .text { $0.ownRank }, "nextAdmissiblePrice": .text { $0.nextAdmissiblePrice },
    "nextAdmissiblePriceText": .text { $0.nextAdmissiblePriceText },
    "bids": .list { $0.bids }, "hasBids": .flag { !$0.bids.isEmpty }, "isLotOpen": .flag { $0.phase == "open" },
  ]
}

/// One accepted bid.
struct RoomBid: View {
  let at: Moment
  /// Alias or company, as the rules allow.
  let bidder: String
  /// Formatted; absent where the rules hide it.
  var price: String?
  let isOwn: Bool

  static let names: Names<RoomBid> = [
    "at": .view { $0.at }, "bidder": .text { $0.bidder }, "price": .text { $0.price }, "isOwn": .flag { $0.isOwn },
  ]
}

/// Somebody who may bid.
struct RoomParticipant: View {
  let bidder: String
  var name: String?
  let isPresent: Bool

  static let names: Names<RoomParticipant> = [
    "bidder": .text { $0.bidder }, "participantName": .text { $0.name }, "isPresent": .flag { $0.isPresent },
  ]
}
