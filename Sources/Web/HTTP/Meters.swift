// What the server counts, for Prometheus to collect.
import HTTPTypes
import Synchronization

/// The meters of one server. Label values come from the program only (route patterns, not paths), so that nobody
/// outside decides how many there are.
package final class Meters: Sendable {
  /// A meter whose value is asked for when it is collected.
  struct Reading: Sendable {
    var name: String
    var help: String
    var kind: Kind
    var value: @Sendable () -> Double
  }

  package enum Kind: String, Sendable {
    /// Goes up and down.
    case gauge
    /// Only goes up; its name ends in `_total`.
    case counter
  }

  /// Upper bounds in seconds; what is slower falls under +Inf.
  static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

  struct Route: Hashable {
    var route: String
    var method: String
    /// "2xx".
    var status: String
  }

  struct Histogram: Sendable {
    /// One for each bound, then one for what lies beyond; not cumulative.
    var counts = Array(repeating: 0, count: Meters.bounds.count + 1)
    var sum = 0.0
  }

  private let requests = Mutex<[Route: Histogram]>([:])
  private let readings = Mutex<[Reading]>([])

  package init() {}

  /// Adds a meter, in base units (seconds, bytes), in place of one of that name.
  package func add(_ kind: Kind, _ name: String, _ help: String, _ value: @escaping @Sendable () -> Double) {
    readings.withLock { readings in
      readings.removeAll { $0.name == name }
      readings.append(Reading(name: name, help: help, kind: kind, value: value))
    }
  }

  func record(route: String, method: HTTPRequest.Method, status: HTTPResponse.Status, seconds: Double) {
    let name = Self.methods.contains(method) ? method.rawValue : "OTHER"
    let key = Route(route: route, method: name, status: "\(status.code / 100)xx")
    let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    requests.withLock { requests in
      requests[key, default: Histogram()].counts[bucket] += 1
      requests[key]?.sum += seconds
    }
  }

  private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

  /// Everything in the text format 0.0.4, in a fixed order.
  package func text() -> String {
    var text = MeterText()
    let requests = requests.withLock { $0 }.sorted { ($0.key.sortKey) < ($1.key.sortKey) }
    text.begin("kontor_http_request_seconds", "Time until the response begins.", "histogram")
    for (route, histogram) in requests { text.add(histogram, of: route) }
    for reading in readings.withLock({ $0 }).sorted(by: { $0.name < $1.name }) {
      text.begin(reading.name, reading.help, reading.kind.rawValue)
      text.add(reading.name, [], reading.value())
    }
    return text.lines
  }
}

extension Meters.Route {
  fileprivate var sortKey: String { "\(route) \(method) \(status)" }
}
