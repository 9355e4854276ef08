// Reading a signed note byte by byte.

/// Takes a note apart. Nothing but a note that would be written in the same way is read.
struct NoteReader {
  let bytes: [UInt8]

  func read() throws(NoteFault) -> (text: [UInt8], signatures: [NoteSignature]) {
    guard bytes.count <= SignedNote.mostBytes else { throw .tooLong(byteCount: bytes.count) }
    try checkCharacters()
    guard bytes.last == newline else { throw .noFinalNewline(position(bytes.count)) }
    let start = try startOfSignatures()
    return (Array(bytes[..<(start - 1)]), try signatures(from: start))
  }

  /// Throws `controlCharacter` or `notUTF8` for the first of its kind.
  func checkCharacters() throws(NoteFault) {
    if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != newline }) {
      throw .controlCharacter(bytes[offset], position(offset))
    }
    do throws(UTF8.ValidationError) { _ = try UTF8Span(validating: bytes.span) } catch {
      throw .notUTF8(position(error.byteOffsets.lowerBound))
    }
  }

  /// Behind the last empty line: the text may contain others.
  private func startOfSignatures() throws(NoteFault) -> Int {
    var start = bytes.count
    while start >= 2 {
      if bytes[start - 1] == newline, bytes[start - 2] == newline {
        guard start < bytes.count else { throw .noSignature(position(start)) }
        return start
      }
      start -= 1
    }
    throw .noEmptyLine
  }

  private func signatures(from start: Int) throws(NoteFault) -> [NoteSignature] {
    var signatures: [NoteSignature] = []
    for line in bytes[start...].dropLast().split(separator: newline, omittingEmptySubsequences: false) {
      guard signatures.count < SignedNote.mostSignatures else { throw .tooManySignatures(position(line.startIndex)) }
      signatures.append(try signature(line))
    }
    return signatures
  }

  private func signature(_ line: ArraySlice<UInt8>) throws(NoteFault) -> NoteSignature {
    guard line.starts(with: NoteSignature.dash) else { throw .noDash(position(line.startIndex)) }
    let rest = line.dropFirst(NoteSignature.dash.count)
    guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { throw .noSignatureBytes(position(line.endIndex)) }
    let name: KeyName
    do { name = try KeyName(String(decoding: rest[..<space], as: UTF8.self)) } catch {
      throw .keyName(error, position(rest.startIndex))
    }
    let encoded = rest[(space + 1)...]
    let decoded: [UInt8]
    do { decoded = try Base64.decode(encoded) } catch { throw .notBase64(position(error.index)) }
    guard decoded.count > NoteSignature.keyIDByteCount else { throw .signatureTooShort(position(encoded.startIndex)) }
    let keyID = decoded.prefix(NoteSignature.keyIDByteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return NoteSignature(name: name, keyID: keyID, known: Array(decoded.dropFirst(NoteSignature.keyIDByteCount)))
  }

  private func position(_ offset: Int) -> TextPosition { TextPosition(offset, in: bytes) }
}
