// What has just been done, told on the next page: a short name in a cookie, never text in an address.

/// Each has a text `notice.<name>`.
enum NoticeKind: String, CaseIterable, Sendable {
  case saved, registered, signedOut, signInAgain
  case imported, published, cancelled, invited, auctionStarted, awarded, orderPlaced
  case acceptedInvitation, declinedInvitation
  case thanks, ideaProposed
  case intervened, shareGiven, roundOpened

  /// The name of the cookie that carries it to the next page.
  static let cookie = "notice"

  fileprivate var tone: Tone {
    switch self {
    case .signedOut, .signInAgain, .declinedInvitation, .cancelled: .info
    case .saved, .registered, .imported, .published, .invited, .auctionStarted, .awarded, .orderPlaced,
      .acceptedInvitation, .thanks, .ideaProposed, .intervened, .shareGiven, .roundOpened:
      .good
    }
  }
}

extension Notice {
  init(_ kind: NoticeKind, _ texts: Texts) {
    self.init(tone: kind.tone, text: texts["notice.\(kind.rawValue)"])
  }
}
