// What holds in every auction, tried in thousands of random ones.

import Auctions
import Testing

/// Every failure names its seed: `Walk(seed:)` repeats that auction and nothing else.
@Suite struct PropertyTests {
  @Test(arguments: 0..<20) func randomAuctions(block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var walk = try #require(Walk(seed: seed), "seed \(seed) draws rules that cannot be announced")
      for _ in 0..<60 { walk.step() }
      walk.checkEnd()
      guard walk.isSound else { return }
    }
  }

  /// Random auctions that met only the easy cases would prove little.
  @Test func randomAuctionsMeetEverything() throws {
    var reasons: Set<Refusal.Reason> = []
    var extensions = 0
    var winners = 0
    for seed in UInt64(0)..<100 {
      var walk = try #require(Walk(seed: seed))
      for _ in 0..<60 { walk.step() }
      for entry in walk.journal {
        switch entry.event {
        case .bidRefused(_, let refusal): reasons.insert(refusal.reason)
        case .lotExtended: extensions += 1
        case .lotClosed(_, let winner): winners += winner == nil ? 0 : 1
        default: break
        }
      }
    }
    #expect(reasons == Set(Refusal.Reason.allCases))
    #expect(extensions > 50)
    #expect(winners > 50)
  }
}

/// One random auction beside its auditor.
private struct Walk {
  let seed: UInt64
  private(set) var isSound = true
  var journal: [Entry] { played.journal }
  private var played: RandomAuction
  private var auditor: NaiveAuditor

  init?(seed: UInt64) {
    guard let auction = RandomAuction(seed: seed) else { return nil }
    self.seed = seed
    played = auction
    auditor = NaiveAuditor(auction.auction.announcement)
  }

  mutating func step() {
    let command = played.next()
    let before = played.auction
    let answer = Self.answer(before, command, played.now)
    check(before == played.auction && answer == Self.answer(before, command, played.now), "deciding changes nothing")
    let now = played.now
    let audited = auditor.answer(command, at: now)
    check(answer == audited, "\(command) at \(now.milliseconds): \(answer), the auditor: \(audited)")
    checkHighest()
    let entries = played.record((try? answer.get()) ?? [])
    for (entry, previous) in zip(entries.dropFirst(), entries) { checkExtension(entry, after: previous, before) }
    check(!entries.contains { $0.isExtension } || entries.count == 2, "only a bid extends")
    for (lot, earlier) in zip(played.auction.lots, before.lots) { checkRanking(lot, earlier) }
  }

  mutating func checkEnd() {
    check(Auction(replaying: played.journal) == played.auction, "replay equals live")
  }

  private static func answer(
    _ auction: Auction, _ command: Auction.Command, _ now: Instant
  ) -> Result<[Auction.Event], Auction.Rejection> {
    do throws(Auction.Rejection) { return .success(try auction.decide(command, at: now)) } catch {
      return .failure(error)
    }
  }

  /// `#expect` would cost more than the auction.
  private mutating func check(_ holds: Bool, _ what: @autoclosure () -> String) {
    guard !holds, isSound else { return }
    isSound = false
    Issue.record("seed \(seed), position \(played.auction.position): \(what())")
  }
}

extension Walk {
  private mutating func checkRanking(_ lot: Auction.Lot, _ earlier: Auction.Lot) {
    let ranking = played.auction.announcement.rules.ranking
    check(zip(lot.offers, lot.offers.dropFirst()).allSatisfy { ranking.precedes($0, $1) }, "the ranking is sorted")
    check(Set(lot.offers.map(\.bidder)).count == lot.offers.count, "one offer a bidder")
    check(Set(lot.offers.map(\.position)).count == lot.offers.count, "one position an offer")
    guard let before = earlier.offers.first else { return }
    check(lot.offers.first.map { $0.price <= before.price } ?? false, "the best price never rises")
    check(lot.closesAt >= earlier.closesAt, "the end never moves forward")
  }

  /// An extension follows an accepted bid on the same lot, in the window, by its trigger, within the limit.
  private mutating func checkExtension(_ entry: Entry, after previous: Entry, _ before: Auction) {
    guard case .lotExtended(let number, let until) = entry.event else { return }
    guard case .bidPlaced(let bid) = previous.event, bid.lot == number, let lot = before.lot(number),
      let soft = before.announcement.rules.closing.softClose
    else { return check(false, "an extension without a bid") }
    let remaining = entry.at.milliseconds(until: lot.closesAt)
    check((1...soft.windowMilliseconds).contains(remaining), "an extension outside the window")
    check(until > lot.closesAt, "an extension that shortens")
    check(soft.limit.map { lot.extensions < $0 } ?? true, "an extension past the limit")
    if soft.trigger == .leadChanges {
      let leader = played.auction.lot(number)?.offers.first?.bidder
      check(leader == bid.bidder && lot.offers.first?.bidder != bid.bidder, "an extension though nobody was beaten")
    }
  }

  /// The price that a bidder is told is accepted; one tick more is not, nor is anything where it is told nothing.
  private mutating func checkHighest() {
    guard played.auction.phase == .open else { return }
    let decimals = played.auction.announcement.rules.admissibility.decimals
    let tick: Int64 = [10_000, 1_000, 100, 10, 1][decimals]
    for lot in played.auction.lots where lot.phase == .open && played.now < lot.closesAt {
      for bidder in RandomAuction.companies where played.auction.isParticipant(bidder) {
        let highest = played.auction.highestAdmissible(for: bidder, in: lot)
        if let highest { check(accepts(highest, of: bidder, in: lot), "\(highest) was promised to \(bidder)") }
        let above = Money(tenThousandths: (highest ?? .zero).tenThousandths + tick)
        check(!accepts(above, of: bidder, in: lot), "\(above) is above \(highest?.description ?? "nothing")")
      }
    }
  }

  private func accepts(_ price: Money, of bidder: CompanyID, in lot: Auction.Lot) -> Bool {
    let bid = Bid(lot: lot.number, bidder: bidder, price: price, key: "a new key", placedBy: ActorID(bits: 1))
    guard let events = try? played.auction.decide(.placeBid(bid), at: played.now) else { return false }
    return events.first == .bidPlaced(bid)
  }
}

extension Entry {
  fileprivate var isExtension: Bool {
    guard case .lotExtended = event else { return false }
    return true
  }
}
