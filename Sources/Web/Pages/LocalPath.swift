// Where to go on to, as far as a form or a query may say: only to a page of this site.

import Hummingbird

/// A path with its query. Anything that a browser could read as another site is none.
struct LocalPath: Sendable {
  let text: String

  init?(_ text: String) {
    guard text.utf8.first == UInt8(ascii: "/"), !text.hasPrefix("//"), text.utf8.count <= 1_000,
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") })
    else { return nil }
    self.text = text
  }

  /// As the value of a parameter in a query.
  var asParameter: String {
    text.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"):
        String(UnicodeScalar(byte))
      default: "%" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
      }
    }.joined()
  }
}

extension Visit {
  /// The page that `text` names; the fallback if it names none of this site.
  func goBack(to text: String, otherwise fallback: String) -> Response {
    go(to: LocalPath(text)?.text ?? fallback)
  }
}
