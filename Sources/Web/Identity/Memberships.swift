// Who belongs to a company: changes end the sessions of whoever's rights have changed.

import Auctions
import Commerce
import Store

extension House {
  /// Makes the person with this account a member. Who has none is told so only here, to an administrator.
  func addMember(
    email: String, _ rights: Rights, as actor: Actor, at now: Instant
  ) async throws -> [MemberProfile] {
    guard let person = try await database.person(email: email) else {
      throw Problem.unprocessable("noAccount", "Nobody has an account with this address: ask them to register first.")
    }
    return try await database.write(as: actor, at: now) { work in
      _ = try work.perform(.add(person, rights))
      return try work.memberProfiles()
    }
  }

  /// Changes a membership, or ends it where there are no `rights`. A session with the old rights must not outlive it.
  func change(_ person: PersonID, to rights: Rights?, as actor: Actor, at now: Instant) async throws {
    try await database.write(as: actor, at: now) { work in
      _ = try work.perform(rights.map { .change(person, $0) } ?? .remove(person))
    }
    try await database.endSessions(of: person, for: actor.company)
  }
}
