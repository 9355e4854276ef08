// Reads an uploaded file: `multipart/form-data` (RFC 7578), small enough to be held in memory.
import HTTPTypes
import Hummingbird
import NIOCore
import StrictJSON

/// A form with one file in it.
struct Upload {
  let file: File
  /// The other inputs as a tree of texts, to be decoded `as: .form`.
  let form: JSON

  struct File: Equatable {
    /// Name of the form's field.
    let field: String
    /// What the client calls the file. For showing, never a path to write to.
    let name: String
    let contentType: String?
    let bytes: ByteBuffer
  }
}

extension Request {
  /// The uploaded file and its form.
  ///
  /// 415 unless it is `multipart/form-data`, 413 beyond `limit` bytes, 400 if it is malformed or does not hold
  /// exactly one file.
  func upload(limit: Int = Limits.importBytes) async throws -> Upload {
    let type = try contentType("multipart/form-data")
    guard let boundary = type["boundary"], (1...70).contains(boundary.utf8.count) else {
      throw Problem.badRequest("malformedUpload", "The Content-Type has no usable boundary.")
    }
    let body = try await wholeBody(limit: limit)
    do {
      return try Upload(Multipart(parsing: body, boundary: boundary))
    } catch {
      throw Problem.badRequest("malformedUpload", "The upload \(error.rawValue).")
    }
  }
}

extension Upload {
  fileprivate init(_ multipart: Multipart) throws(Multipart.Malformation) {
    var files: [File] = []
    var inputs: [(name: String, value: String)] = []
    for part in multipart.parts {
      if let name = part.fileName {
        files.append(File(field: part.name, name: name.normalised, contentType: part.contentType, bytes: part.bytes))
        continue
      }
      guard let path = FieldName.path(of: part.name),
        let value = String(validating: part.bytes.readableBytesView, as: UTF8.self)
      else { throw .badPart }
      inputs.append((path, value.replacing("\r\n", with: "\n").normalised))
    }
    guard let file = files.first, files.count == 1 else { throw .notOneFile }
    self.file = file
    form = JSON(form: inputs)
  }
}
