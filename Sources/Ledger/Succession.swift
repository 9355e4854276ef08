// Whether one head of a log may follow another: the question before each signature, and of each witness.

/// Why a head does not continue one that was signed before. Each but `proof` and `proofSizes` shows that the log forked
/// or lost leaves, if both heads are signed.
package enum SuccessionFault: Error, Hashable, Sendable {
  /// The older head is one of another log.
  case otherOrigin(NoteLine)
  /// The older head has more leaves.
  case shorter(size: UInt64, oldSize: UInt64)
  /// Two heads of one size, or the tree's own former root, differ.
  case rootDiffers(size: UInt64)
  /// The proof is missing, superfluous, or one between other sizes.
  case proofSizes
  /// The proof does not hold between these roots.
  case proof(ProofFault)
}

extension SuccessionFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .otherOrigin(let origin): "the head of another log, \(origin)"
    case .shorter(let size, let oldSize): "\(size) leaves after there were \(oldSize)"
    case .rootDiffers(let size): "two different trees of \(size) leaves"
    case .proofSizes: "the proof is not one between these two heads"
    case .proof(let fault): "\(fault)"
    }
  }
}

extension Checkpoint {
  /// Throws unless this head continues the older one of the same log. Between heads of different sizes, the older not
  /// empty, it takes a proof; otherwise there must be none.
  package func check(continues older: Checkpoint, by proof: ConsistencyProof?) throws(SuccessionFault) {
    guard origin == older.origin else { throw .otherOrigin(older.origin) }
    guard size >= older.size else { throw .shorter(size: size, oldSize: older.size) }
    guard size > older.size || root == older.root else { throw .rootDiffers(size: size) }
    guard size > older.size, older.size > 0 else {
      guard proof == nil else { throw .proofSizes }
      return
    }
    guard let proof, proof.oldSize == older.size, proof.newSize == size else { throw .proofSizes }
    do { try proof.verify(oldRoot: older.root, newRoot: root) } catch { throw .proof(error) }
  }
}

extension MerkleTree {
  /// Throws `shorter` or `rootDiffers` unless this tree begins with the one under that head: whoever is about to sign
  /// asks this of the newest head it has ever signed.
  package func check(continues older: Checkpoint) throws(SuccessionFault) {
    guard let root = try? root(ofSize: older.size) else { throw .shorter(size: size, oldSize: older.size) }
    guard root == older.root else { throw .rootDiffers(size: older.size) }
  }
}
