// Before the opening neither a price nor a salt, a share or a code is anywhere but with whom it belongs to: every file of
// the database server and every line of the logs is searched for them.

import Auctions
import Foundation
import Glibc
import HTTPTypes
import Logging
import Sealing
import SiteSupport
import Store
import StrictJSON
import Synchronization
import Testing
import Web

@testable import TestSupport

@Suite struct SealedLeakTests {
  private struct Secret: Sendable {
    var what: String
    var bytes: [UInt8]
  }

  @Test func nothingIsStoredOrLogged() async throws {
    var options = PrivateCluster.Options(directory: try TestDirectory.make())
    options.bootstrap = .kontor(roles: try String(contentsOf: TestFiles.roles, encoding: .utf8))
    let cluster = try await PrivateCluster.start(options)
    let database = TestDatabase(cluster: cluster, name: PrivateCluster.database)
    try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    // The worst that an operator may set: every statement with its parameters.
    try await database.connected(as: database.superuser) { connection in
      try connection.send(script: "ALTER ROLE kontor_app SET log_statement = 'all'")
    }
    let log = CapturedLog()
    var stage = try await SealedStage(
      in: TestHouse(on: database, logger: log.logger), targets: ["99999999.00", "99999999.00"])
    let shares = try await stage.shares(of: stage.notary)
    let (secrets, commitment) = try await seal(stage, shares)
    await stage.house.close()
    await cluster.stop()
    try expectNowhere(secrets, in: options.directory, log)
    let control = Secret(what: "control", bytes: Array(commitment.utf8))
    #expect(try places(of: [control], in: options.directory) != [[]])

    let again = try await PrivateCluster.start(options)
    stage.house = try await TestHouse(
      on: TestDatabase(cluster: again, name: PrivateCluster.database), clock: stage.house.clock, logger: log.logger)
    try await stage.deadline()
    #expect(try await stage.give("nonsense", as: stage.buyer).reason == "mistyped")
    #expect(try await stage.give(shares[0], as: stage.notary).status == 200)
    await stage.house.close()
    await again.stop()
    try expectNowhere(secrets, in: options.directory, log)

    let last = try await PrivateCluster.start(options)
    stage.house = try await TestHouse(
      on: TestDatabase(cluster: last, name: PrivateCluster.database), clock: stage.house.clock, logger: log.logger)
    try await stage.pass(seconds: 1)
    for (share, opener) in [(shares[0], stage.notary), (stage.buyerShares[0], stage.buyer)] {
      #expect(try await stage.give(share, as: opener).status == 200)
    }
    await stage.house.close()
    await last.stop()
    let opened = secrets.filter { $0.what == "price" || $0.what == "salt" }
    for (secret, found) in zip(opened, try places(of: opened, in: options.directory)) {
      #expect(found != [], "\(secret.what) after all")
    }
    let never = ["share", "code", "never"]
    try expectNowhere(
      secrets.filter { secret in never.contains { secret.what.hasSuffix($0) } }, in: options.directory, log)
    for secret in secrets { #expect(!log.holds(secret.bytes), "\(secret.what) in the log") }
  }

  /// Offers of all kinds, and everything about them that nobody else may find.
  private func seal(_ stage: SealedStage, _ shares: [String]) async throws -> ([Secret], commitment: String) {
    var secrets: [Secret] = []
    func note(_ what: String, _ bytes: [UInt8]) {
      // The journal is text: a salt as bytes is in no file even afterwards.
      secrets.append(Secret(what: "bytes of \(what)", bytes: bytes))
      secrets.append(Secret(what: what, bytes: Array(bytes.hexadecimal.utf8)))
    }
    func notePrice(_ price: String, _ what: String = "price") throws {
      let money = try #require(Money(price))
      secrets.append(Secret(what: what, bytes: Array(price.utf8)))
      secrets.append(Secret(what: "count", bytes: Array("\(money.tenThousandths)".utf8)))
      secrets.append(
        Secret(what: "bytes", bytes: withUnsafeBytes(of: money.tenThousandths.bigEndian) { $0.drop { $0 == 0 } + [] }))
    }
    let first = try await stage.seal("73419285.61", by: 0, key: "leak")
    _ = try await stage.seal("61728394.05", by: 0, key: "leak")
    let replaced = try await stage.seal("58293741.62", lot: "2", by: 1)
    _ = try await stage.seal("48201937.56", lot: "2", by: 1)
    #expect(try await stage.seal("99999999.37", by: 1).reason == "aboveCeiling")
    #expect(try await stage.seal("39182746.555", by: 1).reason == "tooManyDecimals")
    let (own, salt) = try await stage.selfSeal("27384950.16", by: 1)
    #expect([first, replaced, own].map(\.status) == [201, 201, 201])
    for price in ["73419285.61", "48201937.56"] { try notePrice(price) }
    for price in ["61728394.05", "58293741.62", "99999999.37", "39182746.555"] { try notePrice(price, "never") }
    note("salt", Array(try #require(first.json?["salt"]?.text.flatMap { Bytes32($0) }).bytes))
    secrets.append(Secret(what: "salt", bytes: Array(salt.utf8)))
    for (text, number) in [(stage.buyerShares[0], 1), (shares[0], 2)] as [(String, UInt8)] {
      let round = SealedRound(auction: try #require(AuctionID(stage.auction)), number: 1)
      let share = try Share(text: text, for: round)
      #expect(share.index == number)
      note("share", share.secret.copiedBytes)
      for line in text.split(separator: "\n").dropFirst() {
        secrets.append(Secret(what: "share", bytes: Array(line.utf8)))
      }
      secrets.append(Secret(what: "share", bytes: Array(text.filter { !$0.isWhitespace }.utf8)))
    }
    for code in stage.codes.values { secrets.append(Secret(what: "code", bytes: Array(code.utf8))) }
    return (secrets, try #require(first.json?["commitment"]?.text))
  }

  private func expectNowhere(_ secrets: [Secret], in directory: String, _ log: CapturedLog) throws {
    for (secret, found) in zip(secrets, try places(of: secrets, in: directory)) {
      #expect(found == [], "\(secret.what) in \(found)")
      #expect(!log.holds(secret.bytes), "\(secret.what) in the log")
    }
    #expect(log.holds(Array("/sealed-offers".utf8)), "control")
  }

  /// All files of the server: tables, indexes, what it would replay, its own log.
  private func places(of secrets: [Secret], in directory: String) throws -> [[String]] {
    var found: [[String]] = secrets.map { _ in [] }
    for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
      guard let data = try? Data(contentsOf: URL(filePath: directory).appending(path: path)) else { continue }
      for index in secrets.indices where data.holds(secrets[index].bytes) { found[index].append(path) }
    }
    return found
  }
}

/// Everything that is logged, at every level.
private final class CapturedLog: Sendable {
  private let bytes = Mutex<[UInt8]>([])

  var logger: Logger {
    Logger(label: "leak") { [self] label in
      LogLines(label: label, format: .json, level: .trace) { line in self.bytes.withLock { $0 += line } }
    }
  }

  func holds(_ needle: [UInt8]) -> Bool { bytes.withLock { Data($0).holds(needle) } }
}

extension Data {
  fileprivate func holds(_ needle: [UInt8]) -> Bool {
    withUnsafeBytes { data in
      guard var place = data.baseAddress, let first = needle.first else { return false }
      let end = place + data.count
      while let found = memchr(place, Int32(first), end - place), end - UnsafeRawPointer(found) >= needle.count {
        if memcmp(found, needle, needle.count) == 0 { return true }
        place = UnsafeRawPointer(found) + 1
      }
      return false
    }
  }
}
