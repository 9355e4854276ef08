// Proof that a tree continues an older one: nothing was changed, dropped or put in between.

/// RFC 9162, section 2.1.4. A value has possible sizes and a path of the right length; whether it leads to both roots
/// is what `verify` says.
package struct ConsistencyProof: Hashable, Sendable {
  /// The number of leaves of the older tree: 1 or more.
  package let oldSize: UInt64
  /// The number of leaves of the newer tree: `oldSize` or more.
  package let newSize: UInt64
  /// At most 65 hashes; none if the sizes are the same.
  package let path: [Hash]

  /// Throws `fromEmptyTree`, `sizesReversed` and `pathLength`.
  package init(oldSize: UInt64, newSize: UInt64, path: [Hash]) throws(ProofFault) {
    try Self.require(oldSize: oldSize, newSize: newSize)
    let expected = Self.pathLength(oldSize: oldSize, newSize: newSize)
    guard path.count == expected else { throw .pathLength(path.count, expected: expected) }
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
  }

  /// The same from bytes as they came in. Throws `hashLength` too.
  package init(oldSize: UInt64, newSize: UInt64, path: [[UInt8]]) throws(ProofFault) {
    try self.init(oldSize: oldSize, newSize: newSize, path: [Hash](path: path))
  }

  /// Throws `oldRootDiffers` or `newRootDiffers` unless the tree with the new root begins with the leaves of the tree
  /// with the old one (RFC 9162, section 2.1.4.2; for trees of the same size both roots are compared).
  package func verify(oldRoot: Hash, newRoot: Hash) throws(ProofFault) {
    let (old, new) = roots(from: oldRoot)
    guard old == oldRoot else { throw .oldRootDiffers }
    guard new == newRoot else { throw .newRootDiffers }
  }

  /// Steps 2 to 6 of RFC 9162, section 2.1.4.2: both roots as the path gives them.
  private func roots(from oldRoot: Hash) -> (old: Hash, new: Hash) {
    var path = self.path[...]
    // The older tree is a whole subtree of the newer one: then its root is not in the path.
    let first = oldSize.nonzeroBitCount == 1 || oldSize == newSize ? oldRoot : path.removeFirst()
    var (old, new) = (first, first)
    let shared = oldSize.trailingZeroBitCount
    var (node, last) = ((oldSize - 1) >> shared, (newSize - 1) >> shared)
    for neighbour in path {
      if node & 1 == 1 || node == last {
        old = .node(neighbour, old)
        new = .node(neighbour, new)
        let skipped = node.trailingZeroBitCount
        (node, last) = (node >> skipped, last >> skipped)
      } else {
        new = .node(new, neighbour)
      }
      (node, last) = (node >> 1, last >> 1)
    }
    return (old, new)
  }

  fileprivate static func require(oldSize: UInt64, newSize: UInt64) throws(ProofFault) {
    guard oldSize > 0 else { throw .fromEmptyTree }
    guard oldSize <= newSize else { throw .sizesReversed(old: oldSize, new: newSize) }
  }

  /// As the way up of an inclusion proof, from the highest subtree that ends with the older tree; and that subtree's
  /// own hash, unless it is the whole older tree.
  private static func pathLength(oldSize: UInt64, newSize: UInt64) -> Int {
    guard oldSize < newSize else { return 0 }
    let shared = oldSize.trailingZeroBitCount
    let (node, last) = ((oldSize - 1) >> shared, (newSize - 1) >> shared)
    let inner = UInt64.bitWidth - (node ^ last).leadingZeroBitCount
    let first = oldSize.nonzeroBitCount == 1 ? 0 : 1
    return first + inner + (node >> inner).nonzeroBitCount
  }
}

extension MerkleTree {
  /// That the tree with `newSize` leaves continues the one with `oldSize`: SUBPROOF of RFC 9162, section 2.1.4.1.
  /// Throws `sizeNotInTree`, `fromEmptyTree` and `sizesReversed`.
  package func consistencyProof(from oldSize: UInt64, to newSize: UInt64) throws(ProofFault) -> ConsistencyProof {
    try ConsistencyProof.require(oldSize: oldSize, newSize: newSize)
    try requireSize(newSize)
    var range = 0..<newSize
    var path: [Hash] = []
    while range.upperBound > oldSize {
      let (left, right) = (range.lowerBound..<range.middle, range.middle..<range.upperBound)
      path.append(hash(over: oldSize <= range.middle ? right : left))
      range = oldSize <= range.middle ? left : right
    }
    // What ends with the older tree is known to whoever knows that tree's root only if it is the whole of it.
    if range.lowerBound > 0 { path.append(hash(over: range)) }
    return try ConsistencyProof(oldSize: oldSize, newSize: newSize, path: path.reversed())
  }
}
