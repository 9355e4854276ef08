// What is wrong with a statement about a new key.

/// Why a statement is none, or may not stand where it does.
package enum KeyRotationFault: Error, Hashable, Sendable {
  /// It is no signed note.
  case note(NoteFault)
  /// There are four.
  case lines(Int)
  /// The first line is not the name of this format.
  case heading
  /// The second line is no key.
  case oldKey(VerifierKeyFault)
  /// The third line is no key.
  case newKey(VerifierKeyFault)
  /// Not a decimal number in its only spelling.
  case position
  /// Both keys have the name of the log.
  case otherName
  /// Nothing would change.
  case sameKey
  /// A signature does not hold, or both are missing.
  case refused(NoteRefusal)
  /// Signed by the old key, then by the new one, and by nobody else.
  case signers
  /// The old key is not the one in force.
  case notTheNextKey
  /// It was made for another place.
  case otherPosition(said: UInt64, found: UInt64)
  /// There is a later one already.
  case notLater
  /// A key that was given up does not come back.
  case keyReturned
}

extension KeyRotationFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .note(let fault): "\(fault)"
    case .lines(let count): "\(count) lines instead of 4"
    case .heading: "not the statement of a new key"
    case .oldKey(let fault): "the old key: \(fault)"
    case .newKey(let fault): "the new key: \(fault)"
    case .position: "the position is not a decimal number"
    case .otherName: "the keys have different names"
    case .sameKey: "both keys are the same"
    case .refused(let refusal): "\(refusal)"
    case .signers: "not signed by the old key and then by the new one alone"
    case .notTheNextKey: "the old key is not the one in force"
    case .otherPosition(let said, let found): "made for position \(said), and found at \(found)"
    case .notLater: "a later statement came before it"
    case .keyReturned: "the key was given up before"
    }
  }
}
