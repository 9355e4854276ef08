// Proofs in one text: made, read, and not believed when anything was changed.

import Testing

@testable import Ledger

@Suite struct LogProofTests {
  static let tree = MerkleTree(leaves: Sample.leaves(11))

  private static func proof(_ index: UInt64 = 4, extra: [UInt8]? = nil) throws -> LogProof {
    let head = Checkpoint(origin: try Sample.line(), of: tree.frontier)
    let proof = try tree.inclusionProof(index: index, size: tree.size)
    return LogProof(proof, head: try head.signed(by: [Sample.signer()]), extra: extra)
  }

  @Test func readAsWritten() throws {
    let key = try Sample.signer().verifierKey
    for index in 0..<UInt64(11) {
      for extra: [UInt8]? in [nil, [], [1, 2, 3]] {
        let proof = try Self.proof(index, extra: extra)
        #expect(try LogProof(parsing: proof.bytes) == proof)
        let leaf = Self.tree.leaves[Int(index)]
        #expect(try proof.verify(leaf: leaf, origin: Sample.line(), keys: [key]).root == Self.tree.root)
      }
    }
    let single = MerkleTree(leaves: Sample.leaves(1))
    let head = Checkpoint(origin: try Sample.line(), of: single.frontier)
    let proof = LogProof(try single.inclusionProof(index: 0, size: 1), head: try head.signed(by: [Sample.signer()]))
    #expect(try LogProof(parsing: proof.bytes) == proof)
  }

  @Test func everyChangedBitIsFound() throws {
    let key = try Sample.signer().verifierKey
    let origin = try Sample.line()
    let bytes = try Self.proof().bytes
    for bit in 0..<(8 * bytes.count) {
      guard let changed = try? LogProof(parsing: bytes.turning(bit: bit)) else { continue }
      #expect(throws: LogProofFault.self, "bit \(bit)") {
        try changed.verify(leaf: Self.tree.leaves[4], origin: origin, keys: [key])
      }
    }
    for count in bytes.indices { #expect((try? LogProof(parsing: Array(bytes[..<count]))) == nil) }
    let proof = try Self.proof()
    for (index, leaf) in Self.tree.leaves.enumerated() where index != 4 {
      #expect(throws: LogProofFault.proof(.rootDiffers)) { try proof.verify(leaf: leaf, origin: origin, keys: [key]) }
    }
  }

  @Test func everyFaultHasItsName() throws {
    let whole = String(decoding: try Self.proof().bytes, as: UTF8.self)
    let head = String(decoding: try Self.proof().head.bytes, as: UTF8.self)
    let first = "c2sp.org/tlog-proof@v1\n"
    let hash = "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc="
    let long = first + "index 4\n" + String(repeating: hash + "\n", count: 65) + "\n" + head
    for (text, expected): (String, LogProofFault) in [
      ("", .noEmptyLine), (first + "index 4\n", .noEmptyLine), ("\n" + whole, .heading),
      (whole.replacing("@v1", with: "@v2"), .heading), (whole.replacing("index 4", with: "index 04"), .index),
      (whole.replacing("index 4\n", with: ""), .index), (whole.replacing("index 4", with: "Index 4"), .index),
      (first + "index 4\nextra AAAA\n\n" + head, .notBase64(TextPosition(line: 3, column: 6))),
      (first + "extra A\nindex 4\n\n" + head, .notBase64(TextPosition(line: 2, column: 8))),
      (first + "extra AAAA\nextra AAAA\nindex 4\n\n" + head, .index),
      (first + "index 4\nAAAA\n\n" + head, .proof(.hashLength(byteCount: 3, at: 0))),
      (first + "index 4\n\(hash)\r\n\n" + head, .notBase64(TextPosition(line: 3, column: 44))),
      (long, .proof(.pathLength(65, expected: 64))),
      (first + "index 4\n\n", .note(.noFinalNewline(TextPosition(line: 1, column: 1)))),
    ] {
      #expect(fault { () throws(LogProofFault) in try LogProof(parsing: Array(text.utf8)) } == expected, "\(text)")
    }
  }

  @Test func placesAreNotTaken() throws {
    let origin = try Sample.line()
    let key = try Sample.signer().verifierKey
    let whole = String(decoding: try Self.proof().bytes, as: UTF8.self)
    for (index, expected): (String, LogProofFault) in [
      ("11", .proof(.indexOutOfRange(index: 11, size: 11))), ("10", .proof(.pathLength(4, expected: 2))),
      ("5", .proof(.rootDiffers)), ("18446744073709551615", .proof(.indexOutOfRange(index: .max, size: 11))),
    ] {
      let moved = try LogProof(parsing: Array(whole.replacing("index 4", with: "index \(index)").utf8))
      #expect(throws: expected) { try moved.verify(leaf: Self.tree.leaves[4], origin: origin, keys: [key]) }
    }
    #expect(throws: LogProofFault.head(.refused(.noKnownKey))) {
      try Self.proof().verify(leaf: Self.tree.leaves[4], origin: origin, keys: [])
    }
  }
}
