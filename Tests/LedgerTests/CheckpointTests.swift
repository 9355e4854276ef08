// Heads of logs, and whether one may follow another.

import Testing

@testable import Ledger

@Suite struct CheckpointTests {
  static let root = "rra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc="
  private static func at(_ line: Int, _ column: Int) -> TextPosition { TextPosition(line: line, column: column) }

  static let faults: [(text: String, fault: CheckpointFault)] = [
    ("", .noFinalNewline(at(1, 1))),
    ("a\n3\n\(root)", .noFinalNewline(at(3, 45))),
    ("a\n", .missingLine(2)),
    ("a\n3\n", .missingLine(3)),
    ("\n3\n\(root)\n", .emptyLine(at(1, 1))),
    ("a\n\n\(root)\n", .emptyLine(at(2, 1))),
    ("a\n3\n\(root)\n\n", .emptyLine(at(4, 1))),
    ("a\n3\n\(root)\n\nb\n", .emptyLine(at(4, 1))),
    ("3\na\n\(root)\n", .size(tooLarge: false, at(2, 1))),
    ("a\n\(root)\n3\n", .size(tooLarge: false, at(2, 1))),
    ("a\n03\n\(root)\n", .size(tooLarge: false, at(2, 1))),
    ("a\n+3\n\(root)\n", .size(tooLarge: false, at(2, 1))),
    ("a\n-3\n\(root)\n", .size(tooLarge: false, at(2, 1))),
    ("a\n3 \n\(root)\n", .size(tooLarge: false, at(2, 1))),
    ("a\n3\r\n\(root)\n", .text(.controlCharacter(13, at(2, 2)))),
    ("a\tb\n3\n\(root)\n", .text(.controlCharacter(9, at(1, 2)))),
    ("a\n18446744073709551616\n\(root)\n", .size(tooLarge: true, at(2, 1))),
    ("a\n3\nrra8_idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnc=\n", .rootNotBase64(at(3, 5))),
    ("a\n3\nrra8/idLcKFPsGel5VeCZNsPqbUa9eC6FZFY8yngbnd=\n", .rootNotBase64(at(3, 43))),
    ("a\n3\n\(root) \n", .rootNotBase64(at(3, 44))),
    ("a\n3\nAAAA\n", .rootLength(byteCount: 3)),
    ("a\n3\n\(root.dropLast(4))\n", .rootLength(byteCount: 30)),
    ("a\n0\n\(root)\n", .emptyTreeRoot),
  ]

  @Test(arguments: faults.indices) func everyFaultHasItsNameAndPlace(index: Int) {
    let (text, expected) = Self.faults[index]
    #expect(fault { () throws(CheckpointFault) in try Checkpoint(text: Array(text.utf8)) } == expected, "\(text)")
  }

  @Test func onlyUTF8() {
    let text = [0x61, 0xff] + Array("\n3\n\(Self.root)\n".utf8)
    #expect(throws: CheckpointFault.text(.notUTF8(Self.at(1, 2)))) { try Checkpoint(text: text) }
  }

  @Test func everyTextIsWrittenAsItWasRead() throws {
    for text in [
      "a\n3\n\(Self.root)\n", "a b+c\n18446744073709551615\n\(Self.root)\n", "3\n3\n\(Self.root)\nx\n y z\n",
      "é\n0\n\(Base64.text(Hash.ofEmptyTree.bytes))\n",
    ] {
      let checkpoint = try Checkpoint(text: Array(text.utf8))
      #expect(checkpoint.text == Array(text.utf8))
    }
    #expect(try Checkpoint(text: Array("a\n3\n\(Self.root)\nx\n".utf8)).extensions == [Sample.line("x")])
  }

