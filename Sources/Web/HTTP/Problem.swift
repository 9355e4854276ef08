// Every refusal and failure as HTTP sees it: a problem by RFC 9457, told the same way by the API and by the pages.
import HTTPTypes
import StrictJSON

/// Why a request was not done.
struct Problem: Error, Equatable {
  var status: HTTPResponse.Status
  /// Names the kind of problem, in camel case: `stepTooSmall`. The problem's type is its kebab case as a path.
  var reason: String
  /// The kind of problem in a few words, the same for each occurrence.
  var title: String
  /// This occurrence in a sentence; nil where the title says all.
  var detail: String?
  /// What is wrong with which part of the document sent.
  var errors: [Entry]
  /// Further members of the problem document, in this order.
  var members: [Member]
  /// Sent with it: `Retry-After`, `Allow`, `WWW-Authenticate`.
  var headers: HTTPFields

  /// One mistake in the document sent.
  struct Entry: Equatable {
    /// A JSON Pointer: "/lots/0/title".
    var pointer: String
    var detail: String
  }

  struct Member: Equatable {
    var name: String
    var value: JSON
  }

  /// - Parameter title: by default the words of the reason, "Step too small".
  init(
    _ status: HTTPResponse.Status, _ reason: String, title: String? = nil, detail: String? = nil, errors: [Entry] = [],
    members: [Member] = [], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.reason = reason
    self.title = title ?? Self.title(of: reason)
    self.detail = detail
    self.errors = errors
    self.members = members
    self.headers = headers
  }
}

extension Problem {
  /// A reference relative to the server, "/problems/step-too-small".
  var type: String { "/problems/" + Self.words(of: reason).joined(separator: "-") }

  /// The problem document.
  func encoded() -> [UInt8] {
    var writer = JSONWriter(capacity: 256)
    writer.object {
      $0.member("type", type)
      $0.member("title", title)
      $0.member("status", status.code)
      $0.optionalMember("detail", detail)
      $0.member("reason", reason)
      if !errors.isEmpty { $0.member("errors", errors) }
      for member in members { $0.member(member.name, member.value) }
    }
    return writer.bytes
  }

  private static func title(of reason: String) -> String {
    let words = words(of: reason).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  private static func words(of reason: String) -> [String] {
    var words = [""]
    for character in reason {
      if character.isUppercase { words.append("") }
      words[words.count - 1] += character.lowercased()
    }
    return words
  }
}

extension Problem.Entry: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.object {
      $0.member("pointer", pointer)
      $0.member("detail", detail)
    }
  }
}

extension Problem.Member {
  init(_ name: String, _ text: String) { self.init(name: name, value: .string(text)) }
  init(_ name: String, _ number: some FixedWidthInteger) { self.init(name: name, value: .number(JSON.Number(number))) }
}
