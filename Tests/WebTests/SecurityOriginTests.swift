// Who may send unsafe requests, and what browsers are told.
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import Web

@Suite struct SecurityOriginTests {
  private static let site = HTTPField.Name("Sec-Fetch-Site")!

  private func status(
    _ exposure: Exposure = Exposure(), _ method: HTTPRequest.Method = .post, site: String? = nil, origin: String? = nil,
    cookie: String? = nil, authorization: String? = nil
  ) async throws -> Int {
    var headers: HTTPFields = [:]
    headers[Self.site] = site
    headers[.origin] = origin
    headers[.cookie] = cookie
    headers[.authorization] = authorization
    let site = TestSite(exposure: exposure) { router in
      router.on("/api/act", method: method) { _, _ in Response.json("done") }
    }
    return try await site.answer(method, "/api/act", headers: headers).status.code
  }

  @Test(
    arguments: [
      // Sec-Fetch-Site, Origin, Cookie, allowed
      ("same-origin", nil, "s=1", true), ("same-origin", "http://localhost", "s=1", true), ("none", nil, "s=1", true),
      ("cross-site", nil, "s=1", false), ("cross-site", "http://localhost", "s=1", false),
      ("same-site", "http://other.localhost", "s=1", false), ("same-origin, cross-site", nil, "s=1", false),
      ("", nil, "s=1", false), ("cross-site", "https://evil.example", nil, false),
      (nil, "http://localhost", "s=1", true), (nil, "HTTP://LOCALHOST", "s=1", true),
      (nil, "https://localhost", "s=1", true), (nil, "http://localhost:8080", "s=1", false),
      (nil, "http://localhost.evil.example", "s=1", false), (nil, "http://evil.example", "s=1", false),
      (nil, "http://evil.example", nil, false), (nil, "null", "s=1", false), (nil, "null", nil, false),
      (nil, "", "s=1", false), (nil, "localhost", "s=1", false), (nil, nil, "s=1", false), (nil, nil, nil, true),
    ] as [(String?, String?, String?, Bool)])
  func onlyOwnPagesAct(site: String?, origin: String?, cookie: String?, isAllowed: Bool) async throws {
    #expect(try await status(site: site, origin: origin, cookie: cookie) == (isAllowed ? 200 : 403))
  }

  @Test(arguments: [HTTPRequest.Method.put, .patch, .delete])
  func everyUnsafeMethodIsGuarded(method: HTTPRequest.Method) async throws {
    #expect(try await status(Exposure(), method, site: "cross-site", cookie: "s=1") == 403)
  }

  @Test func readingIsFree() async throws {
    #expect(try await status(Exposure(), .get, site: "cross-site", cookie: "s=1") == 200)
  }

  @Test func bearersAreNoBrowsers() async throws {
    #expect(try await status(cookie: "s=1", authorization: "Bearer kt_x") == 200)
    #expect(try await status(cookie: "s=1", authorization: "bearer kt_x") == 200)
    #expect(try await status(cookie: "s=1", authorization: "Basic eDp5") == 403)
  }

  @Test func publicOriginsAreOwn() async throws {
    let exposure = Exposure(behindTLS: true, publicOrigins: ["https://Kontor.example"])
    #expect(try await status(exposure, origin: "https://kontor.example", cookie: "s=1") == 200)
    #expect(try await status(exposure, site: "same-site", origin: "https://kontor.example", cookie: "s=1") == 200)
    #expect(try await status(exposure, origin: "https://localhost", cookie: "s=1") == 200)
    #expect(try await status(exposure, origin: "http://localhost", cookie: "s=1") == 403)
    #expect(try await status(exposure, origin: "http://kontor.example", cookie: "s=1") == 403)
  }

  @Test func everyResponseHasItsHeaders() async throws {
    let site = TestSite { router in router.get("/page") { _, _ in Response.html("page") } }
    for path in ["/page", "/nowhere", "/api/nowhere"] {
      let headers = try await site.answer(.get, path).headers
      let policy = headers[.contentSecurityPolicy] ?? ""
      #expect(
        policy == "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'")
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.cacheControl] == "no-store")
      #expect(headers[HTTPField.Name("Referrer-Policy")!] == "same-origin")
      #expect(headers[HTTPField.Name("Cross-Origin-Opener-Policy")!] == "same-origin")
      #expect(headers[.strictTransportSecurity] == nil)
    }
    let secure = TestSite(exposure: Exposure(behindTLS: true)) { _ in }
    #expect(try await secure.answer(.get, "/").headers[.strictTransportSecurity] == "max-age=31536000")
  }
}

