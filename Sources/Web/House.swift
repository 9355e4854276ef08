// Everything a handler needs, put together once at start.

package import Auctions
package import Engine
package import Interchange
package import Store

/// What the site is made of.
package struct House: Sendable {
  package let database: Database
  package let engine: Engine<PostgresJournal>
  package let codes: CodeLists
  package let exposure: Exposure
  let cookies: CookieJar
  let auctions: AuctionHall
  let hasher: PasswordHasher
  let throttle: SignInThrottle
  let tokenUse: RateLimit<ActorID>
  package let presets: Presets
  let gallery: Gallery
  let bidPasses = BidPasses()
  let givenShares = GivenShares()
  let renderer: Renderer
  let assets: AssetFiles
  let meters = Meters()
  /// The wall clock, asked once a request.
  let now: @Sendable () -> Instant

  /// Reads presets, templates, texts and assets below `resources`; throws where one is missing or malformed.
  package init(
    database: Database, engine: Engine<PostgresJournal>, codes: CodeLists, resources: Resources,
    exposure: Exposure, now: @escaping @Sendable () -> Instant
  ) throws {
    self.database = database
    self.engine = engine
    self.codes = codes
    self.exposure = exposure
    self.now = now
    cookies = CookieJar(exposure)
    auctions = AuctionHall(database: database, engine: engine)
    gallery = Gallery(engine.feed, database, now: now)
    hasher = PasswordHasher()
    throttle = SignInThrottle()
    tokenUse = RateLimit(burst: Limits.requestsAtOnce, interval: .seconds(1) / Limits.requestsPerSecond)
    presets = try Presets(directory: resources.presets)
    renderer = try Renderer(templates: resources.templates, texts: resources.texts)
    assets = try AssetFiles(directory: resources.assets)
  }
}

/// Where the files are that the server reads at start.
package struct Resources: Sendable {
  package var root: String
  package init(root: String) { self.root = root }

  package var templates: String { root + "/Sources/Web/Templates" }
  package var texts: String { root + "/Sources/Web/Texts" }
  package var assets: String { root + "/Sources/Web/Assets" }
  package var migrations: String { root + "/Sources/Store/Migrations" }
  package var roles: String { root + "/Sources/Store/roles.sql" }
  package var codeLists: String { root + "/Sources/Interchange/CodeLists/data" }
  package var presets: String { root + "/contracts/rules" }
  package var demonstration: String { root + "/Sources/kontor/Demonstration/data" }
}
