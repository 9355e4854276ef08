// Passwords: their hashes, the threads that make them, and which may be chosen.
import HTTPTypes
import Testing

@testable import Web

@Suite(.serialized) struct SecurityPasswordTests {
  private static let cheap = Argon2(memoryKiB: 64, passes: 1)

  @Test func hashesAreInTheUsualForm() async throws {
    let hasher = PasswordHasher()
    let hash = try await hasher.hash("correct horse")
    #expect(hash.wholeMatch(of: /\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+\/]{22}\$[A-Za-z0-9+\/]{43}/) != nil)
    #expect(try await hasher.hash("correct horse") != hash)
    #expect(try await hasher.verify("correct horse", against: hash))
    #expect(try await !hasher.verify("correct horsf", against: hash))
    #expect(try await !hasher.verify("", against: hash))
    #expect(!hasher.needsRehash(hash))
  }

  /// From the test vectors of the reference implementation.
  @Test func foreignHashesAreVerified() async throws {
    let hash = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
    let hasher = PasswordHasher(cost: Self.cheap)
    #expect(try await hasher.verify("password", against: hash))
    #expect(try await !hasher.verify("passwore", against: hash))
    #expect(hasher.needsRehash(hash))
  }

  @Test(arguments: [
    "", "x", "$argon2id$", "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$nf65EOgL", "$argon2id$v=16$m=64,t=1,p=1$a$b",
    "$argon2id$v=19$m=64,t=1$a$b", "$argon2id$v=19$m=x,t=1,p=1$a$b", "$2b$12$abcdefghijklmnopqrstuv",
  ])
  func malformedHashesMatchNothing(hash: String) async throws {
    let hasher = PasswordHasher(cost: Self.cheap)
    #expect(try await !hasher.verify("password", against: hash))
    #expect(hasher.needsRehash(hash))
  }

  @Test func allSpellingsOfAPasswordAreOne() async throws {
    let hasher = PasswordHasher(cost: Self.cheap)
    let hash = try await hasher.hash("Ame\u{301}lie \u{2460}")
    #expect(try await hasher.verify("Am\u{E9}lie 1", against: hash))
  }

  @Test func nobodyTakesAsLongAsSomebody() async throws {
    let hasher = PasswordHasher()
    let hash = try await hasher.hash("correct horse")
    #expect(try await !hasher.verify("correct horse", against: nil))
    // The machine may be busy: one quiet moment among several is enough to see that both do the same work.
    var ratios: [Double] = []
    for _ in 0..<10 where !ratios.contains(where: { (0.7...1.3).contains($0) }) {
      ratios.append(try await Self.fastest(of: 5, hasher, against: nil) / Self.fastest(of: 5, hasher, against: hash))
    }
    let isTheSame = ratios.contains { (0.7...1.3).contains($0) }
    #expect(isTheSame, "\(ratios)")
  }

  private static func fastest(of runs: Int, _ hasher: PasswordHasher, against hash: String?) async throws -> Duration {
    var times: [Duration] = []
    for _ in 0..<runs {
      times.append(
        try await ContinuousClock().measure { _ = try await hasher.verify("wrong horse", against: hash) })
    }
    return times.min() ?? .zero
  }

  @Test func tooManyAtOnceAreToldToComeBack() async throws {
    let hasher = PasswordHasher(cost: Argon2(memoryKiB: 8 << 10, passes: 3), threads: 1, queue: 2)
    let refusals = try await withThrowingTaskGroup(of: Problem?.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do {
            _ = try await hasher.hash("correct horse")
            return nil
          } catch let problem as Problem {
            return problem
          }
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }.compactMap(\.self)
    }
    #expect((1...17).contains(refusals.count))
    #expect(refusals.allSatisfy { $0.status == .serviceUnavailable && $0.headers[.retryAfter] != nil })
    _ = try await hasher.hash("correct horse")
  }

  @Test(
    arguments: [
      ("correct staple", nil), ("кошка на крыше", nil), ("        aB1 ", nil), ("short", .tooShort(minimum: 10)),
      ("123456789", .tooShort(minimum: 10)), ("", .tooShort(minimum: 10)),
      (String(repeating: "aB1-", count: 51), .tooLong(maximum: 200)), ("1234567890", .common),
      ("aaaaaaaaaaaa", .common), ("Password123!", .common), ("abcabcabcabc", .common), ("qwertyuiop", .common),
      ("Passwort2026", .common), ("ana.popescu1", .containsName), ("Popescu12345", .containsName),
      ("example2026", .containsName), ("acme steel 1", .containsName), ("kontor12345", .containsName),
      ("popescu and the sea", nil), ("ana likes maths", nil),
    ] as [(String, PasswordRefusal?)])
  func weakPasswordsAreRefused(password: String, expected: PasswordRefusal?) {
    let names = ["Ana.Popescu@example.com", "Acme Steel"]
    #expect(refusal(password, names) == expected)
  }

  private func refusal(_ password: String, _ names: [String]) -> PasswordRefusal? {
    do {
      try PasswordPolicy.check(password, names: names)
      return nil
    } catch {
      return error
    }
  }
}

@Suite struct SecurityTokenTests {
  @Test func tokensAreRandomAndReadBack() throws {
    let tokens = (0..<1000).map { _ in SecretToken(.apiToken) }
    #expect(Set(tokens.map(\.text)).count == 1000)
    for token in tokens {
      #expect(token.text.wholeMatch(of: /kt_[A-Za-z0-9_-]{43}/) != nil)
      #expect(SecretToken(.apiToken, text: token.text)?.hash == token.hash)
      #expect(token.hash.count == 32)
    }
    #expect(Set(tokens.map(\.hash)).count == 1000)
  }

  @Test(arguments: [
    "", "kt_", "kt_short", String(repeating: "a", count: 43), "kt_" + String(repeating: "a", count: 42),
    "kt_" + String(repeating: "a", count: 44), "kt_" + String(repeating: "a", count: 42) + "+",
    "kt_" + String(repeating: "a", count: 42) + "é", "KT_" + String(repeating: "a", count: 43),
  ])
  func nothingElseIsAToken(text: String) {
    #expect(SecretToken(.apiToken, text: text) == nil)
  }

  @Test func sessionsAreNoAPITokens() {
    let session = SecretToken(.session)
    #expect(session.text.utf8.count == 43)
    #expect(SecretToken(.session, text: session.text)?.hash == session.hash)
    #expect(SecretToken(.apiToken, text: session.text) == nil)
    #expect(SecretToken(.session, text: SecretToken(.apiToken).text) == nil)
  }

  @Test func tokensDoNotShowThemselves() {
    let token = SecretToken(.session)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), dumped, "\([token])"] { #expect(!text.contains(token.text)) }
  }
}
