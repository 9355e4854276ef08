// What sealed offers are opened with, as far as the server has it: its own parts, and shares nobody has fetched yet.

package import Auctions
import Commerce
import Engine

/// A share that waits for its opener.
package struct WaitingShare: Equatable, Sendable {
  package var round: Int
  package var number: Int
  /// Locked with the opener's code.
  package var bytes: [UInt8]
}

extension Transaction {
  /// The seed and the parts of the keys, with the first line of the journal.
  func keepSecrets(_ opening: Append.Opening, of auction: AuctionID) throws {
    if let seed = opening.seed {
      try execute("INSERT INTO auction_seed (auction_id, seed) VALUES (\(auction), \(seed.bytes))")
    }
    guard let parts = opening.keyParts else { return }
    try execute(
      """
      INSERT INTO auction_opener (auction_id, requirement_id, company_id, number)
      SELECT \(auction), \(opening.requirement), company, number
      FROM unnest(\(parts.openers)) WITH ORDINALITY AS o (company, number)
      """)
    for (round, key) in zip(Int16(1)..., parts.rounds) {
      try execute(
        "INSERT INTO auction_key_part (auction_id, round, part) VALUES (\(auction), \(round), \(key.part))")
      for share in key.lockedShares {
        try execute(
          """
          INSERT INTO auction_locked_share (auction_id, round, number, share)
          VALUES (\(auction), \(round), \(Int16(share.number)), \(share.bytes))
          """)
      }
    }
  }

  func forgetKeyParts(of auction: AuctionID) throws {
    try execute("DELETE FROM auction_key_part WHERE auction_id = \(auction)")
  }
}

extension Database {
  /// The server's part of a round's key; nil once the round is opened, or never will be.
  package func keyPart(of auction: AuctionID, round: Int) async throws -> [UInt8]? {
    try await transaction(.engine, .readOnly) { transaction in
      try transaction.first(
        "SELECT part FROM auction_key_part WHERE auction_id = \(auction) AND round = \(Int16(round))"
      ) { row in try row() }
    }
  }

  /// The round is opened: its key is needed no more.
  package func forgetKeyPart(of auction: AuctionID, round: Int) async throws {
    try await transaction(.engine) { transaction in
      try transaction.execute(
        "DELETE FROM auction_key_part WHERE auction_id = \(auction) AND round = \(Int16(round))")
    }
  }

  /// The numbers of openers that have not fetched their shares.
  package func waitingOpeners(of auction: AuctionID) async throws -> [Int] {
    try await transaction(.engine, .readOnly) { transaction in
      try transaction.rows(
        "SELECT DISTINCT number FROM auction_locked_share WHERE auction_id = \(auction) ORDER BY number"
      ) { row in Int(try row() as Int16) }
    }
  }

  /// Hands an opener's shares to `unlock` and forgets them, if it does not throw.
  package func takeShares<Value: Sendable>(
    of auction: AuctionID, number: Int, _ unlock: @escaping @Sendable ([WaitingShare]) throws -> Value
  ) async throws -> Value {
    try await transaction(.engine) { transaction in
      let shares = try transaction.rows(
        """
        DELETE FROM auction_locked_share WHERE auction_id = \(auction) AND number = \(Int16(number))
        RETURNING round, number, share
        """
      ) { row in
        try WaitingShare(round: Int(row() as Int16), number: Int(row() as Int16), bytes: row())
      }
      return try unlock(shares.sorted { $0.round < $1.round })
    }
  }
}

extension Work {
  /// The number of this company's share in an auction; nil where it has none.
  package func openerNumber(in auction: AuctionID) throws -> Int? {
    try transaction.first(
      "SELECT number FROM auction_opener WHERE auction_id = \(auction) AND company_id = \(actor.company)"
    ) { row in Int(try row() as Int16) }
  }

  /// Those of the companies that are verified, whom everybody knows by name.
  package func verified(_ companies: [CompanyID]) throws -> Set<CompanyID> {
    Set(
      try transaction.rows(
        "SELECT id FROM company WHERE id = ANY(\(companies)) AND verification = 'verified'"
      ) { row in try row() as CompanyID })
  }
}
