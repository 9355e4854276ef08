// The pure core beside the naive auditor: random rules, random commands, on every core of the machine.

import ArgumentParser
import Auctions
import Auditing
import Foundation

struct RulesRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Random rules and commands; an auditor written naively answers each one as well.")

  @Option(help: "The first seed.") var from: UInt64 = 0
  @Option(help: "How many auctions.") var auctions: UInt64 = 20_000
  @Option(help: "Only this one, with its journal.") var seed: UInt64?

  func validate() throws {
    guard auctions > 0, from.addingReportingOverflow(auctions).overflow == false else {
      throw ValidationError("There are no seeds from \(from) on for \(auctions) auctions.")
    }
  }

  func run() async throws {
    if let seed { return try tell(seed) }
    let began = ContinuousClock.now
    let tally = await played()
    let seconds = (ContinuousClock.now - began) / .seconds(1)
    print("\(tally.auctions) auctions, \(tally.ended) to their end, \(tally.commands) commands in \(Int(seconds)) s")
    print("\(Int(Double(tally.commands) / seconds * 60)) commands a minute")
    for (kind, seeds) in tally.faults.sorted(by: { $0.value.count > $1.value.count }) {
      print("\(seeds.count) times \(kind): --seed \(seeds.min() ?? 0)")
    }
    guard tally.faults.isEmpty else { throw ExitCode.failure }
  }

  /// Every task takes each so manieth seed.
  private func played() async -> Tally {
    let tasks = UInt64(ProcessInfo.processInfo.activeProcessorCount)
    return await withTaskGroup(of: Tally.self) { group in
      for task in 0..<tasks {
        group.addTask { Tally(seeds: stride(from: from + task, to: from + auctions, by: Int(tasks))) }
      }
      return await group.reduce(into: Tally()) { $0.add($1) }
    }
  }

  private func tell(_ seed: UInt64) throws {
    guard var walk = Walk(seed: seed) else { return print("The rules of seed \(seed) are refused: no auction.") }
    walk.run(steps: Tally.steps)
    for entry in walk.played.journal { print(entry.position, entry.at, entry.event) }
    guard let fault = walk.fault else { return }
    print("\(fault.kind)\n\(fault.details)")
    throw ExitCode.failure
  }
}

/// What came of many auctions.
private struct Tally {
  static let steps = 90
  var auctions = 0
  var ended = 0
  var commands = 0
  /// The seeds of each kind of fault.
  var faults: [String: [UInt64]] = [:]

  init() {}

  init(seeds: StrideTo<UInt64>) {
    for seed in seeds {
      // Rules that contradict themselves are drawn as well, and refused.
      guard var walk = Walk(seed: seed) else { continue }
      walk.run(steps: Self.steps)
      auctions += 1
      commands += walk.commands
      if walk.played.auction.isOver { ended += 1 }
      if let fault = walk.fault { faults[fault.kind, default: []].append(seed) }
    }
  }

  mutating func add(_ other: Tally) {
    auctions += other.auctions
    ended += other.ended
    commands += other.commands
    faults.merge(other.faults) { $0 + $1 }
  }
}
