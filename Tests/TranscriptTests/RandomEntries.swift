// Random entries: of every kind, any that could stand in a journal, with awkward texts and extreme numbers.

import Auditing
import Auctions
import Transcript

extension SplitMix64 {
  mutating func entry() -> Entry {
    Entry(position: .random(in: 0...Int64.max, using: &self), at: instant(), event: event(one()))
  }

  mutating func event(_ kind: EventKind) -> Auction.Event {
    switch kind {
    case .scheduled: .scheduled(announcement())
    case .participantAdmitted: .participantAdmitted(admission())
    case .observerAdmitted: .observerAdmitted(id())
    case .participantDisqualified: .participantDisqualified(id(), reason: text())
    case .participantReinstated: .participantReinstated(id(), reason: text())
    case .openingMoved: .openingMoved(to: instant())
    case .opened: .opened
    case .stageBegan: .stageBegan(number(), stage(one()), endsAt: once(in: 3) ? nil : instant())
    case .turnsOrdered: .turnsOrdered(number(), round: count(), several { $0.id() })
    case .bidPlaced: .bidPlaced(bid())
    case .bidRefused: refused(bid())
    case .offerSealed: .offerSealed(sealedOffer())
    case .sealRefused: .sealRefused(sealedOffer(), one())
    case .offerOpened: .offerOpened(number(), opened())
    case .offerVoid: void(opened())
    case .offerUnreadable: .offerUnreadable(number(), id())
    case .bidderLeft: .bidderLeft(number(), id(), one())
    case .offerRetracted: .offerRetracted(number(), id())
    case .offerWithdrawn: .offerWithdrawn(number(), id(), reason: text())
    case .proxySet:
      .proxySet(
        Proxy(
          lot: number(), bidder: id(), limit: money(), step: once(in: 2) ? nil : money(), placedBy: id()))
    case .proxyDropped: .proxyDropped(number(), id())
    case .lotExtended: .lotExtended(number(), until: instant(), cause())
    case .paused: .paused(reason: text())
    case .resumed: .resumed
    case .interrupted: .interrupted(milliseconds: .random(in: 0...Int64.max, using: &self))
    case .rulesChanged: .rulesChanged(rules(), reason: text())
    case .closedEarly: .closedEarly(number(), reason: text())
    case .lotClosed: .lotClosed(number(), several { Win(bidder: $0.id(), price: $0.money(), share: $0.share()) })
    case .seedRevealed: .seedRevealed(bytes32())
    case .closed: .closed
    case .cancelled: .cancelled(reason: text())
    }
  }

  private mutating func stage(_ kind: StageKind) -> Auction.Stage {
    switch kind {
    case .waiting: .waiting
    case .bidding: .bidding(phase: count())
    case .improvement: .improvement
    case .hidden: .hidden
    case .level: .level(number: .random(in: 0...Int.max, using: &self), price: money())
    case .pause: .pause(round: count())
    case .turn: .turn(round: count(), bidder: id())
    case .announcement: .announcement
    case .sealed: .sealed(round: count())
    case .opening: .opening(round: count())
    case .over: .over
    }
  }

  private mutating func cause() -> Auction.Cause {
    switch Int.random(in: 0..<3, using: &self) {
    case 0: .softClose
    case 1: .otherLot
    default: .buyer(reason: text())
    }
  }
}

// MARK: The announcement and who takes part

extension SplitMix64 {
  private mutating func announcement() -> Announcement {
    Announcement(
      buyer: id(), rules: rules(), currency: text(), opensAt: instant(),
      lots: several {
        .init(number: $0.number(), ceiling: $0.money(), floor: $0.once(in: 2) ? nil : $0.money())
      },
      rates: once(in: 2) ? [] : several { .init(currency: $0.currency(), units: $0.rate(), equal: $0.rate()) },
      isPractice: once(in: 3), seedCommitment: once(in: 2) ? nil : bytes32(), sealing: once(in: 2) ? nil : sealing())
  }

  private mutating func sealing() -> Announcement.Sealing {
    .init(
      openers: several { $0.id() },
      rounds: several { .init(publicKey: $0.bytes32(), shareDigests: $0.several { $0.bytes32() }) })
  }

  private mutating func admission() -> Admission {
    Admission(
      id(), currency: once(in: 2) ? nil : currency(),
      ceilings: several { .init(lot: $0.knownLot(), price: $0.money()) },
      declarations: several {
        .init(
          code: $0.element(of: ["a", "freight", "x.Y-z_0", String(repeating: "c", count: 64)]), lot: $0.knownLot(),
          value: Measure(tenThousandths: $0.money().tenThousandths))
      })
  }

