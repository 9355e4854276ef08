// The text exposition format of Prometheus, version 0.0.4.
import HTTPTypes
import Hummingbird
import NIOCore

struct MeterText {
  typealias Label = (name: String, value: String)

  private(set) var lines = ""

  mutating func begin(_ name: String, _ help: String, _ type: String) {
    lines += "# HELP \(name) \(Self.escaped(help))\n# TYPE \(name) \(type)\n"
  }

  mutating func add(_ name: String, _ labels: [Label], _ value: Double) {
    let list = labels.map { "\($0.name)=\"\(Self.escaped($0.value).replacing("\"", with: "\\\""))\"" }
    let braces = list.isEmpty ? "" : "{\(list.joined(separator: ","))}"
    lines += "\(name)\(braces) \(Self.number(value))\n"
  }

  mutating func add(_ histogram: Meters.Histogram, of route: Meters.Route) {
    let name = "kontor_http_request_seconds"
    let labels: [Label] = [("route", route.route), ("method", route.method), ("status", route.status)]
    var count = 0
    for (place, bucket) in histogram.counts.enumerated() {
      count += bucket
      let bound = place < Meters.bounds.count ? Self.number(Meters.bounds[place]) : "+Inf"
      add("\(name)_bucket", labels + [("le", bound)], Double(count))
    }
    add("\(name)_sum", labels, histogram.sum)
    add("\(name)_count", labels, Double(count))
  }

  /// A backslash and a line feed would break the line; a double quote only a label.
  private static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
    return value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}

extension Meters {
  /// The answer of `/metrics`.
  func response() -> Response {
    Response(
      status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text())))
  }
}
