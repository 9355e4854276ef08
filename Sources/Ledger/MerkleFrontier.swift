// The right edge of a growing tree: all that it takes to add leaves and to know the root.

/// A tree as its perfect subtrees, also called a compact range: at most 64 hashes, however many leaves there are.
/// Enough for whoever only appends and signs. Proofs need a `MerkleTree`.
package struct MerkleFrontier: Hashable, Sendable {
  /// The number of leaves.
  package private(set) var size: UInt64
  /// The roots of the perfect subtrees, the largest and leftmost first: one for each bit that is set in `size`.
  package private(set) var peaks: [Hash]

  /// Of a tree without leaves.
  package init() {
    size = 0
    peaks = []
  }

  /// As it was kept. `nil` unless there are as many peaks as bits are set in `size`.
  package init?(size: UInt64, peaks: [Hash]) {
    guard peaks.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.peaks = peaks
  }

  /// One leaf more, by its hash. Computes a node for each subtree that becomes part of a larger one: on average less
  /// than one, at most 64.
  package mutating func append(_ leaf: Hash) {
    var hash = leaf
    for _ in 0..<(~size).trailingZeroBitCount { hash = .node(peaks.removeLast(), hash) }
    peaks.append(hash)
    size += 1
  }

  /// The tree's root (RFC 9162, section 2.1.1), at the cost of less than 64 nodes.
  package var root: Hash {
    guard let last = peaks.last else { return .ofEmptyTree }
    return peaks.dropLast().reversed().reduce(last) { right, left in .node(left, right) }
  }
}
