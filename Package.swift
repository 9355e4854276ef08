// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]
/// Pure targets: the compiler also rejects every existential.
let pure: [SwiftSetting] = strict + [.treatWarning("ExistentialType", as: .error)]

let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let testing = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")

let package = Package(
  name: "kontor",
  products: [.executable(name: "kontor", targets: ["kontor"])],
  dependencies: [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "StrictJSON", swiftSettings: pure),
    .target(name: "Auctions", swiftSettings: pure),
    .target(name: "Commerce", dependencies: ["Auctions"], swiftSettings: pure),
    .target(name: "Transcript", dependencies: ["Auctions", "StrictJSON"], swiftSettings: pure),
    .target(name: "Sealing", dependencies: ["Auctions", crypto], swiftSettings: strict),
    .target(name: "Ledger", dependencies: [crypto], swiftSettings: pure),
    .target(name: "Auditing", dependencies: ["Auctions"], path: "simulations/Auditing", swiftSettings: strict),
    .executableTarget(
      name: "simulate",
      dependencies: ["Auctions", "Auditing", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "simulations/Simulate", swiftSettings: strict),
    .target(
      name: "Playing", dependencies: ["Auctions", "StrictJSON", "Transcript"], path: "simulations/Playing",
      swiftSettings: strict),
    .target(
      name: "Interchange", dependencies: ["Auctions", "Commerce", "StrictJSON"], exclude: ["CodeLists/data"],
      swiftSettings: strict),
    .target(name: "Engine", dependencies: ["Auctions", "Commerce", "Transcript", logging], swiftSettings: strict),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
    .target(
      name: "Store", dependencies: ["Auctions", "Commerce", "Engine", "StrictJSON", "CPostgres", logging, crypto],
      exclude: ["Migrations", "roles.sql", "schema.sql"], swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: [
        "Auctions", "Commerce", "Engine", "Interchange", "Sealing", "Store", "StrictJSON", "Transcript", "CArgon2",
        hummingbird,
        logging, crypto, httpTypes, mustache, nioCore, nioPosix, lifecycle,
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      exclude: ["Templates", "Assets", "Texts"], swiftSettings: strict),
    .executableTarget(
      name: "kontor",
      dependencies: [
        "Auctions", "Commerce", "Engine", "Interchange", "Store", "StrictJSON", "Transcript", "Web", logging,
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      exclude: ["Demonstration/data"], swiftSettings: strict),

    .target(name: "CAllocations", path: "bench/CAllocations"),
    .executableTarget(
      name: "CoreBench", dependencies: ["Auctions", "CAllocations"], path: "bench/Core", swiftSettings: strict),
    .systemLibrary(name: "CPolling", path: "bench/CPolling"),
    .executableTarget(
      name: "bench-load",
      dependencies: ["CPolling", "StrictJSON", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      path: "bench/Load", swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Store", "StrictJSON"], path: "Tests/Support", swiftSettings: strict),
    .target(
      name: "SiteSupport",
      dependencies: [
        "Auctions", "Commerce", "Engine", "Interchange", "Store", "StrictJSON", "Web", "TestSupport", hummingbird,
        testing, logging, httpTypes, nioCore, nioPosix,
      ], path: "Tests/SiteSupport",
      swiftSettings: strict),
    .testTarget(name: "StrictJSONTests", dependencies: ["StrictJSON"], swiftSettings: strict),
    .testTarget(name: "AuctionsTests", dependencies: ["Auctions", "Auditing"], swiftSettings: strict),
    .testTarget(name: "CommerceTests", dependencies: ["Auctions", "Commerce"], swiftSettings: strict),
    .testTarget(
      name: "TranscriptTests", dependencies: ["Auctions", "Auditing", "StrictJSON", "Transcript"],
      swiftSettings: strict),
    .testTarget(
      name: "SealingTests", dependencies: ["Auctions", "Auditing", "Sealing", crypto],
      exclude: ["vectors.json", "vectors.py"], swiftSettings: strict),
    .testTarget(
      name: "LedgerTests", dependencies: ["Ledger", crypto], exclude: ["vectors.json", "vectors.py"],
      swiftSettings: strict),
    .testTarget(
      name: "ReplayTests", dependencies: ["Auctions", "Commerce", "StrictJSON", "Transcript"], swiftSettings: strict),
    .testTarget(name: "ScenarioTests", dependencies: ["Playing", "StrictJSON"], swiftSettings: strict),
    .testTarget(
      name: "InterchangeTests", dependencies: ["Auctions", "Commerce", "Interchange", "StrictJSON"],
      swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Auctions", "Commerce", "Engine", "Transcript", logging],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Auctions", "Commerce", "Store", "StrictJSON", "TestSupport", logging],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Auctions", "Commerce", "Engine", "Interchange", "Sealing", "StrictJSON", "Store", "Transcript", "Web",
        "TestSupport", "SiteSupport", hummingbird, testing, logging, mustache, httpTypes, nioCore, nioPosix, lifecycle,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ], swiftSettings: strict),
    .testTarget(
      name: "ContractTests",
      dependencies: [
        "Auctions", "Commerce", "Engine", "Store", "StrictJSON", "Web", "TestSupport", "SiteSupport", testing,
        httpTypes,
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
  ]
)
