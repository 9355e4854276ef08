// How auctions come about: announced by the buyer, entered by suppliers that have accepted. API and pages come here.

import Auctions
import Commerce
import Engine
import Sealing
import Store

/// What a buyer wants of an auction besides what its requirement says.
struct AuctionPlan: Sendable {
  var rules: Rules
  /// Nil: at once.
  var opensAt: Instant?
  var isPractice = false
  var rates: [ExchangeRate] = []
  /// The lowest price that counts, by lot.
  var floors: [LotNumber: Money] = [:]
  /// Terms of suppliers that have accepted. Who is not named has none.
  var participants: [Admission] = []
  /// Who holds a share of a sealed auction's keys.
  var openers: [CompanyID] = []

  static let openersAtMost = 16
}

extension House {
  /// Announces the auction of a published requirement and admits whoever has accepted.
  func schedule(
    _ id: RequirementID, _ plan: AuctionPlan, as actor: Actor, at now: Instant
  ) async throws -> Announced {
    let (content, suppliers) = try await database.read(as: actor, at: now) { work in
      let requirement = try work.requirement(id).record
      guard requirement.buyer == actor.company else { throw RecordError.notFound }
      guard actor.may(.buyer) else { throw Requirement.Rejection.buyersOnly }
      guard requirement.status == .active else { throw Requirement.Rejection.notPublished }
      guard try work.auction(of: id) == nil else { throw EngineRejection.auctionExists }
      return (requirement.content, try work.admissibleSuppliers(to: id))
    }
    guard plan.participants.allSatisfy({ suppliers.contains($0.company) }) else { throw Problem.notAccepted }
    var announcement = try plan.announcement(of: content, by: actor.company, opensAt: plan.opensAt ?? now)
    let seed = plan.rules.needsSeed ? Secret.random() : nil
    announcement.seedCommitment = seed.flatMap { Bytes32(SeedCommitment(to: $0).bytes) }
    let admissions = suppliers.map { supplier in
      plan.participants.first { $0.company == supplier } ?? Admission(supplier)
    }
    let auction: AuctionID = .version7(at: now, random: .random(in: .min ... .max))
    let keys = try await sealedKeys(for: plan, of: auction, as: actor, at: now)
    announcement.sealing = keys?.announced
    let command = EngineCommand.schedule(
      requirement: id, announcement, participants: admissions, seed: seed.flatMap { Bytes32($0.copiedBytes) },
      keyParts: keys?.parts)
    _ = try await engine.submit(command, to: auction)
    return Announced(auction: auction, secrets: keys?.secrets)
  }

  /// Admits suppliers that accepted after the announcement. Harmless where there is nobody to admit.
  func admitSuppliers(of requirement: RequirementID, as actor: Actor, at now: Instant) async throws {
    let (line, suppliers) = try await database.read(as: actor, at: now) { work in
      (try work.auction(of: requirement), try work.admissibleSuppliers(to: requirement))
    }
    guard let line, line.phase == .scheduled || line.phase == .open else { return }
    // Who is in already has terms of its own, which an admission without any would take away.
    let auction = engine.feed.room(line.id)?.auction
    for supplier in suppliers where auction?.isParticipant(supplier) != true {
      _ = try await engine.submit(.act(.admit(Admission(supplier))), to: line.id)
    }
  }

  /// Who has a stream of the auction open.
  func present(in seen: SeenAuction) -> Set<CompanyID> { engine.feed.room(seen.line.id)?.present ?? [] }
}

extension AuctionPlan {
  /// The target prices of the lots are the ceilings.
  fileprivate func announcement(
    of content: RequirementContent, by buyer: CompanyID, opensAt: Instant
  ) throws(EngineRejection) -> Announcement {
    let lots = content.lots.enumerated().map { index, lot in
      let number = LotNumber(Int32(index + 1))
      return Announcement.Lot(number: number, ceiling: lot.targetPrice, floor: floors[number])
    }
    guard floors.keys.allSatisfy({ number in lots.contains { $0.number == number } }) else {
      throw .rejected(.unknownLot)
    }
    return Announcement(
      buyer: buyer, rules: rules, currency: content.currency, opensAt: opensAt, lots: lots, rates: rates,
      isPractice: isPractice)
  }
}

extension Problem {
  static let notAccepted = conflict(
    "notAccepted", "The company has not accepted an invitation to the requirement, or is not verified.")
}
