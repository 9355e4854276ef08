// An invitation: a buyer asks a supplier to take part, or a supplier takes part in an open requirement by itself.

package import Auctions

package enum InvitationNoun {}
package typealias InvitationID = ID<InvitationNoun>

package struct Invitation: Equatable, Sendable {
  package enum Status: String, Equatable, Sendable, CaseIterable { case invited, accepted, declined, withdrawn }

  package let id: InvitationID
  package let requirement: RequirementID
  package let buyer: CompanyID
  package let supplier: CompanyID
  package var status: Status

  package init(
    id: InvitationID, requirement: RequirementID, buyer: CompanyID, supplier: CompanyID, status: Status = .invited
  ) {
    self.id = id
    self.requirement = requirement
    self.buyer = buyer
    self.supplier = supplier
    self.status = status
  }

  /// Why there can be no invitation at all.
  package enum Refused: Error, Equatable, CaseIterable, Sendable {
    case requirementNotPublished
    case ownRequirement
    case alreadyInvited
    case notOpenToAll
  }

  /// Checks an invitation by the buyer, or, with `bySupplier`, a supplier's own wish to take part.
  package static func issue(
    for requirement: Requirement, to supplier: CompanyID, bySupplier: Bool, existing: Invitation?
  ) throws(Refused) {
    guard requirement.status == .active || (requirement.status == .draft && !bySupplier) else {
      throw .requirementNotPublished
    }
    guard supplier != requirement.buyer else { throw .ownRequirement }
    guard !bySupplier || requirement.content.method == .open else { throw .notOpenToAll }
    guard existing == nil else { throw .alreadyInvited }
  }
}

extension Invitation: Record {
  package enum Command: Equatable, Sendable {
    case accept
    case decline
    case withdraw
  }

  package enum Event: RecordEvent {
    case issued(Status)
    case accepted
    case declined
    case withdrawn

    package var kind: String {
      switch self {
      case .issued: "invited"
      case .accepted: "accepted"
      case .declined: "declined"
      case .withdrawn: "withdrawn"
      }
    }

    package var details: [EventDetail] { [] }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case invitedSupplierOnly
    case buyersOnly
    case withdrawn
    case alreadyAccepted
  }

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    switch command {
    case .accept, .decline:
      guard actor.company == supplier, actor.may(.supplier) else { throw .invitedSupplierOnly }
      guard status != .withdrawn else { throw .withdrawn }
      if command == .accept { return status == .accepted ? [] : [.accepted] }
      // Who has entered the auction has offers standing in it.
      guard status != .accepted else { throw .alreadyAccepted }
      return status == .declined ? [] : [.declined]
    case .withdraw:
      guard actor.company == buyer, actor.may(.buyer) else { throw .buyersOnly }
      guard status != .accepted else { throw .alreadyAccepted }
      return status == .withdrawn ? [] : [.withdrawn]
    }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .issued(let status): self.status = status
    case .accepted: status = .accepted
    case .declined: status = .declined
    case .withdrawn: status = .withdrawn
    }
  }
}
