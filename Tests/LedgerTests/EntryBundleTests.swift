// Bundles of entries as strangers send them.

import Testing

@testable import Ledger

@Suite struct EntryBundleTests {
  @Test func readAsWritten() throws {
    var generator = SplitMix64(seed: 9)
    for count in [1, 2, 255, 256] {
      let entries = (0..<count).map { _ in
        (0..<Int.random(in: 0...300, using: &generator)).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
      }
      let bundle = try EntryBundle(entries)
      #expect(try EntryBundle(parsing: bundle.bytes, width: count) == bundle)
      #expect(bundle.leaves == entries.map(Hash.leaf))
    }
    let longest = [UInt8](repeating: 7, count: EntryBundle.longestEntry)
    let bundle = try EntryBundle([[], longest, []])
    #expect(bundle.bytes.prefix(4) == [0, 0, 0xff, 0xff])
    #expect(try EntryBundle(parsing: bundle.bytes, width: 3) == bundle)
  }

  @Test func whatDoesNotFitIsRefused() {
    let long = [UInt8](repeating: 7, count: 65_536)
    #expect(throws: EntryBundleFault.tooLong(entry: 1, byteCount: 65_536)) { try EntryBundle([[1], long]) }
    #expect(throws: EntryBundleFault.count(0)) { try EntryBundle([]) }
    #expect(throws: EntryBundleFault.count(257)) { try EntryBundle(Array(repeating: [], count: 257)) }
    for width in [-1, 0, 257] {
      #expect(throws: EntryBundleFault.count(width)) { try EntryBundle(parsing: [], width: width) }
    }
  }

  @Test func everyTruncationIsFound() throws {
    let bytes = try EntryBundle([[1, 2, 3], [], [4]]).bytes
    #expect(bytes == [0, 3, 1, 2, 3, 0, 0, 0, 1, 4])
    for count in bytes.indices {
      let (entry, offset) = count < 5 ? (0, 0) : count < 7 ? (1, 5) : (2, 7)
      #expect(throws: EntryBundleFault.endsEarly(entry: entry, offset: offset)) {
        try EntryBundle(parsing: Array(bytes[..<count]), width: 3)
      }
    }
    #expect(throws: EntryBundleFault.goesOn(offset: 10)) { try EntryBundle(parsing: bytes + [0], width: 3) }
    #expect(throws: EntryBundleFault.goesOn(offset: 7)) { try EntryBundle(parsing: bytes, width: 2) }
    #expect(throws: EntryBundleFault.endsEarly(entry: 3, offset: 10)) { try EntryBundle(parsing: bytes, width: 4) }
    #expect(throws: EntryBundleFault.endsEarly(entry: 0, offset: 0)) { try EntryBundle(parsing: [255, 255], width: 1) }
  }

  /// A bundle belongs to one tile: a changed entry does not have the tile's hash.
  @Test func everyChangeIsFound() throws {
    let entries = (0..<20).map { [UInt8](repeating: UInt8($0), count: $0) }
    let bundle = try EntryBundle(entries)
    let bytes = bundle.bytes
    for bit in 0..<(8 * bytes.count) {
      let changed = try? EntryBundle(parsing: bytes.turning(bit: bit), width: 20)
      #expect(changed?.leaves != bundle.leaves)
    }
  }
}
