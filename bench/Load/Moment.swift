// Time as the load generator measures it.

import Glibc

/// Nanoseconds of the monotonic clock.
typealias Moment = Int64

let second: Moment = 1_000_000_000

func now() -> Moment {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Moment(time.tv_sec) * second + Moment(time.tv_nsec)
}

/// What this process has used of the processors so far.
func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}

/// Milliseconds of the wall clock since 1970, with microseconds behind the point.
func wallMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}
