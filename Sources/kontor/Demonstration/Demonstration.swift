// The demonstration: a real tender, imported as users do, and suppliers that bid in it over the public API.

import Auctions
import Foundation
import StrictJSON

/// Plays one auction after another for as long as the server runs.
struct Demonstration: Sendable {
  let origin: String
  let cast: Cast
  let tender: [UInt8]

  private static let minutes: Int64 = 15

  private var buyer: APIClient { APIClient(origin: origin, token: cast.buyer.token) }

  /// - Parameter onAuction: called with the address of each auction once it is announced.
  func run(onAuction: (String) -> Void) async throws {
    while !Task.isCancelled {
      let running = try await liveAuction()
      let auction = if let running { running } else { try await newAuction() }
      onAuction("\(origin)/auctions/\(auction)")
      try await play(auction)
      try await Task.sleep(for: .seconds(60))
    }
  }

  /// The auction that an earlier start has left running.
  private func liveAuction() async throws -> String? {
    let list = try await buyer.expect("GET", "/api/auctions?limit=20")
    let live = list.body["items"]?.elements?.first { ["scheduled", "open"].contains($0["phase"]?.text) }
    return live?["id"]?.text
  }

  /// Import, publish, invite, accept, announce: each step by the company whose it is.
  private func newAuction() async throws -> String {
    let deliverBy = CalendarDate(daysSince1970: wallClock().date.daysSince1970 + 30)
    let document = String(decoding: tender, as: UTF8.self)
    let imported = try await buyer.send("POST", "/api/imports?deliverBy=\(deliverBy)", document)
    let requirement: String
    if imported.status == 409 {
      requirement = try await copyOfImport()
    } else {
      guard let id = imported.body["items"]?[0]?["id"]?.text else {
        throw Complaint("import: \(String(decoding: imported.body.encoded(), as: UTF8.self))")
      }
      requirement = id
    }
    let draft = try await buyer.expect("GET", "/api/requirements/\(requirement)")
    _ = try await buyer.expect("PUT", "/api/requirements/\(requirement)/publication", "{}", revision: draft.revision)
    for supplier in cast.suppliers { try await invite(supplier, to: requirement, accepts: true) }
    try await invite(cast.guest, to: requirement, accepts: false)
    return try await announce(requirement, draft.body)
  }

  /// A tender is imported once; later auctions are for the same goods again.
  private func copyOfImport() async throws -> String {
    let list = try await buyer.expect("GET", "/api/requirements?limit=200")
    guard let first = list.body["items"]?.elements?.last?["id"]?.text else { throw Complaint("nothing to repeat") }
    let original = try await buyer.expect("GET", "/api/requirements/\(first)").body
    let deliverBy = CalendarDate(daysSince1970: wallClock().date.daysSince1970 + 30)
    var writer = JSONWriter()
    writer.object { writer in
      for name in ["title", "description", "currency", "method", "lots", "minimalStep"] {
        writer.optionalMember(name, original[name])
      }
      writer.object("delivery") {
        $0.optionalMember("address", original["delivery"]?["address"])
        $0.member("date", "\(deliverBy)")
      }
    }
    let copy = try await buyer.expect("POST", "/api/requirements", String(decoding: writer.bytes, as: UTF8.self))
    return copy.body["id"]?.text ?? ""
  }

  private func invite(_ supplier: Cast.Player, to requirement: String, accepts: Bool) async throws {
    let body = "{\"supplier\":\"\(supplier.company)\"}"
    let invitation = try await buyer.expect("POST", "/api/requirements/\(requirement)/invitations", body)
    guard accepts, let id = invitation.body["id"]?.text else { return }
    let client = APIClient(origin: origin, token: supplier.token)
    _ = try await client.expect(
      "PUT", "/api/invitations/\(id)/response", "{\"answer\":\"accepted\"}", revision: invitation.revision)
  }

  private func announce(_ requirement: String, _ document: JSON) async throws -> String {
    let step = document["minimalStep"]?.text.map { #""kind":"amount","amount":"\#($0)""# }
    let rules = #"""
      {"format":"kontor-rules/1","clock":{"kind":"english","durationMilliseconds":\#(Self.minutes * 60_000)},\#
      "admissibility":{"decrement":{\#(step ?? #""kind":"percent","percent":"0.5""#),"base":"own"}},"ranking":{},\#
      "visibility":{"ownRank":"always","bestPrice":"always","allPrices":"never","bidderCount":"never",\#
      "names":"never","namesToBuyer":"always"},\#
      "closing":{"softClose":{"trigger":"anyBid","windowMilliseconds":120000,"extensionMilliseconds":120000,\#
      "base":"receipt","limit":10}}}
      """#
    let opensAt = wallClock().adding(milliseconds: 8_000)
    let reply = try await buyer.expect(
      "POST", "/api/requirements/\(requirement)/auctions", "{\"opensAt\":\"\(opensAt)\",\"rules\":\(rules)}")
    guard let id = reply.body["id"]?.text else { throw Complaint("the auction has no id") }
    return id
  }

  /// All robots bid until the auction is over.
  private func play(_ auction: String) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, supplier) in cast.suppliers.enumerated() {
        let client = APIClient(origin: origin, token: supplier.token)
        let robot = Robot(client: client, auction: auction, floorPercent: Int64(74 + 5 * number))
        group.addTask { try await robot.bidUntilTheEnd() }
      }
      try await group.waitForAll()
    }
  }
}
