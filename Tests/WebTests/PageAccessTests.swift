// Who comes in: signing in and out, registration, languages, and what is nobody else's business.
import Commerce
import SiteSupport
import Testing

@testable import Web

@Suite struct PageAccessTests {
  static let registration = [
    ("companyName", "Tisa SRL"), ("country", "MD"), ("identifierScheme", "MD-IDNO"), ("identifier", "1003600012345"),
    ("buyer", "1"), ("supplier", "1"), ("personName", "Ana Ursu"), ("email", "ana@tisa.example"),
    ("password", "a quiet river at dawn"),
  ]

  @Test func whoIsNotSignedInIsShownTheWayAndBack() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      let asked = try await browser.get("/orders?after=x&y=1")
      #expect(asked.status == 303)
      let door = try #require(asked.location)
      #expect(door == "/sign-in?next=/orders%3Fafter%3Dx%26y%3D1")
      #expect(try await browser.get(door).html.contains(#"value="/orders?after=x&amp;y=1""#))
      try await browser.submit("/register", Self.registration)
      let signIn = [("email", "ANA@tisa.example"), ("password", "a quiet river at dawn")]
      let answer = try await browser.post("/sign-in", signIn + [("returnTo", "/orders?after=x&y=1")])
      #expect(answer.location == "/orders?after=x&y=1")
      #expect(try await browser.get("/orders").status == 200)
      let out = try await browser.submit("/sign-out", [])
      #expect(out.page.notice == "You are signed out.")
      #expect(try await browser.get("/orders").status == 303)
    }
  }

  @Test func aFormSentAfterTheSessionEndedIsNotDone() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      let answer = try await browser.submit("/requirements", [("title", "x")])
      #expect(answer.path == "/sign-in")
      #expect(answer.page.notice?.contains("session has ended") == true)
      #expect(try await browser.get("/sign-in").notice == nil, "shown once")
    }
  }

  @Test func wrongCredentialsSayNothingAboutAccounts() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      try await browser.submit("/register", Self.registration)
      var answers: [String] = []
      for email in ["ana@tisa.example", "bob@tisa.example"] {
        let inputs = [("email", email), ("password", "wrong"), ("returnTo", "//evil.example")]
        let answer = try await browser.post("/sign-in", inputs)
        #expect(answer.status == 422)
        #expect(answer.html.contains(#"value="\#(email)""#))
        #expect(!answer.html.contains("evil"))
        answers.append(answer.html.replacing(email, with: ""))
      }
      #expect(answers[0] == answers[1])
    }
  }

  @Test func registeringAKnownAddressLooksTheSame() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      let first = try await browser.submit("/register", Self.registration)
      let second = try await browser.submit("/register", Self.registration)
      #expect(first.path == second.path)
      #expect(first.page.html == second.page.html)
    }
  }

  @Test func registrationNamesEveryMistakeBesideItsField() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      let inputs = [
        ("companyName", "Tisa <SRL>"), ("country", "XX"), ("identifierScheme", "?"), ("identifier", ""),
        ("personName", " "), ("email", "ana"), ("password", "passwordpassword"),
      ]
      let answer = try await browser.post("/register", inputs)
      #expect(answer.status == 422)
      #expect(answer.fieldErrors.count == 7)
      #expect(answer.problems?.contains("Roles: This is needed.") == true)
      #expect(answer.html.contains("Tisa &lt;SRL&gt;"))
      #expect(!answer.html.contains("passwordpassword"))
    }
  }

  @Test func theLanguageIsThePersonsThenTheCookiesThenTheBrowsers() async throws {
    try await PageSite.open { site in
      var browser = site.browser(language: "ru-RU,en;q=0.5")
      #expect(try await browser.get("/").html.contains(#"<html lang="ru">"#))
      let chosen = try await browser.submit("/language", [("language", "ro"), ("returnTo", "/sign-in")])
      #expect(chosen.path == "/sign-in")
      #expect(chosen.page.html.contains(#"<html lang="ro">"#))
      let company = try await site.house.company("Lübeck Handel")
      var person = try await site.browser(of: company.founder)
      person.cookies["language"] = "ru"
      #expect(try await person.get("/dashboard").html.contains(#"<html lang="en">"#), "the person's own")
      _ = try await person.post("/language", [("language", "ro"), ("returnTo", "https://evil.example")])
      #expect(try await person.get("/dashboard").html.contains(#"<html lang="ro">"#))
      #expect(try await browser.post("/language", [("language", "xx")]).status == 400)
    }
  }

  @Test func whatIsSomebodyElsesDoesNotExist() async throws {
    try await PageSite.open { site in
      let (buyer, supplier) = (try await site.house.trader("Buyer"), try await site.house.trader("Supplier"))
      let trade = try await site.house.trade(buyer, with: supplier)
      let stranger = try await site.house.company("Stranger")
      var browser = try await site.browser(of: stranger.founder)
      let nobodys = "01932f7c-6a3e-7c1b-9a55-0242ac120002"
      for (noun, id) in [("orders", trade.order), ("requirements", trade.requirement), ("auctions", trade.auction)] {
        let theirs = try await browser.get("/\(noun)/\(id)")
        let none = try await browser.get("/\(noun)/\(nobodys)")
        #expect(theirs.status == 404)
        #expect(theirs.html.replacing(id, with: nobodys) == none.html)
        #expect(try await browser.get("/\(noun)").html.contains(id) == false)
      }
      let forms = [
        "/orders/\(trade.order)/payment", "/orders/\(trade.order)/acceptance", "/awards/\(trade.award)/order",
        "/requirements/\(trade.requirement)/publication", "/requirements/\(trade.requirement)/invitations",
        "/invitations/\(trade.invitation)/response",
      ]
      for path in forms {
        let inputs = [("revision", "1"), ("answer", "accepted"), ("company", "all")]
        #expect(try await browser.post(path, inputs).status == 404, "\(path)")
      }
    }
  }

  @Test func rightsAreThoseOfTheMembership() async throws {
    try await PageSite.open { site in
      let company = try await site.house.company("Hanse")
      let partner = try await site.house.person("Karin", in: company, .partner)
      var browser = try await site.browser(of: partner)
      #expect(try await browser.get("/orders").status == 200)
      for path in ["/requirements", "/requirements/new", "/invitations", "/auctions", "/verifications"] {
        let answer = try await browser.get(path)
        #expect(answer.status == 403, "\(path)")
        #expect(answer.html.contains("Karin"), "in the frame of who is signed in")
      }
      #expect(try await browser.post("/company/members", [("email", "a@b.example"), ("buyer", "1")]).status == 403)
    }
  }

  @Test func problemsOfTheAPIAreExplained() async throws {
    try await PageSite.open { site in
      var browser = site.browser()
      let known = try await browser.get("/problems/step-too-small")
      #expect(known.html.contains("The step is too small."))
      for path in ["/problems/kicker", "/problems/nonsense", "/problems/stepTooSmall", "/problems/-", "/nothing"] {
        #expect(try await browser.get(path).status == 404, "\(path)")
      }
    }
  }
}
