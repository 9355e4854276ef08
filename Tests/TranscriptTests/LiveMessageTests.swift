// What goes out to viewers: its exact form, and that no byte of a hidden secret is in it.

import Auctions
import Foundation
import StrictJSON
import Testing
import Transcript

@Suite struct LiveMessageTests {
  private static let ranked = Visibility(
    ownRank: .always, bestPrice: .afterClose, allPrices: .never, bidderCount: .never, names: .never,
    namesToBuyer: .always, observers: .never)
  private static let open = Visibility(
    ownRank: .always, bestPrice: .always, allPrices: .always, bidderCount: .always, names: .never,
    namesToBuyer: .afterClose, observers: .always)

  private static let head =
    #"{"id":"00000000-0000-0000-0000-0000000000e1","requirement":"r-7","title":"Tractor parts","currency":"MDL","#
  private static let times =
    #""opensAt":"2026-11-21T22:30:00.000Z","closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"#

  @Test func toABidderOfARankedAuction() throws {
    #expect(
      try LiveStage(Self.ranked).message(for: .bidder(LiveStage.a)).text == Self.head
        + #""phase":"open","position":8,"serverTime":"2026-11-21T22:31:40.000Z","viewer":"bidder","lots":["#
        + #"{"id":"1","title":"Lot <1>","phase":"open","# + Self.times
        + #""ceiling":"1000.00","ownPrice":"901.23","ownRank":3,"leading":false,"nextAdmissiblePrice":"901.22","#
        + #""bids":[{"position":6,"at":"2026-11-21T22:30:06.000Z","price":"901.23","bidder":"Alfa SRL","own":true}],"#
        + #""ranking":[]},"#
        + #"{"id":"2","title":"Lot <2>","phase":"open","# + Self.times
        + #""ceiling":"50.00","nextAdmissiblePrice":"50.00","bids":[],"ranking":[]}],"participants":[]}"#)
  }

  @Test func toTheBuyer() throws {
    #expect(
      try LiveStage(Self.ranked, phase: .closed).message(for: .buyer).text == Self.head
        + #""phase":"closed","position":11,"serverTime":"2026-11-21T22:31:40.000Z","viewer":"buyer","lots":["#
        + #"{"id":"1","title":"Lot <1>","phase":"closed","# + Self.times
        + #""ceiling":"1000.00","bestPrice":"812.34","bidderCount":3,"bids":["#
        + #"{"position":6,"at":"2026-11-21T22:30:06.000Z","price":"901.23","bidder":"Alfa SRL","own":false},"#
        + #"{"position":7,"at":"2026-11-21T22:30:07.000Z","price":"812.34","bidder":"Беларус \"Трактор\"","own":false},"#
        + #"{"position":8,"at":"2026-11-21T22:30:08.000Z","price":"845.67","bidder":"Côte d'Or SA","own":false}],"#
        + #""ranking":[{"rank":1,"bidder":"Беларус \"Трактор\"","price":"812.34","own":false},"#
        + #"{"rank":2,"bidder":"Côte d'Or SA","price":"845.67","own":false},"#
        + #"{"rank":3,"bidder":"Alfa SRL","price":"901.23","own":false}]},"#
        + #"{"id":"2","title":"Lot <2>","phase":"closed","# + Self.times
        + #""ceiling":"50.00","bidderCount":0,"bids":[],"ranking":[]}],"#
        + #""participants":[{"bidder":"Bidder 1","name":"Alfa SRL","present":false},"#
        + #"{"bidder":"Bidder 2","name":"Беларус \"Трактор\"","present":true},"#
        + #"{"bidder":"Bidder 3","name":"Côte d'Or SA","present":false},"#
        + #"{"bidder":"Bidder 4","name":"Delta GmbH","present":false}]}"#)
  }

  @Test func underAliases() throws {
    let stage = try LiveStage(Self.open)
    let lot = try #require(try JSON(parsing: stage.message(for: .bidder(LiveStage.b)))["lots"]?[0])
    #expect(lot["ranking"]?.elements?.map { $0["bidder"]?.text } == ["Беларус \"Трактор\"", "Bidder 3", "Bidder 1"])
    #expect(lot["ranking"]?.elements?.map { $0["own"]?.boolean } == [true, false, false])
    #expect(lot["leading"]?.boolean == true)
    let buyer = try JSON(parsing: stage.message(for: .buyer))
    let bidders = buyer["participants"]?.elements ?? []
    #expect(bidders.map { $0["bidder"]?.text } == ["Bidder 1", "Bidder 2", "Bidder 3", "Bidder 4"])
    #expect(bidders.allSatisfy { $0["name"] == nil })
    let observer = try JSON(parsing: stage.message(for: .observer))
    #expect(observer["viewer"]?.text == "observer")
    #expect(observer["participants"]?.elements?.isEmpty == true)
    #expect(observer["lots"]?[0]?["nextAdmissiblePrice"] == nil)
  }

