// Starting an auction through the pages: formats, form, check, announcement, and the terms of suppliers.

import Auctions
import Commerce
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@testable import Web

@Suite struct PageAuctionStartTests {
  /// A buyer's browser, and its published requirement with two suppliers.
  private struct Stage {
    let site: PageSite
    var buyer: PageBrowser
    let market: Market
    var path: String { "/requirements/\(market.requirement)/auction" }

    init(_ site: PageSite) async throws {
      self.site = site
      market = try await site.house.market()
      buyer = try await site.browser(of: market.buyer.company.founder)
    }

    /// The form of a preset as it would be posted, with changes.
    mutating func inputs(_ preset: String, _ changes: [String: String]) async throws -> [(String, String)] {
      let form = try await buyer.get("\(path)?preset=\(preset)")
      #expect(form.status == 200)
      return form.inputs.merging(changes) { $1 }.sorted { $0.key < $1.key }
    }
  }

  @Test func formatsComeFirst() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let requirement = try await stage.buyer.get("/requirements/\(stage.market.requirement)")
      #expect(requirement.html.contains(#"href="\#(stage.path)""#))
      let choice = try await stage.buyer.get(stage.path)
      for name in Presets.supplied { #expect(choice.html.contains("\(stage.path)?preset=\(name)\""), "\(name)") }
      #expect(!choice.html.contains("<form method=\"post\" action=\"\(stage.path)\""))
      #expect(try await stage.buyer.get(stage.path + "?preset=unknown").html.contains("format-cards"))
    }
  }

  @Test func everyPresetCanBeAnnouncedAsItIs() async throws {
    try await PageSite.open { site in
      for preset in Presets.supplied {
        var stage = try await Stage(site)
        var changes = ["action": "announce", "opens": "at", "opensAtInstant": "2026-12-01T09:30:00Z"]
        // A second opener beside the buyer, which is ticked.
        if preset.hasPrefix("sealed") { changes["openers[]"] = "\(stage.market.suppliers[0].company.id)" }
        let answer = try await stage.buyer.post(stage.path, stage.inputs(preset, changes))
        #expect(answer.status == (preset.hasPrefix("sealed") ? 200 : 303), "\(preset): \(answer.problems ?? "")")
      }
    }
  }

  @Test func theCheckSaysWhatSuppliersWillRead() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let inputs = try await stage.inputs(
        "english-open", ["clock[durationMilliseconds][value]": "12", "practice": "1"])
      let checked = try await stage.buyer.post(stage.path + "/check", inputs)
      #expect(checked.status == 200)
      #expect(checked.html.contains("Bidding lasts 12 minutes."))
      #expect(checked.html.contains("This is a practice auction"))
      #expect(checked.html.contains("&quot;durationMilliseconds&quot;: 720000"))
      #expect(!checked.html.contains("<html"))
      let wrong = try await stage.buyer.post(
        stage.path + "/check", inputs.map { ($0.0, $0.0 == "clock[phases]" ? "many" : $0.1) })
      #expect(wrong.status == 200)
      #expect(wrong.fieldErrors == ["Please give a whole number."])
      // Nothing has been announced.
      #expect(try await stage.buyer.get(stage.path).status == 200)
    }
  }

  @Test func withoutAScriptAButtonChecksAndAnotherAddsRows() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let inputs = try await stage.inputs("total-cost", ["action": "add:ranking[model][criteria]"])
      let grown = try await stage.buyer.post(stage.path, inputs)
      #expect(grown.status == 200)
      #expect(grown.html.contains(#"name="ranking[model][criteria][6][code]" value="""#))
      let checked = try await stage.buyer.post(stage.path, inputs.map { ($0.0, $0.0 == "action" ? "check" : $0.1) })
      #expect(checked.status == 200)
      #expect(checked.problems == nil)
      #expect(!checked.html.contains(#"name="ranking[model][criteria][6][code]" value="""#))
    }
  }

  @Test func whatLooksWrongIsConfirmedBeforeItIsAnnounced() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let inputs = try await stage.inputs(
        "english-open",
        [
          "action": "announce", "admissibility[decrement][kind]": "amount",
          "admissibility[decrement][amount]": "5000.00",
        ])
      let refused = try await stage.buyer.post(stage.path, inputs)
      #expect(refused.status == 422)
      #expect(refused.html.contains(#"name="confirmed" value="/admissibility/decrement""#))
      let other = try await stage.buyer.post(stage.path, inputs + [("confirmed", "/closing/softClose")])
      #expect(other.status == 422, "a tick for another mistake")
      let done = try await stage.buyer.submit(stage.path, inputs + [("confirmed", "/admissibility/decrement")])
      #expect(done.path.hasPrefix("/auctions/"))
      // There is one auction, and the form is gone.
      #expect(try await stage.buyer.get(stage.path).location == "/requirements/\(stage.market.requirement)")
      #expect(
        try await stage.buyer.post(stage.path, inputs + [("confirmed", "/admissibility/decrement")]).status == 409)
    }
  }

  @Test func theDocumentMayBeSentInPlaceOfTheInputs() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let rules = SampleDocuments.rules.replacing("1800000", with: "600000")
      let inputs = try await stage.inputs("japanese", ["action": "announce", "document": rules])
      let room = try await stage.buyer.submit(stage.path, inputs)
      #expect(room.page.html.contains("Bidding lasts 10 minutes."))
    }
  }

  @Test func sharesOfTheKeyAreShownOnce() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let form = try await stage.buyer.get(stage.path + "?preset=sealed-rounds")
      let buyer = "\(stage.market.buyer.company.id)"
      #expect(form.inputs["openers"] == buyer, "one's own company is ticked")
      var inputs = form.inputs.merging(["action": "announce"]) { $1 }.sorted { $0.key < $1.key }
      let alone = try await stage.buyer.post(stage.path, inputs)
      #expect(alone.status == 422)
      #expect(alone.fieldErrors == ["Choose at least 2 companies."])
      inputs.append(("openers", "\(stage.market.suppliers[0].company.id)"))
      let announced = try await stage.buyer.post(stage.path, inputs)
      #expect(announced.status == 200)
      #expect(announced.location == nil)
      let shares = announced.html.matches(of: /(?:[0-9A-Z]{5} ){5}[0-9A-Z]{5}\n/).count
      #expect(shares == 9, "three lines of each of three rounds end in a line feed, the fourth in a tag")
      #expect(announced.html.contains("Supplier 1"))
      let auction = try announced.path("/auctions", "/sealing")
      #expect(auction.hasSuffix("/sealing"))
    }
  }

  @Test func nobodyElseStartsTheAuction() async throws {
    try await PageSite.open { site in
      let stage = try await Stage(site)
      var supplier = try await site.browser(of: stage.market.suppliers[0].company.founder)
      for path in [stage.path, stage.path + "?preset=dutch", "/requirements/\(stage.market.requirement)/terms"] {
        #expect(try await supplier.get(path).status == 404, "\(path)")
      }
      for path in [stage.path, stage.path + "/check", "/requirements/\(stage.market.requirement)/terms"] {
        #expect(try await supplier.post(path, [("preset", "dutch"), ("action", "announce")]).status == 404, "\(path)")
      }
    }
  }

  @Test func termsAreSetUntilASupplierHasOffered() async throws {
    try await PageSite.open { site in
      var stage = try await Stage(site)
      let inputs = try await stage.inputs(
        "total-cost", ["action": "announce", "terms[0][scopes][0][declared][code:freight]": "25"])
      let room = try await stage.buyer.submit(stage.path, inputs)
      let id = String(room.path.dropFirst("/auctions/".count).prefix(36))
      let terms = "/requirements/\(stage.market.requirement)/terms"
      var page = try await stage.buyer.get(terms)
      #expect(page.inputs["terms[0][scopes][0][declared][code:freight]"] == "25")
      var typed = page.inputs
      typed["terms[1][scopes][0][ceiling]"] = "1.005"
      let wrong = try await stage.buyer.post(terms, typed.sorted { $0.key < $1.key })
      #expect(wrong.status == 422)
      #expect(wrong.fieldErrors == ["An amount above zero with at most 2 decimals."])
      typed["terms[1][scopes][0][ceiling]"] = "1200.00"
      page = try await stage.buyer.submit(terms, typed.sorted { $0.key < $1.key }).page
      #expect(page.notice == "Saved.")
      #expect(page.inputs["terms[1][scopes][0][ceiling]"] == "1200.00")
      #expect(page.inputs["terms[0][scopes][0][declared][code:freight]"] == "25")
      try await site.house.pass(seconds: 1, in: id)
      let bid = JSON.sample(#"{"lot": "1", "price": "1100.00"}"#)
      _ = try await site.house.succeed(
        HTTPCall(
          .post, "/api/auctions/\(id)/bids", as: stage.market.suppliers[1].caller, headers: [HTTPField.Name("Idempotency-Key")!: "1"],
          body: bid))
      page = try await stage.buyer.get(terms)
      #expect(page.html.contains("Has offered"))
      typed["terms[1][scopes][0][ceiling]"] = "900.00"
      #expect(try await stage.buyer.post(terms, typed.sorted { $0.key < $1.key }).status == 409)
    }
  }
}
