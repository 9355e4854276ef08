// A seeded auction that plays itself: draws what time it is, who does what, and keeps what came of it.

package import Auctions

/// Draws rules once and then one command after another. The caller decides and records.
package struct RandomAuction {
  package private(set) var auction: Auction
  package private(set) var journal: [Entry]
  package private(set) var now = Instant(milliseconds: 0)
  let seed: Bytes32
  var random: SplitMix64
  var rules: RandomRules
  /// What is inside the envelopes.
  var envelopes: [Envelope] = []

  struct Envelope {
    var lot: LotNumber
    var bidder: CompanyID
    var price: Money
  }

  /// A command, and whether the server was there to let happen what was due before it.
  struct Move {
    var command: Auction.Command
    var isPunctual = true
  }

  init?(seed: UInt64, kind: Clock.Kind? = nil, changing: (inout Announcement) -> Void = { _ in }) {
    random = SplitMix64(seed: seed)
    rules = RandomRules(seed: seed ^ 0x5555)
    guard let bytes = Bytes32((0..<32).map { UInt8(truncatingIfNeeded: seed >> (UInt64($0) % 8 * 8)) ^ UInt8($0) })
    else {
      return nil
    }
    self.seed = bytes
    let kinds: [Clock.Kind] = [.english, .english, .english, .japanese, .dutch, .sealed, .turns]
    var announcement = rules.announcement(kind ?? kinds[Int(seed % 7)], seed: bytes)
    changing(&announcement)
    guard let scheduled = try? Auction.schedule(announcement, at: now) else { return nil }
    journal = [Entry(position: 0, at: now, event: scheduled)]
    guard let auction = Auction(replaying: journal) else { return nil }
    self.auction = auction
  }

  /// Six suppliers; the last is never admitted.
  static let companies = (1...6).map { CompanyID(bits: UInt128($0)) }

  /// The tick that is due, if one is.
  var due: Auction.Command? {
    guard let due = auction.nextDue(seed: seed), due <= now else { return nil }
    return .tick(seed: seed)
  }

  @discardableResult
  mutating func record(_ events: [Auction.Event]) -> [Entry] {
    let entries = events.enumerated().map { offset, event in
      Entry(position: auction.position + Int64(offset), at: now, event: event)
    }
    for entry in entries {
      auction.fold(entry)
      if case .offerSealed(let offer) = entry.event { seal(offer) }
    }
    journal += entries
    return entries
  }

  /// Draws what time it is when the next command comes, and the command.
  mutating func next() -> Move {
    if journal.count <= 5 { return Move(command: .admit(admission(of: Self.companies[journal.count - 1]))) }
    if auction.phase == .open, random.once(in: 150) {
      let away = Int64.random(in: -1...30, using: &random)
      now = now.adding(milliseconds: max(0, away) + Int64.random(in: 0...2, using: &random))
      return Move(command: .recover(awayMilliseconds: away), isPunctual: false)
    }
    passTime()
    return Move(command: command())
  }

  /// Mostly little; now and then to one millisecond before what is due, to exactly then, or over several ends.
  private mutating func passTime() {
    if random.once(in: 3) { now = now.adding(milliseconds: Int64.random(in: 0...4, using: &random)) }
    if random.once(in: 100) { now = now.adding(milliseconds: Int64.random(in: 20...120, using: &random)) }
    let isIdle = auction.phase == .scheduled && auction.rules.admissibility.preBids == .none
    guard random.once(in: isIdle ? 3 : 20), let due = auction.nextDue(seed: seed), due > now else { return }
    now = due.adding(milliseconds: random.once(in: 4) ? -1 : 0)
  }
}
