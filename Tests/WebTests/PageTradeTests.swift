// The main path through the pages, by hand: from the form of a requirement to the stars on the order.
import Auctions
import Commerce
import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@Suite struct PageTradeTests {
  static let requirement = [
    ("title", "Laptops & bags"), ("description", ""), ("currency", "EUR"), ("method", "open"), ("street", ""),
    ("locality", "Kiel"), ("postalCode", ""), ("country", "DE"), ("deliveryDate", "2027-05-01"),
    ("lots[0][title]", "Laptops"), ("lots[0][targetPrice]", "12000.00"),
    ("lots[0][items][0][description]", "14 inches"), ("lots[0][items][0][category]", "30213100"),
    ("lots[0][items][0][quantity]", "12"), ("lots[0][items][0][unit]", "H87"), ("action", "save"),
  ]

  @Test func fromRequirementToFeedback() async throws {
    try await PageSite.open { site in
      let (hanse, kogge) = (try await site.house.company("Hanse"), try await site.house.company("Kogge"))
      var (buyer, supplier) = (try await site.browser(of: hanse.founder), try await site.browser(of: kogge.founder))
      let requirement = try await post(&buyer)
      try await accept(&supplier)
      try await runAuction(requirement, &buyer, &supplier, site)
      let order = try await award(requirement, &buyer)
      try await deliver(order, &supplier)
      try await finish(order, &buyer)
    }
  }

  private func post(_ buyer: inout PageBrowser) async throws -> String {
    let saved = try await buyer.submit("/requirements", Self.requirement)
    #expect(saved.page.notice == "Saved.")
    #expect(saved.page.html.contains("Laptops &amp; bags"))
    let published = try await buyer.submit(saved.path + "/publication", [("revision", saved.page.revision)])
    #expect(published.page.html.contains("Kogge"), "who matches")
    let invited = try await buyer.submit(saved.path + "/invitations", [("company", "all")])
    #expect(invited.page.notice == "Invited.")
    return saved.path
  }

  private func accept(_ supplier: inout PageBrowser) async throws {
    let invitations = try await supplier.get("/invitations")
    let form = try invitations.path("/invitations", "/response")
    let stale = try await supplier.post(form, [("answer", "accepted"), ("revision", "0")])
    #expect(stale.status == 409)
    let accepted = try await supplier.submit(form, [("answer", "accepted"), ("revision", invitations.revision)])
    #expect(accepted.page.notice == "Invitation accepted.")
  }

  private func runAuction(
    _ requirement: String, _ buyer: inout PageBrowser, _ supplier: inout PageBrowser, _ site: PageSite
  ) async throws {
    let form = try await buyer.get(requirement + "/auction?preset=english-open")
    let inputs = form.inputs.merging(["clock[durationMilliseconds][value]": "10", "action": "announce"]) { $1 }
    let wrong = inputs.merging(["admissibility[decrement][percent]": "0"]) { $1 }
    let refused = try await buyer.post(requirement + "/auction", wrong.sorted { $0.key < $1.key })
    #expect(refused.status == 422)
    #expect(refused.fieldErrors.count == 1)
    let room = try await buyer.submit(requirement + "/auction", inputs.sorted { $0.key < $1.key })
    let id = String(room.path.dropFirst("/auctions/".count))
    try await site.house.pass(seconds: 1, in: id)
    let caller = Caller.session(try #require(supplier.cookies["session"]))
    let bid = JSON.sample(#"{"lot": "1", "price": "11000.00"}"#)
    _ = try await site.house.succeed(
      HTTPCall(.post, "/api\(room.path)/bids", as: caller, headers: [.idempotencyKey: "1"], body: bid))
    let seen = try await supplier.get(room.path)
    #expect(seen.html.contains("11\u{202F}000.00\u{A0}EUR"))
    #expect(seen.html.contains(#"data-viewer="bidder""#))
    #expect(try await buyer.get(room.path + "?wall").html.contains("room-page wall"))
    #expect(try await supplier.get("/dashboard").html.contains(room.path))
    try await site.house.pass(minutes: 11, in: id)
  }

  private func award(_ requirement: String, _ buyer: inout PageBrowser) async throws -> String {
    let closed = try await buyer.get(requirement)
    let offer = try #require(closed.html.firstMatch(of: /name="supplier" value="([0-9a-f-]{36})"/))
    let decision = [("lot", "1"), ("supplier", String(offer.1)), ("reason", "")]
    let awarded = try await buyer.submit(requirement + "/awards", decision)
    #expect(awarded.page.notice == "Awarded.")
    let again = try await buyer.post(requirement + "/awards", decision)
    #expect(again.status == 409)
    #expect(again.problems?.contains("awarded already") == true)
    let placed = try await buyer.submit(awarded.page.path("/awards", "/order"), [("revision", "1")])
    #expect(placed.page.notice == "The order is placed.")
    return placed.path
  }

  private func deliver(_ order: String, _ supplier: inout PageBrowser) async throws {
    var page = try await supplier.get(order)
    let early = try await supplier.post(
      order + "/shipments", [("carrier", "Danube <Freight>"), ("trackingNumber", ""), ("revision", page.revision)])
    #expect(early.status == 409)
    let unexplained = try await supplier.post(
      order + "/acknowledgement", [("answer", "rejected"), ("reason", " "), ("revision", page.revision)])
    #expect(unexplained.status == 422)
    #expect(unexplained.fieldErrors.isEmpty == false)
    let answer = [("answer", "accepted"), ("revision", page.revision)]
    page = try await supplier.submit(order + "/acknowledgement", answer).page
    let nameless = try await supplier.post(
      order + "/shipments", [("carrier", ""), ("trackingNumber", "T&1"), ("revision", page.revision)])
    #expect(nameless.fieldErrors == ["Name the carrier."])
    #expect(nameless.html.contains(#"value="T&amp;1""#), "what was typed is kept")
    let shipment = [("carrier", "Danube"), ("trackingNumber", "T1"), ("revision", page.revision)]
    page = try await supplier.submit(order + "/shipments", shipment).page
    let stale = try await supplier.post(order + "/delivery", [("revision", "1")])
    #expect(stale.status == 409)
    #expect(stale.problems?.contains("in the meantime") == true)
    page = try await supplier.submit(order + "/delivery", [("revision", page.revision)]).page
    page = try await supplier.submit(
      order + "/invoice", [("invoiceNumber", "R-1"), ("revision", page.revision)]
    ).page
    #expect(!page.html.contains("/payment"), "the supplier does not pay")
  }

  private func finish(_ order: String, _ buyer: inout PageBrowser) async throws {
    var page = try await buyer.get(order)
    page = try await buyer.submit(order + "/acceptance", [("answer", "accepted"), ("revision", page.revision)]).page
    let empty = try await buyer.post(order + "/feedback", [("orderText", ""), ("supplierText", "good")])
    #expect(empty.status == 422)
    #expect(empty.html.contains(">\ngood</textarea>"))
    let stars = [("orderRating", "5"), ("orderText", "fine"), ("supplierRating", "4"), ("supplierText", "<b>")]
    page = try await buyer.submit(order + "/feedback", stars).page
    #expect(page.html.contains("&lt;b&gt;"))
    #expect(try await buyer.post(order + "/feedback", stars).status == 409)
    page = try await buyer.submit(order + "/payment", [("revision", page.revision)]).page
    #expect(page.html.contains("Completed"))
  }

  // MARK: - The form

  @Test func rowsAreAddedWithoutSaving() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var buyer = try await site.browser(of: company.founder)
      #expect(try await buyer.get("/requirements/new").html.contains(#"<option value="DE" selected"#))
      let inputs = Self.requirement.filter { $0.0 != "action" }
      let more = try await buyer.post("/requirements", inputs + [("action", "add-lot")])
      #expect(more.status == 200)
      #expect(more.html.contains(#"name="lots[1][items][0][unit]""#))
      #expect(more.html.contains("Laptops &amp; bags"))
      #expect(more.fieldErrors.isEmpty)
      #expect(try await buyer.get("/requirements").html.contains("Laptops") == false)
    }
  }

  @Test func whoRevisesWhatSomebodyElseRevisedSeesTheirs() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var buyer = try await site.browser(of: company.founder)
      let saved = try await buyer.submit("/requirements", Self.requirement)
      let form = try await buyer.get(saved.path + "/edit")
      func revised(_ title: String) -> [(String, String)] {
        Self.requirement.map { ($0.0, $0.0 == "title" ? title : $0.1) } + [("revision", form.revision)]
      }
      try await buyer.submit(saved.path, revised("Desks"))
      let stale = try await buyer.post(saved.path, revised("Chairs"))
      #expect(stale.status == 409)
      #expect(stale.html.contains("Desks"))
      #expect(!stale.html.contains("Chairs"))
      #expect(stale.revision != form.revision)
      let wrong = try await buyer.post(saved.path, revised(""))
      #expect(wrong.status == 422)
      #expect(wrong.fieldErrors == ["This is needed."])
    }
  }

  @Test func anImportThatFailsNamesThePlaces() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var buyer = try await site.browser(of: company.founder)
      #expect(try await buyer.get("/requirements").html.contains("multipart/form-data"))
      let answer = try await buyer.post("/imports", [("file", "{}")])
      #expect(answer.status == 415)
    }
  }
}
