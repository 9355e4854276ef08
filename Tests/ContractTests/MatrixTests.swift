// Every operation of the document × every role × whose record it is.

import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

@Suite(.serialized) struct MatrixTests {
  let contract: Contract
  let world: MatrixWorld
  let house: TestHouse

  init() async throws {
    contract = try #require(Contract.shared)
    world = try await MatrixWorld.shared.value
    var house = world.house
    contract.watch(&house)
    self.house = house
  }

  private static let withRecord = Contract.operations.filter(\.namesRecord)

  /// Somebody else's record and none at all: the same answer byte for byte, and nothing has changed.
  @Test(arguments: withRecord) func othersRecordsDoNotExist(operation: Operation) async throws {
    let before = try await world.footprint()
    for role in Role.allCases where operation.access != .platformOperator || role != .platformOperator {
      let others = try await check(operation, role, .others)
      let nobodys = try await check(operation, role, .nobodys)
      #expect(others.fingerprint == nobodys.fingerprint, "\(operation) as \(role)")
    }
    #expect(try await world.footprint() == before)
  }

  /// Whoever the document lets pass is served, and nobody else.
  @Test(arguments: Contract.operations) func ownRecordsAreServed(operation: Operation) async throws {
    for role in Role.allCases {
      _ = try await check(operation, role, .own)
      if operation.namesRecord { _ = try await check(operation, role, .colleagues) }
    }
  }

  /// Changing a shared record without saying which revision one saw is refused, whoever's it is.
  @Test(arguments: withRecord.filter(\.needsRevision)) func revisionsAreRequired(operation: Operation) async throws {
    for role in Role.allCases where operation.gate(role) == nil {
      for ownership in Ownership.allCases {
        var call = try await world.call(operation, role, ownership)
        call.headers[.ifMatch] = nil
        let answer = try await house.send(call)
        #expect(answer.status == 428, "\(operation) as \(role), \(ownership): \(answer)")
      }
    }
  }

  /// A revision that never was is refused, whatever state the record is in, and nothing has changed.
  @Test(arguments: withRecord.filter(\.needsRevision))
  func otherRevisionsAreRefused(operation: Operation) async throws {
    let before = try await world.footprint()
    for role in Role.allCases where operation.outcome(role, .own) == .reached {
      var call = try await world.call(operation, role, .own)
      call.headers[.ifMatch] = "\"999999\""
      call.headers[.idempotencyKey] = nil
      let answer = try await house.send(call)
      #expect(answer.reason == "changedMeanwhile", "\(operation) as \(role): \(answer)")
    }
    #expect(try await world.footprint() == before)
  }

  private func check(_ operation: Operation, _ role: Role, _ ownership: Ownership) async throws -> HTTPAnswer {
    let call = try await world.call(operation, role, ownership)
    let answer = try await house.send(call, overSocket: operation.id == "streamAuction")
    // Whoever may ask without saying who they are is no part of the matrix, beyond being answered as described.
    if operation.access == .anyone { return answer }
    let expected = operation.outcome(role, ownership)
    #expect(expected.isMet(by: answer), "\(operation) as \(role), \(ownership): \(expected), not \(answer)")
    return answer
  }
}

/// What is named in a body rather than in an address.
extension MatrixTests {
  private static let nobody = "01932f7c-6a3e-7c1b-9a55-0242ac1200ff"

  @Test func companiesThatWereNeverVerifiedAreNotFound() async throws {
    let draft = try await house.make("/api/requirements", world.partner, SampleDocuments.requirement)
    let calls: [(path: String, member: String, rest: JSON)] = [
      ("/api/requirements/\(draft)/invitations", "supplier", .sample("{}")),
      ("/api/ideas", "addressee", .sample(#"{"title": "Longer cables"}"#)),
    ]
    for (path, member, rest) in calls {
      let bodies = ["\(world.unknown.id)", Self.nobody].map { rest.with(member, $0) }
      try await expectHidden(bodies.map { HTTPCall(.post, path, as: world.partner.caller, body: $0) })
    }
  }

  @Test func nobodyActsForACompanyOfOthers() async throws {
    var calls: [HTTPCall] = []
    for company in ["\(world.other.company.id)", "\(world.unknown.id)", Self.nobody] {
      let caller = try await house.session(of: world.mine.colleague).caller
      let body = JSON.sample(#"{"company": "\#(company)"}"#)
      calls.append(HTTPCall(.put, "/api/session/company", as: caller, body: body))
    }
    try await expectHidden(calls)
  }

  private func expectHidden(_ calls: [HTTPCall]) async throws {
    var fingerprints: Set<String> = []
    for call in calls {
      let answer = try await house.send(call)
      #expect(answer.status == 404, "\(call): \(answer)")
      fingerprints.insert(answer.fingerprint)
    }
    #expect(fingerprints.count == 1)
  }
}
