// What strangers send, at random: nothing traps, and whatever is read is written again byte for byte.

import Testing

@testable import Ledger

@Suite struct HostileInputTests {
  /// Each reader with an input that it reads. A reader answers what it would write, `nil` where it refuses.
  private static func readers() throws -> [(name: String, input: [UInt8], read: ([UInt8]) -> [UInt8]?)] {
    let (signer, other) = (try Sample.signer(), try Sample.signer(seed: 2))
    let tree = MerkleTree(leaves: Sample.leaves(13))
    let head = Checkpoint(origin: try Sample.line(), of: tree.frontier)
    let note = try head.signed(by: [signer, other])
    let proof = LogProof(try tree.inclusionProof(index: 5, size: 13), head: note, extra: [1, 2])
    let rotation = try KeyRotation(from: signer, to: other, position: 12)
    let opening = try FieldOpening(field: "bid.note", value: Array("Ștefan".utf8))
    return [
      ("note", note.bytes, { try? SignedNote(parsing: $0).bytes }),
      ("checkpoint", head.text, { try? Checkpoint(text: $0).text }),
      ("proof", proof.bytes, { try? LogProof(parsing: $0).bytes }),
      ("rotation", rotation.bytes, { try? KeyRotation(parsing: $0).bytes }),
      ("opening", opening.bytes, { try? FieldOpening(parsing: $0).bytes }),
      ("bundle", try EntryBundle([[1, 2], [], [3]]).bytes, { try? EntryBundle(parsing: $0, width: 3).bytes }),
      ("key", Array(signer.verifierKey.description.utf8), text { try? VerifierKey(parsing: $0).description }),
      ("path", Array("tile/2/x001/x234/067.p/9".utf8), text { try? TilePath(parsing: $0).description }),
      ("commitment", Array(opening.commitment.description.utf8), text { FieldCommitment($0)?.description }),
    ]
  }

  /// What is not UTF-8 does not become a `String`.
  private static func text(_ read: @escaping (String) -> String?) -> ([UInt8]) -> [UInt8]? {
    { bytes in String(validating: bytes, as: UTF8.self).flatMap(read).map { Array($0.utf8) } }
  }

  @Test func whatIsReadIsWrittenTheSame() throws {
    var generator = SplitMix64(seed: 10)
    for (name, input, read) in try Self.readers() {
      #expect(read(input) == input, "\(name)")
      for _ in 0..<1_500 {
        let changed = Self.damaged(input, &generator)
        guard let written = read(changed) else { continue }
        #expect(written == changed, "\(name)")
      }
    }
  }

  @Test func noiseIsRefused() throws {
    var generator = SplitMix64(seed: 11)
    for (name, _, read) in try Self.readers() where name != "opening" {
      for count in 0..<200 {
        let noise = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
        #expect(read(noise) == nil, "\(name)")
      }
    }
  }

  private static let interesting: [UInt8] = Array("\n\r \t+=/-0189AaxZ.p".utf8) + [0, 0x7f, 0x80, 0xc2, 0xe2, 0xff]

  /// One to three changes: bytes exchanged, put in, taken out, doubled, moved.
  private static func damaged(_ input: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var bytes = input
    for _ in 0...Int.random(in: 0...2, using: &generator) where !bytes.isEmpty {
      let start = Int.random(in: 0..<bytes.count, using: &generator)
      let end = min(start + Int.random(in: 1...70, using: &generator), bytes.count)
      let byte = interesting.randomElement(using: &generator) ?? 0
      switch Int.random(in: 0...5, using: &generator) {
      case 0: bytes[start] = byte
      case 1: bytes.insert(byte, at: start)
      case 2: bytes.removeSubrange(start..<end)
      case 3: bytes.insert(contentsOf: bytes[start..<end], at: end)
      case 4: bytes.swapAt(start, end - 1)
      default:
        let moved = bytes[start..<end]
        bytes.removeSubrange(start..<end)
        bytes.insert(contentsOf: moved, at: Int.random(in: 0...bytes.count, using: &generator))
      }
    }
    return bytes
  }
}
