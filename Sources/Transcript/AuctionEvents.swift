// Events of a whole auction on paper: its announcement, start, pauses, changes and end.

package import Auctions
package import StrictJSON

enum AuctionEvents {
  static func write(_ event: Auction.Event, to writer: inout JSONWriter) {
    switch event {
    case .scheduled(let announcement): announcement.writeMembers(to: &writer)
    case .openingMoved(let opensAt): writer.member("opensAt", opensAt)
    case .paused(let reason), .cancelled(let reason): writer.member("reason", reason)
    case .interrupted(let milliseconds): writer.member("milliseconds", milliseconds)
    case .rulesChanged(let rules, let reason):
      writer.member("reason", reason)
      writer.member("rules", RulesDocument(rules: rules))
    case .seedRevealed(let seed): writer.member("seed", seed)
    default: break
    }
  }

  static func scheduled(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let buyer = fields.id("buyer", CompanyNoun.self)
    let currency = fields.recordedText("currency")
    let opensAt = fields.instant("opensAt")
    let lots = fields.array("lots", count: 0...Int.max) { $0.object(Announcement.Lot.init(fields:)) }
    let rates = fields.optionalArray("rates") { $0.object(ExchangeRate.init(fields:)) }
    let isPractice = fields.optionalBool("practice")
    let commitment = fields.optionalBytes32("seedCommitment")
    let sealing = fields.optionalObject("sealing", Announcement.Sealing.init(fields:))
    let document = fields.object("rules", RulesDocument.init(fields:))
    try fields.end()
    return .scheduled(
      Announcement(
        buyer: try buyer.get(), rules: try document.get().rules, currency: try currency.get(),
        opensAt: try opensAt.get(), lots: try lots.get(), rates: try rates.get() ?? [],
        isPractice: try isPractice.get() ?? false, seedCommitment: try commitment.get(), sealing: try sealing.get()))
  }

  static func openingMoved(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let opensAt = fields.instant("opensAt")
    try fields.end()
    return .openingMoved(to: try opensAt.get())
  }

  static func opened(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event { try bare(.opened, fields) }
  static func resumed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event { try bare(.resumed, fields) }
  static func closed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event { try bare(.closed, fields) }

  private static func bare(_ event: Auction.Event, _ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    try fields.end()
    return event
  }

  static func paused(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let reason = fields.recordedText("reason")
    try fields.end()
    return .paused(reason: try reason.get())
  }

  static func cancelled(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let reason = fields.recordedText("reason")
    try fields.end()
    return .cancelled(reason: try reason.get())
  }

  static func interrupted(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let milliseconds = fields.int("milliseconds", in: 0...Int64.max)
    try fields.end()
    return .interrupted(milliseconds: try milliseconds.get())
  }

  static func rulesChanged(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let reason = fields.recordedText("reason")
    let document = fields.object("rules", RulesDocument.init(fields:))
    try fields.end()
    return .rulesChanged(try document.get().rules, reason: try reason.get())
  }

  static func seedRevealed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let seed = fields.bytes32("seed")
    try fields.end()
    return .seedRevealed(try seed.get())
  }
}

extension Announcement {
  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("buyer", buyer)
    writer.member("currency", currency)
    writer.member("opensAt", opensAt)
    writer.array("lots") { for lot in lots { $0.value(lot) } }
    if !rates.isEmpty { writer.array("rates") { for rate in rates { $0.value(rate) } } }
    if isPractice { writer.member("practice", true) }
    writer.optionalMember("seedCommitment", seedCommitment)
    if let sealing { writer.member("sealing", sealing) }
    writer.member("rules", RulesDocument(rules: rules))
  }
}

extension Announcement.Lot: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("lot", number)
      $0.member("ceiling", ceiling)
      $0.optionalMember("floor", floor)
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let number = fields.lotNumber("lot")
    let ceiling = fields.journalMoney("ceiling")
    let floor = fields.optionalJournalMoney("floor")
    try fields.end()
    self.init(number: LotNumber(try number.get()), ceiling: try ceiling.get(), floor: try floor.get())
  }
}

extension ExchangeRate: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("currency", currency)
      $0.member("units", units.description)
      $0.member("equal", equal.description)
    }
  }

  /// Reads the members of a rate, in a journal or in a request.
  package init(fields: JSON.Fields) throws(JSON.Faulty) {
    let currency = fields.value("currency", expected: "a currency code such as USD (ISO 4217)") { $0 }
    let units = fields.value("units", expected: "a rate such as 1.1172, eight decimals at most", RateNumber.init)
    let equal = fields.value("equal", expected: "a rate such as 1, eight decimals at most", RateNumber.init)
    try fields.end()
    self.init(currency: try currency.get(), units: try units.get(), equal: try equal.get())
  }
}

extension Announcement.Sealing: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.array("openers") { for opener in openers { $0.string(opener.description) } }
      $0.array("rounds") { for round in rounds { $0.value(round) } }
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let openers = fields.array("openers") { $0.value(expected: "an identifier") { CompanyID($0) } }
    let rounds = fields.array("rounds") { $0.object(Round.init(fields:)) }
    try fields.end()
    self.init(openers: try openers.get(), rounds: try rounds.get())
  }
}

extension Announcement.Sealing.Round: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("publicKey", publicKey)
      $0.array("shareDigests") { for digest in shareDigests { $0.string(digest.description) } }
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let key = fields.bytes32("publicKey")
    let digests = fields.array("shareDigests") {
      $0.value(expected: "64 hexadecimal digits in lower case", Bytes32.init)
    }
    try fields.end()
    self.init(publicKey: try key.get(), shareDigests: try digests.get())
  }
}
