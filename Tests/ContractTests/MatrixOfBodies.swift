// Every operation with a body × every mistake that its schema knows: refused with its place, and nothing has changed.

import HTTPTypes
import SiteSupport
import StrictJSON
import Testing

extension MatrixTests {
  private static let withBody = Contract.operations.filter { $0.example?.members != nil && $0.id != "importTender" }

  @Test(arguments: withBody) func bodiesAreClosed(operation: Operation) async throws {
    let body = try #require(operation.example)
    try await expectFaults(operation, [("unexpected", body.with("unexpected", "x"))])
  }

  /// That a reason is needed is a rule of its own, which knows the state of the record first.
  @Test(arguments: withBody) func membersAreRequired(operation: Operation) async throws {
    let body = try #require(operation.example?.members)
    let required = schema(of: operation)["required"]?.elements?.compactMap(\.text) ?? []
    try await expectFaults(operation, required.filter { $0 != "reason" }.map { ($0, body.without($0)) })
  }

  @Test(arguments: withBody) func membersAreOfTheirType(operation: Operation) async throws {
    let body = try #require(operation.example)
    let members = schema(of: operation)["properties"]?.members?.entries.map(\.name) ?? []
    try await expectFaults(operation, members.map { ($0, body.with($0, .sample(#"[{"of": "another type"}]"#))) })
  }

  @Test(arguments: withBody) func bodiesAreStrictJSON(operation: Operation) async throws {
    var call = try await world.call(operation, permitted(operation), .own)
    call.headers[.contentType] = "text/plain"
    #expect(try await house.send(call).status == 415)
  }

  private func schema(of operation: Operation) -> JSON {
    let schema = operation.requestBody?["content"]?["application/json"]?["schema"]
    return schema.map(contract.lenient.resolved) ?? .null
  }

  private func permitted(_ operation: Operation) -> Role {
    Role.allCases.first { operation.outcome($0, .own) == .reached } ?? .anonymous
  }

  /// - Parameter mistakes: bodies, each with the member that is at fault.
  private func expectFaults(_ operation: Operation, _ mistakes: [(member: String, body: JSON)]) async throws {
    let before = try await world.footprint()
    for (member, body) in mistakes {
      var call = try await world.call(operation, permitted(operation), .own)
      call.body = body
      let needsKey = operation.header("Idempotency-Key")?["required"]?.boolean == true
      call.headers[.idempotencyKey] = needsKey ? "mistake" : nil
      let answer = try await house.send(call)
      #expect(answer.reason == "invalidDocument", "\(operation), \(member): \(answer)")
      let pointers = answer.json?["errors"]?.elements?.compactMap { $0["pointer"]?.text } ?? []
      #expect(pointers.contains { $0.hasPrefix("/\(member)") }, "\(operation), \(member): \(pointers)")
    }
    #expect(try await world.footprint() == before)
  }
}

extension JSON.Members {
  fileprivate func without(_ name: String) -> JSON {
    var rest = JSON.Members()
    for member in entries where member.name != name { _ = rest.append(member.name, member.value) }
    return .object(rest)
  }
}
