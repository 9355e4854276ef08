// Notes as strangers send them: every fault by its name and place, and no change that goes unseen.

import Testing

@testable import Ledger

@Suite struct NoteTests {
  static let text = Array("Zuschlag\n\nan Alder\n".utf8)

  static func note(_ signers: [NoteSigner]? = nil) throws -> SignedNote {
    try SignedNote.sign(text, by: signers ?? [Sample.signer()])
  }

  private static func at(_ line: Int, _ column: Int) -> TextPosition { TextPosition(line: line, column: column) }

  /// Bytes, and what is wrong with them. AAAAAAE= are five bytes: the shortest signature.
  static let faults: [(note: String, fault: NoteFault)] = [
    ("", .noFinalNewline(at(1, 1))),
    ("a", .noFinalNewline(at(1, 2))),
    ("a\n", .noEmptyLine),
    ("a\n— k AAAAAAE=\n", .noEmptyLine),
    ("\n— k AAAAAAE=\n", .noEmptyLine),
    ("a\n\n", .noSignature(at(3, 1))),
    ("a\n\n— k AAAAAAE=\n\n", .noSignature(at(5, 1))),
    ("a\n\n— k AAAAAAE=", .noFinalNewline(at(3, 15))),
    ("a\r\n\r\n— k AAAAAAE=\r\n", .controlCharacter(13, at(1, 2))),
    ("a\n\n— k AAAAAAE=\r\n", .controlCharacter(13, at(3, 15))),
    ("a\tb\n\n— k AAAAAAE=\n", .controlCharacter(9, at(1, 2))),
    ("a\u{0}\n\n— k AAAAAAE=\n", .controlCharacter(0, at(1, 2))),
    ("a\n\nk AAAAAAE=\n", .noDash(at(3, 1))),
    ("a\n\n- k AAAAAAE=\n", .noDash(at(3, 1))),
    ("a\n\n— k AAAAAAE=\n– k AAAAAAE=\n", .noDash(at(4, 1))),
    ("a\n\n —k AAAAAAE=\n", .noDash(at(3, 1))),
    ("a\n\n—  AAAAAAE=\n", .keyName(.empty, at(3, 5))),
    ("a\n\n— a+b AAAAAAE=\n", .keyName(.forbidden("+", at: 2), at(3, 5))),
    ("a\n\n— a\u{a0}b AAAAAAE=\n", .keyName(.forbidden("\u{a0}", at: 2), at(3, 5))),
    ("a\n\n— é\u{2003} AAAAAAE=\n", .keyName(.forbidden("\u{2003}", at: 2), at(3, 5))),
    ("a\n\n— AAAAAAE=\n", .noSignatureBytes(at(3, 13))),
    ("a\n\n— k AAAA%AE=\n", .notBase64(at(3, 11))),
    ("a\n\n— k  AAAAAAE=\n", .notBase64(at(3, 7))),
    ("a\n\n— k AAAAAAE= \n", .notBase64(at(3, 14))),
    ("a\n\n— k AAAA AE=\n", .notBase64(at(3, 11))),
    ("a\n\n— k AAAAAAE\n", .notBase64(at(3, 14))),
    ("a\n\n— k AAAAAA-=\n", .notBase64(at(3, 13))),
    ("a\n\n— k AAAAAAF=\n", .notBase64(at(3, 13))),
    ("a\n\n— k AAAAA===\n", .notBase64(at(3, 12))),
    ("a\n\n— k AAAAAA==\n", .signatureTooShort(at(3, 7))),
    ("a\n\n— k \n", .signatureTooShort(at(3, 7))),
  ]

  @Test(arguments: faults.indices) func everyFaultHasItsNameAndPlace(index: Int) {
    let (note, expected) = Self.faults[index]
    #expect(fault { () throws(NoteFault) in try SignedNote(parsing: Array(note.utf8)) } == expected, "\(note)")
  }

  @Test func onlyUTF8() {
    let end = Array("\n\n— k AAAAAAE=\n".utf8)
    for (bytes, column): ([UInt8], Int) in [
      ([0xff], 1), ([0x61, 0xc3], 2), ([0x61, 0x62, 0xc0, 0x80], 3), ([0xed, 0xa0, 0x80], 1), ([0xf5, 0x80], 1),
      ([0xe2, 0x80], 1),
    ] {
      #expect(throws: NoteFault.notUTF8(Self.at(1, column))) { try SignedNote(parsing: bytes + end) }
    }
  }

