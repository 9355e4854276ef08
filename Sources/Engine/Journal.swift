// Where events become facts. PostgreSQL in production, an array that fails on demand in tests and simulations.

package import Auctions
package import Commerce

/// The new lines of one auction, and the fence they are written behind.
package struct Append: Equatable, Sendable {
  /// Set with the first line: the auction's row is created together with it.
  package struct Opening: Equatable, Sendable {
    package var requirement: RequirementID
    package var buyer: CompanyID
    package var at: Instant
    /// What chance will be decided with; its hash is in the announcement.
    package var seed: Bytes32?
    package var keyParts: KeyParts?

    package init(
      requirement: RequirementID, buyer: CompanyID, at: Instant, seed: Bytes32?, keyParts: KeyParts? = nil
    ) {
      self.requirement = requirement
      self.buyer = buyer
      self.at = at
      self.seed = seed
      self.keyParts = keyParts
    }
  }

  package var auction: AuctionID
  package var epoch: Int64
  /// The position of the first line; the journal must end just before it.
  package var expected: Int64
  /// Lines in their canonical encoding.
  package var lines: [[UInt8]]
  package var phase: Auction.Phase
  package var opensAt: Instant
  package var closesAt: Instant
  package var opening: Opening?

  package init(
    auction: AuctionID, epoch: Int64, expected: Int64, lines: [[UInt8]], phase: Auction.Phase, opensAt: Instant,
    closesAt: Instant, opening: Opening?
  ) {
    self.auction = auction
    self.epoch = epoch
    self.expected = expected
    self.lines = lines
    self.phase = phase
    self.opensAt = opensAt
    self.closesAt = closesAt
    self.opening = opening
  }
}

/// An auction as the journal holds it.
package struct Recorded: Sendable {
  package var auction: AuctionID
  package var requirement: RequirementID
  package var epoch: Int64
  package var lines: [[UInt8]]
  package var seed: Bytes32?
  package init(
    auction: AuctionID, requirement: RequirementID, epoch: Int64, lines: [[UInt8]], seed: Bytes32? = nil
  ) {
    self.auction = auction
    self.requirement = requirement
    self.epoch = epoch
    self.lines = lines
    self.seed = seed
  }
}

/// Everything that a new owner needs to know.
package struct Takeover: Sendable {
  package var auctions: [Recorded]
  /// When an owner last said that it is there; `nil` if none ever has.
  package var lastAlive: Instant?
  package init(auctions: [Recorded], lastAlive: Instant?) {
    self.auctions = auctions
    self.lastAlive = lastAlive
  }
}

package enum JournalError: Error, Equatable, Sendable {
  /// Another server owns the auction now: nothing was written.
  case fenced(AuctionID)
  /// Another server owns all auctions at the moment: nothing was read.
  case notOwner
  /// Not written, or not known to be: only reading the journal again tells.
  case unavailable(String)
}

package protocol Journal: ~Copyable, Sendable {
  /// Becomes the owner and hands over every auction that is not over, each under a new epoch.
  mutating func takeOver() throws(JournalError) -> Takeover
  /// Begins to make all of it durable with one commit, or none of it; nothing else may be asked before `finish`.
  mutating func begin(_ appends: [Append]) throws(JournalError)
  /// Waits until what was begun is durable.
  mutating func finish() throws(JournalError)
  /// Keeps the time, so that the next owner knows for how long nobody was there.
  mutating func noteAlive(at now: Instant) throws(JournalError)
  /// Gives up ownership, so that another server need not wait for the connection to die.
  mutating func release()
}

extension Journal where Self: ~Copyable {
  package mutating func append(_ appends: [Append]) throws(JournalError) {
    try begin(appends)
    try finish()
  }
}
