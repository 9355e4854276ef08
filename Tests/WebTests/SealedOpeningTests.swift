// Openings of sealed rounds: who is missing, what is wrong with a share, several rounds, ties, second prices, restarts.

import Auctions
import Foundation
import HTTPTypes
import Sealing
import SiteSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct SealedOpeningTests {
  /// Two of the three lost theirs: this round stays sealed for ever.
  @Test func tooFewSharesOpenNothing() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage(in: house)
      _ = try await stage.seal("1250.00", by: 0)
      try await stage.deadline()
      let answer = try await stage.give(stage.buyerShares[0], as: stage.buyer)
      #expect(answer.json?["opened"]?.boolean == false)
      #expect(answer.json?["needed"]?.int64 == 2)
      #expect(try await stage.get("/sealing", as: stage.notary)["rounds"]?[0]?["given"] == .sample("[1]"))
      #expect(try await stage.get(as: stage.buyer)["lots"]?[0]?["stage"]?["kind"]?.text == "opening")
      #expect(try await stage.get("/sealed-offers", as: stage.buyer)["items"]?.elements == [])
      #expect(try await stage.journal().contains { $0.contains("offerOpened") } == false)
      try await stage.pass(minutes: 60 * 24 * 30)
      #expect(try await stage.get(as: stage.buyer)["phase"]?.text == "open")
      let cancellation = HTTPCall(
        .put, "\(stage.path)/cancellation", as: stage.buyer.caller, headers: [.idempotencyKey: "c"],
        body: .sample(#"{"reason": "Two shares are lost"}"#))
      _ = try await house.succeed(cancellation)
      #expect(try await stage.keyParts() == (0, 0))
      #expect(try await stage.give(stage.buyerShares[0], as: stage.buyer).reason == "alreadyOver")
      #expect(try await stage.get("/sealing", as: stage.buyer)["rounds"]?[0]?["phase"]?.text == "cancelled")
    }
  }

  @Test func whatIsWrongWithAShareIsSaid() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage("sealed-rounds", in: house)
      let others = try await SealedStage("sealed-rounds", in: house)
      let notarys = try await stage.shares(of: stage.notary)
      try await stage.deadline(hours: 1)
      let share = stage.buyerShares[0]
      let mistyped = share.replacing(share.prefix(5), with: "04000")
      let forged = try forge(share, in: stage)
      let table: [(String?, Trader, Int, Int, String)] = [
        (mistyped, stage.buyer, 1, 422, "mistyped"), ("", stage.buyer, 1, 422, "invalidDocument"),
        ("7", stage.buyer, 1, 422, "mistyped"), (stage.buyerShares[1], stage.buyer, 1, 422, "shareOfOtherRound"),
        (others.buyerShares[0], stage.buyer, 1, 422, "shareOfOtherAuction"),
        (notarys[0], stage.buyer, 1, 422, "shareOfOtherOpener"), (forged, stage.buyer, 1, 422, "shareWrong"),
        (share, stage.suppliers[0], 1, 403, "openersOnly"), (share, others.buyer, 1, 404, "notFound"),
        (share, stage.buyer, 2, 409, "deadlineNotPassed"), (share, stage.buyer, 4, 404, "notFound"),
        (share, stage.buyer, 0, 404, "notFound"),
      ]
      for (share, opener, round, status, reason) in table {
        let answer = try await stage.give(share, round: round, as: opener)
        #expect(answer.status == status && answer.reason == reason, "\(reason): \(answer)")
      }
      #expect(try await stage.give(mistyped, as: stage.buyer).json?["group"]?.int64 == 1)
      #expect(try await stage.give(share, as: stage.buyer).status == 200)
    }
  }

  /// Written as it should be, and yet not what the server handed out.
  private func forge(_ share: String, in stage: SealedStage) throws -> String {
    let round = SealedRound(auction: try #require(AuctionID(stage.auction)), number: 1)
    return Share(round: round, index: try Share(text: share, for: round).index, secret: .random()).text
  }

  /// After each round the best price is shown; whoever goes on must improve its own.
  @Test func severalRounds() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage("sealed-rounds", in: house)
      let notarys = try await stage.shares(of: stage.notary)
      #expect(stage.buyerShares.count == 3 && notarys.count == 3)
      for (supplier, price) in [(0, "1250.00"), (1, "1240.00")] {
        #expect(try await stage.seal(price, by: supplier).status == 201)
      }
      try await stage.deadline(hours: 1)
      try await open(1, stage, notarys)
      #expect(
        try await stage.get(as: stage.suppliers[0])["lots"]?[0]?["bestPrice"]?.text.flatMap { Money($0) }
          == Money("1240.00"))
      #expect(try await stage.seal("1230.00", by: 0).reason == "notBiddingNow")
      try await stage.pass(minutes: 15)
      let lines = try await stage.journal().count
      #expect(try await stage.seal("1250.00", by: 0).reason == "notBelowOwnOffer")
      #expect(try await stage.journal().count == lines)
      #expect(try await stage.selfSeal("1230.00", round: 1, by: 0).answer.reason == "roundOver")
      #expect(try await stage.selfSeal("1230.00", round: 2, by: 0).answer.status == 201)
      #expect(try await stage.seal("1220.00", by: 1).status == 201)
      try await stage.deadline(hours: 1)
      #expect(try await stage.give(stage.buyerShares[0], round: 2, as: stage.buyer).reason == "shareOfOtherRound")
      try await open(2, stage, notarys)
      #expect(try await stage.keyParts() == (1, 1))
      try await stage.pass(minutes: 15)
      #expect(try await stage.seal("1210.00", by: 0).status == 201)
      try await stage.deadline(hours: 1)
      try await open(3, stage, notarys)
      let seen = try await stage.get(as: stage.buyer)
      #expect(seen["phase"]?.text == "closed")
      #expect(seen["lots"]?[0]?["winners"]?[0]?["price"]?.text.flatMap { Money($0) } == Money("1210.00"))
      let record = try await stage.get("/sealed-offers", as: stage.suppliers[1])
      #expect(
        record["items"]?.elements?.allSatisfy { $0["own"]?.boolean == true } == true, "prices are never shown here")
      #expect(record["rounds"]?.elements?.map { $0["whole"]?.boolean } == [false, false, false])
    }
  }

  private func open(_ round: Int, _ stage: SealedStage, _ notarys: [String]) async throws {
    #expect(try await stage.give(notarys[round - 1], round: round, as: stage.notary).status == 200)
    let answer = try await stage.give(stage.buyerShares[round - 1], round: round, as: stage.buyer)
    #expect(answer.json?["opened"]?.boolean == true, "\(answer)")
  }

  @Test func theSecondPriceIsPaid() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage("sealed-second-price", in: house)
      let notarys = try await stage.shares(of: stage.notary)
      for (supplier, price) in [(0, "1250.00"), (1, "1000.00")] {
        #expect(try await stage.seal(price, by: supplier).status == 201)
      }
      try await stage.deadline()
      try await open(1, stage, notarys)
      let winner = try await stage.get(as: stage.suppliers[1])["lots"]?[0]?["winners"]?[0]
      #expect(winner?["price"]?.text.flatMap { Money($0) } == Money("1250.00"))
      #expect(winner?["own"]?.boolean == true)
    }
  }

  /// All three at the same moment: each is told that it is right, and everything is opened once.
  @Test func openersMayGiveTogether() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage(in: house, targets: ["1300.00", "500.00", "700.00"])
      let shares = [
        stage.buyerShares[0], try await stage.shares(of: stage.notary)[0], try await stage.shares(of: stage.auditor)[0],
      ]
      for lot in ["1", "2", "3"] { #expect(try await stage.seal("450.00", lot: lot, by: 0).status == 201) }
      try await stage.deadline()
      let answers = try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
        for (share, opener) in zip(shares, [stage.buyer, stage.notary, stage.auditor]) {
          group.addTask { try await stage.give(share, as: opener) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.map(\.status) == [200, 200, 200], "\(answers)")
      #expect(answers.contains { $0.json?["opened"]?.boolean == true })
      #expect(try await stage.journal().count { $0.contains("offerOpened") } == 3)
      #expect(try await stage.get("/sealing", as: stage.buyer)["rounds"]?[0]?["given"] == .sample("[]"))
    }
  }

  /// Who wins of two equal offers is decided by a seed whose hash was announced before.
  @Test func drawnTiesFollowTheSeed() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage(in: house)
      let notarys = try await stage.shares(of: stage.notary)
      for supplier in [0, 1] { #expect(try await stage.seal("1250.00", by: supplier).status == 201) }
      let sealedJournal = try await stage.journal()
      try await stage.deadline()
      try await open(1, stage, notarys)
      let journal = try await stage.journal()
      let commitment = try #require(value(of: "seedCommitment", in: journal[0]))
      let revealed = try #require(journal.first { $0.contains("seedRevealed") }.flatMap { value(of: "seed", in: $0) })
      let seed = try #require(Secret(bytes: revealed))
      #expect(try #require(SeedCommitment(bytes: commitment)).verifies(seed))
      #expect(!sealedJournal.contains { $0.contains(revealed.hexadecimal) })
      // The number of the lot stands in the upper half.
      let draws = try #require(Bytes32(revealed))
      let admitted = journal.filter { $0.contains("participantAdmitted") }
      let order = try stage.suppliers.map { supplier in
        let place = try #require(admitted.firstIndex { $0.contains("\(supplier.company.id)") })
        return draws.draw(1 << 32 | UInt64(place))
      }
      let winner = order[0] < order[1] ? 0 : 1
      for supplier in [0, 1] {
        let lot = try await stage.get(as: stage.suppliers[supplier])["lots"]?[0]
        #expect(lot?["ownRank"]?.int64 == (supplier == winner ? 1 : 2))
      }
    }
  }

  private func value(of name: String, in line: String) -> [UInt8]? {
    guard let start = line.range(of: "\"\(name)\":\"")?.upperBound else { return nil }
    return [UInt8](hexadecimal: String(line[start...].prefix(64)))
  }

  /// A server that ends forgets shares that were given, and nothing else.
  @Test func aRestartBetweenSealingAndOpening() async throws {
    let first = try await TestHouse()
    var stage = try await SealedStage(in: first)
    let notarys = try await stage.shares(of: stage.notary)
    let receipt = try await stage.seal("1250.00", by: 0, key: "once")
    try await stage.deadline()
    let noted = try await stage.give(stage.buyerShares[0], as: stage.buyer).json?["offersDigest"]
    await first.close()
    let second = try await TestHouse(on: first.database, clock: first.clock)
    stage.house = second
    try await stage.pass(seconds: 1)
    let round = try await stage.get("/sealing", as: stage.buyer)["rounds"]?[0]
    #expect(round?["phase"]?.text == "awaited")
    #expect(round?["given"] == .sample("[]"))
    #expect(round?["offersDigest"] == noted)
    let again = try await stage.seal("1.00", by: 0, key: "once")
    #expect(again.json?["receipt"] == receipt.json?["receipt"])
    try await open(1, stage, notarys)
    let items = try await stage.get("/sealed-offers", as: stage.suppliers[0])["items"]?.elements ?? []
    #expect(items.map { $0["price"]?.text.flatMap { Money($0) } } == [Money("1250.00")])
    await second.close()
  }

  /// One key opens all lots of a round: as long as one takes offers, nothing is opened.
  @Test func staggeredLotsWaitForTheLast() async throws {
    try await TestHouse.open { house in
      let order = JSON.sample(#"{"order": "staggered", "intervalMilliseconds": 3600000}"#)
      let stage = try await SealedStage(in: house, targets: ["1300.00", "500.00"]) { rules in
        rules.with("clock", (rules["clock"] ?? .null).with("lots", order))
      }
      let notarys = try await stage.shares(of: stage.notary)
      #expect(try await stage.seal("1250.00", by: 0).status == 201)
      try await stage.deadline()
      #expect(try await stage.get(as: stage.buyer)["lots"]?[0]?["stage"]?["kind"]?.text == "opening")
      let early = try await stage.give(stage.buyerShares[0], as: stage.buyer)
      #expect(early.reason == "deadlineNotPassed")
      #expect(early.json?["deadline"]?.text?.hasPrefix("2026-11-22T09:00") == true, "\(early)")
      #expect(try await stage.get("/sealing", as: stage.buyer)["rounds"]?[0]?["offersDigest"] == nil)
      #expect(try await stage.seal("450.00", lot: "2", by: 1).status == 201)
      try await stage.deadline(hours: 1)
      try await open(1, stage, notarys)
      #expect(try await stage.get(as: stage.buyer)["phase"]?.text == "closed")
    }
  }

  /// What stands against sealing and opening is said in every language.
  @Test(arguments: ["en", "ru", "ro"]) func everyRefusalIsWritten(language: String) throws {
    let reasons = [
      "openersNotNeeded", "openersOnly", "openerTwice", "alreadyCollected", "codeWrong", "mistyped",
      "shareOfOtherAuction", "shareOfOtherRound", "shareOfOtherOpener", "shareWrong", "roundOver", "keyPartLost",
      "keyDiffers", "deadlineNotPassed",
    ]
    let file = TestFiles.root.appending(path: "Sources/Web/Texts/\(language)/sealing.json")
    let texts = try JSON(parsing: Data(contentsOf: file))
    for reason in reasons { #expect(texts["problem.\(reason)"]?.text != nil, "\(reason)") }
  }

  @Test func openersMustBeFit() async throws {
    try await TestHouse.open { house in
      let buyer = try await house.trader("Buyer")
      let opener = try await house.trader("Opener")
      let unknown = try await house.company("Unknown", isVerified: false)
      let requirement =
        "/api/requirements/\(try await house.make("/api/requirements", buyer, SampleDocuments.requirement))"
      _ = try await house.succeed(
        HTTPCall(.put, "\(requirement)/publication", as: buyer.caller, headers: [.ifMatch: "*"], body: .sample("{}")))
      let (own, other) = ("\(buyer.company.id)", "\(opener.company.id)")
      let serial = try SealedStage.preset("sealed-first-price").with(
        "clock",
        .sample(
          """
          {"kind": "sealed", "durationMilliseconds": 3600000, "pricing": "first", "rounds": 1, "openersNeeded": 2,
            "lots": {"order": "serial", "pauseMilliseconds": 0}}
          """))
      let table: [(JSON?, String, [String], Int, String)] = [
        (nil, "sealed-first-price", [], 422, "sealingIncomplete"),
        (nil, "sealed-first-price", [own], 422, "sealingIncomplete"),
        (nil, "sealed-first-price", [own, own], 422, "openerTwice"),
        (nil, "sealed-first-price", [own, "\(unknown.id)"], 404, "notFound"),
        (nil, "english-open", [own], 422, "openersNotNeeded"),
        (serial, "", [own, other], 422, "doesNotApply"),
      ]
      for (rules, preset, openers, status, reason) in table {
        let body = rules.map { JSON.sample("{}").with("rules", $0) } ?? JSON.sample("{}").with("preset", preset)
        let named = body.with("openers", .array(openers.map { .string($0) }))
        let answer = try await house.send(HTTPCall(.post, "\(requirement)/auctions", as: buyer.caller, body: named))
        #expect(answer.status == status && answer.reason == reason, "\(reason): \(answer)")
      }
    }
  }
}
