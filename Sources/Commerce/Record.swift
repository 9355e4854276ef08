// The shape that everything with a life cycle has: commands ask, `decide` answers with events, `fold` changes.

package import Auctions

/// A record with a life cycle. Shared by two companies or not, it exists once.
package protocol Record: Equatable, Sendable {
  associatedtype Command: Sendable
  associatedtype Event: RecordEvent
  associatedtype Rejection: Error, Equatable, CaseIterable

  /// What would happen. Reads everything, changes nothing.
  func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event]
  /// What did happen. Total.
  mutating func fold(_ event: Event)
}

/// A fact about a record: a line of the timeline, of the audit and of the outbox.
package protocol RecordEvent: Equatable, Sendable {
  /// Past tense: `shipped`, `deliveryAccepted`.
  var kind: String { get }
  /// What the line says beyond its kind, as name and text, in a fixed order.
  var details: [EventDetail] { get }
}

package struct EventDetail: Equatable, Sendable {
  package var name: String
  package var text: String
  package init(_ name: String, _ text: String) {
    self.name = name
    self.text = text
  }
}

extension [EventDetail] {
  /// The details of a fact that needs no more than one optional text.
  static func optional(_ name: String, _ text: String) -> Self {
    text.isEmpty ? [] : [EventDetail(name, text)]
  }
}