@Suite struct SecurityCookieTests {
  private func request(_ cookies: [String]) -> Request {
    var fields: HTTPFields = [:]
    fields[values: .cookie] = cookies
    let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: fields)
    return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
  }

  @Test func cookiesAreOutOfReach() {
    let open = CookieJar(Exposure())
    let secure = CookieJar(Exposure(behindTLS: true))
    #expect(open.cookie("session", "a-1") == "session=a-1; Path=/; HttpOnly; SameSite=Lax")
    #expect(
      secure.cookie("session", "a-1", maxAgeSeconds: 60)
        == "__Host-session=a-1; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure")
    #expect(open.expired("session") == "session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax")
  }

  @Test(
    arguments: [
      ([], nil), (["session=a"], "a"), (["x=1; session=a;y=2"], "a"), (["x=1", "session=a"], "a"),
      (["session=a; session=b"], nil), (["session=a", "session=a"], nil), (["Session=a"], nil), (["session"], nil),
      (["session=a b"], nil), (["session=\"a\""], nil), (["xsession=a"], nil), (["session="], ""),
    ] as [([String], String?)])
  func cookiesAreReadStrictly(cookies: [String], expected: String?) {
    #expect(CookieJar(Exposure()).value("session", of: request(cookies)) == expected)
  }

  @Test func behindTLSOnlyTheHostsOwnCounts() {
    let jar = CookieJar(Exposure(behindTLS: true))
    #expect(jar.value("session", of: request(["session=a; __Host-session=b"])) == "b")
    #expect(jar.value("session", of: request(["session=a"])) == nil)
  }
}

@Suite struct SecurityAddressTests {
  @Test(
    arguments: [
      // X-Forwarded-For, peer, trusted proxies, address
      (nil, "10.0.0.1", 0, "10.0.0.1"), ("1.2.3.4", "10.0.0.1", 0, "10.0.0.1"), ("1.2.3.4", "10.0.0.1", 1, "1.2.3.4"),
      ("9.9.9.9, 1.2.3.4", "10.0.0.1", 1, "1.2.3.4"), ("9.9.9.9,1.2.3.4 , 10.0.0.2", "10.0.0.1", 2, "1.2.3.4"),
      ("1.2.3.4", "10.0.0.1", 5, "1.2.3.4"), (nil, "10.0.0.1", 1, "10.0.0.1"), ("evil", "10.0.0.1", 1, "10.0.0.1"),
      ("", "10.0.0.1", 1, "10.0.0.1"), (nil, nil, 0, "local"), ("2001:DB8::1", "10.0.0.1", 1, "2001:db8::1"),
      (nil, "::ffff:1.2.3.4", 0, "1.2.3.4"), ("1.2.3.4", nil, 1, "1.2.3.4"),
    ] as [(String?, String?, Int, String)])
  func proxiesAreTrustedAsFarAsConfigured(forwarded: String?, peer: String?, proxies: Int, expected: String) throws {
    var fields: HTTPFields = [:]
    fields[HTTPField.Name("X-Forwarded-For")!] = forwarded
    let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: fields)
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    let socket = try peer.map { try SocketAddress(ipAddress: $0, port: 1) }
    let address = ClientAddress(of: request, peer: socket, trustedProxies: proxies)
    #expect(address.description == expected)
  }

  @Test func limitsCountNetworks() throws {
    func network(_ address: String) throws -> String {
      let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")
      let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
      let peer = try SocketAddress(ipAddress: address, port: 1)
      return ClientAddress(of: request, peer: peer, trustedProxies: 0).network
    }
    #expect(try network("2001:db8:1:2::1") == network("2001:db8:1:2:ffff::9"))
    #expect(try network("2001:db8:1:2::1") != network("2001:db8:1:3::1"))
    #expect(try network("1.2.3.4") == "1.2.3.4")
    #expect(try network("::ffff:1.2.3.4") != network("::ffff:1.2.3.5"))
  }
}
