// The answer to a bid that was accepted: what the journal holds of it, and how its lot stands.

package import Auctions
package import StrictJSON

package struct BidReceipt: JSONWritable {
  private let answer: Answer
  private let now: AfterBid?

  /// - Parameter now: how the lot stands, which for a repeated request is later than the bid.
  package init(_ answer: Answer, now: AfterBid?) {
    self.answer = answer
    self.now = now
  }

  /// The receipt as UTF-8, without white space.
  package func encoded() -> [UInt8] {
    var writer = JSONWriter(capacity: 256)
    write(to: &writer)
    return writer.bytes
  }

  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("position", answer.position)
      $0.member("lot", answer.lot)
      // Under seal there is no price to be told, only what was committed to.
      if case .sealed(let commitment) = answer.outcome {
        $0.member("commitment", commitment)
      } else {
        $0.member("price", answer.price)
        if answer.share != Clock.wholeLot { $0.member("share", answer.share) }
      }
      $0.optionalMember("ownCurrency", now?.currency)
      $0.member("receivedAt", answer.receivedAt)
      $0.optionalMember("rank", now?.rank)
      $0.optionalMember("bestPrice", now?.bestPrice)
      if let closesAt = now?.closesAt { $0.member("closesAt", closesAt) }
      $0.optionalMember("nextAdmissiblePrice", now?.nextAdmissible)
    }
  }
}
