// What viewers have been told. All who know the same are told the next thing in the same bytes.

import Auctions
import Commerce

/// What the streams of one company know of an auction. Never changes: who is told something knows something else.
final class Knowledge: Sendable {
  /// The one whose eyes they are.
  let actor: Actor
  let surroundings: Surroundings
  let form: Form
  /// The last position that they were told of, or had no business with; nil: they know nothing yet.
  let cursor: Int64?
  /// Nil for who has just come.
  let told: Picture?

  /// How messages are framed.
  enum Form: Hashable, Sendable {
    case events
  }

  init(_ actor: Actor, _ surroundings: Surroundings, _ form: Form, cursor: Int64?, told: Picture? = nil) {
    self.actor = actor
    self.surroundings = surroundings
    self.form = form
    self.cursor = cursor
    self.told = told
  }

  /// The same with the one copy of what is alike for many.
  func `in`(_ surroundings: Surroundings) -> Knowledge {
    Knowledge(actor, surroundings, form, cursor: cursor, told: told)
  }
}

/// Whoever is told something knows more: compared and counted by identity.
extension Knowledge: Hashable {
  static func == (one: Knowledge, other: Knowledge) -> Bool { one === other }
  func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// What the last message was made of: unless something of it differs there is nothing to say.
final class Picture: Sendable {
  let viewer: Viewer
  let position: Int64
  let sight: [Sight]
  /// Without history.
  let view: AuctionView
  /// No view shows them, but everybody is told that they are others now.
  let rules: Rules
  /// Of the participants; only the buyer is told.
  let present: Set<CompanyID>

  init(_ auction: Auction, _ sight: [Sight], _ view: AuctionView, present: Set<CompanyID>) {
    viewer = view.viewer
    position = auction.position - 1
    self.sight = sight
    self.view = view.withoutHistory
    rules = auction.rules
    self.present = present
  }

  func says(the same: Picture) -> Bool {
    viewer == same.viewer && sight == same.sight && view == same.view && rules == same.rules
  }
}

extension AuctionView {
  var hasHistory: Bool { lots.contains { !$0.bids.isEmpty || !$0.graph.isEmpty } }

  fileprivate var withoutHistory: AuctionView {
    var view = self
    for index in view.lots.indices {
      view.lots[index].bids = []
      view.lots[index].graph = []
    }
    return view
  }
}
