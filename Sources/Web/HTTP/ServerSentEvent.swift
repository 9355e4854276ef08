// One event of a live stream in the framing of Server-Sent Events.
import HTTPTypes
import Hummingbird
import NIOCore

struct ServerSentEvent {
  /// What a client that reconnects sends as `Last-Event-ID`.
  var id: Int64?
  /// The kind, for which the page listens; without one it is "message".
  var event: String?
  /// Text, usually JSON on one line.
  var data: [UInt8]

  init(id: Int64? = nil, event: String? = nil, data: [UInt8]) {
    self.id = id
    self.event = event
    self.data = data
  }

  /// The event as it goes over the wire. Each line of the data becomes a field of its own.
  func write(to buffer: inout ByteBuffer) {
    if let id { buffer.writeString("id: \(id)\n") }
    if let event { buffer.writeString("event: \(Self.oneLine(event))\n") }
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      buffer.writeString("data: ")
      if line.contains(UInt8(ascii: "\r")) {
        buffer.writeBytes(line.filter { $0 != UInt8(ascii: "\r") })
      } else {
        buffer.writeBytes(line)
      }
      buffer.writeString("\n")
    }
    buffer.writeString("\n")
  }

  /// How long clients wait before they reconnect.
  static func writeRetry(milliseconds: Int, to buffer: inout ByteBuffer) {
    buffer.writeString("retry: \(milliseconds)\n\n")
  }

  private static func oneLine(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" })
  }
}

extension Request {
  /// The position up to which a returning client has seen the stream; nil for a new one, 400 if it is no number.
  func lastEventID() throws(Problem) -> Int64? {
    guard let text = headers[.lastEventID] else { return nil }
    guard let id = Int64(text), id >= 0 else {
      throw .badRequest("malformedLastEventId", "Last-Event-ID must be the id of an event of this stream.")
    }
    return id
  }
}

extension HTTPField.Name {
  static let lastEventID = Self("Last-Event-ID")!
}
