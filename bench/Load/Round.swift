// How long one message took to reach everyone.

import StrictJSON

/// Times of one bid or message, each from when it was sent.
struct Round {
  /// 0 where there is none.
  var answer: Moment
  var first: Moment = 0
  var middle: Moment = 0
  var p99: Moment = 0
  var last: Moment = 0
  var isComplete: Bool

  init(_ sent: Moment, _ answer: Moment, _ times: [Moment], of count: Int) {
    self.answer = max(0, answer - sent)
    isComplete = times.count == count
    guard let earliest = times.first, let latest = times.last else { return }
    first = earliest - sent
    middle = times[times.count / 2] - sent
    p99 = times[times.count * 99 / 100] - sent
    last = latest - sent
  }
}

extension JSONWriter {
  /// The medians over all rounds, in milliseconds.
  mutating func members(_ rounds: [Round]) {
    member("incomplete", rounds.count { !$0.isComplete })
    member("answerMedian", median(rounds) { $0.answer })
    member("firstMedian", median(rounds) { $0.first })
    member("middleMedian", median(rounds) { $0.middle })
    member("p99Median", median(rounds) { $0.p99 })
    member("lastMedian", median(rounds) { $0.last })
    member("lastAfterAnswerMedian", median(rounds) { $0.last - $0.answer })
    member("lastMaximum", Milliseconds(rounds.map(\.last).max() ?? 0))
  }

  private func median(_ rounds: [Round], _ value: (Round) -> Moment) -> Milliseconds {
    let sorted = rounds.map(value).sorted()
    return Milliseconds(sorted.isEmpty ? 0 : sorted[sorted.count / 2])
  }
}
