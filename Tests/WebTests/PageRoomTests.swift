// The room as the server makes it: each format for each kind of viewer, and what the buyer does from there.

import Auctions
import SiteSupport
import StrictJSON
import Testing

@testable import Web

@Suite struct PageRoomTests {
  /// Everybody may look on, from the start.
  private static let visibility = #"""
    {"ownRank": "always", "bestPrice": "always", "allPrices": "always", "bidderCount": "always", "names": "never",
    "namesToBuyer": "always", "observers": "everyone"}
    """#
  private static let preBids = #"{"preBids": "required", "surrogateBids": false}"#
  private static let turns = #"""
    {"kind": "turns", "rounds": 3, "firstPauseMilliseconds": 60000, "pauseMilliseconds": 60000,
    "turnMilliseconds": 60000, "finalPauseMilliseconds": 60000}
    """#

  private struct Format: CustomTestStringConvertible, Sendable {
    let clock: String
    var admissibility = #"{"surrogateBids": true}"#
    /// What the page shows to everybody, and to a bidder alone.
    let shows: String
    let form: String
    var testDescription: String { clock }
  }

  private static let formats = [
    Format(
      clock: #"{"kind": "english", "durationMilliseconds": 600000, "phases": 2}"#, shows: "phase-track",
      form: "data-bid-form"),
    Format(
      clock: #"{"kind": "japanese", "step": {"percent": "5"}, "intervalMilliseconds": 60000}"#, shows: "data-ring",
      form: "data-out"),
    Format(
      clock: #"""
        {"kind": "dutch", "start": {"percent": "50"}, "step": {"percent": "5"}, "intervalMilliseconds": 60000,
        "smallestShare": "25"}
        """#, shows: "data-share-left", form: "data-share-choices"),
    Format(clock: turns, admissibility: preBids, shows: "data-track", form: "data-pending"),
    Format(
      clock: #"{"kind": "sealed", "durationMilliseconds": 600000, "openersNeeded": 1}"#, admissibility: "{}",
      shows: "data-seal", form: "data-sealing-form"),
  ]

  @Test(arguments: formats) private func everyFormatHasARoom(format: Format) async throws {
    try await PageSite.open { site in
      let rules = SampleDocuments.rules(
        clock: format.clock, admissibility: format.admissibility, visibility: Self.visibility)
      let market = try await site.house.market(requirement: SampleDocuments.requirement.with("method", "open"))
      let openers = format.shows == "data-seal" ? #", "openers": ["\#(market.buyer.company.id)"]"# : ""
      let room = try await market.announce(#"{"rules": \#(rules), "practice": true\#(openers)}"#)
      var watcher = try await site.browser(of: site.house.trader("Watcher").company.founder)
      var buyer = try await site.browser(of: room.buyer.company.founder)
      var bidder = try await site.browser(of: room.suppliers[0].company.founder)
      for _ in 0..<2 {
        let pages = try await (watcher.get("/auctions/\(room.id)"), buyer.get("/auctions/\(room.id)"))
        for page in [pages.0, pages.1, try await bidder.get("/auctions/\(room.id)?wall")] {
          #expect(page.status == 200)
          #expect(page.html.contains(format.shows))
          #expect(page.html.contains("practice-band"))
        }
        let own = try await bidder.get("/auctions/\(room.id)")
        #expect(own.html.contains(format.form))
        #expect(!pages.0.html.contains(format.form), "who looks on has no forms")
        #expect(!pages.0.html.contains("/pause\""))
        #expect(!pages.1.html.contains(format.form))
        #expect(!own.html.contains("Supplier 2"), "names are hidden")
        try await room.pass(seconds: 1)
      }
    }
  }

  @Test func theBuyerIntervenes() async throws {
    try await PageSite.open { site in
      let room = try await site.house.auction(
        SampleDocuments.rules(admissibility: #"{"surrogateBids": true}"#, visibility: Self.visibility))
      try await room.pass(seconds: 1)
      let page = "/auctions/\(room.id)"
      var buyer = try await site.browser(of: room.buyer.company.founder)
      var first = try await site.browser(of: room.suppliers[0].company.founder)
      var second = try await site.browser(of: room.suppliers[1].company.founder)

      let unexplained = try await buyer.post("\(page)/pause", [("reason", " ")])
      #expect(unexplained.status == 422)
      #expect(unexplained.problems?.contains("reason") == true)
      try await buyer.submit("\(page)/pause", [("reason", "A question & an answer")])
      #expect(try await second.get(page).html.contains("A question &amp; an answer"))
      #expect(try await buyer.post("\(page)/pause", [("reason", "again")]).status == 409)
      try await buyer.submit("\(page)/resumption", [])

      let tooHigh = try await buyer.post("\(page)/surrogate", [("bidder", "1"), ("price", "1400.00")])
      #expect(tooHigh.status == 422)
      #expect(tooHigh.problems?.contains("1300.00") == true, "with the line that was crossed")
      try await buyer.submit("\(page)/surrogate", [("bidder", "1"), ("price", "1200.00")])
      #expect(try await second.get(page).html.contains("entered by the buyer"))
      try await buyer.submit("\(page)/withdrawal", [("bidder", "1"), ("reason", "A slip of the pen")])
      try await buyer.submit("\(page)/disqualification", [("bidder", "1"), ("reason", "Not verified")])

      // What was done to one bidder is nobody else's business.
      let told = try await first.get(page).html
      #expect(told.contains("A slip of the pen") && told.contains("Not verified"))
      #expect(told.contains("excluded your company"))
      let others = try await second.get(page).html
      #expect(!others.contains("A slip of the pen") && !others.contains("Not verified"))

      try await buyer.submit("\(page)/reinstatement", [("bidder", "1"), ("reason", "Verified")])
      try await buyer.submit("\(page)/extension", [("minutes", "5"), ("reason", "Lunch")])
      #expect(try await buyer.post("\(page)/extension", [("minutes", "0"), ("reason", "x")]).status == 422)
      #expect(try await buyer.post("\(page)/rules", [("rules", "{"), ("reason", "x")]).status == 422)
      let broken = try await buyer.post(
        "\(page)/rules", [("rules", #"{"format": "kontor-rules/1"}"#), ("reason", "x")])
      #expect(broken.problems?.contains("/clock") == true)
      try await buyer.submit("\(page)/closure", [("reason", "Enough")])
      #expect(try await buyer.get(page).html.contains(#"data-phase="closed""#))
      #expect(try await buyer.post("\(page)/cancellation", [("reason", "x")]).status == 409)
    }
  }

  @Test func nobodyElseIntervenes() async throws {
    try await PageSite.open { site in
      let room = try await site.house.auction()
      var supplier = try await site.browser(of: room.suppliers[0].company.founder)
      var stranger = try await site.browser(of: site.house.trader("Stranger").company.founder)
      for action in [
        "opening", "pause", "resumption", "extension", "closure", "surrogate", "withdrawal", "disqualification",
        "reinstatement", "rules", "cancellation",
      ] {
        let inputs = [
          ("reason", "x"), ("bidder", "1"), ("minutes", "1"), ("price", "1.00"), ("rules", SampleDocuments.rules),
        ]
        #expect(try await supplier.post("/auctions/\(room.id)/\(action)", inputs).status == 404, "\(action)")
        #expect(try await stranger.post("/auctions/\(room.id)/\(action)", inputs).status == 404, "\(action)")
      }
    }
  }
}
