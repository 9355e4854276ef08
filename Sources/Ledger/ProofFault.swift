// What is wrong with a proof, or with the wish for one.

/// Why a proof cannot be made, is none, or does not hold.
package enum ProofFault: Error, Hashable, Sendable {
  /// Leaves are counted from 0: the last has the index `size - 1`.
  case indexOutOfRange(index: UInt64, size: UInt64)
  /// The tree never had so many leaves.
  case sizeNotInTree(size: UInt64, treeSize: UInt64)
  /// The older tree has more leaves than the newer one.
  case sizesReversed(old: UInt64, new: UInt64)
  /// Every tree continues the empty one: a proof of it would prove nothing.
  case fromEmptyTree
  /// The path's element `at`, counted from 0, has `byteCount` bytes, and not 32.
  case hashLength(byteCount: Int, at: Int)
  /// Index and sizes say how many hashes a path has.
  case pathLength(Int, expected: Int)
  /// The leaf is not at that place of the tree with that root, or something was changed.
  case rootDiffers
  /// The older tree's root does not follow from the path.
  case oldRootDiffers
  /// The newer tree's root does not follow from the path.
  case newRootDiffers
}

extension ProofFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .indexOutOfRange(let index, let size): "there is no leaf \(index) in a tree of \(size)"
    case .sizeNotInTree(let size, let treeSize): "a tree of \(treeSize) leaves never had \(size)"
    case .sizesReversed(let old, let new): "a tree of \(new) leaves cannot continue one of \(old)"
    case .fromEmptyTree: "that a tree continues the empty one proves nothing"
    case .hashLength(let count, let place): "hash \(place) of the path has \(count) bytes instead of 32"
    case .pathLength(let count, let expected): "the path has \(count) hashes instead of \(expected)"
    case .rootDiffers: "leaf and path do not lead to the root"
    case .oldRootDiffers: "the path does not lead to the older root"
    case .newRootDiffers: "the path does not lead to the newer root"
    }
  }
}

extension [Hash] {
  /// From what came in. Throws `hashLength` for the first element that does not have 32 bytes.
  init(path: some Sequence<[UInt8]>) throws(ProofFault) {
    self = []
    for (place, bytes) in path.enumerated() {
      guard let hash = Hash(bytes) else { throw .hashLength(byteCount: bytes.count, at: place) }
      append(hash)
    }
  }
}
