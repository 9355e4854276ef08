// Drives an auction as the server does, by the times of the record: what is due first, then who acts.

import Auctions
import Testing
import Transcript

struct Replay {
  static let buyer = CompanyID(bits: 1)
  static let lot = LotNumber(1)

  private(set) var auction: Auction
  private(set) var journal: [Entry]
  private let seed: Bytes32

  /// - Parameter opened: how long before the opening it was announced, in milliseconds.
  init(_ announcement: Announcement, announcedBefore lead: Int64, seed: Bytes32 = .seed(1)) throws {
    let now = announcement.opensAt.adding(milliseconds: -lead)
    let first = Entry(position: 0, at: now, event: try Auction.schedule(announcement, at: now))
    auction = try #require(Auction(replaying: [first]))
    journal = [first]
    self.seed = seed
  }

  var latest: Instant { journal.last?.at ?? auction.opensAt }

  /// Lets everything happen that is due by then, each at its own moment.
  mutating func pass(until time: Instant) throws {
    while let due = auction.nextDue(seed: seed), due <= time { try record(.tick(seed: seed), at: max(due, latest)) }
  }

  @discardableResult
  mutating func perform(_ command: Auction.Command, at time: Instant) throws -> [Auction.Event] {
    try pass(until: time)
    return try record(command, at: time)
  }

  @discardableResult
  private mutating func record(_ command: Auction.Command, at time: Instant) throws -> [Auction.Event] {
    try #require(time >= latest, "the record goes back in time")
    let events = try auction.decide(command, at: time)
    for event in events {
      let entry = Entry(position: auction.position, at: time, event: event)
      journal.append(entry)
      auction.fold(entry)
    }
    return events
  }

  /// The journal as it is written down, read again, makes the same auction.
  func expectJournalHolds() throws {
    let read = try journal.map { try EntryCodec.decode(EntryCodec.encode($0)) }
    let isSame = Auction(replaying: read) == auction
    #expect(isSame, "the journal read again makes another auction")
  }
}

// Offers.
extension Replay {
  func bid(_ bidder: CompanyID, _ price: Money, on lot: LotNumber = Self.lot) -> Bid {
    Bid(lot: lot, bidder: bidder, price: price, key: "\(auction.position)", placedBy: ActorID(bits: 1))
  }

  /// Every bid of a record was accepted when it was made, and is now.
  mutating func place(_ bidder: CompanyID, _ price: Money, on lot: LotNumber = Self.lot, at time: Instant) throws {
    try pass(until: time)
    let bid = bid(bidder, price, on: lot)
    let events = try perform(.placeBid(bid), at: time)
    #expect(events.contains(.bidPlaced(bid)), "\(price) at \(time): \(events)")
  }

  /// What is inside of the envelope does not matter before the opening.
  mutating func seal(_ bidder: CompanyID, on lot: LotNumber = Self.lot, at time: Instant) throws {
    let offer = SealedOffer(
      lot: lot, bidder: bidder, commitment: .repeating(7), envelope: [0], key: "\(lot.value)",
      placedBy: ActorID(bits: 1))
    let events = try perform(.seal(offer), at: time)
    #expect(events == [.offerSealed(offer)])
  }

  mutating func open(
    _ prices: [(bidder: CompanyID, price: Money)], on lot: LotNumber = Self.lot, at time: Instant
  ) throws -> [Auction.Event] {
    let opened = prices.map { OpenedOffer(bidder: $0.bidder, price: $0.price, salt: .repeating(7)) }
    return try perform(.open(lot, opened, seed: seed), at: time)
  }
}

extension Bytes32 {
  /// For keys and hashes that nobody looks into.
  static func repeating(_ byte: UInt8) -> Bytes32 { made(of: Array(repeating: byte, count: 32)) }

  /// A seed of its own for each number. One byte alone makes it: 32 equal ones would fold to nothing.
  static func seed(_ number: UInt8) -> Bytes32 { made(of: [number] + Array(repeating: 0, count: 31)) }

  private static func made(of bytes: [UInt8]) -> Bytes32 {
    guard let made = Bytes32(bytes) else { preconditionFailure("32 bytes are 32 bytes") }
    return made
  }
}

extension Announcement.Sealing {
  /// Two openers who hold keys that no test turns.
  static let ofOneRound = Announcement.Sealing(
    openers: [Replay.buyer, Replay.buyer],
    rounds: [.init(publicKey: .repeating(9), shareDigests: [.repeating(9), .repeating(9)])])
}

extension CompanyID {
  /// The bidder at a place of the record, from 0.
  static func bidder(_ place: Int) -> CompanyID { CompanyID(bits: UInt128(place + 2)) }
  var place: Int { Int(bits) - 2 }
}

extension Int64 {
  static let second: Int64 = 1_000
  static let minute: Int64 = 60_000
  static let day: Int64 = 86_400_000
}
