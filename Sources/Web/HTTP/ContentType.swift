// The Content-Type of a body: its essence and its parameters (RFC 9110, 8.3).
import HTTPTypes
import Hummingbird

struct ContentType: Equatable {
  /// "application/json", in lower case.
  let essence: String
  /// In the order given, names in lower case.
  let parameters: [Parameter]

  struct Parameter: Equatable {
    let name: String
    let value: String
  }

  /// Nil unless the text follows the grammar, quoted values included.
  init?(_ text: String) {
    var rest = Substring(text)
    guard let type = rest.takeToken(), rest.take("/"), let subtype = rest.takeToken() else { return nil }
    essence = "\(type)/\(subtype)".lowercased()
    guard let parameters = Self.parameters(&rest) else { return nil }
    self.parameters = parameters
  }

  subscript(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// Text is UTF-8 here, whether it says so or not.
  var isUTF8: Bool { parameters.allSatisfy { $0.name != "charset" || $0.value.lowercased() == "utf-8" } }

  private static func parameters(_ rest: inout Substring) -> [Parameter]? {
    var parameters: [Parameter] = []
    rest.skipBlanks()
    while rest.take(";") {
      rest.skipBlanks()
      guard let name = rest.takeToken(), rest.take("="), let value = rest.takeTokenOrQuoted() else { return nil }
      parameters.append(Parameter(name: name.lowercased(), value: value))
      rest.skipBlanks()
    }
    return rest.isEmpty ? parameters : nil
  }
}

extension Substring {
  /// Steps over that character if it is next.
  mutating func take(_ character: Character) -> Bool {
    guard first == character else { return false }
    removeFirst()
    return true
  }

  mutating func skipBlanks() { self = drop { $0 == " " || $0 == "\t" } }

  /// A token of RFC 9110, 5.6.2; nil if there is none.
  mutating func takeToken() -> String? {
    let token = prefix { $0.isTokenCharacter }
    self = self[token.endIndex...]
    return token.isEmpty ? nil : String(token)
  }

  /// A token, or a string in double quotes with its escapes resolved.
  mutating func takeTokenOrQuoted() -> String? {
    guard take("\"") else { return takeToken() }
    var text = ""
    while let character = popFirst() {
      switch character {
      case "\"": return text
      case "\\":
        guard let escaped = popFirst() else { return nil }
        text.append(escaped)
      default: text.append(character)
      }
    }
    return nil
  }
}

extension Character {
  fileprivate var isTokenCharacter: Bool {
    guard let ascii = asciiValue else { return false }
    return isLetter || isNumber || "!#$%&'*+-.^_`|~".utf8.contains(ascii)
  }
}

extension Request {
  /// The content type of the body, which must be UTF-8 text in that essence and not compressed; otherwise 415.
  func contentType(_ essence: String) throws(Problem) -> ContentType {
    let coding = headers[.contentEncoding]?.lowercased() ?? "identity"
    guard let type = headers[.contentType].flatMap(ContentType.init), type.essence == essence, type.isUTF8,
      coding == "identity"
    else { throw .unsupportedMediaType(essence) }
    return type
  }
}
