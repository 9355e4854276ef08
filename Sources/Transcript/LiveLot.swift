// One lot of a live message.

import Auctions
import StrictJSON

extension AuctionView.Lot {
  func write(to writer: inout JSONWriter, _ context: LiveContext) {
    writer.object {
      $0.member("id", String(number.value))
      $0.member("title", context.lotTitle(number))
      $0.member("phase", phase)
      $0.object("stage") { stage.writeMembers(to: &$0, own?.isTurn ?? false, context) }
      if let stageEndsAt { $0.member("stageEndsAt", stageEndsAt) }
      $0.member("opensAt", opensAt)
      $0.member("closesAt", closesAt)
      $0.member("extensions", extensions)
      $0.member("ceiling", ceiling)
      $0.optionalMember("bestPrice", bestPrice)
      $0.optionalMember("bidderCount", bidderCount)
      if let shareLeft { $0.member("shareLeft", shareLeft) }
      own?.writeMembers(to: &$0)
      $0.array("bids") { for bid in bids { bid.write(to: &$0, context) } }
      $0.array("ranking") { for standing in ranking { standing.write(to: &$0, context) } }
      if !graph.isEmpty { $0.array("priceGraph") { for point in graph { point.write(to: &$0) } } }
      if !winners.isEmpty { $0.array("winners") { for winner in winners { winner.write(to: &$0, context) } } }
    }
  }
}

extension AuctionView.Stage {
  package var kind: StageKind {
    switch self {
    case .waiting: .waiting
    case .bidding: .bidding
    case .improvement: .improvement
    case .hidden: .hidden
    case .level: .level
    case .pause: .pause
    case .turn: .turn
    case .announcement: .announcement
    case .sealed: .sealed
    case .opening: .opening
    case .over: .over
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter, _ isOwnTurn: Bool, _ context: LiveContext) {
    writer.member("kind", kind)
    switch self {
    case .waiting, .improvement, .hidden, .announcement, .over: break
    case .bidding(let phase): writer.member("phase", phase)
    case .level(let number, let price):
      writer.member("level", number)
      writer.member("price", price)
    case .pause(let round), .sealed(let round), .opening(let round): writer.member("round", round)
    case .turn(let round, let bidder):
      writer.member("round", round)
      writer.member("bidder", context.called(bidder))
      writer.member("own", isOwnTurn)
    }
  }
}

extension AuctionView.Own {
  /// Beside the lot's own members, because they are about nobody else.
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.optionalMember("ownCurrency", currency)
    writer.optionalMember("ownCeiling", ceiling)
    writer.optionalMember("ownPrice", price)
    writer.optionalMember("ownValue", value)
    writer.optionalMember("ownExplanation", explanation)
    writer.optionalMember("ownRank", rank)
    writer.optionalMember("leading", rank.map { $0 == 1 })
    writer.optionalMember("nextAdmissiblePrice", nextAdmissible)
    writer.optionalMember("pendingPrice", pending)
    if let sealed { writer.object("sealedOffer") { sealed.writeMembers(to: &$0) } }
    if let limit {
      writer.object("proxy") {
        $0.member("limit", limit)
        $0.optionalMember("step", step)
      }
    }
    if let departure { writer.member("departure", departure) }
    if isDisqualified { writer.member("disqualified", true) }
    if hasAccepted { writer.member("accepted", true) }
  }
}

extension AuctionView.SealedReceipt {
  private enum Kind: String { case sealed, opened, void }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("commitment", commitment)
    writer.member("receivedAt", receivedAt)
    switch outcome {
    case .sealed: writer.member("outcome", Kind.sealed)
    case .opened: writer.member("outcome", Kind.opened)
    case .void(let refusal):
      writer.member("outcome", Kind.void)
      if let refusal { writer.member("refusal", refusal) }
    }
  }
}

extension AuctionView.SeenBid {
  fileprivate func write(to writer: inout JSONWriter, _ context: LiveContext) {
    writer.object {
      $0.member("position", position)
      $0.member("at", at)
      $0.member("price", price)
      $0.member("bidder", context.called(bidder))
      if share != Clock.wholeLot { $0.member("share", share) }
      if origin != .own { $0.member("origin", origin) }
      $0.member("own", isOwn)
    }
  }
}

extension AuctionView.Standing {
  fileprivate func write(to writer: inout JSONWriter, _ context: LiveContext) {
    writer.object {
      $0.member("rank", rank)
      $0.member("bidder", context.called(bidder))
      $0.member("price", price)
      $0.optionalMember("value", value)
      $0.optionalMember("explanation", explanation)
      if share != Clock.wholeLot { $0.member("share", share) }
      if isAbnormallyLow { $0.member("abnormallyLow", true) }
      $0.member("own", isOwn)
    }
  }
}

extension AuctionView.Point {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("at", at)
      $0.member("price", price)
    }
  }
}

extension AuctionView.Winner {
  fileprivate func write(to writer: inout JSONWriter, _ context: LiveContext) {
    writer.object {
      $0.member("bidder", context.called(bidder))
      $0.member("price", price)
      if share != Clock.wholeLot { $0.member("share", share) }
      $0.member("own", isOwn)
    }
  }
}
