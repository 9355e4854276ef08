// A long list that only grows, and whose copies are cheap: what is full is shared, never copied.

/// Appending to a copy copies at most one chunk, however long the list is; an array would copy everything.
package struct Chunked<Element: Equatable & Sendable>: Equatable, Sendable {
  private static var chunkSize: Int { 256 }

  private var full: [[Element]] = []
  private var rest: [Element] = []

  package init() {}

  package mutating func append(_ element: Element) {
    rest.append(element)
    guard rest.count == Self.chunkSize else { return }
    full.append(rest)
    rest = []
    rest.reserveCapacity(Self.chunkSize)
  }
}

extension Chunked: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { full.count * Self.chunkSize + rest.count }

  package subscript(place: Int) -> Element {
    let (chunk, offset) = place.quotientAndRemainder(dividingBy: Self.chunkSize)
    return chunk < full.count ? full[chunk][offset] : rest[offset]
  }

  package static func += (list: inout Self, elements: some Sequence<Element>) {
    for element in elements { list.append(element) }
  }

  /// The elements from the first one on for which `predicate` holds, given that it holds for all after it.
  package func suffix(since predicate: (Element) -> Bool) -> SubSequence {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return self[low...]
  }
}

extension Chunked: ExpressibleByArrayLiteral {
  package init(arrayLiteral elements: Element...) { self += elements }
}
