// The owner of live auctions with its journal, for tests that say every instant themselves.

import Auctions
import Commerce
import Testing
import Transcript

@testable import Engine

/// An auctioneer with its journal. Time begins at the announcement.
final class Owner {
  static let auction = AuctionID(bits: 1)
  static let requirement = RequirementID(bits: 2)
  static let buyer = CompanyID(bits: 3)
  static let (a, b, c) = (CompanyID(bits: 11), CompanyID(bits: 12), CompanyID(bits: 13))

  private var auctioneer = Auctioneer()
  private(set) var appends: [Append] = []

  init() {}

  /// With A, B and C admitted, opening after a second.
  convenience init(
    _ rules: Rules, ceilings: [Int64] = [1_000], seed: Bytes32? = nil, change: (inout Announcement) -> Void = { _ in }
  ) throws {
    self.init()
    _ = try act(Self.schedule(rules, ceilings: ceilings, seed: seed, change: change), at: 0)
  }

  static func schedule(
    _ rules: Rules, ceilings: [Int64] = [1_000], opensAt: Int64 = 1_000, seed: Bytes32? = nil,
    change: (inout Announcement) -> Void = { _ in }
  ) -> EngineCommand {
    var announcement = Announcement.test(rules, buyer: buyer, opensAt: instant(opensAt), ceilings: ceilings)
    announcement.seedCommitment = seed.map { _ in Bytes32(Array(repeating: 0xCC, count: 32))! }
    change(&announcement)
    return .schedule(
      requirement: requirement, announcement, participants: [a, b, c].map { Admission($0) }, seed: seed)
  }

  /// One command, decided when it was received.
  func act(_ command: EngineCommand, at milliseconds: Int64) throws -> Reply {
    try batch([(milliseconds, command)], at: milliseconds)[0].get()
  }

  func bid(_ command: EngineCommand, at milliseconds: Int64) throws -> BidReply {
    guard case .bid(let reply) = try act(command, at: milliseconds) else { throw EngineRejection.unknownAuction }
    return reply
  }

  /// Lets what is due happen.
  func pass(to milliseconds: Int64) { _ = batch([], at: milliseconds) }

  /// Commands with their stamps, decided together.
  func batch(_ commands: [(Int64, EngineCommand)], at milliseconds: Int64) -> [EngineAnswer] {
    let batch = auctioneer.decide(
      commands.map { Submission(auction: Self.auction, command: $1, receivedAt: Self.instant($0)) { _ in } },
      at: Self.instant(milliseconds))
    appends += batch.appends
    return batch.answers
  }

  /// Another owner takes the auction over, with the seed or without.
  func successor(seed: Bytes32?) throws -> Owner {
    let next = Owner()
    try next.auctioneer.replay(
      Recorded(auction: Self.auction, requirement: Self.requirement, epoch: 2, lines: lines, seed: seed))
    return next
  }

  var live: Auction {
    get throws {
      let auction = auctioneer.auction(Self.auction)
      return try #require(auction)
    }
  }

  var nextDue: Instant? { auctioneer.nextDue }
  var noteMilliseconds: Int64? { auctioneer.noteMilliseconds }
  var lastStamp: Instant? { auctioneer.lastStamp }
  var lines: [[UInt8]] { appends.flatMap(\.lines) }
  var entries: [Entry] { get throws { try lines.map { try EntryCodec.decode($0) } } }
  var kinds: [EventKind] { get throws { try entries.map(\.event.kind) } }

  static func instant(_ milliseconds: Int64) -> Instant {
    Instant(milliseconds: 1_795_300_200_000 + milliseconds)
  }
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}
