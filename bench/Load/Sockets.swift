// Connections to the server under test.

import Glibc

struct ConnectFailed: Error, CustomStringConvertible {
  var description: String
}

struct Address {
  var host: String
  var port: UInt16

  /// One address of the loopback network has some 28 000 ports: every further 20 000 connections take the next one.
  private static let connectionsPerSource = 20_000

  /// Connects; from then on the socket does not block.
  func connect(_ index: Int = 0) throws -> Int32 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard socket >= 0 else { throw ConnectFailed(description: "socket: \(String(cString: strerror(errno)))") }
    if host == "127.0.0.1", index >= Self.connectionsPerSource {
      try bind(socket, to: "127.0.0.\(1 + index / Self.connectionsPerSource)")
    }
    var address = Self.internet(host, port)
    guard Self.call(&address, { Glibc.connect(socket, $0, $1) }) == 0 else {
      throw ConnectFailed(description: "connect to \(host):\(port): \(String(cString: strerror(errno)))")
    }
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    return socket
  }

  private func bind(_ socket: Int32, to source: String) throws {
    var address = Self.internet(source, 0)
    guard Self.call(&address, { Glibc.bind(socket, $0, $1) }) == 0 else {
      throw ConnectFailed(description: "bind to \(source): \(String(cString: strerror(errno)))")
    }
  }

  private static func internet(_ host: String, _ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, host, &address.sin_addr)
    return address
  }

  private static func call(
    _ address: inout sockaddr_in, _ function: (UnsafePointer<sockaddr>, socklen_t) -> Int32
  ) -> Int32 {
    withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        function($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}

/// Requests are smaller than any socket's buffer, so a short write is a broken connection.
func sendWhole(_ bytes: [UInt8], to socket: Int32) -> Bool {
  bytes.withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) } == bytes.count
}
