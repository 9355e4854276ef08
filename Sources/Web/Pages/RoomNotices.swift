// What the buyer has done to a running auction, told to those whom it concerns: with the reason, from the journal.

import Auctions
import Commerce

struct RoomNotices {
  let seen: SeenAuction
  let view: AuctionView
  let visit: Visit

  /// Newest first.
  var notices: [RoomNotice] { seen.entries.compactMap(notice).suffix(Self.limit).reversed() }

  private static let limit = 20

  private func notice(_ entry: Entry) -> RoomNotice? {
    switch entry.event {
    case .paused(let reason): tell(entry, "paused", reason: reason, .warning)
    case .resumed: tell(entry, "resumed", .good)
    case .openingMoved(let to): tell(entry, "openingMoved", until: to, .info)
    case .lotExtended(let lot, let end, .buyer(let reason)):
      tell(entry, "extended", lot: lot, reason: reason, until: end, .info)
    case .closedEarly(let lot, let reason): tell(entry, "closedEarly", lot: lot, reason: reason, .warning)
    case .rulesChanged(_, let reason): tell(entry, "rulesChanged", reason: reason, .warning)
    case .cancelled(let reason): tell(entry, "cancelled", reason: reason, .bad)
    case .interrupted: tell(entry, "interrupted", .warning)
    case .participantDisqualified(let company, let reason):
      tell(entry, "disqualified", about: company, reason: reason, .bad)
    case .participantReinstated(let company, let reason):
      tell(entry, "reinstated", about: company, reason: reason, .good)
    case .offerWithdrawn(let lot, let company, let reason):
      tell(entry, "withdrawn", lot: lot, about: company, reason: reason, .bad)
    default: nil
    }
  }

  private func tell(
    _ entry: Entry, _ name: String, lot: LotNumber? = nil, reason: String? = nil, until: Instant? = nil, _ tone: Tone
  ) -> RoomNotice {
    let place = lot.flatMap { seen.auction.lots.count > 1 ? "\(visit.texts["requirement.lot"]) \($0.value): " : nil }
    return RoomNotice(
      at: visit.format.moment(entry.at), what: (place ?? "") + visit.texts["room.notice_\(name)"], reason: reason,
      until: until.map(visit.format.moment), tone: tone)
  }

  /// What was done to one bidder is the business of the buyer and of that bidder.
  private func tell(
    _ entry: Entry, _ name: String, lot: LotNumber? = nil, about company: CompanyID, reason: String, _ tone: Tone
  ) -> RoomNotice? {
    let called: String
    switch seen.viewer {
    case .observer: return nil
    case .bidder(let own):
      // Without this line a bidder would learn who else takes part.
      guard own == company else { return nil }
      called = visit.texts["room.you"]
    case .buyer:
      let place = seen.auction.participants.firstIndex { $0.company == company }
      called = place.map { visit.texts.called(view.participants[$0], seen.names) } ?? visit.texts["room.bidder"]
    }
    var notice = tell(entry, name, lot: lot, reason: reason, tone)
    notice.what = visit.texts("room.noticeOf", ["bidder": called, "what": notice.what])
    return notice
  }
}
