// Sealed offers on paper: first what nobody can read, then what was found in it.

import Auctions
import StrictJSON

enum SealedEvents {
  static func write(_ event: Auction.Event, to writer: inout JSONWriter) {
    switch event {
    case .offerSealed(let offer): offer.writeMembers(to: &writer)
    case .sealRefused(let offer, let reason):
      offer.writeMembers(to: &writer)
      writer.member("reason", reason)
    case .offerOpened(let lot, let opened): opened.writeMembers(of: lot, to: &writer)
    case .offerVoid(let lot, let opened, let refusal):
      opened.writeMembers(of: lot, to: &writer)
      writer.member("refusal", refusal)
    case .offerUnreadable(let lot, let bidder):
      writer.member("lot", lot)
      writer.member("bidder", bidder)
    default: break
    }
  }

  static func offerSealed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let offer = SealedFields(fields)
    try fields.end()
    return .offerSealed(try offer.get())
  }

  static func sealRefused(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let offer = SealedFields(fields)
    let reason = fields.enumeration("reason", Refusal.Reason.self)
    try fields.end()
    return .sealRefused(try offer.get(), try reason.get())
  }

  static func offerOpened(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let opened = OpenedFields(fields)
    try fields.end()
    return .offerOpened(try opened.lotNumber(), try opened.get())
  }

  static func offerVoid(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let fieldsOfOffer = OpenedFields(fields)
    let refusal = fields.object("refusal") { (fields) throws(JSON.Faulty) in try Refusal(fields: fields) }
    try fields.end()
    let opened = try fieldsOfOffer.get()
    var reason = try refusal.get()
    reason.offered = opened.price
    return .offerVoid(try fieldsOfOffer.lotNumber(), opened, reason)
  }

  static func offerUnreadable(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let bidder = fields.id("bidder", CompanyNoun.self)
    try fields.end()
    return .offerUnreadable(LotNumber(try lot.get()), try bidder.get())
  }
}

extension SealedOffer {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("lot", lot)
    writer.member("bidder", bidder)
    writer.member("commitment", commitment)
    writer.member("envelope", envelope.hexadecimal)
    writer.member("key", key)
    writer.member("placedBy", placedBy)
  }
}

private struct SealedFields {
  private let lot: JSON.Field<Int32>
  private let bidder: JSON.Field<CompanyID>
  private let commitment: JSON.Field<Bytes32>
  private let envelope: JSON.Field<[UInt8]>
  private let key: JSON.Field<String>
  private let placedBy: JSON.Field<ActorID>

  init(_ fields: JSON.Fields) {
    lot = fields.lotNumber("lot")
    bidder = fields.id("bidder")
    commitment = fields.bytes32("commitment")
    envelope = fields.value("envelope", expected: "hexadecimal digits", length: 0...Int.max) {
      [UInt8](hexadecimal: $0)
    }
    key = fields.recordedText("key")
    placedBy = fields.id("placedBy")
  }

  func get() throws(JSON.Faulty) -> SealedOffer {
    SealedOffer(
      lot: LotNumber(try lot.get()), bidder: try bidder.get(), commitment: try commitment.get(),
      envelope: try envelope.get(), key: try key.get(), placedBy: try placedBy.get())
  }
}

extension OpenedOffer {
  fileprivate func writeMembers(of lot: LotNumber, to writer: inout JSONWriter) {
    writer.member("lot", lot)
    writer.member("bidder", bidder)
    writer.member("price", price)
    writer.member("salt", salt)
  }
}

private struct OpenedFields {
  private let lot: JSON.Field<Int32>
  private let bidder: JSON.Field<CompanyID>
  private let price: JSON.Field<Money>
  private let salt: JSON.Field<Bytes32>

  init(_ fields: JSON.Fields) {
    lot = fields.lotNumber("lot")
    bidder = fields.id("bidder")
    price = fields.journalMoney("price")
    salt = fields.bytes32("salt")
  }

  func lotNumber() throws(JSON.Faulty) -> LotNumber { LotNumber(try lot.get()) }

  func get() throws(JSON.Faulty) -> OpenedOffer {
    OpenedOffer(bidder: try bidder.get(), price: try price.get(), salt: try salt.get())
  }
}
