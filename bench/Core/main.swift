// bin/bench core: how fast the pure core decides and folds, and what it allocates, for each format on one core.
//
//     CoreBench [part of a name]    the table
//     CoreBench --guard             fails where a command allocates more than its course allows

import Auctions
import CAllocations
import Glibc

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
  let count = course.moves.count
  auction.answers.reserveCapacity(count)
  var elapsed: UInt64 = 0
  var allocations: UInt64 = 0
  for start in stride(from: 0, to: count, by: batchSize) {
    let received = (start..<min(start + batchSize, count)).reversed().map { course.command($0) }
    var inbox = received.map { $0 }
    let (before, begun) = (allocation_count(), processor_nanoseconds())
    drive(&auction, &inbox, course.moves, start, course.seed, &events)
    elapsed += processor_nanoseconds() - begun
    allocations += allocation_count() - before
    // Bids outlive this in journal and feeds: who frees them last is not measured.
    withExtendedLifetime(received) {}
  }
  return Figure(nanoseconds: Double(elapsed) / Double(count), allocations: Double(allocations) / Double(count))
}

/// Takes the commands out of the inbox, which has the first one last.
@inline(never)
func drive(
  _ auction: inout Auction, _ inbox: inout [Auction.Command], _ moves: [Course.Move], _ start: Int, _ seed: Bytes32?,
  _ events: inout [Auction.Event]
) {
  var number = start
  while let command = inbox.popLast() {
    auction.take(command, at: moves[number].at, seed: seed, into: &events)
    number += 1
  }
  // The journal has them now.
  events.removeAll(keepingCapacity: true)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// Whole thousandths: the linker finds no `round` without Foundation.
func thousandths(_ value: Double) -> Int { Int(value * 1_000 + 0.5) }

func measure(_ courses: [Course], runs: Int) {
  print("| commands | ns each (median of \(runs)) | a second | allocations each |")
  print("|---|---:|---:|---:|")
  for course in courses {
    let figures = (0..<runs).map { _ in run(course) }
    let nanoseconds = median(figures.map(\.nanoseconds))
    let allocations = Double(thousandths(median(figures.map(\.allocations)))) / 1_000
    print("| \(course.name) | \(Int(nanoseconds + 0.5)) | \(Int(1e9 / nanoseconds)) | \(allocations) |")
  }
}

/// Whether no command allocates more than its course allows: the same on every machine, unlike time.
func guardAllocations(_ courses: [Course]) -> Bool {
  var isKept = true
  for course in courses {
    let found = thousandths(run(course).allocations)
    guard found > course.allocationsInThousand else { continue }
    print("\(course.name): \(found) allocations in a thousand commands, allowed are \(course.allocationsInThousand)")
    isKept = false
  }
  return isKept
}

keep_memory()
let arguments = CommandLine.arguments.dropFirst()
let courses = Course.all(100_000)
if arguments.first == "--guard" {
  exit(guardAllocations(courses) ? 0 : 1)
} else {
  measure(courses.filter { course in arguments.first.map { course.name.contains($0) } ?? true }, runs: 9)
}
