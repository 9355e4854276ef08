// The hashes of a tree in tiles: C2SP tlog-tiles.

/// Up to 256 hashes of one level, side by side.
package struct Tile: Hashable, Sendable {
  /// Of hashes, not of entries.
  package let path: TilePath
  /// As many as the path's width says.
  package let hashes: [Hash]

  /// Reads 32 bytes a hash. Throws `noHashes` for a path of entries, `length` for another number of bytes.
  package init(path: TilePath, bytes: [UInt8]) throws(TileFault) {
    guard case .hashes = path.content else { throw .noHashes }
    guard bytes.count == path.width * Hash.byteCount else { throw .length(bytes.count, path) }
    self.path = path
    hashes = (0..<path.width).compactMap { Hash(bytes[($0 * Hash.byteCount)..<(($0 + 1) * Hash.byteCount)]) }
  }

  fileprivate init(path: TilePath, hashes: [Hash]) {
    self.path = path
    self.hashes = hashes
  }

  /// 32 bytes a hash, the leftmost first.
  package var bytes: [UInt8] { hashes.flatMap(\.bytes) }
}

/// Why bytes are no tile, or tiles no tree.
package enum TileFault: Error, Hashable, Sendable {
  /// It is the path of an entry bundle.
  case noHashes
  /// The tree is not large enough.
  case notInTree(TilePath)
  /// Nothing came for that path.
  case missing(TilePath)
  /// So many bytes are not 32 times the path's width.
  case length(Int, TilePath)
  /// The tile's hash `at`, counted from 0, is not what follows from the tiles below.
  case hashDiffers(TilePath, at: Int)
  /// The tiles agree with each other, and not with the head.
  case rootDiffers
}

extension TileFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .noHashes: "entries are no hashes"
    case .notInTree(let path): "the tree is too small for \(path)"
    case .missing(let path): "\(path) is missing"
    case .length(let count, let path): "\(path) has \(count) bytes"
    case .hashDiffers(let path, let place): "hash \(place) of \(path) does not follow from the leaves"
    case .rootDiffers: "the tiles do not lead to the root"
    }
  }
}

extension MerkleTree {
  /// The tile with that path, partial ones of former sizes too. Throws `noHashes` and `notInTree`.
  package func tile(at path: TilePath) throws(TileFault) -> Tile {
    guard case .hashes(let level) = path.content else { throw .noHashes }
    guard path.exists(inTreeOf: size) else { throw .notInTree(path) }
    let first = path.index * UInt64(TilePath.fullWidth)
    let hashes = (0..<UInt64(path.width)).compactMap { perfectSubtree(height: 8 * level, index: first + $0) }
    return Tile(path: path, hashes: hashes)
  }

  /// The tiles that the tree has now and did not have when it had `oldSize` leaves, the lowest level first. Throws
  /// `sizeNotInTree`.
  package func tilePaths(since oldSize: UInt64 = 0) throws(ProofFault) -> [TilePath] {
    try requireSize(oldSize)
    return TilePath.grown(from: oldSize, to: size, TilePath.Content.hashes, levels: 0..<8)
  }

  /// The same for the bundles of entries.
  package func bundlePaths(since oldSize: UInt64 = 0) throws(ProofFault) -> [TilePath] {
    try requireSize(oldSize)
    return TilePath.grown(from: oldSize, to: size, { _ in .entries }, levels: 0..<1)
  }

  /// Reads all tiles of the tree under that head, each by its path, and checks every hash. `read` answers `nil` for
  /// what is not there, which ends it: a size that is a lie costs no more than what it delivers.
  package init(_ head: Checkpoint, tiles read: (TilePath) -> [UInt8]?) throws(TileFault) {
    self.init()
    for level in 0..<8 {
      let count = head.size >> (8 * level)
      var first: UInt64 = 0
      while first < count {
        let width = Int(min(count - first, UInt64(TilePath.fullWidth)))
        let content = TilePath.Content.hashes(level: level)
        guard let path = TilePath(content, index: first / UInt64(TilePath.fullWidth), width: width) else { break }
        guard let bytes = read(path) else { throw .missing(path) }
        try take(Tile(path: path, bytes: bytes), level: level)
        first += UInt64(width)
      }
    }
    guard root == head.root else { throw .rootDiffers }
  }

  private mutating func take(_ tile: Tile, level: Int) throws(TileFault) {
    guard level > 0 else {
      for hash in tile.hashes { append(hash) }
      return
    }
    let first = tile.path.index * UInt64(TilePath.fullWidth)
    for (place, hash) in tile.hashes.enumerated() {
      guard hash == perfectSubtree(height: 8 * level, index: first + UInt64(place)) else {
        throw .hashDiffers(tile.path, at: place)
      }
    }
  }
}
