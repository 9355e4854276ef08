// Lists come in pages: `?limit=50&after=<key>`, and a `Link` header (RFC 8288) that leads to the next one.
import HTTPTypes
import Hummingbird
import StrictJSON

/// Which part of a list is wanted.
struct Paging<Key: LosslessStringConvertible & Sendable>: Sendable {
  /// How many items at most.
  let limit: Int
  /// The key of the last item of the page before; nil at the beginning.
  let after: Key?

  init(limit: Int = Limits.pageItems, after: Key? = nil) {
    self.limit = limit
    self.after = after
  }

  /// Takes `limit` and `after` from a query; other parameters are the caller's.
  init(_ query: JSON.Fields) throws {
    let limit = query.optionalInt("limit", in: 1...Limits.pageItemsAtMost)
    let after = query.optionalValue("after", expected: "the id of an item of this list") { Key($0) }
    self.init(limit: try limit.get() ?? Limits.pageItems, after: try after.get())
  }

  /// One more than the page holds, to learn whether there is a next one.
  var fetched: Int { limit + 1 }

  /// The page out of up to `fetched` items, and the key of its last item if more follow.
  func page<Item>(_ items: [Item], key: (Item) -> Key) -> (items: [Item], next: Key?) {
    guard items.count > limit else { return (items, nil) }
    let page = Array(items.prefix(limit))
    return (page, page.last.map(key))
  }
}

extension Request {
  /// The page wanted of a list that has no other parameters; anything else in the query is refused (400).
  func paging<Key: LosslessStringConvertible & Sendable>(by key: Key.Type = Key.self) throws(Problem) -> Paging<Key> {
    try query { query in
      let paging = try Paging<Key>(query)
      try query.end()
      return paging
    }
  }

  /// The `Link` header to the page after that key: this request with another `after`.
  func nextPage(after key: some LosslessStringConvertible) -> String {
    let kept = (uri.query ?? "").split(separator: "&").filter { !$0.hasPrefix("after=") }
    let query = kept.map(String.init) + ["after=\(key)"]
    return "<\(uri.path.escapedForLink)?\(query.joined(separator: "&").escapedForLink)>; rel=\"next\""
  }
}

extension HTTPFields {
  /// Adds the link to the next page, if there is one.
  mutating func setNextPage(after key: (some LosslessStringConvertible)?, of request: Request) {
    if let key { self[.link] = request.nextPage(after: key) }
  }
}

extension HTTPField.Name {
  static let link = Self("Link")!
}

extension String {
  /// Without the characters that would end the link or the header.
  fileprivate var escapedForLink: String {
    replacing("<", with: "%3C").replacing(">", with: "%3E").replacing("\"", with: "%22")
  }
}
