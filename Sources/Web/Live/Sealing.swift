// Offers are sealed: by the server on arrival, or by the supplier before.

import Auctions
import Commerce
import Engine
import Sealing
import Store
import Transcript

/// What a supplier holds in its hands after sealing.
struct SealedReceipt: Equatable, Sendable, Unprinted {
  var offer: RecordedOffer
  /// Kept by the supplier alone; nil where it sealed the offer itself, and when the answer is given again.
  var salt: Bytes32?
  var isRepeated = false
}

/// An offer that its supplier has sealed itself.
struct SelfSealed: Sendable {
  var lot: LotNumber
  /// For which it was sealed: its key opens no other.
  var round: Int
  var commitment: Bytes32
  var envelope: [UInt8]
}

extension House {
  /// Seals the price. A price that would be void is refused before anything is kept or sent anywhere.
  func seal(
    _ price: Money, lot: LotNumber, in id: AuctionID, key: String, as actor: Actor, at now: Instant
  ) async throws -> SealedReceipt {
    let room = try await roomToSeal(in: id, as: actor, at: now)
    // Nobody can say whether the price is the same: the key alone does.
    if let earlier = try room.earlier(key, lot, of: actor.company) { return earlier }
    let bid = Bid(lot: lot, bidder: actor.company, price: price, key: key, placedBy: actor.id)
    do throws(Refusal) { try room.auction.judgeBeforeSealing(bid, at: now) } catch {
      throw Problem.of(error, currency: room.currency(of: actor.company))
    }
    guard case .sealed(let round)? = room.auction.lot(lot)?.stage else { throw Problem.roundOver }
    let content = OfferContent(price: price)
    let sealed = try room.lock(SealedRound(auction: id, number: UInt32(round)))
      .seal(content, lot: lot, bidder: actor.company)
    guard let commitment = Bytes32(sealed.commitment) else { throw Problem.roundOver }
    let own = SelfSealed(lot: lot, round: round, commitment: commitment, envelope: sealed.envelope)
    var receipt = try await keep(own, in: id, key: key, as: actor, at: now)
    if !receipt.isRepeated { receipt.salt = Bytes32(content.salt) }
    return receipt
  }

  /// Takes what the supplier has sealed itself. Nobody can look into it before the opening.
  func seal(
    _ own: SelfSealed, in id: AuctionID, key: String, as actor: Actor, at now: Instant
  ) async throws -> SealedReceipt {
    let room = try await roomToSeal(in: id, as: actor, at: now)
    if let earlier = try room.earlier(key, own.lot, of: actor.company) {
      guard earlier.offer.sealed.commitment == own.commitment else { throw Problem.keyConflict }
      return earlier
    }
    if case .sealed(let round)? = room.auction.lot(own.lot)?.stage, round != own.round { throw Problem.roundOver }
    return try await keep(own, in: id, key: key, as: actor, at: now)
  }

  private func roomToSeal(in id: AuctionID, as actor: Actor, at now: Instant) async throws -> SealedRoom {
    guard actor.isVerified else { throw Problem.companyNotVerified }
    let seen = try await auctions.see(id, as: actor, at: now)
    let (auction, entries) = try await auctions.present(id, at: now)
    return SealedRoom(id: id, line: seen.line, auction: auction, entries: entries, openerNumber: nil)
  }

  private func keep(
    _ own: SelfSealed, in id: AuctionID, key: String, as actor: Actor, at now: Instant
  ) async throws -> SealedReceipt {
    let offer = SealedOffer(
      lot: own.lot, bidder: actor.company, commitment: own.commitment, envelope: own.envelope, key: key,
      placedBy: actor.id)
    let reply = try await submit(offer, to: id)
    if case .refused(let refusal) = reply.answer.outcome { throw Problem.ofSealing(refusal) }
    let (_, entries) = try await auctions.present(id, at: now)
    guard let kept = RoundOffers(entries, of: id).all.first(where: { $0.position == reply.answer.position }) else {
      throw EngineRejection.unavailable
    }
    // Between looking and sealing the round has changed: this envelope will not open, and another one may replace it.
    guard kept.sealed.commitment != own.commitment || Int(kept.place.round.number) == own.round else {
      throw Problem.roundOver
    }
    return SealedReceipt(offer: kept, isRepeated: reply.isRepeated)
  }
}

extension House {
  /// An auction that is over may be forgotten by the engine, and refuses as one that it remembers.
  private func submit(_ offer: SealedOffer, to id: AuctionID) async throws(EngineRejection) -> BidReply {
    do throws(EngineRejection) {
      guard case .bid(let reply) = try await engine.submit(.act(.seal(offer)), to: id) else { throw .unavailable }
      return reply
    } catch {
      throw error == .unknownAuction ? .rejected(.alreadyOver) : error
    }
  }
}

extension SealedRoom {
  /// What was answered to this key before.
  fileprivate func earlier(_ key: String, _ lot: LotNumber, of bidder: CompanyID) throws(Problem) -> SealedReceipt? {
    let digest = KeyDigest(key)
    let earlier = offers.all.first { $0.place.bidder == bidder && $0.sealed.keyDigest == digest }
    guard let earlier else { return nil }
    guard earlier.place.lot == lot else { throw .keyConflict }
    return SealedReceipt(offer: earlier, isRepeated: true)
  }

  fileprivate func currency(of bidder: CompanyID) -> String {
    auction.participants.first { $0.company == bidder }?.admission.currency ?? auction.announcement.currency
  }
}
