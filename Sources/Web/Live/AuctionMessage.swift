// What goes down to one viewer: the auction through its eyes, with names and titles.

import Auctions
import Commerce
import Store
import Transcript

extension SeenAuction {
  var shownPosition: Int64 { auction.shownPosition(to: viewer, entries) }

  /// The auction with its whole history, or only with what lies behind that position.
  func view(after position: Int64 = -1) -> AuctionView {
    auction.view(for: viewer, entries: entries.drop { $0.position <= position }, after: position)
  }

  func message(at now: Instant, present: Set<CompanyID>) -> LiveMessage { message(view(), at: now, present: present) }

  func message(_ view: AuctionView, at now: Instant, present: Set<CompanyID>) -> LiveMessage {
    let participants = auction.participants.map(\.company)
    let context = LiveContext(
      auction: line.id, requirement: "\(line.requirement)", title: line.title,
      currency: auction.announcement.currency, format: auction.rules.clock.kind.rawValue,
      isPractice: auction.announcement.isPractice, position: shownPosition, serverTime: now,
      lotTitle: { lot in
        let index = Int(lot.value) - 1
        return lotTitles.indices.contains(index) ? lotTitles[index] : "\(lot.value)"
      },
      companyName: { names[$0] },
      isPresent: { number in participants.indices.contains(number - 1) && present.contains(participants[number - 1]) })
    return LiveMessage(view, in: context)
  }
}
