// What is wrong with a note.

/// Why bytes are no signed note. Every fault says where it is.
package enum NoteFault: Error, Hashable, Sendable {
  /// A note has at most `SignedNote.mostBytes`.
  case tooLong(byteCount: Int)
  /// Where the first sequence of bytes begins that is none.
  case notUTF8(TextPosition)
  /// Below U+0020 and not a newline; a carriage return among them.
  case controlCharacter(UInt8, TextPosition)
  /// The last line, or a text that is to be signed, does not end with a newline.
  case noFinalNewline(TextPosition)
  /// No empty line divides text and signatures.
  case noEmptyLine
  /// Nothing stands behind the last empty line.
  case noSignature(TextPosition)
  /// There are at most `SignedNote.mostSignatures`; where the next one begins.
  case tooManySignatures(TextPosition)
  /// A line of a signature begins with an em dash and a space.
  case noDash(TextPosition)
  /// Where the name begins.
  case keyName(KeyNameFault, TextPosition)
  /// The line ends behind the name.
  case noSignatureBytes(TextPosition)
  /// From here on it is not base 64, or not the only spelling of it.
  case notBase64(TextPosition)
  /// Four bytes of key ID and at least one of signature.
  case signatureTooShort(TextPosition)
}

extension NoteFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .tooLong(let count): "a note of \(count) bytes is too long"
    case .notUTF8(let place): "\(place): not UTF-8"
    case .controlCharacter(let byte, let place): "\(place): the control character \(byte)"
    case .noFinalNewline(let place): "\(place): no newline at the end"
    case .noEmptyLine: "no empty line before the signatures"
    case .noSignature(let place): "\(place): no signature"
    case .tooManySignatures(let place): "\(place): more than \(SignedNote.mostSignatures) signatures"
    case .noDash(let place): "\(place): a signature begins with an em dash and a space"
    case .keyName(let fault, let place): "\(place): \(fault)"
    case .noSignatureBytes(let place): "\(place): no signature behind the name"
    case .notBase64(let place): "\(place): not base 64"
    case .signatureTooShort(let place): "\(place): the signature is too short"
    }
  }
}

/// Why a note is not believed.
package enum NoteRefusal: Error, Hashable, Sendable {
  /// The signature with this number, counted from 1, names a known key and is not its signature over this text.
  case badSignature(by: KeyName, number: Int)
  /// None of the signatures is by a key that is known here.
  case noKnownKey
}

extension NoteRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badSignature(let name, let number): "signature \(number) is not by \(name), or something was changed"
    case .noKnownKey: "not signed by a known key"
    }
  }
}
