// A sealed auction as those around its keys see it: its buyer, its bidders, who looks on, and its openers.

import Auctions
import Commerce
import Engine
import Sealing
import Store

struct SealedRoom: Sendable {
  var id: AuctionID
  var line: AuctionLine
  var auction: Auction
  var entries: Chunked<Entry>
  /// Of the acting company's share.
  var openerNumber: Int?

  var announced: Announcement.Sealing? { auction.announcement.sealing }

  var sealed: Clock.Sealed? {
    if case .sealed(let sealed) = auction.announcement.rules.clock.format { sealed } else { nil }
  }

  var offers: RoundOffers { RoundOffers(entries, of: id) }

  func lock(_ round: SealedRound) throws -> Lock {
    guard let lock = Lock(round, of: auction.announcement) else { throw EngineRejection.rejected(.notSealed) }
    return lock
  }

  /// Whether a lot still waits for the openers of that round.
  func isAwaited(_ round: Int) -> Bool { auction.lots.contains { $0.stage == .opening(round: round) } }
}

extension House {
  /// 404 for who may not know of the auction, 403 for who has no part in it, 409 where nothing is sealed.
  func sealedRoom(_ id: AuctionID, as actor: Actor, at now: Instant) async throws -> SealedRoom {
    let (line, number) = try await database.read(as: actor, at: now) { work in
      (try work.auction(id), try work.openerNumber(in: id))
    }
    // Openers need not be admitted; everybody else is looked at like at the auction itself.
    if number == nil { _ = try await auctions.see(id, as: actor, at: now) }
    let (auction, entries) = try await auctions.present(id, at: now)
    guard auction.rules.clock.isSealed else { throw EngineRejection.rejected(.notSealed) }
    return SealedRoom(id: id, line: line, auction: auction, entries: entries, openerNumber: number)
  }
}

extension AuctionHall {
  /// The auction after all that was due before `now`, even if the engine has yet to wake for it.
  func present(_ id: AuctionID, at now: Instant) async throws -> (Auction, Chunked<Entry>) {
    let (auction, entries, isLive) = try await load(id)
    guard isLive, let due = auction.nextDue(), due <= now else { return (auction, entries) }
    _ = try await engine.submit(.act(.tick(seed: nil)), to: id)
    let (present, presentEntries, _) = try await load(id)
    return (present, presentEntries)
  }
}

extension House {
  /// What everybody around the auction may know of its keys. It says nothing of how many offers there are.
  func sealing(of id: AuctionID, as actor: Actor, at now: Instant) async throws -> SealingDocument {
    let room = try await sealedRoom(id, as: actor, at: now)
    guard let announced = room.announced, let sealed = room.sealed else { throw EngineRejection.rejected(.notSealed) }
    let names = try await database.read(as: actor, at: now) { try $0.names(of: announced.openers) }
    let waiting = try await database.waitingOpeners(of: id)
    let openers = announced.openers.enumerated().map { place, company in
      SealingDocument.Opener(
        number: place + 1, company: company, name: names[company] ?? "", isOwn: company == actor.company,
        hasCollected: !waiting.contains(place + 1))
    }
    let rounds = announced.rounds.enumerated().map { index, round in
      room.round(index + 1, round, given: givenShares.numbers(of: SealedRound(auction: id, number: UInt32(index + 1))))
    }
    return SealingDocument(
      auction: id, title: room.line.title, needed: sealed.openersNeeded, openers: openers, rounds: rounds)
  }
}

extension SealedRoom {
  fileprivate func round(
    _ number: Int, _ announced: Announcement.Sealing.Round, given: [Int]
  ) -> SealingDocument.Round {
    var round = SealingDocument.Round(
      number: number, publicKey: announced.publicKey, shareDigests: announced.shareDigests, phase: .future, given: given
    )
    do throws(PastDeadline.Refusal) {
      let past = try PastDeadline(of: number, in: auction, id)
      round.phase = isAwaited(number) ? .awaited : .opened
      round.digest = offers.digest(of: past.round)
    } catch {
      switch error {
      case .tooEarly(let deadline):
        round.deadline = deadline
        if auction.lots.contains(where: { $0.stage == .sealed(round: number) }) { round.phase = .sealed }
      case .cancelled: round.phase = .cancelled
      case .notSealed, .unknownRound: break
      }
    }
    return round
  }
}
