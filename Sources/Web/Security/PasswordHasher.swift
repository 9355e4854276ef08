// Hashes and verifies passwords on threads of its own: the work is slow on purpose and must not hold up requests.
import Foundation
import NIOPosix
import Synchronization

/// A few at a time, a few more waiting, and the rest are told to come back: 503 with Retry-After.
package final class PasswordHasher: Sendable {
  private let pool: NIOThreadPool
  private let places: Int
  private let taken = Mutex(0)
  private let cost: Argon2
  /// The hash of a password nobody knows: verifying against it takes as long as against a real one.
  private let nobody: String

  package convenience init() { self.init(cost: Argon2()) }

  init(cost: Argon2, threads: Int = Limits.passwordThreads, queue: Int = Limits.passwordQueue) {
    pool = NIOThreadPool(numberOfThreads: threads)
    pool.start()
    places = threads + queue
    self.cost = cost
    nobody = cost.hash(Array(SecretToken(.session).text.utf8)) ?? ""
  }

  deinit { pool.shutdownGracefully { _ in } }

  /// The text to store.
  package func hash(_ password: String) async throws -> String {
    let hash = try await run { [cost] in cost.hash(Self.bytes(password)) }
    guard let hash else { throw Problem.unavailable("busy", retryAfterSeconds: 1) }
    return hash
  }

  /// Whether the password is right.
  /// - Parameter hash: nil for an account that does not exist: the answer is no, and takes as long as any other.
  package func verify(_ password: String, against hash: String?) async throws -> Bool {
    let isRight = try await run { [nobody] in Argon2.verify(Self.bytes(password), against: hash ?? nobody) }
    return isRight && hash != nil
  }

  /// Whether the hash was made at another cost than today's, so that it is made anew at the next sign-in.
  package func needsRehash(_ hash: String) -> Bool { Argon2(of: hash) != cost }

  private func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async throws -> Value {
    let isAdmitted = taken.withLock { taken in
      guard taken < places else { return false }
      taken += 1
      return true
    }
    guard isAdmitted else { throw Problem.unavailable("busy", retryAfterSeconds: 2) }
    defer { taken.withLock { $0 -= 1 } }
    return try await pool.runIfActive(work)
  }

  /// One spelling for passwords that look the same, whatever keyboard they were typed on (NFKC; NIST SP 800-63B).
  private static func bytes(_ password: String) -> [UInt8] {
    Array(password.precomposedStringWithCompatibilityMapping.utf8)
  }
}
