// A live stream as a client follows it: over a socket of its own, until it ends or the client leaves.

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOPosix

/// A stream that is being read.
package struct Following: Sendable {
  package let call: HTTPCall
  fileprivate let answer: Task<HTTPAnswer, any Error>
  fileprivate let leave: AsyncStream<Void>.Continuation

  /// Leaves, and tells what has come until then.
  package func stop() async throws -> HTTPAnswer {
    leave.finish()
    return try await answer.value
  }
}

extension TestHouse {
  /// Asks through a server of its own and reads what comes.
  package func follow(_ call: HTTPCall) -> Following {
    let (left, leave) = AsyncStream.makeStream(of: Void.self)
    let answer = Task {
      let answer = try await application.test(.live) { client in
        let bytes = try await Self.read(call, port: client.port ?? 0, until: left, leave)
        return HTTPAnswer(wire: bytes)
      }
      onAnswer(call, answer)
      return answer
    }
    return Following(call: call, answer: answer, leave: leave)
  }

  private static func read(
    _ call: HTTPCall, port: Int, until left: AsyncStream<Void>, _ leave: AsyncStream<Void>.Continuation
  ) async throws -> [UInt8] {
    var head = "\(call.method.rawValue) \(call.path) HTTP/1.1\r\nHost: localhost\r\n"
    for field in call.allHeaders { head += "\(field.name): \(field.value)\r\n" }
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "localhost", port: port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
        }
      }
    return try await channel.executeThenClose { [head] inbound, outbound in
      try await outbound.write(ByteBuffer(string: head + "\r\n"))
      return await withTaskGroup(of: [UInt8]?.self) { group in
        group.addTask {
          var bytes: [UInt8] = []
          do { for try await part in inbound { bytes += part.readableBytesView } } catch {}
          leave.finish()
          return bytes
        }
        group.addTask {
          for await _ in left {}
          try? await channel.channel.close()
          return nil
        }
        var bytes: [UInt8] = []
        for await one in group { bytes += one ?? [] }
        return bytes
      }
    }
  }
}

extension HTTPAnswer {
  /// As it came over the wire, perhaps not to its end.
  fileprivate init(wire bytes: [UInt8]) {
    let lines = Array("\r\n\r\n".utf8)
    let end = bytes.firstRange(of: lines)
    let head = String(decoding: bytes[..<(end?.lowerBound ?? bytes.endIndex)], as: UTF8.self)
    var fields: HTTPFields = [:]
    for line in head.split(separator: "\r\n").dropFirst() {
      guard let colon = line.firstIndex(of: ":"), let name = HTTPField.Name(String(line[..<colon])) else { continue }
      fields.append(HTTPField(name: name, value: String(line[line.index(after: colon)...].drop { $0 == " " })))
    }
    let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
    let body = Array(bytes[(end?.upperBound ?? bytes.endIndex)...])
    self.init(
      status: status, headers: fields,
      body: fields[.transferEncoding] == "chunked" ? Self.unchunked(body) : body)
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
    var (body, rest): ([UInt8], ArraySlice<UInt8>) = ([], bytes[...])
    while let end = rest.firstRange(of: Array("\r\n".utf8)),
      let length = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16), length > 0
    {
      let data = rest[end.upperBound...]
      body += data.prefix(length)
      rest = data.dropFirst(length + 2)
    }
    return body
  }
}
