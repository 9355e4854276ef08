// What is shown, to whom and when: one row a policy, phase and viewer.

import Auctions
import Testing

@Suite struct ViewTests {
  /// Best price and prices for everybody, names for nobody but the buyer, and for it after the close.
  private static let open = Visibility(
    ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .never,
    namesToBuyer: .afterClose, observers: .always)
  /// The own rank and nothing else; the best price after the close.
  private static let ranked = Visibility(
    ownRank: .always, bestPrice: .afterClose, allPrices: .never, bidderCount: .never, names: .never,
    namesToBuyer: .always, observers: .never)

  /// A, B and C offer 900, 800 and 850; D is admitted and silent.
  @Test(
    arguments: [
      //        phase       viewer      what is shown of the lot
      (
        open, .open, "A",
        "best 800, own 900 rank 3, of 3, next 890, ranking #2 800 #3 850 1A 900*, bids 1A 900* #2 800 #3 850"
      ),
      (open, .open, "D", "best 800, of 3, next 1000, ranking #2 800 #3 850 #1 900, bids #1 900 #2 800 #3 850"),
      (open, .open, "observer", "best 800, of 3, ranking #2 800 #3 850 #1 900, bids #1 900 #2 800 #3 850"),
      (open, .open, "buyer", "best 800, of 3, ranking #2 800 #3 850 #1 900, bids #1 900 #2 800 #3 850"),
      (open, .closed, "buyer", "best 800, of 3, ranking 2B 800 3C 850 1A 900, bids 1A 900 2B 800 3C 850"),
      (open, .cancelled, "buyer", "best 800, of 3, ranking #2 800 #3 850 #1 900, bids #1 900 #2 800 #3 850"),
      (open, .closed, "B", "best 800, own 800 rank 1, of 3, ranking 2B 800* #3 850 #1 900, bids #1 900 2B 800* #3 850"),
      (ranked, .open, "A", "own 900 rank 3, next 890, bids A 900*"),
      (ranked, .open, "B", "own 800 rank 1, next 790, bids B 800*"),
      (ranked, .open, "D", "next 1000"),
      (ranked, .open, "observer", ""),
      (ranked, .open, "buyer", "best 800, of 3, ranking 2B 800 3C 850 1A 900, bids 1A 900 2B 800 3C 850"),
      (ranked, .closed, "A", "best 800, own 900 rank 3, bids A 900*"),
      (ranked, .closed, "D", "best 800"),
      (ranked, .cancelled, "A", "own 900 rank 3, bids A 900*"),
      (.nothing, .open, "A", "own 900, next 890, bids A 900*"),
      (.nothing, .closed, "A", "own 900, bids A 900*"),
      (.nothing, .open, "buyer", "best 800, of 3, ranking #2 800 #3 850 #1 900, bids #1 900 #2 800 #3 850"),
      (.everything, .open, "observer", "best 800, of 3, ranking 2B 800 3C 850 1A 900, bids 1A 900 2B 800 3C 850"),
    ] as [(Visibility, Auction.Phase, String, String)])
  func lot(_ visibility: Visibility, phase: Auction.Phase, viewer: String, shown: String) throws {
    var names = Names()
    let (a, b, c, d) = (names.company("A"), names.company("B"), names.company("C"), names.company("D"))
    var stage = try ViewStage(visibility)
    stage.happen(.participantAdmitted(a), .participantAdmitted(b), .participantAdmitted(c), .participantAdmitted(d))
    stage.happen(.opened, .bid(a, 900), .bid(b, 800), .bid(c, 850))
    stage.end(in: phase)
    let eyes: Viewer =
      switch viewer {
      case "buyer": .buyer
      case "observer": .observer
      default: .bidder(names.company(viewer))
      }
    #expect(text(stage.view(eyes).lots[0], names) == shown)
  }

  @Test func participantsAreTheBuyersAlone() throws {
    for (visibility, named) in [(Self.open, false), (Self.ranked, true)] {
      var stage = try ViewStage(visibility)
      stage.happen(.participantAdmitted(CompanyID(bits: 1)), .participantAdmitted(CompanyID(bits: 2)))
      let shown = stage.view(.buyer).participants
      #expect(shown.map(\.number) == [1, 2])
      #expect(shown.map(\.company) == (named ? [CompanyID(bits: 1), CompanyID(bits: 2)] : [nil, nil]))
      #expect(stage.view(.bidder(CompanyID(bits: 1))).participants.isEmpty)
      #expect(stage.view(.observer).participants.isEmpty)
    }
  }

  @Test func whoMayLook() throws {
    let (bidder, stranger) = (CompanyID(bits: 1), CompanyID(bits: 2))
    for (observers, phase, looks) in [
      (Visibility.Exposure.never, Auction.Phase.open, false), (.never, .closed, false), (.always, .open, true),
      (.afterClose, .open, false), (.afterClose, .cancelled, false), (.afterClose, .closed, true),
    ] {
      var visibility = Visibility.nothing
      visibility.observers = observers
      var stage = try ViewStage(visibility)
      stage.happen(.participantAdmitted(bidder), .opened)
      stage.end(in: phase)
      #expect(stage.auction.viewer(Names.buyer) == .buyer)
      #expect(stage.auction.viewer(bidder) == .bidder(bidder))
      #expect(stage.auction.viewer(stranger) == (looks ? .observer : nil), "\(observers) \(phase)")
    }
  }

  /// The line of the lot's times is for everybody.
  @Test func timesAreForEverybody() throws {
    var stage = try ViewStage(.nothing)
    stage.happen(.opened, .lotExtended(LotNumber(1), until: Instant(milliseconds: 130)))
    let lot = stage.view(.observer).lots[0]
    #expect(lot.opensAt == Instant(milliseconds: 10))
    #expect(lot.closesAt == Instant(milliseconds: 130))
    #expect(lot.extensions == 1)
    #expect(lot.phase == .open)
    #expect(lot.ceiling == Money(tenThousandths: 1_000_0000))
  }
}

private func text(_ lot: AuctionView.Lot, _ names: Names) -> String {
  var parts: [String] = []
  if let best = lot.bestPrice { parts.append("best \(best.brief)") }
  if let own = lot.ownPrice { parts.append("own \(own.brief)\(lot.ownRank.map { " rank \($0)" } ?? "")") }
  if let count = lot.bidderCount { parts.append("of \(count)") }
  if let next = lot.nextAdmissible { parts.append("next \(next.brief)") }
  let ranking = lot.ranking.map { "\(text($0.bidder, names)) \($0.price.brief)\($0.isOwn ? "*" : "")" }
  if !ranking.isEmpty { parts.append("ranking " + ranking.joined(separator: " ")) }
  let bids = lot.bids.map { "\(text($0.bidder, names)) \($0.price.brief)\($0.isOwn ? "*" : "")" }
  if !bids.isEmpty { parts.append("bids " + bids.joined(separator: " ")) }
  return parts.joined(separator: ", ")
}

/// "#2" for a number alone, "2B" with the name, "B" where the number is hidden.
private func text(_ alias: Alias, _ names: Names) -> String {
  guard let company = alias.company else { return "#\(alias.number)" }
  return (alias.number == 0 ? "" : String(alias.number)) + names.name(company)
}
