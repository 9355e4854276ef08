// What goes down to one viewer: the auction through its eyes, with names and titles.

import Auctions
import Commerce
import Store
import Transcript

extension SeenAuction {
  /// The whole auction with its history, or with `after` only the bids behind that position.
  func message(at now: Instant, after position: Int64 = -1, present: Set<CompanyID>) -> LiveMessage {
    let new = entries.drop { $0.position <= position }
    let participants = auction.participants
    let context = LiveContext(
      auction: line.id, requirement: "\(line.requirement)", title: line.title,
      currency: auction.announcement.currency, position: auction.position - 1, serverTime: now,
      lotTitle: { lot in
        let index = Int(lot.value) - 1
        return lotTitles.indices.contains(index) ? lotTitles[index] : "\(lot.value)"
      },
      companyName: { names[$0] },
      isPresent: { number in participants.indices.contains(number - 1) && present.contains(participants[number - 1]) })
    return LiveMessage(auction.view(for: viewer, entries: new), in: context)
  }
}
