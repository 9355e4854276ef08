// Sealed offers over the API: keys and shares, sealing, opening, checking.

import Auctions
import Commerce
import Hummingbird
import Sealing
import StrictJSON

struct SealedOffersAPI: Sendable {
  let house: House

  /// Public keys, openers, how far each round has come.
  func sealing(_ call: Call) async throws -> Response {
    try await Response.json(house.sealing(of: call.id("id"), as: call.actor(), at: call.now))
  }

  /// `{"code": …}`: an opener fetches its shares, once. Nothing of the answer is kept under a key.
  func collect(_ call: Call) async throws -> Response {
    let code = try await call.request.json(limit: Limits.bidBytes).decode { fields in
      let code = fields.string("code", length: 1...200)
      try fields.end()
      return try code.get()
    }
    let shares = try await house.collectShares(of: call.id("id"), code: code, as: call.actor(), at: call.now)
    return Response.json(SharesDocument(shares: shares))
  }

  /// `lot` and `price`, or what the supplier has sealed itself: `lot`, `round`, `commitment`, `envelope`.
  func seal(_ call: Call) async throws -> Response {
    let key = try call.request.requiredIdempotencyKey()
    let document = try await call.request.json(limit: Limits.bidBytes).decode(SealDocument.init(fields:))
    let (id, actor) = (try call.id("id", Auction.self), try call.actor())
    let receipt: SealedReceipt
    switch document {
    case .price(let price, let lot):
      receipt = try await house.seal(price, lot: lot, in: id, key: key, as: actor, at: call.now)
    case .sealed(let own): receipt = try await house.seal(own, in: id, key: key, as: actor, at: call.now)
    }
    return Response.json(receipt, status: .created)
  }

  /// What was sealed and what was found, for whoever wants to check it.
  func record(_ call: Call) async throws -> Response {
    try await Response.json(house.sealedRecord(of: call.id("id"), as: call.actor(), at: call.now))
  }

  /// `{"share": …}` by an opener.
  func open(_ call: Call) async throws -> Response {
    let share = try await call.request.json(limit: Limits.bidBytes).decode { fields in
      let share = fields.string("share", length: 1...500)
      try fields.end()
      return try share.get()
    }
    let (id, round) = (try call.id("id", Auction.self), try call.number("number"))
    return Response.json(try await house.give(share: share, round: round, of: id, as: call.actor(), at: call.now))
  }
}

private enum SealDocument {
  case price(Money, LotNumber)
  case sealed(SelfSealed)

  init(fields: JSON.Fields) throws(JSON.Faulty) {
    let lot = fields.lot()
    let price = fields.optionalSignedMoney("price")
    // A price that is there, right or wrong, asks the server to seal.
    if price.value != .some(nil) {
      try fields.end()
      if let known = try price.get() {
        self = .price(known, try lot.get())
        return
      }
    }
    let round = fields.int("round", in: 1...Clock.roundCounts.upperBound)
    let commitment = fields.value("commitment", expected: "64 hexadecimal digits in lower case") { Bytes32($0) }
    let envelope = fields.value("envelope", expected: "224 hexadecimal digits in lower case") { text in
      [UInt8](hexadecimal: text).flatMap { $0.count == SealedEnvelope.byteCount ? $0 : nil }
    }
    try fields.end()
    self = .sealed(
      SelfSealed(
        lot: try lot.get(), round: try round.get(), commitment: try commitment.get(), envelope: try envelope.get()))
  }
}

extension JSON.Fields {
  fileprivate func optionalSignedMoney(_ name: String) -> JSON.Field<Money?> {
    optionalValue(name, expected: "a decimal amount such as 1234.50") { Money(signed: $0) }
  }
}
