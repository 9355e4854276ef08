// A form as it was posted: its tree of texts, its plain inputs by name, and the revision its page was made from.

import Auctions
import Foundation
import Hummingbird
import StrictJSON

struct PostedForm: Sendable {
  let tree: JSON

  /// A form without inputs.
  static let empty = PostedForm(tree: .object(JSON.Members()))

  /// A plain input, empty where there is none.
  subscript(_ name: String) -> String { tree[name]?.text ?? "" }

  /// Without the space around it, which nobody means.
  func trimmed(_ name: String) -> String { self[name].trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Whether a box is ticked.
  func isTicked(_ name: String) -> Bool { self[name] == "1" }

  /// What was typed, by field name.
  var typed: [String: String] {
    var typed: [String: String] = [:]
    for member in tree.members?.entries ?? [] { typed[member.name] = member.value.text }
    return typed
  }

  /// The revision that the person saw; none, which no record is at, if the form does not say.
  var seen: [Int64] { [Int64(self["revision"])].compactMap { $0 } }

  /// Reads the fields asked for. Others are the page's own business (`revision`, `action`), so nobody calls `end`.
  func decode<Value>(_ build: (JSON.Fields) throws -> Value) throws -> Value {
    try tree.decode(as: .form, build)
  }
}

extension Visit {
  func form() async throws -> PostedForm { PostedForm(tree: try await call.request.form()) }

  /// Does what a form asks. Where something stands against it, the answer is the page again, saying what.
  /// - Parameter names: fields by the pointer of a fault, where the document has another shape than the form.
  func answer(
    _ form: PostedForm, names: [String: String] = [:], _ action: () async throws -> Response,
    again: (Objections) async throws -> Response
  ) async throws -> Response {
    do {
      return try await action()
    } catch {
      guard let objections = Objections(error, to: form, names: names, texts) else { throw error }
      var response = try await again(objections)
      response.status = objections.status
      for field in objections.headers { response.headers.append(field) }
      return response
    }
  }
}
