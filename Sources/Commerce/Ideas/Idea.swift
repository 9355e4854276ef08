// A product idea: a customer proposes it to a supplier, customers vote, the supplier answers.

package import Auctions

package enum IdeaNoun {}
package typealias IdeaID = ID<IdeaNoun>

package struct Idea: Equatable, Sendable {
  /// As in Fider and Canny.
  package enum Status: String, Equatable, Sendable, CaseIterable { case open, planned, started, completed, declined }

  package let id: IdeaID
  /// The company that proposes.
  package let author: CompanyID
  /// The company whose product it is about.
  package let addressee: CompanyID
  package let title: String
  package let text: String
  package var status: Status
  package var response: String
  /// Persons, each with one vote.
  package var voters: [PersonID]

  package init(
    id: IdeaID, author: CompanyID, addressee: CompanyID, title: String, text: String, status: Status = .open,
    response: String = "", voters: [PersonID] = []
  ) {
    self.id = id
    self.author = author
    self.addressee = addressee
    self.title = title
    self.text = text
    self.status = status
    self.response = response
    self.voters = voters
  }

  package func check() -> [Fault] {
    var faults: [Fault] = []
    faults.text("/title", title, atMost: 200)
    faults.text("/text", text, atLeast: 0, atMost: 10_000)
    return faults
  }
}

extension Idea: Record {
  package enum Command: Equatable, Sendable {
    case vote
    case withdrawVote
    case respond(Status, String)
  }

  package enum Event: RecordEvent {
    case proposed
    case voted(PersonID)
    case voteWithdrawn(PersonID)
    case responded(Status, String)

    package var kind: String {
      switch self {
      case .proposed: "proposed"
      case .voted: "voted"
      case .voteWithdrawn: "voteWithdrawn"
      case .responded: "responded"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .proposed, .voted, .voteWithdrawn: []
      case .responded(let status, let text): [EventDetail("status", status.rawValue)] + .optional("text", text)
      }
    }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case personsOnly
    case addresseeOnly
    case textTooLong
  }

  package static let responseLimit = 5_000

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    switch command {
    case .vote:
      guard let person = actor.person else { throw .personsOnly }
      return voters.contains(person) ? [] : [.voted(person)]
    case .withdrawVote:
      guard let person = actor.person else { throw .personsOnly }
      return voters.contains(person) ? [.voteWithdrawn(person)] : []
    case .respond(let status, let text):
      guard actor.company == addressee, actor.may([.administrator, .supplier]) else { throw .addresseeOnly }
      guard text.unicodeScalars.count <= Self.responseLimit else { throw .textTooLong }
      return status == self.status && text == response ? [] : [.responded(status, text)]
    }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .proposed: status = .open
    case .voted(let person): voters.append(person)
    case .voteWithdrawn(let person): voters.removeAll { $0 == person }
    case .responded(let status, let text):
      self.status = status
      response = text
    }
  }
}
