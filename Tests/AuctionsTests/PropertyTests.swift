import Auctions
import Foundation
import Testing

@Suite struct PropertyTests {
  @Test func explore() throws {
    var kinds: [String: Int] = [:]
    var first: [String: String] = [:]
    var steps = 0, over = 0
    for seed in (UInt64(ProcessInfo.processInfo.environment["START"] ?? "0") ?? 0)..<(UInt64(ProcessInfo.processInfo.environment["SEEDS"] ?? "3000") ?? 3000) {
      guard var walk = Walk(seed: seed) else { continue }
      if ProcessInfo.processInfo.environment["VERBOSE"] != nil { FileHandle.standardError.write(Data("SEED \(seed)\n".utf8)) }
      walk.run(steps: 90)
      steps += walk.commands
      if walk.played.auction.isOver { over += 1 }
      if let fault = walk.fault {
        kinds[fault.kind, default: 0] += 1
        if first[fault.kind] == nil { first[fault.kind] = "seed \(seed): " + brief(fault.details) + "\n RULES \(brief(walk.played.auction.rules))\n" + "LOTS \(brief(walk.played.auction.announcement.lots))" + walk.played.journal.suffix(25).map { "\n          \($0.at.milliseconds) \(brief($0.event))" }.joined() }
      }
    }
    print("STEPS", steps, "OVER", over)
    for (kind, count) in kinds.sorted(by: { $0.value > $1.value }) { print("\(count) @@ \(kind)\n      ", first[kind] ?? "") }
  }
  func brief(_ x: some Any) -> String {
    var s = "\(x)"
    for (a, b) in [("Auctions.", ""), ("00000000-0000-0000-0000-0000000000", "#"), ("1970-01-01T00:00:0", "T"), ("Optional", ""), ("LotNumber(value: ", "L("), ("Auction.Event.", ""), ("Refusal.Reason.", ""), (", share: 10000", ""), (", placedBy: #01", ""), ("origin: Bid.Origin.own, ", ""), ("currency: nil, ", ""), ("Admissibility.", ""), ("Closing.", ""), ("Clock.", ""), ("commitment: ", "")] { s = s.replacing(a, with: b) }
    if s.hasPrefix("scheduled") || s.hasPrefix("rulesChanged") { s = String(s.prefix(20)) }
    return String(s.prefix(2600))
  }
}
extension PropertyTests {
  @Test func crash() throws {
    guard let s = ProcessInfo.processInfo.environment["ONE"], let seed = UInt64(s), var walk = Walk(seed: seed) else { return }
    print(brief(walk.played.auction.rules), brief(walk.played.auction.announcement.lots))
    for e in walk.played.journal { print(brief(e.event)) }
    walk.trace = { FileHandle.standardError.write(Data((self.brief($0) + "\n").utf8)) }
    walk.run(steps: 90)
    print("FAULT", walk.fault.map { brief($0.kind) + brief($0.details) } ?? "none")
    for e in walk.played.journal { print(e.at.milliseconds, brief(e.event)) }
  }
}
