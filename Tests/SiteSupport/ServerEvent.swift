// Live streams as clients read them.

import HTTPTypes
package import StrictJSON

/// One event of a stream.
package struct ServerEvent: Sendable {
  package var id: String?
  package var kind = "message"
  package var data = ""

  /// All whole events; blocks without data (comments, `retry`) are none.
  package static func all(in stream: String) -> [ServerEvent] {
    stream.split(separator: "\n\n").compactMap { block in
      var event = ServerEvent()
      for line in block.split(separator: "\n") {
        let value = line.drop { $0 != ":" }.dropFirst().drop { $0 == " " }
        switch line.prefix(while: { $0 != ":" }) {
        case "id": event.id = String(value)
        case "event": event.kind = String(value)
        case "data": event.data += value
        default: break
        }
      }
      return event.data.isEmpty ? nil : event
    }
  }

  package var json: JSON? { try? JSON(parsing: data.utf8) }
}

extension TestHouse {
  /// Watches an auction in the eyes of each caller while `body` runs; answers what each of them was sent.
  /// - Parameter lastEvent: what the callers say they have seen last.
  package func watch(
    _ path: String, as callers: [Caller], after lastEvent: String? = nil, _ body: () async throws -> Void = {}
  ) async throws -> [[ServerEvent]] {
    let open = streams
    var watchers: [Following] = []
    for caller in callers {
      var call = HTTPCall(.get, "\(path)/events", as: caller)
      if let lastEvent { call.headers[.lastEventID] = lastEvent }
      watchers.append(follow(call))
      // One after another, so that all of them hear the same bells.
      try await eventually { [count = open + watchers.count] in streams == count }
      try await settle()
    }
    try await body()
    try await settle()
    var events: [[ServerEvent]] = []
    for watcher in watchers {
      let answer = try await watcher.stop()
      guard answer.isSuccess else { throw TestHouseError.unexpected(watcher.call, answer) }
      events.append(ServerEvent.all(in: answer.text))
    }
    try await eventually { streams == open }
    return events
  }

  /// Lets every stream say what it has to: bells that nobody has heard yet are one.
  package func settle() async throws { try await Task.sleep(for: .milliseconds(150)) }
}
