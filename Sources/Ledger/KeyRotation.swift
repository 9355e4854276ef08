// A log gets a new key: a statement that both keys sign, and the keys that follow from such statements.

/// From the leaf at `position` on, the log signs with another key. The bytes are a signed note; a value has been
/// checked: both keys signed it.
package struct KeyRotation: Hashable, Sendable {
  static let heading = Array("kontor-key-rotation/1".utf8)

  /// Ends with this statement.
  package let old: VerifierKey
  /// Has the same name as the old one: the log's.
  package let new: VerifierKey
  /// The index of the leaf that holds this statement: heads of more leaves are signed by the new key.
  package let position: UInt64
  /// Signed by the old key, then by the new one.
  package let note: SignedNote

  /// Throws `otherName` and `sameKey`.
  package init(from old: NoteSigner, to new: NoteSigner, position: UInt64) throws(KeyRotationFault) {
    self.old = old.verifierKey
    self.new = new.verifierKey
    self.position = position
    try Self.require(self.old, self.new)
    do { note = try .sign(Self.text(self.old, self.new, position), by: [old, new]) } catch { throw .note(error) }
  }

  /// Reads what `bytes` wrote, and nothing else; checks both signatures.
  package init(parsing bytes: [UInt8]) throws(KeyRotationFault) {
    do { note = try SignedNote(parsing: bytes) } catch { throw .note(error) }
    let lines = note.text.dropLast().split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count == 4 else { throw .lines(lines.count) }
    guard lines[0].elementsEqual(Self.heading) else { throw .heading }
    do { old = try VerifierKey(parsing: String(decoding: lines[1], as: UTF8.self)) } catch { throw .oldKey(error) }
    do { new = try VerifierKey(parsing: String(decoding: lines[2], as: UTF8.self)) } catch { throw .newKey(error) }
    guard let position = try? UInt64(decimal: lines[3]) else { throw .position }
    self.position = position
    try Self.require(old, new)
    try checkSignatures()
  }

  /// The canonical form: the whole note.
  package var bytes: [UInt8] { note.bytes }

  private func checkSignatures() throws(KeyRotationFault) {
    let signers: [VerifierKey]
    do { signers = try note.verify([old, new]) } catch { throw .refused(error) }
    guard note.signatures.count == 2, signers == [old, new] else { throw .signers }
  }

  private static func require(_ old: VerifierKey, _ new: VerifierKey) throws(KeyRotationFault) {
    guard old.name == new.name else { throw .otherName }
    guard old.publicKey != new.publicKey else { throw .sameKey }
  }

  private static func text(_ old: VerifierKey, _ new: VerifierKey, _ position: UInt64) -> [UInt8] {
    let lines = [heading, Array("\(old)".utf8), Array("\(new)".utf8), Array(String(position).utf8)]
    return lines.reduce(into: []) { $0 += $1 + [newline] }
  }
}

/// The keys of a log, each from the leaf that brought it.
package struct KeyHistory: Hashable, Sendable {
  private var first: VerifierKey
  private var rotations: [KeyRotation] = []

  /// The key that a log begins with; whoever verifies knows it from elsewhere.
  package init(first: VerifierKey) { self.first = first }

  /// The statement that was found in the leaf with that index. Throws `notTheNextKey`, `otherPosition`, `notLater` and
  /// `keyReturned`.
  package mutating func append(_ rotation: KeyRotation, at position: UInt64) throws(KeyRotationFault) {
    guard rotation.old == newest else { throw .notTheNextKey }
    guard rotation.position == position else { throw .otherPosition(said: rotation.position, found: position) }
    guard rotations.allSatisfy({ $0.position < position }) else { throw .notLater }
    guard rotation.new != first, !rotations.contains(where: { $0.new == rotation.new }) else { throw .keyReturned }
    rotations.append(rotation)
  }

  /// The key that signs now.
  package var newest: VerifierKey { rotations.last?.new ?? first }

  /// The key that a head of so many leaves is signed with: the new one only if the statement is among them.
  package func key(forHeadOf size: UInt64) -> VerifierKey {
    rotations.last { $0.position < size }?.new ?? first
  }
}
