// Secrets that stand for somebody: sessions and API tokens. Stored as hashes only, shown once, never logged.
import Crypto

/// 256 random bits with a text form for cookies and headers.
package struct SecretToken: Sendable {
  package enum Kind: String, Sendable {
    case session = ""
    /// Recognisable, so that scanners of source code find one that leaked.
    case apiToken = "kt_"
  }

  /// What the holder keeps: the prefix of its kind and 43 characters of base64url.
  package let text: String
  /// What is stored: SHA-256 of the text. The secret is random, so a slow hash would add nothing.
  package let hash: [UInt8]

  /// A new secret from the system's random numbers.
  package init(_ kind: Kind) {
    var random = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    for _ in 0..<4 { withUnsafeBytes(of: random.next()) { bytes += $0 } }
    self.init(unchecked: kind.rawValue + Self.base64URL(bytes))
  }

  /// Nil unless the text has the form of that kind.
  package init?(_ kind: Kind, text: String) {
    let secret = text.dropFirst(kind.rawValue.count)
    guard text.hasPrefix(kind.rawValue), secret.utf8.count == 43, secret.utf8.allSatisfy(Self.alphabet.contains) else {
      return nil
    }
    self.init(unchecked: text)
  }

  private init(unchecked text: String) {
    self.text = text
    hash = Array(SHA256.hash(data: Array(text.utf8)))
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func base64URL(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for _ in 0...group.count {
        text.append(alphabet[Int(bits >> 18 & 63)])
        bits <<= 6
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension SecretToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "SecretToken(…)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
