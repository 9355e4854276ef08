// Roots of trees: against the reference tests of Certificate Transparency and the definition.

import Foundation
import Testing

@testable import Ledger

@Suite struct MerkleTreeTests {
  struct Reference: Decodable {
    var leaves: [String]
    var roots: [String: String]

    enum CodingKeys: String, CodingKey {
      case leaves = "leaves_hex"
      case roots = "roots_sha256_hex"
    }
  }

  static let reference = Result {
    try JSONDecoder().decode(Reference.self, from: ProofFile.data("rfc6962-reference-roots.json"))
  }

  @Test func referenceRoots() throws {
    let reference = try Self.reference.get()
    let leaves = try reference.leaves.map { Hash.leaf(try [UInt8](hex: $0)) }
    #expect(leaves.count == 8)
    var frontier = MerkleFrontier()
    for size in 0...8 {
      if size > 0 { frontier.append(leaves[size - 1]) }
      let expected = try Hash(hex: #require(reference.roots["\(size)"]))
      #expect(frontier.root == expected)
      #expect(MerkleTree(leaves: leaves.prefix(size)).root == expected)
      #expect(try MerkleTree(leaves: leaves).root(ofSize: UInt64(size)) == expected)
    }
  }

  @Test func frontierAndTreeAgreeWithTheDefinition() throws {
    let leaves = Sample.leaves(300)
    var (frontier, tree) = (MerkleFrontier(), MerkleTree())
    for size in 0...leaves.count {
      if size > 0 {
        frontier.append(leaves[size - 1])
        tree.append(leaves[size - 1])
      }
      let expected = merkleTreeHash(leaves.prefix(size))
      #expect(frontier.root == expected)
      #expect(tree.root == expected)
      #expect(tree.frontier == frontier)
      #expect(frontier.size == UInt64(size))
      #expect(tree.size == UInt64(size))
      #expect(MerkleFrontier(size: frontier.size, peaks: frontier.peaks) == frontier)
    }
    #expect(tree.leaves == leaves)
    for size in 0...leaves.count { #expect(try tree.root(ofSize: UInt64(size)) == merkleTreeHash(leaves.prefix(size))) }
    #expect(throws: ProofFault.sizeNotInTree(size: 301, treeSize: 300)) { try tree.root(ofSize: 301) }
    #expect(throws: ProofFault.sizeNotInTree(size: .max, treeSize: 300)) { try tree.root(ofSize: .max) }
  }

  /// A second leaf is a leaf, not a node: the prefixes keep what is hashed apart.
  @Test func leavesAndNodesAreApart() {
    let (a, b) = (Hash.leaf([1]), Hash.leaf([2]))
    #expect(Hash.leaf(a.bytes + b.bytes) != .node(a, b))
    #expect(Hash.node(a, b) != .node(b, a))
    #expect(Hash.leaf([]) != .ofEmptyTree)
  }

  @Test func everyLeafCounts() {
    let leaves = Sample.leaves(70)
    let root = MerkleTree(leaves: leaves).root
    for place in leaves.indices {
      var changed = leaves
      changed[place] = changed[place].turning(bit: place)
      #expect(MerkleTree(leaves: changed).root != root)
      changed = leaves
      changed.remove(at: place)
      #expect(MerkleTree(leaves: changed).root != root)
      changed = leaves
      changed.insert(leaves[place], at: place)
      #expect(MerkleTree(leaves: changed).root != root)
      changed = leaves
      changed.swapAt(place, (place + 1) % leaves.count)
      #expect(MerkleTree(leaves: changed).root != root)
    }
  }

  @Test func onlyPossibleFrontiersAreTaken() {
    let hash = Sample.leaves(1)[0]
    #expect(MerkleFrontier(size: 0, peaks: [hash]) == nil)
    #expect(MerkleFrontier(size: 1, peaks: []) == nil)
    #expect(MerkleFrontier(size: 6, peaks: [hash]) == nil)
    #expect(MerkleFrontier(size: 6, peaks: [hash, hash]) != nil)
    #expect(MerkleFrontier(size: .max, peaks: Array(repeating: hash, count: 64)) != nil)
    for count in [0, 31, 33, 64] { #expect(Hash([UInt8](repeating: 0, count: count)) == nil) }
  }

  /// Frontiers of sizes that no memory holds grow as small ones do.
  @Test func frontiersGrowBeyondMemory() throws {
    let peaks = Sample.leaves(33)
    var frontier = try #require(MerkleFrontier(size: 1 << 33 - 1, peaks: peaks))
    let leaf = Hash.leaf([1])
    let expected = peaks.reversed().reduce(leaf) { .node($1, $0) }
    frontier.append(leaf)
    #expect(frontier.size == 1 << 33)
    #expect(frontier.peaks == [expected])
    #expect(frontier.root == expected)
  }
}
