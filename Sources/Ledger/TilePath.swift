// The names of tiles and entry bundles: C2SP tlog-tiles.

/// `tile/<L>/<N>[.p/<W>]` or `tile/entries/<N>[.p/<W>]`, relative to the log's address (`c2sp.org/tlog-tiles`).
package struct TilePath: Hashable, Sendable {
  /// How many hashes or entries a tile has that is not partial.
  package static let fullWidth = 256
  /// 256^8 leaves are 2^64: no tree is higher, but paths up to this level are well-formed.
  package static let highestLevel = 63

  /// What a tile is made of.
  package enum Content: Hashable, Sendable {
    /// Level 0 has the hashes of leaves, level `L` those of subtrees of 256^L leaves.
    case hashes(level: Int)
    /// The data of the leaves.
    case entries
  }

  /// Hashes of some level, or entries.
  package let content: Content
  /// Of the tile in its level, from 0.
  package let index: UInt64
  /// 256, or 1 to 255 if it is partial.
  package let width: Int

  /// `nil` if level or width are out of range.
  package init?(_ content: Content, index: UInt64, width: Int = fullWidth) {
    if case .hashes(let level) = content, !(0...Self.highestLevel).contains(level) { return nil }
    guard (1...Self.fullWidth).contains(width) else { return nil }
    self.init(known: content, index, width)
  }

  fileprivate init(known content: Content, _ index: UInt64, _ width: Int) {
    self.content = content
    self.index = index
    self.width = width
  }

  /// Whether a tree of that size has all the hashes or entries. It need not be its newest tile of that index.
  package func exists(inTreeOf size: UInt64) -> Bool {
    let count = size >> (8 * level)
    let before = index.multipliedReportingOverflow(by: UInt64(Self.fullWidth))
    return !before.overflow && before.partialValue <= count && count - before.partialValue >= width
  }

  /// How many times 256 leaves are gathered to one hash; entries stand beside level 0.
  var level: Int {
    switch content {
    case .hashes(let level): level
    case .entries: 0
    }
  }
}

extension TilePath {
  /// All that a tree has when it has grown from `oldSize` to `newSize` leaves, and did not have before: the lower level
  /// first, each with at most one partial tile, the last. As many as there are tiles; a size that a stranger gave is
  /// checked before.
  static func grown(from oldSize: UInt64, to newSize: UInt64, _ content: (Int) -> Content, levels: Range<Int>)
    -> [TilePath]
  {
    levels.flatMap { level -> [TilePath] in
      let (old, new) = (oldSize >> (8 * level), newSize >> (8 * level))
      guard new > old else { return [] }
      var paths = ((old >> 8)..<(new >> 8)).map { TilePath(known: content(level), $0, fullWidth) }
      if new & 255 > 0 { paths.append(TilePath(known: content(level), new >> 8, Int(new & 255))) }
      return paths
    }
  }
}

extension TilePath: CustomStringConvertible {
  /// The path, without a slash in front. The index is written in groups of three digits, each but the last behind an x.
  package var description: String {
    let name =
      switch content {
      case .hashes(let level): String(level)
      case .entries: "entries"
      }
    return "tile/\(name)/\(Self.groups(of: index))" + (width < Self.fullWidth ? ".p/\(width)" : "")
  }

  private static func groups(of index: UInt64) -> String {
    var groups = [threeDigits(index % 1000)]
    var rest = index / 1000
    while rest > 0 {
      groups.append("x" + threeDigits(rest % 1000))
      rest /= 1000
    }
    return groups.reversed().joined(separator: "/")
  }

  private static func threeDigits(_ number: UInt64) -> String { String(String(number + 1000).dropFirst()) }

  /// Reads what `description` writes, and nothing else.
  package init(parsing text: String) throws(TilePathFault) {
    // Characters are compared as bytes: what looks alike is not the same.
    let elements = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(Array.init)
    guard elements.count >= 3, elements[0] == Array("tile".utf8) else { throw .notATile }
    let content = try Self.content(elements[1])
    var groups = elements[2...]
    var width = Self.fullWidth
    if groups.count >= 2, groups[groups.endIndex - 2].suffix(2) == Array(".p".utf8)[...] {
      width = try Self.width(groups.removeLast())
      groups[groups.endIndex - 1].removeLast(2)
    }
    self.init(known: content, try Self.index(Array(groups)), width)
  }

  private static func content(_ element: [UInt8]) throws(TilePathFault) -> Content {
    guard element != Array("entries".utf8) else { return .entries }
    guard let level = try? UInt64(decimal: element), level <= highestLevel else { throw .level }
    return .hashes(level: Int(level))
  }

  private static func width(_ element: [UInt8]) throws(TilePathFault) -> Int {
    guard let width = try? UInt64(decimal: element), (1..<UInt64(fullWidth)).contains(width) else { throw .width }
    return Int(width)
  }

  private static func index(_ groups: [[UInt8]]) throws(TilePathFault) -> UInt64 {
    var index: UInt64 = 0
    for (place, group) in groups.enumerated() {
      let isLast = place == groups.count - 1
      guard isLast || group.first == UInt8(ascii: "x") else { throw .index(group: place + 1) }
      guard let value = digits(group.dropFirst(isLast ? 0 : 1)) else { throw .index(group: place + 1) }
      // Zeros in front would be a second spelling.
      guard value > 0 || index > 0 || isLast else { throw .index(group: place + 1) }
      let product = index.multipliedReportingOverflow(by: 1000)
      let sum = product.partialValue.addingReportingOverflow(value)
      guard !product.overflow, !sum.overflow else { throw .index(group: place + 1) }
      index = sum.partialValue
    }
    return index
  }

  private static func digits(_ group: ArraySlice<UInt8>) -> UInt64? {
    guard group.count == 3, group.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return group.reduce(0) { $0 * 10 + UInt64($1 - UInt8(ascii: "0")) }
  }
}

/// Why a text is no path of a tile.
package enum TilePathFault: Error, Hashable, Sendable {
  /// It does not begin with `tile/`, or has too few elements.
  case notATile
  /// 0 to 63 or `entries`.
  case level
  /// Three digits; behind an x in all groups but the last; counted from 1. Also for an index of 2^64 and more.
  case index(group: Int)
  /// 1 to 255.
  case width
}

extension TilePathFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notATile: "a path of a tile begins with tile/"
    case .level: "the level is 0 to 63, or entries"
    case .index(let group): "group \(group) of the index is wrong"
    case .width: "the width of a partial tile is 1 to 255"
    }
  }
}
