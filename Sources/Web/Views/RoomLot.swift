// One lot in the room, whatever its format: what the clock, the figures, the forms and the tables show at first.

/// One lot as it stands when the page is made. Texts are formatted; raw values are what the modules compute with.
struct RoomLot: View {
  let id: String
  let number: String
  let title: String
  /// `scheduled`, `open`, `closed`
  let phase: String
  let opensAt: Moment
  let closesAt: Moment
  let stage: RoomStage
  /// The reader's own, where it has one.
  let ceilingText: String
  /// What the reader's own prices are counted in: its currency, the auction's, or "%" of an index.
  let unit: String
  /// "1/117.2": so many of the reader's currency are so many of the auction's; absent where they are the same.
  var rate: String?
  let own: RoomOwn
  /// `absolute` or `percent`, and its decimal value: for the buttons that go on by steps.
  let decrementKind: String
  let decrementValue: String
  /// Absent where the rules hide it or there is none.
  var bestPriceText: String?
  var bidderCount: String?
  /// Newest first.
  var bids: [RoomBid] = []
  /// Best first, as far as the reader may see.
  var ranking: [RoomStanding] = []
  var dial: RoomDial?
  var turns: RoomTurns?
  var seal: RoomSeal?
  /// English with several announced phases.
  var phases: [RoomPhase] = []

  static let names: Names<RoomLot> = [
    "lotID": .text { $0.id }, "lotNumber": .text { $0.number }, "lotTitle": .text { $0.title },
    "lotPhase": .text { $0.phase }, "opensAt": .view { $0.opensAt },
    "closesAt": .view { $0.closesAt }, "stage": .view { $0.stage },
    "ceilingText": .text { $0.ceilingText }, "unit": .text { $0.unit }, "rate": .text { $0.rate },
    "own": .view { $0.own }, "decrementKind": .text { $0.decrementKind },
    "decrementValue": .text { $0.decrementValue }, "bestPriceText": .text { $0.bestPriceText },
    "bidderCount": .text { $0.bidderCount }, "bids": .list { $0.bids }, "hasBids": .flag { !$0.bids.isEmpty },
    "ranking": .list { $0.ranking }, "hasRanking": .flag { !$0.ranking.isEmpty }, "dial": .view { $0.dial },
    "turnsNow": .view { $0.turns }, "seal": .view { $0.seal }, "phases": .list { $0.phases },
    "hasPhases": .flag { !$0.phases.isEmpty },
  ]
}

/// Where the lot stands in its course, in words.
struct RoomStage: View {
  /// `StageKind`
  let kind: String
  let label: String
  /// In place of the clock's digits, where there is nothing to count.
  var words: String?
  /// What the clock's foot says, and the moment that it names.
  var foot: String
  var footAt: Moment?

  static let names: Names<RoomStage> = [
    "stageKind": .text { $0.kind }, "stageLabel": .text { $0.label }, "stageWords": .text { $0.words },
    "stageFoot": .text { $0.foot }, "stageFootAt": .view { $0.footAt },
  ]
}

/// What a bidder knows of itself on the lot.
struct RoomOwn: View {
  var priceText: String?
  /// What the price comes to in the auction's currency, where prices are weighed or written in another currency.
  var value: String?
  /// How it comes to that: "2614800.00 / (10/7)".
  var explanation: String?
  var rank: String?
  /// Raw decimal text for the form, and formatted.
  var next: String?
  var nextText: String?
  /// Whether the form for offers is of use now.
  var mayOffer = false
  /// Offered in this turn, not public yet.
  var pending: String?
  /// Why the bidder can offer here no more, as a sentence.
  var departure: String?
  /// A sentence about how the lot ended for the bidder.
  var result: String?
  var hasWon = false
  var takesLimit = false
  /// The limit left with the server, formatted and raw.
  var limitText: String?
  var limit: String?
  var step: String?

  static let names: Names<RoomOwn> = [
    "ownPriceText": .text { $0.priceText }, "ownValue": .text { $0.value }, "ownExplanation": .text { $0.explanation },
    "ownRank": .text { $0.rank }, "nextAdmissiblePrice": .text { $0.next },
    "nextAdmissiblePriceText": .text { $0.nextText }, "mayOffer": .flag { $0.mayOffer },
    "pendingText": .text { $0.pending }, "departure": .text { $0.departure }, "result": .text { $0.result },
    "hasWon": .flag { $0.hasWon }, "takesLimit": .flag { $0.takesLimit }, "limitText": .text { $0.limitText },
    "limit": .text { $0.limit }, "limitStep": .text { $0.step },
  ]
}

/// One accepted bid.
struct RoomBid: View {
  let at: Moment
  /// Alias or company, as the rules allow.
  let bidder: String
  /// Formatted.
  let price: String
  let isOwn: Bool
  /// Who wrote it, where it was not the bidder: the buyer, or the server by the reader's own limit.
  var mark: String?

  static let names: Names<RoomBid> = [
    "at": .view { $0.at }, "bidder": .text { $0.bidder }, "price": .text { $0.price }, "isOwn": .flag { $0.isOwn },
    "mark": .text { $0.mark },
  ]
}

/// One standing offer in its place.
struct RoomStanding: View {
  let rank: String
  let bidder: String
  let price: String
  var value: String?
  var explanation: String?
  /// "25 %" of the lot.
  var share: String?
  let isOwn: Bool
  var isAbnormallyLow = false
  var hasWon = false
  /// What the winner is paid, where that is not its own price.
  var paid: String?

  static let names: Names<RoomStanding> = [
    "rank": .text { $0.rank }, "bidder": .text { $0.bidder }, "price": .text { $0.price },
    "value": .text { $0.value }, "explanation": .text { $0.explanation }, "share": .text { $0.share },
    "isOwn": .flag { $0.isOwn }, "isAbnormallyLow": .flag { $0.isAbnormallyLow }, "hasWon": .flag { $0.hasWon },
    "paid": .text { $0.paid },
  ]
}

/// One announced phase of an English auction.
struct RoomPhase: View {
  let number: String
  let isPast: Bool
  let isNow: Bool

  static let names: Names<RoomPhase> = [
    "phaseNumber": .text { $0.number }, "isPast": .flag { $0.isPast }, "isNow": .flag { $0.isNow },
  ]
}
