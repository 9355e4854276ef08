// What a request knows of the connection it came through.
import Hummingbird
import NIOCore

/// A context that keeps the channel of its source: `init(source: Source) { channel = source.channel … }`.
protocol ConnectionContext: RequestContext {
  var channel: any Channel { get }
}

extension ConnectionContext {
  /// Where the request comes from, as far as the proxies in front can be trusted.
  func clientAddress(of request: Request, _ exposure: Exposure) -> ClientAddress {
    ClientAddress(of: request, peer: channel.remoteAddress, trustedProxies: exposure.trustedProxies)
  }
}
