// Reads one line of the journal. Every kind of event has its members and no others.

import Auctions
import StrictJSON

extension Entry {
  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let position = fields.int("position", in: 0...Int64.max)
    let at = fields.instant("at")
    let event = try fields.enumeration("kind", EventKind.self).get().readEvent(fields)
    self.init(position: try position.get(), at: try at.get(), event: event)
  }
}

/// Each reads the members of one kind of event, and ends the line.
extension EventKind {
  fileprivate var readEvent: (JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    switch self {
    case .scheduled: Self.scheduled
    case .participantAdmitted: Self.participantAdmitted
    case .openingMoved: Self.openingMoved
    case .opened: Self.opened
    case .bidPlaced: Self.bidPlaced
    case .bidRefused: Self.bidRefused
    case .lotExtended: Self.lotExtended
    case .lotClosed: Self.lotClosed
    case .closed: Self.closed
    case .cancelled: Self.cancelled
    }
  }

  private static func scheduled(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let buyer = fields.id("buyer", CompanyNoun.self)
    let currency = fields.recordedText("currency")
    let opensAt = fields.instant("opensAt")
    let lots = fields.array("lots", count: 0...Int.max) { $0.object(Announcement.Lot.init(fields:)) }
    let document = fields.object("rules", RulesDocument.init(fields:))
    try fields.end()
    return .scheduled(
      Announcement(
        buyer: try buyer.get(), rules: try document.get().rules, currency: try currency.get(),
        opensAt: try opensAt.get(), lots: try lots.get()))
  }

  private static func participantAdmitted(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let company = fields.id("company", CompanyNoun.self)
    try fields.end()
    return .participantAdmitted(try company.get())
  }

  private static func openingMoved(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let opensAt = fields.instant("opensAt")
    try fields.end()
    return .openingMoved(to: try opensAt.get())
  }

  private static func opened(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    try fields.end()
    return .opened
  }

  private static func bidPlaced(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let bid = BidFields(fields)
    try fields.end()
    return .bidPlaced(try bid.get())
  }

  private static func bidRefused(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let bid = BidFields(fields)
    // The price offered is the bid's, which is not known before the whole line is sound.
    let refusal = fields.object("refusal") { (fields) throws(JSON.Faulty) in try Refusal(fields: fields) }
    try fields.end()
    let refused = try bid.get()
    var reason = try refusal.get()
    reason.offered = refused.price
    return .bidRefused(refused, reason)
  }

  private static func lotExtended(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let until = fields.instant("until")
    try fields.end()
    return .lotExtended(LotNumber(try lot.get()), until: try until.get())
  }

  private static func lotClosed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let winner = fields.optionalID("winner", CompanyNoun.self)
    try fields.end()
    return .lotClosed(LotNumber(try lot.get()), winner: try winner.get())
  }

  private static func closed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    try fields.end()
    return .closed
  }

  private static func cancelled(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let reason = fields.recordedText("reason")
    try fields.end()
    return .cancelled(reason: try reason.get())
  }
}

extension Announcement.Lot {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let number = fields.lotNumber("lot")
    let ceiling = fields.journalMoney("ceiling")
    try fields.end()
    self.init(number: LotNumber(try number.get()), ceiling: try ceiling.get())
  }
}

/// The members of a bid, which stand beside those of the line.
private struct BidFields {
  private let lot: JSON.Field<Int32>
  private let bidder: JSON.Field<CompanyID>
  private let price: JSON.Field<Money>
  private let key: JSON.Field<String>
  private let placedBy: JSON.Field<ActorID>

  init(_ fields: JSON.Fields) {
    lot = fields.lotNumber("lot")
    bidder = fields.id("bidder")
    price = fields.journalMoney("price")
    key = fields.recordedText("key")
    placedBy = fields.id("placedBy")
  }

  func get() throws(JSON.Faulty) -> Bid {
    Bid(
      lot: LotNumber(try lot.get()), bidder: try bidder.get(), price: try price.get(), key: try key.get(),
      placedBy: try placedBy.get())
  }
}

extension Refusal {
  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let reason = fields.enumeration("reason", Reason.self)
    let threshold = fields.optionalJournalMoney("threshold")
    let next = fields.optionalJournalMoney("nextAdmissiblePrice")
    try fields.end()
    self.init(try reason.get(), offered: .zero, threshold: try threshold.get(), nextAdmissible: try next.get())
  }
}
