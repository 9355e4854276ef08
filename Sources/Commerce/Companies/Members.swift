// Who belongs to a company, and with which rights. There is always one administrator left.

package import Auctions

package struct Members: Equatable, Sendable {
  package struct Member: Equatable, Sendable {
    package var person: PersonID
    package var rights: Rights
    package init(person: PersonID, rights: Rights) {
      self.person = person
      self.rights = rights
    }
  }

  package let company: CompanyID
  package var list: [Member]

  package init(company: CompanyID, list: [Member]) {
    self.company = company
    self.list = list
  }

  func member(_ person: PersonID) -> Member? { list.first { $0.person == person } }
}

extension Members: Record {
  package enum Command: Equatable, Sendable {
    case add(PersonID, Rights)
    case change(PersonID, Rights)
    case remove(PersonID)
  }

  package enum Event: RecordEvent {
    case memberAdded(PersonID, Rights)
    case rightsChanged(PersonID, Rights)
    case memberRemoved(PersonID)

    package var kind: String {
      switch self {
      case .memberAdded: "memberAdded"
      case .rightsChanged: "rightsChanged"
      case .memberRemoved: "memberRemoved"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .memberAdded(let person, let rights), .rightsChanged(let person, let rights):
        [EventDetail("person", "\(person)"), EventDetail("rights", rights.names.joined(separator: " "))]
      case .memberRemoved(let person): [EventDetail("person", "\(person)")]
      }
    }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case administratorsOnly
    case noRights
    case alreadyMember
    case notAMember
    case lastAdministrator
    case tooManyMembers
  }

  /// Members a company may have.
  package static let limit = 500

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    guard actor.company == company, actor.may(.administrator) else { throw .administratorsOnly }
    switch command {
    case .add(let person, let rights):
      guard !rights.isEmpty else { throw .noRights }
      guard member(person) == nil else { throw .alreadyMember }
      guard list.count < Self.limit else { throw .tooManyMembers }
      return [.memberAdded(person, rights)]
    case .change(let person, let rights):
      guard !rights.isEmpty else { throw .noRights }
      guard let member = member(person) else { throw .notAMember }
      guard rights.contains(.administrator) || othersAdminister(than: person) else { throw .lastAdministrator }
      return member.rights == rights ? [] : [.rightsChanged(person, rights)]
    case .remove(let person):
      guard member(person) != nil else { throw .notAMember }
      guard othersAdminister(than: person) else { throw .lastAdministrator }
      return [.memberRemoved(person)]
    }
  }

  private func othersAdminister(than person: PersonID) -> Bool {
    list.contains { $0.person != person && $0.rights.contains(.administrator) }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .memberAdded(let person, let rights): list.append(Member(person: person, rights: rights))
    case .rightsChanged(let person, let rights):
      for index in list.indices where list[index].person == person { list[index].rights = rights }
    case .memberRemoved(let person): list.removeAll { $0.person == person }
    }
  }
}
