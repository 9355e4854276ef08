// Counts of durations in buckets that grow with the value: every figure is true to less than one percent.

import StrictJSON

struct Histogram {
  /// Each power of two has this many buckets.
  private static let fine = 128
  private static let fineBits = 7
  private var counts = [UInt64](repeating: 0, count: fine * 50)
  private(set) var count: UInt64 = 0
  private(set) var maximum: Moment = 0

  mutating func record(_ nanoseconds: Moment, times: UInt64 = 1) {
    let value = max(0, nanoseconds)
    counts[Self.bucket(UInt64(value))] += times
    count += times
    if value > maximum { maximum = value }
  }

  /// The duration that the given share of all does not exceed, in nanoseconds; 0 where nothing was counted.
  func quantile(_ share: Double) -> Moment {
    let wanted = max(1, UInt64((Double(count) * share).rounded(.up)))
    var seen: UInt64 = 0
    for (bucket, number) in counts.enumerated() where number > 0 {
      seen += number
      if seen >= wanted { return min(maximum, Self.upperBound(bucket)) }
    }
    return maximum
  }

  private static func bucket(_ value: UInt64) -> Int {
    guard value >= fine else { return Int(value) }
    let power = 63 - value.leadingZeroBitCount - fineBits
    return min((power + 1) * fine + Int(value >> power) - fine, fine * 50 - 1)
  }

  private static func upperBound(_ bucket: Int) -> Moment {
    guard bucket >= fine else { return Moment(bucket) }
    let power = bucket / fine - 1
    return Moment((bucket % fine + fine + 1) << power) - 1
  }
}

extension Histogram: JSONWritable {
  /// Milliseconds.
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("count", Int(count))
      $0.member("p50", Milliseconds(quantile(0.5)))
      $0.member("p90", Milliseconds(quantile(0.9)))
      $0.member("p99", Milliseconds(quantile(0.99)))
      $0.member("max", Milliseconds(maximum))
    }
  }
}

/// A duration in milliseconds with three decimals, or any other figure of that precision.
struct Milliseconds: JSONWritable {
  private let thousandths: Int64

  init(_ nanoseconds: Moment) { thousandths = (nanoseconds + 500) / 1_000 }

  init(_ milliseconds: Double) { thousandths = Int64((milliseconds * 1_000).rounded()) }

  func write(to writer: inout JSONWriter) {
    let (whole, rest) = abs(thousandths).quotientAndRemainder(dividingBy: 1_000)
    let digits = String(rest + 1_000).dropFirst()
    if let number = JSON.Number(text: "\(thousandths < 0 ? "-" : "")\(whole).\(digits)") { writer.number(number) }
  }
}
