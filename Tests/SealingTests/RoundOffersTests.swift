// The sealed offers of a journal: which of them are opened, what was found, and the hash over all of them.

import Auctions
import Testing

@testable import Sealing

@Suite struct RoundOffersTests {
  private let round = Sample.round

  private func offers(_ sealed: SealedAuction) -> RoundOffers { RoundOffers(sealed.entries, of: round.auction) }

  @Test func theLastOfferOfEachBidderStands() throws {
    var sealed = try SealedAuction()
    try sealed.seal(9_000_000, by: Sample.alder, minute: 1)
    try sealed.seal(8_000_000, by: Sample.birch, minute: 2)
    let last = try sealed.seal(7_000_000, by: Sample.alder, minute: 3)
    try sealed.seal(6_000_000, lot: 2, by: Sample.alder, minute: 4)
    let all = offers(sealed).all
    #expect(all.map(\.outcome) == [.replaced, .sealed, .sealed, .sealed])
    #expect(all[2].sealed == last)
    #expect(all[2].receivedAt == Instant(milliseconds: 180_000))
    #expect(sealed.entries[Int(all[2].position)].event == .offerSealed(last))
    #expect(offers(sealed).standing(in: round).count == 3)
    try sealed.tick(minute: 10)
    try sealed.open(minute: 10)
    let prices = offers(sealed).all.map { offer in
      if case .opened(let opened) = offer.outcome { opened.price.tenThousandths } else { nil as Int64? }
    }
    #expect(prices == [nil, 8_000_000, 7_000_000, 6_000_000])
  }

  @Test func whatDoesNotOpenIsNamed() throws {
    var sealed = try SealedAuction(lots: 1)
    let good = try sealed.seal(9_000_000, by: Sample.alder, minute: 1)
    let copied = SealedOffer(
      lot: good.lot, bidder: Sample.birch, commitment: good.commitment, envelope: good.envelope, key: "copied",
      placedBy: .none)
    try sealed.act(.seal(copied), minute: 2)
    try sealed.tick(minute: 10)
    try sealed.open(minute: 10)
    #expect(offers(sealed).all[1].outcome == .unreadable)
    guard case .opened = offers(sealed).all[0].outcome else { return #expect(Bool(false), "not opened") }
  }

  @Test func tooHighAPriceIsVoid() throws {
    var sealed = try SealedAuction(lots: 1)
    try sealed.seal(10_000_100, by: Sample.alder, minute: 1)
    try sealed.tick(minute: 10)
    try sealed.open(minute: 10)
    guard case .void(let opened, let refusal) = offers(sealed).all[0].outcome else {
      return #expect(Bool(false), "\(offers(sealed).all)")
    }
    #expect(opened.price.tenThousandths == 10_000_100)
    #expect(refusal.reason == .aboveCeiling)
  }

  /// The same before and after the opening; another as soon as one offer is added, left out, replaced or changed.
  @Test func theHashNamesEveryOffer() throws {
    var sealed = try SealedAuction()
    let empty = offers(sealed).digest(of: round)
    #expect(empty.count == 32)
    var seen: Set<[UInt8]> = [empty]
    for (price, bidder) in [(9, Sample.alder), (8, Sample.birch), (9, Sample.alder)] {
      try sealed.seal(Int64(price) * 1_000_000, by: bidder, minute: 1)
      #expect(seen.insert(offers(sealed).digest(of: round)).inserted)
    }
    let noted = offers(sealed).digest(of: round)
    try sealed.tick(minute: 10)
    #expect(offers(sealed).digest(of: round) == noted)
    try sealed.open(minute: 10)
    #expect(offers(sealed).digest(of: round) == noted)
    for index in sealed.entries.indices {
      guard case .offerSealed(var offer) = sealed.entries[index].event else { continue }
      var entries = sealed.entries
      entries.remove(at: index)
      let isReplaced = offers(sealed).all.contains { $0.sealed == offer && $0.outcome == .replaced }
      #expect((RoundOffers(entries, of: round.auction).digest(of: round) == noted) == isReplaced)
      offer.envelope[60] ^= 1
      entries = sealed.entries
      entries[index].event = .offerSealed(offer)
      #expect((RoundOffers(entries, of: round.auction).digest(of: round) == noted) == isReplaced)
    }
    #expect(offers(sealed).digest(of: Sample.otherRound) != empty)
  }

  @Test func roundsAreKeptApart() throws {
    var sealed = try SealedAuction(lots: 1, rounds: 2)
    try sealed.seal(9_000_000, by: Sample.alder, minute: 1)
    try sealed.tick(minute: 10)
    try sealed.open(minute: 10)
    let first = offers(sealed).digest(of: round)
    try sealed.tick(minute: 12)
    try sealed.seal(8_000_000, by: Sample.alder, round: 2, minute: 12)
    #expect(offers(sealed).all.map(\.place.round.number) == [1, 2])
    #expect(offers(sealed).digest(of: round) == first)
    // Sealed for the first round, sent in the second: it belongs to the second and does not open there.
    try sealed.seal(7_000_000, by: Sample.birch, round: 1, minute: 13)
    try sealed.tick(minute: 25)
    try sealed.open(2, minute: 25)
    #expect(offers(sealed).all.last?.outcome == .unreadable)
  }
}
