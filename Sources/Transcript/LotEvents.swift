// Events of one lot on paper: its stages, its end, its winners.

package import Auctions
package import StrictJSON

enum LotEvents {
  static func write(_ event: Auction.Event, to writer: inout JSONWriter) {
    switch event {
    case .stageBegan(let lot, let stage, let end):
      writer.member("lot", lot)
      stage.writeMembers(to: &writer)
      if let end { writer.member("endsAt", end) }
    case .turnsOrdered(let lot, let round, let order):
      writer.member("lot", lot)
      writer.member("round", round)
      writer.array("order") { for bidder in order { $0.string(bidder.description) } }
    case .lotExtended(let lot, let until, let cause):
      writer.member("lot", lot)
      writer.member("until", until)
      cause.writeMembers(to: &writer)
    case .closedEarly(let lot, let reason):
      writer.member("lot", lot)
      writer.member("reason", reason)
    case .lotClosed(let lot, let winners):
      writer.member("lot", lot)
      writer.array("winners") { for winner in winners { $0.value(winner) } }
    default: break
    }
  }

  static func stageBegan(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let stage = try Auction.Stage(members: fields)
    let end = fields.optionalInstant("endsAt")
    try fields.end()
    return .stageBegan(LotNumber(try lot.get()), stage, endsAt: try end.get())
  }

  static func turnsOrdered(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let round = fields.int("round", in: 1...Int.max)
    let order = fields.array("order", count: 0...Int.max) { $0.value(expected: "an identifier") { CompanyID($0) } }
    try fields.end()
    return .turnsOrdered(LotNumber(try lot.get()), round: try round.get(), try order.get())
  }

  static func lotExtended(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let until = fields.instant("until")
    let cause = try Auction.Cause(members: fields)
    try fields.end()
    return .lotExtended(LotNumber(try lot.get()), until: try until.get(), cause)
  }

  static func closedEarly(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let reason = fields.recordedText("reason")
    try fields.end()
    return .closedEarly(LotNumber(try lot.get()), reason: try reason.get())
  }

  static func lotClosed(_ fields: JSON.Fields) throws(JSON.Faulty) -> Auction.Event {
    let lot = fields.lotNumber("lot")
    let winners = fields.array("winners", count: 0...Int.max) { $0.object(Win.init(fields:)) }
    try fields.end()
    return .lotClosed(LotNumber(try lot.get()), try winners.get())
  }
}

/// The stages of a lot by their written names.
package enum StageKind: String, CaseIterable, Sendable {
  case waiting, bidding, improvement, hidden, level, pause, turn, announcement, sealed, opening, over
}

extension Auction.Stage {
  package var kind: StageKind {
    switch self {
    case .waiting: .waiting
    case .bidding: .bidding
    case .improvement: .improvement
    case .hidden: .hidden
    case .level: .level
    case .pause: .pause
    case .turn: .turn
    case .announcement: .announcement
    case .sealed: .sealed
    case .opening: .opening
    case .over: .over
    }
  }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    writer.member("stage", kind)
    switch self {
    case .waiting, .improvement, .hidden, .announcement, .over: break
    case .bidding(let phase): writer.member("phase", phase)
    case .level(let number, let price):
      writer.member("level", number)
      writer.member("price", price)
    case .pause(let round), .sealed(let round), .opening(let round): writer.member("round", round)
    case .turn(let round, let bidder):
      writer.member("round", round)
      writer.member("bidder", bidder)
    }
  }

  fileprivate init(members fields: JSON.Fields) throws(JSON.Faulty) {
    func round() throws(JSON.Faulty) -> Int { try fields.int("round", in: 1...Int.max).get() }
    switch try fields.enumeration("stage", StageKind.self).get() {
    case .waiting: self = .waiting
    case .improvement: self = .improvement
    case .hidden: self = .hidden
    case .announcement: self = .announcement
    case .over: self = .over
    case .bidding: self = .bidding(phase: try fields.int("phase", in: 1...Int.max).get())
    case .level:
      let number = fields.int("level", in: 0...Int.max)
      let price = fields.journalMoney("price")
      self = .level(number: try number.get(), price: try price.get())
    case .pause: self = .pause(round: try round())
    case .sealed: self = .sealed(round: try round())
    case .opening: self = .opening(round: try round())
    case .turn:
      let number = try round()
      self = .turn(round: number, bidder: try fields.id("bidder", CompanyNoun.self).get())
    }
  }
}

extension Auction.Cause {
  private enum Kind: String, CaseIterable { case softClose, otherLot, buyer }

  fileprivate func writeMembers(to writer: inout JSONWriter) {
    switch self {
    case .softClose: writer.member("cause", Kind.softClose)
    case .otherLot: writer.member("cause", Kind.otherLot)
    case .buyer(let reason):
      writer.member("cause", Kind.buyer)
      writer.member("reason", reason)
    }
  }

  fileprivate init(members fields: JSON.Fields) throws(JSON.Faulty) {
    switch try fields.enumeration("cause", Kind.self).get() {
    case .softClose: self = .softClose
    case .otherLot: self = .otherLot
    case .buyer: self = .buyer(reason: try fields.recordedText("reason").get())
    }
  }
}

extension Win: JSONWritable {
  package func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("bidder", bidder)
      $0.member("price", price)
      if share != Clock.wholeLot { $0.member("share", share) }
    }
  }

  fileprivate init(fields: JSON.Fields) throws(JSON.Faulty) {
    let bidder = fields.id("bidder", CompanyNoun.self)
    let price = fields.journalMoney("price")
    let share = fields.optionalInt("share", in: Int.min...Int.max)
    try fields.end()
    self.init(bidder: try bidder.get(), price: try price.get(), share: try share.get() ?? Clock.wholeLot)
  }
}
