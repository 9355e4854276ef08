// The data of leaves in bundles: C2SP tlog-tiles, "Log entries".

/// Up to 256 entries, each behind its length in two bytes, the most significant first.
package struct EntryBundle: Hashable, Sendable {
  /// What two bytes can say. A longer entry can be a leaf, but not be in a bundle: whoever writes a log that is served
  /// in bundles refuses it before it becomes a leaf.
  package static let longestEntry = 65_535

  /// 1 to 256, in the order of the leaves.
  package let entries: [[UInt8]]

  /// Throws `count` and `tooLong`.
  package init(_ entries: [[UInt8]]) throws(EntryBundleFault) {
    guard (1...TilePath.fullWidth).contains(entries.count) else { throw .count(entries.count) }
    for (number, entry) in entries.enumerated() where entry.count > Self.longestEntry {
      throw .tooLong(entry: number, byteCount: entry.count)
    }
    self.entries = entries
  }

  /// Reads exactly `width` entries, 1 to 256, and nothing behind them.
  package init(parsing bytes: [UInt8], width: Int) throws(EntryBundleFault) {
    guard (1...TilePath.fullWidth).contains(width) else { throw .count(width) }
    var entries: [[UInt8]] = []
    var offset = 0
    for number in 0..<width {
      guard bytes.count - offset >= 2 else { throw .endsEarly(entry: number, offset: offset) }
      let length = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
      guard bytes.count - offset - 2 >= length else { throw .endsEarly(entry: number, offset: offset) }
      entries.append(Array(bytes[(offset + 2)..<(offset + 2 + length)]))
      offset += 2 + length
    }
    guard offset == bytes.count else { throw .goesOn(offset: offset) }
    self.entries = entries
  }

  /// Each entry behind its length, as `init(parsing:width:)` reads them.
  package var bytes: [UInt8] {
    entries.reduce(into: []) { bytes, entry in
      bytes += [UInt8(entry.count >> 8), UInt8(entry.count & 255)]
      bytes += entry
    }
  }

  /// The hashes of the leaves: those of the tile of level 0 with the same index and width.
  package var leaves: [Hash] { entries.map(Hash.leaf) }
}

/// Why entries are no bundle, or bytes none of that width. Entries are counted from 0, and offsets in bytes.
package enum EntryBundleFault: Error, Hashable, Sendable {
  /// 1 to 256.
  case count(Int)
  /// More than `EntryBundle.longestEntry`.
  case tooLong(entry: Int, byteCount: Int)
  /// The entry that begins at `offset` is not there as a whole.
  case endsEarly(entry: Int, offset: Int)
  /// Behind the last entry there is something.
  case goesOn(offset: Int)
}

extension EntryBundleFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .count(let count): "a bundle has 1 to 256 entries, not \(count)"
    case .tooLong(let entry, let count): "entry \(entry) has \(count) bytes, and a bundle holds 65535 of each"
    case .endsEarly(let entry, let offset): "the bundle ends within entry \(entry), which begins at byte \(offset)"
    case .goesOn(let offset): "the bundle goes on behind its last entry, from byte \(offset)"
    }
  }
}
