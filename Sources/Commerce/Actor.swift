// Who acts: a person or an API token, for one company, with rights in that company.

package import Auctions

package enum PersonNoun {}
package typealias PersonID = ID<PersonNoun>

/// What a membership allows within one company.
package struct Rights: OptionSet, Hashable, Sendable {
  package let rawValue: Int16
  package init(rawValue: Int16) { self.rawValue = rawValue }

  /// Changes the company's profile, members and tokens.
  package static let administrator = Rights(rawValue: 1)
  /// Posts requirements, runs auctions, awards, orders.
  package static let buyer = Rights(rawValue: 2)
  /// Bids, acknowledges, ships, invoices.
  package static let supplier = Rights(rawValue: 4)
  /// Follows orders, accepts deliveries, rates, proposes ideas.
  package static let partner = Rights(rawValue: 8)

  package static let all: [(name: String, right: Rights)] = [
    ("administrator", .administrator), ("buyer", .buyer), ("supplier", .supplier), ("partner", .partner),
  ]

  package var names: [String] { Self.all.filter { contains($0.right) }.map(\.name) }

  /// `nil` if one of the names is none of the four.
  package init?(names: some Sequence<String>) {
    self = []
    for name in names {
      guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
      insert(found.right)
    }
  }
}

package struct Actor: Equatable, Sendable {
  /// The person or the token.
  package var id: ActorID
  /// `nil` for a token.
  package var person: PersonID?
  package var company: CompanyID
  package var rights: Rights
  /// Whether the company has been verified by an operator.
  package var isVerified: Bool
  /// Whether the person runs the platform and may verify companies.
  package var isOperator: Bool

  package init(
    id: ActorID, person: PersonID?, company: CompanyID, rights: Rights, isVerified: Bool, isOperator: Bool
  ) {
    self.id = id
    self.person = person
    self.company = company
    self.rights = rights
    self.isVerified = isVerified
    self.isOperator = isOperator
  }

  package func may(_ right: Rights) -> Bool { !rights.isDisjoint(with: right) }
}
