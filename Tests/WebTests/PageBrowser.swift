// A browser for the tests of the pages: it keeps cookies, sends forms, and sees one answer at a time.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import SiteSupport
import Testing

@testable import Web

/// The site, with the routes of the pages.
struct PageSite: Sendable {
  let house: TestHouse
  private let application: Application<RouterResponder<SiteContext>>

  /// Runs `body` in a fresh house and closes it.
  static func open(_ body: (PageSite) async throws -> Void) async throws {
    try await TestHouse.open { house in
      let application = Application(router: house.house.makeRouter(), logger: .silent)
      try await body(PageSite(house: house, application: application))
    }
  }

  /// A browser in which nobody is signed in.
  func browser(language: String = "en") -> PageBrowser { PageBrowser(self, language: language) }

  /// A browser in which the person is signed in.
  func browser(of person: TestPerson) async throws -> PageBrowser {
    var browser = PageBrowser(self, language: "en")
    if case .session(let secret) = try await house.session(of: person).caller { browser.cookies["session"] = secret }
    return browser
  }

  fileprivate func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?
  ) async throws -> TestResponse {
    try await application.test(.router) { client in
      try await client.execute(
        uri: path, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
    }
  }
}

/// What the browser shows.
struct PageSeen {
  let status: Int
  /// Where the answer sends the browser.
  let location: String?
  let html: String

  /// The revision that the forms of the page carry.
  var revision: String { html.firstMatch(of: /name="revision" value="(\d+)"/).map { String($0.1) } ?? "" }
  var notice: String? { words(html.firstMatch(of: /(?s)<div class="notice[^>]*>(.*?)<\/div>/).map { $0.1 }) }
  /// The summary of what is wrong.
  var problems: String? { words(html.firstMatch(of: /(?s)data-problems>(.*?)<\/div>/).map { $0.1 }) }
  /// Messages beside fields.
  var fieldErrors: [String] { html.matches(of: /<p class="field-error">(.*?)<\/p>/).map { String($0.1) } }

  /// What the page's inputs would post: texts, ticked boxes, chosen options, by name. Patterns of rows are left out.
  var inputs: [String: String] {
    var inputs: [String: String] = [:]
    let html = html.replacing(/(?s)<template.*?<\/template>/, with: "")
    for tag in html.matches(of: /(?s)<input\s[^>]*>/).map({ String($0.0) }) {
      guard let name = tag.attribute("name") else { continue }
      let isBox = ["checkbox", "radio"].contains(tag.attribute("type"))
      if !isBox || tag.contains("checked") { inputs[name] = tag.attribute("value") ?? "" }
    }
    for select in html.matches(of: /(?s)<select\s[^>]*name="([^"]*)".*?<\/select>/) {
      let chosen = select.0.firstMatch(of: /<option value="([^"]*)" selected/)
      inputs[String(select.1)] = chosen.map { String($0.1).unescapedHTML }
    }
    for area in html.matches(of: /(?s)<textarea\s[^>]*name="([^"]*)".*?>\n(.*?)<\/textarea>/) {
      inputs[String(area.1)] = String(area.2).unescapedHTML
    }
    return inputs
  }

  /// The first path on the page that matches, e.g. `/orders/<id>`.
  func path(_ prefix: String, _ suffix: String = "") throws -> String {
    let pattern = try Regex("\(prefix)/[0-9a-f-]{36}\(suffix)")
    return String(try #require(html.firstMatch(of: pattern)).output[0].substring ?? "")
  }

  private func words(_ html: Substring?) -> String? {
    html?.replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

struct PageBrowser: Sendable {
  private let site: PageSite
  private let language: String
  var cookies: [String: String] = [:]

  fileprivate init(_ site: PageSite, language: String) {
    self.site = site
    self.language = language
  }

  mutating func get(_ path: String) async throws -> PageSeen { try await send(.get, path, nil) }

  mutating func post(_ path: String, _ inputs: [(String, String)]) async throws -> PageSeen {
    let body = inputs.map { "\($0.0.formEncoded)=\($0.1.formEncoded)" }.joined(separator: "&")
    return try await send(.post, path, body)
  }

  /// Sends a form that must be done, and follows to the page that says so.
  @discardableResult
  mutating func submit(
    _ path: String, _ inputs: [(String, String)], sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> (page: PageSeen, path: String) {
    let answer = try await post(path, inputs)
    #expect(answer.status == 303, "\(answer.status) \(answer.problems ?? "")", sourceLocation: sourceLocation)
    let location = try #require(answer.location, sourceLocation: sourceLocation)
    let page = try await get(location)
    #expect(page.status == 200, sourceLocation: sourceLocation)
    return (page, location)
  }

  private mutating func send(
    _ method: HTTPRequest.Method, _ path: String, _ body: String?
  ) async throws -> PageSeen {
    var headers: HTTPFields = [.accept: "text/html,*/*;q=0.8", .acceptLanguage: language]
    if !cookies.isEmpty {
      headers[.cookie] = cookies.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
    }
    if body != nil {
      headers[.contentType] = "application/x-www-form-urlencoded"
      headers[.init("Sec-Fetch-Site")!] = "same-origin"
    }
    let response = try await site.send(method, path, headers, body)
    for cookie in response.headers[values: .setCookie] { keep(cookie) }
    return PageSeen(status: response.status.code, location: response.headers[.location], html: response.text)
  }

  private mutating func keep(_ cookie: String) {
    let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard pair.count == 2 else { return }
    cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
  }
}

extension String {
  /// The value of an attribute of a tag.
  fileprivate func attribute(_ name: String) -> String? {
    guard let pattern = try? Regex("\\s\(name)=\"([^\"]*)\""), let match = firstMatch(of: pattern) else { return nil }
    return match.output[1].substring.map { String($0).unescapedHTML }
  }

  fileprivate var unescapedHTML: String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(self) { $0.replacing($1.0, with: $1.1) }
  }
}
