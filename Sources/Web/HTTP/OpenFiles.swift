// How many files and connections the system lets this process have open.
import Glibc

package enum OpenFiles {
  /// Raises the limit as far as an ordinary user may: Debian starts with 1024, less than the viewers of a busy auction.
  /// - Returns: the limit now in force.
  @discardableResult
  package static func raiseLimit() -> UInt {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 0 }
    let raised = rlimit(rlim_cur: min(limit.rlim_max, 65_536), rlim_max: limit.rlim_max)
    guard raised.rlim_cur > limit.rlim_cur else { return limit.rlim_cur }
    var wanted = raised
    return setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &wanted) == 0 ? raised.rlim_cur : limit.rlim_cur
  }
}
