// Signing in and registering: the same answer and the same time whether an account exists or not.

import Auctions
import Commerce
import Foundation
import HTTPTypes
import Store

/// What stands in the sign-in form.
struct SignInAttempt: Sendable {
  var email: String
  var password: String
  var address: ClientAddress
  var userAgent: String
}

/// What stands in the registration form.
struct Registration: Sendable {
  var profile: Company.Profile
  var name: String
  var email: String
  var password: String
  var language: String
  /// What the company wants to do here.
  var rights: Rights = [.buyer, .supplier, .partner]
}

extension House {
  /// The token of a new session. A new sign-in always gets a new one.
  func signIn(_ attempt: SignInAttempt) async throws -> SecretToken {
    let email = attempt.email.asEmailKey
    try throttle.admit(account: email, address: attempt.address)
    let credential = try await database.credential(email: email)
    // Without an account the hasher works as long on a hash of nobody's.
    let isRight = try await hasher.verify(attempt.password, against: credential?.passwordHash)
    guard isRight, let credential else { throw Self.wrongCredentials }
    throttle.succeeded(account: email, address: attempt.address)
    if hasher.needsRehash(credential.passwordHash) {
      let hash = try await hasher.hash(attempt.password)
      try await database.setPasswordHash(hash, of: credential.person, at: now())
    }
    return try await openSession(of: credential.person, attempt)
  }

  private func openSession(of person: PersonID, _ attempt: SignInAttempt) async throws -> SecretToken {
    let token = SecretToken(.session)
    try await database.openSession(
      token.hash, of: person, address: "\(attempt.address)", userAgent: String(attempt.userAgent.prefix(300)),
      limits: .standard, at: now())
    return token
  }

  static let wrongCredentials = Problem(
    .unauthorized, "wrongCredentials", title: "E-mail address or password is wrong")

  /// Registers a company and its first administrator. Whoever already has an account is told nothing else than
  /// whoever has none: they sign in and add the company there.
  func register(_ registration: Registration, address: ClientAddress) async throws {
    try throttle.admit(account: "registration from \(address)", address: address)
    let hash = try await hasher.hash(registration.password)
    let person = NewPerson(
      name: registration.name, email: registration.email.asEmailKey, passwordHash: hash,
      language: registration.language)
    do {
      _ = try await database.register(registration.profile, by: person, rights: registration.rights, at: now())
    } catch RegistrationError
      .emailTaken
    {}
  }
}

extension String {
  /// One spelling an address: NFC, lower case, no spaces around it.
  var asEmailKey: String { trimmingCharacters(in: .whitespaces).normalised.lowercased() }

  /// Something before and after one `@`, no spaces, at most 254 characters. The proof is a mail that arrives.
  var looksLikeEmail: Bool {
    let parts = split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && utf8.count <= 254
      && !unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 }
  }
}
