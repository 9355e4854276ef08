// The signed head of a log: C2SP tlog-checkpoint.

/// Which log, how many leaves, and their root (`c2sp.org/tlog-checkpoint`): the text of a note that the log signs. Two
/// of the same log with different roots for one size prove that it forked.
package struct Checkpoint: Hashable, Sendable {
  /// The log's name, and that of its key.
  package let origin: NoteLine
  /// The number of leaves.
  package let size: UInt64
  /// Over all leaves (RFC 9162, section 2.1.1).
  package let root: Hash
  /// Further lines. Kontor writes none, and gives no meaning to those of others.
  package let extensions: [NoteLine]

  /// Throws `emptyTreeRoot` alone.
  package init(
    origin: NoteLine, size: UInt64, root: Hash, extensions: [NoteLine] = []
  ) throws(CheckpointFault) {
    guard size > 0 || root == .ofEmptyTree else { throw .emptyTreeRoot }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// The head of this tree.
  package init(origin: NoteLine, of frontier: MerkleFrontier) {
    self.origin = origin
    size = frontier.size
    root = frontier.root
    extensions = []
  }

  /// Origin, size in decimal, root in base 64, extensions: a line each, with its newline.
  package var text: [UInt8] {
    let lines = [origin.bytes, Array(String(size).utf8), Base64.encode(root.bytes)] + extensions.map(\.bytes)
    return lines.reduce(into: []) { $0 += $1 + [newline] }
  }

  /// The note of this head. There is at least one signer, and the first has the origin for its name.
  package func signed(by signers: [NoteSigner]) throws(NoteFault) -> SignedNote { try .sign(text, by: signers) }

  /// Reads the text of a note, strictly. Positions are those in the text, which begins the note.
  package init(text: [UInt8]) throws(CheckpointFault) {
    let lines = try Self.lines(text)
    let size: UInt64
    do { size = try UInt64(decimal: lines[1]) } catch {
      throw .size(tooLarge: error == .tooLarge, TextPosition(lines[1].startIndex, in: text))
    }
    let bytes: [UInt8]
    do { bytes = try Base64.decode(lines[2]) } catch { throw .rootNotBase64(TextPosition(error.index, in: text)) }
    guard let root = Hash(bytes) else { throw .rootLength(byteCount: bytes.count) }
    try self.init(
      origin: NoteLine(checked: lines[0]), size: size, root: root, extensions: lines[3...].map(NoteLine.init(checked:)))
  }

  private static func lines(_ text: [UInt8]) throws(CheckpointFault) -> [ArraySlice<UInt8>] {
    do { try NoteReader(bytes: text).checkCharacters() } catch { throw .text(error) }
    guard text.last == newline else { throw .noFinalNewline(TextPosition(text.count, in: text)) }
    let lines = text.dropLast().split(separator: newline, omittingEmptySubsequences: false)
    guard lines.count >= 3 else { throw .missingLine(lines.count + 1) }
    for line in lines where line.isEmpty { throw .emptyLine(TextPosition(line.startIndex, in: text)) }
    return lines
  }

  /// Reads a whole note, checks that one of these keys signed it, and that it is a head of this log. Nothing of it is
  /// looked at before a signature holds.
  package static func open(
    _ note: SignedNote, origin: NoteLine, keys: [VerifierKey]
  ) throws(CheckpointFault) -> Checkpoint {
    do { _ = try note.verify(keys) } catch { throw .refused(error) }
    let checkpoint = try Checkpoint(text: note.text)
    guard checkpoint.origin == origin else { throw .otherOrigin(checkpoint.origin) }
    return checkpoint
  }
}

/// Why a note is not the head of that log.
package enum CheckpointFault: Error, Hashable, Sendable {
  /// No key of the log signed it, or something was changed.
  case refused(NoteRefusal)
  /// Not UTF-8, or a control character.
  case text(NoteFault)
  /// The text ends within a line.
  case noFinalNewline(TextPosition)
  /// There are at least three; counted from 1.
  case missingLine(Int)
  /// None of the lines may be empty, extensions neither.
  case emptyLine(TextPosition)
  /// Not a decimal number in its only spelling, or 2^64 and more.
  case size(tooLarge: Bool, TextPosition)
  /// From here on it is not base 64, or not the only spelling of it.
  case rootNotBase64(TextPosition)
  /// The root has 32 bytes.
  case rootLength(byteCount: Int)
  /// The tree without leaves has one root only, SHA-256 of nothing.
  case emptyTreeRoot
  /// It is the head of another log.
  case otherOrigin(NoteLine)
}

extension CheckpointFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .refused(let refusal): "\(refusal)"
    case .text(let fault): "\(fault)"
    case .noFinalNewline(let place): "\(place): no newline at the end"
    case .missingLine(let number): "line \(number) is missing"
    case .emptyLine(let place): "\(place): an empty line"
    case .size(tooLarge: false, let place): "\(place): the size is not a decimal number"
    case .size(tooLarge: true, let place): "\(place): the size is too large"
    case .rootNotBase64(let place): "\(place): the root is not base 64"
    case .rootLength(let count): "the root has \(count) bytes instead of 32"
    case .emptyTreeRoot: "the empty tree has another root"
    case .otherOrigin(let origin): "the head of another log, \(origin)"
    }
  }
}
