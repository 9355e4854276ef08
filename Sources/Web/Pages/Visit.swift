// One visit to a page: the request, who makes it, and the language it is answered in.

import Auctions
import Commerce
import HTTPTypes
import Hummingbird
import Interchange
import Store

struct Visit: Sendable {
  let call: Call
  let house: House
  let texts: Texts

  init(_ request: Request, _ context: SiteContext, _ house: House) {
    call = Call(request: request, context: context, now: house.now())
    self.house = house
    texts = house.renderer.texts(.spoken(to: context.visitor, request, house.cookies))
  }

  var format: Format { Format(texts.language) }
  var codes: CodeLists { house.codes }
  var now: Instant { call.now }

  /// Path and query: a link back to this page.
  var path: String {
    let uri = call.request.uri
    return uri.path + (uri.query.map { "?\($0)" } ?? "")
  }

  /// Reads as the acting company sees things.
  func read<Value: Sendable>(_ body: @escaping @Sendable (Work) throws -> Value) async throws -> Value {
    try await house.database.read(as: call.actor(), at: now, body)
  }

  /// Changes something for the acting company, in one transaction.
  func write<Value: Sendable>(_ body: @escaping @Sendable (Work) throws -> Value) async throws -> Value {
    try await house.database.write(as: call.actor(), at: now, body)
  }
}

extension Visit {
  /// A page in its frame.
  /// - Parameters:
  ///   - path: where the page can be fetched again; by default where it was asked for. The answer to a form names it.
  ///   - notice: shown above the content; by default what the request before has left.
  func page(_ content: some PageView, at path: String? = nil, notice: Notice? = nil) -> Response {
    let kept = house.cookies.value(NoticeKind.cookie, of: call.request)
    let shown = notice ?? kept.flatMap(NoticeKind.init(rawValue:)).map { Notice($0, texts) }
    let frame = Frame(texts: texts, path: path ?? self.path, person: reader, notice: shown)
    var response = Response.html(house.renderer.html(content, in: frame))
    if kept != nil { response.set(cookie: house.cookies.expired(NoticeKind.cookie)) }
    return response
  }

  /// 303 to a page of this site, which will show the notice.
  func go(to path: String, _ notice: NoticeKind? = nil) -> Response {
    var response = Response.seeOther(path)
    if let notice {
      response.set(cookie: house.cookies.cookie(NoticeKind.cookie, notice.rawValue, maxAgeSeconds: 60))
    }
    return response
  }

  /// Who is signed in, as the frame shows it.
  private var reader: SignedInPerson? {
    guard let signedIn = call.visitor.signedIn else { return nil }
    let rights = signedIn.actor?.rights ?? []
    return SignedInPerson(
      name: signedIn.name, email: signedIn.email,
      company: signedIn.memberships.first { $0.company == signedIn.actor?.company }?.name,
      companies: signedIn.memberships.map {
        Choice("\($0.company)", $0.name, selected: $0.company == signedIn.company)
      },
      isBuyer: rights.contains(.buyer), isSupplier: rights.contains(.supplier),
      isPartner: rights.contains(.partner), isOperator: signedIn.isOperator)
  }
}

extension Visit {
  /// A parameter of the query. Whatever is mistyped in a query is as good as absent: pages show something anyway.
  func parameter(_ name: String) -> String? {
    guard let query = try? FormText(parsing: Array((call.request.uri.query ?? "").utf8)) else { return nil }
    return query.inputs.first { $0.name == name }?.value
  }

  /// The part of a list that `?after=` asks for.
  func pageRequest<Noun>(limit: Int = Limits.pageItems) -> PageRequest<Noun> {
    PageRequest(after: parameter("after").flatMap { ID<Noun>($0) }, limit: limit)
  }

  /// The address of the next part of a list: this one, with another `after`.
  func nextHref<Item, Noun>(_ page: Page<Item>, _ id: (Item) -> ID<Noun>) -> String? {
    guard page.hasMore, let last = page.items.last else { return nil }
    let uri = call.request.uri
    let kept = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }.map(String.init)
    return uri.path + "?" + (kept + ["after=\(id(last))"]).joined(separator: "&")
  }
}

extension Language {
  /// The person's own language, or the one chosen in this browser, or the one it asks for.
  static func spoken(to visitor: Visitor, _ request: Request, _ cookies: CookieJar) -> Language {
    let chosen = visitor.signedIn?.language ?? cookies.value(cookie, of: request)
    return chosen.flatMap(Language.init(rawValue:)) ?? preferred(acceptLanguage: request.headers[.acceptLanguage])
  }

  /// The name of the cookie that keeps the choice of somebody who is not signed in.
  static let cookie = "language"
}
