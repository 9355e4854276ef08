/// A place in a document as a JSON Pointer (RFC 6901): "" is the whole, "/lots/0/title" a title.
extension JSON {
  package struct Pointer: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// The whole document.
    package static let root = Pointer(description: "")

    private init(description: String) { self.description = description }

    /// The member of that name; "~" and "/" in it are escaped.
    package func appending(_ name: String) -> Pointer { Pointer(description: "\(description)/\(Self.escaped(name))") }

    /// The element of that index, counted from 0.
    package func appending(_ index: Int) -> Pointer { Pointer(description: "\(description)/\(index)") }

    /// What a pointer that starts from here points to; "" is this place.
    func appending(path: String) -> Pointer {
      precondition(path.isEmpty || path.utf8.first == Byte.slash, "a JSON Pointer starts with a slash")
      return Pointer(description: description + path)
    }

    private static func escaped(_ name: String) -> String {
      guard name.utf8.contains(where: { $0 == Byte.tilde || $0 == Byte.slash }) else { return name }
      var token = ""
      for scalar in name.unicodeScalars {
        switch scalar {
        case "~": token += "~0"
        case "/": token += "~1"
        default: token.unicodeScalars.append(scalar)
        }
      }
      return token
    }

    /// The name that a token stands for; a "~" that escapes nothing is itself.
    static func unescaped(_ token: Substring) -> String {
      guard token.utf8.contains(Byte.tilde) else { return String(token) }
      var name = ""
      var rest = token.unicodeScalars
      while let scalar = rest.popFirst() {
        switch (scalar, rest.first) {
        case ("~", "0"): name += "~"
        case ("~", "1"): name += "/"
        default:
          name.unicodeScalars.append(scalar)
          continue
        }
        rest.removeFirst()
      }
      return name
    }
  }
}
