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
  var usage = rusage()
  getrusage(RUSAGE_SELF, &usage)
  let times = [usage.ru_utime, usage.ru_stime]
  return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
}

/// Milliseconds of the wall clock since 1970, with microseconds behind the point.
func wallMilliseconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) * 1_000 + Double(time.tv_nsec) / 1_000_000
}
