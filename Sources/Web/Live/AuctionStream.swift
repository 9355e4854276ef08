// The live stream of one viewer: what it knows when it comes, and who tells it what is new.

import Auctions
import Commerce
import Engine
import Hummingbird
import NIOCore
import Store
import Transcript

extension AuctionsAPI {
  /// Server-Sent Events: `snapshot` first (or, after `Last-Event-ID`, a `change` with what was missed), then `change`,
  /// again a `snapshot` whenever the viewer may see older things, `presence` for the buyer, and `heartbeat`.
  func events(_ call: Call) async throws -> Response {
    let lastEvent = try call.request.lastEventID()
    let (id, actor) = try (call.id("id", Auction.self), call.actor())
    let seen = try await house.auctions.see(id, as: actor, at: call.now)
    let cursor = lastEvent.flatMap { seen.canGoOn(after: $0) ? $0 : nil }
    guard seen.isLive else {
      return EventStream.response(seen.onlyEvent(after: cursor, at: call.now, house.present(in: seen)))
    }
    let gallery = house.gallery
    let visit = try gallery.enter(id, as: actor.company)
    let knowledge = Knowledge(actor, Surroundings(seen), .events, cursor: cursor)
    let ticket = call.visitor.ticket
    return EventStream(onEnd: { gallery.leave(visit) }) { line in
      gallery.seat(visit, line, knowledge, with: ticket)
    }.response(to: call.request, call.context)
  }
}

extension SeenAuction {
  /// A finished auction changes no more: one message says everything.
  fileprivate func onlyEvent(after cursor: Int64?, at now: Instant, _ present: Set<CompanyID>) -> ByteBuffer {
    let view = auction.view(for: viewer, entries: entries.suffix { $0.position > cursor ?? -1 }, after: cursor ?? -1)
    let message = message(view, at: now, present: present)
    var events = ByteBuffer()
    ServerSentEvent.writeRetry(milliseconds: 60_000, to: &events)
    ServerSentEvent(
      id: message.context.position, event: cursor == nil ? "snapshot" : "change", data: message.encoded()
    ).write(to: &events)
    return events
  }

  /// Whether all that a returning viewer lacks lies behind that event: nothing since then has let it see older things.
  fileprivate func canGoOn(after event: Int64) -> Bool {
    // Under seal an event's id counts what the viewer knows of, and is no place in the lines.
    guard !auction.rules.clock.isSealed, event < auction.position else { return false }
    return entries.suffix { $0.position > event }.allSatisfy { !mayWidenSight($0.event) }
  }

  private func mayWidenSight(_ event: Auction.Event) -> Bool {
    switch event {
    case .bidPlaced(let bid):
      viewer == .bidder(bid.bidder) || auction.rules.visibility.bestPriceMinimumBidders > 0
    case .participantAdmitted(let admission): viewer == .bidder(admission.company)
    case .lotExtended, .proxySet, .proxyDropped, .paused, .resumed, .interrupted: false
    default: true
    }
  }
}
