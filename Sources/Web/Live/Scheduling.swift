// What buyers do with auctions: announce, admit, move, cancel, award. Both the API and the pages come here.

import Auctions
import Commerce
import Engine
import Store

extension House {
  /// Announces the auction of a published requirement and admits whoever has accepted.
  ///
  /// - Parameter opensAt: `nil` opens it at once.
  func schedule(
    _ id: RequirementID, _ rules: Rules, opensAt: Instant?, as actor: Actor, at now: Instant
  ) async throws -> AuctionID {
    let prepared = try await database.read(as: actor, at: now) { work in
      let requirement = try work.requirement(id).record
      guard requirement.buyer == actor.company else { throw RecordError.notFound }
      guard actor.may(.buyer) else { throw Requirement.Rejection.buyersOnly }
      guard requirement.status == .active else { throw Requirement.Rejection.notPublished }
      guard try work.auction(of: id) == nil else { throw EngineRejection.auctionExists }
      return (requirement, try work.admissibleSuppliers(to: id))
    }
    let (requirement, suppliers) = prepared
    let lots = requirement.content.lots.enumerated().map {
      Announcement.Lot(number: LotNumber(Int32($0 + 1)), ceiling: $1.targetPrice)
    }
    let announcement = Announcement(
      buyer: actor.company, rules: rules, currency: requirement.content.currency, opensAt: opensAt ?? now, lots: lots)
    let auction: AuctionID = .version7(at: now, random: .random(in: .min ... .max))
    _ = try await engine.submit(.schedule(requirement: id, announcement, participants: suppliers), to: auction)
    return auction
  }

  /// Admits suppliers that accepted after the announcement. Harmless where there is nobody to admit.
  func admitSuppliers(of requirement: RequirementID, as actor: Actor, at now: Instant) async throws {
    let (line, suppliers) = try await database.read(as: actor, at: now) { work in
      (try work.auction(of: requirement), try work.admissibleSuppliers(to: requirement))
    }
    guard let line, line.phase == .scheduled || line.phase == .open else { return }
    for supplier in suppliers { _ = try await engine.submit(.act(.admit(supplier)), to: line.id) }
  }

  /// A command of the buyer's. `body` is handed the present.
  func command(
    _ id: AuctionID, as actor: Actor, at now: Instant, _ body: (Instant) -> Auction.Command
  ) async throws {
    let line = try await database.read(as: actor, at: now) { try $0.auction(id) }
    guard line.buyer == actor.company else { throw RecordError.notFound }
    let command = body(now)
    do throws(EngineRejection) { _ = try await engine.submit(.act(command), to: id) } catch {
      guard error == .unknownAuction, line.phase == .closed || line.phase == .cancelled else { throw error }
      throw EngineRejection.rejected(.alreadyOver)
    }
  }

  /// Cancels the auction of a requirement that is about to be cancelled, if it is not over. A cancellation of the
  /// requirement that would be refused is refused here, before anything has changed.
  func cancelAuction(
    of id: RequirementID, reason: String, expecting seen: [Int64]?, as actor: Actor, at now: Instant
  ) async throws {
    let command = Requirement.Command.cancel(reason: reason)
    let line = try await database.read(as: actor, at: now) { work in
      let stored = try work.requirement(id)
      guard stored.record.buyer == actor.company else { throw RecordError.notFound }
      if let seen, !seen.contains(stored.revision) {
        throw RecordError.revisionMismatch(current: stored.revision)
      }
      _ = try stored.record.decide(command, by: actor, at: now)
      return try work.auction(of: id)
    }
    // The auction first: an auction without its requirement would go on taking bids.
    if let line, line.phase == .scheduled || line.phase == .open {
      try await self.command(line.id, as: actor, at: now) { _ in .cancel(reason: reason) }
    }
  }

  /// Awards a lot of the requirement's closed auction.
  func award(
    _ decision: Award.Decision, of id: RequirementID, as actor: Actor, at now: Instant
  ) async throws -> Stored<Award> {
    let line = try await database.read(as: actor, at: now) { work in
      guard try work.requirement(id).record.buyer == actor.company else { throw RecordError.notFound }
      return try work.auction(of: id)
    }
    guard let line else { throw Award.Refused.auctionNotClosed }
    let auction = try await auctions.load(line.id).0
    return try await database.write(as: actor, at: now) { work in
      try work.award(decision, auctionID: line.id, auction: auction, requirement: id)
    }
  }

  /// Who has a stream of the auction open.
  func present(in seen: SeenAuction) -> Set<CompanyID> { engine.feed.room(seen.line.id)?.present ?? [] }
}
