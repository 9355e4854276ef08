// Bids whose prices fall, each with a key of its own, and what became of them.

import StrictJSON

final class Bidding: Conversation {
  private let stage: Stage
  private let heads: [[UInt8]]
  private let places: [[UInt8]]
  private let connections: Int
  /// Tells the keys of this run from those of others.
  private let run: Int64
  private var keys: Int64 = 0
  private var turns: [Int]
  private var auctionOf: [Int]
  private var priceOf: [Int64]
  /// By auction, in cents.
  private var prices: [Int64]

  /// Answers before are not counted.
  var countsFrom: Moment = 0
  /// Answers after it neither.
  var countsUntil: Moment = .max
  private(set) var accepted = 0
  /// Counted or not.
  private(set) var acceptedInAll = 0
  private(set) var refused = 0
  private(set) var acceptedTimes = Histogram()
  private(set) var answeredTimes = Histogram()
  private(set) var errors: [String: Int] = [:]
  private(set) var reasons: [String: Int] = [:]
  /// The lowest accepted price by auction, counted or not.
  private(set) var best: [Int64]
  /// Auction, position in its journal, when the bid was sent and when it was answered.
  var onAccepted: ((Int, Int64, Moment, Moment) -> Void)?

  init(_ stage: Stage, connections: Int) {
    self.stage = stage
    self.connections = connections
    run = Int64(wallMilliseconds())
    turns = Array(repeating: 0, count: connections)
    auctionOf = Array(repeating: 0, count: connections)
    priceOf = Array(repeating: 0, count: connections)
    prices = Array(repeating: stage.ceiling, count: stage.auctions.count)
    best = Array(repeating: .max, count: stage.auctions.count)
    places = stage.auctions.map { Array("POST /api/auctions/\($0.id)/bids HTTP/1.1\r\n".utf8) }
    heads = stage.bidders.map { token in
      let fields = [
        "Host: \(stage.address.host)", "Authorization: Bearer \(token)", "Content-Type: application/json",
        "Idempotency-Key: ",
      ]
      return Array(fields.joined(separator: "\r\n").utf8)
    }
  }

  func compose(_ connection: Int, into request: inout [UInt8]) {
    turns[connection] += 1
    keys += 1
    // Every connection has its own tokens, and they take turns: no token comes near its limit.
    let own = max(1, heads.count / connections)
    let token = (connection + turns[connection] % own * connections) % heads.count
    let auction = Int(keys) % places.count
    prices[auction] -= 1
    auctionOf[connection] = auction
    priceOf[connection] = prices[auction]
    request += places[auction]
    request += heads[token]
    request.append(run)
    request.append("-")
    request.append(keys, width: 12)
    request.append("\r\nContent-Length: ")
    let digits = Self.length(ofCents: prices[auction])
    request.append(Int64(22 + digits))
    request.append("\r\n\r\n{\"lot\":\"1\",\"price\":\"")
    request.append(cents: prices[auction])
    request.append("\"}")
  }

  private static func length(ofCents cents: Int64) -> Int {
    var (rest, digits) = (cents / 100, 4)
    while rest >= 10 {
      rest /= 10
      digits += 1
    }
    return digits
  }

  func answered(_ connection: Int, _ reply: Reply, sent: Moment) {
    let present = now()
    if reply.status == 201 { noteAccepted(connection, reply, sent, present) }
    guard present >= countsFrom, present < countsUntil else { return }
    switch reply.status {
    case 201:
      accepted += 1
      acceptedTimes.record(present - sent)
      answeredTimes.record(present - sent)
    case 422:
      refused += 1
      answeredTimes.record(present - sent)
      reasons[reply.reason, default: 0] += 1
    default: errors["\(reply.status) \(reply.reason)", default: 0] += 1
    }
  }

  private func noteAccepted(_ connection: Int, _ reply: Reply, _ sent: Moment, _ present: Moment) {
    acceptedInAll += 1
    let auction = auctionOf[connection]
    if priceOf[connection] < best[auction] { best[auction] = priceOf[connection] }
    guard let onAccepted, let position = reply.body.after("\"position\":") else { return }
    onAccepted(auction, position.leadingInteger, sent, present)
  }
}

extension Reply {
  /// Why a problem says no.
  var reason: String { body.after("\"reason\":\"")?.quoted ?? "" }
}

extension Bidding {
  /// - Parameter seconds: how long was counted.
  func write(to writer: inout JSONWriter, seconds: Double) {
    writer.member("accepted", accepted)
    writer.member("acceptedInAll", acceptedInAll)
    writer.member("refused", refused)
    writer.member("acceptedPerSecond", Milliseconds(Double(accepted) / seconds))
    writer.member("answeredPerSecond", Milliseconds(Double(accepted + refused) / seconds))
    writer.member("acceptedMilliseconds", acceptedTimes)
    writer.member("answeredMilliseconds", answeredTimes)
    writer.object("refusals") { $0.members(reasons) }
    writer.object("errors") { $0.members(errors) }
  }
}
