// How the server is reached from outside, which the requests themselves cannot be trusted to say.

package struct Exposure: Sendable {
  /// Browsers reach the server by HTTPS only, through something in front that ends TLS.
  package var behindTLS: Bool
  /// Origins under which browsers know the server, as "https://kontor.example", if they are not the `Host` it sees.
  package var publicOrigins: [String]
  /// How many proxies in front append to `X-Forwarded-For`; 0 ignores that header.
  package var trustedProxies: Int

  package init(behindTLS: Bool = false, publicOrigins: [String] = [], trustedProxies: Int = 0) {
    self.behindTLS = behindTLS
    self.publicOrigins = publicOrigins.map { $0.lowercased() }
    self.trustedProxies = trustedProxies
  }
}
