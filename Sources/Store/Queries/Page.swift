// One page of a list: newest first, continued by the identifier of its last row.

package import Auctions

/// Where a page begins and how long it is.
package struct PageRequest<Noun>: Sendable {
  /// The last row of the page before; `nil` for the first page.
  package var after: ID<Noun>?
  package var limit: Int
  package init(after: ID<Noun>?, limit: Int) {
    self.after = after
    self.limit = limit
  }

  /// Version 7 identifiers grow with time, so "older than" is "smaller than".
  var before: ID<Noun> { after ?? ID(bits: .max) }
  /// One more than asked for tells whether there is another page.
  var fetched: Int { limit + 1 }
}

package struct Page<Item: Sendable>: Sendable {
  package var items: [Item]
  package var hasMore: Bool

  init(_ rows: [Item], limit: Int) {
    items = Array(rows.prefix(limit))
    hasMore = rows.count > limit
  }
}
