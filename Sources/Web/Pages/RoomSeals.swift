// Sealed offers in the room: what holds at this moment, and the reader's own receipt.

import Auctions

extension RoomLots {
  func seal(_ lot: AuctionView.Lot) -> RoomSeal? {
    guard case .sealed(let rule) = rules.clock.format else { return nil }
    var (round, sentence) = (0, "sealAfter")
    switch lot.stage {
    case .waiting: sentence = "sealBefore"
    case .sealed(let present): (round, sentence) = (present, "sealNow")
    case .opening(let present): (round, sentence) = (present, "sealOpening")
    case .pause(let next): (round, sentence) = (next, "sealPause")
    default: break
    }
    var seal = RoomSeal(
      sentence: texts["room.\(sentence)"], isTaking: sentence == "sealNow", isOpening: sentence == "sealOpening",
      receipt: lot.own?.sealed.map(receipt))
    if rule.rounds > 1, round > 0 {
      seal.roundLabel = texts("room.roundOf", ["n": "\(round)", "all": "\(rule.rounds)"])
    }
    return seal
  }

  private func receipt(_ sealed: AuctionView.SealedReceipt) -> RoomReceipt {
    let outcome =
      switch sealed.outcome {
      case .sealed: texts["room.receipt_sealed"]
      case .opened: texts["room.receipt_opened"]
      case .void(let refusal):
        refusal.map { texts["problem.\($0.reason.rawValue)"] } ?? texts["room.receipt_void"]
      }
    return RoomReceipt(
      commitment: "\(sealed.commitment)", receivedAt: format.moment(sealed.receivedAt), outcome: outcome)
  }
}
