// What can be checked after an opening: commitments, and the prices and salts behind them, as far as a viewer may see.

import Auctions
import Commerce
import Engine
import Sealing
import Store
import StrictJSON

/// The sealed offers of an auction through one viewer's eyes.
struct SealedRecord: JSONWritable, Equatable, Sendable {
  struct Item: Equatable, Sendable {
    enum Outcome: String, Equatable, Sendable { case sealed, replaced, opened, void, unreadable }

    var offer: RecordedOffer
    /// The name, or else the alias.
    var bidder: String
    /// Where the viewer knows it: then it can check the receipt as well.
    var company: CompanyID?
    var isOwn: Bool
    var outcome: Outcome
    /// The price and its salt, never one without the other.
    var content: OpenedOffer?
    var refusal: Refusal.Reason?
  }

  struct Round: Equatable, Sendable {
    var number: Int
    var digest: [UInt8]
    /// Whether the items hold all that the digest is made of.
    var isWhole: Bool
  }

  var auction: AuctionID
  /// Those whose deadline is past on every lot.
  var rounds: [Round]
  /// In order of receipt.
  var items: [Item]
}

extension House {
  /// Own offers always, others' where the rules show the history of prices, and not before they are opened.
  func sealedRecord(of id: AuctionID, as actor: Actor, at now: Instant) async throws -> SealedRecord {
    var seen = try await auctions.see(id, as: actor, at: now)
    (seen.auction, seen.entries) = try await auctions.present(id, at: now)
    guard seen.auction.rules.clock.isSealed else { throw EngineRejection.rejected(.notSealed) }
    return SealedRecord(seen)
  }
}

extension SealedRecord {
  fileprivate init(_ seen: SeenAuction) {
    let recorded = RoundOffers(seen.entries, of: seen.line.id)
    let sights = seen.auction.sight(of: seen.viewer)
    // The core's own view decides whose prices are seen, and under which name.
    let bids = seen.view().lots.flatMap(\.bids)
    auction = seen.line.id
    items = recorded.all.compactMap { offer in
      Item(offer, bid: bids.first { $0.position == offer.settledAt }, sights[Int(offer.place.lot.value) - 1], in: seen)
    }
    let items = items
    let count = seen.auction.announcement.sealing?.rounds.count ?? 0
    rounds = (0..<count).compactMap { index in
      guard let past = try? PastDeadline(of: index + 1, in: seen.auction, seen.line.id) else { return nil }
      let standing = recorded.standing(in: past.round)
      let shown = items.count { $0.offer.place.round == past.round && $0.outcome != .replaced }
      return Round(
        number: index + 1, digest: recorded.digest(of: past.round), isWhole: shown == standing.count)
    }
  }
}

extension SealedRecord.Item {
  /// - Parameter bid: the opened offer as the viewer sees it in the history; nil where it does not.
  fileprivate init?(_ offer: RecordedOffer, bid: AuctionView.SeenBid?, _ sight: Sight, in seen: SeenAuction) {
    isOwn = seen.viewer == .bidder(offer.place.bidder)
    let isBuyer = seen.viewer == .buyer
    switch offer.outcome {
    case .sealed, .replaced:
      // Before the opening, that there is an offer at all is nobody else's business.
      guard isOwn else { return nil }
      outcome = offer.outcome == .sealed ? .sealed : .replaced
    case .opened(let opened):
      guard isOwn || bid != nil else { return nil }
      (outcome, content) = (.opened, opened)
    case .void(let opened, let reason):
      guard isOwn || sight.history else { return nil }
      (outcome, refusal) = (.void, reason.reason)
      // A price that did not count is between its bidder and the buyer.
      if isOwn || isBuyer { content = opened }
    case .unreadable:
      guard isOwn || sight.history else { return nil }
      outcome = .unreadable
    }
    self.offer = offer
    let isNamed = isOwn || sight.names
    company = isNamed ? offer.place.bidder : nil
    let name = isNamed ? seen.names[offer.place.bidder] : nil
    bidder = name ?? bid.flatMap { $0.bidder.number > 0 ? "Bidder \($0.bidder.number)" : nil } ?? "Bidder"
  }
}

extension SealedRecord {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("auction", auction)
      $0.array("rounds") { for round in rounds { round.write(to: &$0) } }
      $0.array("items") { for item in items { item.write(to: &$0) } }
    }
  }
}

extension SealedRecord.Round {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("round", number)
      $0.member("offersDigest", digest.hexadecimal)
      $0.member("whole", isWhole)
    }
  }
}

extension SealedRecord.Item {
  fileprivate func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("round", Int(offer.place.round.number))
      $0.member("lot", "\(offer.place.lot.value)")
      $0.member("bidder", bidder)
      $0.member("own", isOwn)
      $0.member("receivedAt", offer.receivedAt)
      $0.member("commitment", "\(offer.sealed.commitment)")
      $0.member("receipt", offer.receipt.hexadecimal)
      $0.member("outcome", outcome.rawValue)
      if let content {
        $0.member("price", content.price)
        $0.member("salt", "\(content.salt)")
      }
      $0.optionalMember("refusal", refusal?.rawValue)
      guard let company else { return }
      $0.member("company", company)
      $0.member("envelope", offer.sealed.envelope.hexadecimal)
    }
  }
}
