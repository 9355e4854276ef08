import Auctions
import Commerce
import HTTPTypes
import SiteSupport
import Store
import Testing

@testable import Web

@Suite struct Scratch {
  func run(_ body: (TestHouse, Actor, PersonID) async throws -> Void) async throws {
    try await TestHouse.open { house in
      let company = try await house.company("X")
      let p = company.founder.id
      let stranger = try await house.person("S")
      let actor = Actor(id: ActorID(bits: p.bits), person: p, company: company.id, rights: .everything, isVerified: true, isOperator: false)
      do { try await body(house, actor, stranger.id) } catch { print("CAUGHT", error) }
    }
  }
  @Test func v1() async throws { try await run { h, a, s in try await h.house.v1(.change(s, .buyer), a, h.clock.now) } }
  @Test func v2() async throws { try await run { h, a, s in try await h.house.v2(.change(s, .buyer), a, h.clock.now) } }
  @Test func v3() async throws { try await run { h, a, s in try await h.house.v3(.change(s, .buyer), a, h.clock.now) } }
  @Test func v4() async throws { try await run { h, a, s in try await h.house.v4(.change(s, .buyer), a, h.clock.now) } }
  @Test func v5() async throws { try await run { h, a, s in try await h.house.v5(.change(s, .buyer), a, h.clock.now) } }
  @Test func v6() async throws { try await run { h, a, s in try await h.house.v6(.change(s, .buyer), a, h.clock.now) } }
}
extension House {
  func v1(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    try await database.write(as: actor, at: now) { work in _ = try work.perform(command) }
  }
  func v2(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    try await database.write(as: actor, at: now) { work in throw RecordError.notFound }
  }
  func v3(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    try await database.write(as: actor, at: now) { work in throw Members.Rejection.notAMember }
  }
  func v4(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    do {
      try await database.write(as: actor, at: now) { work in _ = try work.perform(command) }
    } catch { print("INNER", error); throw error }
  }
  func v5(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    let database = database
    try await database.write(as: actor, at: now) { work in _ = try work.perform(command) }
  }
  func v6(_ command: Members.Command, _ actor: Actor, _ now: Instant) async throws {
    _ = try await database.write(as: actor, at: now) { work -> Int in throw Members.Rejection.notAMember }
    try await database.endSessions(of: PersonID(bits: 1), for: actor.company)
  }
}
