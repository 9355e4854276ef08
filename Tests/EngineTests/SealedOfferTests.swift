// Sealed offers through the owner of live auctions: sealed, sealed again, opened.

import Auctions
import Commerce
import Testing
import Transcript

@testable import Engine

@Suite struct SealedOfferTests {
  private static let seed = Bytes32(Array(0..<32))!

  /// A minute for offers, two lots, of equal ones the drawn wins.
  private func makeOwner() throws -> Owner {
    var rules = Rules.test(.sealed(.init(durationMilliseconds: 60_000, openersNeeded: 1)))
    rules.ranking.ties = .drawn
    let key = Bytes32(Array(repeating: 7, count: 32))!
    return try Owner(rules, ceilings: [1_000, 500], seed: Self.seed) {
      $0.sealing = .init(openers: [Owner.buyer], rounds: [.init(publicKey: key, shareDigests: [key])])
    }
  }

  private func seal(_ bidder: CompanyID, _ content: UInt8, on lot: Int32 = 1, key: String) -> EngineCommand {
    .act(
      .seal(
        SealedOffer(
          lot: LotNumber(lot), bidder: bidder, commitment: commitment(content), envelope: [content], key: key,
          placedBy: ActorID(bits: 99))))
  }

  private func commitment(_ content: UInt8) -> Bytes32 { Bytes32(Array(repeating: content, count: 32))! }

  private func opened(_ bidder: CompanyID, _ price: Int64) -> OpenedOffer {
    OpenedOffer(bidder: bidder, price: Money(tenThousandths: price * 10_000), salt: commitment(9))
  }

  private func open(_ lot: Int32, _ offers: OpenedOffer...) -> EngineCommand {
    .act(.open(LotNumber(lot), offers, seed: nil))
  }

  /// Nobody can compare what is sealed: the key alone says that it is the same offer again.
  @Test func aKeyIsOneOffer() throws {
    let owner = try makeOwner()
    let first = try owner.bid(seal(Owner.a, 1, key: "k"), at: 2_000)
    #expect(first.answer.outcome == .sealed(commitment(1)))
    #expect(first.now?.closesAt != nil)
    let count = owner.lines.count
    for content in [UInt8(1), 2] {
      let again = try owner.bid(seal(Owner.a, content, key: "k"), at: 3_000)
      #expect(again.answer == first.answer)
      #expect(again.isRepeated)
    }
    #expect(throws: EngineRejection.keyConflict) { try owner.act(seal(Owner.a, 1, on: 2, key: "k"), at: 3_000) }
    #expect(owner.lines.count == count)
    // Another key replaces the offer; another company's key is its own.
    #expect(try owner.bid(seal(Owner.a, 3, key: "l"), at: 3_000).isRepeated == false)
    #expect(try owner.bid(seal(Owner.b, 1, key: "k"), at: 3_000).isRepeated == false)
    #expect(try owner.live.lots[0].sealed.map(\.offer.commitment) == [commitment(3), commitment(1)])
  }

  @Test func theDeadlineAndAfterIt() throws {
    let owner = try makeOwner()
    _ = try owner.bid(seal(Owner.a, 1, key: "a"), at: 60_999)
    let late = try owner.bid(seal(Owner.b, 1, key: "b"), at: 61_000)
    #expect(late.answer.outcome == .refused(Refusal(.alreadyClosed, offered: .zero)))
    #expect(try owner.bid(seal(Owner.b, 1, key: "b"), at: 61_001).isRepeated)
    // The refused envelope is nobody's business.
    let refused = try owner.entries.compactMap { if case .sealRefused(let offer, _) = $0.event { offer } else { nil } }
    #expect(refused.map(\.envelope) == [[]])
    // The lots wait for people now, however long that takes.
    #expect(owner.nextDue == nil)
    #expect(owner.noteMilliseconds == 1_000)
    let bid = try owner.bid(.bid(Owner.a, 900, key: "c"), at: 62_000)
    #expect(bid.answer.outcome == .refused(Refusal(.onlySealed, offered: Money(tenThousandths: 9_000_000))))
  }

  /// Equal offers are drawn by the owner's seed, whatever the command says of one.
  @Test func theOpening() throws {
    let owner = try makeOwner()
    _ = try owner.bid(seal(Owner.a, 1, key: "a"), at: 2_000)
    _ = try owner.bid(seal(Owner.b, 2, key: "b"), at: 2_000)
    _ = try owner.bid(seal(Owner.c, 3, key: "c"), at: 2_000)
    #expect(throws: EngineRejection.rejected(.notAtOpening)) {
      try owner.act(open(1, opened(Owner.a, 900)), at: 3_000)
    }
    owner.pass(to: 61_000)
    let forged = EngineCommand.act(
      .open(
        LotNumber(1), [opened(Owner.a, 900), opened(Owner.b, 900)],
        seed: Bytes32(Array(repeating: 0xFF, count: 32))!))
    _ = try owner.act(forged, at: 70_000)
    #expect(
      try owner.kinds.suffix(5) == [.offerOpened, .offerOpened, .offerUnreadable, .seedRevealed, .lotClosed])
    #expect(try owner.live.seed == Self.seed)
    let first = Self.seed.draw(1 << 32) < Self.seed.draw(1 << 32 | 1) ? Owner.a : Owner.b
    #expect(try owner.live.lots[0].winners == [Win(bidder: first, price: Money(tenThousandths: 9_000_000))])
    // An opened offer counts from when it was sealed.
    #expect(try owner.live.lots[0].offers.allSatisfy { $0.receivedAt == Owner.instant(2_000) })
    #expect(throws: EngineRejection.rejected(.notAtOpening)) { try owner.act(open(1), at: 71_000) }
    // Nobody has offered on the second lot; the seed is revealed once.
    _ = try owner.act(open(2), at: 72_000)
    #expect(try owner.kinds.suffix(2) == [.lotClosed, .closed])
    #expect(try owner.kinds.count { $0 == .seedRevealed } == 1)
    #expect(throws: EngineRejection.rejected(.alreadyOver)) { try owner.act(seal(Owner.a, 4, key: "d"), at: 73_000) }
    #expect(try owner.bid(seal(Owner.a, 1, key: "a"), at: 74_000).isRepeated)
    #expect(Auction(replaying: try owner.entries)?.lots == (try owner.live.lots))
  }

  /// Whoever seals chooses the bytes of its price. No choice of it keeps the auction from being taken over.
  @Test(arguments: [Int64.min, -1, 0, 1, Int64.max]) func noPriceSpoilsTheJournal(price: Int64) throws {
    let owner = try makeOwner()
    _ = try owner.bid(seal(Owner.a, 1, key: "a"), at: 2_000)
    owner.pass(to: 61_000)
    let offer = OpenedOffer(bidder: Owner.a, price: Money(tenThousandths: price), salt: commitment(9))
    _ = try owner.act(open(1, offer), at: 62_000)
    #expect(try owner.kinds.contains(.offerVoid))
    #expect(try owner.successor(seed: Self.seed).live.lots == owner.live.lots)
  }
}