  private mutating func currency() -> String { element(of: ["EUR", "MDL", "xxx", "€\"é"]) }

  /// With ten digits before the point and eight behind it at most.
  private mutating func rate() -> RateNumber {
    RateNumber(hundredMillionths: .random(in: 0...(999_999_999_999_999_999 >> shift(58)), using: &self))
  }

  private mutating func knownLot() -> LotNumber? {
    once(in: 2) ? nil : LotNumber(.random(in: 1...Int32.max, using: &self))
  }
}

// MARK: Offers

extension SplitMix64 {
  private mutating func bid() -> Bid {
    Bid(
      lot: number(), bidder: id(), price: money(), share: share(),
      currency: once(in: 2) ? nil : CurrencyCode(element(of: ["EUR", "AAA", "ZZZ"])), origin: one(), key: text(),
      placedBy: id())
  }

  private mutating func refused(_ bid: Bid) -> Auction.Event { .bidRefused(bid, refusal(of: bid.price)) }

  private mutating func void(_ opened: OpenedOffer) -> Auction.Event {
    .offerVoid(number(), opened, refusal(of: opened.price))
  }

  private mutating func refusal(of offered: Money) -> Refusal {
    Refusal(
      one(), offered: offered, threshold: once(in: 2) ? money() : nil, nextAdmissible: once(in: 2) ? money() : nil)
  }

  private mutating func sealedOffer() -> SealedOffer {
    let length = Int.random(in: 0...120, using: &self)
    return SealedOffer(
      lot: number(), bidder: id(), commitment: bytes32(),
      envelope: (0..<length).map { _ in UInt8.random(in: 0...255, using: &self) }, key: text(), placedBy: id())
  }

  private mutating func opened() -> OpenedOffer { OpenedOffer(bidder: id(), price: money(), salt: bytes32()) }

  private mutating func share() -> Int {
    once(in: 2) ? Clock.wholeLot : .random(in: once(in: 8) ? .min ... .max : 1...Clock.wholeLot, using: &self)
  }
}

// MARK: Values

extension SplitMix64 {
  mutating func one<Value: CaseIterable>() -> Value where Value.AllCases == [Value] {
    Value.allCases[Int.random(in: Value.allCases.indices, using: &self)]
  }

  private mutating func element<Value>(of values: [Value]) -> Value {
    values[Int.random(in: values.indices, using: &self)]
  }

  private mutating func several<Value>(_ one: (inout SplitMix64) -> Value) -> [Value] {
    var values: [Value] = []
    for _ in 0..<Int.random(in: 0...4, using: &self) { values.append(one(&self)) }
    return values
  }

  private mutating func id<Noun>() -> ID<Noun> { ID(bits: UInt128(next()) << 64 | UInt128(next())) }

  private mutating func bytes32() -> Bytes32 {
    Bytes32((0..<32).map { _ in UInt8.random(in: 0...255, using: &self) })!
  }

  private mutating func number() -> LotNumber { LotNumber(.random(in: .min ... .max, using: &self)) }

  private mutating func count() -> Int { .random(in: 1...(Int.max >> shift(62)), using: &self) }

  private mutating func shift(_ most: Int) -> Int { .random(in: 0...most, using: &self) }

  /// From year 1 to 9999, which is all that RFC 3339 can write.
  private mutating func instant() -> Instant {
    Instant(milliseconds: .random(in: -62_135_596_800_000...253_402_300_799_999, using: &self))
  }

  /// Of any number of digits. Thresholds and refused offers may lie below zero, as far as numbers go.
  private mutating func money() -> Money {
    if once(in: 50) { return Money(tenThousandths: .min) }
    let size = Int64.random(in: 0...(.max >> Int64(shift(62))), using: &self)
    return Money(tenThousandths: once(in: 5) ? -size : size)
  }

  private mutating func text() -> String {
    let awkward = [
      "", " ", "key-1", "\"", "\\", "\n\t\r", "\u{1}\u{1F}\u{7F}", "é", "e\u{301}", "Ж", "\u{2028}", "\u{FEFF}", "🛒",
      "</script>", "null", "a/b~c", String(repeating: "x", count: 3_000),
    ]
    return (0..<Int.random(in: 0...3, using: &self)).map { _ in element(of: awkward) }.joined()
  }
}
