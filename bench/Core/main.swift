// bin/bench core: how fast the pure core decides and folds, and what it allocates, for each format on one core.

import Auctions
import CAllocations

struct Figure {
  var nanoseconds: Double
  var allocations: Double
}

/// How many commands come at once: what has just been received and read lies in the processor's caches.
let batchSize = 250

/// One run over the whole course: nanoseconds and allocations per command.
func run(_ course: Course) -> Figure {
  var auction = course.admitted()
  var events: [Auction.Event] = []
  events.reserveCapacity(4 * batchSize)
  auction.answers.reserveCapacity(course.commands.count)
  var elapsed: UInt64 = 0
  var allocations: UInt64 = 0
  for start in stride(from: 0, to: course.commands.count, by: batchSize) {
    let batch = Array(course.commands[start..<min(start + batchSize, course.commands.count)])
    let (before, begun) = (allocation_count(), processor_nanoseconds())
    drive(&auction, batch, course, start, &events)
    elapsed += processor_nanoseconds() - begun
    allocations += allocation_count() - before
  }
  let count = Double(course.commands.count)
  return Figure(nanoseconds: Double(elapsed) / count, allocations: Double(allocations) / count)
}

func drive(
  _ auction: inout Auction, _ batch: [Auction.Command], _ course: Course, _ start: Int, _ events: inout [Auction.Event]
) {
  for number in batch.indices {
    auction.take(batch[number], at: course.stamps[start + number], seed: course.seed, into: &events)
  }
  // The journal has them now.
  events.removeAll(keepingCapacity: true)
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
