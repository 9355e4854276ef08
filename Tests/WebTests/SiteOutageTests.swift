// The database goes away and comes back: nothing crashes, everybody is told when to try again.

import Foundation
import HTTPTypes
import SiteSupport
import Store
import StrictJSON
import Testing

@testable import TestSupport
@testable import Web

@Suite struct SiteOutageTests {
  @Test func whileTheDatabaseIsAwayEveryoneIsToldToComeBack() async throws {
    var options = PrivateCluster.Options(directory: try TestDirectory.make())
    options.bootstrap = .kontor(roles: try String(contentsOf: TestFiles.roles, encoding: .utf8))
    let first = try await PrivateCluster.start(options)
    let database = TestDatabase(cluster: first, name: PrivateCluster.database)
    try await Migrator(directory: TestFiles.migrations.path, settings: database.owner).migrate()
    let house = try await TestHouse(on: database)
    let company = try await house.company("Outage")
    let caller = try await house.token(of: company).caller
    let orders = HTTPCall(.get, "/api/orders", as: caller)
    #expect(try await house.send(orders).status == 200)
    #expect(try await house.send(HTTPCall(.get, "/ready")).status == 200)

    await first.stop()
    for call in [orders, HTTPCall(.get, "/ready")] {
      let answer = try await house.send(call)
      #expect(answer.status == 503, "\(answer)")
      #expect(answer.headers[.retryAfter] != nil)
    }
    #expect(try await house.send(HTTPCall(.get, "/health")).status == 200)

    let second = try await PrivateCluster.start(options)
    var statuses: [Int] = []
    for _ in 0..<100 {
      statuses = [try await house.send(orders).status, try await house.send(HTTPCall(.get, "/ready")).status]
      if statuses == [200, 200] { break }
      try await Task.sleep(for: .milliseconds(100))
    }
    #expect(statuses == [200, 200], "back by itself")
    await house.close()
    await second.stop()
  }
}
