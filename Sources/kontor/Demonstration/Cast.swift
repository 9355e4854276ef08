// The companies and persons of the demonstration: made at its first start, found again at the next.

import Auctions
import Commerce
import Foundation
import Store
import StrictJSON
import Web

/// Who plays.
struct Cast: Sendable {
  struct Player: Sendable {
    var company: CompanyID
    var name: String
    var token: String
  }

  var buyer: Player
  /// Bid by themselves.
  var suppliers: [Player]
  /// Bids when the newcomer does.
  var guest: Player
  /// The same for everybody; made at random for each data directory.
  var password: String

  static let signIns: [(email: String, part: String)] = [
    ("buyer@demo.kontor", "buyer: runs the auction, awards, orders"),
    ("supplier@demo.kontor", "supplier: join the auction and bid"),
    ("customer@demo.kontor", "the buyer's colleague in the portal: follows orders, accepts, rates, proposes ideas"),
    ("operator@demo.kontor", "operator: verifies companies"),
  ]

  private static let buyerName = "Hansekontor Lübeck"
  private static let guestName = "Kogge & Co."
  private static let supplierNames = ["Baltika Handel OÜ", "Novgorod Trade", "Danubius Supply SRL"]
}

extension Cast {
  /// Everybody, registered and verified, with fresh tokens for the programs.
  static func assemble(
    _ desk: DemonstrationDesk, categories: [String], directory: String, at now: Instant
  ) async throws -> Cast {
    let file = URL(filePath: directory).appending(path: "demonstration.json")
    let password = try savedPassword(file) ?? newPassword(file)
    try await desk.ensureOperator(email: "operator@demo.kontor", password: password, at: now)
    func player(_ name: String, _ email: String, _ register: String, _ country: String) async throws -> Player {
      let profile = Company.Profile(
        name: name, identifier: .init(scheme: register, id: "DEMO-\(email.prefix(4))"), country: country,
        categories: categories)
      let (company, token) = try await desk.ensureCompany(profile, email: email, password: password, at: now)
      return Player(company: company, name: name, token: token)
    }
    var suppliers: [Player] = []
    for (number, name) in supplierNames.enumerated() {
      suppliers.append(try await player(name, "robot\(number + 1)@demo.kontor", "DEMO", ["EE", "LV", "RO"][number]))
    }
    let buyer = try await player(buyerName, "buyer@demo.kontor", "DE-HRB", "DE")
    let guest = try await player(guestName, "supplier@demo.kontor", "DE-HRB", "DE")
    try await desk.ensureColleague(
      email: "customer@demo.kontor", name: "Karin Customer", password: password, of: "buyer@demo.kontor",
      rights: .partner, at: now)
    return Cast(buyer: buyer, suppliers: suppliers, guest: guest, password: password)
  }

  private static func savedPassword(_ file: URL) throws -> String? {
    guard let data = try? Data(contentsOf: file) else { return nil }
    return try JSON(parsing: Array(data))["password"]?.text
  }

  private static func newPassword(_ file: URL) throws -> String {
    let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
    let groups = (0..<3).map { _ in String((0..<4).map { _ in letters[Int.random(in: 0..<letters.count)] }) }
    let password = groups.joined(separator: "-")
    var writer = JSONWriter()
    writer.object { $0.member("password", password) }
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    guard
      FileManager.default.createFile(
        atPath: file.path, contents: Data(writer.bytes), attributes: [.posixPermissions: 0o600])
    else { throw Complaint("\(file.path) cannot be written") }
    return password
  }
}
