// What only some formats have: the dial of a clock with levels, the turns of a round, the seal of sealed offers.

/// A clock that shows a price: Japanese (it falls) or Dutch (it rises).
struct RoomDial: View {
  /// Formatted, without its currency; nil while the clock shows none.
  var priceText: String?
  /// Raw: added from level to level, below zero on a clock that falls.
  let step: String
  let intervalMilliseconds: String
  /// Dutch with shares: in ten-thousandths of the lot, and in words.
  var smallestShare: String?
  var smallestShareText: String?
  var shareLeft: String?
  /// "75 %".
  var shareLeftText: String?
  /// For the field, a percentage without its sign.
  var shareField: String?
  /// The newest level first.
  var rungs: [RoomRung] = []

  static let names: Names<RoomDial> = [
    "levelPriceText": .text { $0.priceText },
    "levelStep": .text { $0.step }, "interval": .text { $0.intervalMilliseconds },
    "smallestShare": .text { $0.smallestShare }, "smallestShareText": .text { $0.smallestShareText },
    "shareLeft":
      .text { $0.shareLeft },
    "shareLeftText": .text { $0.shareLeftText }, "shareField": .text { $0.shareField }, "rungs": .list { $0.rungs },
  ]
}

/// One level that the clock has shown.
struct RoomRung: View {
  let number: String
  let price: String
  let priceText: String
  let at: Moment
  let isNow: Bool
  /// The reader has accepted it.
  let isAccepted: Bool

  static let names: Names<RoomRung> = [
    "rungNumber": .text { $0.number }, "rungPrice": .text { $0.price }, "rungPriceText": .text { $0.priceText },
    "at": .view { $0.at }, "isNow": .flag { $0.isNow }, "isAccepted": .flag { $0.isAccepted },
  ]
}

/// The rounds of an auction with turns, and who speaks when in the present one.
struct RoomTurns: View {
  /// The present round, from 1; 0 before the first.
  let round: String
  let rounds: [RoomRound]
  /// Empty where the reader may not know the others.
  let speakers: [RoomSpeaker]
  /// "You speak as 2nd of 3".
  var ownPlace: String?

  static let names: Names<RoomTurns> = [
    "turnRound": .text { $0.round }, "rounds": .list { $0.rounds }, "speakers": .list { $0.speakers },
    "hasSpeakers": .flag { !$0.speakers.isEmpty }, "ownPlace": .text { $0.ownPlace },
  ]
}

/// One round on the track.
struct RoomRound: View {
  let number: String
  let label: String
  /// The pause before it, then its turns.
  let parts: [RoomPart]

  static let names: Names<RoomRound> = [
    "roundNumber": .text { $0.number }, "roundLabel": .text { $0.label }, "parts": .list { $0.parts },
  ]
}

/// A pause or a turn on the track.
struct RoomPart: View {
  let isPause: Bool

  static let names: Names<RoomPart> = ["isPause": .flag { $0.isPause }]
}

/// Somebody in the order of a round.
struct RoomSpeaker: View {
  let place: String
  let bidder: String
  let isOwn: Bool
  /// The standing public offer, formatted.
  var price: String?
  /// `spoken`, `speaking`, `waiting`, and the same in words.
  let state: String
  let stateText: String

  static let names: Names<RoomSpeaker> = [
    "place": .text { $0.place }, "speaker": .text { $0.bidder }, "isOwn": .flag { $0.isOwn },
    "speakerPrice": .text { $0.price }, "turnState": .text { $0.state }, "turnStateText": .text { $0.stateText },
  ]
}

/// Sealed offers: before, at and after the opening of a round.
struct RoomSeal: View {
  /// "Round 2 of 3", where there are several.
  var roundLabel: String?
  /// What holds at this moment, as a sentence.
  let sentence: String
  let isTaking: Bool
  let isOpening: Bool
  /// Of the reader's own present offer.
  var receipt: RoomReceipt?

  static let names: Names<RoomSeal> = [
    "sealRound": .text { $0.roundLabel }, "sealSentence": .text { $0.sentence }, "isTaking": .flag { $0.isTaking },
    "isOpening": .flag { $0.isOpening }, "receipt": .view { $0.receipt },
  ]
}

/// The proof of a sealed offer.
struct RoomReceipt: View {
  let commitment: String
  let receivedAt: Moment
  /// Sealed, opened, or why it does not count.
  let outcome: String

  static let names: Names<RoomReceipt> = [
    "commitment": .text { $0.commitment }, "receivedAt": .view { $0.receivedAt }, "outcomeText": .text { $0.outcome },
  ]
}
