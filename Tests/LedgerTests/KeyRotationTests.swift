// New keys: only with both signatures, only at their place, only in their order.

import Testing

@testable import Ledger

@Suite struct KeyRotationTests {
  private static func rotation(_ old: UInt8 = 1, _ new: UInt8 = 2, at position: UInt64 = 5) throws -> KeyRotation {
    try KeyRotation(from: Sample.signer(seed: old), to: Sample.signer(seed: new), position: position)
  }

  @Test func readAsWritten() throws {
    for position in [0, 5, UInt64.max] {
      let rotation = try Self.rotation(at: position)
      #expect(try KeyRotation(parsing: rotation.bytes) == rotation)
      #expect(rotation.position == position)
    }
    #expect(throws: KeyRotationFault.sameKey) { try Self.rotation(1, 1) }
    #expect(throws: KeyRotationFault.otherName) {
      try KeyRotation(from: Sample.signer(seed: 1), to: Sample.signer("b", seed: 2), position: 1)
    }
  }

  @Test func everyChangedBitIsFound() throws {
    let bytes = try Self.rotation().bytes
    for bit in 0..<(8 * bytes.count) {
      #expect((try? KeyRotation(parsing: bytes.turning(bit: bit))) == nil, "bit \(bit)")
    }
    for count in bytes.indices { #expect((try? KeyRotation(parsing: Array(bytes[..<count]))) == nil) }
  }

  @Test func bothKeysSignAndNobodyElse() throws {
    let (old, new, other) = (try Sample.signer(seed: 1), try Sample.signer(seed: 2), try Sample.signer(seed: 3))
    let text = try Self.rotation().note.text
    for signers in [[old], [new], [new, old], [old, new, other], [old, other], [old, old], [old, new, new]] {
      let bytes = try SignedNote.sign(text, by: signers).bytes
      #expect(throws: KeyRotationFault.signers) { try KeyRotation(parsing: bytes) }
    }
    #expect(throws: KeyRotationFault.refused(.noKnownKey)) {
      try KeyRotation(parsing: SignedNote.sign(text, by: [other]).bytes)
    }
  }

  @Test func everyFaultHasItsName() throws {
    let (old, new) = (try Sample.signer(seed: 1), try Sample.signer(seed: 2))
    let (a, b) = (old.verifierKey.description, new.verifierKey.description)
    let named = try Sample.signer("b", seed: 2)
    for (text, expected): (String, KeyRotationFault) in [
      ("kontor-key-rotation/1\n\(a)\n\(b)\n", .lines(3)),
      ("kontor-key-rotation/1\n\(a)\n\(b)\n5\n\n", .lines(5)),
      ("kontor-key-rotation/2\n\(a)\n\(b)\n5\n", .heading),
      ("kontor-key-rotation/1\na\n\(b)\n5\n", .oldKey(.missingPart)),
      ("kontor-key-rotation/1\n\(a)\n\(b) \n5\n", .newKey(.notBase64)),
      ("kontor-key-rotation/1\n\(a)\n\(b)\n05\n", .position),
      ("kontor-key-rotation/1\n\(a)\n\(b)\n18446744073709551616\n", .position),
      ("kontor-key-rotation/1\n\(a)\n\(a)\n5\n", .sameKey),
      ("kontor-key-rotation/1\n\(a)\n\(named.verifierKey)\n5\n", .otherName),
    ] {
      let bytes = try SignedNote.sign(Array(text.utf8), by: [old, new]).bytes
      #expect(fault { () throws(KeyRotationFault) in try KeyRotation(parsing: bytes) } == expected, "\(text)")
    }
    #expect(throws: KeyRotationFault.note(.noEmptyLine)) { try KeyRotation(parsing: Array("a\n".utf8)) }
  }

  @Test func keysFollowEachOther() throws {
    let keys = try (0...3).map { try Sample.signer(seed: $0).verifierKey }
    var history = KeyHistory(first: keys[1])
    try history.append(Self.rotation(1, 2, at: 5), at: 5)
    try history.append(Self.rotation(2, 3, at: 6), at: 6)
    #expect(history.newest == keys[3])
    for (size, key): (UInt64, Int) in [(0, 1), (5, 1), (6, 2), (7, 3), (8, 3), (.max, 3)] {
      #expect(history.key(forHeadOf: size) == keys[key], "of \(size)")
    }
    for (old, new, said, found, expected): (UInt8, UInt8, UInt64, UInt64, KeyRotationFault) in [
      (1, 0, 7, 7, .notTheNextKey), (2, 0, 7, 7, .notTheNextKey),
      (3, 0, 7, 8, .otherPosition(said: 7, found: 8)), (3, 0, 6, 6, .notLater), (3, 0, 0, 0, .notLater),
      (3, 1, 7, 7, .keyReturned), (3, 2, 7, 7, .keyReturned),
    ] {
      let before = history
      #expect(throws: expected) { try history.append(Self.rotation(old, new, at: said), at: found) }
      #expect(history == before)
    }
    try history.append(Self.rotation(3, 0, at: 7), at: 7)
    #expect(history.newest == keys[0])
  }
}
