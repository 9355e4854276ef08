// The formats against vectors.json, which vectors.py made: a second implementation that shares nothing with this one.

import Crypto
import Foundation
import Testing

@testable import Ledger

@Suite struct VectorTests {
  private static let vectors = Result {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "vectors.json")
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }

  /// The leaves of all vectors: 0 to 96 bytes that nobody chose.
  static func data(_ number: Int) -> [UInt8] {
    let drawn = Array(SHA256.hash(data: Array("kontor test vector: leaf \(number)".utf8)))
    return Array((drawn + drawn + drawn).prefix(number * 7 % 97))
  }

  static func tree(_ size: Int) -> MerkleTree { MerkleTree(leaves: (0..<size).lazy.map { .leaf(data($0)) }) }

  @Test func rootsAndProofs() throws {
    let vector = try Self.vectors.get().trees
    let tree = Self.tree(70)
    #expect(vector.roots.count == 71)
    for (size, root) in vector.roots.enumerated() { #expect(try tree.root(ofSize: UInt64(size)) == Hash(hex: root)) }
    for expected in vector.inclusion {
      let proof = try tree.inclusionProof(index: expected.index, size: expected.size)
      #expect(try proof.path == expected.path.map { try Hash(hex: $0) })
    }
    for expected in vector.consistency {
      let proof = try tree.consistencyProof(from: expected.old, to: expected.new)
      #expect(try proof.path == expected.path.map { try Hash(hex: $0) })
    }
    let sizes = 1...UInt64(70)
    let inclusion = try sizes.flatMap { size in
      try (0..<size).flatMap { try tree.inclusionProof(index: $0, size: size).path }
    }
    #expect(Array(SHA256.hash(data: inclusion.flatMap(\.bytes))) == (try [UInt8](hex: vector.inclusionPaths)))
    let consistency = try sizes.flatMap { new in
      try (1...new).flatMap { try tree.consistencyProof(from: $0, to: new).path }
    }
    #expect(Array(SHA256.hash(data: consistency.flatMap(\.bytes))) == (try [UInt8](hex: vector.consistencyPaths)))
  }

  @Test func tiles() throws {
    for vector in try Self.vectors.get().tiled {
      let tree = Self.tree(vector.size)
      #expect(try tree.root == Hash(hex: vector.root))
      let paths = try tree.tilePaths()
      #expect(Set(paths.map(\.description)) == Set(vector.tiles.keys))
      for path in paths {
        let hash = Array(SHA256.hash(data: try tree.tile(at: path).bytes))
        #expect(try hash == [UInt8](hex: #require(vector.tiles[path.description])), "\(path)")
      }
    }
  }

  @Test func bundle() throws {
    let bytes = try [UInt8](hex: Self.vectors.get().bundle)
    let entries = (256..<300).map(Self.data)
    #expect(try EntryBundle(entries).bytes == bytes)
    #expect(try EntryBundle(parsing: bytes, width: 44).entries == entries)
  }

  @Test func keys() throws {
    for vector in try Self.vectors.get().keys {
      let signer = try vector.signer()
      #expect(try signer.verifierKey.publicKey == [UInt8](hex: vector.publicKey))
      #expect(signer.verifierKey.description == vector.key)
      #expect(try VerifierKey(parsing: vector.key) == signer.verifierKey)
    }
  }

  @Test func notes() throws {
    let vectors = try Self.vectors.get()
    let signers = try vectors.keys.map { try $0.signer() }
    let written = Array(vectors.poem.note.utf8)
    let note = try SignedNote(parsing: written)
    #expect(note.text == Array(vectors.poem.text.utf8))
    #expect(note.bytes == written)
    let (first, witness) = (signers[0], signers[2])
    #expect(try note.verify([witness.verifierKey, first.verifierKey]) == [first.verifierKey, witness.verifierKey])
    #expect(try SignedNote.sign(note.text, by: [first, witness]) == note)
  }

  @Test func checkpoints() throws {
    let vectors = try Self.vectors.get()
    let signer = try vectors.keys[0].signer()
    let origin = try Sample.line(vectors.origin)
    for vector in vectors.checkpoints {
      let head = Checkpoint(origin: origin, of: Self.tree(vector.size).frontier)
      #expect(try head.signed(by: [signer]).bytes == Array(vector.note.utf8))
      let note = try SignedNote(parsing: Array(vector.note.utf8))
      #expect(try Checkpoint.open(note, origin: origin, keys: [signer.verifierKey]) == head)
    }
    let cosigned = try SignedNote(parsing: Array(vectors.cosigned.utf8))
    let signers = try vectors.keys.map { try $0.signer() }
    let head = Checkpoint(origin: origin, of: Self.tree(7).frontier)
    #expect(try head.signed(by: signers) == cosigned)
    #expect(try head.signed(by: [signers[0]]).adding(signers[1].sign(head.text)).signatures.count == 2)
    #expect(try cosigned.verify(signers.map(\.verifierKey)) == signers.map(\.verifierKey))
  }

  @Test func logProof() throws {
    let vectors = try Self.vectors.get()
    let key = try vectors.keys[0].signer().verifierKey
    let proof = try LogProof(parsing: Array(vectors.logProof.proof.utf8))
    #expect(proof.index == vectors.logProof.index)
    #expect(proof.bytes == Array(vectors.logProof.proof.utf8))
    let leaf = Hash.leaf(Self.data(Int(proof.index)))
    #expect(try proof.verify(leaf: leaf, origin: Sample.line(), keys: [key]).size == vectors.logProof.size)
    #expect(try proof == LogProof(Self.tree(7).inclusionProof(index: 3, size: 7), head: proof.head))
  }

  @Test func commitments() throws {
    for vector in try Self.vectors.get().commitments {
      let opening = try FieldOpening(
        field: vector.field, salt: [UInt8](hex: vector.salt), value: [UInt8](hex: vector.value))
      #expect(try opening.bytes == [UInt8](hex: vector.opening))
      #expect(try FieldOpening(parsing: [UInt8](hex: vector.opening)) == opening)
      #expect(opening.commitment.description == vector.commitment)
      #expect(try #require(FieldCommitment(vector.commitment)).verifies(opening))
    }
  }

  @Test func rotation() throws {
    let vectors = try Self.vectors.get()
    let (old, new) = (try vectors.keys[0].signer(), try vectors.keys[1].signer())
    let made = try KeyRotation(from: old, to: new, position: vectors.rotation.position)
    #expect(made.bytes == Array(vectors.rotation.note.utf8))
    #expect(try KeyRotation(parsing: Array(vectors.rotation.note.utf8)) == made)
  }

  @Test func keysOfSmallOrderAreRefused() throws {
    let vectors = try Self.vectors.get()
    let name = try KeyName(vectors.origin)
    #expect(vectors.smallOrder.count == 14)
    for key in vectors.smallOrder {
      #expect(throws: VerifierKeyFault.weakKey) { try VerifierKey(name: name, publicKey: [UInt8](hex: key)) }
    }
  }

  /// The example in the documentation of Go's package golang.org/x/mod/sumdb/note, whose format became C2SP's.
  @Test func theExampleOfGo() throws {
    let key = try VerifierKey(parsing: "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    let note = """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      — PeterNeumann \
      x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=

      """
    #expect(try SignedNote(parsing: Array(note.utf8)).verify([key]) == [key])
  }
}

/// The examples that stand in the specifications. Whose keys they were signed with is not said there.
@Suite struct ExampleTests {
  @Test func theNoteOfTheSpecification() throws {
    let text = "Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n"
    let signature = "NnugSzTjtVAewIS+Z/iJhUPeFDkO/5QQ2i5ddnGITLlC+EhfLW9oJKONrMouFSQU0xMcXxj99ihAQwaqP3ZekRwNtIc="
    let bytes = Array("\(text)\n— quasimodo.example/salvatore \(signature)\n".utf8)
    let note = try SignedNote(parsing: bytes)
    #expect(note.text == Array(text.utf8))
    #expect(note.bytes == bytes)
    #expect(note.signatures.map(\.keyID) == [0x367b_a04b])
    #expect(note.signatures.map(\.bytes.count) == [64])
  }

  @Test func theCheckpointOfTheSpecification() throws {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let signature = "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8="
    let note = try SignedNote(parsing: Array("\(text)\n— example.com/behind-the-sofa \(signature)\n".utf8))
    let head = try Checkpoint(text: note.text)
    #expect(head.origin.description == "example.com/behind-the-sofa")
    #expect(head.size == 20_852_163)
    #expect(head.text == Array(text.utf8))
  }

  /// The key of Go's checksum database; its base 64 contains a plus.
  @Test func theKeyOfGo() throws {
    let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    #expect(try VerifierKey(parsing: text).description == text)
  }
}

private struct Vectors: Decodable, Sendable {
  var trees: Trees
  var tiled: [Tiled]
  var bundle: String
  var keys: [Key]
  var origin: String
  var poem: Poem
  var checkpoints: [Head]
  var cosigned: String
  var logProof: Proof
  var commitments: [Commitment]
  var rotation: Rotation
  var smallOrder: [String]

  struct Trees: Decodable, Sendable {
    var roots: [String]
    var inclusionPaths, consistencyPaths: String
    var inclusion: [Inclusion]
    var consistency: [Consistency]
  }

  struct Inclusion: Decodable, Sendable {
    var index, size: UInt64
    var path: [String]
  }

  struct Consistency: Decodable, Sendable {
    var old, new: UInt64
    var path: [String]
  }

  struct Tiled: Decodable, Sendable {
    var size: Int
    var root: String
    var tiles: [String: String]
  }

  struct Key: Decodable, Sendable {
    var name, seed, publicKey, key: String

    func signer() throws -> NoteSigner {
      let (name, seed) = (try KeyName(name), try [UInt8](hex: seed))
      return try #require(NoteSigner(name: name, seed: seed))
    }
  }

  struct Poem: Decodable, Sendable { var text, note: String }

  struct Head: Decodable, Sendable {
    var size: Int
    var note: String
  }

  struct Proof: Decodable, Sendable {
    var index, size: UInt64
    var proof: String
  }

  struct Commitment: Decodable, Sendable { var field, salt, value, opening, commitment: String }

  struct Rotation: Decodable, Sendable {
    var position: UInt64
    var note: String
  }
}
