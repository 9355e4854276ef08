// Reads posted forms and queries into the same trees as JSON, to be decoded by the same readers.
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

extension Request {
  /// The posted form as a tree of texts, to be decoded `as: .form`. Names are spelt `lots[0][items][1][quantity]`.
  ///
  /// 415 unless it is `application/x-www-form-urlencoded`, 413 beyond `limit` bytes, 400 if it is malformed. Text is
  /// normalised to NFC, line ends to line feeds (browsers send two characters for each).
  func form(limit: Int = Limits.formBytes) async throws -> JSON {
    _ = try contentType("application/x-www-form-urlencoded")
    let body = try await wholeBody(limit: limit)
    do {
      return try JSON(FormText(parsing: body.readableBytesView))
    } catch {
      throw Problem.badRequest("malformedForm", "The form \(error.rawValue).")
    }
  }

  /// Decodes the query: `try request.query { try Paging($0) }`. Every mistake is one problem of status 400.
  func query<Value, Failure: Error>(_ build: (JSON.Fields) throws(Failure) -> Value) throws(Problem) -> Value {
    let text = Array((uri.query ?? "").utf8)
    guard text.count <= Limits.queryBytes else { throw .badRequest("malformedQuery", "The query is too long.") }
    let tree: JSON
    do { tree = try JSON(FormText(parsing: text)) } catch {
      throw .badRequest("malformedQuery", "The query \(error.rawValue).")
    }
    do { return try tree.decode(as: .form, build) } catch {
      var problem = Problem(error)
      (problem.status, problem.reason, problem.title) = (.badRequest, "invalidQuery", "The query has mistakes")
      throw problem
    }
  }
}

extension JSON {
  init(_ form: FormText) throws(FormText.Malformation) {
    var inputs: [(name: String, value: String)] = []
    for input in form.inputs {
      guard let path = FieldName.path(of: input.name) else { throw .badName }
      inputs.append((path, input.value.replacing("\r\n", with: "\n").normalised))
    }
    self.init(form: inputs)
  }
}
