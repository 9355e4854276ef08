// Text signed by one or more keys: C2SP signed-note.

/// A note as `c2sp.org/signed-note` has it: text, an empty line, a line for each signature. Its text is believed only
/// after `verify`.
package struct SignedNote: Hashable, Sendable {
  /// Of a note with its signatures.
  package static let mostBytes = 1 << 20
  /// C2SP wants 16 or more accepted.
  package static let mostSignatures = 100

  /// UTF-8 that ends with a newline: what is signed.
  package let text: [UInt8]
  /// At least one, in the order of their lines.
  package let signatures: [NoteSignature]

  /// Throws a fault if the two would not make a note.
  package init(text: [UInt8], signatures: [NoteSignature]) throws(NoteFault) {
    guard text.last == newline else { throw .noFinalNewline(TextPosition(text.count, in: text)) }
    let whole = Self.bytes(text, signatures)
    (self.text, self.signatures) = try NoteReader(bytes: whole).read()
  }

  /// Reads a whole note, strictly.
  package init(parsing bytes: [UInt8]) throws(NoteFault) {
    (text, signatures) = try NoteReader(bytes: bytes).read()
  }

  /// The text with a signature by each signer, in their order. Throws a fault if it is no text of a note.
  package static func sign(_ text: [UInt8], by signers: [NoteSigner]) throws(NoteFault) -> SignedNote {
    try SignedNote(text: text, signatures: signers.map { $0.sign(text) })
  }

  /// The same note with one signature more: a witness's, or that of a new key.
  package func adding(_ signature: NoteSignature) throws(NoteFault) -> SignedNote {
    try SignedNote(text: text, signatures: signatures + [signature])
  }

  /// The whole note, as `init(parsing:)` reads it.
  package var bytes: [UInt8] { Self.bytes(text, signatures) }

  /// Which of these keys signed, in the order of their signatures. Signatures of other keys are not looked at. Throws
  /// `badSignature` if one by a known key does not hold, however many others do, and `noKnownKey` if there is none.
  package func verify(_ keys: [VerifierKey]) throws(NoteRefusal) -> [VerifierKey] {
    var signers: [VerifierKey] = []
    for (number, signature) in zip(1..., signatures) {
      let named = keys.filter { $0.name == signature.name && $0.id == signature.keyID }
      guard !named.isEmpty else { continue }
      guard let signer = named.first(where: { $0.verifies(signature.bytes, over: text) }) else {
        throw .badSignature(by: signature.name, number: number)
      }
      if !signers.contains(signer) { signers.append(signer) }
    }
    guard !signers.isEmpty else { throw .noKnownKey }
    return signers
  }

  private static func bytes(_ text: [UInt8], _ signatures: [NoteSignature]) -> [UInt8] {
    signatures.reduce(into: text + [newline]) { $0 += $1.line }
  }
}

/// A signature by some key, known or not.
package struct NoteSignature: Hashable, Sendable {
  static let dash = Array("— ".utf8)
  static let keyIDByteCount = 4

  /// Whose key it is said to be by.
  package let name: KeyName
  /// Which of the keys with that name.
  package let keyID: UInt32
  /// Of an Ed25519 key 64, of others any number but none.
  package let bytes: [UInt8]

  /// `nil` if there are no bytes.
  package init?(name: KeyName, keyID: UInt32, bytes: [UInt8]) {
    guard !bytes.isEmpty else { return nil }
    self.init(name: name, keyID: keyID, known: bytes)
  }

  init(name: KeyName, keyID: UInt32, known bytes: [UInt8]) {
    self.name = name
    self.keyID = keyID
    self.bytes = bytes
  }

  /// Em dash, space, name, space, base 64 of key ID and signature, newline.
  package var line: [UInt8] {
    let keyIDBytes = withUnsafeBytes(of: keyID.bigEndian) { Array($0) }
    return Self.dash + name.line.bytes + [UInt8(ascii: " ")] + Base64.encode(keyIDBytes + bytes) + [newline]
  }
}