  @Test func openedOnlyWithTheLogsKeyAndName() throws {
    let signer = try Sample.signer()
    let head = Checkpoint(origin: try Sample.line(), of: MerkleTree(leaves: Sample.leaves(5)).frontier)
    let note = try head.signed(by: [signer])
    let key = signer.verifierKey
    #expect(try Checkpoint.open(note, origin: Sample.line(), keys: [key]) == head)
    #expect(throws: CheckpointFault.otherOrigin(head.origin)) {
      try Checkpoint.open(note, origin: Sample.line("kontor.example/auctions/2"), keys: [key])
    }
    #expect(throws: CheckpointFault.refused(.noKnownKey)) {
      try Checkpoint.open(note, origin: Sample.line(), keys: [Sample.signer(seed: 2).verifierKey])
    }
    let other = Checkpoint(origin: head.origin, of: MerkleTree(leaves: Sample.leaves(6)).frontier)
    let forged = try SignedNote(text: other.text, signatures: note.signatures)
    #expect(throws: CheckpointFault.refused(.badSignature(by: key.name, number: 1))) {
      try Checkpoint.open(forged, origin: Sample.line(), keys: [key])
    }
    // What is no head is not looked at before the signature holds, and is none after it does.
    let stray = try SignedNote.sign(Array("a\n".utf8), by: [signer])
    #expect(throws: CheckpointFault.refused(.noKnownKey)) { try Checkpoint.open(stray, origin: head.origin, keys: []) }
    #expect(throws: CheckpointFault.missingLine(2)) { try Checkpoint.open(stray, origin: head.origin, keys: [key]) }
  }

  @Test func onlyAContinuationFollows() throws {
    let tree = MerkleTree(leaves: Sample.leaves(40))
    let fork = MerkleTree(leaves: Sample.leaves(40, seed: 2))
    let origin = try Sample.line()
    func head(_ tree: MerkleTree, _ size: UInt64) throws -> Checkpoint {
      try Checkpoint(origin: origin, size: size, root: tree.root(ofSize: size))
    }
    for old in 0...UInt64(40) {
      let before = try head(tree, old)
      #expect(fault { () throws(SuccessionFault) in try tree.check(continues: before) } == nil)
      for new in 0...UInt64(40) {
        let proof = old > 0 && old < new ? try tree.consistencyProof(from: old, to: new) : nil
        let after = try head(tree, new)
        let found = fault { () throws(SuccessionFault) in try after.check(continues: before, by: proof) }
        #expect(found == (new < old ? .shorter(size: new, oldSize: old) : nil))
      }
      guard old > 0 else { continue }
      #expect(throws: SuccessionFault.rootDiffers(size: old)) { try fork.check(continues: before) }
      #expect(throws: SuccessionFault.rootDiffers(size: old)) {
        try head(fork, old).check(continues: before, by: nil)
      }
      guard old < 40 else { continue }
      let proof = try fork.consistencyProof(from: old, to: 40)
      #expect(throws: SuccessionFault.proof(old.nonzeroBitCount == 1 ? .newRootDiffers : .oldRootDiffers)) {
        try head(fork, 40).check(continues: before, by: proof)
      }
    }
  }

  @Test func proofsMustFitTheHeads() throws {
    let tree = MerkleTree(leaves: Sample.leaves(9))
    let heads = try (0...9).map { size in
      try Checkpoint(origin: Sample.line(), size: size, root: tree.root(ofSize: size))
    }
    let proof = try tree.consistencyProof(from: 3, to: 9)
    #expect(fault { () throws(SuccessionFault) in try heads[9].check(continues: heads[3], by: proof) } == nil)
    for (old, new, given): (Int, Int, ConsistencyProof?) in [
      (3, 9, nil), (4, 9, proof), (3, 8, proof), (0, 9, proof), (9, 9, proof),
    ] { #expect(throws: SuccessionFault.proofSizes) { try heads[new].check(continues: heads[old], by: given) } }
    let other = try Checkpoint(origin: Sample.line("b"), size: 3, root: heads[3].root)
    #expect(throws: SuccessionFault.otherOrigin(other.origin)) { try heads[9].check(continues: other, by: proof) }
    #expect(throws: SuccessionFault.shorter(size: 2, oldSize: 3)) {
      try MerkleTree(leaves: Sample.leaves(2)).check(continues: heads[3])
    }
  }
}
