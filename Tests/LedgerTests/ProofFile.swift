// The files of Tests/Fixtures/merkle-vectors-happy.

import Foundation
import Testing

@testable import Ledger

/// One proof as those files have it. All that does not occur in a kind of proof is absent.
struct ProofFile: Decodable {
  var leafIdx, treeSize, size1, size2, start, end, size: UInt64?
  var root, root1, root2, leafHash: String?
  var proof: [String]?

  static func data(_ path: String) throws -> Data {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try Data(contentsOf: tests.appending(path: "Fixtures/merkle-vectors-happy/\(path)"))
  }

  static func read(_ folder: String, _ name: String = "happy-path.json") throws -> [ProofFile] {
    try (0...4).map { try JSONDecoder().decode(ProofFile.self, from: data("\(folder)/\($0)/\(name)")) }
  }

  func path() throws -> [[UInt8]] { try (proof ?? []).map { [UInt8](try #require(Data(base64Encoded: $0))) } }

  func inclusion() throws -> InclusionCase {
    let start = start ?? 0
    return InclusionCase(
      index: try #require(leafIdx) - start, size: try #require(treeSize ?? end) - start, path: try path(),
      leaf: try Hash(base64: #require(leafHash)).bytes, root: try Hash(base64: #require(root)).bytes)
  }

  func consistency() throws -> ConsistencyCase {
    ConsistencyCase(
      old: try #require(size1 ?? end), new: try #require(size2 ?? size), path: try path(),
      oldRoot: try Hash(base64: #require(root1)).bytes, newRoot: try Hash(base64: #require(root2)).bytes)
  }
}

/// An inclusion proof as it comes from a stranger.
struct InclusionCase {
  var index, size: UInt64
  var path: [[UInt8]]
  var leaf, root: [UInt8]

  var holds: Bool {
    guard let leaf = Hash(leaf), let root = Hash(root) else { return false }
    return fault { () throws(ProofFault) in
      try InclusionProof(index: index, size: size, path: path).verify(leaf: leaf, root: root)
    } == nil
  }

  /// Changed in each way of the failing cases that belong to these files; sizes are taken as numbers without an end.
  var damaged: [(what: String, InclusionCase)] {
    var found = damagedPaths(path, [root, leaf]).map { what, path in (what, with { $0.path = path }) }
    found.append(("index + 1", with { $0.index &+= 1 }))
    found.append(("index - 1", with { $0.index &-= 1 }))
    found.append(("index ^ 2", with { $0.index ^= 2 }))
    found.append(("size * 2", with { $0.size &*= 2 }))
    found.append(("size / 2", with { $0.size /= 2 }))
    found.append(("size 0", with { $0.size = 0 }))
    found.append(("wrong leaf", with { $0.leaf = Hash.leaf(Array("wrong".utf8)).bytes }))
    found.append(("empty root", with { $0.root = Hash.ofEmptyTree.bytes }))
    found.append(("wrong root", with { $0.root = $0.root.turning(bit: 100) }))
    for length in [0, 31, 33] {
      found.append(("root of \(length)", with { $0.root = Array(($0.root + [0]).prefix(length)) }))
    }
    return found
  }

  private func with(_ change: (inout InclusionCase) -> Void) -> InclusionCase {
    var changed = self
    change(&changed)
    return changed
  }
}

/// A consistency proof as it comes from a stranger.
struct ConsistencyCase {
  var old, new: UInt64
  var path: [[UInt8]]
  var oldRoot, newRoot: [UInt8]

  var holds: Bool {
    guard let oldRoot = Hash(oldRoot), let newRoot = Hash(newRoot) else { return false }
    return fault { () throws(ProofFault) in
      try ConsistencyProof(oldSize: old, newSize: new, path: path).verify(oldRoot: oldRoot, newRoot: newRoot)
    } == nil
  }

  /// The same for consistency. Where both trees are the same, exchanging them changes nothing.
  var damaged: [(what: String, ConsistencyCase)] {
    var found = damagedPaths(path, [oldRoot, newRoot]).map { what, path in (what, with { $0.path = path }) }
    found.append(("size1 - 1", with { $0.old &-= 1 }))
    found.append(("size1 + 1", with { $0.old += 1 }))
    found.append(("size1 ^ 2", with { $0.old ^= 2 }))
    found.append(("size1 0", with { $0.old = 0 }))
    found.append(("size2 * 2", with { $0.new *= 2 }))
    found.append(("size2 / 2", with { $0.new /= 2 }))
    found.append(("wrong root1", with { $0.oldRoot = Hash.leaf(Array("wrong".utf8)).bytes }))
    found.append(("wrong root2", with { $0.newRoot = Hash.leaf(Array("wrong".utf8)).bytes }))
    if old < new { found.append(("swapped roots", with { ($0.oldRoot, $0.newRoot) = (newRoot, oldRoot) })) }
    return found
  }

  private func with(_ change: (inout ConsistencyCase) -> Void) -> ConsistencyCase {
    var changed = self
    change(&changed)
    return changed
  }
}

private func damagedPaths(_ path: [[UInt8]], _ others: [[UInt8]]) -> [(String, [[UInt8]])] {
  var found: [(String, [[UInt8]])] = [
    ("trailing garbage", path + [[]]), ("preceding garbage", [[]] + path),
    ("32 bytes more", path + [[UInt8](repeating: 0, count: 32)]),
  ]
  for other in others { found += [("trailing root", path + [other]), ("preceding root", [other] + path)] }
  guard let first = path.first else { return found }
  found += [("empty", []), ("truncated", path.dropLast()), ("first missing", Array(path.dropFirst()))]
  found.append(("doubled", [first] + path))
  if path.count > 1, path.reversed() != path { found.append(("reversed", path.reversed())) }
  for place in path.indices {
    for bit in 0..<256 {
      found.append(("bit \(bit) of \(place)", path.replacing(place, path[place].turning(bit: bit))))
    }
    found.append(("31 bytes at \(place)", path.replacing(place, path[place].dropLast())))
    found.append(("33 bytes at \(place)", path.replacing(place, path[place] + [0])))
  }
  return found
}

extension [[UInt8]] {
  fileprivate func replacing(_ place: Int, _ element: [UInt8]) -> Self {
    var changed = self
    changed[place] = element
    return changed
  }
}
