// Proofs: all of small trees, some of enormous ones, and every change found.

import Testing

@testable import Ledger

@Suite struct ProofTests {
  static let leaves = Sample.leaves(70, seed: 7)
  static let tree = MerkleTree(leaves: leaves)

  @Test(arguments: ["inclusion", "subtreeinclusion"]) func inclusionVectors(folder: String) throws {
    var files = try ProofFile.read(folder)
    if folder == "subtreeinclusion" { files += try ProofFile.read(folder, "happy-path-subtree.json") }
    for file in files {
      let vector = try file.inclusion()
      #expect(vector.holds)
      for (what, damaged) in vector.damaged { #expect(!damaged.holds, "\(vector.index) of \(vector.size): \(what)") }
    }
  }

  @Test(arguments: ["consistency", "subtreeconsistency"]) func consistencyVectors(folder: String) throws {
    for file in try ProofFile.read(folder) {
      let vector = try file.consistency()
      #expect(vector.holds)
      for (what, damaged) in vector.damaged { #expect(!damaged.holds, "\(vector.old) to \(vector.new): \(what)") }
    }
  }

  @Test func everyLeafOfEveryTree() throws {
    var generator = SplitMix64(seed: 1)
    for size in 1...UInt64(70) {
      let root = try Self.tree.root(ofSize: size)
      for index in 0..<size {
        let leaf = Self.leaves[Int(index)]
        let proof = try Self.tree.inclusionProof(index: index, size: size)
        #expect(fault { () throws(ProofFault) in try proof.verify(leaf: leaf, root: root) } == nil)
        #expect(climb(index, size, leaf, proof.path[...]) == root)
        let bit = Int.random(in: 0..<256, using: &generator)
        #expect(throws: ProofFault.rootDiffers) { try proof.verify(leaf: leaf.turning(bit: bit), root: root) }
        #expect(throws: ProofFault.rootDiffers) { try proof.verify(leaf: leaf, root: root.turning(bit: bit)) }
        for place in proof.path.indices {
          var path = proof.path
          path[place] = path[place].turning(bit: bit)
          let changed = try InclusionProof(index: index, size: size, path: path)
          #expect(throws: ProofFault.rootDiffers) { try changed.verify(leaf: leaf, root: root) }
        }
      }
    }
  }

  /// One proof holds for one place of one size of tree.
  @Test func noProofHoldsElsewhere() throws {
    for size in 1...UInt64(40) {
      let root = try Self.tree.root(ofSize: size)
      for index in 0..<size {
        let path = try Self.tree.inclusionProof(index: index, size: size).path
        for other in 0..<size where other != index {
          let isRefused =
            fault { () throws(ProofFault) in
              try InclusionProof(index: other, size: size, path: path)
                .verify(leaf: Self.leaves[Int(index)], root: root)
            } != nil
          #expect(isRefused, "\(index) as \(other) of \(size)")
        }
      }
    }
  }

  @Test func everyPairOfSizes() throws {
    var generator = SplitMix64(seed: 2)
    for new in 1...UInt64(70) {
      let newRoot = try Self.tree.root(ofSize: new)
      for old in 1...new {
        let oldRoot = try Self.tree.root(ofSize: old)
        let proof = try Self.tree.consistencyProof(from: old, to: new)
        #expect(fault { () throws(ProofFault) in try proof.verify(oldRoot: oldRoot, newRoot: newRoot) } == nil)
        #expect(proof.path.count <= 65)
        let bit = Int.random(in: 0..<256, using: &generator)
        #expect(throws: ProofFault.self) { try proof.verify(oldRoot: oldRoot.turning(bit: bit), newRoot: newRoot) }
        #expect(throws: ProofFault.newRootDiffers) {
          try proof.verify(oldRoot: oldRoot, newRoot: newRoot.turning(bit: bit))
        }
        for place in proof.path.indices {
          var path = proof.path
          path[place] = path[place].turning(bit: bit)
          let changed = try ConsistencyProof(oldSize: old, newSize: new, path: path)
          #expect(throws: ProofFault.self) { try changed.verify(oldRoot: oldRoot, newRoot: newRoot) }
        }
      }
    }
  }

  /// Whoever changed one old leaf finds no proof, even made from the changed tree.
  @Test func aForkIsFound() throws {
    var leaves = Self.leaves
    leaves[11] = leaves[11].turning(bit: 0)
    let fork = MerkleTree(leaves: leaves)
    for old in 12...UInt64(70) {
      for new in old...70 {
        let proof = try fork.consistencyProof(from: old, to: new)
        let (oldRoot, newRoot) = (try Self.tree.root(ofSize: old), try fork.root(ofSize: new))
        #expect(throws: ProofFault.self) { try proof.verify(oldRoot: oldRoot, newRoot: newRoot) }
      }
    }
  }

  @Test func lengthsFollowFromSizes() throws {
    for size in 1...UInt64(70) {
      for index in 0..<size {
        let path = try Self.tree.inclusionProof(index: index, size: size).path
        for wrong in [path + [path.first ?? .ofEmptyTree], Array(path.dropLast())] where wrong.count != path.count {
          #expect(throws: ProofFault.pathLength(wrong.count, expected: path.count)) {
            try InclusionProof(index: index, size: size, path: wrong)
          }
        }
      }
      for old in 1...size {
        let path = try Self.tree.consistencyProof(from: old, to: size).path
        for wrong in [path + [.ofEmptyTree], Array(path.dropLast())] where wrong.count != path.count {
          #expect(throws: ProofFault.pathLength(wrong.count, expected: path.count)) {
            try ConsistencyProof(oldSize: old, newSize: size, path: wrong)
          }
        }
      }
    }
  }

  @Test func impossibleNumbersAreRefused() throws {
    let tree = Self.tree
    #expect(throws: ProofFault.indexOutOfRange(index: 7, size: 7)) { try tree.inclusionProof(index: 7, size: 7) }
    #expect(throws: ProofFault.indexOutOfRange(index: 0, size: 0)) { try tree.inclusionProof(index: 0, size: 0) }
    #expect(throws: ProofFault.sizeNotInTree(size: 71, treeSize: 70)) { try tree.inclusionProof(index: 0, size: 71) }
    #expect(throws: ProofFault.fromEmptyTree) { try tree.consistencyProof(from: 0, to: 7) }
    #expect(throws: ProofFault.sizesReversed(old: 8, new: 7)) { try tree.consistencyProof(from: 8, to: 7) }
    #expect(throws: ProofFault.sizeNotInTree(size: 71, treeSize: 70)) { try tree.consistencyProof(from: 8, to: 71) }
    let none: [Hash] = []
    #expect(throws: ProofFault.indexOutOfRange(index: 3, size: 3)) { try InclusionProof(index: 3, size: 3, path: none) }
    #expect(throws: ProofFault.indexOutOfRange(index: .max, size: 0)) {
      try InclusionProof(index: .max, size: 0, path: none)
    }
    #expect(throws: ProofFault.fromEmptyTree) { try ConsistencyProof(oldSize: 0, newSize: 0, path: none) }
    #expect(throws: ProofFault.fromEmptyTree) { try ConsistencyProof(oldSize: 0, newSize: 5, path: none) }
    #expect(throws: ProofFault.sizesReversed(old: 6, new: 5)) {
      try ConsistencyProof(oldSize: 6, newSize: 5, path: none)
    }
    #expect(throws: ProofFault.hashLength(byteCount: 31, at: 1)) {
      let path = [[UInt8](repeating: 0, count: 32), [UInt8](repeating: 0, count: 31)]
      return try InclusionProof(index: 0, size: 4, path: path)
    }
    #expect(throws: ProofFault.hashLength(byteCount: 0, at: 0)) {
      try ConsistencyProof(oldSize: 3, newSize: 4, path: [[]])
    }
  }

  /// Sizes up to 2^64 - 1: the same roots as from the definition, and no trap.
  @Test func enormousTrees() throws {
    var generator = SplitMix64(seed: 3)
    let hashes = Sample.leaves(66, seed: 4)
    var sizes: [UInt64] = [.max, .max - 1, 1 << 63, 1 << 63 + 1, 1 << 63 - 1, 1 << 32, 3]
    sizes += (0..<400).map { _ in max(generator.next() >> UInt64.random(in: 0..<62, using: &generator), 2) }
    for size in sizes {
      let places = [0, 1, size - 1, size / 2, size / 2 - 1, UInt64.random(in: 0..<size, using: &generator)]
      for index in places {
        let path = Array(hashes.prefix(height(index, size)))
        let proof = try InclusionProof(index: index, size: size, path: path)
        #expect(proof.root(over: hashes[65]) == climb(index, size, hashes[65], path[...]))
        #expect(throws: ProofFault.self) { try InclusionProof(index: index, size: size, path: path + [hashes[0]]) }
      }
      for old in places where old > 0 {
        let whole = old.nonzeroBitCount == 1
        var rest = hashes[...]
        let roots = continued(old, size, whole ? hashes[65] : nil, &rest)
        let path = Array(hashes.prefix(hashes.count - rest.count)).reversed() as [Hash]
        let proof = try ConsistencyProof(oldSize: old, newSize: size, path: path)
        #expect(fault { () throws(ProofFault) in try proof.verify(oldRoot: roots.old, newRoot: roots.new) } == nil)
      }
    }
  }
}

