// Where a request comes from, as far as it can be known.
import Glibc
import HTTPTypes
import Hummingbird
import NIOCore

/// An IP address in its usual spelling; "local" for a peer that has none (a Unix socket, a test).
struct ClientAddress: Hashable, CustomStringConvertible {
  let description: String

  /// - Parameters:
  ///   - peer: the other end of the connection.
  ///   - trustedProxies: how many entries at the end of `X-Forwarded-For` and the peer were written by our own
  ///     proxies; everything before them is whatever the client wanted to write.
  init(of request: Request, peer: SocketAddress?, trustedProxies: Int) {
    let forwarded = request.headers[values: .xForwardedFor].flatMap { $0.split(separator: ",") }
    var hops = forwarded.map { $0.trimmingPrefix { $0 == " " } }.map { String($0.prefix { $0 != " " }) }
    hops.append(peer?.ipAddress ?? "local")
    let hop = hops[max(0, hops.count - 1 - max(0, trustedProxies))]
    description = Self.canonical(hop) ?? peer?.ipAddress.flatMap(Self.canonical) ?? "local"
  }

  /// What a limit counts by: one household or office has a whole /64 of IPv6.
  var network: String {
    var bytes: [UInt8] = Array(repeating: 0, count: 16)
    guard inet_pton(AF_INET6, description, &bytes) == 1 else { return description }
    return bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: ".") + "/64"
  }

  /// An IPv4 address that came in through an IPv6 socket is that IPv4 address.
  private static func canonical(_ text: String) -> String? {
    guard let address = try? SocketAddress(ipAddress: text, port: 0).ipAddress else { return nil }
    let mapped = "::ffff:"
    return address.hasPrefix(mapped) && address.contains(".") ? String(address.dropFirst(mapped.count)) : address
  }
}

extension HTTPField.Name {
  fileprivate static let xForwardedFor = Self("X-Forwarded-For")!
}
