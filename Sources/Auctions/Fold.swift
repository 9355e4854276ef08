// What did happen: the only code that changes an auction. An event that reached the journal is never argued with.

/// One line of an auction's journal.
package struct Entry: Equatable, Sendable {
  /// 0 for the first event; dense within one auction.
  package var position: Int64
  /// The stamp: of receipt for a bid, of the batch for everything else.
  package var at: Instant
  package var event: Auction.Event
  package init(position: Int64, at: Instant, event: Auction.Event) {
    self.position = position
    self.at = at
    self.event = event
  }
}

extension Auction {
  /// The auction that a whole journal makes; `nil` unless it begins with the announcement.
  package init?(replaying entries: some Sequence<Entry>) {
    var auction: Auction?
    for entry in entries {
      if auction == nil {
        guard case .scheduled(let announcement) = entry.event else { return nil }
        auction = Auction(announcement)
        auction?.position = 1
      } else {
        auction?.fold(entry)
      }
    }
    guard let auction else { return nil }
    self = auction
  }

  package mutating func fold(_ entry: Entry) {
    assert(entry.position == position)
    position = entry.position + 1
    switch entry.event {
    case .scheduled: assertionFailure("an auction is announced once")
    case .participantAdmitted(let company): participants.append(company)
    case .openingMoved(let opensAt): move(to: opensAt)
    case .opened: open()
    case .bidPlaced(let bid): stand(bid, entry)
    case .bidRefused(let bid, let refusal): remember(bid, .refused(refusal), entry)
    case .lotExtended(let number, let until): extend(number, until: until)
    case .lotClosed(let number, _): change(number) { $0.phase = .closed }
    case .closed: phase = .closed
    case .cancelled: cancel()
    }
  }

  private mutating func move(to opensAt: Instant) {
    self.opensAt = opensAt
    let closesAt = announcement.rules.clock.announcedClose(opensAt: opensAt)
    for index in lots.indices { lots[index].closesAt = closesAt }
  }

  private mutating func open() {
    phase = .open
    for index in lots.indices { lots[index].phase = .open }
  }

  private mutating func cancel() {
    phase = .cancelled
    for index in lots.indices where lots[index].phase != .closed { lots[index].phase = .cancelled }
  }

  private mutating func stand(_ bid: Bid, _ entry: Entry) {
    let ranking = announcement.rules.ranking
    let offer = Offer(bidder: bid.bidder, price: bid.price, receivedAt: entry.at, position: entry.position)
    change(bid.lot) { $0.stand(offer, by: ranking) }
    remember(bid, .placed, entry)
  }

  private mutating func remember(_ bid: Bid, _ outcome: Answer.Outcome, _ entry: Entry) {
    answers[BidKey(bidder: bid.bidder, key: bid.key)] = Answer(
      lot: bid.lot, price: bid.price, position: entry.position, receivedAt: entry.at, outcome: outcome)
  }

  private mutating func extend(_ number: LotNumber, until: Instant) {
    change(number) { lot in
      lot.closesAt = until
      lot.extensions += 1
    }
  }

  private mutating func change(_ number: LotNumber, _ body: (inout Lot) -> Void) {
    guard let index = lots.firstIndex(where: { $0.number == number }) else { return }
    body(&lots[index])
  }
}