  @Test func sizesAreBounded() throws {
    let line = Array("— k AAAAAAE=\n".utf8)
    let most = (0..<SignedNote.mostSignatures).flatMap { _ in line }
    #expect(try SignedNote(parsing: Array("a\n\n".utf8) + most).signatures.count == 100)
    #expect(throws: NoteFault.tooManySignatures(Self.at(103, 1))) {
      try SignedNote(parsing: Array("a\n\n".utf8) + most + line)
    }
    let long = [UInt8](repeating: 0x61, count: SignedNote.mostBytes - line.count - 2)
    #expect(try SignedNote(parsing: long + [10, 10] + line).text.count == long.count + 1)
    #expect(throws: NoteFault.tooLong(byteCount: SignedNote.mostBytes + 1)) {
      try SignedNote(parsing: long + [0x61, 10, 10] + line)
    }
    #expect(throws: NoteFault.noEmptyLine) {
      try SignedNote(parsing: [UInt8](repeating: 0x61, count: 99_999) + [10])
    }
  }

  @Test func onlyTextsAreSigned() throws {
    let signer = try Sample.signer()
    #expect(throws: NoteFault.noFinalNewline(Self.at(1, 1))) { try SignedNote.sign([], by: [signer]) }
    #expect(throws: NoteFault.noFinalNewline(Self.at(2, 2))) { try SignedNote.sign(Array("a\nb".utf8), by: [signer]) }
    #expect(throws: NoteFault.controlCharacter(13, Self.at(1, 2))) {
      try SignedNote.sign(Array("a\r\n".utf8), by: [signer])
    }
    #expect(throws: NoteFault.noSignature(Self.at(3, 1))) { try SignedNote.sign(Array("a\n".utf8), by: []) }
    for text in ["\n", "\n\n", "a\n\n", "a\n\n— k AAAAAAE=\n", "a\n\n\n\n"] {
      let note = try SignedNote.sign(Array(text.utf8), by: [signer])
      #expect(note.text == Array(text.utf8))
      #expect(try SignedNote(parsing: note.bytes) == note)
      #expect(try note.verify([signer.verifierKey]) == [signer.verifierKey])
    }
  }

  @Test func everyChangedBitIsFound() throws {
    let signer = try Sample.signer()
    let bytes = try Self.note().bytes
    for bit in 0..<(8 * bytes.count) {
      guard let note = try? SignedNote(parsing: bytes.turning(bit: bit)) else { continue }
      #expect(throws: NoteRefusal.self, "bit \(bit)") { try note.verify([signer.verifierKey]) }
    }
  }

  @Test func everyOmissionIsFound() throws {
    let signer = try Sample.signer()
    let bytes = try Self.note().bytes
    for count in bytes.indices {
      #expect((try? SignedNote(parsing: Array(bytes[..<count]))) == nil, "\(count) bytes")
      var shorter = bytes
      shorter.remove(at: count)
      guard let note = try? SignedNote(parsing: shorter) else { continue }
      #expect(throws: NoteRefusal.self, "without byte \(count)") { try note.verify([signer.verifierKey]) }
    }
  }

  @Test func strangersAreNotLookedAt() throws {
    let (known, stranger) = (try Sample.signer(), try Sample.signer(seed: 2))
    let witness = try Sample.signer("zeuge.example", seed: 1)
    let other = try #require(NoteSignature(name: KeyName("x"), keyID: 1, bytes: [1]))
    let note = try Self.note([stranger, known, witness]).adding(other)
    #expect(try note.verify([known.verifierKey]) == [known.verifierKey])
    #expect(try note.verify([witness.verifierKey, known.verifierKey]) == [known.verifierKey, witness.verifierKey])
    #expect(throws: NoteRefusal.noKnownKey) { try note.verify([]) }
    #expect(throws: NoteRefusal.noKnownKey) { try note.verify([Sample.signer(seed: 3).verifierKey]) }
    // Name or ID alone is not enough to be known.
    #expect(throws: NoteRefusal.noKnownKey) { try note.verify([Sample.signer("x", seed: 3).verifierKey]) }
    #expect(throws: NoteRefusal.noKnownKey) {
      let sameID = NoteSignature(name: try KeyName("x"), keyID: known.verifierKey.id, bytes: [1])
      return try SignedNote(text: Self.text, signatures: [#require(sameID)]).verify([known.verifierKey])
    }
  }

  /// However many good ones stand around it, in whatever order.
  @Test func aBadSignatureOfAKnownKeyIsRefused() throws {
    let (known, second) = (try Sample.signer(), try Sample.signer(seed: 2))
    let keys = [known.verifierKey, second.verifierKey]
    let good = try Self.note([known, second]).signatures
    let short = Array(good[0].bytes.dropLast())
    for bytes in [known.sign(Array("other\n".utf8)).bytes, good[1].bytes, [1], good[0].bytes + [0], short] {
      let bad = try #require(NoteSignature(name: known.verifierKey.name, keyID: known.verifierKey.id, bytes: bytes))
      #expect(throws: NoteRefusal.badSignature(by: bad.name, number: 3)) {
        try SignedNote(text: Self.text, signatures: good + [bad]).verify(keys)
      }
      #expect(throws: NoteRefusal.badSignature(by: bad.name, number: 1)) {
        try SignedNote(text: Self.text, signatures: [bad] + good).verify(keys)
      }
    }
    #expect(try SignedNote(text: Self.text, signatures: good + good).verify(keys) == keys)
  }

  /// Names are bytes: the two spellings of é are two names.
  @Test func namesAreComparedByTheirBytes() throws {
    let (a, b) = (try KeyName("caf\u{e9}"), try KeyName("cafe\u{301}"))
    #expect(a != b)
    let signer = try #require(NoteSigner(name: a, seed: [UInt8](repeating: 1, count: 32)))
    #expect(signer.verifierKey.id != signer.named(b).verifierKey.id)
    #expect(throws: NoteRefusal.noKnownKey) { try Self.note([signer]).verify([signer.named(b).verifierKey]) }
  }

  @Test func privateKeysAreNotPrinted() throws {
    let signer = try Sample.signer()
    let shown = "\(signer)" + String(reflecting: signer) + String(describing: Mirror(reflecting: signer).children.count)
    #expect(shown.hasSuffix("0"))
    #expect(!shown.contains("0101"))
    #expect(signer.copiedSeed == [UInt8](repeating: 1, count: 32))
    #expect(try NoteSigner(name: KeyName("a"), seed: [1]) == nil)
    #expect(try NoteSigner(name: KeyName("a")).copiedSeed != NoteSigner(name: KeyName("a")).copiedSeed)
  }
}
