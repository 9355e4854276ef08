// Argon2id through libargon2: hashes in their usual text form, `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`.
import CArgon2

/// How much work a guess costs.
struct Argon2: Equatable, Sendable {
  var memoryKiB: UInt32 = 19 << 10
  var passes: UInt32 = 2
  var lanes: UInt32 = 1

  private static let saltBytes = 16
  private static let tagBytes = 32

  /// Nil only if there is no memory for it.
  func hash(_ password: [UInt8]) -> String? {
    var random = SystemRandomNumberGenerator()
    let salt = (0..<Self.saltBytes).map { _ in UInt8.random(in: 0...255, using: &random) }
    let length = argon2_encodedlen(
      passes, memoryKiB, lanes, UInt32(Self.saltBytes), UInt32(Self.tagBytes), Argon2_id)
    var text = [CChar](repeating: 0, count: length)
    let status = argon2id_hash_encoded(
      passes, memoryKiB, lanes, password, password.count, salt, salt.count, Self.tagBytes, &text, length)
    guard status == ARGON2_OK.rawValue else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Whether the hash is that of the password; with the cost that the hash names. libargon2 compares in constant time.
  static func verify(_ password: [UInt8], against hash: String) -> Bool {
    argon2id_verify(hash, password, password.count) == ARGON2_OK.rawValue
  }
}

extension Argon2 {
  /// The cost that a hash was made with; nil if it is not in the form that this type writes.
  init?(of hash: String) {
    let fields = hash.split(separator: "$", omittingEmptySubsequences: false)
    guard fields.count == 6, fields[0].isEmpty, fields[1] == "argon2id", fields[2] == "v=19" else { return nil }
    let costs = fields[3].split(separator: ",")
    guard costs.count == 3, let memory = Self.number(costs[0], "m="), let passes = Self.number(costs[1], "t="),
      let lanes = Self.number(costs[2], "p=")
    else { return nil }
    self.init(memoryKiB: memory, passes: passes, lanes: lanes)
  }

  private static func number(_ text: Substring, _ prefix: String) -> UInt32? {
    text.hasPrefix(prefix) ? UInt32(text.dropFirst(prefix.count)) : nil
  }
}
