// Which API tokens have bid in which auctions by the long way: they need not prove it again with every bid.

import Auctions
import Commerce
import Store
import Synchronization

/// A token that was let into auctions. Once a second the database is asked which of them still hold, all at once.
struct BidPass: Sendable {
  var bearer: TokenBearer
  /// By auction: the currency that refusals are told in.
  var currencies: [AuctionID: String] = [:]
  var usedAt: Instant?
}

final class BidPasses: Sendable {
  /// Beyond this many all are forgotten, and won again by the next bid of each.
  private static let limit = 100_000
  private static let auctionsOfOne = 1_000

  /// By the text of the token: it is compared as a whole, after its hash has found it.
  private let passes = Mutex<[String: BidPass]>([:])

  /// The bearer was found in the database, and the auction admits its company.
  func note(_ token: String?, _ bearer: TokenBearer, in id: AuctionID, _ auction: Auction) {
    guard let token, bearer.actor.isVerified, bearer.actor.may(.supplier), !bearer.isReadOnly else { return }
    let admission = auction.participants.first { $0.company == bearer.actor.company }?.admission
    guard let admission else { return }
    passes.withLock { passes in
      if passes.count >= Self.limit { passes = [:] }
      var pass = passes[token] ?? BidPass(bearer: bearer)
      if pass.currencies.count >= Self.auctionsOfOne { pass.currencies = [:] }
      pass.bearer = bearer
      pass.currencies[id] = admission.currency ?? auction.announcement.currency
      passes[token] = pass
    }
  }

  /// Who may bid in that auction with this token, and in which currency it is told of refusals.
  func find(_ token: String, in id: AuctionID, at now: Instant) -> (actor: Actor, currency: String)? {
    passes.withLock { passes in
      guard let place = passes.index(forKey: token), let currency = passes.values[place].currencies[id] else {
        return nil
      }
      passes.values[place].usedAt = now
      return (passes.values[place].bearer.actor, currency)
    }
  }

  /// Forgets a token, or the tokens of a company: asked for anew, they are what the database says.
  func forget(where isGone: (Actor) -> Bool) {
    passes.withLock { passes in passes = passes.filter { !isGone($0.value.bearer.actor) } }
  }

  /// The tokens known, and those used since `moment`.
  func tokens(usedSince moment: Instant) -> (all: [APITokenID], used: [APITokenID]) {
    passes.withLock { passes in
      let all = passes.values.map { APITokenID(bits: $0.bearer.actor.id.bits) }
      let used = passes.values.filter { $0.usedAt.map { $0 >= moment } ?? false }
      return (all, used.map { APITokenID(bits: $0.bearer.actor.id.bits) })
    }
  }
}

extension House {
  /// Takes the passes of tokens that were revoked, or whose company or rights are others now, by any server. While
  /// the database does not answer nobody loses one; without it no bid is accepted anyway.
  func renewBidPasses() async {
    let now = now()
    let known = bidPasses.tokens(usedSince: now.adding(milliseconds: -60_000))
    guard !known.all.isEmpty, let standing = try? await database.standingBidders(known.all, used: known.used, at: now)
    else { return }
    bidPasses.forget { standing[APITokenID(bits: $0.id.bits)] != $0.rights }
  }
}
