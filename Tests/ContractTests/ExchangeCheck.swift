// Whether an answer of the server is one that the document describes.

import HTTPTypes
import SiteSupport
import StrictJSON
import TestSupport
import Testing

extension Contract {
  /// Makes whatever the document does not describe a failure of the test.
  func watch(_ house: inout TestHouse) {
    house.onAnswer = { call, answer in
      for fault in faults(of: answer, to: call) { Issue.record("\(call): \(fault)\n\(answer)") }
    }
  }

  /// What about the answer is not as the document says. Routes outside the document are pages and none of its business.
  func faults(of answer: HTTPAnswer, to call: HTTPCall) -> [String] {
    guard let operation = operation(call.method, call.path) else {
      return call.path.hasPrefix("/api") ? ["no operation is described"] : []
    }
    guard let response = operation.response(answer.status) else { return ["the status is not described"] }
    return headerFaults(answer, response) + bodyFaults(answer, response, operation)
  }

  private func headerFaults(_ answer: HTTPAnswer, _ response: JSON) -> [String] {
    (response["headers"]?.members?.entries ?? []).flatMap { header -> [String] in
      let described = lenient.resolved(header.value)
      guard let name = HTTPField.Name(header.name), let text = answer.headers[name] else {
        return described["required"]?.boolean == true ? ["the header \(header.name) is missing"] : []
      }
      let schema = described["schema"] ?? .bool(true)
      let isNumber = schema["type"]?.text == "integer"
      let value = isNumber ? JSON.Number(text: text).map(JSON.number) ?? .string(text) : .string(text)
      return lenient.faults(of: value, against: schema).map { "the header \(header.name) \($0)" }
    }
  }

  private func bodyFaults(_ answer: HTTPAnswer, _ response: JSON, _ operation: Operation) -> [String] {
    let type = answer.headers[.contentType].map { $0.prefix { $0 != ";" }.lowercased() }
    guard let content = response["content"] else {
      return answer.body.isEmpty && type == nil ? [] : ["a body is not described"]
    }
    guard let type, let schema = content[type]?["schema"] else {
      return ["the type \(type ?? "none") is not described"]
    }
    switch type {
    case "application/json": return jsonFaults(answer, schema)
    case "application/problem+json": return jsonFaults(answer, schema) + problemFaults(answer, operation)
    case "text/event-stream": return eventFaults(answer.text, operation)
    default: return lenient.faults(of: .string(answer.text), against: schema)
    }
  }

  private func jsonFaults(_ answer: HTTPAnswer, _ schema: JSON) -> [String] {
    guard let json = answer.json else { return ["the body is no JSON"] }
    return strict.faults(of: json, against: schema)
  }

  private func problemFaults(_ answer: HTTPAnswer, _ operation: Operation) -> [String] {
    var faults: [String] = []
    if answer.json?["status"]?.int64 != Int64(answer.status) { faults.append("the problem has another status") }
    let reason = answer.reason ?? ""
    if !operation.reasons(answer.status).contains(reason) { faults.append("the reason \(reason) is not described") }
    return faults
  }

  private func eventFaults(_ stream: String, _ operation: Operation) -> [String] {
    ServerEvent.all(in: stream).flatMap { event -> [String] in
      guard let schema = operation.json["x-events"]?[event.kind] else { return ["the event \(event.kind) is unknown"] }
      guard let data = try? JSON(parsing: event.data.utf8) else { return ["an event's data is no JSON"] }
      return strict.faults(of: data, against: schema).map { "\(event.kind): \($0)" }
    }
  }
}
