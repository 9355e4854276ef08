// What the server under test holds of memory.

import Foundation

/// Kilobytes that are resident.
func residentKilobytes(_ process: Int32) -> Int {
  let text = (try? String(contentsOfFile: "/proc/\(process)/smaps_rollup", encoding: .utf8)) ?? ""
  let line = text.split(separator: "\n").first { $0.hasPrefix("Rss:") }
  return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
}
