// Proof that a leaf is in a tree, at its place.

/// The path from a leaf to the root (RFC 9162, section 2.1.3). A value has a path of the right length; whether it leads
/// to a root is what `verify` says.
package struct InclusionProof: Hashable, Sendable {
  /// Of the leaf, from 0.
  package let index: UInt64
  /// The number of leaves.
  package let size: UInt64
  /// The neighbours on the way up, the leaf's own first: at most 64.
  package let path: [Hash]

  /// Throws `indexOutOfRange` and `pathLength`.
  package init(index: UInt64, size: UInt64, path: [Hash]) throws(ProofFault) {
    guard index < size else { throw .indexOutOfRange(index: index, size: size) }
    let expected = Self.pathLength(index: index, size: size)
    guard path.count == expected else { throw .pathLength(path.count, expected: expected) }
    self.index = index
    self.size = size
    self.path = path
  }

  /// The same from bytes as they came in. Throws `hashLength` too.
  package init(index: UInt64, size: UInt64, path: [[UInt8]]) throws(ProofFault) {
    try self.init(index: index, size: size, path: [Hash](path: path))
  }

  /// Throws `rootDiffers` unless the leaf with this hash is at `index` in the tree with this root (RFC 9162, section
  /// 2.1.3.2).
  package func verify(leaf: Hash, root: Hash) throws(ProofFault) {
    guard self.root(over: leaf) == root else { throw .rootDiffers }
  }

  /// The only root for which the proof holds for this leaf: steps 2 to 4 of RFC 9162, section 2.1.3.2.
  package func root(over leaf: Hash) -> Hash {
    var (node, last, hash) = (index, size - 1, leaf)
    for neighbour in path {
      if node & 1 == 1 || node == last {
        hash = .node(neighbour, hash)
        let skipped = node.trailingZeroBitCount
        (node, last) = (node >> skipped, last >> skipped)
      } else {
        hash = .node(hash, neighbour)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return hash
  }

  /// Where the way up leaves the tree's right edge to the right, every level has a neighbour. Along the edge only those
  /// have one where the way is a right child.
  private static func pathLength(index: UInt64, size: UInt64) -> Int {
    let inner = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
    return inner + (index >> inner).nonzeroBitCount
  }
}

extension MerkleTree {
  /// That leaf `index` is in the tree as it was with `size` leaves: PATH of RFC 9162, section 2.1.3.1.
  /// Throws `sizeNotInTree` and `indexOutOfRange`.
  package func inclusionProof(index: UInt64, size: UInt64) throws(ProofFault) -> InclusionProof {
    try requireSize(size)
    guard index < size else { throw .indexOutOfRange(index: index, size: size) }
    var range = 0..<size
    var path: [Hash] = []
    while range.upperBound - range.lowerBound > 1 {
      let (left, right) = (range.lowerBound..<range.middle, range.middle..<range.upperBound)
      path.append(hash(over: left.contains(index) ? right : left))
      range = left.contains(index) ? left : right
    }
    return try InclusionProof(index: index, size: size, path: path.reversed())
  }
}
