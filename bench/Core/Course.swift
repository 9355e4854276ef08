// What is measured: an auction, and the commands that are put to it one after another.

import Auctions

/// One auction and what its bidders will do. Commands are written when they are called for, as they are read from
/// requests: what has just come in lies in the processor's caches, and nothing else does.
struct Course {
  var name: String
  var announcement: Announcement
  var bidders: [CompanyID]
  var seed = Bytes32(Array(repeating: 1, count: 32))
  var moves: [Move] = []
  /// How often a command may ask for memory, in a thousand: the guard's bound. Tables that grow ask now and then.
  var allocationsInThousand = 8

  /// An offer that will be made.
  struct Move {
    var price: Int64
    /// In `bidders`.
    var bidder: Int
    /// When it is received.
    var at: Instant
  }

  init(_ name: String, _ rules: Rules, lots: Int = 1, bidders count: Int = 10) {
    self.name = name
    let ceiling = Money(tenThousandths: 10_000_000_000_000)
    announcement = Announcement(
      buyer: CompanyID(bits: 1), rules: rules, currency: "EUR", opensAt: Self.start,
      lots: (1...lots).map { .init(number: LotNumber(Int32($0)), ceiling: ceiling) }, seedCommitment: seed)
    bidders = (0..<count).map { CompanyID(bits: UInt128($0 + 2)) }
    guard case .sealed(let sealed) = rules.clock.format, let seed else { return }
    let round = Announcement.Sealing.Round(
      publicKey: seed, shareDigests: Array(repeating: seed, count: sealed.openersNeeded))
    announcement.sealing = .init(
      openers: Array(repeating: CompanyID(bits: 1), count: sealed.openersNeeded),
      rounds: Array(repeating: round, count: sealed.rounds))
  }

  static let announced = Instant(milliseconds: 1_799_999_000_000)
  static let start = Instant(milliseconds: 1_800_000_000_000)

  /// The next bidder's offer, unless another is named.
  mutating func bid(_ price: Int64, at milliseconds: Int64, by bidder: Int? = nil) {
    moves.append(
      Move(
        price: price, bidder: bidder ?? moves.count % bidders.count, at: Self.start.adding(milliseconds: milliseconds)))
  }

  /// What is read from request number `number`.
  func command(_ number: Int) -> Auction.Command {
    let move = moves[number]
    // As long as the UUIDs that clients send: on the heap, like theirs.
    let key = "7d9f3a52-1c1e-4a6b-9d0e-" + String(1_000_000_000_000 + number)
    guard case .sealed = announcement.rules.clock.format, let seed else {
      return .placeBid(
        Bid(
          lot: LotNumber(1), bidder: bidders[move.bidder], price: Money(tenThousandths: move.price), key: key,
          placedBy: ActorID(bits: 9)))
    }
    return .seal(
      SealedOffer(
        lot: LotNumber(1), bidder: bidders[move.bidder], commitment: seed, envelope: [UInt8](repeating: 7, count: 112),
        key: key, placedBy: ActorID(bits: 9)))
  }

  /// The auction as it is before its first bid.
  func admitted() -> Auction {
    var auction = Auction(replaying: [Entry(position: 0, at: Self.announced, event: .scheduled(announcement))])!
    var events: [Auction.Event] = []
    for bidder in bidders { auction.take(.admit(Admission(bidder)), at: Self.announced, seed: seed, into: &events) }
    return auction
  }
}

extension Auction {
  /// One command as the engine has it: what is due before, then the command itself.
  mutating func take(_ command: consuming Command, at now: Instant, seed: Bytes32?, into events: inout [Event]) {
    while let due = nextDue(seed: seed), due.milliseconds <= now.milliseconds {
      put(.tick(seed: seed), at: now, into: &events)
    }
    put(command, at: now, into: &events)
  }

  private mutating func put(_ command: consuming Command, at now: Instant, into events: inout [Event]) {
    do throws(Rejection) { try carryOut(command, at: now, into: &events) } catch { fatalError("\(error)") }
  }
}
