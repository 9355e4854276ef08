// Slows down guessing: attempts to sign in are counted per account and per address, whether the account exists or not.
import Crypto

/// Call `admit` before looking at the password, `succeeded` after it was right.
final class SignInThrottle: Sendable {
  /// Accounts are kept as hashes, so that the memory of the server is no list of who signs in.
  private let accounts: RateLimit<SHA256Digest>
  private let addresses: RateLimit<String>

  init(keys: Int = Limits.throttledKeys, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
    accounts = RateLimit(
      burst: Limits.signInsPerAccount, interval: .seconds(Limits.signInAccountSeconds), keys: keys, now: now)
    addresses = RateLimit(
      burst: Limits.signInsPerAddress, interval: .seconds(Limits.signInAddressSeconds), keys: keys, now: now)
  }

  /// Counts an attempt; 429 with Retry-After if there were too many.
  /// - Parameter account: the e-mail address as given; case does not matter.
  func admit(account: String, address: ClientAddress) throws(Problem) {
    if let wait = addresses.take(address.network) { throw Self.tooMany(wait) }
    if let wait = accounts.take(Self.key(account)) { throw Self.tooMany(wait) }
  }

  /// Forgets the attempts on the account; an office behind one address does not lock itself out by signing in.
  func succeeded(account: String, address: ClientAddress) {
    accounts.reset(Self.key(account))
    addresses.giveBack(address.network)
  }

  private static func key(_ account: String) -> SHA256Digest {
    SHA256.hash(data: Array(account.normalised.lowercased().utf8))
  }

  private static func tooMany(_ wait: Duration) -> Problem {
    .tooManyRequests(retryAfterSeconds: wait.wholeSeconds, "tooManyAttempts")
  }
}