private func half(_ size: UInt64) -> UInt64 {
  var k: UInt64 = 1
  while k < size - k { k *= 2 }
  return k
}

/// How many neighbours a leaf has on its way up.
private func height(_ index: UInt64, _ size: UInt64) -> Int {
  guard size > 1 else { return 0 }
  let k = half(size)
  return 1 + (index < k ? height(index, k) : height(index - k, size - k))
}

/// The root from the definition of PATH, read from the top; `nil` where the path is too short or too long.
private func climb(_ index: UInt64, _ size: UInt64, _ leaf: Hash, _ path: ArraySlice<Hash>) -> Hash? {
  guard size > 1 else { return path.isEmpty ? leaf : nil }
  guard let last = path.last else { return nil }
  let k = half(size)
  return index < k
    ? climb(index, k, leaf, path.dropLast()).map { .node($0, last) }
    : climb(index - k, size - k, leaf, path.dropLast()).map { .node(last, $0) }
}

/// Both roots from the definition of SUBPROOF, with hashes taken from `rest` in the order in which it names them from
/// the top. `known` is the older root, as long as nothing was split off to the left.
private func continued(_ old: UInt64, _ new: UInt64, _ known: Hash?, _ rest: inout ArraySlice<Hash>)
  -> (old: Hash, new: Hash)
{
  guard old < new else {
    let hash = known ?? rest.removeFirst()
    return (hash, hash)
  }
  let k = half(new)
  let hash = rest.removeFirst()
  if old <= k {
    let left = continued(old, k, known, &rest)
    return (left.old, .node(left.new, hash))
  }
  let right = continued(old - k, new - k, nil, &rest)
  return (.node(hash, right.old), .node(hash, right.new))
}
