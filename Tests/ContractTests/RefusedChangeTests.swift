// What is refused changes nothing, not even a part of what was asked for.

import Auctions
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@Suite struct RefusedChangeTests {
  /// Cancelling a requirement cancels its auction too, but only together.
  @Test func aRefusedCancellationLeavesTheAuction() async throws {
    try await TestHouse.open { house in
      let buyer = try await house.trader("Buyer")
      let id = try await house.make("/api/requirements", buyer, SampleDocuments.requirement)
      let path = "/api/requirements/\(id)"
      _ = try await house.succeed(HTTPCall(.put, "\(path)/publication", as: buyer.caller, headers: [.ifMatch: "*"]))
      let rules = JSON.sample(#"{"rules": \#(SampleDocuments.rules)}"#)
      let auction = try await house.make("\(path)/auctions", buyer, rules)
      let attempts: [(revision: String, body: String, status: Int)] = [
        ("\"99\"", #"{"reason": "Changed our minds."}"#, 412), ("*", "{}", 422), ("*", #"{"reason": 1}"#, 422),
      ]
      for (revision, body, status) in attempts {
        let headers: HTTPFields = [.ifMatch: revision]
        let call = HTTPCall(
          .put, "\(path)/cancellation", as: buyer.caller, headers: headers, body: .sample(body))
        #expect(try await house.send(call).status == status)
        let seen = try await house.succeed(HTTPCall(.get, "/api/auctions/\(auction)", as: buyer.caller))
        #expect(seen.json?["phase"]?.text != "cancelled", "after \(body) at \(revision)")
      }
    }
  }
}
