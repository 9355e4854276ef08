// bin/bench core: how fast the pure core decides and folds, and what it allocates, for each format on one core.

import Auctions
import CAllocations

struct Figure {
  var nanoseconds: Double
  var allocations: Double
}

/// One run over the whole course: nanoseconds and allocations per command.
func run(_ course: Course) -> Figure {
  var auction = course.opened()
  var events: [Auction.Event] = []
  events.reserveCapacity(64)
  auction.answers.reserveCapacity(course.commands.count)
  let before = allocation_count()
  let clock = ContinuousClock()
  let start = clock.now
  for number in course.commands.indices {
    let now = course.stamps[number]
    if let due = auction.nextDue(seed: course.seed), due <= now { auction.catchUp(to: now, seed: course.seed) }
    auction.carryOut(course.commands[number], at: now, &events)
  }
  let elapsed = start.duration(to: clock.now)
  let count = Double(course.commands.count)
  let nanoseconds = Double(elapsed.components.attoseconds) / 1e9 + Double(elapsed.components.seconds) * 1e9
  return Figure(nanoseconds: nanoseconds / count, allocations: Double(allocation_count() - before) / count)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

let runs = 5
let only = CommandLine.arguments.dropFirst().first
let courses = Course.all(100_000).filter { course in only.map { course.name.contains($0) } ?? true }
print("| commands | ns each (median of \(runs)) | a second | allocations each |")
print("|---|---:|---:|---:|")
for course in courses {
  let figures = (0..<runs).map { _ in run(course) }
  let nanoseconds = median(figures.map(\.nanoseconds))
  let allocations = median(figures.map(\.allocations))
  // Whole thousandths: the linker finds no `round` without Foundation.
  let thousandths = Int(allocations * 1_000 + 0.5)
  print("| \(course.name) | \(Int(nanoseconds + 0.5)) | \(Int(1e9 / nanoseconds)) | \(Double(thousandths) / 1_000) |")
}
