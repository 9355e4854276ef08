// Bids that need nobody but the engine: read, put into its inbox, and answered on the loop they came from.

import Auctions
import Commerce
import Engine
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON
import Synchronization
import Transcript

/// Takes a bid only where everything about it is ordinary: a known token in an auction that has admitted it, a sound
/// document, a key. Everything else goes the long way, which knows what to say of it.
struct BidDesk: Sendable {
  let house: House
  private let outboxes = LoopOutboxes()
  private let fields: HTTPFields
  private let taken = Taken()

  init(house: House) {
    self.house = house
    var fields = SecurityHeaders<SiteContext>.fields(house.exposure)
    fields[.contentType] = "application/json"
    self.fields = fields
    let (outboxes, taken) = (outboxes, taken)
    house.engine.onBatchEnd { outboxes.flush() }
    house.meters.add(.counter, "kontor_bids_short_way_total", "Bids of programs that the router did not see.") {
      Double(taken.count)
    }
  }

  /// A bid as the engine takes it.
  struct Order: Sendable {
    var auction: AuctionID
    var bid: Bid
    var currency: String
  }

  /// Whether a request looks like a bid of a program. Its body is worth waiting for.
  func isBid(_ head: HTTPRequest) -> Bool {
    head.method == .post && head.path?.hasSuffix("/bids") == true && head.headerFields[.expect] == nil
      && head.headerFields[.authorization] != nil && head.headerFields[.connection] == nil
  }

  /// `nil`: the long way.
  func read(_ head: HTTPRequest, _ body: ByteBuffer) -> Order? {
    guard let id = Self.auction(of: head.path ?? ""), let token = Self.token(head.headerFields),
      head.headerFields[.contentType] == "application/json", let key = Self.key(head.headerFields),
      let (actor, currency) = house.bidPasses.find(token, in: id, at: house.now())
    else { return nil }
    let document = try? JSON(parsing: body.readableBytesView, limits: JSON.Limits(bytes: Limits.bidBytes))
    guard let offer = try? document?.decode(BidDocument.init(fields:)) else { return nil }
    guard house.tokenUse.take(actor.id) == nil else { return nil }
    let bid = Bid(
      lot: offer.lot, bidder: actor.company, price: offer.price, share: offer.share, currency: offer.currency, key: key,
      placedBy: actor.id)
    return Order(auction: id, bid: bid, currency: currency)
  }

  /// `answer` is called on `loop`, with all others of its batch. `false`: the engine takes no more at present.
  func submit(_ order: Order, on loop: any EventLoop, answer: NIOLoopBound<(EngineAnswer) -> Void>) -> Bool {
    let outbox = outboxes[loop]
    taken.add()
    return house.engine.submit(.act(.placeBid(order.bid)), to: order.auction) { outbox.add($0, answer) }
  }

  /// The same as by the long way, in head and body; `nil`: only that way finds the answer.
  func response(to order: Order, _ answer: EngineAnswer) -> (HTTPResponse, ByteBuffer)? {
    switch answer {
    case .success(.bid(let reply)):
      guard case .refused(let refusal) = reply.answer.outcome else {
        return response(.created, BidReceipt(reply.answer, now: reply.now).encoded())
      }
      return response(.of(refusal, currency: order.currency))
    // Over, perhaps: then its journal answers.
    case .failure(.unknownAuction), .success(.done): return nil
    case .failure(let rejection): return Problem.of(rejection).flatMap { response($0) }
    }
  }

  private func response(_ problem: Problem) -> (HTTPResponse, ByteBuffer) {
    response(problem.status, problem.encoded(), "application/problem+json", problem.headers)
  }

  private func response(
    _ status: HTTPResponse.Status, _ body: [UInt8], _ type: String? = nil, _ more: HTTPFields = [:]
  ) -> (HTTPResponse, ByteBuffer) {
    var fields = fields
    for field in more { fields.append(field) }
    if let type { fields[.contentType] = type }
    fields[.requestID] = "\(RequestID())"
    fields[.date] = outboxes.date.text(at: house.now())
    fields[.contentLength] = "\(body.count)"
    return (HTTPResponse(status: status, headerFields: fields), ByteBuffer(bytes: body))
  }

  func count(_ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
    house.meters.record(
      route: "/api/auctions/{id}/bids", method: .post, status: status, seconds: (ContinuousClock.now - start).seconds)
  }

  // MARK: - Parts of the head

  private static func auction(of path: String) -> AuctionID? {
    let (before, after) = ("/api/auctions/", "/bids")
    guard path.hasPrefix(before), path.hasSuffix(after), path.utf8.count > before.utf8.count + after.utf8.count else {
      return nil
    }
    return AuctionID(String(path.dropFirst(before.utf8.count).dropLast(after.utf8.count)))
  }

  private static func token(_ fields: HTTPFields) -> String? {
    guard let text = fields[.authorization], text.hasPrefix("Bearer ") else { return nil }
    return String(text.dropFirst("Bearer ".count))
  }

  private static func key(_ fields: HTTPFields) -> String? {
    guard let key = fields[.idempotencyKey], Limits.idempotencyKeyLength.contains(key.utf8.count),
      key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else { return nil }
    // Several would have been joined by ", ", which is no visible character.
    return key
  }
}

/// How many were taken.
private final class Taken: Sendable {
  private let number = Atomic<Int>(0)

  var count: Int { number.load(ordering: .relaxed) }

  func add() { number.add(1, ordering: .relaxed) }
}
