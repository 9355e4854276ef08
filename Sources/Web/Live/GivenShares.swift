// Shares that openers have given and that wait for the others.

import Auctions
import Sealing
import Synchronization

/// In memory only, so that no copy of the database opens anything. Whoever restarts the server asks the openers again.
final class GivenShares: Sendable {
  private let given = Mutex<[SealedRound: [Share]]>([:])

  /// All shares of its round, with this one. It must have been checked: only so is their number bounded.
  func add(_ share: Share) -> [Share] {
    given.withLock { given in
      if given[share.round]?.contains(where: { $0.index == share.index }) != true {
        given[share.round, default: []].append(share)
      }
      return given[share.round] ?? []
    }
  }

  /// The numbers of the openers whose share is there.
  func numbers(of round: SealedRound) -> [Int] {
    given.withLock { ($0[round] ?? []).map { Int($0.index) }.sorted() }
  }

  func forget(_ round: SealedRound) { given.withLock { $0[round] = nil } }

  /// Forgets what is waited for in vain.
  func forget(where isOver: (AuctionID) -> Bool) {
    given.withLock { given in given = given.filter { !isOver($0.key.auction) } }
  }
}
