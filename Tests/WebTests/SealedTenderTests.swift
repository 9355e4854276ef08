// Sealed offers from the announcement to the check, over the API and against a real PostgreSQL.

import Auctions
import Foundation
import HTTPTypes
import Sealing
import SiteSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct SealedTenderTests {
  /// Three openers, of whom two are needed: the auditor loses its share, and nobody misses it.
  @Test func aWholeTender() async throws {
    try await TestHouse.open { house in
      let stage = try await SealedStage(in: house, targets: ["1300.00", "500.00"]) { rules in
        rules.with("visibility", (rules["visibility"] ?? .null).with("observers", "invited"))
      }
      let observer = try await observer(of: stage)
      let notarysShare = try await handOver(stage)
      let receipts = try await offer(stage, observer)
      try await openEarly(stage, notarysShare)
      try await stage.deadline()
      let noted = try await note(stage)
      let first = try await stage.give(notarysShare, as: stage.notary)
      #expect(first.json?["opened"]?.boolean == false, "\(first)")
      #expect(first.json?["given"] == .sample("[2]"))
      #expect(first.json?["offersDigest"]?.text == noted)
      #expect(try await stage.give(notarysShare, as: stage.notary).body == first.body, "twice is harmless")
      #expect(try await stage.journal().contains { $0.contains("offerOpened") } == false)
      let second = try await stage.give(stage.buyerShares[0], as: stage.buyer)
      #expect(second.json?["opened"]?.boolean == true, "\(second)")
      try await result(stage)
      for watcher in [stage.buyer, observer] + stage.suppliers {
        try await check(stage, as: watcher, noted, receipts)
      }
      #expect(try await stage.give(stage.buyerShares[0], as: stage.buyer).json?["opened"]?.boolean == true)
    }
  }

  /// An opener may be let look on as well.
  private func observer(of stage: SealedStage) async throws -> Trader {
    let path = "\(stage.path)/observers/\(stage.auditor.company.id)"
    let headers: HTTPFields = [.idempotencyKey: "observer"]
    _ = try await stage.house.succeed(
      HTTPCall(.put, path, as: stage.buyer.caller, headers: headers, body: .sample("{}")))
    return stage.auditor
  }

  /// Each share is handed out once, to its opener, with its code.
  private func handOver(_ stage: SealedStage) async throws -> String {
    #expect(stage.buyerShares.count == 1)
    #expect(stage.codes.count == 2)
    var sealing = try await stage.get("/sealing", as: stage.notary)
    #expect(sealing["openers"]?.elements?.map { $0["collected"]?.boolean } == [true, false, false])
    #expect(sealing["openers"]?.elements?.map { $0["own"]?.boolean } == [false, true, false])
    #expect(sealing["rounds"]?[0]?["phase"]?.text == "sealed")
    let code = try #require(stage.codes[stage.notary.company.id])
    let other = stage.codes[stage.auditor.company.id]
    let mistyped = String(code.dropLast()) + (code.hasSuffix("7") ? "8" : "7")
    let table: [(String?, Trader, Int, String)] = [
      (other, stage.notary, 422, "codeWrong"), (mistyped, stage.notary, 422, "mistyped"),
      (code, stage.auditor, 422, "codeWrong"), (code, stage.suppliers[0], 403, "openersOnly"),
      (code, stage.buyer, 409, "alreadyCollected"),
    ]
    for (code, opener, status, reason) in table {
      let answer = try await stage.collect(code, as: opener)
      #expect(answer.status == status && answer.reason == reason, "\(answer)")
    }
    #expect(try await stage.collect(mistyped, as: stage.notary).json?["group"]?.int64 == 8)
    try await openersSeeTheRequirementOnly(stage)
    let shares = try await stage.shares(of: stage.notary)
    #expect(shares.count == 1)
    #expect(try await stage.collect(code, as: stage.notary).reason == "alreadyCollected")
    sealing = try await stage.get("/sealing", as: stage.suppliers[0])
    #expect(sealing["openers"]?.elements?.map { $0["collected"]?.boolean } == [true, true, false])
    #expect(try await stage.keyParts() == (1, 1))
    return try #require(shares.first)
  }

  private func openersSeeTheRequirementOnly(_ stage: SealedStage) async throws {
    let stranger = try await stage.house.trader("Stranger")
    let table: [(String, Trader, Int)] = [
      (stage.requirement, stage.notary, 200), (stage.path, stage.notary, 403),
      ("\(stage.path)/sealed-offers", stage.notary, 403), ("\(stage.path)/sealing", stage.notary, 200),
      (stage.requirement, stranger, 404), ("\(stage.path)/sealing", stranger, 404),
    ]
    for (path, trader, status) in table {
      let answer = try await stage.house.send(HTTPCall(.get, path, as: trader.caller))
      #expect(answer.status == status, "\(path): \(answer)")
    }
  }

  /// Alder's offers are sealed by the server, Birch's by itself. Both think twice.
  private func offer(_ stage: SealedStage, _ observer: Trader) async throws -> [String] {
    let before = try await seen(stage, by: observer)
    let lines = try await stage.journal().count
    let refused = try await stage.seal("1300.01", by: 0)
    #expect(refused.reason == "aboveCeiling" && refused.status == 422, "\(refused)")
    #expect(try await stage.journal().count == lines, "what would be void is kept nowhere")
    _ = try await stage.seal("1290.00", by: 0)
    let alder = try await stage.seal("1250.00", by: 0, key: "alder")
    #expect(alder.status == 201, "\(alder)")
    #expect(alder.json?["position"] == nil)
    let salt = try #require(alder.json?["salt"]?.text.flatMap { [UInt8](hexadecimal: $0) })
    let content = try #require(OfferContent(price: Money(tenThousandths: 1_250_0000), salt: salt))
    let place = OfferPlace(
      round: try await stage.lock(1).round, lot: LotNumber(1), bidder: stage.suppliers[0].company.id)
    #expect(content.commitment(at: place).hexadecimal == alder.json?["commitment"]?.text)
    let again = try await stage.seal("1111.00", by: 0, key: "alder")
    #expect(again.json?["repeated"]?.boolean == true && again.json?["salt"] == nil, "\(again)")
    #expect(again.json?["receipt"] == alder.json?["receipt"])
    #expect(try await stage.seal("400.00", lot: "2", by: 0, key: "alder").reason == "idempotencyKeyConflict")
    let (birch, _) = try await stage.selfSeal("1240.00", by: 1, key: "birch")
    #expect(birch.status == 201 && birch.json?["salt"] == nil, "\(birch)")
    #expect(try await stage.selfSeal("1239.00", by: 1, key: "birch").answer.reason == "idempotencyKeyConflict")
    #expect(try await stage.seal("450.00", lot: "2", by: 1).status == 201)
    #expect(try await stage.seal("450.00", lot: "3", by: 1).reason == "unknownLot")
    #expect(try await seen(stage, by: observer) == before, "nobody sees that anything was offered")
    let own = try await stage.get("/sealed-offers", as: stage.suppliers[0])["items"]?.elements ?? []
    #expect(own.map { $0["outcome"]?.text } == ["replaced", "sealed"])
    #expect(own.allSatisfy { $0["price"] == nil && $0["salt"] == nil })
    return [alder, birch].compactMap { $0.json?["receipt"]?.text }
  }

  /// What those see who have offered nothing themselves, less what is another at every moment.
  private func seen(_ stage: SealedStage, by observer: Trader) async throws -> [String] {
    var seen: [String] = []
    for watcher in [stage.buyer, observer] {
      for resource in ["", "/sealed-offers", "/sealing"] {
        seen.append("\(try await stage.get(resource, as: watcher).with("serverTime", ""))")
      }
    }
    seen.append("\(try await stage.get("/sealing", as: stage.notary))")
    return seen
  }

  private func openEarly(_ stage: SealedStage, _ share: String) async throws {
    for (share, opener) in [(share, stage.notary), (stage.buyerShares[0], stage.buyer), ("nonsense", stage.buyer)] {
      let answer = try await stage.give(share, as: opener)
      #expect(answer.status == 409 && answer.reason == "deadlineNotPassed", "\(answer)")
      #expect(answer.json?["deadline"]?.text?.hasPrefix("2026-11-22T08:") == true, "\(answer)")
    }
  }

  /// From the deadline on everybody can note the hash over all offers.
  private func note(_ stage: SealedStage) async throws -> String {
    var digests: Set<String> = []
    for watcher in [stage.buyer, stage.suppliers[0], stage.suppliers[1], stage.notary, stage.auditor] {
      let round = try await stage.get("/sealing", as: watcher)["rounds"]?[0]
      #expect(round?["phase"]?.text == "awaited")
      digests.insert(try #require(round?["offersDigest"]?.text))
    }
    #expect(digests.count == 1)
    #expect(try await stage.seal("1.00", by: 0).reason == "alreadyClosed")
    return try #require(digests.first)
  }

  private func result(_ stage: SealedStage) async throws {
    let seen = try await stage.get(as: stage.buyer)
    #expect(seen["phase"]?.text == "closed")
    let winners = seen["lots"]?.elements?.map { $0["winners"]?[0]?["price"]?.text.flatMap { Money($0) } }
    #expect(winners == [Money(tenThousandths: 1_240_0000), Money(tenThousandths: 450_0000)])
    #expect(try await stage.get("/sealing", as: stage.notary)["rounds"]?[0]?["phase"]?.text == "opened")
    #expect(try await stage.keyParts() == (0, 0))
  }

  /// With nothing but Python, as the documents say.
  private func check(
    _ stage: SealedStage, as watcher: Trader, _ noted: String, _ receipts: [String]
  ) async throws {
    let answer = try await stage.get("/sealed-offers", as: watcher)
    let items = answer["items"]?.elements ?? []
    #expect(items.count { $0["price"] != nil && $0["salt"] != nil } == 3, "\(answer)")
    #expect(items.count { $0["outcome"]?.text == "replaced" } == (watcher.company.name == "Alder" ? 1 : 0))
    var arguments = ["--round", "1=\(noted)"]
    for receipt in receipts { arguments += ["--receipt", receipt] }
    let (status, text) = try await Verification.run(answer, arguments)
    #expect(status == 0 && !text.contains("WRONG"), "\(text)")
    // 3 prices, the receipts of those whose names are known, the round twice, 2 receipts.
    let names = items.count { $0["company"] != nil }
    #expect(text.split(separator: "\n").count == 3 + names + 2 + 2, "\(text)")
    try await Verification.expectFaults(answer, arguments)
  }
}

/// docs/verify-sealed-offer.py.
enum Verification {
  static func run(_ answer: JSON, _ arguments: [String]) async throws -> (status: Int32, text: String) {
    let file = FileManager.default.temporaryDirectory.appending(path: "sealed-\(UInt64.random(in: 0 ... .max)).json")
    try Data(answer.encoded()).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    let script = TestFiles.root.appending(path: "docs/verify-sealed-offer.py").path
    process.arguments = ["python3", script, file.path] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  /// A price, a salt or an item that is another is found.
  static func expectFaults(_ answer: JSON, _ arguments: [String]) async throws {
    var items = answer["items"]?.elements ?? []
    let index = try #require(items.firstIndex { $0["price"] != nil })
    let honest = items[index]
    let salt = try #require(honest["salt"]?.text)
    for changed in [honest.with("price", "1.00"), honest.with("salt", String(salt.reversed()))] {
      items[index] = changed
      let (status, text) = try await run(answer.with("items", .array(items)), arguments)
      #expect(status == 1 && text.contains("WRONG"), "\(text)")
    }
    items.remove(at: index)
    let (status, text) = try await run(answer.with("items", .array(items)), arguments)
    #expect(status == 1 && text.contains("WRONG round 1"), "\(text)")
  }
}
