// The pinned events of offers: placed, refused, sealed, opened, taken back, left to the server.

import Auctions

extension Pinned {
  static let bids = [
    Pinned("bidPlaced", 20, .bidPlaced(bid(177_499_0000))),
    Pinned("bidPlaced-share", 21, .bidPlaced(bid(177_499_0000, share: 2_500))),
    Pinned("bidPlaced-currency", 22, .bidPlaced(bid(9_100_5000, currency: CurrencyCode("EUR")))),
    Pinned("bidPlaced-proxy", 23, .bidPlaced(bid(177_498_9900, origin: .proxy, key: ""))),
    Pinned("bidPlaced-surrogate", 24, .bidPlaced(bid(177_000_0000, origin: .surrogate, by: buyersPerson))),
    Pinned(
      "bidPlaced-everything", 25,
      .bidPlaced(bid(1, on: .max, share: 1, currency: CurrencyCode("EUR"), origin: .surrogate, by: buyersPerson))),
    Pinned(
      "bidRefused", 26, refused(bid(177_499_0000), .stepTooSmall, threshold: 176_611_5100, next: 176_611_5100)),
    Pinned("bidRefused-threshold", 27, refused(bid(177_498_0000), .belowFloor, threshold: 180_000_0000)),
    Pinned("bidRefused-next", 28, refused(bid(177_498_0050), .tooManyDecimals, next: 177_498_0000)),
    Pinned("bidRefused-unknownLot", 29, refused(bid(-1, on: 9), .unknownLot)),
  ]

  static let sealedOffers = [
    Pinned("offerSealed", 30, .offerSealed(offer(envelope: envelope, key: "sealed-1"))),
    Pinned("sealRefused", 31, .sealRefused(offer(envelope: [], key: "sealed-2"), .alreadyClosed)),
    Pinned("offerOpened", 32, .offerOpened(LotNumber(1), opened)),
    Pinned(
      "offerVoid", 33,
      .offerVoid(
        LotNumber(1), opened, Refusal(.aboveCeiling, offered: opened.price, threshold: money(950_0000)))),
    // Whoever seals chooses the bytes of the price: the smallest amount there is must not spoil the journal.
    Pinned(
      "offerVoid-smallest", 34,
      .offerVoid(
        LotNumber(1), OpenedOffer(bidder: sealers[1], price: money(.min), salt: otherSalt),
        Refusal(.priceNotPositive, offered: money(.min)))),
    Pinned("offerUnreadable", 35, .offerUnreadable(LotNumber(1), sealers[1])),
  ]

  static let withdrawals = [
    Pinned("bidderLeft-saidSo", 36, .bidderLeft(LotNumber(1), beta, .saidSo)),
    Pinned("bidderLeft-silent", 37, .bidderLeft(LotNumber(1), beta, .silent)),
    Pinned("bidderLeft-missedARound", 38, .bidderLeft(LotNumber(1), beta, .missedARound)),
    Pinned("bidderLeft-notAmongBest", 39, .bidderLeft(LotNumber(1), beta, .notAmongBest)),
    Pinned("offerRetracted", 40, .offerRetracted(LotNumber(1), beta)),
    Pinned("offerWithdrawn", 41, .offerWithdrawn(LotNumber(1), beta, reason: "price was per box")),
    Pinned("proxySet", 42, .proxySet(proxy(step: nil))),
    Pinned("proxySet-step", 43, .proxySet(proxy(step: money(250_0000)))),
    Pinned("proxyDropped", 44, .proxyDropped(LotNumber(1), alfa)),
  ]

  private static func bid(
    _ price: Int64, on lot: Int32 = 1, share: Int = 10_000, currency: CurrencyCode? = nil,
    origin: Bid.Origin = .own,
    key: String = "7c1b-retry \"1\"", by placedBy: ActorID = person
  ) -> Bid {
    Bid(
      lot: LotNumber(lot), bidder: alfa, price: money(price), share: share, currency: currency, origin: origin,
      key: key, placedBy: placedBy)
  }

  private static func refused(
    _ bid: Bid, _ reason: Refusal.Reason, threshold: Int64? = nil, next: Int64? = nil
  ) -> Auction.Event {
    .bidRefused(
      bid,
      Refusal(reason, offered: bid.price, threshold: threshold.map(money), nextAdmissible: next.map(money)))
  }

  private static func proxy(step: Money?) -> Proxy {
    Proxy(lot: LotNumber(1), bidder: alfa, limit: money(165_000_0000), step: step, placedBy: person)
  }

  // A sealed offer that anybody can check: round 1 of Tests/SealingTests/vectors.json.

  private static let sealers = [
    CompanyID(bits: 0x0192f1c0_0000_7000_8000_00000000000a), CompanyID(bits: 0x0192f1c0_0000_7000_8000_00000000000b),
  ]

  private static func offer(envelope: [UInt8], key: String) -> SealedOffer {
    SealedOffer(
      lot: LotNumber(1), bidder: sealers[0],
      commitment: Bytes32("33e70c2d994e94edd9ca441d9615d2ae728ec0511bc913329ef46d814bdb1217")!, envelope: envelope,
      key: key, placedBy: person)
  }

  private static let opened = OpenedOffer(
    bidder: sealers[0], price: money(999_9900),
    salt: Bytes32("6020cd1b266b307fd961d94e66ed8a96acab9dcdb1fc19699c42de715528bb2c")!)

  private static let otherSalt = Bytes32("489ec74f708a641e4bc1127fe88aec33f9ea523838d2de2437d84cb8f5521e19")!

  private static let envelope: [UInt8] = [UInt8](
    hexadecimal: "3bcb1d489cf3bddc32c7ddb1952451173133bfa59959cc4c59249254c01aee74"
      + "d24a2f7218933688f639cf2eb72c9d0213e863e9e58230fd0eedeb951022dd79"
      + "a07a8b91aa9ea94bfec73b1f5dc28ac5c7d8e79056b20538dbdbe60f5d6adf44"
      + "2d42151e590f49b3baf7dd81da795cba")!
}
