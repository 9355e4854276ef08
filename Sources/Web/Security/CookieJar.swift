// Cookies as this server sets and reads them: for this host only, out of reach of scripts and of other sites.
import HTTPTypes
import Hummingbird

/// Behind TLS the names begin with `__Host-`, which makes browsers refuse them from anybody else.
struct CookieJar {
  private let isSecure: Bool

  init(_ exposure: Exposure) { isSecure = exposure.behindTLS }

  /// A `Set-Cookie` value.
  /// - Parameters:
  ///   - value: only letters, digits and `-._~`, as tokens and codes are; it is the caller's own, not input.
  ///   - maxAgeSeconds: nil for a cookie that ends with the browser.
  func cookie(_ name: String, _ value: String, maxAgeSeconds: Int64? = nil) -> String {
    precondition(value.utf8.allSatisfy(Self.isPlain), "a cookie's value needs no escaping")
    let age = maxAgeSeconds.map { "; Max-Age=\($0)" } ?? ""
    return "\(fullName(name))=\(value); Path=/\(age); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
  }

  /// A `Set-Cookie` value that makes the browser forget.
  func expired(_ name: String) -> String { cookie(name, "", maxAgeSeconds: 0) }

  /// The cookie that the request carries. One sent twice is not trusted at all: somebody has planted another.
  func value(_ name: String, of request: Request) -> String? {
    let name = fullName(name)
    let pairs = request.headers[values: .cookie].flatMap { $0.split(separator: ";") }
    let values = pairs.compactMap { pair -> Substring? in
      var pair = pair
      pair.skipBlanks()
      guard let equals = pair.firstIndex(of: "="), pair[..<equals] == name else { return nil }
      return pair[pair.index(after: equals)...]
    }
    guard let value = values.first, values.count == 1, value.utf8.allSatisfy(Self.isPlain) else { return nil }
    return String(value)
  }

  private func fullName(_ name: String) -> String { isSecure ? "__Host-\(name)" : name }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "-._~".utf8.contains(byte)
    }
  }
}

extension Response {
  /// Adds a `Set-Cookie`.
  mutating func set(cookie: String) { headers.append(HTTPField(name: .setCookie, value: cookie)) }
}