  /// Every visibility × phase × viewer: the bytes are searched for what the rules hide.
  @Test func noByteOfASecret() throws {
    for visibility in Visibility.all {
      for phase in [Auction.Phase.open, .closed] {
        let stage = try LiveStage(visibility, phase: phase)
        for viewer in [Viewer.buyer, .bidder(LiveStage.a), .bidder(LiveStage.d), .observer] {
          let message = Data(stage.message(for: viewer))
          for secret in Self.hidden(from: viewer, by: visibility, in: phase) {
            guard message.range(of: Data(secret.utf8)) == nil else {
              Issue.record("\(secret) leaks to \(viewer), \(phase), \(visibility)")
              return
            }
          }
        }
      }
    }
  }

  /// What must not be in a message, by the words of the rules.
  private static func hidden(from viewer: Viewer, by rule: Visibility, in phase: Auction.Phase) -> [String] {
    func shown(_ exposure: Visibility.Exposure) -> Bool {
      exposure == .always || (exposure == .afterClose && phase == .closed)
    }
    let isBuyer = viewer == .buyer
    let prices = isBuyer || shown(rule.allPrices)
    // No identifier of a company or person and no key is for anybody.
    var hidden = ["c0ffee", "C0FFEE", "00000ace", "secret key"]
    if !prices { hidden += ["845.67", "Bidder "] }
    if !prices, !shown(rule.bestPrice) { hidden += ["812.34", "bestPrice"] }
    if !prices, viewer != .bidder(LiveStage.a) { hidden += ["901.23"] }
    if !isBuyer, !shown(rule.bidderCount) { hidden += ["bidderCount"] }
    if isBuyer || viewer == .observer || !shown(rule.ownRank) { hidden += ["ownRank", "leading"] }
    let names = isBuyer ? shown(rule.namesToBuyer) : prices && shown(rule.names)
    if !names { hidden += ["Трактор", "Côte", "Delta"] }
    if !names, viewer != .bidder(LiveStage.a) { hidden += ["Alfa"] }
    if !isBuyer { hidden += ["present", "Delta"] }
    return hidden
  }

  @Test func receipt() throws {
    let stage = try LiveStage(Self.open)
    let bid = Bid(
      lot: LotNumber(1), bidder: LiveStage.c, price: Money(tenThousandths: 845_6700), key: "secret key",
      placedBy: ActorID(bits: 1))
    guard case .same(let answer) = stage.auction.earlier(bid) else {
      Issue.record("the bid has an answer")
      return
    }
    let lot = stage.auction.view(for: .bidder(LiveStage.c), entries: []).lots[0]
    #expect(
      BidReceipt(answer, lot: lot).encoded().text
        == #"{"position":8,"lot":1,"price":"845.67","receivedAt":"2026-11-21T22:30:08.000Z","rank":2,"#
        + #""bestPrice":"812.34","closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"845.66"}"#)
    let ranked = try LiveStage(Self.ranked).auction.view(for: .bidder(LiveStage.c), entries: []).lots[0]
    #expect(
      BidReceipt(answer, lot: ranked).encoded().text
        == #"{"position":8,"lot":1,"price":"845.67","receivedAt":"2026-11-21T22:30:08.000Z","rank":2,"#
        + #""closesAt":"2026-11-21T23:00:00.000Z","nextAdmissiblePrice":"845.66"}"#)
  }
}

extension Visibility {
  fileprivate static var all: [Visibility] {
    var all = [Rules.sound.visibility]
    let fields: [WritableKeyPath<Visibility, Exposure>] = [
      \.ownRank, \.bestPrice, \.allPrices, \.bidderCount, \.names, \.namesToBuyer, \.observers,
    ]
    for field in fields {
      all = all.flatMap { visibility in
        Exposure.allCases.map { exposure in
          var changed = visibility
          changed[keyPath: field] = exposure
          return changed
        }
      }
    }
    return all
  }
}
