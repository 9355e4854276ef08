// Openers of sealed offers: they fetch their shares, keep them, and give them when the deadline has passed.

import Auctions
import Commerce
import Hummingbird
import Store
import StrictJSON

struct SealingDesk: Sendable {
  /// The page that the buyer passes on to openers, who need not be in the room.
  func show(_ visit: Visit) async throws -> Response { try await show(visit.call.id("id"), visit) }

  /// An opener fetches its shares by the code that it was handed. They are shown in this answer and never again.
  func collect(_ visit: Visit) async throws -> Response {
    try await answer(visit) { id, form in
      let shares = try await visit.house.collectShares(
        of: id, code: form.trimmed("code"), as: visit.call.actor(), at: visit.now)
      return try await show(id, visit, shares: shares)
    }
  }

  /// An opener gives its share of a round.
  func give(_ visit: Visit) async throws -> Response {
    try await answer(visit) { id, form in
      let round = try form.decode { try $0.int("round", in: 1...Clock.roundCounts.upperBound).get() }
      let opening = try await visit.house.give(
        share: form.trimmed("share"), round: round, of: id, as: visit.call.actor(), at: visit.now)
      return visit.go(to: Self.path(id, form), opening.isOpened ? .roundOpened : .shareGiven)
    }
  }

  private static func path(_ id: AuctionID, _ form: PostedForm) -> String {
    form["place"] == "room" ? "/auctions/\(id)" : "/auctions/\(id)/sealing"
  }

  private func answer(
    _ visit: Visit, _ action: (AuctionID, PostedForm) async throws -> Response
  ) async throws -> Response {
    let (id, form) = (try visit.call.id("id", Auction.self), try await visit.form())
    do {
      return try await action(id, form)
    } catch {
      guard let objections = Objections(error, to: form, visit.texts) else { throw error }
      let group = Problem.told(error)?.members.first { $0.name == "group" }?.value
      let place = group.map { visit.texts("sealing.group", ["n": $0.int64.map(String.init) ?? ""]) }
      let problems = ErrorSummary(
        errors: objections.byField, general: objections.general + [place].compactMap(\.self), texts: visit.texts)
      let isRoom = form["place"] == "room"
      var response =
        isRoom
        ? try await AuctionsDesk().room(id, visit, typed: form.typed, problems: problems)
        : try await show(id, visit, typed: form.typed, problems: problems)
      response.status = objections.status
      return response
    }
  }

  private func show(
    _ id: AuctionID, _ visit: Visit, shares: [OpeningSecrets.ShareText] = [], typed: [String: String] = [:],
    problems: ErrorSummary? = nil
  ) async throws -> Response {
    let actor = try visit.call.actor()
    let sealing = try await visit.house.sealing(of: id, as: actor, at: visit.now)
    let auction = try await visit.house.auctions.load(id).0
    var panel = SealingPanel(sealing, visit, place: "sealing")
    panel.giving?.typed = typed["share"] ?? ""
    panel.shares = shares.map {
      CollectedShare(label: visit.texts("room.round", ["n": "\($0.round)"]), text: $0.text)
    }
    let page = SealingPage(
      id: "\(id)", title: sealing.title, roomHref: auction.viewer(actor.company).map { _ in "/auctions/\(id)" },
      panel: panel, problems: problems)
    return visit.page(page, at: "/auctions/\(id)/sealing")
  }
}

extension SealingPanel {
  init(_ sealing: SealingDocument, _ visit: Visit, place: String) {
    let texts = visit.texts
    let awaited = sealing.rounds.first { $0.phase == .awaited }
    let own = sealing.openers.first(where: \.isOwn)
    self.init(
      needed: texts("sealing.needed", ["n": "\(sealing.needed)", "all": "\(sealing.openers.count)"]),
      openers: sealing.openers.map { SealingOpener($0, awaited, isOver: Self.isOver(sealing), texts) },
      rounds: sealing.rounds.map { SealingRound($0, of: sealing.rounds.count, visit) }, place: place)
    guard let own else { return }
    mayCollect = !own.hasCollected && !Self.isOver(sealing)
    if let awaited, own.hasCollected, !awaited.given.contains(own.number) {
      giving = SealingGift(
        round: "\(awaited.number)", label: texts("sealing.ownShare", ["n": "\(awaited.number)"]))
    }
    task = Self.task(own, awaited, isOver: Self.isOver(sealing)).map { texts["sealing.task_\($0)"] }
  }

  private static func isOver(_ sealing: SealingDocument) -> Bool {
    sealing.rounds.allSatisfy { $0.phase == .opened || $0.phase == .cancelled }
  }

  private static func task(
    _ own: SealingDocument.Opener, _ awaited: SealingDocument.Round?, isOver: Bool
  ) -> String? {
    if isOver { return nil }
    if !own.hasCollected { return "collect" }
    guard let awaited else { return "keep" }
    return awaited.given.contains(own.number) ? "wait" : "give"
  }
}

extension SealingOpener {
  fileprivate init(
    _ opener: SealingDocument.Opener, _ awaited: SealingDocument.Round?, isOver: Bool, _ texts: Texts
  ) {
    let hasGiven = awaited?.given.contains(opener.number) ?? false
    let status =
      hasGiven ? "given" : !opener.hasCollected ? "notCollected" : awaited == nil ? "collected" : "awaited"
    self.init(
      name: opener.name.isEmpty ? "\(texts["sealing.opener"]) \(opener.number)" : opener.name, isOwn: opener.isOwn,
      hasGiven: hasGiven, status: isOver ? "" : texts["sealing.opener_\(status)"])
  }
}

extension SealingRound {
  fileprivate init(_ round: SealingDocument.Round, of count: Int, _ visit: Visit) {
    let label = count > 1 ? visit.texts("room.round", ["n": "\(round.number)"]) : visit.texts["sealing.offers"]
    let tone: Tone =
      switch round.phase {
      case .future: .neutral
      case .sealed: .info
      case .awaited: .warning
      case .opened: .good
      case .cancelled: .bad
      }
    self.init(
      label: label, badge: Badge(tone: tone, text: visit.texts["sealing.phase_\(round.phase.rawValue)"]),
      deadline: round.deadline.map(visit.format.moment), digest: round.digest?.hexadecimal)
  }
}
