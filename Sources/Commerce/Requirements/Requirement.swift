// A requirement: what a buyer wants, in lots and items, and the price it is ready to pay (OCDS: tender).

package import Auctions

package enum RequirementNoun {}
package typealias RequirementID = ID<RequirementNoun>

package struct Requirement: Equatable, Sendable {
  /// Life, in the order it is lived. OCDS calls `draft` planned.
  package enum Status: String, Equatable, Sendable, CaseIterable { case draft, active, complete, cancelled }

  package let id: RequirementID
  package let buyer: CompanyID
  package var status: Status
  package var content: RequirementContent

  package init(id: RequirementID, buyer: CompanyID, status: Status, content: RequirementContent) {
    self.id = id
    self.buyer = buyer
    self.status = status
    self.content = content
  }
}

extension Requirement {
  /// Nobody can take part any more.
  package var isOver: Bool { status == .complete || status == .cancelled }
}

extension Requirement: Record {
  package enum Command: Equatable, Sendable {
    case revise(RequirementContent)
    case publish
    case cancel(reason: String)
    /// Everything is awarded.
    case complete
  }

  package enum Event: RecordEvent {
    case created(RequirementContent)
    case revised(RequirementContent)
    case published
    case cancelled(reason: String)
    case completed

    package var kind: String {
      switch self {
      case .created: "created"
      case .revised: "revised"
      case .published: "published"
      case .cancelled: "cancelled"
      case .completed: "completed"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .created(let content), .revised(let content): [EventDetail("title", content.title)]
      case .cancelled(let reason): .optional("reason", reason)
      case .published, .completed: []
      }
    }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case buyersOnly
    case companyNotVerified
    case notDraft
    case alreadyPublished
    case alreadyOver
    case notPublished
    case deliveryInThePast
    case reasonMissing
  }

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    guard actor.company == buyer, actor.may(.buyer) else { throw .buyersOnly }
    switch command {
    case .revise(let content):
      guard status == .draft else { throw .notDraft }
      return content == self.content ? [] : [.revised(content)]
    case .publish:
      guard actor.isVerified else { throw .companyNotVerified }
      guard status != .active else { throw .alreadyPublished }
      guard status == .draft else { throw .alreadyOver }
      guard content.delivery.date >= now.date else { throw .deliveryInThePast }
      return [.published]
    case .cancel(let reason):
      guard status == .draft || status == .active else { throw .alreadyOver }
      guard !reason.isEmpty else { throw .reasonMissing }
      return [.cancelled(reason: reason)]
    case .complete:
      guard status != .complete else { return [] }
      guard status == .active else { throw .notPublished }
      return [.completed]
    }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .created(let content): self.content = content
    case .revised(let content): self.content = content
    case .published: status = .active
    case .cancelled: status = .cancelled
    case .completed: status = .complete
    }
  }
}
