// A tree with all its hashes: from it come proofs, tiles, and the roots of all its former sizes.

/// The Merkle tree of RFC 6962 and RFC 9162, section 2.1, kept in levels: less than `2n` hashes with `n` leaves.
package struct MerkleTree: Hashable, Sendable {
  /// `levels[h][i]` is the root over the leaves from `i << h` up to `(i + 1) << h`: perfect subtrees alone.
  private var levels: [[Hash]]

  /// Without leaves.
  package init() { levels = [[]] }

  /// From the hashes of its leaves.
  package init(leaves: some Sequence<Hash>) {
    self.init()
    for leaf in leaves { append(leaf) }
  }

  /// The number of leaves.
  package var size: UInt64 { UInt64(levels[0].count) }

  /// The hashes of the leaves, in their order.
  package var leaves: [Hash] { levels[0] }

  /// One leaf more, by its hash.
  package mutating func append(_ leaf: Hash) {
    levels[0].append(leaf)
    var level = 0
    while levels[level].count.isMultiple(of: 2) {
      let right = levels[level].count - 1
      let parent = Hash.node(levels[level][right - 1], levels[level][right])
      level += 1
      if level == levels.count { levels.append([]) }
      levels[level].append(parent)
    }
  }

  /// The root over all leaves (RFC 9162, section 2.1.1).
  package var root: Hash { levels[0].isEmpty ? .ofEmptyTree : hash(over: 0..<size) }

  /// The root that the tree had when it had `size` leaves. Throws `sizeNotInTree` if it never had so many.
  package func root(ofSize size: UInt64) throws(ProofFault) -> Hash {
    try requireSize(size)
    return size == 0 ? .ofEmptyTree : hash(over: 0..<size)
  }

  /// What only has to grow further.
  package var frontier: MerkleFrontier {
    let peaks = stride(from: levels.count - 1, through: 0, by: -1)
      .filter { size >> $0 & 1 == 1 }.compactMap { levels[$0].last }
    guard let frontier = MerkleFrontier(size: size, peaks: peaks) else { preconditionFailure("a bit without a peak") }
    return frontier
  }

  /// The root over the leaves from `index << height` up to `(index + 1) << height`; `nil` where not all are there.
  func perfectSubtree(height: Int, index: UInt64) -> Hash? {
    guard height < levels.count, index < levels[height].count else { return nil }
    return levels[height][Int(index)]
  }

  /// MTH(D[range]). The range is not empty, lies in the tree, and begins where a subtree of its size may begin.
  func hash(over range: Range<UInt64>) -> Hash {
    let count = range.upperBound - range.lowerBound
    if count.nonzeroBitCount == 1 {
      let height = count.trailingZeroBitCount
      return levels[height][Int(range.lowerBound >> height)]
    }
    let middle = range.middle
    return .node(hash(over: range.lowerBound..<middle), hash(over: middle..<range.upperBound))
  }

  func requireSize(_ size: UInt64) throws(ProofFault) {
    guard size <= self.size else { throw .sizeNotInTree(size: size, treeSize: self.size) }
  }
}

extension Range<UInt64> {
  /// Where RFC 9162, section 2.1.1, divides a range of two leaves or more: the left part has `k` leaves, the largest
  /// power of two that is smaller than their number.
  var middle: UInt64 {
    let last = upperBound - lowerBound - 1
    return lowerBound + 1 << (last.bitWidth - 1 - last.leadingZeroBitCount)
  }
}
