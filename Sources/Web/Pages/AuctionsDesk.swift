// Auctions: the list, and the room.

import Auctions
import Commerce
import Hummingbird
import Store

struct AuctionsDesk: Sendable {
  func list(_ visit: Visit) async throws -> Response {
    let request: PageRequest<Auction> = visit.pageRequest()
    let page = try await visit.read { try $0.auctions(request) }
    let content = AuctionsPage(
      filters: [], auctions: try page.items.map { try visit.card($0) }, nextHref: visit.nextHref(page, \.id))
    return visit.page(content)
  }

  /// The room as it is at this moment; `?wall` shows it for a wall. A module keeps it alive from the API's stream.
  func room(_ visit: Visit) async throws -> Response {
    let isWall = (visit.call.request.uri.query ?? "").split(separator: "&").contains { $0.hasPrefix("wall") }
    return try await room(visit.call.id("id"), visit, isWall: isWall)
  }

  /// - Parameters:
  ///   - action: the form of the menu that was sent from the room and not accepted.
  ///   - problems: what stands against it.
  func room(
    _ id: AuctionID, _ visit: Visit, isWall: Bool = false, action: String? = nil, typed: [String: String] = [:],
    problems: ErrorSummary? = nil
  ) async throws -> Response {
    let actor = try visit.call.actor()
    let seen = try await visit.house.auctions.see(id, as: actor, at: visit.now)
    var page = AuctionRoomPage(seen, visit, actor)
    page.isWall = isWall
    page.problems = problems
    if seen.auction.rules.clock.isSealed {
      let sealing = try await visit.house.sealing(of: id, as: actor, at: visit.now)
      page.openers = SealingPanel(sealing, visit, place: "room")
      page.openers?.giving?.typed = typed["share"] ?? ""
    }
    if seen.viewer == .buyer, actor.may(.buyer), !seen.auction.isOver {
      page.interventions = InterventionMenu(seen: seen, texts: visit.texts, action: action, typed: typed).view
    }
    return visit.page(page, at: problems == nil ? nil : "/auctions/\(id)")
  }
}

extension AuctionRoomPage {
  fileprivate init(_ seen: SeenAuction, _ visit: Visit, _ actor: Actor) {
    let (texts, announcement, rules) = (visit.texts, seen.auction.announcement, seen.auction.rules)
    let view = seen.auction.view(for: seen.viewer, entries: seen.entries)
    let lots = RoomLots(seen: seen, view: view, visit: visit)
    var shown = announcement
    shown.rules = rules
    self.init(
      id: "\(seen.line.id)", title: seen.line.title, requirementHref: "/requirements/\(seen.line.requirement)",
      buyerName: seen.line.buyerName, currency: announcement.currency, format: Format(rules.clock.kind),
      phase: view.phase.rawValue, badge: Badge("auction", view.phase.rawValue, texts), viewer: Viewer(seen.viewer),
      mayBid: Viewer(seen.viewer) == .bidder && actor.isVerified && actor.may(.supplier),
      isPractice: announcement.isPractice, isPaused: view.isPaused, pauseRule: rules.closing.pause.rawValue,
      direction: RoomDirection(rules.ranking.direction, texts), isWeighed: rules.ranking.model != .price,
      rules: RuleText.sentences(for: shown, texts),
      refusals: Refusal.Reason.allCases.map { Phrase(name: $0.rawValue, words: texts["problem.\($0.rawValue)"]) },
      lots: view.lots.map(lots.lot), notices: RoomNotices(seen: seen, view: view, visit: visit).notices,
      participants: lots.participants(visit.house.present(in: seen)))
  }
}

extension RoomDirection {
  fileprivate init(_ direction: Ranking.Direction, _ texts: Texts) {
    let (name, isLower) = (direction.rawValue, direction == .lower)
    self.init(
      name: name, bound: texts[isLower ? "room.next" : "room.nextHigher"],
      ceiling: texts[isLower ? "room.ceiling" : "room.least"], sign: isLower ? "\u{2212}" : "+",
      step: texts[isLower ? "room.stepDown1" : "room.stepUp1"],
      fiveSteps: texts[isLower ? "room.stepDown5" : "room.stepUp5"])
  }
}

extension AuctionRoomPage.Format {
  fileprivate init(_ kind: Clock.Kind) {
    switch kind {
    case .english: self = .english
    case .japanese: self = .japanese
    case .dutch: self = .dutch
    case .sealed: self = .sealed
    case .turns: self = .turns
    }
  }
}

extension AuctionRoomPage.Viewer {
  fileprivate init(_ viewer: Auctions.Viewer) {
    switch viewer {
    case .buyer: self = .buyer
    case .bidder: self = .bidder
    case .observer: self = .observer
    }
  }
}
