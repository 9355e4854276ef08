// What comes into the engine, and what is answered.

package import Auctions
package import Commerce

package enum EngineCommand: Sendable {
  /// Announces a new auction and admits its first participants.
  case schedule(
    requirement: RequirementID, Announcement, participants: [Admission], seed: Bytes32?, keyParts: KeyParts? = nil)
  case act(Auction.Command)
}

/// What the engine says once the journal holds it.
package enum Reply: Equatable, Sendable {
  /// The auction's journal now ends before this position.
  case done(position: Int64)
  case bid(BidReply)
}

/// The answer to a bid, and how its lot stands right after.
package struct BidReply: Equatable, Sendable {
  package var answer: Answer
  package var now: AfterBid?
  /// Whether the key had been answered before.
  package var isRepeated: Bool
}

package enum EngineRejection: Error, Equatable, Sendable {
  case unknownAuction
  case auctionExists
  case schedule(Auction.ScheduleRejection)
  case rejected(Auction.Rejection)
  /// The idempotency key was used for another lot or price.
  case keyConflict
  /// Too many commands wait: try again in a moment.
  case busy
  /// The journal is out of reach, or the outcome of its commit unknown: try again with the same key.
  case unavailable
}

package typealias EngineAnswer = Result<Reply, EngineRejection>

/// One command on its way, stamped when it was received in full.
package struct Submission: Sendable {
  package var auction: AuctionID
  package var command: EngineCommand
  package var receivedAt: Instant
  package var answer: @Sendable (EngineAnswer) -> Void
}
