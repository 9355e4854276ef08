// Tiles and bundles: paths, what is in them, and what is not believed.

import Testing

@testable import Ledger

@Suite struct TileTests {
  private static func path(_ level: Int, _ index: UInt64, _ width: Int = 256) throws -> TilePath {
    try #require(TilePath(.hashes(level: level), index: index, width: width))
  }

  @Test func paths() throws {
    let paths: [(TilePath, String)] = [
      (try Self.path(0, 0), "tile/0/000"), (try Self.path(0, 999, 1), "tile/0/999.p/1"),
      (try Self.path(1, 1000), "tile/1/x001/000"), (try Self.path(63, 1_234_067), "tile/63/x001/x234/067"),
      (try Self.path(2, 1_234_067, 255), "tile/2/x001/x234/067.p/255"), (try Self.path(0, 5, 40), "tile/0/005.p/40"),
      (try Self.path(0, .max), "tile/0/x018/x446/x744/x073/x709/x551/615"),
      (try #require(TilePath(.entries, index: 1_000_000)), "tile/entries/x001/x000/000"),
      (try #require(TilePath(.entries, index: 7, width: 9)), "tile/entries/007.p/9"),
    ]
    for (path, text) in paths {
      #expect(path.description == text)
      #expect(try TilePath(parsing: text) == path)
    }
    #expect(TilePath(.hashes(level: 64), index: 0) == nil)
    #expect(TilePath(.hashes(level: -1), index: 0) == nil)
    for width in [-1, 0, 257] { #expect(TilePath(.entries, index: 0, width: width) == nil) }
  }

  static let faults: [(path: String, fault: TilePathFault)] = [
    ("", .notATile), ("tile", .notATile), ("tile/0", .notATile), ("/tile/0/000", .notATile),
    ("tiles/0/000", .notATile), ("Tile/0/000", .notATile),
    ("tile/64/000", .level), ("tile/00/000", .level), ("tile/-1/000", .level), ("tile//000", .level),
    ("tile/data/000", .level), ("tile/99999999999999999999/000", .level),
    ("tile/0/", .index(group: 1)), ("tile/0/00", .index(group: 1)), ("tile/0/0000", .index(group: 1)),
    ("tile/0/00a", .index(group: 1)), ("tile/0/x00", .index(group: 1)), ("tile/0/x001", .index(group: 1)),
    ("tile/0/x000/001", .index(group: 1)), ("tile/0/001/001", .index(group: 1)),
    ("tile/0/x001/x001", .index(group: 2)), ("tile/0/X001/001", .index(group: 1)),
    ("tile/0/x001/001/", .index(group: 2)), ("tile/0/٠٠١", .index(group: 1)), ("tile/0/../000", .index(group: 1)),
    ("tile/0/x018/x446/x744/x073/x709/x551/616", .index(group: 7)),
    ("tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999", .index(group: 7)),
    ("tile/0/000.p", .index(group: 1)), ("tile/0/000.p/", .width), ("tile/0/000.p/0", .width),
    ("tile/0/000.p/256", .width), ("tile/0/000.p/01", .width), ("tile/0/000.p/-1", .width),
    ("tile/0/000.p/1/2", .index(group: 1)), ("tile/0/.p/1", .index(group: 1)), ("tile/0/000.p/1 ", .width),
  ]

  @Test(arguments: faults.indices) func everyWrongPathIsRefused(index: Int) {
    let (path, expected) = Self.faults[index]
    #expect(fault { () throws(TilePathFault) in try TilePath(parsing: path) } == expected, "\(path)")
  }

  /// The example of the specification: a tree of 70,000.
  @Test func theTilesOfSeventyThousand() throws {
    let tree = MerkleTree(leaves: Sample.leaves(70_000))
    let paths = try tree.tilePaths()
    let (full, partial) = (paths.filter { $0.width == 256 }, paths.filter { $0.width < 256 })
    #expect(full.count { $0.level == 0 } == 273)
    #expect(full.count { $0.level == 1 } == 1)
    #expect(partial.map(\.description) == ["tile/0/273.p/112", "tile/1/001.p/17", "tile/2/000.p/1"])
    let tile = try tree.tile(at: #require(paths.last))
    #expect(tile.hashes == [merkleTreeHash(tree.leaves[..<65_536])])
    #expect(try tree.bundlePaths().count == 274)
    #expect(try tree.bundlePaths().last?.description == "tile/entries/273.p/112")
  }

  @Test func whatGrewIsNamedOnce() throws {
    let tree = MerkleTree(leaves: Sample.leaves(1_300))
    for old in stride(from: 0, through: 1_300, by: 13) {
      let grown = Set(try tree.tilePaths(since: UInt64(old)))
      let before = Set(try MerkleTree(leaves: tree.leaves.prefix(old)).tilePaths())
      #expect(grown == Set(try tree.tilePaths()).subtracting(before), "from \(old)")
      #expect(grown.allSatisfy { $0.exists(inTreeOf: 1_300) })
    }
    #expect(throws: ProofFault.sizeNotInTree(size: 1_301, treeSize: 1_300)) { try tree.tilePaths(since: 1_301) }
    #expect(throws: ProofFault.sizeNotInTree(size: .max, treeSize: 1_300)) { try tree.bundlePaths(since: .max) }
    #expect(try MerkleTree().tilePaths().isEmpty)
  }

  @Test func whatATreeDoesNotHave() throws {
    let tree = MerkleTree(leaves: Sample.leaves(600))
    for (level, index, width, exists): (Int, UInt64, Int, Bool) in [
      (0, 0, 256, true), (0, 0, 7, true), (0, 2, 88, true), (0, 2, 89, false), (0, 2, 256, false), (0, 3, 1, false),
      (1, 0, 2, true), (1, 0, 3, false), (2, 0, 1, false), (63, 0, 1, false), (0, .max, 256, false),
      (0, 1 << 56, 1, false), (63, .max, 1, false),
    ] {
      let path = try Self.path(level, index, width)
      #expect(path.exists(inTreeOf: 600) == exists, "\(path)")
      if exists {
        #expect(try tree.tile(at: path).hashes.count == width)
      } else {
        #expect(throws: TileFault.notInTree(path)) { try tree.tile(at: path) }
      }
    }
    #expect(try Self.path(7, 0, 255).exists(inTreeOf: .max))
    #expect(try !Self.path(7, 0, 256).exists(inTreeOf: .max))
    let entries = try #require(TilePath(.entries, index: 0, width: 1))
    #expect(throws: TileFault.noHashes) { try tree.tile(at: entries) }
    #expect(throws: TileFault.noHashes) { try Tile(path: entries, bytes: [UInt8](repeating: 0, count: 32)) }
  }

  private static func served(_ tree: MerkleTree) throws -> [TilePath: [UInt8]] {
    var served: [TilePath: [UInt8]] = [:]
    for path in try tree.tilePaths() { served[path] = try tree.tile(at: path).bytes }
    return served
  }

  @Test func treesAreReadBack() throws {
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 700, 65_536, 65_793] {
      let tree = MerkleTree(leaves: Sample.leaves(size))
      let served = try Self.served(tree)
      let head = Checkpoint(origin: try Sample.line(), of: tree.frontier)
      #expect(try MerkleTree(head) { served[$0] } == tree)
    }
  }

  @Test func everyChangedTileIsFound() throws {
    let tree = MerkleTree(leaves: Sample.leaves(700))
    let served = try Self.served(tree)
    let head = Checkpoint(origin: try Sample.line(), of: tree.frontier)
    var generator = SplitMix64(seed: 8)
    for path in try tree.tilePaths() {
      for _ in 0..<40 {
        var changed = served
        changed[path] = served[path]?.turning(bit: Int.random(in: 0..<(path.width * 256), using: &generator))
        #expect(throws: TileFault.self) { try MerkleTree(head) { changed[$0] } }
      }
      var changed = served
      changed[path] = nil
      #expect(throws: TileFault.missing(path)) { try MerkleTree(head) { changed[$0] } }
      let whole = try #require(served[path])
      for bytes in [[], [0], whole + [0], Array(whole.dropLast(32))] {
        changed[path] = bytes
        #expect(throws: TileFault.length(bytes.count, path)) { try MerkleTree(head) { changed[$0] } }
      }
    }
    let upper = try Self.path(1, 0, 2)
    var changed = served
    changed[upper] = served[upper]?.turning(bit: 256)
    #expect(throws: TileFault.hashDiffers(upper, at: 1)) { try MerkleTree(head) { changed[$0] } }
    let lie = try Checkpoint(origin: head.origin, size: 700, root: head.root.turning(bit: 0))
    #expect(throws: TileFault.rootDiffers) { try MerkleTree(lie) { served[$0] } }
  }

  /// A head of 2^64 - 1 leaves ends at the first tile that is not there.
  @Test func enormousSizesCostNothing() throws {
    let head = try Checkpoint(origin: Sample.line(), size: .max, root: Hash.leaf([]))
    var asked = 0
    #expect(throws: TileFault.missing(try Self.path(0, 3))) {
      try MerkleTree(head) { path in
        asked += 1
        return path.index < 3 ? [UInt8](repeating: 1, count: 32 * path.width) : nil
      }
    }
    #expect(asked == 4)
  }
}
