// contracts/openapi.yaml as a value: its operations, and who may use each.

import Foundation
import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Yams

struct Contract: Sendable {
  let document: JSON
  let operations: [Operation]
  /// For requests: what a schema leaves open is open.
  let lenient: JSONSchema
  /// For answers: what no schema describes is a fault.
  let strict: JSONSchema

  init() throws {
    let folder = TestFiles.root.appending(path: "contracts")
    let text = try String(contentsOf: folder.appending(path: "openapi.yaml"), encoding: .utf8)
    document = try JSON(yaml: text)
    let rules = "rules/rules.schema.json"
    let documents = ["": document, rules: try JSON(parsing: Data(contentsOf: folder.appending(path: rules)))]
    lenient = JSONSchema(documents)
    strict = JSONSchema(documents, isStrict: true)
    var operations: [Operation] = []
    for path in document["paths"]?.members?.entries ?? [] {
      for member in path.value.members?.entries ?? [] {
        guard let method = Operation.methods[member.name] else { continue }
        operations.append(Operation(method, path.name, member.value, in: path.value, lenient))
      }
    }
    self.operations = operations
  }

  /// The one that all tests read; `nil` if the file cannot be read, which a test of its own says.
  static let shared = try? Contract()
  static var operations: [Operation] { shared?.operations ?? [] }

  /// The operation that a request asks for.
  func operation(_ method: HTTPRequest.Method, _ path: String) -> Operation? {
    operations.first { $0.method == method && $0.matches(path) }
  }
}

/// Who may use an operation.
enum DocumentedAccess: Equatable {
  case anyone, person, platformOperator
  case company(Set<String>)
}

struct Operation: Sendable, CustomStringConvertible {
  static let methods: [String: HTTPRequest.Method] = ["get": .get, "put": .put, "post": .post, "delete": .delete]

  let method: HTTPRequest.Method
  /// With its parameters in braces.
  let path: String
  let json: JSON
  /// Of the path and of the operation, references resolved.
  let parameters: [JSON]
  /// References resolved; `nil` where there is none.
  let requestBody: JSON?
  /// By status, references resolved.
  let responses: [(status: String, response: JSON)]

  init(_ method: HTTPRequest.Method, _ path: String, _ json: JSON, in item: JSON, _ schema: JSONSchema) {
    self.method = method
    self.path = path
    self.json = json
    parameters = ((item["parameters"]?.elements ?? []) + (json["parameters"]?.elements ?? [])).map(schema.resolved)
    requestBody = json["requestBody"].map(schema.resolved)
    responses = (json["responses"]?.members?.entries ?? []).map { ($0.name, schema.resolved($0.value)) }
  }

  var id: String { json["operationId"]?.text ?? "" }
  var description: String { id }
  var isSafe: Bool { method == .get }
  var needsRevision: Bool { json["x-revision"]?.boolean == true }
  /// Whether its address names a record.
  var namesRecord: Bool { path.contains("{id}") }

  var access: DocumentedAccess? {
    switch (json["x-access"]?.text, json["x-rights"]?.elements) {
    case ("anyone", nil): .anyone
    case ("person", nil): .person
    case ("operator", nil): .platformOperator
    case (nil, let rights?): .company(Set(rights.compactMap(\.text)))
    default: nil
    }
  }

  /// The ways to say who asks: "cookie", "bearer". By default the document's.
  func schemes(_ contract: Contract) -> Set<String> {
    let alternatives = (json["security"] ?? contract.document["security"])?.elements ?? []
    return Set(alternatives.flatMap { $0.members?.entries.map(\.name) ?? [] })
  }

  /// The body that the document gives as an example.
  var example: JSON? { requestBody?["content"]?["application/json"]?["example"] }

  func header(_ name: String) -> JSON? {
    parameters.first { $0["in"]?.text == "header" && $0["name"]?.text == name }
  }

  func matches(_ path: String) -> Bool {
    let path = path.prefix { $0 != "?" }
    let (mine, theirs) = (self.path.split(separator: "/"), path.split(separator: "/"))
    return mine.count == theirs.count && zip(mine, theirs).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
  }

  /// The answer with that status: by itself, or by its hundreds.
  func response(_ status: Int) -> JSON? {
    responses.first { $0.status == "\(status)" || $0.status == "\(status / 100)XX" }?.response
  }

  /// Reasons that a problem of that status may have.
  func reasons(_ status: Int) -> [String] {
    let own = json["x-reasons"]?["\(status)"]?.elements ?? []
    let shared = response(status)?["x-reasons"]?.elements ?? []
    return (own + shared).compactMap(\.text)
  }
}

extension JSONSchema {
  /// The value itself, or what it refers to.
  func resolved(_ json: JSON) -> JSON { json["$ref"]?.text.flatMap { resolve($0)?.schema } ?? json }
}

extension JSON {
  /// A YAML document, scalars read as JSON would: whatever is quoted is text.
  init(yaml text: String) throws {
    self = try Yams.compose(yaml: text).map(JSON.init(node:)) ?? .null
  }

  private init(node: Node) throws {
    switch node {
    case .scalar(let scalar): self = JSON(scalar: scalar)
    case .sequence(let sequence): self = .array(try sequence.map(JSON.init(node:)))
    case .mapping(let mapping):
      var members = Members()
      for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        guard members.append(name, try JSON(node: value)) else { throw YAMLFault.memberTwice(name) }
      }
      self = .object(members)
    case .alias: throw YAMLFault.alias
    }
  }

  private init(scalar: Node.Scalar) {
    guard scalar.style == .plain || scalar.style == .any else {
      self = .string(scalar.string)
      return
    }
    switch scalar.string {
    case "null", "~", "": self = .null
    case "true": self = .bool(true)
    case "false": self = .bool(false)
    default: self = Number(text: scalar.string).map(JSON.number) ?? .string(scalar.string)
    }
  }

  private enum YAMLFault: Error {
    case alias
    case memberTwice(String)
  }
}
