// The document by itself, and against the router: every route is described, and nothing else is.

import Foundation
import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct ContractTests {
  let contract: Contract

  init() throws { contract = try #require(Contract.shared) }

  @Test func itIsReadable() throws {
    _ = try Contract()
    #expect(contract.document["openapi"]?.text == "3.1.0")
    #expect(contract.operations.count > 60)
  }

  @Test func everyRouteIsDescribedAndNothingElse() async throws {
    let routes = try await TestHouse.open { house in
      house.routes.filter { $0.path.hasPrefix("/api/") || Self.operations.contains($0.path) && $0.method == .get }
    }
    let described = contract.operations.map { "\($0.method) \($0.path)" }.sorted()
    #expect(described == routes.filter { $0.method != .head }.map { "\($0.method) \($0.path)" }.sorted())
  }

  private static let operations = ["/health", "/ready", "/metrics"]

  @Test func everyOperationIsWhole() {
    var names: Set<String> = []
    for operation in contract.operations {
      #expect(names.insert(operation.id).inserted, "\(operation.id) occurs twice")
      #expect(operation.json["summary"]?.text != nil, "\(operation) has no summary")
      #expect(operation.json["tags"]?.elements?.count == 1, "\(operation) has no tag")
      #expect(operation.access != nil, "\(operation) does not say who may use it")
      #expect((operation.header("If-Match") != nil) == operation.needsRevision, "\(operation): If-Match")
      let described = operation.parameters.filter { $0["in"]?.text == "path" }.compactMap { $0["name"]?.text }
      let inPath = operation.path.matches(of: /\{(\w+)\}/).map { String($0.1) }
      #expect(described == inPath, "\(operation): \(described)")
      #expect(operation.requestBody == nil || operation.example != nil, "\(operation) has no example of its body")
      #expect(operation.schemes(contract) == expectedSchemes(operation), "\(operation): security")
    }
  }

  /// Programs are no persons: what only a person may do has no use for their tokens.
  private func expectedSchemes(_ operation: Operation) -> Set<String> {
    switch operation.access {
    case .anyone: []
    case .person, .platformOperator: ["cookie"]
    default:
      ["createToken", "voteForIdea", "withdrawVote"].contains(operation.id) ? ["cookie"] : ["cookie", "bearer"]
    }
  }

  @Test func examplesAreValid() throws {
    for operation in contract.operations {
      for body in [operation.requestBody].compactMap(\.self) { try checkExamples(of: body, "\(operation)") }
      for (status, response) in operation.responses { try checkExamples(of: response, "\(operation) \(status)") }
    }
  }

  private func checkExamples(of body: JSON, _ place: String) throws {
    for content in body["content"]?.members?.entries ?? [] {
      let schema = try #require(content.value["schema"])
      let references = (content.value["examples"]?.members?.entries ?? []).map(\.value)
      let named = references.map { contract.lenient.resolved($0)["value"] }
      for example in (named + [content.value["example"]]).compactMap(\.self) where content.name.hasSuffix("json") {
        let faults = contract.strict.faults(of: example, against: schema)
        #expect(faults.isEmpty, "\(place): \(faults)")
      }
    }
  }

  /// What a client may send is all that is described; only a tender of another system holds whatever it likes.
  @Test func requestsAreClosed() throws {
    for operation in contract.operations where operation.id != "importTender" {
      let content = operation.requestBody?["content"]?["application/json"]
      guard let schema = content?["schema"] else { continue }
      checkClosed(schema, operation)
    }
  }

  private func checkClosed(_ schema: JSON, _ operation: Operation) {
    let schema = contract.lenient.resolved(schema)
    if let properties = schema["properties"]?.members?.entries {
      #expect(schema["additionalProperties"] == .bool(false), "\(operation): \(properties.map(\.name))")
      for property in properties { checkClosed(property.value, operation) }
    }
    if let items = schema["items"] { checkClosed(items, operation) }
  }

  /// Every refusal of the domain is described somewhere.
  @Test func everyReasonIsDescribed() {
    let described = Set(contract.operations.flatMap { operation in (400..<600).flatMap(operation.reasons) })
    for reason in EveryReason.words where !described.contains(reason) { Issue.record("\(reason) is not described") }
  }

  /// And no reason is made up: the program has a word for it.
  @Test func everyDescribedReasonExists() throws {
    let program = try Self.words(of: ["Auctions", "Commerce", "Engine", "Web"])
    for operation in contract.operations {
      for reason in (400..<600).flatMap(operation.reasons) where !program.contains(reason) {
        Issue.record("\(operation): nothing is called \(reason)")
      }
    }
  }

  private static func words(of targets: [String]) throws -> Set<String> {
    var words: Set<String> = []
    for target in targets {
      let folder = TestFiles.root.appending(path: "Sources/\(target)")
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
        words.formUnion(text.split { !$0.isLetter && !$0.isNumber }.map(String.init))
      }
    }
    return words
  }
}
