// What goes out to viewers: its exact form, and that no byte of a hidden secret is in it.

import Auditing
import Auctions
import Foundation
import StrictJSON
import Testing
import Transcript

@Suite struct LiveMessageTests {
  /// A (901.23), B (873.21, then 812.34) and C (899.99, then 845.67) offer for the first of two lots; D is silent.
  private static func stage(_ visibility: Visibility, _ end: Auction.Phase = .open) throws -> LiveStage {
    var rules = Rules.sound
    rules.visibility = visibility
    rules.closing.softClose = nil
    var stage = try LiveStage(rules)
    try stage.play(
      6_000, .bid(LiveStage.a, 901_23), .bid(LiveStage.b, 873_21), .bid(LiveStage.c, 899_99),
      .bid(LiveStage.c, 845_67), .bid(LiveStage.b, 812_34))
    if end == .closed { try stage.play(1_800_000) }
    if end == .cancelled { try stage.play(7_000, .cancel(reason: "secret reason")) }
    return stage
  }

  @Test func toABidderOfARankedAuction() throws {
    #expect(
      try Self.stage(.ranked).message(for: .bidder(LiveStage.a)).text
        == #"""
        {"id":"00000000-0000-0000-0000-0000000000e1","requirement":"r-7","title":"Tractor parts","currency":"MDL",
        "format":"english","phase":"open","position":12,"serverTime":"2026-11-21T22:31:40.000Z","viewer":"bidder",
        "lots":[
        {"id":"1","title":"Lot <1>","phase":"open","stage":{"kind":"bidding","phase":1},
        "stageEndsAt":"2026-11-21T23:00:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
        "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"1000.00",
        "ownPrice":"901.23","ownRank":3,"leading":false,"nextAdmissiblePrice":"901.22",
        "bids":[{"position":8,"at":"2026-11-21T22:30:06.000Z","price":"901.23","bidder":"Alfa SRL","own":true}],
        "ranking":[]},
        {"id":"2","title":"Lot <2>","phase":"open","stage":{"kind":"bidding","phase":1},
        "stageEndsAt":"2026-11-21T23:00:00.000Z","opensAt":"2026-11-21T22:30:00.000Z",
        "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"50.00",
        "nextAdmissiblePrice":"50.00","bids":[],"ranking":[]}],
        "participants":[]}
        """#.onOneLine)
  }

  @Test func toTheBuyerAfterTheEnd() throws {
    #expect(
      try Self.stage(.ranked, .closed).message(for: .buyer).text
        == #"""
        {"id":"00000000-0000-0000-0000-0000000000e1","requirement":"r-7","title":"Tractor parts","currency":"MDL",
        "format":"english","phase":"closed","position":15,"serverTime":"2026-11-21T22:31:40.000Z","viewer":"buyer",
        "lots":[
        {"id":"1","title":"Lot <1>","phase":"closed","stage":{"kind":"over"},"opensAt":"2026-11-21T22:30:00.000Z",
        "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"1000.00","bestPrice":"812.34","bidderCount":3,
        "bids":[
        {"position":8,"at":"2026-11-21T22:30:06.000Z","price":"901.23","bidder":"Alfa SRL","own":false},
        {"position":9,"at":"2026-11-21T22:30:06.000Z","price":"873.21","bidder":"Беларус \"Трактор\"","own":false},
        {"position":10,"at":"2026-11-21T22:30:06.000Z","price":"899.99","bidder":"Côte d'Or SA","own":false},
        {"position":11,"at":"2026-11-21T22:30:06.000Z","price":"845.67","bidder":"Côte d'Or SA","own":false},
        {"position":12,"at":"2026-11-21T22:30:06.000Z","price":"812.34","bidder":"Беларус \"Трактор\"","own":false}],
        "ranking":[
        {"rank":1,"bidder":"Беларус \"Трактор\"","price":"812.34","own":false},
        {"rank":2,"bidder":"Côte d'Or SA","price":"845.67","own":false},
        {"rank":3,"bidder":"Alfa SRL","price":"901.23","own":false}],
        "priceGraph":[
        {"at":"2026-11-21T22:30:06.000Z","price":"901.23"},{"at":"2026-11-21T22:30:06.000Z","price":"873.21"},
        {"at":"2026-11-21T22:30:06.000Z","price":"845.67"},{"at":"2026-11-21T22:30:06.000Z","price":"812.34"}],
        "winners":[{"bidder":"Беларус \"Трактор\"","price":"812.34","own":false}]},
        {"id":"2","title":"Lot <2>","phase":"closed","stage":{"kind":"over"},"opensAt":"2026-11-21T22:30:00.000Z",
        "closesAt":"2026-11-21T23:00:00.000Z","extensions":0,"ceiling":"50.00","bidderCount":0,"bids":[],
        "ranking":[]}],
        "participants":[{"bidder":"Bidder 1","name":"Alfa SRL","present":false},
        {"bidder":"Bidder 2","name":"Беларус \"Трактор\"","present":true},
        {"bidder":"Bidder 3","name":"Côte d'Or SA","present":false},
        {"bidder":"Bidder 4","name":"Delta GmbH","present":false}]}
        """#.onOneLine)
  }

  @Test func underAliases() throws {
    var visibility = Visibility.open
    visibility.names = .never
    visibility.namesToBuyer = .afterClose
    let stage = try Self.stage(visibility)
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
    var common = stage
    common.auction.rules.visibility.aliases = .common
    let alike = try #require(try JSON(parsing: common.message(for: .bidder(LiveStage.b)))["lots"]?[0]?["ranking"])
    #expect(alike.elements?.map { $0["bidder"]?.text } == ["Беларус \"Трактор\"", "Bidder", "Bidder"])
  }

  /// What is not so in most auctions is said only where it is.
  @Test func practiceAndPause() throws {
    var stage = try LiveStage(Rules.sound) { $0.isPractice = true }
    try stage.play(1_000, .pause(reason: "secret reason"))
    let message = try JSON(parsing: stage.message(for: .observer))
    #expect(message["practice"]?.boolean == true)
    #expect(message["paused"]?.boolean == true)
    #expect(
      message.members?.entries.map(\.name) == [
        "id", "requirement", "title", "currency", "format", "practice", "phase", "paused", "position", "serverTime",
        "viewer", "lots", "participants",
      ])
  }

  /// The secrets that are searched for below are found where nothing is hidden.
  @Test func everySecretCanBeFound() throws {
    let stage = try Self.stage(.open, .closed)
    let seen = [Viewer.buyer, .bidder(LiveStage.a)].map { stage.message(for: $0).text }.joined()
    for secret in Secrets(.observer, .ranked, .open).hidden where !Secrets.ofNobody.contains(secret) {
      #expect(seen.contains(secret), "\(secret)")
    }
  }

  /// Many visibilities × every end × viewers: the bytes are searched for what the rules hide.
  @Test(arguments: [Auction.Phase.open, .closed, .cancelled]) func noByteOfASecret(phase: Auction.Phase) throws {
    var random = SplitMix64(seed: 3)
    var stage = try Self.stage(.open, phase)
    for _ in 0..<500 {
      stage.auction.rules.visibility = random.visibilityOfSecrets()
      for viewer in [Viewer.buyer, .bidder(LiveStage.a), .bidder(LiveStage.d), .observer] {
        let message = Data(stage.message(for: viewer))
        for secret in Secrets(viewer, stage.auction.rules.visibility, phase).hidden {
          guard message.range(of: Data(secret.utf8)) == nil else {
            Issue.record("\(secret) leaks to \(viewer), \(phase), \(stage.auction.rules.visibility)")
            return
          }
        }
      }
    }
  }
}

/// What must not be in a message, by the words of the rules.
private struct Secrets {
  /// No identifier of a company or person, no key and no reason is for anybody.
  static let ofNobody = ["c0ffee", "C0FFEE", "00000ace", "secret"]
  let hidden: [String]

  init(_ viewer: Viewer, _ rule: Visibility, _ phase: Auction.Phase) {
    let isBuyer = viewer == .buyer
    let hasOffered = viewer == .bidder(LiveStage.a)
    func shown(_ exposure: Visibility.Exposure) -> Bool {
      switch exposure {
      case .never: false
      case .always: true
      case .afterClose: phase == .closed
      case .afterOwnOffer: phase == .closed || hasOffered
      }
    }
    // Three bidders have offered.
    let isEnough = isBuyer || phase == .closed || rule.bestPriceMinimumBidders <= 3
    let prices = isBuyer || isEnough && shown(rule.allPrices)
    let best = prices || isEnough && shown(rule.bestPrice)
    let graph = prices || isEnough && shown(rule.priceGraph)
    let history = isBuyer || isEnough && shown(rule.history)
    var hidden = Self.ofNobody
    if !history { hidden += ["899.99"] }
    if !history, !graph { hidden += ["873.21"] }
    if !history, !graph, !prices { hidden += ["845.67"] }
    if !history, !graph, !best { hidden += ["812.34"] }
    if !history, !graph, !prices, !hasOffered { hidden += ["901.23"] }
    if !best { hidden += ["bestPrice"] }
    if !graph { hidden += ["priceGraph"] }
    if !prices { hidden += ["winners", "\"rank\""] }
    if !isBuyer, !prices || rule.aliases == .common { hidden += ["Bidder "] }
    if !isBuyer, !shown(rule.bidderCount) { hidden += ["bidderCount"] }
    if !hasOffered || !shown(rule.ownRank) { hidden += ["ownRank", "leading"] }
    let names = isBuyer ? shown(rule.namesToBuyer) : (prices || history) && shown(rule.names)
    if !names { hidden += ["Трактор", "Côte"] }
    if !names, !hasOffered { hidden += ["Alfa"] }
    if !names || !isBuyer { hidden += ["Delta"] }
    if !isBuyer { hidden += ["present"] }
    self.hidden = hidden
  }
}

extension SplitMix64 {
  fileprivate mutating func visibilityOfSecrets() -> Visibility {
    Visibility(
      ownRank: one(), bestPrice: one(), bestPriceMinimumBidders: .random(in: 0...5, using: &self), allPrices: one(),
      history: one(), priceGraph: one(), bidderCount: one(), names: one(), namesToBuyer: one(), aliases: one())
  }
}
