// What a command brings about, played on a copy: each event is folded before the next is decided.

/// The auction as it would be, and the events that would make it so. Nothing of it counts before the journal has it.
struct Outcome {
  private(set) var auction: Auction
  private(set) var events: [Auction.Event] = []
  let now: Instant

  init(_ auction: Auction, at now: Instant) {
    self.auction = auction
    // Answers are long and decide nothing here; sharing them would mean copying them.
    self.auction.answers = AnswerTable()
    self.now = now
  }

  mutating func happen(_ event: Auction.Event) {
    events.append(event)
    auction.fold(Entry(position: auction.position, at: now, event: event))
  }
}
