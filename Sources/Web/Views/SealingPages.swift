// Openers: who holds the shares that open sealed offers, and what an opener does with its own.

/// `/auctions/{id}/sealing`: for openers, who need not be let into the room.
struct SealingPage: PageView {
  static let template = "auctions/sealing"
  let id: String
  let title: String
  /// The room, for who may enter it.
  var roomHref: String?
  let panel: SealingPanel
  var problems: ErrorSummary?

  static let names: Names<SealingPage> = [
    "id": .text { $0.id }, "title": .text { $0.title }, "roomHref": .text { $0.roomHref }, "panel": .view { $0.panel },
    "problems": .view { $0.problems },
  ]
}

/// The openers of an auction, how far the opening has come, and the forms of the reader's own share.
struct SealingPanel: View {
  /// "2 of 3 openers must act together".
  let needed: String
  let openers: [SealingOpener]
  let rounds: [SealingRound]
  /// Where the forms come back to: `room` or `sealing`.
  let place: String
  /// The reader's company is an opener and has yet to fetch its shares.
  var mayCollect = false
  /// Shares that were just fetched: shown this once.
  var shares: [CollectedShare] = []
  /// The round whose share the reader's company can give now.
  var giving: SealingGift?
  /// A sentence about what is expected of the reader's company.
  var task: String?

  static let names: Names<SealingPanel> = [
    "needed": .text { $0.needed }, "openers": .list { $0.openers }, "sealingRounds": .list { $0.rounds },
    "place": .text { $0.place }, "mayCollect": .flag { $0.mayCollect }, "shares": .list { $0.shares },
    "hasShares": .flag { !$0.shares.isEmpty }, "giving": .view { $0.giving }, "task": .text { $0.task },
  ]
}

/// One opener.
struct SealingOpener: View {
  let name: String
  let isOwn: Bool
  let hasGiven: Bool
  let status: String

  static let names: Names<SealingOpener> = [
    "openerName": .text { $0.name }, "isOwn": .flag { $0.isOwn }, "hasGiven": .flag { $0.hasGiven },
    "openerStatus": .text { $0.status },
  ]
}

/// One round of sealed offers.
struct SealingRound: View {
  let label: String
  let badge: Badge
  var deadline: Moment?
  /// The fingerprint of all offers of the round, from its deadline on.
  var digest: String?

  static let names: Names<SealingRound> = [
    "sealingRound": .text { $0.label }, "badge": .view { $0.badge }, "deadline": .view { $0.deadline },
    "digest": .text { $0.digest },
  ]
}

/// A share as it was fetched.
struct CollectedShare: View {
  let label: String
  let text: String

  static let names: Names<CollectedShare> = ["shareLabel": .text { $0.label }, "shareText": .text { $0.text }]
}

/// The form for the share of one round.
struct SealingGift: View {
  let round: String
  let label: String
  /// What was typed and not accepted.
  var typed = ""

  static let names: Names<SealingGift> = [
    "giftRound": .text { $0.round }, "giftLabel": .text { $0.label }, "typedShare": .text { $0.typed },
  ]
}
