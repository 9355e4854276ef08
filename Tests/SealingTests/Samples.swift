// What the tests of sealing begin with: seeded random numbers, places, and bytes with one bit turned.

import Auditing
import Auctions

@testable import Sealing

enum Sample {
  static let round = SealedRound(auction: AuctionID(bits: 0x0193_0b5e_7c00_7abc_8def_0123_4567_89ab), number: 1)
  static let alder = CompanyID(bits: 0xA)
  static let birch = CompanyID(bits: 0xB)
  static let lot = LotNumber(1)
  static let place = OfferPlace(round: round, lot: lot, bidder: alder)

  static let otherAuction = SealedRound(auction: AuctionID(bits: round.auction.bits ^ 1), number: 1)
  static let otherRound = SealedRound(auction: round.auction, number: 2)

  /// Every place that differs from `place` in one thing.
  static let otherPlaces: [(what: String, place: OfferPlace)] = [
    ("auction", OfferPlace(round: otherAuction, lot: lot, bidder: alder)),
    ("round", OfferPlace(round: otherRound, lot: lot, bidder: alder)),
    ("lot", OfferPlace(round: round, lot: LotNumber(2), bidder: alder)),
    ("bidder", OfferPlace(round: round, lot: lot, bidder: birch)),
  ]

  /// A key with two openers of three, the same for one seed.
  static func key(_ round: SealedRound = round, seed: UInt64 = 1, openers: Int = 3, needed: Int = 2) throws
    -> SealingKey
  {
    var generator = SplitMix64(seed: seed)
    return try SealingKey.generate(for: round, openers: openers, needed: needed, using: &generator)
  }

  static func opening(_ key: SealingKey) throws -> Opening {
    try Opening.combine(serverPart: key.serverPart, shares: Array(key.shares.prefix(key.lock.needed)), lock: key.lock)
  }
}

extension [UInt8] {
  /// The same with one bit turned; bits are counted through all bytes.
  func turning(bit: Int) -> [UInt8] {
    var bytes = self
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return bytes
  }

  init(hex text: String) throws {
    guard text.utf8.count.isMultiple(of: 2) else { throw NotHexadecimal(text: text) }
    var bytes: [UInt8] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      guard let byte = UInt8(rest.prefix(2), radix: 16) else { throw NotHexadecimal(text: text) }
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    self = bytes
  }
}

struct NotHexadecimal: Error { var text: String }

/// All ways to take `count` of `items`, each in the order of the items.
func combinations<Item>(_ items: ArraySlice<Item>, taking count: Int) -> [[Item]] {
  guard count > 0 else { return [[]] }
  guard let first = items.first, items.count >= count else { return [] }
  let rest = items.dropFirst()
  return combinations(rest, taking: count - 1).map { [first] + $0 } + combinations(rest, taking: count)
}
