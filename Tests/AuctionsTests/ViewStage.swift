// A small auction under any visibility, for the tests of what is shown.

import Auctions
import Testing

/// Journals events without asking, so that a test can put any secret anywhere.
struct ViewStage {
  private(set) var journal: [Entry]
  private(set) var auction: Auction

  /// One lot, ceiling 1000.00, decrement 10.00, from 10 to 100 ms.
  init(_ visibility: Visibility, base: Admissibility.Base = .own) throws {
    var announcement = Announcement.plain
    announcement.opensAt = Instant(milliseconds: 10)
    announcement.rules.visibility = visibility
    announcement.rules.closing.softClose = nil
    announcement.rules.admissibility.base = base
    announcement.rules.admissibility.decrement = .absolute(Money(tenThousandths: 10_0000))
    journal = [Entry(position: 0, at: Instant(milliseconds: 0), event: .scheduled(announcement))]
    auction = try #require(Auction(replaying: journal))
  }

  mutating func happen(_ events: Auction.Event...) {
    for event in events {
      let entry = Entry(position: auction.position, at: Instant(milliseconds: 20 + auction.position), event: event)
      journal.append(entry)
      auction.fold(entry)
    }
  }

  mutating func end(in phase: Auction.Phase) {
    switch phase {
    case .scheduled, .open: break
    case .closed: happen(.lotClosed(LotNumber(1), winner: auction.lots[0].offers.first?.bidder), .closed)
    case .cancelled: happen(.cancelled(reason: "wrong drawing"))
    }
  }

  func view(_ viewer: Viewer) -> AuctionView { auction.view(for: viewer, entries: journal) }
}

extension Auction.Event {
  static func bid(_ company: CompanyID, _ price: Int64) -> Auction.Event {
    .bidPlaced(
      Bid(
        lot: LotNumber(1), bidder: company, price: Money(tenThousandths: price * 10_000),
        key: "key \(company.bits) \(price)", placedBy: ActorID(bits: 1)))
  }
}
