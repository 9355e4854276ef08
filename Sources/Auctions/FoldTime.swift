// Folding time: what pauses and outages do to the ends that are still to come.

extension Auction {
  mutating func resume(at now: Instant) {
    guard let since = pausedAt else { return }
    pausedAt = nil
    guard rules.closing.pause != .runsOn else { return }
    for index in lots.indices where !lots[index].isOver {
      // What began during the pause has lost less of it: the stage where the clock stands still, else the lot.
      let began = rules.closing.pause == .stops ? lots[index].stageBeganAt : lots[index].beganAt
      let length = max(since, began).milliseconds(until: now)
      switch (rules.closing.pause, lots[index].stage) {
      case (.stops, _): lots[index].shift(by: length)
      // A lot that has yet to begin has lost nothing.
      case (_, .waiting): break
      case (_, let stage) where isLast(stage): lots[index].shift(by: length)
      default: lots[index].owe(length)
      }
    }
  }

  /// The server was away until `now`: running lots, and a start that fell into that time, move.
  mutating func makeUp(_ length: Int64, _ now: Instant) {
    switch phase {
    case .scheduled where opensAt < now:
      opensAt = opensAt.adding(milliseconds: length)
      plan()
    case .open where pausedAt == nil: for index in lots.indices { lots[index].shift(by: length) }
    default: break
    }
  }
}

extension Auction.Lot {
  /// A stage begins when the one before it was to end, however late that is noticed; otherwise just now.
  func nextStageBegins(noticed now: Instant) -> Instant { min(now, stageEndsAt ?? now) }

  fileprivate mutating func shift(by length: Int64) {
    guard !isOver else { return }
    stageEndsAt = stageEndsAt?.adding(milliseconds: length)
    closesAt = closesAt.adding(milliseconds: length)
    announcedClose = announcedClose.adding(milliseconds: length)
    if phase == .scheduled { opensAt = opensAt.adding(milliseconds: length) }
  }

  fileprivate mutating func owe(_ length: Int64) {
    owedMilliseconds += length
    closesAt = closesAt.adding(milliseconds: length)
    announcedClose = announcedClose.adding(milliseconds: length)
  }
}
