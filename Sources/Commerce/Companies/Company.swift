// A company: its public profile and whether an operator has verified it.

package import Auctions

package struct Company: Equatable, Sendable {
  /// OCDS organization identifier: the register and the number in it.
  package struct Identifier: Equatable, Sendable {
    package var scheme: String
    package var id: String
    package init(scheme: String, id: String) {
      self.scheme = scheme
      self.id = id
    }
  }

  package enum Verification: Equatable, Sendable {
    case pending
    case verified
    case rejected(reason: String)
    case suspended(reason: String)
  }

  /// What the company itself may change.
  package struct Profile: Equatable, Sendable {
    package var name: String
    package var identifier: Identifier
    /// ISO 3166-1, two letters.
    package var country: String
    /// CPV codes of what it supplies.
    package var categories: [String]
    package init(name: String, identifier: Identifier, country: String, categories: [String]) {
      self.name = name
      self.identifier = identifier
      self.country = country
      self.categories = categories
    }

    package func check() -> [Fault] {
      var faults: [Fault] = []
      faults.text("/name", name, atMost: 200)
      faults.text("/identifier/scheme", identifier.scheme, atMost: 40)
      faults.text("/identifier/id", identifier.id, atMost: 60)
      faults.check("/categories", categories.count <= 100, .tooMany(limit: 100))
      faults.check("/categories", Set(categories).count == categories.count, .duplicate)
      return faults
    }
  }

  package let id: CompanyID
  package var profile: Profile
  package var verification: Verification

  package init(id: CompanyID, profile: Profile, verification: Verification = .pending) {
    self.id = id
    self.profile = profile
    self.verification = verification
  }
}

extension Company: Record {
  package enum Command: Equatable, Sendable {
    case changeProfile(Profile)
    case verify
    case reject(reason: String)
    case suspend(reason: String)
  }

  package enum Event: RecordEvent {
    case registered
    case profileChanged(Profile, needsVerification: Bool)
    case verified
    case verificationRejected(reason: String)
    case suspended(reason: String)

    package var kind: String {
      switch self {
      case .registered: "registered"
      case .profileChanged: "profileChanged"
      case .verified: "verified"
      case .verificationRejected: "verificationRejected"
      case .suspended: "suspended"
      }
    }

    package var details: [EventDetail] {
      switch self {
      case .registered, .verified: []
      case .profileChanged(let profile, _): [EventDetail("name", profile.name)]
      case .verificationRejected(let reason), .suspended(let reason): .optional("reason", reason)
      }
    }
  }

  package enum Rejection: Error, Equatable, CaseIterable, Sendable {
    case operatorsOnly
    case administratorsOnly
    case reasonMissing
    case alreadyVerified
    case notVerified
  }

  package func decide(_ command: Command, by actor: Actor, at now: Instant) throws(Rejection) -> [Event] {
    if case .changeProfile(let profile) = command {
      guard actor.company == id, actor.may(.administrator) else { throw .administratorsOnly }
      guard profile != self.profile else { return [] }
      return [.profileChanged(profile, needsVerification: !isSuspended && !isSameBody(as: profile))]
    }
    guard actor.isOperator else { throw .operatorsOnly }
    switch command {
    case .changeProfile: return []
    case .verify:
      guard verification != .verified else { throw .alreadyVerified }
      return [.verified]
    case .reject(let reason):
      guard !reason.isEmpty else { throw .reasonMissing }
      guard verification != .verified else { throw .alreadyVerified }
      return [.verificationRejected(reason: reason)]
    case .suspend(let reason):
      guard !reason.isEmpty else { throw .reasonMissing }
      guard verification == .verified else { throw .notVerified }
      return [.suspended(reason: reason)]
    }
  }

  /// Whether `profile` is of the same body in law. A name or register number that changes is no longer the one that
  /// was verified.
  private func isSameBody(as profile: Profile) -> Bool {
    profile.name == self.profile.name && profile.identifier == self.profile.identifier
      && profile.country == self.profile.country
  }

  /// A suspension is lifted by an operator, not by a new name.
  private var isSuspended: Bool {
    if case .suspended = verification { true } else { false }
  }

  package mutating func fold(_ event: Event) {
    switch event {
    case .registered: verification = .pending
    case .profileChanged(let profile, let needsVerification):
      self.profile = profile
      if needsVerification { verification = .pending }
    case .verified: verification = .verified
    case .verificationRejected(let reason): verification = .rejected(reason: reason)
    case .suspended(let reason): verification = .suspended(reason: reason)
    }
  }
}
