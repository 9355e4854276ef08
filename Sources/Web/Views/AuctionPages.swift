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
  /// The same rules, but nothing binds.
  var isPractice = false

  static let names: Names<AuctionCard> = [
    "href": .text { $0.href }, "title": .text { $0.title }, "badge": .view { $0.badge }, "isOpen": .flag { $0.isOpen },
    "subtitle": .text { $0.subtitle }, "opensAt": .view { $0.opensAt }, "closesAt": .view { $0.closesAt },
    "bestPrice": .text { $0.bestPrice }, "ownRank": .text { $0.ownRank }, "saving": .text { $0.saving },
    "isPractice": .flag { $0.isPractice },
  ]
}

/// `/auctions/{id}`. The server renders the state at load; modules keep it alive from `/api/auctions/{id}/events` and
/// send what bidders do to the API.
struct AuctionRoomPage: PageView {
  /// Who is looking; decides what the page offers, not what the server reveals.
  enum Viewer: String, Sendable { case buyer, bidder, observer }
  /// `Clock.Kind`: each format has a console and a board of its own.
  enum Format: String, Sendable { case english, japanese, dutch, sealed, turns }

  static let template = "auctions/room"
  let id: String
  let title: String
  let requirementHref: String
  let buyerName: String
  /// ISO 4217
  let currency: String
  let format: Format
  /// `scheduled`, `open`, `closed`, `cancelled`
  let phase: String
  let badge: Badge
  let viewer: Viewer
  /// `?wall`: large type, no navigation.
  var isWall = false
  /// A bidder may watch but not bid until verified.
  var mayBid = false
  /// The same rules, but nothing that is offered binds.
  var isPractice = false
  var isPaused = false
  /// What the clock does in a pause: `stops`, `runsOn`, `addedAtEnd`.
  let pauseRule: String
  let direction: RoomDirection
  /// Prices are weighed: what they come to is shown beside them.
  var isWeighed = false
  /// The rules in words, one sentence each.
  let rules: [RuleText]
  /// Why offers are refused, in words, by reason.
  let refusals: [Phrase]
  let lots: [RoomLot]
  /// What the buyer has done that the reader may know, newest first.
  var notices: [RoomNotice] = []
  /// Who takes part (buyer only).
  var participants: [RoomParticipant] = []
  /// Who opens sealed offers.
  var openers: SealingPanel?
  /// What the buyer can do (buyer only, while the auction is not over).
  var interventions: RoomInterventions?
  /// What was wrong with a form that the buyer has sent.
  var problems: ErrorSummary?

  static let names: Names<AuctionRoomPage> = [
    "id": .text { $0.id }, "title": .text { $0.title }, "requirementHref": .text { $0.requirementHref },
    "buyerName": .text { $0.buyerName }, "currency": .text { $0.currency }, "phase": .text { $0.phase },
    "badge": .view { $0.badge }, "viewer": .text { $0.viewer.rawValue }, "isBuyer": .flag { $0.viewer == .buyer },
    "isBidder": .flag { $0.viewer == .bidder }, "isObserver": .flag { $0.viewer == .observer },
    "mayBid": .flag { $0.mayBid }, "format": .text { $0.format.rawValue },
    "hasDial": .flag { $0.format == .japanese || $0.format == .dutch },
    "isJapanese": .flag { $0.format == .japanese }, "isDutch": .flag { $0.format == .dutch },
    "hasTurns": .flag { $0.format == .turns }, "isSealed": .flag { $0.format == .sealed },
    "takesBids": .flag { $0.format == .english || $0.format == .turns },
    "isEnglish": .flag { $0.format == .english },
    "isPractice": .flag { $0.isPractice }, "isPaused": .flag { $0.isPaused }, "pauseRule": .text { $0.pauseRule },
    "direction": .text { $0.direction.name }, "bound": .text { $0.direction.bound },
    "bestBound": .text { $0.direction.ceiling }, "stepSign": .text { $0.direction.sign },
    "stepOne": .text { $0.direction.step }, "stepFive": .text { $0.direction.fiveSteps },
    "isWeighed": .flag { $0.isWeighed }, "rules": .list { $0.rules }, "refusals": .list { $0.refusals },
    "lots": .list { $0.lots }, "hasSeveralLots": .flag { $0.lots.count > 1 }, "notices": .list { $0.notices },
    "hasNotices": .flag { !$0.notices.isEmpty }, "participants": .list { $0.participants },
    "wall": .text { $0.isWall ? "wall" : "" }, "interventions": .view { $0.interventions },
    "problems": .view { $0.problems }, "openersPanel": .view { $0.openers },
  ]
}

/// What is said one way where the lower price wins, and the other way where the higher one does.
struct RoomDirection: Sendable {
  /// `lower` or `higher`
  let name: String
  /// "at most"
  let bound: String
  /// "Ceiling"
  let ceiling: String
  /// Before a number of steps: "−"
  let sign: String
  let step: String
  let fiveSteps: String
}

/// One rule of the auction in words.
struct RuleText: View {
  let text: String

  init(_ text: String) { self.text = text }

  static let names: Names<RuleText> = ["rule": .text { $0.text }]
}

/// Words that a module looks up by a name which the server sends.
struct Phrase: View {
  let name: String
  let words: String

  static let names: Names<Phrase> = ["phraseName": .text { $0.name }, "phrase": .text { $0.words }]
}

/// Somebody who may bid.
struct RoomParticipant: View {
  let bidder: String
  var name: String?
  let isPresent: Bool
  var isDisqualified = false

  static let names: Names<RoomParticipant> = [
    "bidder": .text { $0.bidder }, "participantName": .text { $0.name }, "isPresent": .flag { $0.isPresent },
    "isDisqualified": .flag { $0.isDisqualified },
  ]
}

/// Something that the buyer did while the auction ran.
struct RoomNotice: View {
  let at: Moment
  var what: String
  var reason: String?
  /// The new start or end, where it is about one.
  var until: Moment?
  let tone: Tone

  static let names: Names<RoomNotice> = [
    "at": .view { $0.at }, "what": .text { $0.what }, "reason": .text { $0.reason }, "until": .view { $0.until },
    "tone": .text { $0.tone.rawValue },
  ]
}
