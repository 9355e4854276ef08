// Writes one line of the journal. On the path of every bid, hence by hand.

package import Auctions
import StrictJSON

extension Entry {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("position", position)
      $0.member("at", at)
      $0.member("kind", event.kind)
      event.writeMembers(to: &$0)
    }
  }
}

extension Auction.Event {
  package var kind: EventKind {
    switch self {
    case .scheduled: .scheduled
    case .participantAdmitted: .participantAdmitted
    case .openingMoved: .openingMoved
    case .opened: .opened
    case .bidPlaced: .bidPlaced
    case .bidRefused: .bidRefused
    case .lotExtended: .lotExtended
    case .lotClosed: .lotClosed
    case .closed: .closed
    case .cancelled: .cancelled
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .scheduled(let announcement): announcement.writeMembers(to: &writer)
    case .participantAdmitted(let company): writer.member("company", company)
    case .openingMoved(let opensAt): writer.member("opensAt", opensAt)
    case .opened, .closed: break
    case .bidPlaced(let bid): bid.writeMembers(to: &writer)
    case .bidRefused(let bid, let refusal):
      bid.writeMembers(to: &writer)
      refusal.write(to: &writer)
    case .lotExtended(let number, let until):
      writer.member("lot", number)
      writer.member("until", until)
    case .lotClosed(let number, let winner):
      writer.member("lot", number)
      if let winner { writer.member("winner", winner) }
    case .cancelled(let reason): writer.member("reason", reason)
    }
  }
}

extension Announcement {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("buyer", buyer)
    writer.member("currency", currency)
    writer.member("opensAt", opensAt)
    writer.array("lots") { array in
      for lot in lots {
        array.object {
          $0.member("lot", lot.number)
          $0.member("ceiling", lot.ceiling)
        }
      }
    }
    writer.member("rules", RulesDocument(rules: rules))
  }
}

extension Bid {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("lot", lot)
    writer.member("bidder", bidder)
    writer.member("price", price)
    writer.member("key", key)
    writer.member("placedBy", placedBy)
  }
}

extension Refusal {
  /// The price offered is the bid's.
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object("refusal") {
      $0.member("reason", reason)
      $0.optionalMember("threshold", threshold)
      $0.optionalMember("nextAdmissiblePrice", nextAdmissible)
    }
  }
}
