// The keys of a sealed auction: made with its announcement, taken apart, and handed out once.

import Auctions
import Commerce
import Engine
import Sealing
import Store

/// What the buyer is told once, in the answer to the announcement, and what is kept nowhere.
struct OpeningSecrets: Equatable, Sendable, Unprinted {
  struct ShareText: Equatable, Sendable {
    var round: Int
    /// Four lines of six groups of five characters.
    var text: String
  }

  /// What one other opener fetches its shares with. The buyer passes it on by a way of its own.
  struct Handover: Equatable, Sendable {
    var opener: CompanyID
    var name: String
    /// Eight groups of five characters.
    var code: String
  }

  /// The buyer's own, one a round, where it is an opener.
  var shares: [ShareText] = []
  var handovers: [Handover] = []
}

/// An auction that was announced.
struct Announced: Sendable {
  var auction: AuctionID
  /// Of a sealed auction.
  var secrets: OpeningSecrets?
}

/// What comes of making the keys.
struct SealedKeys: Sendable {
  var announced: Announcement.Sealing
  var parts: KeyParts
  var secrets: OpeningSecrets
}

extension House {
  /// The keys of a sealed auction, none of which can be put together any more when this returns; nil where nothing is
  /// sealed. Openers must be verified companies, so that everybody knows who they are.
  func sealedKeys(for plan: AuctionPlan, of auction: AuctionID, as actor: Actor, at now: Instant) async throws
    -> SealedKeys?
  {
    let openers = plan.openers
    guard case .sealed(let sealed) = plan.rules.clock.format else {
      guard openers.isEmpty else { throw Problem.openersNotNeeded }
      return nil
    }
    // The next serial lot begins when the one before it is opened, and one key opens all lots of a round.
    if case .serial = plan.rules.clock.lots {
      throw EngineRejection.schedule(.rules(Rules.Fault("/clock/lots", .doesNotApply)))
    }
    guard Set(openers).count == openers.count else { throw Problem.openerTwice }
    guard openers.count >= sealed.openersNeeded else {
      throw EngineRejection.schedule(.announcement(.sealingIncomplete))
    }
    let names = try await database.read(as: actor, at: now) { work in
      guard try work.verified(openers).count == openers.count else { throw RecordError.notFound }
      return try work.names(of: openers)
    }
    let keys = try (1...sealed.rounds).map { round in
      try SealingKey.generate(
        for: SealedRound(auction: auction, number: UInt32(round)), openers: openers.count,
        needed: sealed.openersNeeded)
    }
    return SealedKeys(keys, openers: openers, buyer: actor.company, names: names)
  }
}

extension SealedKeys {
  fileprivate init(_ keys: [SealingKey], openers: [CompanyID], buyer: CompanyID, names: [CompanyID: String]) {
    announced = Announcement.Sealing(openers: openers, rounds: keys.compactMap(\.lock.announced))
    parts = KeyParts(
      openers: openers, rounds: keys.map { .init(part: $0.serverPart.copiedBytes, lockedShares: []) })
    secrets = OpeningSecrets()
    for (place, opener) in openers.enumerated() {
      let shares = keys.map { $0.shares[place] }
      if opener == buyer {
        secrets.shares = shares.map { .init(round: Int($0.round.number), text: $0.text) }
        continue
      }
      let code = HandoverCode.random()
      secrets.handovers.append(.init(opener: opener, name: names[opener] ?? "", code: code.text))
      for (round, share) in shares.enumerated() {
        parts.rounds[round].lockedShares.append(.init(number: place + 1, bytes: share.locked(with: code).bytes))
      }
    }
  }
}
