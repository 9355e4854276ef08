// What goes down to one viewer: the auction through its eyes, with names and titles.

import Auctions
import Commerce
import Engine
import Store
import Transcript

/// What an auction does not know of itself, as far as a viewer may know it.
struct Surroundings: Hashable, Sendable {
  var auction: AuctionID
  /// The requirement's identifier, as written.
  var requirement: String
  var title: String
  /// Titles of the lots, in order of their numbers.
  var lotTitles: [String]
  /// Names by company. Empty where the viewer may not know it.
  var names: [CompanyID: String]

  init(_ seen: SeenAuction) {
    (auction, requirement, title) = (seen.line.id, "\(seen.line.requirement)", seen.line.title)
    (lotTitles, names) = (seen.lotTitles, seen.names)
  }

  func context(
    of auction: Auction, at position: Int64, _ now: Instant, lateNames: [CompanyID: String] = [:],
    isPresent: @escaping (CompanyID) -> Bool
  ) -> LiveContext {
    let participants = auction.participants
    return LiveContext(
      auction: self.auction, requirement: requirement, title: title, currency: auction.announcement.currency,
      format: auction.rules.clock.kind.rawValue, isPractice: auction.announcement.isPractice, position: position,
      serverTime: now,
      lotTitle: { lot in
        let index = Int(lot.value) - 1
        return lotTitles.indices.contains(index) ? lotTitles[index] : "\(lot.value)"
      },
      companyName: { names[$0] ?? lateNames[$0] },
      isPresent: { number in
        participants.indices.contains(number - 1) && isPresent(participants[number - 1].company)
      })
  }
}

extension Surroundings {
  /// Where few differ and most are one and the same, the rest is cheaper compared than hashed.
  func hash(into hasher: inout Hasher) {
    hasher.combine(auction)
    hasher.combine(names.count)
  }
}

extension SeenAuction {
  var shownPosition: Int64 { auction.shownPosition(to: viewer, entries) }

  /// The auction with its whole history.
  func view() -> AuctionView { auction.view(for: viewer, entries: entries) }

  func message(at now: Instant, present: Set<CompanyID>) -> LiveMessage { message(view(), at: now, present: present) }

  func message(_ view: AuctionView, at now: Instant, present: Set<CompanyID>) -> LiveMessage {
    let context = Surroundings(self).context(of: auction, at: shownPosition, now) { present.contains($0) }
    return LiveMessage(view, in: context)
  }
}
