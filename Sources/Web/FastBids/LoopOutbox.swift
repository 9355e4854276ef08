// Answers on their way back to the event loops: one wake-up for all that a batch has for a loop.

import Auctions
import Engine
import Glibc
import Hummingbird
import NIOCore
import Synchronization

/// Of one event loop.
final class LoopOutbox: Sendable {
  typealias Receiver = NIOLoopBound<(EngineAnswer) -> Void>

  private let loop: any EventLoop
  private let waiting = Mutex<[(EngineAnswer, Receiver)]>([])

  init(_ loop: any EventLoop) { self.loop = loop }

  func add(_ answer: EngineAnswer, _ receiver: Receiver) { waiting.withLock { $0.append((answer, receiver)) } }

  func flush() {
    let ready = waiting.withLock { waiting in
      let all = waiting
      waiting.removeAll(keepingCapacity: true)
      return all
    }
    guard !ready.isEmpty else { return }
    loop.execute { for (answer, receiver) in ready { receiver.value(answer) } }
  }
}

/// Of all loops of a server.
final class LoopOutboxes: Sendable {
  private let outboxes = Mutex<[ObjectIdentifier: LoopOutbox]>([:])
  let date = DateField()

  subscript(loop: any EventLoop) -> LoopOutbox {
    outboxes.withLock { outboxes in
      if let known = outboxes[ObjectIdentifier(loop)] { return known }
      let new = LoopOutbox(loop)
      outboxes[ObjectIdentifier(loop)] = new
      return new
    }
  }

  func flush() {
    for outbox in outboxes.withLock({ Array($0.values) }) { outbox.flush() }
  }
}

/// The `Date` of answers, written once a second.
final class DateField: Sendable {
  private let last = Mutex<(second: Int64, text: String)>((.min, ""))

  func text(at now: Instant) -> String {
    let second = now.milliseconds / 1_000
    return last.withLock { last in
      if last.second != second { last = (second, Self.fixdate(second)) }
      return last.text
    }
  }

  /// IMF-fixdate (RFC 9110, 5.6.7).
  private static func fixdate(_ second: Int64) -> String {
    var time = time_t(second)
    var parts = tm()
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][Int(parts.tm_wday)]
    let month = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][Int(parts.tm_mon)]
    let clock = "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))"
    return "\(day), \(two(parts.tm_mday)) \(month) \(parts.tm_year + 1900) \(clock) GMT"
  }
}
