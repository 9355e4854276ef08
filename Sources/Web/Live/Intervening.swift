// What people do to an auction besides bidding: the buyer to the whole, a supplier to its own offers.

import Auctions
import Commerce
import Engine
import Store

extension House {
  /// A command of the buyer's. `body` is handed the present.
  func command(
    _ id: AuctionID, as actor: Actor, at now: Instant, _ body: (Instant) -> Auction.Command
  ) async throws {
    let line = try await database.read(as: actor, at: now) { try $0.auction(id) }
    guard line.buyer == actor.company else { throw RecordError.notFound }
    try await submit(body(now), to: id, isOver: line.phase == .closed || line.phase == .cancelled)
  }

  /// A command of a bidder's, for its own company.
  func act(_ command: Auction.Command, in id: AuctionID, as actor: Actor, at now: Instant) async throws {
    guard actor.isVerified else { throw Problem.companyNotVerified }
    let seen = try await auctions.see(id, as: actor, at: now)
    guard seen.viewer == .bidder(actor.company) else { throw Problem.notAdmitted }
    try await submit(command, to: id, isOver: seen.auction.isOver)
  }

  /// An auction that is over may be forgotten by the engine, and refuses as one that it remembers.
  private func submit(_ command: Auction.Command, to id: AuctionID, isOver: Bool) async throws {
    do throws(EngineRejection) { _ = try await engine.submit(.act(command), to: id) } catch {
      guard error == .unknownAuction, isOver else { throw error }
      throw EngineRejection.rejected(.alreadyOver)
    }
  }

  /// Sets the terms of a supplier that has accepted; once it has offered they stay what they are.
  func admit(_ admission: Admission, to id: AuctionID, as actor: Actor, at now: Instant) async throws {
    let suppliers = try await database.read(as: actor, at: now) { work in
      try work.admissibleSuppliers(to: try work.ownAuction(id).requirement)
    }
    guard suppliers.contains(admission.company) else { throw Problem.notAccepted }
    try await command(id, as: actor, at: now) { _ in .admit(admission) }
  }

  /// Lets a company look on. It must be able to know of the requirement: who does not cannot find its auction either.
  func admitObserver(_ company: CompanyID, to id: AuctionID, as actor: Actor, at now: Instant) async throws {
    let mayKnow = try await database.read(as: actor, at: now) { work in
      let requirement = try work.ownAuction(id).requirement
      let isOpen = try work.requirement(requirement).record.content.method == .open
      let isInvited = try work.invitations(to: requirement).contains {
        $0.record.supplier == company && $0.record.status != .withdrawn
      }
      return try (isOpen || isInvited) && !work.names(of: [company]).isEmpty
    }
    let openers = try await auctions.load(id).0.announcement.sealing?.openers ?? []
    guard mayKnow || openers.contains(company) else { throw Problem.notInvited }
    try await command(id, as: actor, at: now) { _ in .admitObserver(company) }
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
}

extension Work {
  /// The auction, if the acting company is its buyer; somebody else's does not exist.
  fileprivate func ownAuction(_ id: AuctionID) throws -> AuctionLine {
    let line = try auction(id)
    guard line.buyer == actor.company else { throw RecordError.notFound }
    return line
  }
}

extension Problem {
  static let notInvited = conflict(
    "notInvited", "The company may not know of the requirement: invite it first, or post the requirement for all.")
}
