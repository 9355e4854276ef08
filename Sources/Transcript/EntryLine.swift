// One line of the journal: position, stamp and kind, then the members of the event and no others.

import Auctions
import StrictJSON

extension Entry {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let position = fields.int("position", in: 0...Int64.max)
    let at = fields.instant("at")
    let event = try fields.enumeration("kind", EventKind.self).get().readEvent(fields)
    self.init(position: try position.get(), at: try at.get(), event: event)
  }

  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("position", position)
      $0.member("at", at)
      $0.member("kind", event.kind)
      event.writeMembers(to: &$0)
    }
  }
}

extension EventKind {
  /// Reads the members of this kind of event, and ends the line.
  fileprivate var readEvent: (JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    switch self {
    case .scheduled: AuctionEvents.scheduled
    case .participantAdmitted: ParticipantEvents.admitted
    case .observerAdmitted: ParticipantEvents.observerAdmitted
    case .participantDisqualified: ParticipantEvents.disqualified
    case .participantReinstated: ParticipantEvents.reinstated
    case .openingMoved: AuctionEvents.openingMoved
    case .opened: AuctionEvents.opened
    case .stageBegan: LotEvents.stageBegan
    case .turnsOrdered: LotEvents.turnsOrdered
    case .bidPlaced: OfferEvents.bidPlaced
    case .bidRefused: OfferEvents.bidRefused
    case .offerSealed: SealedEvents.offerSealed
    case .sealRefused: SealedEvents.sealRefused
    case .offerOpened: SealedEvents.offerOpened
    case .offerVoid: SealedEvents.offerVoid
    case .offerUnreadable: SealedEvents.offerUnreadable
    case .bidderLeft: OfferEvents.bidderLeft
    case .offerRetracted: OfferEvents.offerRetracted
    case .offerWithdrawn: OfferEvents.offerWithdrawn
    case .proxySet: OfferEvents.proxySet
    case .proxyDropped: OfferEvents.proxyDropped
    case .lotExtended: LotEvents.lotExtended
    case .paused: AuctionEvents.paused
    case .resumed: AuctionEvents.resumed
    case .interrupted: AuctionEvents.interrupted
    case .rulesChanged: AuctionEvents.rulesChanged
    case .closedEarly: LotEvents.closedEarly
    case .lotClosed: LotEvents.lotClosed
    case .seedRevealed: AuctionEvents.seedRevealed
    case .closed: AuctionEvents.closed
    case .cancelled: AuctionEvents.cancelled
    }
  }
}

extension Auction.Event {
  package var kind: EventKind {
    switch self {
    case .scheduled: .scheduled
    case .participantAdmitted: .participantAdmitted
    case .observerAdmitted: .observerAdmitted
    case .participantDisqualified: .participantDisqualified
    case .participantReinstated: .participantReinstated
    case .openingMoved: .openingMoved
    case .opened: .opened
    case .stageBegan: .stageBegan
    case .turnsOrdered: .turnsOrdered
    case .bidPlaced: .bidPlaced
    case .bidRefused: .bidRefused
    case .offerSealed: .offerSealed
    case .sealRefused: .sealRefused
    case .offerOpened: .offerOpened
    case .offerVoid: .offerVoid
    case .offerUnreadable: .offerUnreadable
    case .bidderLeft: .bidderLeft
    case .offerRetracted: .offerRetracted
    case .offerWithdrawn: .offerWithdrawn
    case .proxySet: .proxySet
    case .proxyDropped: .proxyDropped
    case .lotExtended: .lotExtended
    case .paused: .paused
    case .resumed: .resumed
    case .interrupted: .interrupted
    case .rulesChanged: .rulesChanged
    case .closedEarly: .closedEarly
    case .lotClosed: .lotClosed
    case .seedRevealed: .seedRevealed
    case .closed: .closed
    case .cancelled: .cancelled
    }
  }

  /// The members after `kind`, in their fixed order.
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .bidPlaced(let bid): bid.writeMembers(to: &writer)
    case .bidRefused(let bid, let refusal):
      bid.writeMembers(to: &writer)
      writer.member("refusal", refusal)
    case .scheduled, .openingMoved, .opened, .paused, .resumed, .interrupted, .rulesChanged, .seedRevealed, .closed,
      .cancelled:
      AuctionEvents.write(self, to: &writer)
    case .participantAdmitted, .observerAdmitted, .participantDisqualified, .participantReinstated:
      ParticipantEvents.write(self, to: &writer)
    case .bidderLeft, .offerRetracted, .offerWithdrawn, .proxySet, .proxyDropped: OfferEvents.write(self, to: &writer)
    case .offerSealed, .sealRefused, .offerOpened, .offerVoid, .offerUnreadable: SealedEvents.write(self, to: &writer)
    case .stageBegan, .turnsOrdered, .lotExtended, .closedEarly, .lotClosed: LotEvents.write(self, to: &writer)
    }
  }
}
