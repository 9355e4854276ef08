// Offers on paper. Bids are on the path of every viewer and every restart, hence by hand.

import Auctions
package import StrictJSON

enum OfferEvents {
  static func write(_ event: Auction.Event, to writer: inout JSONWriter) {
    switch event {
    case .bidderLeft(let lot, let bidder, let why):
      writer.member("lot", lot)
      writer.member("bidder", bidder)
      writer.member("why", why)
    case .offerRetracted(let lot, let bidder), .proxyDropped(let lot, let bidder):
      writer.member("lot", lot)
      writer.member("bidder", bidder)
    case .offerWithdrawn(let lot, let bidder, let reason):
      writer.member("lot", lot)
      writer.member("bidder", bidder)
      writer.member("reason", reason)
    case .proxySet(let proxy): proxy.writeMembers(to: &writer)
    default: break
    }
  }

  static func bidPlaced(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let bid = BidFields(fields)
    try fields.end()
    return .bidPlaced(try bid.get())
  }

  static func bidRefused(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let bid = BidFields(fields)
    // The price offered is the bid's, which is not known before the whole line is sound.
    let refusal = fields.object("refusal") { (fields) throws(JSON.Faulty) in try Refusal(fields: fields) }
    try fields.end()
    let refused = try bid.get()
    var reason = try refusal.get()
    reason.offered = refused.price
    return .bidRefused(refused, reason)
  }

  static func bidderLeft(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let bidder = fields.id("bidder", CompanyNoun.self)
    let why = fields.enumeration("why", Auction.Departure.self)
    try fields.end()
    return .bidderLeft(LotNumber(try lot.get()), try bidder.get(), try why.get())
  }

  static func offerRetracted(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let (lot, bidder) = try ofBidder(fields)
    return .offerRetracted(lot, bidder)
  }

  static func proxyDropped(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let (lot, bidder) = try ofBidder(fields)
    return .proxyDropped(lot, bidder)
  }

  private static func ofBidder(_ fields: JSON.Fields) throws(JSON.Faulty) -> (LotNumber, CompanyID) {
    let lot = fields.lotNumber("lot")
    let bidder = fields.id("bidder", CompanyNoun.self)
    try fields.end()
    return (LotNumber(try lot.get()), try bidder.get())
  }

  static func offerWithdrawn(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let bidder = fields.id("bidder", CompanyNoun.self)
    let reason = fields.recordedText("reason")
    try fields.end()
    return .offerWithdrawn(LotNumber(try lot.get()), try bidder.get(), reason: try reason.get())
  }

  static func proxySet(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let bidder = fields.id("bidder", CompanyNoun.self)
    let limit = fields.journalMoney("limit")
    let step = fields.optionalJournalMoney("step")
    let placedBy = fields.id("placedBy", ActorNoun.self)
    try fields.end()
    return .proxySet(
      Proxy(
        lot: LotNumber(try lot.get()), bidder: try bidder.get(), limit: try limit.get(), step: try step.get(),
        placedBy: try placedBy.get()))
  }
}

extension Bid {
  /// What every bid has, then what few have: a share, a currency said aloud, another hand.
  func writeMembers(to writer: inout JSONWriter) {
    writer.member("lot", lot)
    writer.member("bidder", bidder)
    writer.member("price", price)
    if share != Clock.wholeLot { writer.member("share", share) }
    writer.optionalMember("currency", currency?.description)
    if origin != .own { writer.member("origin", origin) }
    writer.member("key", key)
    writer.member("placedBy", placedBy)
  }
}

/// The members of a bid, which stand beside those of the line.
private struct BidFields {
  private let lot: JSON.Field<Int32>
  private let bidder: JSON.Field<CompanyID>
  private let price: JSON.Field<Money>
  private let share: JSON.Field<Int?>
  private let currency: JSON.Field<CurrencyCode?>
  private let origin: JSON.Field<Bid.Origin?>
  private let key: JSON.Field<String>
  private let placedBy: JSON.Field<ActorID>

  init(_ fields: JSON.Fields) {
    lot = fields.lotNumber("lot")
    bidder = fields.id("bidder")
    price = fields.journalMoney("price")
    share = fields.optionalInt("share", in: Int.min...Int.max)
    currency = fields.optionalValue("currency", expected: "a currency code such as USD (ISO 4217)", CurrencyCode.init)
    origin = fields.optionalEnumeration("origin")
    key = fields.recordedText("key")
    placedBy = fields.id("placedBy")
  }

  func get() throws(JSON.Faulty) -> Bid {
    Bid(
      lot: LotNumber(try lot.get()), bidder: try bidder.get(), price: try price.get(),
      share: try share.get() ?? Clock.wholeLot, currency: try currency.get(), origin: try origin.get() ?? .own,
      key: try key.get(), placedBy: try placedBy.get())
  }
}

extension Proxy {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("lot", lot)
    writer.member("bidder", bidder)
    writer.member("limit", limit)
    writer.optionalMember("step", step)
    writer.member("placedBy", placedBy)
  }
}

extension Refusal: JSONWritable {
  /// The price offered is the bid's.
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("reason", reason)
      $0.optionalMember("threshold", threshold)
      $0.optionalMember("nextAdmissiblePrice", nextAdmissible)
    }
  }

  /// - Parameter offered: the price that was refused, where it is known.
  init(fields: JSON.Fields, offered: Money = .zero) throws(JSON.Faulty) {
    let reason = fields.enumeration("reason", Reason.self)
    let threshold = fields.optionalJournalMoney("threshold")
    let next = fields.optionalJournalMoney("nextAdmissiblePrice")
    try fields.end()
    self.init(try reason.get(), offered: offered, threshold: try threshold.get(), nextAdmissible: try next.get())
  }
}
