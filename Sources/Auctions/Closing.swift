// Seam 5, closing: when a lot ends, and what puts the end off (soft close).

package struct Closing: Hashable, Sendable {
  package struct SoftClose: Hashable, Sendable {
    /// Which accepted bids extend.
    package enum Trigger: Hashable, Sendable {
      case anyBid
      /// The best price falls, whoever offers it.
      case bestPrice
      /// The lead passes from one bidder to another, or the first offer comes.
      case leadChanges
      /// Another bidder falls back in rank.
      case someoneBeaten
      /// The new offer ranks this well or better.
      case rank(Int)
    }

    /// What the extension is added to. `remaining` sets the clock back so that exactly the extension remains.
    package enum Base: String, Hashable, Sendable, CaseIterable { case end, receipt, remaining }
    package enum Scope: String, Hashable, Sendable, CaseIterable { case lot, allLots }

    package var trigger: Trigger
    /// A bid extends if it is received with this much time left or less.
    package var windowMilliseconds: Int64
    package var extensionMilliseconds: Int64
    package var base: Base
    package var scope: Scope
    /// How many times a lot may be extended; `nil` means without limit.
    package var limit: Int?
    /// How far the extensions of a lot may carry it past its announced end, all together.
    package var totalMilliseconds: Int64?

    package init(
      trigger: Trigger, windowMilliseconds: Int64, extensionMilliseconds: Int64, base: Base, scope: Scope = .lot,
      limit: Int? = nil, totalMilliseconds: Int64? = nil
    ) {
      self.trigger = trigger
      self.windowMilliseconds = windowMilliseconds
      self.extensionMilliseconds = extensionMilliseconds
      self.base = base
      self.scope = scope
      self.limit = limit
      self.totalMilliseconds = totalMilliseconds
    }
  }

  /// The end comes by surprise: after so many extensions (or at once) a lot ends at a moment between `earliest` and
  /// `latest` after its last known end, drawn from a seed whose hash was published at the start.
  package struct HiddenEnd: Hashable, Sendable {
    package var afterExtensions: Int
    package var earliestMilliseconds: Int64
    package var latestMilliseconds: Int64
    package init(afterExtensions: Int, earliestMilliseconds: Int64, latestMilliseconds: Int64) {
      self.afterExtensions = afterExtensions
      self.earliestMilliseconds = earliestMilliseconds
      self.latestMilliseconds = latestMilliseconds
    }
  }

  /// What becomes of the time of a pause: the clock stands still, runs on, or the time is added to the last stage.
  package enum Pause: String, Hashable, Sendable, CaseIterable { case stops, runsOn, addedAtEnd }
  /// Whether the time that the server was away is added to every running lot.
  package enum Outage: String, Hashable, Sendable, CaseIterable { case added, ignored }

  /// `nil`: the announced end is the end.
  package var softClose: SoftClose?
  package var hiddenEnd: HiddenEnd?
  /// After the end the others may still improve their own offers for this long, without taking the lead (44-FZ).
  package var improvementMilliseconds: Int64?
  package var pause: Pause
  package var outage: Outage

  package init(
    softClose: SoftClose?, hiddenEnd: HiddenEnd? = nil, improvementMilliseconds: Int64? = nil, pause: Pause = .stops,
    outage: Outage = .added
  ) {
    self.softClose = softClose
    self.hiddenEnd = hiddenEnd
    self.improvementMilliseconds = improvementMilliseconds
    self.pause = pause
    self.outage = outage
  }

  func check() throws(Rules.Fault) {
    try softClose?.check()
    if let hiddenEnd {
      let pointer = "/closing/hiddenEnd"
      try ruling((0...1_000).contains(hiddenEnd.afterExtensions), "\(pointer)/afterExtensions", .outOfRange)
      try ruling(Clock.pauses.contains(hiddenEnd.earliestMilliseconds), "\(pointer)/earliestMilliseconds", .outOfRange)
      try ruling(Clock.lengths.contains(hiddenEnd.latestMilliseconds), "\(pointer)/latestMilliseconds", .outOfRange)
      let isInOrder = hiddenEnd.earliestMilliseconds < hiddenEnd.latestMilliseconds
      try ruling(isInOrder, "\(pointer)/latestMilliseconds", .notInOrder)
      try ruling(softClose != nil || hiddenEnd.afterExtensions == 0, "\(pointer)/afterExtensions", .doesNotApply)
    }
    if let improvementMilliseconds {
      let pointer = "/closing/improvementMilliseconds"
      try ruling(Clock.lengths.contains(improvementMilliseconds), pointer, .outOfRange)
      try ruling(hiddenEnd == nil, pointer, .doesNotApply)
    }
  }
}

extension Closing.SoftClose {
  fileprivate func check() throws(Rules.Fault) {
    let pointer = "/closing/softClose"
    if case .rank(let rank) = trigger { try ruling((1...1_000).contains(rank), "\(pointer)/rank", .outOfRange) }
    try ruling(Clock.lengths.contains(windowMilliseconds), "\(pointer)/windowMilliseconds", .outOfRange)
    try ruling(Clock.lengths.contains(extensionMilliseconds), "\(pointer)/extensionMilliseconds", .outOfRange)
    // "So that E remains" would otherwise bring the end nearer.
    let neverShortens = base != .remaining || extensionMilliseconds >= windowMilliseconds
    try ruling(neverShortens, "\(pointer)/extensionMilliseconds", .notInOrder)
    if let limit { try ruling((1...100_000).contains(limit), "\(pointer)/limit", .outOfRange) }
    if let total = totalMilliseconds {
      try ruling(Clock.lengths.contains(total), "\(pointer)/totalMilliseconds", .outOfRange)
    }
  }

  /// The new end, not yet capped; `nil` where the bid comes too early or would not put the end off.
  ///
  /// `extend iff remaining ∈ (0, window]`: a bid with exactly the window left extends, one at the end is too late.
  func end(received: Instant, closesAt: Instant) -> Instant? {
    let remaining = received.milliseconds(until: closesAt)
    guard remaining > 0, remaining <= windowMilliseconds else { return nil }
    let end =
      switch base {
      case .end: closesAt.adding(milliseconds: extensionMilliseconds)
      case .receipt, .remaining: received.adding(milliseconds: extensionMilliseconds)
      }
    return end > closesAt ? end : nil
  }
}
