// The company's own pages, ideas, and the operators' desk.
import Commerce
import HTTPTypes
import SiteSupport
import Testing

@testable import Web

@Suite struct PageCompanyTests {
  @Test func aTokenIsShownOnce() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var browser = try await site.browser(of: company.founder)
      let none = try await browser.post("/company/tokens", [("tokenName", "")])
      #expect(none.status == 422)
      let made = try await browser.post("/company/tokens", [("tokenName", "ERP"), ("buyer", "1"), ("readOnly", "1")])
      #expect(made.status == 200)
      let secret = try #require(made.html.firstMatch(of: /kt_[A-Za-z0-9_-]{43}/)).output
      let orders = HTTPCall(.get, "/api/orders", as: .token(String(secret)))
      #expect(try await site.house.send(orders).status == 200)
      let later = try await browser.get("/company")
      #expect(!later.html.contains("kt_"))
      try await browser.submit(later.path("/company/tokens", "/revocation"), [])
      #expect(try await site.house.send(orders).status == 401)
    }
  }

  @Test func membersComeAndGo() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      let colleague = try await site.house.person("Karin")
      var browser = try await site.browser(of: company.founder)
      let unknown = try await browser.post("/company/members", [("email", "no@body.example"), ("buyer", "1")])
      #expect(unknown.status == 422)
      #expect(unknown.html.contains("no@body.example"))
      #expect(try await browser.post("/company/members", [("email", colleague.email)]).status == 422)
      let added = try await browser.submit("/company/members", [("email", colleague.email), ("partner", "1")])
      #expect(added.page.html.contains("Karin"))
      let themselves = "/company/members/\(company.founder.id)"
      let last = try await browser.post(themselves, [("action", "save"), ("buyer", "1")])
      #expect(last.status == 409)
      #expect(last.problems?.contains("without an administrator") == true)
      let gone = try await browser.submit("/company/members/\(colleague.id)", [("action", "remove")])
      #expect(!gone.page.html.contains("Karin"))
    }
  }

  @Test func theProfileKeepsWhatWasVerified() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var browser = try await site.browser(of: company.founder)
      let page = try await browser.get("/company")
      let wrong = [("country", "DE"), ("categories", "31320000 zz"), ("revision", page.revision)]
      let refused = try await browser.post("/company/profile", wrong)
      #expect(refused.fieldErrors == ["This code is not known."])
      #expect(refused.html.contains("31320000 zz"))
      let right = [("country", "DE"), ("categories", "31320000\r\n45000000-7"), ("revision", page.revision)]
      let saved = try await browser.submit("/company/profile", right)
      #expect(saved.page.html.contains("Power distribution cables"))
      #expect(saved.page.html.contains("Verified"))
      #expect(try await browser.post("/company/profile", right).status == 409)
    }
  }

  @Test func sessionsAreEnded() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      var here = try await site.browser(of: company.founder)
      var there = try await site.browser(of: company.founder)
      let page = try await here.get("/company")
      try await here.submit(page.path("/company/sessions", "/revocation"), [])
      #expect(try await there.get("/company").status == 303)
    }
  }

  @Test func actingForAnotherCompanyTakesANewToken() async throws {
    try await PageSite.open { site in
      let (one, two) = (try await site.house.company("One"), try await site.house.company("Two"))
      try await site.house.change(two, .add(one.founder.id, .partner))
      var browser = try await site.browser(of: one.founder)
      let before = browser.cookies["session"]
      let answer = try await browser.submit("/acting-company", [("company", "\(two.id)")])
      #expect(answer.page.html.contains("Two"))
      #expect(browser.cookies["session"] != before)
      let stranger = try await site.house.company("Three")
      #expect(try await browser.post("/acting-company", [("company", "\(stranger.id)")]).status == 404)
    }
  }

  @Test func operatorsVerify() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Newcomer", isVerified: false)
      let operatorPerson = try await site.house.person("Olga", isOperator: true)
      var olga = try await site.browser(of: operatorPerson)
      #expect(try await olga.get("/dashboard").html.contains("/verifications"))
      let page = try await olga.get("/verifications")
      #expect(page.html.contains("Newcomer"))
      let form = "/verifications/\(company.id)"
      let unexplained = try await olga.post(form, [("decision", "rejected"), ("revision", page.revision)])
      #expect(unexplained.status == 422)
      #expect(unexplained.html.contains("<details class=\"refuse\" open>"))
      #expect(try await olga.post(form, [("decision", "verified"), ("revision", "9")]).status == 409)
      let done = try await olga.submit(form, [("decision", "verified"), ("revision", page.revision)])
      #expect(!done.page.html.contains("Newcomer"))
      var founder = try await site.browser(of: company.founder)
      #expect(try await founder.get("/verifications").status == 403)
      #expect(try await founder.get("/company").html.contains("Verified"))
    }
  }

  @Test func ideasAreProposedVotedForAndAnswered() async throws {
    try await PageSite.open { site in
      let (hanse, kogge) = (try await site.house.company("Hanse"), try await site.house.company("Kogge"))
      var (customer, supplier) = (try await site.browser(of: hanse.founder), try await site.browser(of: kogge.founder))
      #expect(try await customer.get("/ideas/new").html.contains("\(kogge.id)"))
      let wrong = try await customer.post("/ideas", [("supplier", ""), ("title", ""), ("text", "x")])
      #expect(wrong.fieldErrors.count == 2)
      let idea = [("supplier", "\(kogge.id)"), ("title", "Less plastic"), ("text", "Please.")]
      let proposed = try await customer.submit("/ideas", idea)
      let voted = try await customer.submit(proposed.path + "/vote", [("vote", "1"), ("returnTo", "/ideas")])
      #expect(voted.path == "/ideas")
      #expect(voted.page.html.contains(#"aria-pressed="true""#))
      _ = try await customer.post(proposed.path + "/vote", [("vote", "1"), ("returnTo", "//evil.example")])
      let page = try await supplier.get(proposed.path)
      let response = [("status", "planned"), ("text", "Next year."), ("revision", page.revision)]
      let answered = try await supplier.submit(proposed.path + "/response", response)
      #expect(answered.page.html.contains("Planned"))
      #expect(try await supplier.post(proposed.path + "/response", response).status == 409)
      #expect(try await customer.get(proposed.path).html.contains("Next year."))
    }
  }
}
