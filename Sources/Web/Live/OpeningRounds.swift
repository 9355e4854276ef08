// The opening of sealed rounds: shares come in, and when there are enough of them every envelope is opened at once.

import Auctions
import Commerce
import Engine
import Sealing
import Store

/// How far the opening of a round has come.
struct RoundOpening: Equatable, Sendable {
  var round: Int
  var needed: Int
  /// Numbers of the openers whose share is there; empty once the round is opened.
  var given: [Int]
  var isOpened: Bool
  /// Over all offers of the round, from its deadline on.
  var digest: [UInt8]
}

extension House {
  /// Fetches the opener's shares, which the server then has no more.
  func collectShares(
    of id: AuctionID, code: String, as actor: Actor, at now: Instant
  ) async throws -> [OpeningSecrets.ShareText] {
    guard let number = try await sealedRoom(id, as: actor, at: now).openerNumber else { throw Problem.openersOnly }
    let code = try Problem.translating { () throws(WrittenFault) in try HandoverCode(text: code) }
    return try await database.takeShares(of: id, number: number) { waiting in
      guard !waiting.isEmpty else { throw Problem.alreadyCollected }
      return try waiting.map { waiting in
        let round = SealedRound(auction: id, number: UInt32(waiting.round))
        guard let share = LockedShare(bytes: waiting.bytes).share(of: round, index: UInt8(number), code) else {
          throw Problem.codeWrong
        }
        return OpeningSecrets.ShareText(round: waiting.round, text: share.text)
      }
    }
  }

  /// Takes an opener's share, and opens the round if it is the last one needed. Giving it twice is harmless.
  func give(
    share text: String, round number: Int, of id: AuctionID, as actor: Actor, at now: Instant
  ) async throws -> RoundOpening {
    let room = try await sealedRoom(id, as: actor, at: now)
    guard let opener = room.openerNumber else { throw Problem.openersOnly }
    // Before anything else: too early, a share is not even read.
    let deadline = try Problem.translating { () throws(PastDeadline.Refusal) in
      try PastDeadline(of: number, in: room.auction, id)
    }
    let lock = try room.lock(deadline.round)
    let share = try Problem.translating { () throws(WrittenFault) in try Share(text: text, for: deadline.round) }
    guard Int(share.index) == opener else { throw Problem.shareOfOtherOpener }
    try Problem.translating { () throws(CombiningFault) in try lock.check(share) }
    guard room.isAwaited(number) else {
      try await forget(deadline.round)
      return room.opening(lock, given: [])
    }
    givenShares.forget { [engine] in engine.feed.room($0)?.auction.isOver ?? true }
    let shares = givenShares.add(share)
    if shares.count >= lock.needed { try await open(room, lock, shares, after: deadline) }
    let present = try await sealedRoom(id, as: actor, at: now)
    // Another opener's share, given at the same moment, may have opened the round without this one.
    if !present.isAwaited(number) { givenShares.forget(lock.round) }
    return present.opening(lock, given: givenShares.numbers(of: lock.round))
  }

  private func open(
    _ room: SealedRoom, _ lock: Lock, _ shares: [Share], after deadline: PastDeadline
  ) async throws {
    let round = Int(lock.round.number)
    guard let part = try await database.keyPart(of: room.id, round: round).flatMap({ Secret(bytes: $0) }) else {
      guard try await isAwaited(round, of: room.id) else { return }
      throw Problem.keyPartLost
    }
    let found = try await onOwnThread("opening") {
      let opening = try Problem.translating { () throws(CombiningFault) in
        try Opening.combine(serverPart: part, shares: shares, lock: lock, after: deadline)
      }
      let offers = room.offers.standing(in: lock.round)
      return room.auction.lots.filter { $0.stage == .opening(round: round) }.map {
        ($0.number, opening.open(offers, on: $0.number))
      }
    }
    // Together, so that the journal takes them with one commit.
    try await withThrowingTaskGroup { group in
      for (lot, offers) in found { group.addTask { try await submit(.open(lot, offers, seed: nil), to: room.id) } }
      try await group.waitForAll()
    }
    try await forget(lock.round)
  }

  private func isAwaited(_ round: Int, of id: AuctionID) async throws -> Bool {
    try await auctions.load(id).0.lots.contains { $0.stage == .opening(round: round) }
  }

  /// Another opener's share may have opened the lot at the same time.
  private func submit(_ command: Auction.Command, to id: AuctionID) async throws {
    do throws(EngineRejection) { _ = try await engine.submit(.act(command), to: id) } catch {
      guard error != .rejected(.notAtOpening), error != .rejected(.alreadyOver) else { return }
      throw error
    }
  }

  private func forget(_ round: SealedRound) async throws {
    givenShares.forget(round)
    try await database.forgetKeyPart(of: round.auction, round: Int(round.number))
  }
}

extension SealedRoom {
  fileprivate func opening(_ lock: Lock, given: [Int]) -> RoundOpening {
    let round = Int(lock.round.number)
    return RoundOpening(
      round: round, needed: lock.needed, given: given, isOpened: !isAwaited(round),
      digest: offers.digest(of: lock.round))
  }
}
